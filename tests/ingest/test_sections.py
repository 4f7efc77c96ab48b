"""Under which heading a place stands."""

from ingest.sections import heading_at, headings, section_at
from vectorstore.records import DocumentText, Heading

MARKDOWN = "# Tides\n\nThe sea rises.\n\n## Neap tides ##\n\nIt falls.\n\n#hashtag\n"
PLAIN = (
    "The Sea\n\nBy Ann Lee\n\nThe sea rises twice a day, and nobody asks it to.\n\n"
    "Neap tides\n\nThey are small.\n\nnot a heading\n\nThey come after the half moon.\n"
)


def test_the_headings_of_markdown_are_its_lines_with_hashes() -> None:
    assert [heading.title for heading in headings(MARKDOWN)] == ["Tides", "Neap tides"]


def test_a_heading_begins_where_its_line_does() -> None:
    assert [MARKDOWN[found.start :][:5] for found in headings(MARKDOWN)] == ["# Tid", "## Ne"]
    assert all(PLAIN.startswith(found.title, found.start) for found in headings(PLAIN))


def test_in_plain_text_a_heading_stands_alone_and_ends_like_no_sentence() -> None:
    assert [heading.title for heading in headings(PLAIN)] == ["The Sea", "By Ann Lee", "Neap tides"]


def test_a_place_stands_under_the_last_heading_before_it() -> None:
    found = headings(MARKDOWN)
    under = heading_at(found, MARKDOWN.index("It falls"))
    assert under is not None
    assert under.title == "Neap tides"
    assert heading_at(headings(PLAIN)[1:], 0) is None


def test_the_section_of_a_place_is_what_its_heading_says_unless_that_is_the_title() -> None:
    document = DocumentText("d1", "Tides", MARKDOWN)

    assert section_at(document, MARKDOWN.index("It falls")) == "Neap tides"
    assert section_at(document, MARKDOWN.index("The sea")) == ""
    assert section_at(DocumentText("d1", "Waters", MARKDOWN), MARKDOWN.index("The sea")) == "Tides"


def test_headings_that_a_source_marks_count_and_not_what_looks_like_one() -> None:
    document = DocumentText("d1", "Waters", PLAIN, headings=(Heading(0, "The Sea"),))

    assert section_at(document, PLAIN.index("They are small")) == "The Sea"
