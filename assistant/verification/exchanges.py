"""Whether two facts of a claim have each other's places: "India accuses China", where it says
that China accuses India.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.verification.claim import Claim, Fact
from assistant.verification.context import likeness
from assistant.verification.facts import KINDS, FactKind, context, core, listed, shown, stems_of
from assistant.verification.slots import align

_CLEARLY, _AT_ALL = 1.25, 0.15  # how much better the places must fit when exchanged
_MOST_WORDS = 0.6  # share of words that a claim and a quote of the same thing have in common


def exchanged(claim: Claim, quotes: Sequence[Claim]) -> Iterator[str]:
    """The pairs of facts of a claim that a quote has the other way round, in a few words."""
    for kind in KINDS:
        for quote in quotes:
            pairs = [*_crossed(kind, claim, quote)]
            if _speak_of_the_same(claim, quote):
                pairs += _fitting_crosswise(kind, claim, quote, quotes)
            for one, other in pairs:
                yield f"the {kind.name} of {shown(one)} and {shown(other)} exchanged"


def _crossed(kind: FactKind, claim: Claim, quote: Claim) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of which a repeated quote has each in the other one's slot."""
    replaced = [
        (fact, other)
        for slot in align(claim.words, quote.words).slots
        for fact in kind.of(claim)
        if slot.has(*core(fact))
        for other in kind.of(quote)
        if slot.told_has(*core(other)) and not kind.same(fact, other)
    ]
    for (one, for_one), (other, for_other) in combinations(replaced, 2):
        if (
            kind.same(one, for_other)
            and kind.same(other, for_one)
            and not kind.same(one, other)
            and not (listed(claim, one, other) and listed(quote, for_one, for_other))
        ):
            yield one, other


def _fitting_crosswise(
    kind: FactKind, claim: Claim, quote: Claim, quotes: Sequence[Claim]
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs that stand beside each other's words."""
    mine, theirs = kind.of(claim), kind.of(quote)
    found = [(fact, [one for one in theirs if kind.same(fact, one)]) for fact in mine]
    for (one, ones), (other, others) in combinations([pair for pair in found if pair[1]], 2):
        if (
            kind.same(one, other)
            or _is_turned(claim, one, other, quote, ones[0], others[0])
            or (listed(claim, one, other) and listed(quote, ones[0], others[0]))
        ):
            continue
        without = stems_of(claim, one) | stems_of(claim, other)
        own = _best_fit(kind, claim, one, quotes, without)
        own += _best_fit(kind, claim, other, quotes, without)
        crosswise = _fit(claim, one, quote, others, without)
        crosswise += _fit(claim, other, quote, ones, without)
        if crosswise > _CLEARLY * own + _AT_ALL:
            yield one, other


def _best_fit(
    kind: FactKind, claim: Claim, fact: Fact, quotes: Sequence[Claim], without: frozenset[str]
) -> float:
    """How well a fact fits where any quote has it, wherever the claim says it."""
    return max(
        _fit(claim, again, told, [one for one in kind.of(told) if kind.same(fact, one)], without)
        for told in quotes
        for again in kind.of(claim)
        if kind.same(again, fact)
    )


def _fit(
    claim: Claim, fact: Fact, quote: Claim, places: Sequence[Fact], without: frozenset[str]
) -> float:
    place = context(claim, fact).without(without)
    return max(
        (likeness(place, context(quote, one).without(without)) for one in places), default=0.0
    )


def _speak_of_the_same(claim: Claim, quote: Claim) -> bool:
    """Whether one of the two has most of the other's words."""
    shared = len(claim.stems & quote.stems)
    return shared >= _MOST_WORDS * max(min(len(claim.stems), len(quote.stems)), 1)


def _is_turned(
    claim: Claim, one: Fact, other: Fact, quote: Claim, first: Fact, second: Fact
) -> bool:
    """Whether one of the two texts is passive where the other isn't: "was made by Jones"."""
    mine = _follows_by(claim, one) or _follows_by(claim, other)
    theirs = _follows_by(quote, first) or _follows_by(quote, second)
    return mine != theirs


def _follows_by(claim: Claim, fact: Fact) -> bool:
    near = claim.words[max(fact.first - 2, 0) : fact.first]
    return any(word.lower == "by" for word in near)
