"""The headings of a document: under which one a place stands.

Markdown says what is a heading. In plain text it is a short line that stands by itself between
blank lines and doesn't end like a sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 80
_MARKDOWN = re.compile(r"^#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(
    r"(?:\A|\n[^\S\n]*\n)[^\S\n]*((?:[^\W_]|[\"“‘(])[^\n]{0,78}[^\s.!?…:;,。！？؟])[^\S\n]*"
    r"(?=\n[^\S\n]*\n[^\S\n]*\S)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the offset in the document's text at which its line begins."""

    start: int
    title: str


def headings(text: str) -> tuple[Heading, ...]:
    """All headings of a text, in order.

    >>> headings("# Tides\\n\\nThe sea rises.\\n\\n## Neap tides\\n\\nIt falls.")
    (Heading(start=0, title='Tides'), Heading(start=25, title='Neap tides'))
    """
    found = list(_MARKDOWN.finditer(text)) or [
        line for line in _PLAIN.finditer(text) if not line[1][0].islower()
    ]
    return tuple(
        Heading(line.start() if line[0].startswith("#") else line.start(1), _one_line(line[1]))
        for line in found
        if len(line[1]) <= _LONGEST
    )


def heading_at(found: Sequence[Heading], offset: int) -> Heading | None:
    """The last heading that stands before a place; None before the first."""
    number = bisect_right([heading.start for heading in found], offset)
    return found[number - 1] if number else None


def _one_line(title: str) -> str:
    return " ".join(title.split())
