"""Words that stand side by side: the rows of a page, and the clear strips between columns."""

from collections.abc import Iterable, Sequence

from ingest.formats.pdf_words import Word

_LEEWAY = 0.2  # of a word's size by which those of neighbouring rows may overlap

Strip = tuple[float, float]
"""From left to right, a stretch of the page's width."""


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words in rows from top to bottom: a clear horizontal line lies between any two."""
    rows: list[list[Word]] = []
    lowest = 0.0
    for word in sorted(words, key=lambda word: word.top + _LEEWAY * word.size):
        if rows and word.top + _LEEWAY * word.size < lowest:
            rows[-1].append(word)
            lowest = max(lowest, word.bottom - _LEEWAY * word.size)
        else:
            rows.append([word])
            lowest = word.bottom - _LEEWAY * word.size
    return rows


def strips_of(words: Sequence[Word], least: float) -> list[Strip]:
    """The clear vertical strips between words, at least so many points wide."""
    strips: list[Strip] = []
    rightmost: float | None = None
    for left, right in sorted((word.left, word.right) for word in words):
        if rightmost is not None and left - rightmost >= least:
            strips.append((rightmost, left))
        rightmost = right if rightmost is None else max(rightmost, right)
    return strips
