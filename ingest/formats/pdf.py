"""PDF: its text in reading order, by page, with the place of each word."""

from collections import deque
from collections.abc import Callable, Iterator

import pypdfium2
from pypdfium2 import raw

from ingest.formats import ocr
from ingest.formats.pdf_about import about
from ingest.formats.pdf_document import MOST_CHARACTERS, MOST_PAGES, opened, page_of
from ingest.formats.pdf_furniture import REACH, SeenPage, seen_page, without_furniture
from ingest.formats.pdf_headings import headings_of
from ingest.formats.pdf_layout import layout
from ingest.formats.pdf_scans import Scans
from ingest.formats.pdf_text import Canonical
from ingest.formats.pdf_view import view_of
from ingest.formats.pdf_words import Word, is_garbled, words_of
from ingest.source_text import ReadingOptions, SourceText, Unreadable

_UNSEEN = seen_page([], 1.0, 1.0)


def read_pdf(
    content: bytes,
    options: ReadingOptions,
    on_progress: Callable[[float], None] = lambda fraction: None,
) -> SourceText:
    """A PDF's text, page by page. Raises Unreadable where it has none or can't be opened."""
    with opened(content, options.password) as document:
        if len(document) > MOST_PAGES:
            raise Unreadable(
                f"has {len(document):,} pages; split it into parts of at most {MOST_PAGES:,}."
            )
        said = about(document)
        scans = Scans(document, said.language, options.ocr)
        text = Canonical()
        for page, words in _pages(document, scans):
            text.add_page(layout(words, page.width, page.height), page.width, page.height)
            on_progress(len(text.pages) / len(document))
            if text.length > MOST_CHARACTERS:
                raise Unreadable("has more text than a library takes; split it into parts.")
        if not text.length:
            raise Unreadable(_without_text(options))
        whole, moved = text.finished()
        found = headings_of(document, text.styles, whole, moved)
        return SourceText(
            text=whole,
            title=said.title or found.title,
            pages=tuple(moved(start) for start in text.pages),
            headings=found.headings,
            words=text.page_words(moved),
            authors=said.authors,
            language=said.language,
            remark=scans.remark(),
        )


def _without_text(options: ReadingOptions) -> str:
    if options.ocr and ocr.is_installed():
        return "has no text, and OCR finds none in its pictures; there is nothing to read in it."
    wanted = (
        "let it be read by OCR"
        if ocr.is_installed()
        else ("install OCR (sudo apt-get install tesseract-ocr) and add it again")
    )
    return f"has no text that can be read and is probably scanned; {wanted}."


def _pages(document: pypdfium2.PdfDocument, scans: Scans) -> Iterator[tuple[SeenPage, list[Word]]]:
    """Each page, and the words of it that belong to the text; few pages are held at a time."""
    count = len(document)
    window: deque[SeenPage] = deque()
    read = first = 0
    for index in range(count):
        while read < min(count, index + REACH + 1):
            window.append(_seen(document, read, scans))
            read += 1
        while first < index - REACH:
            window.popleft()
            first += 1
        yield window[index - first], without_furniture(list(window), index - first)


def _seen(document: pypdfium2.PdfDocument, index: int, scans: Scans) -> SeenPage:
    with page_of(document, index) as page:
        view = view_of(page) if page is not None else None
        words = words_of(page, view) if page is not None and view is not None else []
        shows_something = page is not None and raw.FPDFPage_CountObjects(page) > 0
    if view is None:
        scans.silent.append(index + 1)
        return _UNSEEN
    if (not words and shows_something) or is_garbled(words):
        words = scans.words_of(index, view)
    return seen_page(words, view.width, view.height)
