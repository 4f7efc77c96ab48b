import numpy as np
import pytest

from assistant.api import Assistant
from assistant.intent import Intent
from assistant.quoting import best_quote, choose_quotes, is_quotable, sentence_quote
from tests.assistant.conftest import Reading
from vectorstore.evidence import Evidence, ScoredPassage, ScoredSentence
from vectorstore.records import Span

GARDEN = """\
# The kitchen garden

## Beans in spring

Beans want warm soil and are sown in May.
They climb poles that are two metres high.

## Tools

- a spade with a long handle
- a rake for levelling the beds
- a watering can that holds ten litres

1. Dig the bed in March.
2) Rake it until it is level.
"""


def test_an_answer_has_one_to_four_sentences(sample: Assistant) -> None:
    always = Assistant(sample.library, threshold=0.0)
    for question in (
        "How many cases were finalized?",
        "What do the authors say about terrorism?",
        "List all the achievements, operations, courts and meetings.",
        "Who met, where did they meet, when was that, and what did they sign?",
        "Pakistan terrorism",
    ):
        assert 1 <= len(always.ask(question).sentences) <= 4


def test_sentences_of_one_passage_stand_in_reading_order(sample: Assistant) -> None:
    answer = sample.ask("How many cases came before the military courts, and were finalized?")

    starts = [citation.start for citation in answer.citations]
    assert len(starts) > 1
    assert starts == sorted(starts)


def test_markers_count_from_one_in_the_order_of_the_text(sample: Assistant) -> None:
    answer = sample.ask("How many cases came before the military courts, and were finalized?")

    markers = [citation.marker for citation in answer.citations]
    assert markers == list(range(1, len(markers) + 1))
    assert [answer.text.index(f"[{m}]") for m in markers] == sorted(
        answer.text.index(f"[{m}]") for m in markers
    )


def test_a_question_for_several_things_is_answered_with_a_list(sample: Assistant) -> None:
    answer = Assistant(sample.library, threshold=0.0).ask(
        "Which hard measures and operations did Pakistan carry out at home?"
    )

    lines = answer.text.splitlines()
    assert len(lines) == len(answer.sentences) > 1
    assert all(line.startswith("- ") for line in lines)


def test_a_question_for_one_thing_is_answered_in_prose(sample: Assistant) -> None:
    answer = sample.ask("How many cases came before the military courts, and were finalized?")

    assert len(answer.sentences) > 1
    assert "\n" not in answer.text


@pytest.mark.parametrize("question", ["Beans in spring", "What about tools?", "kitchen garden"])
def test_headings_are_not_quoted_as_answers(reading: Reading, question: str) -> None:
    answer = reading(GARDEN, name="garden.md", threshold=0.0).ask(question)

    assert answer.citations
    assert not any(
        citation.quote in ("Beans in spring", "Tools", "The kitchen garden")
        or citation.quote.startswith("#")
        for citation in answer.citations
    )


def test_a_title_is_not_quoted_where_its_document_says_more(reading: Reading) -> None:
    text = "The harbour ferry\nThe harbour ferry leaves at nine and carries forty cars across."

    answer = reading(text, threshold=0.0).ask("What does the harbour ferry carry?")

    assert [citation.quote for citation in answer.citations] == [
        "The harbour ferry leaves at nine and carries forty cars across."
    ]


def test_a_document_of_one_line_is_quoted_though_it_is_its_own_title(reading: Reading) -> None:
    answer = reading("The ferry leaves at nine", threshold=0.0).ask("When does the ferry leave?")

    assert [citation.quote for citation in answer.citations] == ["The ferry leaves at nine"]


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How much does the watering can hold?", "a watering can that holds ten litres"),
        ("When is the bed dug?", "Dig the bed in March."),
        ("Until when is it raked level?", "Rake it until it is level."),
    ],
)
def test_a_list_item_is_quoted_without_its_mark(
    reading: Reading, question: str, quote: str
) -> None:
    answer = reading(GARDEN, name="garden.md", threshold=0.0).ask(question)

    assert quote in [citation.quote for citation in answer.citations]


def test_a_line_break_in_a_sentence_is_shown_as_a_space_and_cited_as_it_stands(
    reading: Reading,
) -> None:
    text = "The lighthouse on the cape\nwas lit for the first\n  time in 1871.\nHe kept bees.\n"
    answer = reading(text, threshold=0.0).ask("When was the lighthouse lit for the first time?")

    assert (
        answer.sentences[0].text == "The lighthouse on the cape was lit for the first time in 1871."
    )
    assert answer.citations[0].quote == text[: text.index("1871.") + 5]


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("- an item", "an item"),
        ("  • an item", "an item"),
        ("12. an item", "an item"),
        ("(3) an item", "an item"),
        ("## A heading", "A heading"),
        ("> - quoted item", "quoted item"),
        ("1990 was dry.", "1990 was dry."),
        ("-5 degrees were measured.", "-5 degrees were measured."),
        ("3.5 litres leaked.", "3.5 litres leaked."),
        ("- ", "- "),
    ],
)
def test_only_marks_of_lists_and_headings_are_taken_off(sentence: str, quoted: str) -> None:
    quote = sentence_quote("d", Span(10, 10 + len(sentence)), sentence)

    assert quote.text == quoted
    assert quote.span == Span(10 + len(sentence) - len(quoted), 10 + len(sentence))


def test_a_heading_or_a_bare_number_says_nothing_by_itself() -> None:
    assert is_quotable("Rain fell.")
    assert not is_quotable("# Rain")
    assert not is_quotable("1871")
    assert not is_quotable("* * *")


def evidence(*passages: tuple[str, list[tuple[str, float, float]]]) -> Evidence:
    """Passages found: the document of each, its sentences with score and alignment."""
    scored = []
    for number, (document, sentences) in enumerate(passages):
        start = 100 * number
        scored.append(
            ScoredPassage(
                id=number,
                document_id=document,
                title="",
                span=Span(start, start + 100),
                text="",
                sentences=tuple(
                    ScoredSentence(
                        span=Span(start + 10 * i, start + 10 * i + len(text)),
                        text=text,
                        terms=(),
                        dense=0.0,
                        alignment=np.full(1, alignment, np.float32),
                        score=score,
                    )
                    for i, (text, score, alignment) in enumerate(sentences)
                ),
                dense=0.0,
                lexical=0.0,
                alignment=np.zeros(1, np.float32),
                score=-float(number),
            )
        )
    weights = np.ones(1, np.float32)
    return Evidence("what", (), {}, (Span(0, 4),), weights, len(scored), tuple(scored))


def chosen(found: Evidence, intent: Intent) -> list[str]:
    return [quote.text for quote in choose_quotes(found, intent)]


def test_one_thing_is_answered_from_one_document_and_several_from_others_too() -> None:
    found = evidence(
        ("d", [("One.", 2.0, 0.5)]), ("e", [("Two.", 1.9, 0.5)]), ("d", [("Three.", 1.8, 0.5)])
    )

    assert chosen(found, Intent.FACT) == ["One.", "Three."]
    assert chosen(found, Intent.SEVERAL) == ["One.", "Two.", "Three."]


def test_beside_the_best_sentence_one_with_its_own_words_goes_before_one_in_good_company() -> None:
    company, own = ("Company.", 1.9, 0.3), ("Own words.", 1.6, 0.5)
    found = evidence(("d", [company, ("Best.", 2.0, 0.5), own]))

    assert chosen(found, Intent.FACT) == ["Best.", "Own words."]


def test_the_best_sentence_is_quoted_even_where_others_are_closer() -> None:
    found = evidence(("d", [("Close.", 1.9, 0.9), ("Best.", 2.0, 0.2)]))

    best = best_quote(found)
    assert best is not None
    assert best.text == "Best."
    assert chosen(found, Intent.FACT) == ["Close.", "Best."]


def test_nothing_is_quoted_where_nothing_can_be() -> None:
    found = evidence(("d", [("1871", 2.0, 0.9)]))

    assert choose_quotes(found, Intent.FACT) == []
    assert best_quote(found) is None
