"""Opening a PDF, and what limits its size: nothing that a file says of itself is trusted.

PDFium does the parsing. On the layouts of the tests it is several times faster than pypdf, and
unlike it tells where each character stands (docs/measurements.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

from ingest.source_text import Unreadable

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000  # of a whole document: some forty novels


@contextmanager
def opened(content: bytes, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """The document while it is open. Raises Unreadable where it can't be opened."""
    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        raise _reason(error, password) from error
    try:
        if not len(document):
            raise Unreadable("has no pages; there is nothing to read in it.")
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: pypdfium2.PdfDocument, index: int) -> Iterator[pypdfium2.PdfPage | None]:
    """A page while it is loaded, by its number from 0; None where it is damaged."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _reason(error: pypdfium2.PdfiumError, password: str | None) -> Unreadable:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        if password:
            return Unreadable("is encrypted, and the password given doesn't open it.")
        return Unreadable("is encrypted; give its password with --password.")
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return Unreadable("is encrypted in a way that can't be read; save it without encryption.")
    return Unreadable("is no readable PDF: it is damaged, or cut short; save or download it again.")
