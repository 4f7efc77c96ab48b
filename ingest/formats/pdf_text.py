"""The canonical text of a PDF, put together page by page, with the places of its words.

Hyphens at the ends of lines stay until the whole document is known and can say which of them
belong to their words (pdf_hyphens.py); then what was needless goes, and every offset moves up.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf_hyphens import needless
from ingest.formats.pdf_lines import Line
from ingest.formats.pdf_paragraphs import Paragraph, continuing
from ingest.formats.pdf_turning import as_seen
from vectorstore.records import PageWords, WordBox

_HYPHEN = re.compile(r"[^\W_][-\u00ad]$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's place, its letters and its type, by which headings are told."""

    start: int
    end: int
    size: float
    bold: bool
    page: int  # from 0
    top: float  # points from the page's top


@dataclass(slots=True)
class Canonical:
    """The text as far as it is written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[int] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    hyphens: list[int] = field(default_factory=list)
    words: list[tuple[int, NDArray[np.uint32], NDArray[np.float32]]] = field(default_factory=list)
    last: Paragraph | None = None

    def add_page(self, paragraphs: Sequence[Paragraph], width: float, height: float) -> None:
        """Write a page's paragraphs after those before."""
        writer = _PageWriter(self, width, height)
        if not paragraphs:
            self.pages.append(self.length)
        first = continuing(self.last, paragraphs) if self.last is not None else -1
        if first > 0:  # below a figure: what was begun is finished before that is told of
            paragraphs = [paragraphs[first], *paragraphs[:first], *paragraphs[first + 1 :]]
        for number, paragraph in enumerate(paragraphs):
            on = number == 0 and first >= 0
            separator = self._joint(paragraph.lines[0]) if on else "\n\n" if self.length else ""
            self.write(separator)
            if number == 0:
                self.pages.append(self.length)
            start = self.length
            writer.write_paragraph(paragraph)
            self.last = paragraph
            if not on and not paragraph.cells:
                self.styles.append(
                    Style(
                        start,
                        self.length,
                        paragraph.size,
                        paragraph.bold,
                        len(self.pages) - 1,
                        paragraph.lines[0].top,
                    )
                )
        if writer.places:
            places = np.array(writer.places, np.uint32)
            self.words.append((len(self.pages), places, np.array(writer.boxes, np.float32)))

    def write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _joint(self, line: Line) -> str:
        return self.joint(line.words[0].text)

    def joint(self, after: str) -> str:
        """What stands between the end of one line and the start of the next."""
        before = self.parts[-1] if self.parts else ""
        if _HYPHEN.search(before) and after[0].isalnum():
            self.hyphens.append(self.length - 1)
            return ""
        glued = before and _UNSPACED.match(before[-1]) and _UNSPACED.match(after[0])
        return "" if glued else " "

    def finished(self) -> tuple[str, Callable[[int], int]]:
        """The text without needless hyphens, and where an offset of the text with them went."""
        text = "".join(self.parts)
        gone = needless(text, self.hyphens)
        kept = [text[a:b] for a, b in zip([0, *(g + 1 for g in gone)], [*gone, None], strict=True)]
        return "".join(kept), lambda offset: offset - bisect_left(gone, offset)

    def page_words(self, moved: Callable[[int], int]) -> tuple[PageWords, ...]:
        return tuple(
            PageWords.of(
                page,
                (
                    WordBox(moved(start), moved(end), *box)
                    for (start, end), box in zip(places.tolist(), boxes.tolist(), strict=True)
                ),
            )
            for page, places, boxes in self.words
        )


@dataclass(slots=True)
class _PageWriter:
    """Writes the paragraphs of one page, and where each of their words went."""

    text: Canonical
    width: float
    height: float
    places: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write_paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.cells:
            for number, row in enumerate(paragraph.cells):
                self.text.write("\n| " if number else "| ")
                for place, cell in enumerate(row):
                    self.text.write(" | " if place else "")
                    self._write_line(cell, paragraph.turn)
                self.text.write(" |")
            return
        for number, line in enumerate(paragraph.lines):
            if number:
                self.text.write(self.text.joint(line.words[0].text))
            self._write_line(line, paragraph.turn)

    def _write_line(self, line: Line, turn: int) -> None:
        width, height, place = self.width, self.height, self.text.length
        parts: list[str] = []
        for word in line.words:
            if parts and not word.glued:
                parts.append(" ")
                place += 1
            parts.append(word.text)
            box = (word.left, word.top, word.right, word.bottom)
            left, top, right, bottom = as_seen(box, turn, width, height) if turn else box
            self.places.append((place, place + len(word.text)))
            self.boxes.append((left / width, top / height, right / width, bottom / height))
            place += len(word.text)
        self.text.write("".join(parts))
