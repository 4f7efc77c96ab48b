"""What stands on a page but belongs to no text: running heads, page numbers, stamps.

They give themselves away by what the pages around show in the same place: the same words, or a
number that grows by one with each page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf_rows import rows_of
from ingest.formats.pdf_words import Word

REACH = 4  # pages before and after a page that it is compared with

_MARGIN = 0.2  # of the page's height: where heads and feet stand
_DEPTH = 3  # rows from the top, and from the bottom, that may be heads or feet
_SAME_PLACE = 4.0  # points by which a row may move from page to page
_NUMBER = re.compile(r"\d{1,5}|[ivxlc]{1,8}|[IVXLC]{1,8}")
_JOINED = re.compile(r"\d{1,4}(?=[^\W\d_])")  # a number to which a long head came too close
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Row:
    """A row in a page's margin: what it says, without numbers, and which it may count."""

    place: float  # from the top, or (negative) from the bottom
    words: frozenset[Word]
    shape: str
    numbers: frozenset[int]
    size: float
    apart: bool  # from the text, by more than the distance between lines


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The words of one page, its width and height in points, and the rows in its margins."""

    words: Sequence[Word]
    width: float
    height: float
    margins: Sequence[Row]


def seen_page(words: Sequence[Word], width: float, height: float) -> SeenPage:
    upright = rows_of([word for word in words if word.turn == 0])
    tops = [min(word.top for word in row) for row in upright]
    bottoms = [max(word.bottom for word in row) for row in upright]
    edge = _MARGIN * height
    heads = [
        _row(row, top + 1, below - bottom)
        for row, top, bottom, below in zip(
            upright[:_DEPTH], tops, bottoms, [*tops[1:], 2 * height], strict=False
        )
        if bottom < edge
    ]
    feet = [
        _row(row, bottom - height - 1, top - above)
        for row, top, bottom, above in zip(
            upright[: -_DEPTH - 1 : -1],
            tops[::-1],
            bottoms[::-1],
            [*bottoms[-2::-1], -height],
            strict=False,
        )
        if top > height - edge
    ]
    found = _outside(heads) + _outside(feet)
    side = [word for word in words if word.turn and _at_side(word, width)]
    if side:
        found.append(_row(side, -height, height))
    return SeenPage(words, width, height, found)


def _outside(rows: Sequence[Row]) -> list[Row]:
    """Of rows from the edge of the page inwards, those that a gap parts from the text."""
    return list(rows[: max((n for n, row in enumerate(rows, 1) if row.apart), default=0)])


def without_furniture(pages: Sequence[SeenPage], index: int) -> list[Word]:
    """The words of `pages[index]` but for heads, feet and page numbers.

    `pages` are those within reach of it, in order. What only a single page shows stays.
    """
    page = pages[index]
    sizes = sorted(word.size for word in page.words)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    furniture: set[Word] = set()
    for row in page.margins:
        anywhere = [
            (number - index, other)
            for number, there in enumerate(pages)
            for other in there.margins
            if number != index
        ]
        others = [found for found in anywhere if abs(found[1].place - row.place) < _SAME_PLACE]
        # The number of a chapter's first page often stands elsewhere than those of the others.
        bare = _is_bare(row)
        if bare:
            others = anywhere
        elif row is page.margins[0] and row.place > 0:
            others += [found for found in anywhere if _is_bare(found[1])]
        counts = _counts(row, others)
        title = row.size > 1.25 * body
        if (bare and len(pages) == 1) or (not title and (counts or _repeats(row, others))):
            furniture |= row.words
    return [word for word in page.words if word not in furniture]


def _is_bare(row: Row) -> bool:
    """Whether a row is a number and nothing else."""
    return len(row.words) == len(row.numbers) == 1


def _at_side(word: Word, width: float) -> bool:
    return word.right < 0.1 * width or word.left > 0.9 * width


def _row(words: Sequence[Word], place: float, gap: float) -> Row:
    ordered = sorted(words, key=lambda word: (word.left, word.top))
    texts = [word.text for word in ordered]
    shape = re.sub(r"\d+", "#", " ".join(texts)).casefold()
    ends = {text.strip("-–—|.,[]()·•/") for text in (texts[0], texts[-1], *texts[1:2], *texts[-3:])}
    ends |= {joined[0] for joined in map(_JOINED.match, texts[:1]) if joined}
    numbers = frozenset(value for value in map(_value, ends) if value)
    size = max(word.size for word in words)
    return Row(place, frozenset(words), shape, numbers, size, gap > 0.6 * size)


def _value(text: str) -> int:
    """The number that a text writes in digits or in Roman numerals; 0 if it writes none."""
    if not _NUMBER.fullmatch(text):
        return 0
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[letter] for letter in text.lower()]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def _repeats(row: Row, others: Sequence[tuple[int, Row]]) -> bool:
    """Whether other pages say the same in the same place (a bare number isn't the same)."""
    return re.search(r"[^\W\d_]", row.shape) is not None and any(
        other.shape == row.shape for _, other in others
    )


def _counts(row: Row, others: Sequence[tuple[int, Row]]) -> bool:
    """Whether a number in the row grows with the page, as on another page in the same place."""
    return any(
        number + distance in other.numbers for number in row.numbers for distance, other in others
    )
