"""The order in which the parts of a page are read: columns after each other, tables by rows.

A page is cut at clear strips, as in the recursive X-Y cut of Nagy and Seth (1984): rows that share
a clear vertical strip are columns (or a table), and within a column the same is asked again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf_lines import Line, by_line, lines_of, typical_size
from ingest.formats.pdf_rows import Strip, rows_of, strips_of
from ingest.formats.pdf_tables import is_table, rows_of_table
from ingest.formats.pdf_words import Word

_NARROWEST = 0.7  # ems that a strip between columns is wide, at least …
_PLAIN_TO_SEE = 1.8  # … and when only few lines speak for it
_FEW_LINES = 3
_DEEPEST = 8
_COLUMN = 4  # ems that a column is wide at least
_MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read after each other; of a table each is one row, made of cells."""

    lines: Sequence[Line]
    left: float  # of the column that it stands in, as its right
    right: float
    cells: Sequence[Sequence[Line]] = ()

    @property
    def is_table(self) -> bool:
        return bool(self.cells)


def blocks_of(words: Sequence[Word], leftward: bool = False, depth: int = 0) -> list[Block]:
    """The parts of a page, or of a column of it, in reading order.

    `leftward` is for pages that are read from right to left.
    """
    rows = rows_of(words)
    em = typical_size(words)
    left = min((word.left for word in words), default=0.0)
    right = max((word.right for word in words), default=0.0)
    blocks: list[Block] = []
    plain: list[Word] = []
    start = 0
    while start < len(rows):
        end, strips = (
            _band(rows, start, em, right if leftward else left, leftward)
            if depth < _DEEPEST
            else (start, [])
        )
        if not strips:
            plain += rows[start]
            start += 1
            continue
        if plain:
            blocks.append(Block(lines_of(plain), left, right))
            plain = []
        band = [word for row in rows[start:end] for word in row]
        blocks += _side_by_side(band, strips, leftward, depth)
        start = end
    if plain:
        blocks.append(Block(lines_of(plain), left, right))
    return blocks


def _band(
    rows: Sequence[list[Word]], start: int, em: float, edge: float, leftward: bool
) -> tuple[int, list[Strip]]:
    """How many rows from `start` share clear strips, and which; no strips if they don't.

    `edge` is where lines begin, at the left or the right.
    """
    strips = strips_of(rows[start], _NARROWEST * em)
    band: list[Word] = list(rows[start])
    # A row may begin in the second column, where the first begins a little lower.
    here = max(w.right for w in band) if leftward else min(w.left for w in band)
    if abs(here - edge) > _COLUMN * em:
        strips.append((min(here, edge), max(here, edge)))
    end = start + 1
    while strips and end < len(rows):
        common = _common(strips, rows[end], _NARROWEST * em)
        gap = min(w.top for w in rows[end]) - max(w.bottom for w in rows[end - 1])
        one_sided = not any(_both_sides(rows[end], strip) for strip in common)
        if not common or (one_sided and gap > 1.2 * em):
            break
        if len(common) < len(strips) and gap > 0.8 * em:
            break  # the caption below a table, which bridges some of its columns
        strips, band = common, band + rows[end]
        end += 1
    end = _closely_followed(rows, start, end, strips, em)
    band = [word for row in rows[start:end] for word in row]
    return end, [strip for strip in strips if _is_gutter(band, strip, em)]


def _closely_followed(
    rows: Sequence[list[Word]], start: int, end: int, strips: Sequence[Strip], em: float
) -> int:
    """Where columns end: what stands below only one of them belongs to it if it is close."""
    last = max(
        (n for n in range(start, end) if any(_both_sides(rows[n], strip) for strip in strips)),
        default=start,
    )
    for number in range(last + 1, end):
        gap = min(w.top for w in rows[number]) - max(w.bottom for w in rows[number - 1])
        below = [word for row in rows[number:end] for word in row]
        if gap >= 0.6 * em and not _in_line(below, rows[start : last + 1], strips, em):
            return number
    return end


def _in_line(
    below: Sequence[Word], rows: Sequence[list[Word]], strips: Sequence[Strip], em: float
) -> bool:
    """Whether words below columns begin at the left edge of the one that they stand below."""
    left = min(word.left for word in below)
    edges = [strip[1] for strip in strips if strip[1] <= left + 0.1]
    column = [w.left for row in rows for w in row if not edges or w.left >= max(edges) - 0.1]
    return abs(min(column) - left) < 0.25 * em


def _common(strips: Sequence[Strip], row: Sequence[Word], least: float) -> list[Strip]:
    """What a row leaves clear of some strips, where that is wide enough."""
    found: list[Strip] = []
    for left, right in strips:
        edges = [left]
        for word in sorted(row, key=lambda word: word.left):
            if word.right > left and word.left < right:
                edges += [word.left, word.right]
        edges.append(right)
        clear = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= least]
        if clear:
            found.append(max(clear, key=lambda strip: strip[1] - strip[0]))
    return found


def _both_sides(row: Sequence[Word], strip: Strip) -> bool:
    return any(w.right <= strip[0] + 0.1 for w in row) and any(
        w.left >= strip[1] - 0.1 for w in row
    )


def _is_gutter(band: Sequence[Word], strip: Strip, em: float) -> bool:
    """Whether enough lines stand on both sides of a strip to call it one."""
    left = by_line([word for word in band if word.right <= strip[0] + 0.1])
    right = by_line([word for word in band if word.left >= strip[1] - 0.1])
    if all(len(row) == 1 and _MARKER.fullmatch(row[0].text) for row in left):
        return False  # bullets, or numbers of a list
    fewer = min(len(left), len(right))
    if fewer >= _FEW_LINES:
        return True
    return fewer > 1 and strip[1] - strip[0] >= _PLAIN_TO_SEE * em


def _side_by_side(
    band: Sequence[Word], strips: Sequence[Strip], leftward: bool, depth: int
) -> list[Block]:
    edges = sorted((left + right) / 2 for left, right in strips)
    columns: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in band:
        columns[sum(edge <= (word.left + word.right) / 2 for edge in edges)].append(word)
    columns = [column for column in columns if column]
    if leftward:
        columns.reverse()
    if is_table(columns):
        rows = rows_of_table(columns)
        lines = [line for row in rows for line in row]
        return [Block(lines, 0.0, 0.0, rows)]
    return [block for column in columns for block in blocks_of(column, leftward, depth + 1)]
