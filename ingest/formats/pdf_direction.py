"""Right-to-left text: from the places of its letters to the order in which they are read.

A page shows letters in their places, whatever the order in which its file stores them. Read from
right to left they are in order, but for numbers and Latin words, which run from left to right
within it. This is the reverse of what the Unicode Bidirectional Algorithm (UAX #9) does.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.formats.pdf_view import Box

_LETTERS = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"  # not digits
_LEFTWARD = re.compile(f"[{_LETTERS}]")
_RIGHTWARD = re.compile(rf"[^\W{_LETTERS}]")
_WITHIN_NUMBERS = ".,:/-%'’"


def runs_left(text: str) -> bool:
    """Whether a text is mostly of letters that run from right to left."""
    if text.isascii() or not _LEFTWARD.search(text):
        return False
    return len(_LEFTWARD.findall(text)) * 2 > len(re.findall(r"[^\W\d_]", text))


def as_read(letters: Sequence[tuple[str, Box, float]]) -> str:
    """One run of letters without spaces, in the order in which it is read."""
    ordered = sorted(letters, key=lambda letter: -(letter[1][0] + letter[1][2]))
    return "".join(in_order([letter for letter, _, _ in ordered], within=_WITHIN_NUMBERS))


def in_order(leftward: Sequence[str], within: str = "") -> list[str]:
    """Strings as they follow each other from right to left, those of numbers and Latin reversed.

    >>> in_order(["ב", "4", "3", "א"])
    ['ב', '3', '4', 'א']
    """
    return [leftward[index] for index in order(leftward, within)]


def order(leftward: Sequence[str], within: str = "") -> list[int]:
    """The indices of strings that follow each other from right to left, as they are read."""
    kinds = [_runs_right(text) for text in leftward]
    for index in range(1, len(kinds) - 1):
        # A comma between two digits belongs to their number.
        if leftward[index] in within and kinds[index - 1] and _runs_right(leftward[index + 1]):
            kinds[index] = True
    found: list[int] = []
    for rightward, group in groupby(range(len(kinds)), key=kinds.__getitem__):
        indices = list(group)
        found += reversed(indices) if rightward else indices
    return found


def _runs_right(text: str) -> bool:
    return _RIGHTWARD.search(text) is not None and not _LEFTWARD.search(text)
