"""How well PDFs are read: `python -m tests.ingest.layouts.measure`, from the root.

For each layout, and each way of reading it, two figures: how alike its words are to those that a
reader should find, in order (difflib's ratio: 1 is the same, and a word out of place, broken in
two, or of a running head counts against it), and milliseconds of processor time a page (the best
of three).
"""

import io
import re
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pypdf
import pypdfium2

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions
from tests.ingest.layouts.drawn import PASSWORD

FOLDER = Path(__file__).parent
WITHOUT_TEXT = {"scanned", "partly_scanned"}


def ours(content: bytes) -> tuple[str, int]:
    """The text, and the number of pages: so do the others."""
    source = read_pdf(content, ReadingOptions(password=PASSWORD, ocr=False))
    return source.text, len(source.pages)


def by_pdfium(content: bytes) -> tuple[str, int]:
    document = pypdfium2.PdfDocument(content, password=PASSWORD)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages), len(pages)


def by_pypdf(content: bytes) -> tuple[str, int]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt(PASSWORD)
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join(pages), len(pages)


def words(text: str) -> list[str]:
    """Words as they should be; cells of a table stand between bars, which are no words."""
    return re.findall(r"[^\s|]+", text)


def likeness(found: str, expected: str) -> float:
    return SequenceMatcher(None, words(found), words(expected), autojunk=False).ratio()


def measured(read: Callable[[bytes], tuple[str, int]], content: bytes) -> tuple[str, float]:
    """What was read, and the milliseconds that a page took."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        text, pages = read(content)
        best = min(best, (time.process_time() - start) * 1000 / pages)
    return text, best


if __name__ == "__main__":
    readers = {"pypdf": by_pypdf, "PDFium": by_pdfium, "ours": ours}
    print(f"| layout | {' | '.join(readers)} |\n| --- |{' --- |' * len(readers)}")
    for path in sorted(FOLDER.glob("*.pdf")):
        if path.stem not in WITHOUT_TEXT:
            expected = path.with_suffix(".txt").read_text()
            cells = []
            for read in readers.values():
                found, milliseconds = measured(read, path.read_bytes())
                cells.append(f"{likeness(found, expected):.3f}, {milliseconds:.1f} ms")
            print(f"| {path.stem} | {' | '.join(cells)} |")
