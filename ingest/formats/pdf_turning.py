"""Text that is turned on its page, such as a wide table set sideways, seen upright and back."""

from collections.abc import Sequence

from ingest.formats.pdf_view import Box
from ingest.formats.pdf_words import ASKEW, Word


def upright(words: Sequence[Word], turn: int, width: float, height: float) -> list[Word]:
    """Words of a page so wide and high, turned so that their lines are level."""
    if turn in (0, ASKEW):
        return list(words)
    return [
        word._replace(left=left, top=top, right=right, bottom=bottom)
        for word in words
        for left, top, right, bottom in (
            _turned((word.left, word.top, word.right, word.bottom), turn, width, height),
        )
    ]


def as_seen(box: Box, turn: int, width: float, height: float) -> Box:
    """Where a box of upright text stands on its page: the reverse of `upright`."""
    if turn in (0, ASKEW):
        return box
    if turn % 2:
        width, height = height, width
    return _turned(box, 4 - turn, width, height)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A box after its page was turned back, anticlockwise, by some quarters."""
    left, top, right, bottom = box
    if turn == 1:
        return top, width - right, bottom, width - left
    if turn == 2:
        return width - right, height - bottom, width - left, height - top
    return height - bottom, left, height - top, right
