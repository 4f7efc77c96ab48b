"""What the document panel is given: exact words, marked where they stand."""

from assistant.answer import Citation, cite
from ui.document_view import CHOSEN, NEAR, QUOTED, part_before, view
from vectorstore.records import DocumentText, Passage, Span

TEXT = "One is red. Two is blue.\n\nThree is green."
DOCUMENT = DocumentText("d1", "Colours", TEXT, pages=(0, 26))
LONG = DocumentText("d3", "Long", "".join(f"Line {n} says nothing much.\n" for n in range(6000)))


def citation(start: int, end: int, marker: int = 1, document: DocumentText = DOCUMENT) -> Citation:
    return cite(document, Span(start, end), document.text[start:end], marker)


def test_the_stretches_of_a_view_are_the_text_itself() -> None:
    first, second = citation(0, 11), citation(12, 24, 2)
    seen = view(DOCUMENT, [first, second], second)
    assert "".join(text for text, _ in seen.stretches) == TEXT
    assert [(text, mark) for text, mark in seen.stretches if mark] == [
        ("One is red.", QUOTED),
        ("Two is blue.", CHOSEN),
    ]
    assert seen.is_whole


def test_a_nearest_passage_is_not_marked_as_a_quote() -> None:
    passage = Passage("d1", "Colours", None, 0, 11, "One is red.", 1.0)
    assert [mark for _, mark in view(DOCUMENT, [passage], passage).stretches] == [NEAR, None]


def test_quotes_of_other_documents_are_not_marked() -> None:
    other = DocumentText("d2", "Other", TEXT)
    stretches = view(DOCUMENT, [citation(0, 11, document=other), citation(26, 41)], None).stretches
    assert [text for text, mark in stretches if mark] == ["Three is green."]


def test_a_long_document_shows_the_part_with_the_quote_from_the_beginning_of_a_line() -> None:
    start = LONG.text.index("Line 2500")
    chosen = citation(start, start + 27, document=LONG)
    seen = view(LONG, [chosen], chosen)
    visible = "".join(text for text, _ in seen.stretches)
    assert (chosen.quote, CHOSEN) in seen.stretches
    assert visible == seen.window.of(LONG.text)
    assert visible.startswith("Line ")
    assert visible.endswith(".\n")
    assert not seen.is_whole


def test_the_parts_of_a_long_document_read_one_after_the_other_are_all_of_it() -> None:
    parts, start = [], 0
    while start < len(LONG.text):
        seen = view(LONG, start=start)
        parts.append(seen.window)
        start = seen.window.end
    assert "".join(part.of(LONG.text) for part in parts) == LONG.text
    assert len(parts) > 3


def test_turning_back_leaves_no_gap() -> None:
    later = view(LONG, start=100_000).window
    earlier = view(LONG, start=part_before(later)).window
    assert earlier.start < later.start <= earlier.end


def test_a_quote_longer_than_a_part_is_shown_whole() -> None:
    chosen = citation(40_000, 90_000, document=LONG)
    assert view(LONG, [chosen], chosen).window.end >= 90_000
