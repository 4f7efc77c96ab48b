"""The text of a document from its blocks: paragraphs, headings, list items, rows of tables.

A blank line stands between blocks, a line end between the items of a list and the rows of a
table. Within a block's text, `PAGE` and `SEEN_PAGE` mark where a new page begins: as characters
that no XML file can hold, they travel with the text and are taken out here.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from vectorstore.records import Heading

PAGE = "\f"  # a break that the author asked for
SEEN_PAGE = "\v"  # a break that the program which wrote the file saw when it laid it out

_MOST_ON_A_PAGE = 6000  # characters; a page of A4 in small print holds about 5,000
_MARKS = PAGE + SEEN_PAGE
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\xa0\u2028]{2,}|[\t\r\n\f\v\x85\xa0\u2028]")  # but one space
_DROPPED = re.compile(
    "[\xad\u200b\ufeff\x00-\x08\x0e-\x1f]"
)  # soft hyphens, and what shows nothing


class Blocks:
    """Gathers blocks in reading order, with where each heading and page starts."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._line_before = False
        self._marks = ""
        self._pages: list[int] = []
        self._seen = False
        self.headings: list[Heading] = []

    def __bool__(self) -> bool:
        """Whether there is any text yet."""
        return bool(self._parts)

    def paragraph(self, text: str) -> None:
        self._add(_clean(text), "\n\n")
        self._line_before = False

    def heading(self, text: str) -> None:
        text = _clean(text).replace("\n\n", " ").replace("\n", " ")
        title = _without_marks(text)
        if title:
            self._add(text, "\n\n")
            self.headings.append(Heading(self._length - len(title), title))
        else:
            self._marks += text
        self._line_before = False

    def line(self, text: str) -> None:
        """An item of a list."""
        text = _clean(text).replace("\n\n", "\n")
        self._add(text, "\n" if self._line_before else "\n\n")
        self._line_before = self._line_before or bool(_without_marks(text))

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table, as Markdown has it; where no cell has text, none."""
        cleaned = [_clean(cell).replace("\n\n", " ").replace("\n", " ") for cell in cells]
        marks = max((_marks_of(cell) for cell in cleaned), key=len, default="")
        texts = [_without_marks(cell) for cell in cleaned]
        # Cells stand side by side: a page that ends in this row ends once, not in each of them.
        self.line(f"{marks}| {' | '.join(texts)} |" if any(texts) else marks)

    def end_lines(self) -> None:
        """The list or table is over: what follows stands apart."""
        self._line_before = False

    def text(self) -> str:
        return "".join(self._parts)

    def breaks(self) -> tuple[int, ...]:
        """The offset of the first text after each page break."""
        return tuple(self._pages)

    def pages(self) -> tuple[int, ...]:
        """The offset at which each page starts; none where the file doesn't say all of them.

        A file that was never laid out knows only the breaks that its author asked for. They are
        believed where no stretch between them is longer than a page.
        """
        if not self._pages:
            return ()
        edges = [0, *self._pages, self._length]
        longest = max(end - start for start, end in pairwise(edges))
        if not self._seen and longest > _MOST_ON_A_PAGE:
            return ()
        return (0, *self._pages)

    def _add(self, text: str, separator: str) -> None:
        if not _without_marks(text):
            self._marks += text
            return
        if self._parts:
            self._put(separator)
        for piece in re.split(f"([{_MARKS}])", text):
            if piece and piece in _MARKS:
                self._marks += piece
            elif piece:
                self._turn_pages()
                self._put(piece)

    def _turn_pages(self) -> None:
        # A program that sees a break which its author asked for marks it a second time.
        breaks = len(self._marks) - self._marks.count(PAGE + SEEN_PAGE)
        self._seen = self._seen or SEEN_PAGE in self._marks
        self._pages += [self._length] * breaks
        self._marks = ""

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _clean(text: str) -> str:
    """One space for any run of them, line ends kept; marks follow the spaces beside them."""
    text = _SPACE.sub(_space, _DROPPED.sub("", text))
    start = len(text) - len(text.lstrip(" \n" + _MARKS))
    end = len(text.rstrip(" \n" + _MARKS))
    if start >= end:
        return _marks_of(text)
    return _marks_of(text[:start]) + text[start:end] + _marks_of(text[end:])


def _space(run: re.Match[str]) -> str:
    ends = run[0].count("\n")
    return ("\n\n" if ends > 1 else "\n" if ends else " " if run[0].strip(_MARKS) else "") + (
        _marks_of(run[0])
    )


def _marks_of(text: str) -> str:
    return "".join(character for character in text if character in _MARKS)


def _without_marks(text: str) -> str:
    return text.replace(PAGE, "").replace(SEEN_PAGE, "")
