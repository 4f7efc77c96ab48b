"""Tables of text: which character parts their columns, and whether the first row names them."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice

from ingest.formats.dates import iso_date
from ingest.source_text import Unreadable

Row = list[tuple[str, str]]
"""The cells of a row that aren't empty, each with the name of its column."""

_LONGEST_CELL = 16 * 1024 * 1024  # characters
_SAMPLE = 100_000  # characters, and …
_SAMPLE_ROWS = 20  # … rows of them, from which a table's form is told
_LONGEST_NAME = 60  # characters of a column's name
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d%?")
_YEAR = re.compile(r"[12]\d{3}")


def rows_of(text: str, delimiter: str = "") -> Iterator[Row]:
    """The rows of a table. Raises Unreadable where csv can't read it.

    Without a delimiter, the likeliest of the usual ones is taken.
    """
    csv.field_size_limit(_LONGEST_CELL)  # of the whole process, as csv has no other
    delimiter = delimiter or _delimiter(text)
    lines = csv.reader(StringIO(text), delimiter=delimiter)
    rows = (row for row in lines if any(cell.strip() for cell in row))
    try:
        first = next(rows, [])
        if _names_columns(first, _sample(text, delimiter)[1:]):
            columns = [cell.strip() for cell in first]
            body: Iterator[list[str]] = rows
        else:
            columns, body = [], chain([first], rows)
        for row in body:
            yield _named(columns, row)
    except csv.Error as error:
        raise Unreadable(
            f"is no table that can be read ({error} in line {lines.line_num}); save it anew as CSV."
        ) from error


def is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell))


def _named(columns: list[str], row: list[str]) -> Row:
    names = columns + [f"column {number}" for number in range(len(columns) + 1, len(row) + 1)]
    cells = ((name, cell.strip()) for name, cell in zip(names, row, strict=False))
    return [(name, cell) for name, cell in cells if cell]


def _names_columns(first: list[str], below: list[list[str]]) -> bool:
    """Whether the first row names the columns: it is unlike what stands below.

    A name is no number, date or address, unless it is a year above what are no years. Where
    nothing below is such either, a row of short and different cells is taken for names.
    """
    cells = [cell.strip() for cell in first]
    if not any(cells) or any(len(cell) > _LONGEST_NAME or "\n" in cell for cell in cells):
        return False
    for column, cell in enumerate(cells):
        under = [row[column].strip() for row in below if column < len(row)]
        if _is_datum(cell) and not (_YEAR.fullmatch(cell) and not all(map(_YEAR.fullmatch, under))):
            return False
    if any(_is_datum(cell.strip()) for row in below for cell in row):
        return True
    filled = [cell for cell in cells if cell]
    different = len(set(filled)) == len(filled)
    return different and (len(cells) > 1 or len(cells[0].split()) <= 2)


def _is_datum(cell: str) -> bool:
    return is_number(cell) or "://" in cell or "@" in cell or bool(iso_date(cell))


def _delimiter(text: str) -> str:
    """Of comma, semicolon, tab and bar, the one that makes the most columns, the same in each row.

    csv.Sniffer guesses among all characters, and so takes letters for delimiters.
    """
    best, most = ",", 1.0
    for delimiter in ",;\t|":
        widths = [len(row) for row in _sample(text, delimiter)]
        if widths and widths[0] > 1:
            score = widths[0] * (widths.count(widths[0]) / len(widths)) ** 2
            if score > most:
                best, most = delimiter, score
    return best


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """The first rows; not the one that the end of the sample cuts off."""
    sample = text[:_SAMPLE]
    whole = sample if len(text) <= _SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    rows = csv.reader(StringIO(whole), delimiter=delimiter)
    return list(islice((row for row in rows if any(row)), _SAMPLE_ROWS))
