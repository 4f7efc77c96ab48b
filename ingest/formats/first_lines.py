"""What the first lines of a text say of it: its title, who wrote it, and when.

For formats that have no other place to say so. Better nothing than something wrong: a line counts
only where all of it is a title, a byline or a date.
"""

import re
from itertools import takewhile

from ingest.formats.dates import iso_date

LONGEST_TITLE = 150  # characters

_LINES = 12  # among which a byline and a date are looked for
_LONGEST_LINE = 120
_ENDS = re.compile(r"[.;,:。；，：、،؛۔।]$")  # as a title doesn't
_BETWEEN = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+|\t+")
_BY = re.compile(r"(?:(?:written|words|text|story|report)\s+)?by:?\s+(.+)|authors?:\s*(.+)", re.I)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.I)
_PUBLISHED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|issued|released|dated?)\s*(?:on\b|:)?|on\b)?\s*", re.I
)
_PARTICLE = "al bin da de del della den der di dos du el ibn la le ten ter van von y".split()
_NO_NAME = (
    "a an the our your my this that staff writer reporter reporters correspondent editor editors "
    "editorial agencies agency team desk news bureau contributor in on at of for to with from"
).split()
_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")


def first_title(text: str) -> str:
    """The first line, if it looks like a title; else ""."""
    first = next((line.strip() for line in text[:10_000].splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST_TITLE and not _ENDS.search(first) else ""


def byline(text: str) -> tuple[str, ...]:
    """Who wrote a text, if one of its first lines is a byline.

    >>> byline("The Harbour\\n\\nBy Ada Byron and Charles Babbage | 3 May 2021\\n\\nIt rained.")
    ('Ada Byron', 'Charles Babbage')
    """
    for piece in _pieces(text):
        match = _BY.fullmatch(piece)
        if match:
            said = _AND.split(match[1] or match[2])
            names = tuple(takewhile(_is_name, said))
            # After the names, an agency or an office may stand, but no sentence goes on.
            if names and not any(rest[:1].islower() for rest in said[len(names) :]):
                return names
    return ()


def first_date(text: str) -> str:
    """When a text was published (ISO 8601), if one of its first lines says just that; else "".

    >>> first_date("The Harbour\\n\\nPublished on 3 May 2021\\n\\nIt rained.")
    '2021-05-03'
    """
    for piece in _pieces(text):
        prefix = _PUBLISHED.match(piece)
        found = iso_date(piece[prefix.end() if prefix else 0 :])
        if len(found) > len("2021"):  # a year alone may be anything: a title, a page number
            return found
    return ""


def _pieces(text: str) -> list[str]:
    lines = [line.strip("*_#> \t") for line in text[:10_000].splitlines() if line.strip()]
    short = (line for line in lines[:_LINES] if len(line) <= _LONGEST_LINE)
    return [piece for line in short for piece in _BETWEEN.split(line) if piece]


def _is_name(text: str) -> bool:
    """Two to five words, each as a name's word looks."""
    words = text.split()
    if not 2 <= len(words) <= 5 or any(word.lower() in _NO_NAME for word in words):
        return False
    if not any(len(word) > 2 and _WORD.fullmatch(word) for word in words):
        return False
    return words[-1].lower() not in _PARTICLE and all(
        word.lower() in _PARTICLE
        or _INITIAL.fullmatch(word)
        or (word[0].isupper() and _WORD.fullmatch(word))
        for word in words
    )
