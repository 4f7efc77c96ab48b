"""The headings of a document: under which one a place stands.

Markdown says what is a heading. In plain text it is a short line that stands by itself between
blank lines and doesn't end like a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from vectorstore.records import DocumentText, Heading

_LONGEST = 80
MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+(\S[^\n]*)$", re.MULTILINE)
_PLAIN = re.compile(
    r"(?:\A|\n[^\S\n]*\n)[^\S\n]*((?:[^\W_]|[\"“‘(])[^\n]{0,78}[^\s.!?…:;,。！？؟])[^\S\n]*"
    r"(?=\n[^\S\n]*\n[^\S\n]*\S)"
)


def headings_of(document: DocumentText) -> tuple[Heading, ...]:
    """The headings that a document's source marks as such or, without those, that its text has."""
    return document.headings or headings(document.text)


def section_at(document: DocumentText, offset: int) -> str:
    """What the last heading before a place says; nothing before the first, or under the title."""
    heading = heading_at(headings_of(document), offset)
    return heading.title if heading and heading.title != document.title else ""


def headings(text: str) -> tuple[Heading, ...]:
    """All headings of a text, in order.

    >>> headings("# Tides\\n\\nThe sea rises.\\n\\n## Neap tides\\n\\nIt falls.")
    (Heading(start=0, title='Tides'), Heading(start=25, title='Neap tides'))
    """
    marked = [(line.start(), without_closing(line[1])) for line in MARKDOWN_HEADING.finditer(text)]
    found = marked or [
        (line.start(1), line[1]) for line in _PLAIN.finditer(text) if not line[1][0].islower()
    ]
    return tuple(
        Heading(start, _one_line(title)) for start, title in found if len(title) <= _LONGEST
    )


def heading_at(found: Sequence[Heading], offset: int) -> Heading | None:
    """The last heading that stands before a place; None before the first."""
    number = bisect_right([heading.start for heading in found], offset)
    return found[number - 1] if number else None


def without_closing(title: str) -> str:
    """What a Markdown heading says, without the number signs that may close it.

    Not left to the expression: on a line of many spaces or signs it would try all ways to part it.
    """
    return title.rstrip(" \t").rstrip("#").rstrip(" \t") or title[:1]


def _one_line(title: str) -> str:
    return " ".join(title.split())
