"""The headings of a PDF: those its outline names, else short lines in larger or bold type."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2

from ingest.formats.pdf_text import Style
from vectorstore.records import Heading

_LONGEST = 150  # characters
_LARGER = 1.12  # times the size of most type
_MOST = 5_000
_DEEPEST = 8
_NO_HEADING = re.compile(r"[.,;:。，；：]$|^[\W\d_]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """The headings in the order of the text, and what looks like the title."""

    headings: tuple[Heading, ...]
    title: str


def headings_of(
    document: pypdfium2.PdfDocument,
    styles: Sequence[Style],
    text: str,
    moved: Callable[[int], int],
) -> Found:
    """Headings by their offsets in `text`; `moved` tells where a style's offsets went."""
    body = _body(styles)
    by_type = [
        (style, text[moved(style.start) : moved(style.end)])
        for style in styles
        if style.end - style.start <= _LONGEST and _stands_out(style, body)
    ]
    by_type = [(style, title) for style, title in by_type if not _NO_HEADING.search(title)]
    named = _outline(document, styles, text, moved)
    headings = named or [Heading(moved(style.start), title) for style, title in by_type]
    return Found(tuple(headings), _title(by_type, styles, text, moved))


def _stands_out(style: Style, body: float) -> bool:
    return style.size > _LARGER * body or (style.bold and style.size > 0.95 * body)


def _body(styles: Sequence[Style]) -> float:
    """The size in which most of the text is set, in points."""
    letters: dict[float, int] = {}
    for style in styles:
        letters[style.size] = letters.get(style.size, 0) + style.end - style.start
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def _title(
    by_type: Sequence[tuple[Style, str]],
    styles: Sequence[Style],
    text: str,
    moved: Callable[[int], int],
) -> str:
    """The largest type in the upper part of page 1, else its first line."""
    first = [(style, title) for style, title in by_type if style.page == 0]
    if first:
        return max(first, key=lambda found: found[0].size)[1]
    opening = [style for style in styles if style.page == 0][:1]
    title = text[moved(opening[0].start) : moved(opening[0].end)] if opening else ""
    return title if len(title) <= _LONGEST and not _NO_HEADING.search(title) else ""


def _outline(
    document: pypdfium2.PdfDocument,
    styles: Sequence[Style],
    text: str,
    moved: Callable[[int], int],
) -> list[Heading]:
    """What the outline names and the page it leads to shows, where it shows it."""
    pages = [style.page for style in styles]
    found: dict[int, Heading] = {}
    for number, (title, page) in enumerate(_entries(document)):
        if number >= _MOST:
            break
        plain = _plain(title)
        for style in styles[bisect_right(pages, page - 1) : bisect_right(pages, page)]:
            start, end = moved(style.start), moved(style.end)
            if plain and style.end - style.start <= 2 * _LONGEST and _says(text[start:end], plain):
                found.setdefault(start, Heading(start, text[start:end]))
                break
    return [found[start] for start in sorted(found)]


def _entries(document: pypdfium2.PdfDocument) -> list[tuple[str, int]]:
    """The outline's titles with the page, from 0, that each leads to."""
    entries: list[tuple[str, int]] = []
    try:
        for bookmark in document.get_toc(max_depth=_DEEPEST):
            destination = bookmark.get_dest()
            page = destination.get_index() if destination else None
            if page is not None:
                entries.append((" ".join(bookmark.get_title().split()), page))
            if len(entries) >= _MOST:
                break
    except (pypdfium2.PdfiumError, UnicodeError):
        pass  # a broken outline: what was read of it serves
    return entries


def _says(line: str, plain: str) -> bool:
    """Whether a line is the heading that the outline names, with or without its number."""
    said = _plain(line)
    shorter = min(said, plain, key=len)
    return said == plain or (len(shorter) > 3 and max(said, plain, key=len).endswith(shorter))


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()
