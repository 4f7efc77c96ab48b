"""Lines of text, made of the words of one column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.pdf_direction import order, runs_left
from ingest.formats.pdf_letters import RAISED
from ingest.formats.pdf_words import Word

_SAME_LINE = 0.5  # of the smaller word's height that two words of a line have in common


@dataclass(frozen=True, slots=True)
class Line:
    """Words in the order in which they are read, and the edges around them."""

    words: Sequence[Word]
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of most of its type
    bold: bool
    leftward: bool

    @property
    def text(self) -> str:
        return "".join(
            word.text if word.glued or not number else f" {word.text}"
            for number, word in enumerate(self.words)
        )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of one column, from top to bottom."""
    return [line_of(row) for row in by_line(words)]


def by_line(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each line of one column, from top to bottom, in no order within a line."""
    rows: list[list[Word]] = []
    tallest: list[Word] = []  # of each row: a superscript stands a little higher than its line
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        for number in range(len(rows) - 1, max(len(rows) - 3, -1), -1):
            other = tallest[number]
            if _level(word, other):
                rows[number].append(word)
                if word.size > other.size:
                    tallest[number] = word
                break
        else:
            rows.append([word])
            tallest.append(word)
    return rows


def _level(word: Word, other: Word) -> bool:
    bottom = word.bottom if word.bottom < other.bottom else other.bottom
    top = word.top if word.top > other.top else other.top
    smaller = word.size if word.size < other.size else other.size
    return bottom - top > _SAME_LINE * smaller


def line_of(row: Sequence[Word]) -> Line:
    """One line of words, wherever they stand in it."""
    leftward = runs_left("".join(word.text for word in row))
    if leftward:
        placed = sorted(row, key=lambda word: -word.right)
        words = [placed[index] for index in order([word.text for word in placed])]
    else:
        words = _spaced(sorted(row, key=lambda word: word.left))
    _, lefts, tops, rights, bottoms, *_ = zip(*words, strict=True)
    bold = sum(len(word.text) if word.bold else -len(word.text) for word in words) > 0
    edges = min(lefts), min(tops), max(rights), max(bottoms)
    return Line(words, *edges, typical_size(words), bold, leftward)


def _spaced(words: Sequence[Word]) -> list[Word]:
    """Words of a line with no space where none is seen, and with raised numbers written so."""
    found = list(words[:1])
    for before, word in pairwise(words):
        gap = (word.left - before.right) / max(word.size, before.size, 1.0)
        raised = (
            word.text.isdecimal()
            and word.size < 0.85 * before.size
            and word.bottom < before.bottom - 0.1 * before.size
            and gap < 0.2
        )
        if raised:
            found.append(word._replace(text=word.text.translate(RAISED), glued=True))
        elif -0.2 < gap < 0.05:
            found.append(word._replace(glued=True))
        else:
            found.append(word)
    return found


def typical_size(words: Sequence[Word]) -> float:
    """The size in which most letters are set, in points; 0 without words."""
    letters: dict[float, int] = {}
    for word in words:
        letters[word.size] = letters.get(word.size, 0) + len(word.text)
    return max(letters, key=letters.__getitem__) if letters else 0.0
