"""Sentences: where they end, and that nothing of the text is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import sentence_spans

_FRAGMENTS = [
    "Hello", "world.", "e.g.", "Dr.", "\n", "\n\n", "\n \t\n", "- ", "# A heading", "| a | b |",
    "1. ", "(a) ", "---", "```", "...", "?!", "“Quoted.”", "—", "’s", "中文。", "日本語です。",
    "🙂👩‍👩‍👧", "שלום.", "مرحبا؟", "\u200b", "\u00a0", "\u2028", "\x85", "\x0c", "e\u0301",
    "½", "\ufffd", "\x01", "nest-ing", "http://x.y/z?q=1", " ",
]  # fmt: skip
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(st.sampled_from(_FRAGMENTS), max_size=80).map("".join),
    st.lists(st.sampled_from(_FRAGMENTS), max_size=80).map(" ".join),
)


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@settings(max_examples=500, deadline=None)
@given(texts)
def test_sentences_cover_every_character_that_is_not_blank_and_never_overlap(text: str) -> None:
    end = 0
    for span in sentence_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        end = span.end
    assert not text[end:].strip()


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentences("") == []
    assert sentences(" \n\n\t ") == []


def test_sentences_end_at_full_stops_questions_and_exclamations() -> None:
    assert sentences("It rained. Did it stop? No! We waited.") == [
        "It rained.",
        "Did it stop?",
        "No!",
        "We waited.",
    ]


def test_a_title_without_a_blank_line_after_it_is_a_sentence_of_its_own() -> None:
    assert sentences("The ferry\nIt carries forty cars across the bay. Bikes go free.") == [
        "The ferry",
        "It carries forty cars across the bay.",
        "Bikes go free.",
    ]
    assert sentences("It is old.\n\nThe harbour\nTwo hundred boats lie in it all year.") == [
        "It is old.",
        "The harbour",
        "Two hundred boats lie in it all year.",
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        "The ferry carries\nForty-Niners across\nthe bay.",
        "He met\nwith all of the people who had come to the harbour that day.",
        "Forty cars, twelve bikes and\nMiller's own boat were carried that day.",
    ],
)
def test_a_sentence_wrapped_by_hand_is_not_taken_for_a_title(wrapped: str) -> None:
    assert sentences(wrapped) == [wrapped]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith met Mr. Jones at 5 p.m. in the hall.",
        "The price rose by 3.5 percent, e.g. for bread.",
        "The text names J. R. Miller as its author.",
    ],
)
def test_abbreviations_and_numbers_do_not_end_a_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


def test_typographic_quotes_and_dashes_stay_with_their_sentence() -> None:
    assert sentences("“We won’t go,” she said — and stayed. He left…") == [
        "“We won’t go,” she said — and stayed.",
        "He left…",
    ]


def test_offsets_are_exact_after_characters_of_several_bytes() -> None:
    text = "Zoë’s naïve 👩‍👩‍👧 plan – it failed. 中文也行。The end."
    assert sentences(text)[0] == "Zoë’s naïve 👩‍👩‍👧 plan – it failed."
    assert sentences(text)[-1].endswith("The end.")


def test_a_hard_wrap_does_not_end_a_sentence() -> None:
    assert sentences("The river rose\nover night. The town\nslept.") == [
        "The river rose\nover night.",
        "The town\nslept.",
    ]


def test_a_blank_line_in_the_middle_of_a_sentence_does_not_end_it() -> None:
    assert sentences("From this point\n\nof view it holds. Next.") == [
        "From this point\n\nof view it holds.",
        "Next.",
    ]


def test_a_blank_line_after_a_heading_without_a_full_stop_does_end_it() -> None:
    assert sentences("The storm\n\nIt came at night.") == ["The storm", "It came at night."]


def test_markdown_headings_stand_alone() -> None:
    assert sentences("# The storm\nit came at night.\n## After\nQuiet.") == [
        "# The storm",
        "it came at night.",
        "## After",
        "Quiet.",
    ]


def test_list_items_stand_alone() -> None:
    text = "We need:\n- bread\n- milk and\n  honey\n* salt\n1. First this\n2) then that\n(a) last"
    assert sentences(text) == [
        "We need:",
        "- bread",
        "- milk and\n  honey",
        "* salt",
        "1. First this",
        "2) then that",
        "(a) last",
    ]


def test_table_rows_stand_alone() -> None:
    text = "Sales.\n| year | sold |\n| ---- | ---- |\n| 2001 | 40 |\nThat is all."
    assert sentences(text) == [
        "Sales.",
        "| year | sold |",
        "| ---- | ---- |",
        "| 2001 | 40 |",
        "That is all.",
    ]
