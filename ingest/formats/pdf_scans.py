"""Pages that are only a picture of text, read by OCR."""

from dataclasses import dataclass, field

import pypdfium2

from ingest.formats import ocr
from ingest.formats.pdf_document import page_of
from ingest.formats.pdf_picture import picture_of
from ingest.formats.pdf_view import View
from ingest.formats.pdf_words import Word

_MOST = 500  # pages of a document: at some seconds each, an hour


@dataclass(slots=True)
class Scans:
    """Reads the pages of one document that have no text, and keeps count of them."""

    document: pypdfium2.PdfDocument
    language: str
    asked: bool  # whether OCR is wanted
    silent: list[int] = field(default_factory=list)  # pages, from 1, that stay without text
    read: list[int] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)  # per cent, of each word

    def words_of(self, index: int, view: View) -> list[Word]:
        """The words of the page of that number from 0, as OCR sees them."""
        words: list[Word] = []
        if self.asked and len(self.read) < _MOST and ocr.is_installed():
            words = self._seen(index, view)
        (self.read if words else self.silent).append(index + 1)
        return words

    def _seen(self, index: int, view: View) -> list[Word]:
        with page_of(self.document, index) as page:
            picture = (
                picture_of(page, ocr.DOTS_PER_INCH / 72, ocr.MOST_PIXELS, grey=True)
                if page is not None
                else None
            )
        if picture is None:
            return []
        x, y = view.width / picture.width, view.height / picture.height
        seen = ocr.read_picture(picture, self.language)
        self.sure += [word.sure for word in seen]
        return [
            Word(
                word.text,
                word.left * x,
                word.top * y,
                word.right * x,
                word.bottom * y,
                (word.bottom - word.top) * y,
                bold=False,
                turn=0,
            )
            for word in seen
        ]

    def remark(self) -> str:
        """What a reader should know of it, in a sentence or two; empty if nothing."""
        sentences = []
        if self.read:
            sure = round(sum(self.sure) / len(self.sure))
            were = "was" if len(self.read) == 1 else "were"
            sentences.append(
                f"{_named(self.read)} {were} read by OCR; it is {sure} % sure of the words."
            )
        if self.silent:
            have = "has" if len(self.silent) == 1 else "have"
            sentences.append(f"{_named(self.silent)} {have} no text that can be read.")
        return " ".join(sentences)


def _named(pages: list[int]) -> str:
    """Page numbers in words: "Page 3", "Pages 1 to 4 and 7".

    >>> _named([1, 2, 3, 7])
    'Pages 1 to 3 and 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = [
        part
        for run in runs
        for part in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(page) for page in run])
    ]
    if len(pages) == 1:
        return f"Page {pages[0]}"
    *others, last = named
    return f"Pages {', '.join(others)} and {last}" if others else f"Pages {last}"
