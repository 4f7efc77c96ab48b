"""The kinds of facts that are compared: when two are the same, and what stands beside them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.verification.claim import Claim, Fact
from assistant.verification.context import Context, context_of
from assistant.verification.dates import Date
from assistant.verification.figures import Figure
from assistant.verification.names import TITLES, Name, told

_BEFORE_YEARS = frozenset(
    "in since by of from until till to between and during after before around circa c early late "
    "mid the year fall spring summer autumn winter".split()
)
_LISTING = frozenset("and or the de of".split())


@dataclass(frozen=True, slots=True)
class FactKind:
    """Numbers, dates or names: how to find them in a text, and when two are the same one."""

    name: str
    of: Callable[[Claim], list[Fact]]
    same: Callable[[Fact, Fact], bool]

    def is_among(self, fact: Fact, facts: list[Fact]) -> bool:
        return any(self.same(fact, other) for other in facts)


def shown(fact: Fact) -> str:
    """A fact in a word or two."""
    return fact.value if isinstance(fact, Figure) else str(fact)


def context(claim: Claim, fact: Fact) -> Context:
    """What stands beside a fact of a text."""
    return context_of(claim.words, fact.first, fact.last)


def core(fact: Fact) -> tuple[int, int]:
    """The numbers of a fact's words that make it another one: of the 1990s not the s."""
    return fact.first, fact.first if isinstance(fact, Figure) else fact.last


def stems_of(claim: Claim, fact: Fact) -> frozenset[str]:
    """The stems of a fact's own words."""
    words = claim.words[fact.first : fact.last + 1]
    return frozenset(stem for word in words for stem in word.stems)


def comparable(claim: Claim, fact: Fact) -> str:
    """What a fact can stand in the place of: a year stands nowhere that a count could."""
    if not isinstance(fact, Figure):
        return "year" if isinstance(fact, Date) else "name"
    if fact.unit is None and re.fullmatch(r"1\d{3}|20\d\d", fact.value):
        before = claim.words[fact.first - 1].lower if fact.first else ""
        if before in _BEFORE_YEARS or claim.words[fact.first].after.endswith("("):
            return "year"
    return fact.unit if fact.unit and fact.unit not in "$€£¥₹" else "amount"


def listed(claim: Claim, one: Fact, other: Fact) -> bool:
    """Whether two facts are names between which nothing but names stands: in any order the same."""
    if not (isinstance(one, Name) and isinstance(other, Name)):
        return False
    first, last = sorted((one, other), key=lambda name: name.first)
    aside = frozenset() if first.first in in_brackets(claim) else in_brackets(claim)
    between = [claim.words[i] for i in range(first.last + 1, last.first) if i not in aside]
    return all(word.lower in _LISTING or word.capital for word in between)


@lru_cache(maxsize=512)
def in_brackets(claim: Claim) -> frozenset[int]:
    """The numbers of the words that stand in brackets, as other names of the same thing do."""
    depth, inside = 0, []
    for i, word in enumerate(claim.words):
        depth = max(depth + word.after.count("(") - word.after.count(")"), 0)
        if depth:
            inside.append(i)
    return frozenset(inside)


def _numbers(claim: Claim) -> list[Fact]:
    years = [date for date in claim.figures.dates if date.year is not None]
    return [*claim.figures.numbers, *years]


def _same_number(one: Fact, other: Fact) -> bool:
    return _value(one) == _value(other)


def _value(fact: Fact) -> str:
    return fact.value if isinstance(fact, Figure) else str(getattr(fact, "year", ""))


def _dates(claim: Claim) -> list[Fact]:
    return [*claim.figures.dates]


def _same_date(one: Fact, other: Fact) -> bool:
    assert isinstance(one, Date)
    assert isinstance(other, Date)
    return one.told_by(other, frozenset([str(one.year)])) or other.told_by(
        one, frozenset([str(other.year)])
    )


def _names(claim: Claim) -> list[Fact]:
    return [*claim.names]


def _same_name(one: Fact, other: Fact) -> bool:
    """Whether one is the other or a part of it: Wang Yi and Foreign Minister Wang Yi."""
    assert isinstance(one, Name)
    assert isinstance(other, Name)
    shorter, longer = sorted((_untitled(one), _untitled(other)), key=len)
    return all(told(part, longer) for part in shorter)


def _untitled(name: Name) -> frozenset[str]:
    return frozenset(name.parts) - TITLES or frozenset(name.parts)


NUMBERS = FactKind("number", _numbers, _same_number)
DATES = FactKind("date", _dates, _same_date)
NAMES = FactKind("name", _names, _same_name)
KINDS = (NUMBERS, DATES, NAMES)
