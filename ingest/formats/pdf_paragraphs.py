"""Where a paragraph begins, and whether one goes on in the next column or on the next page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf_columns import Block
from ingest.formats.pdf_lines import Line, typical_size

_INDENT = 0.6  # line heights by which a first line is set in
_WIDER = 1.2  # times the usual distance between lines
_LARGER = 1.07  # times the size of type
_SHORT = 0.35  # of a column's width: what no line leaves free because the next word is too long
_FLOATS = 4  # paragraphs, of which the last may go on with what was before the others
_FEW = 5  # lines that tell too little of how wide their column is
_SPACE = 0.2  # line heights: a narrow space between words
_MARKER = re.compile(r"(?:[•‣◦▪●○■–*]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_SURE_MARKER = re.compile(r"[•‣◦▪●○■]$")
_ENDED = re.compile(r"[.!?…:。！？؟۔।][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; of a table each is a row, made of cells."""

    lines: Sequence[Line]
    room: float  # points that the last line leaves free at its end
    indented: bool = False
    cells: Sequence[Sequence[Line]] = ()
    turn: int = 0  # quarters clockwise by which it is turned on its page

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def is_full(self) -> bool:
        """Whether it is justified, and so is its last line: as the last of few paragraphs is."""
        last, tight = self.lines[-1], 0.05 * self.size
        edges = [line.left if line.leftward else line.right for line in self.lines[:-1]]
        here = last.left if last.leftward else last.right
        level = sum(abs(edge - here) < tight for edge in edges[-3:])
        return self.room < tight and len(edges) > 2 and level == 3


def paragraphs_of(block: Block, turn: int = 0) -> list[Paragraph]:
    """The paragraphs of one block, from top to bottom."""
    if block.is_table:
        return [Paragraph(block.lines, 0.0, cells=block.cells, turn=turn)]
    column = _Column.of(block)
    starts = [
        index
        for index in range(len(block.lines))
        if index == 0 or column.begins(block.lines, index)
    ]
    found = []
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        lines = block.lines[start:end]
        indent = column.indent(lines[0])
        hangs = len(lines) > 1 and column.indent(lines[1]) > indent - _INDENT * lines[0].size
        indented = indent > _INDENT * lines[0].size and not hangs
        found.append(Paragraph(lines, column.room(lines[-1]), indented, turn=turn))
    return found


def goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph clearly continues one that ends a column or a page."""
    if before.cells or after.cells or before.turn != after.turn or before.bold != after.bold:
        return False
    larger, smaller = max(before.size, after.size), min(before.size, after.size)
    if larger > _LARGER * smaller or after.indented:
        return False
    last, first = before.lines[-1].text, after.lines[0].words[0]
    if _SURE_MARKER.match(first.text):
        return False
    if _HYPHENATED.search(last):
        return True
    if _ENDED.search(last):
        return before.is_full and not first.text[0].islower()
    return first.text[0].islower() or before.room < first.right - first.left + _SPACE * first.size


def continuing(before: Paragraph, paragraphs: Sequence[Paragraph]) -> int:
    """Which of the first paragraphs of a column or page continues one before it; -1 if none does.

    Tables, figures and their captions may stand between the two, at the top of a column.
    """
    for index, paragraph in enumerate(paragraphs[:_FLOATS]):
        if goes_on(before, paragraph):
            return index if index == 0 or paragraph.lines[0].text[0].islower() else -1
    return -1


def breaks_line(before: Line, after: Line, room: float) -> bool:
    """Whether a line ended before it was full, as in verse, addresses and listings."""
    first = after.words[0]
    return room > first.right - first.left + 2 * _SPACE * first.size


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of a column, and the usual distance from line to line (0 if unknown)."""

    left: float
    right: float
    leading: float
    size: float

    @classmethod
    def of(cls, block: Block) -> "_Column":
        lines = block.lines
        steps = sorted(
            after.bottom - before.bottom
            for before, after in pairwise(lines)
            if after.bottom > before.bottom and after.size < _LARGER * before.size
        )
        leading = steps[len(steps) // 4] if len(steps) > 1 else 0.0
        size = typical_size([word for line in lines for word in line.words])
        left, right = block.left, block.right
        if len(lines) >= _FEW:  # fewer may all be short
            lefts, rights = (
                sorted(line.left for line in lines),
                sorted(line.right for line in lines),
            )
            outlier = len(lines) // 10  # a line that juts out is no measure of the others
            left, right = lefts[outlier], rights[-1 - outlier]
        return cls(left, right, leading, size)

    def indent(self, line: Line) -> float:
        return self.right - line.right if line.leftward else line.left - self.left

    def room(self, line: Line) -> float:
        return line.left - self.left if line.leftward else self.right - line.right

    def begins(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a paragraph begins at a line after the first."""
        before, line = lines[index - 1], lines[index]
        if _HYPHENATED.search(before.words[-1].text) and line.words[0].text[0].islower():
            return False
        # Larger type, as that of a heading of two lines, is set wider.
        usual = (self.leading or 1.25 * line.size) * max(1.0, line.size / self.size)
        if line.bottom - before.bottom > max(_WIDER * usual, usual + 0.15 * line.size):
            return True
        if max(line.size, before.size) > _LARGER * min(line.size, before.size):
            return True
        if line.bold != before.bold and breaks_line(before, line, self.room(before)):
            return True
        first = line.words[0].text
        if len(line.words) > 1 and (_SURE_MARKER.match(first) or _is_note(line)):
            return True
        return self._ended(before, line, first) or self._set_in(lines, index)

    def _ended(self, before: Line, line: Line, first: str) -> bool:
        """Whether the line before ended its paragraph: early, and with a sentence."""
        ended = _ENDED.search(before.words[-1].text) is not None
        if len(line.words) > 1 and _MARKER.match(first) and (ended or self._early(before, line)):
            return True
        wide = line.bottom - before.bottom > 1.1 * self.leading > 0
        short = self.room(before) > _SHORT * (self.right - self.left)
        alone = short and not _is_centred(before, line)  # an item of a list, a line of an address
        return (ended or wide or alone) and self._early(before, line) and not first[0].islower()

    def _early(self, before: Line, line: Line) -> bool:
        return breaks_line(before, line, self.room(before))

    def _set_in(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a line is set in as the first of a paragraph, or out as the first of an item."""
        before, line = lines[index - 1], lines[index]
        step = self.indent(line) - self.indent(before)
        if abs(step) < _INDENT * line.size or _is_centred(before, line):
            return False
        if step > 0:
            after = self.indent(lines[index + 1]) if index + 1 < len(lines) else 0.0
            return after < self.indent(line) - _INDENT * line.size / 2 and (
                _ENDED.search(before.words[-1].text) is not None or self._early(before, line)
            )
        # Two lines set in as far, then one that isn't: these were the end of an item.
        hung = index > 1 and abs(self.indent(lines[index - 2]) - self.indent(before)) < 1
        return hung and _ENDED.search(before.words[-1].text) is not None


def _is_note(line: Line) -> bool:
    """Whether a line opens with a small number, as a footnote does."""
    return line.words[0].text.isdecimal() and line.words[0].size < 0.85 * line.words[1].size


def _is_centred(before: Line, line: Line) -> bool:
    return abs(before.left + before.right - line.left - line.right) < 0.3 * line.size
