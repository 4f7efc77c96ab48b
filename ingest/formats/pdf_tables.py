"""Which columns are those of a table, to be read row by row."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf_lines import Line, line_of, lines_of, typical_size
from ingest.formats.pdf_rows import rows_of
from ingest.formats.pdf_words import Word

_ALIGNED = 0.75  # of the cells of a table stand beside one of the column with the most
_CELL = 10.0  # ems: cells are mostly narrower, columns of running text wider
_CLOSER = 0.3  # ems by which the lines of a row are closer than rows
_LEVEL = 0.35  # of a line's height by which cells of a row may be out of line


def is_table(columns: Sequence[Sequence[Word]]) -> bool:
    """Whether columns of words are those of a table: narrow, or short, and in line."""
    if len(columns) < 2:
        return False
    lines = [lines_of(column) for column in columns]
    longest = max(lines, key=len)
    narrow = sum(_is_narrow(column) for column in lines)
    if narrow < len(lines) - 1 or narrow == 0:
        return False
    others = [line for column in lines if column is not longest for line in column]
    level = sum(any(_level(line, other) for other in longest) for line in others)
    if len(longest) < 2 or level < _ALIGNED * len(others):
        return False
    # A list beside a text: its few lines would be in line by chance.
    return narrow == len(lines) or min(map(len, lines)) * 4 >= len(longest)


def rows_of_table(columns: Sequence[Sequence[Word]]) -> list[list[Line]]:
    """The rows from top to bottom, each a line for each of its cells that isn't empty."""
    number_of = {word: number for number, column in enumerate(columns) for word in column}
    level = rows_of(number_of)
    gaps = [_gap(above, below) for above, below in pairwise(level)]
    least, most = min(gaps, default=0.0), max(gaps, default=0.0)
    em = max(typical_size(column) for column in columns)
    # Lines of one row are closer than rows are; where all are as close, nothing is known.
    apart = (least + most) / 2 if most - least > _CLOSER * em else least - 1
    groups: list[list[list[Word]]] = []
    for row, gap in zip(level, [most, *gaps], strict=True):
        if groups and gap < apart:
            groups[-1].append(row)
        else:
            groups.append([row])
    rows = [row for group in groups for row in _rows_in(group, number_of)]
    return [
        [_cell(cell) for number in range(len(columns)) if (cell := _of(row, number, number_of))]
        for row in rows
    ]


def _rows_in(group: list[list[Word]], number_of: dict[Word, int]) -> list[list[Word]]:
    """Of lines that are close, those of one row together.

    Where only one column has words in all of them, its cell has many lines, and the others stand
    beside it. Else a line that fills fewer cells than the one before goes on with it.
    """
    filled = [{number_of[word] for word in line} for line in group]
    if len(group) > 1 and len(set.intersection(*filled)) == 1:
        return [[word for line in group for word in line]]
    rows: list[list[Word]] = []
    for line, cells in zip(group, filled, strict=True):
        if rows and cells < {number_of[word] for word in rows[-1]}:
            rows[-1] += line
        else:
            rows.append(list(line))
    return rows


def _of(row: Sequence[Word], number: int, number_of: dict[Word, int]) -> list[Word]:
    return [word for word in row if number_of[word] == number]


def _gap(above: Sequence[Word], below: Sequence[Word]) -> float:
    return min(word.top for word in below) - max(word.bottom for word in above)


def _cell(words: Sequence[Word]) -> Line:
    """The lines of one cell as one line."""
    lines = lines_of(words)
    if len(lines) == 1:
        return lines[0]
    whole = line_of(words)
    ordered = [word for line in lines for word in line.words]
    return Line(
        ordered,
        whole.left,
        whole.top,
        whole.right,
        whole.bottom,
        whole.size,
        whole.bold,
        whole.leftward,
    )


def _is_narrow(lines: Sequence[Line]) -> bool:
    return median((line.right - line.left) / max(line.size, 1.0) for line in lines) < _CELL


def _level(line: Line, other: Line) -> bool:
    return abs(line.top + line.bottom - other.top - other.bottom) < 2 * _LEVEL * other.size
