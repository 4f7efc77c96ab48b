"""Whether each fact of a claim has the place that it has in the quotes.

That a figure stands somewhere in them isn't enough. Where "717 cases came before the courts" and
"they finalized 546" stand, "they finalized 717" is no word that isn't there, and still untrue: in
its place stands 546. Where the claim repeats a quote, the slots tell what stands in whose place;
elsewhere a fact is compared with what stands beside the same words.
"""

from collections.abc import Iterator, Sequence

from assistant.verification.claim import Claim, Fact
from assistant.verification.context import closeness, context_of, likeness
from assistant.verification.facts import (
    KINDS,
    NAMES,
    FactKind,
    comparable,
    context,
    core,
    in_brackets,
    shown,
)
from assistant.verification.names import TITLES, Name, folded, told
from assistant.verification.slots import Slot, align
from assistant.verification.words import Word

_CLEARLY, _AT_ALL = 1.25, 0.15  # how much better another fact must fit than the one that is told
_FAR_CLOSER = 2.0  # the same where the quote has both, one of which the claim says of another thing
_PRONOUNS = frozenset("he she it they him them this these".split())


def misplaced(claim: Claim, quotes: Sequence[Claim]) -> Iterator[str]:
    """The facts of a claim in whose places the quotes have others, each in a few words."""
    for kind in KINDS:
        for fact in kind.of(claim):
            if any(_replaces(kind, claim, fact, quote, quotes) for quote in quotes):
                yield f"another {kind.name} in the place of {shown(fact)}"
    for quote in quotes:
        yield from (f"another name for {name}" for name in _other_names(claim, quote))


def _replaces(
    kind: FactKind, claim: Claim, fact: Fact, quote: Claim, quotes: Sequence[Claim]
) -> bool:
    """Whether a fact stands where a quote has another one."""
    known = kind.is_among(fact, kind.of(quote))
    for slot in align(claim.words, quote.words).slots:
        if slot.has(*core(fact)) and slot.told_last > slot.told_first:
            replaced = _replaces_in(slot, kind, claim, fact, quote)
            if replaced is not None:
                return replaced
    if not known:
        return _fits_another(kind, claim, fact, quote, quotes)
    # A text says a name again and again, wherever it may; a figure has one place.
    return kind is not NAMES and _stands_elsewhere(kind, claim, fact, quote)


def _replaces_in(slot: Slot, kind: FactKind, claim: Claim, fact: Fact, quote: Claim) -> bool | None:
    """Whether a quote has another fact in the same slot; None if it has nothing that tells."""
    theirs = kind.of(quote)
    there = [one for one in _rivals(claim, fact, quote, theirs) if slot.told_has(*core(one))]
    if kind.is_among(fact, there):
        return False
    if there:
        left_out = [one for one in there if not kind.is_among(one, kind.of(claim))]
        return not kind.is_among(fact, theirs) or len(left_out) == len(there)
    return False if _mean_somebody(quote.words[slot.told_first : slot.told_last]) else None


def _fits_another(
    kind: FactKind, claim: Claim, fact: Fact, quote: Claim, quotes: Sequence[Claim]
) -> bool:
    """Whether beside the same words a quote has a fact that the claim leaves out."""
    place = context(claim, fact)
    best = max(
        (likeness(place, context(quote, one)) for one in _left_out(kind, claim, fact, quote)),
        default=0.0,
    )
    if best < _AT_ALL:
        return False
    own = [
        likeness(place, context(other, one))
        for other in quotes
        for one in kind.of(other)
        if kind.same(fact, one)
    ]
    if isinstance(fact, Name):
        # "They" of one quote may be who the other one names.
        own += [
            likeness(place, context_of(quote.words, i, i))
            for i, word in enumerate(quote.words)
            if _mean_somebody([word])
        ]
    return best > _CLEARLY * max(own, default=0.0)


def _stands_elsewhere(kind: FactKind, claim: Claim, fact: Fact, quote: Claim) -> bool:
    """Whether the claim's words stand far closer to a fact that it leaves out than to this one."""
    place = context(claim, fact)
    own = [one for one in kind.of(quote) if kind.same(fact, one)]
    best, its = (
        max((closeness(place, context(quote, one)) for one in some), default=0.0)
        for some in (_left_out(kind, claim, fact, quote), own)
    )
    return best > max(_FAR_CLOSER * its, _AT_ALL)


def _left_out(kind: FactKind, claim: Claim, fact: Fact, quote: Claim) -> list[Fact]:
    """Facts of a quote that could stand in a fact's place, and that the claim doesn't tell."""
    return [
        one
        for one in _rivals(claim, fact, quote, kind.of(quote))
        if comparable(quote, one) == comparable(claim, fact)
        and not kind.is_among(one, kind.of(claim))
    ]


def _rivals(claim: Claim, fact: Fact, quote: Claim, theirs: Sequence[Fact]) -> list[Fact]:
    """Facts of a quote that may stand in a fact's place: in brackets only what is in brackets."""
    if fact.first in in_brackets(claim):
        return [*theirs]
    return [one for one in theirs if one.first not in in_brackets(quote)]


def _other_names(claim: Claim, quote: Claim) -> Iterator[str]:
    """Words of names in whose place a repeated quote has words of names that the claim hasn't."""
    mine, theirs = _name_words(claim), _name_words(quote) - in_brackets(quote)
    for slot in align(claim.words, quote.words).slots:
        here = [i for i in range(slot.first, slot.last) if i in mine]
        there = [i for i in range(slot.told_first, slot.told_last) if i in theirs]
        if there and not here and _others_speak(claim, quote, slot, there):
            yield " ".join(quote.words[i].text for i in there)
        if not here or not there:
            continue
        new = [i for i in here if not told(folded(claim.words[i].lower), quote.forms)]
        lost = [i for i in there if not told(folded(quote.words[i].lower), claim.forms)]
        if len(new) == len(here):
            yield " ".join(quote.words[i].text for i in there)
        elif lost and (new or len(lost) == len(there)):
            yield " ".join(quote.words[i].text for i in lost)


def _others_speak(claim: Claim, quote: Claim, slot: Slot, names: Sequence[int]) -> bool:
    """Whether a claim has others, of whom the quote doesn't speak, in a place of names."""
    here = claim.words[slot.first : slot.last]
    words = [word for word in here if word.stems and word.lower not in TITLES]
    return (
        bool(words)
        and not any(quote.stems.intersection(word.stems) for word in words)
        and not any(told(folded(quote.words[i].lower), claim.forms) for i in names)
    )


def _name_words(claim: Claim) -> frozenset[int]:
    """The numbers of the words of names, without titles."""
    return frozenset(
        i
        for name in NAMES.of(claim)
        for i in range(name.first, name.last + 1)
        if claim.words[i].lower not in TITLES and claim.words[i].capital
    )


def _mean_somebody(words: Sequence[Word]) -> bool:
    return any(word.lower in _PRONOUNS for word in words)
