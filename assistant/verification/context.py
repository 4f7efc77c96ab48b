"""What a word stands beside: by which a figure is told from the other figures of a passage.

"The courts finalized 717 cases" isn't supported where "717 cases came before them" and "they
finalized 546" stand, though the passage holds every word of it: beside "finalized" stands 546.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.verification.words import Word

_REACH = 7  # words of content on each side
_DECAY = 0.75  # what the next one counts less
_OTHER_SIDE = 0.5  # for a word that stands before it in one text, after it in the other


@dataclass(frozen=True, slots=True)
class Context:
    """The stems before and after a stretch of words; their weight falls with distance."""

    before: dict[str, float]
    after: dict[str, float]

    def without(self, stems: Set[str]) -> "Context":
        """The same, as if these stems were not there."""
        return Context(
            {stem: weight for stem, weight in self.before.items() if stem not in stems},
            {stem: weight for stem, weight in self.after.items() if stem not in stems},
        )


def context_of(words: Sequence[Word], first: int, last: int) -> Context:
    """The context of the words from number `first` to number `last`."""
    return Context(_weights(words[first - 1 :: -1] if first else ()), _weights(words[last + 1 :]))


def likeness(one: Context, other: Context) -> float:
    """How much two contexts share, 0 if no word of content."""
    return _same_side(one, other) + _OTHER_SIDE * _crossed(one, other)


def closeness(one: Context, other: Context) -> float:
    """The same, whichever side words stand on: "in 1871 it opened", "it opened in 1871"."""
    return _same_side(one, other) + _crossed(one, other)


def _weights(words: Sequence[Word]) -> dict[str, float]:
    weights: dict[str, float] = {}
    weight = 1.0
    for word in words:
        if not word.stems:
            continue
        for stem in word.stems:
            weights.setdefault(stem, weight)
        weight *= _DECAY
        if weight <= _DECAY**_REACH:
            break
    return weights


def _same_side(one: Context, other: Context) -> float:
    return _shared(one.before, other.before) + _shared(one.after, other.after)


def _crossed(one: Context, other: Context) -> float:
    return _shared(one.before, other.after) + _shared(one.after, other.before)


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)
