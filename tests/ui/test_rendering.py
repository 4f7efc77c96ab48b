"""What the page's components are given: exact words, marked where they stand."""

from assistant.answer import cite
from ui.rendering import CHOSEN, NEAR, QUOTED, message, place_label, shortened, turns, view
from vectorstore.records import DocumentText, Passage, Span

TEXT = "One is red. Two is blue.\n\nThree is green."
DOCUMENT = DocumentText("d1", "Colours", TEXT, pages=(0, 26))


def citation(start: int, end: int, marker: int = 1, document: DocumentText = DOCUMENT):  # type: ignore[no-untyped-def]
    return cite(document, Span(start, end), document.text[start:end], marker)


def test_the_stretches_of_a_view_are_the_text_itself() -> None:
    first, second = citation(0, 11), citation(12, 24, 2)
    stretches = view(DOCUMENT, [first, second], second).stretches
    assert "".join(text for text, _ in stretches) == TEXT
    assert [(text, mark) for text, mark in stretches if mark] == [
        ("One is red.", QUOTED),
        ("Two is blue.", CHOSEN),
    ]


def test_quotes_that_overlap_keep_the_chosen_one_whole() -> None:
    wide, inner = citation(0, 24), citation(12, 24, 2)
    marks = view(DOCUMENT, [wide, inner], inner).stretches
    assert ("Two is blue.", CHOSEN) in marks
    assert "".join(text for text, _ in marks) == TEXT


def test_a_nearest_passage_is_not_marked_as_a_quote() -> None:
    passage = Passage("d1", "Colours", None, 0, 11, "One is red.", 1.0)
    assert [mark for _, mark in view(DOCUMENT, [passage], passage).stretches] == [NEAR, None]


def test_quotes_of_other_documents_are_not_marked() -> None:
    other = DocumentText("d2", "Other", TEXT)
    stretches = view(DOCUMENT, [citation(0, 11, document=other), citation(26, 41)], None).stretches
    assert [text for text, mark in stretches if mark] == ["Three is green."]


def test_a_long_document_shows_the_part_around_the_quote_and_says_so() -> None:
    text = "".join(f"Line {n} says nothing much.\n" for n in range(4000))
    start = text.index("Line 2500")
    long = DocumentText("d3", "Long", text)
    chosen = citation(start, start + 26, document=long)
    shown = view(long, [chosen], chosen)
    visible = "".join(part for part, _ in shown.stretches)
    assert (chosen.quote, CHOSEN) in shown.stretches
    assert 8_000 < len(visible) < 12_000
    assert visible in text
    assert visible.startswith("Line ")
    assert "a part of it: characters" in shown.heading
    assert f"of {len(text):,}" in shown.heading


def test_a_place_says_where_the_words_stand() -> None:
    assert place_label(citation(26, 41)) == (
        "[1] “Three is green.”\nColours · page 2 · characters 26–41"
    )


def test_a_message_says_what_it_was_made_of() -> None:
    text = "R&D <b>1 < 2</b> &amp; 'so'"
    made = message("user", text)
    assert "<" not in made["content"]
    assert turns([made]) == [{"role": "user", "content": text}]
    as_gradio_returns_it = {"role": "user", "content": [{"type": "text", "text": made["content"]}]}
    assert turns([as_gradio_returns_it]) == [{"role": "user", "content": text}]


def test_long_words_are_cut_between_words() -> None:
    assert shortened("one two  three", 9) == "one two …"
    assert shortened("one\ntwo", 9) == "one two"
