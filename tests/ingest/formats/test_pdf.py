"""PDFs of real producers become the text that a reader finds in them."""

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions, SourceText, Unreadable
from tests.ingest.layouts.drawn import PASSWORD
from tests.ingest.layouts.prose import FISHING, HARBOUR, LIGHT, SECTIONS, TIDES, TITLE

LAYOUTS = Path(__file__).parents[1] / "layouts"
WITH_TEXT = sorted(
    path.stem for path in LAYOUTS.glob("*.pdf") if path.stem not in ("scanned", "partly_scanned")
)


def read(name: str, password: str | None = PASSWORD, ocr: bool = False) -> SourceText:
    content = (LAYOUTS / f"{name}.pdf").read_bytes()
    return read_pdf(content, ReadingOptions(password=password, ocr=ocr))


def paragraphs(text: str) -> list[str]:
    """Paragraphs and rows of tables, these without the bars between their cells."""
    found: list[str] = []
    for paragraph in text.split("\n\n"):
        rows = paragraph.split("\n") if paragraph.startswith("|") else [paragraph]
        found += [" ".join(re.findall(r"[^\s|]+", row)) for row in rows]
    return found


def test_there_are_layouts_to_read() -> None:
    assert len(WITH_TEXT) >= 12


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_layout_is_read_paragraph_by_paragraph_in_reading_order(name: str) -> None:
    expected = (LAYOUTS / f"{name}.txt").read_text().strip()
    assert paragraphs(read(name).text) == expected.split("\n\n")


@pytest.mark.parametrize("name", WITH_TEXT)
def test_pages_start_in_order_and_each_where_its_words_are(name: str) -> None:
    source = read(name)
    assert source.pages[0] == 0
    assert list(source.pages) == sorted(source.pages)
    edges = [*source.pages, len(source.text)]
    for words in source.words:
        for box in words.boxes():
            assert edges[words.page - 1] <= box.start < box.end <= edges[words.page]


@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_letter_of_the_text_has_a_box_on_its_page(name: str) -> None:
    source = read(name)
    boxed = [box for words in source.words for box in words.boxes()]
    covered = {place for box in boxed for place in range(box.start, box.end)}
    bare = {c for place, c in enumerate(source.text) if place not in covered}
    assert bare <= set(" \n|")
    assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in boxed)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    assert "Proceedings of the Harbour Society" not in read("two_columns").text
    report = read("report").text
    assert "Harbour Society, annual report" not in report
    assert "Page 1 of 4" not in report
    assert "CHAPTER" not in read("book").text


def test_a_paragraph_goes_on_over_pages_and_columns() -> None:
    book = read("book")
    assert any(book.text[start - 1] == " " for start in book.pages[1:])
    assert "\n\n".join((FISHING, HARBOUR)) in read("newspaper").text


def test_a_page_may_begin_within_a_word() -> None:
    book = read("book")
    assert any(book.text[start - 1 : start + 1].isalpha() for start in book.pages[1:])


def test_a_footnote_stands_at_the_end_of_its_page_not_within_a_paragraph() -> None:
    source = read("two_columns")
    note = source.text.index("\n\n1 The record is kept")
    assert note < source.pages[1]
    assert source.text.index("ever since.¹") < note


def test_a_raised_number_is_written_so() -> None:
    assert "in 1923.² She showed" in read("two_columns").text


def test_headings_come_from_the_outline_or_from_the_type() -> None:
    titles = [title for title, _ in SECTIONS[:4]]
    assert [heading.title for heading in read("book").headings] == ["Preface", *titles]
    assert [heading.title for heading in read("slides").headings] == [TITLE, *titles]
    report = read("report")  # where headings are bold, but no larger than the text
    assert [heading.title for heading in report.headings][-7:] == [title for title, _ in SECTIONS]


@pytest.mark.parametrize("name", ["book", "web_page", "report", "two_columns"])
def test_a_heading_stands_in_the_text_where_it_is_said_to(name: str) -> None:
    source = read(name)
    assert source.headings
    assert all(source.text.startswith(h.title, h.start) for h in source.headings)


def test_a_title_is_what_the_file_says_unless_it_says_nothing_of_worth() -> None:
    assert read("two_columns").title == "Marrow Sound: a study of a harbour"
    assert read("web_page").title == TITLE  # the file says "untitled"
    assert read("article").title == TITLE  # the file says nothing
    assert read("interleaved").title == TITLE


def test_authors_and_language_are_what_the_file_says() -> None:
    source = read("two_columns")
    assert source.authors == ("Ida Lund", "Per Holm")
    assert source.language == "en-GB"
    assert read("interleaved").authors == ()  # reportlab says "anonymous"


def test_each_page_that_is_read_is_told() -> None:
    told: list[float] = []
    read_pdf((LAYOUTS / "book.pdf").read_bytes(), ReadingOptions(ocr=False), told.append)
    assert told == [page / 10 for page in range(1, 11)]


def test_an_encrypted_file_asks_for_its_password() -> None:
    with pytest.raises(Unreadable, match="encrypted; give its password with --password"):
        read("encrypted", password=None)
    with pytest.raises(Unreadable, match="password given doesn't open it"):
        read("encrypted", password="mackerel")
    assert read("encrypted").text == HARBOUR


def test_a_scan_says_that_it_has_no_text_and_what_would_read_it() -> None:
    with pytest.raises(
        Unreadable, match=r"no text that can be read and is probably scanned; .*OCR"
    ):
        read("scanned")


def test_a_file_with_some_scanned_pages_is_read_but_for_these() -> None:
    source = read("partly_scanned")
    assert source.text == TIDES
    assert source.remark == "Page 2 has no text that can be read."
    assert source.pages == (0, len(TIDES))


def test_scanned_pages_are_read_by_ocr(needs_tesseract: None) -> None:
    source = read("partly_scanned", ocr=True)
    first, second = source.text.split("\n\n")
    assert first == TIDES
    assert SequenceMatcher(None, second, LIGHT).ratio() > 0.95
    assert re.fullmatch(r"Page 2 was read by OCR; it is \d\d % sure of the words\.", source.remark)
    assert [words.page for words in source.words] == [1, 2]


def test_what_is_no_pdf_is_said_to_be_damaged() -> None:
    with pytest.raises(Unreadable, match="no readable PDF"):
        read_pdf(b"%PDF-1.7 and nothing more", ReadingOptions())
