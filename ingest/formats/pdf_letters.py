"""Runs of characters that are no plain word, looked at letter by letter.

PDFium puts no space between what stands far apart in one string, nor before the mark of a
footnote. A raised number is written as one (10⁶, since.¹), the number that opens a footnote as a
word of its own.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.formats.pdf_view import Box

Letter = tuple[str, Box, float]
"""A character, its box, and the size of its type in points."""

_APART = 0.6  # ems between two words of which nothing else says that they are two
_WIDEST = 0.9  # ems of a letter, or of the space between spaced ones
_SMALL = 0.85  # of the size of the letters around: that of raised ones is smaller
_NUMBERED = re.compile(r"\d+[^\W\d_]|.*[^\d]\d+$")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_plain(run: str, first: Box, last: Box, size: float, level: bool) -> bool:
    """Whether a run of characters may well be one word, by the boxes of its ends."""
    if not level or not size:
        return True
    return (
        abs(first[1] + first[3] - last[1] - last[3]) < size
        and -size < last[2] - first[0] < size * (len(run) * _WIDEST + 1)
        and not _NUMBERED.match(run)
        and not (len(run) > 1 and run.isdecimal())
    )


def pieces(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The words of a run, each by its letters."""
    piece: list[Letter] = []
    for letter in letters:
        if piece and _is_apart(piece[-1], letter):
            yield from _marked(piece)
            piece = []
        piece.append(letter)
    if piece:
        yield from _marked(piece)


def _is_apart(before: Letter, after: Letter) -> bool:
    (_, left, size), (_, right, other) = before, after
    size = max(size, other, 1.0)
    level = abs(left[1] + left[3] - right[1] - right[3]) < 1.2 * size
    return not level or not -size < right[0] - left[2] < _APART * size


def _marked(piece: list[Letter]) -> Iterator[list[Letter]]:
    """A word with its raised numbers written so; a raised number before it apart."""
    tallest = max(piece, key=lambda letter: letter[2])
    raised = [letter[0].isdecimal() and _is_raised(letter, tallest) for letter in piece]
    start = raised.index(False) if False in raised else 0
    if 0 < start < len(piece):
        yield piece[:start]
    yield [
        (char.translate(RAISED) if up else char, box, size)
        for (char, box, size), up in zip(piece[start:], raised[start:], strict=True)
    ]


def _is_raised(letter: Letter, tallest: Letter) -> bool:
    return letter[2] < _SMALL * tallest[2] and letter[1][3] < tallest[1][3] - 0.1 * tallest[2]
