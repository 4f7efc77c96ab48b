"""Tables: each row becomes a document of its own, with a line for each of its columns.

CSV and TSV, JSON (a list of objects, an object with such a list in it, or a single object) and JSON
with an object a line. A row's text is "column: value" lines; a value within a value is named by its
path, as in "author.name: Ada Byron".
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.formats.csv_rows import Row, is_number, rows_of
from ingest.formats.dates import iso_date
from ingest.formats.encoding import decoded
from ingest.formats.first_lines import LONGEST_TITLE
from ingest.source_text import SourceText, Unreadable

MOST_ROWS = 100_000

_DEEPEST = 50
_TITLES = "title name headline heading question subject summary label".split()
_TEXTS = "text body content abstract description".split()
_AUTHORS = "author author.name author_name authors creator byline writer".split()
_DATES = "published date published_at publication_date datepublished created created_at".split()
_LANGUAGES = "language lang locale".split()


def read_csv(content: bytes) -> Iterator[SourceText]:
    """A table, whatever delimits its columns. Raises Unreadable past MOST_ROWS, or for no text."""
    text = decoded(content)
    declared = re.match(r"sep=([,;\t|])\n", text)  # as Excel does
    if declared:
        yield from _documents(rows_of(text[declared.end() :], declared[1]))
    else:
        yield from _documents(rows_of(text))


def read_tsv(content: bytes) -> Iterator[SourceText]:
    """A table with tabs between its columns. Raises Unreadable as read_csv does."""
    yield from _documents(rows_of(decoded(content), "\t"))


def read_json(content: bytes) -> Iterator[SourceText]:
    """JSON as rows. Raises Unreadable with the line where it is no JSON."""
    text = decoded(content)
    try:
        said = _parsed(text, 0)
    except Unreadable as error:
        cause = error.__cause__
        if isinstance(cause, json.JSONDecodeError) and cause.msg == "Extra data":
            yield from read_jsonl(content)
            return
        raise
    rows = _list_in(said)
    if rows is None:
        yield _document(_flat(said), "")
    else:
        yield from _documents(_flat(row) for row in rows)


def read_jsonl(content: bytes) -> Iterator[SourceText]:
    """JSON with a value a line. Raises Unreadable with the line that is no JSON."""
    lines = enumerate(decoded(content).split("\n"))
    yield from _documents(_flat(_parsed(line, number)) for number, line in lines if line.strip())


def _documents(rows: Iterable[Row]) -> Iterator[SourceText]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Unreadable(f"has more than {MOST_ROWS:,} rows; split it into several files.")
        if row:
            yield _document(row, f"row {number}")


def _document(row: Row, part: str) -> SourceText:
    said = _by_name(row)
    author = _first(said, _AUTHORS)
    return SourceText(
        "\n".join(f"{column}: {value}" if column else value for column, value in row),
        _title(row, said),
        authors=tuple(name for name in re.split(r"\s*[;\n]\s*", author) if name),
        published=iso_date(_first(said, _DATES)),
        language=_tag(_first(said, _LANGUAGES)),
        part=part,
    )


def _title(row: Row, said: dict[str, str]) -> str:
    """The value of a column named like one, or the first short text."""
    named = _first(said, _TITLES)
    texts = (value for _, value in row if not is_number(value) and "://" not in value)
    short = (value for value in texts if len(value) <= LONGEST_TITLE and "\n" not in value)
    return " ".join(named.split())[:LONGEST_TITLE] or next(short, "")


def _by_name(row: Row) -> dict[str, str]:
    """The first value of each column, by the column's name as programs would write it."""
    return {re.sub(r"[\s-]+", "_", name.strip().lower()): value for name, value in row[::-1]}


def _first(said: dict[str, str], columns: Sequence[str]) -> str:
    return next((said[column] for column in columns if column in said), "")


def _tag(language: str) -> str:
    tag = language.replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""


def _parsed(text: str, lines_before: int) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        line = lines_before + error.lineno
        raise Unreadable(f"is no JSON in line {line} ({error.msg}); mend it there.") from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits, too
        raise Unreadable("is nested too deeply or holds a huge number; split it up.") from error


def _list_in(said: object) -> list[Any] | None:
    """The rows: a list, or the only list of objects within an object that is no text itself."""
    if isinstance(said, dict):
        if any(isinstance(said.get(key), str) for key in (*_TITLES, *_TEXTS)):
            return None
        lists = [value for value in said.values() if _is_rows(value)]
        return lists[0] if len(lists) == 1 else None
    return said if isinstance(said, list) else None


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _flat(said: object, path: str = "", depth: int = 0) -> Row:
    """A value as pairs of path and text; what is empty is left out."""
    if depth > _DEEPEST:
        raise Unreadable(f"is nested more than {_DEEPEST} levels deep; save it in a simpler form.")
    if isinstance(said, dict):
        nested = (_flat(v, f"{path}.{k}" if path else str(k), depth + 1) for k, v in said.items())
        return [pair for pairs in nested for pair in pairs]
    if isinstance(said, list):
        if any(isinstance(one, dict | list) for one in said):
            nested = (_flat(one, path, depth + 1) for one in said)
            return [pair for pairs in nested for pair in pairs]
        said = "; ".join(text for one in said if (text := _text(one)))
    text = _text(said)
    return [(path, text)] if text else []


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # JSON can hold halves of characters, which no text can.
    return str(value).replace("\0", "").encode(errors="replace").decode().strip()
