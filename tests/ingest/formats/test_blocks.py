"""Blocks to text: where they part, and where headings and pages begin."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.blocks import PAGE, SEEN_PAGE, Blocks


def test_a_blank_line_parts_blocks_and_a_line_end_parts_items() -> None:
    blocks = Blocks()
    blocks.heading(" Ships\n of  the line ")
    blocks.paragraph("It\trained.\u00a0 All\n\n\n\nday. ")
    blocks.paragraph("  ")
    blocks.line("- one")
    blocks.line("- two")
    blocks.end_lines()
    blocks.row(["a", "b\nc"])
    blocks.row(["", " "])
    assert blocks.text() == (
        "Ships of the line\n\nIt rained. All\n\nday.\n\n- one\n- two\n\n| a | b c |"
    )


def test_an_empty_page_counts() -> None:
    blocks = Blocks()
    for text in ("One.", PAGE, PAGE, "Three."):
        blocks.paragraph(text)
    assert blocks.pages() == (0, 6, 6)


def test_a_break_that_is_marked_twice_counts_once() -> None:
    blocks = Blocks()
    for text in ("One.", PAGE, f"{SEEN_PAGE}Two.", f"Th{SEEN_PAGE}ree."):
        blocks.paragraph(text)
    assert blocks.text() == "One.\n\nTwo.\n\nThree."
    assert blocks.pages() == (0, 6, 14)


@given(st.lists(st.text("ab \n\t\f\v\u00ad|.", max_size=12)))
def test_pages_and_headings_start_where_they_say(texts: list[str]) -> None:
    blocks = Blocks()
    for text in texts:
        blocks.paragraph(text)
        blocks.heading(text)
        blocks.line(text)
        blocks.row([text, text])
    text = blocks.text()
    assert not set("\f\v\t\u00ad") & set(text)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert all(0 <= page < len(text) for page in blocks.pages())
    for heading in blocks.headings:
        assert text.startswith(heading.title, heading.start)
        assert heading.start == 0 or text[: heading.start].endswith("\n\n")
