"""Which hyphens at the ends of lines belong to the word, and which only broke it.

The document itself is the dictionary: a word that stands in it unbroken elsewhere, with a hyphen
or without, is written so.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*[-\u00ad]$")
_START = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# English compounds that are written with a hyphen whatever follows.
_KEEPING = frozenset("self well twenty thirty forty fifty sixty seventy eighty ninety".split())


def needless(text: str, hyphens: Sequence[int]) -> list[int]:
    """Of the places of hyphens that stood at the end of a line, those that only broke a word.

    >>> needless("the har-bour, a well-known harbour", [7, 21])
    [7]
    """
    words: Counter[str] = Counter()
    start = 0
    for hyphen in hyphens:
        # A word broken at a line's end is no evidence of how it is written.
        end = _END.search(text, max(start, hyphen - 60), hyphen + 1)
        words.update(
            found.casefold() for found in _WORD.findall(text, start, end.start() if end else hyphen)
        )
        after = _START.match(text, hyphen + 1)
        start = after.end() if after else hyphen + 1
    words.update(found.casefold() for found in _WORD.findall(text, start))
    return [hyphen for hyphen in hyphens if _is_needless(text, hyphen, words)]


def _is_needless(text: str, hyphen: int, words: Counter[str]) -> bool:
    if text[hyphen] == "\u00ad":
        return True
    end = _END.search(text[max(0, hyphen - 60) : hyphen + 1])
    start = _START.match(text, hyphen + 1)
    if end is None or start is None:
        return False
    before, after = end[0][:-1], start[0]
    whole, compound = (before + after).casefold(), f"{before}-{after}".casefold()
    if words[whole] or words[compound]:
        return words[whole] >= words[compound]
    if not before[-1].isalpha() or not after[0].isalpha() or "-" in before:
        return False
    if after[0].isupper() and not (before.isupper() and after.isupper()):
        return False
    return before.casefold() not in _KEEPING
