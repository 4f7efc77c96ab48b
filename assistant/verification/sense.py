"""What turns a sentence into its opposite: a negation gained or lost, an antonym in a word's place.

A negation is compared by what it negates: the first words of content after it. So "neither backs
nor hides" and "does not back" agree, and a sentence that negates something else doesn't.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.opposites import are_opposed
from assistant.verification.context import context_of, likeness
from assistant.verification.figures import unit_of
from assistant.verification.slots import align
from assistant.verification.words import Word, content
from vectorstore.words import stems

Words = tuple[Word, ...]

_NEGATIONS = frozenset(
    "not no never none nothing neither nor without cannot nobody nowhere unable".split()
)
_PAIRED = frozenset({"neither", "nor"})
_CONTRACTED = re.compile(r"n['’]t$")
_BREAKS = re.compile(r"[.;:!?]")
_REFUSALS = frozenset(
    stems(
        "fail failure refuse refusal deny denial lack prevent prevention reject rejection avoid "
        "avoidance decline forbid forbade forbidden prohibit prohibition ban exclude exclusion"
    )
)
_REACH = 3  # words of content that a negation speaks of
_SAME_PLACE = 0.6  # likeness of two words' contexts from which they stand in the same place


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word, the number it has, and the stems of what it negates, nearest first."""

    word: str
    at: int
    negated: tuple[str, ...]


def negations(words: Sequence[Word]) -> Iterator[Negation]:
    """The negations of a text; "not only" is none."""
    for i, word in enumerate(words):
        if word.lower not in _NEGATIONS and not _CONTRACTED.search(word.lower):
            continue
        if i + 1 < len(words) and words[i + 1].lower in ("only", "just", "merely", "least"):
            continue
        yield Negation(word.lower, i, tuple(_negated(words[i + 1 :])))


def negation_gained(claim: Words, quotes: Sequence[Words]) -> str | None:
    """A negation of the claim that no quote has, if there is one."""
    known = [_Negated.of(quote) for quote in quotes]
    for negation in negations(claim):
        beside = [align(claim, quote) for quote in quotes]
        matched = any(negation.at in one.matched for one in beside)
        if matched or any(_as_a_pair(negation, quote) for quote in quotes):
            continue
        for quote, one in zip(quotes, beside, strict=True):
            for slot in one.slots:
                if slot.has(negation.at, negation.at) and _only_there(
                    claim[slot.first : slot.last], quote[slot.told_first : slot.told_last]
                ):
                    return negation.word
        if not any(one.has_any for one in known):
            return negation.word
        head = negation.negated[:1]
        if not head or any(head[0] in one.negated for one in known):
            continue
        if any(head[0] in one.affirmed for one in known):
            return f"{negation.word} {head[0]}"
    return None


def negation_lost(claim: Words, quotes: Sequence[Words]) -> str | None:
    """What every quote that tells it negates, and the claim affirms, if there is such a thing."""
    mine = _Negated.of(claim)
    known = [_Negated.of(quote) for quote in quotes]
    for quote in quotes:
        for negation in negations(quote):
            if _as_a_pair(negation, claim):
                continue
            for slot in align(claim, quote).slots:
                if slot.told_has(negation.at, negation.at) and _only_there(
                    quote[slot.told_first : slot.told_last], claim[slot.first : slot.last]
                ):
                    return negation.word
            head = negation.negated[:1]
            if (
                head
                and head[0] in mine.affirmed
                and head[0] not in mine.negated
                and not mine.refuses
                and not any(head[0] in one.affirmed for one in known)
            ):
                return f"{negation.word} {head[0]}"
    return None


def _only_there(negated: Words, other: Words) -> bool:
    """Whether of two stretches in the same place one is the other with a negation.

    A stretch that the other text hasn't at all, and that says something, is a clause of its own.
    """
    if any(True for _ in negations(other)) or not _REFUSALS.isdisjoint(content(other)):
        return False
    return bool(other) or not content([w for w in negated if w.lower not in _NEGATIONS])


def _as_a_pair(negation: Negation, other: Words) -> bool:
    """Whether another text negates the same, and one of the two does so by "neither … nor"."""
    return any(
        not _PAIRED.isdisjoint((negation.word, one.word))
        and not set(negation.negated).isdisjoint(one.negated)
        for one in negations(other)
    )


def opposite(claim: Words, quotes: Sequence[Words]) -> str | None:
    """A word of the claim in whose place a quote has its opposite."""
    for quote in quotes:
        for slot in align(claim, quote).slots:
            for word in claim[slot.first : slot.last]:
                for other in quote[slot.told_first : slot.told_last]:
                    if are_opposed(word.lower, other.lower):
                        return f"{word.text} (not {other.text})"
    aligned = {
        i
        for quote in quotes
        for one in [align(claim, quote)]
        for i in (*one.matched, *(n for s in one.slots for n in range(s.first, s.last)))
    }
    return next(_opposites_elsewhere(claim, quotes, aligned), None)


def _opposites_elsewhere(claim: Words, quotes: Sequence[Words], aligned: Set[int]) -> Iterator[str]:
    """Words that no quote has and whose opposite stands in one, beside the same other words."""
    told_stems = frozenset(stem for quote in quotes for stem in content(quote))
    told = {word.lower for quote in quotes for word in quote}
    mine = {word.lower for word in claim}
    for i, word in enumerate(claim):
        known = word.lower in told or (word.stems and told_stems.issuperset(word.stems))
        if i in aligned or known:
            continue
        for quote in quotes:
            for j, other in enumerate(quote):
                if (
                    other.lower not in mine
                    and are_opposed(word.lower, other.lower)
                    and _same_place(claim, i, quote, j)
                ):
                    yield f"{word.text} (not {other.text})"


def unit_changed(claim: Words, quotes: Sequence[Words]) -> str | None:
    """A unit in whose place a quote has another: "a few years", where decades are told."""
    for quote in quotes:
        for slot in align(claim, quote).slots:
            mine = [unit for word in claim[slot.first : slot.last] if (unit := unit_of(word))]
            told = [u for word in quote[slot.told_first : slot.told_last] if (u := unit_of(word))]
            if mine and told and not set(mine) & set(told):
                return f"{mine[0]} (not {told[0]})"
    return None


def _same_place(claim: Words, i: int, quote: Words, j: int) -> bool:
    return likeness(context_of(claim, i, i), context_of(quote, j, j)) >= _SAME_PLACE


@dataclass(frozen=True, slots=True)
class _Negated:
    """The stems of a text that negations or refusals speak of, and those that none speaks of."""

    negated: frozenset[str]
    affirmed: frozenset[str]
    has_any: bool
    refuses: bool

    @classmethod
    def of(cls, words: Sequence[Word]) -> "_Negated":
        found = list(negations(words))
        refused = [n for n, word in enumerate(words) if not _REFUSALS.isdisjoint(word.stems)]
        near = frozenset(stem for negation in found for stem in negation.negated)
        near = near.union(*(_negated(words[n + 1 :]) for n in refused))
        counts = Counter(stem for word in words for stem in word.stems)
        affirmed = frozenset(s for s, times in counts.items() if s not in near or times > 1)
        return cls(near, affirmed, bool(found or refused), bool(refused))


def _negated(words: Sequence[Word]) -> Iterator[str]:
    found = 0
    for n, word in enumerate(words):
        if n and _BREAKS.search(word.after):
            return
        if word.stems:
            yield from word.stems
            found += 1
        if found == _REACH:
            return


def turned_round(claim: Words, quotes: Sequence[Words]) -> list[str]:
    """What of a claim is negated, or no longer negated, or the opposite, each in a few words."""
    return [
        f"{what} {found}"
        for what, found in (
            ("the negation", negation_gained(claim, quotes)),
            ("the negation of", negation_lost(claim, quotes)),
            ("the direction", opposite(claim, quotes)),
            ("the unit", unit_changed(claim, quotes)),
        )
        if found
    ]
