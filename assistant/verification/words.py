"""A text as the verifier reads it: its words in order, each with its stems and how it is written.

Unlike the keyword index, it keeps signs that change what a figure means ("%", "$", "°C"), and
tells a word with a capital from one without: that is how a name is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.words import stems

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?<![\w.])(?<!\d\s)[-−–](?=[$€£¥₹]?\d)"  # the sign of a number
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}|[ ]000)+(?!\d)"  # 1 000 000
    r"|\d+(?:[.,:]\d+)*"
    r"|[$€£¥₹%‰]|°(?:\s?[CFK]\b)?"
    r"|[¼-¾⅐-⅞]"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_ENDING = re.compile(r"['’]s?$")
_END = re.compile(r"[.!?:;]")
_OPENING = ('"', "“", "«", "‘", "(")
_DOTS = re.compile(r"\.(?=.)|\.$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as written, in lower case, its stems (none for a stop word or a sign), its place.

    `opens` tells that it begins the text, or a sentence or quotation in it, where anything has a
    capital; `after` is what stands between it and the word before it.
    """

    text: str
    lower: str
    stems: tuple[str, ...]
    start: int
    end: int
    opens: bool
    after: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in reading order; a possessive loses its ending."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        after = text[last : match.start()]
        written = _ENDING.sub("", match.group()) or match.group()
        if "." in written and not written[0].isdigit():
            written = _DOTS.sub("", written)
        found.append(
            Word(
                text=written,
                lower=written.lower().replace("’", "'"),
                stems=() if len(written) == 1 and not written.isalnum() else _stems(written),
                start=match.start(),
                end=match.end(),
                opens=not found or _opens(after),
                after=after,
            )
        )
        last = match.end()
    return tuple(found)


def content(words: Sequence[Word]) -> frozenset[str]:
    """The stems of all words that carry a topic."""
    return frozenset(stem for word in words for stem in word.stems)


@lru_cache(maxsize=50_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stems(word))


def _opens(after: str) -> bool:
    """Whether what stands before a word ends a sentence, or opens a quotation or a list item."""
    end = _END.search(after)
    if end and any(c.isspace() for c in after[end.end() :]):
        return True
    return "\n" in after or after.endswith(_OPENING)
