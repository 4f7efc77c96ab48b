"""What stands in whose place where a sentence repeats a quote but for some words.

The two are aligned word by word (Ratcliff and Obershelp's longest matching blocks, as in Python's
difflib). Between what matches stand the slots: some words of the sentence, some of the quote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.verification.words import Word

_LONGEST = 6  # words that a slot may have: more is another sentence
_REPEATED = 0.5  # share of a sentence's words that a quote must have in order to be repeated by it


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a sentence, numbers `first` up to `last`, and what a quote has in their place."""

    first: int
    last: int
    told_first: int
    told_last: int

    def has(self, first: int, last: int) -> bool:
        """Whether the sentence's words with these numbers stand in it, the last one included."""
        return self.first <= first and last < self.last

    def told_has(self, first: int, last: int) -> bool:
        """The same for words of the quote."""
        return self.told_first <= first and last < self.told_last


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside a quote that it repeats: the slots, and which of its words match."""

    slots: tuple[Slot, ...]
    matched: frozenset[int]


@lru_cache(maxsize=1024)
def align(claim: tuple[Word, ...], quote: tuple[Word, ...]) -> Alignment:
    """Align a sentence with a quote; no slots and no matches if it doesn't repeat it."""
    matcher = SequenceMatcher(None, _keys(claim), _keys(quote), autojunk=False)
    blocks = matcher.get_opcodes()
    same = [i for kind, first, last, _, _ in blocks if kind == "equal" for i in range(first, last)]
    if len(same) < _REPEATED * min(len(claim), len(quote)):
        return Alignment((), frozenset())
    found = tuple(
        Slot(first, last, told_first, told_last)
        for kind, first, last, told_first, told_last in blocks
        if kind != "equal" and max(last - first, told_last - told_first) <= _LONGEST
    )
    return Alignment(found, frozenset(same))


def _keys(words: Sequence[Word]) -> list[str]:
    return [" ".join(word.stems) or word.lower for word in words]
