"""Names in a sentence, and which could stand in another's place and would be wrong there.

A name is swapped for one of the same sort only: a sentence that nobody would believe tests
little. And never for one that may mean the same thing or hold it: what happened in London
happened in England too.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from evals.verification.figures import MONTHS
from evals.verification.gazetteer import (
    COUNTRIES,
    ORDINALS,
    PERSON_TITLES,
    REGIONS,
    THINGS,
    WIDE,
)
from evals.verification.grammar import OPENERS
from vectorstore.records import Span

_CAPITAL = (
    r"(?:(?:St|Mt|Ft|Dr|Mr|Mrs)\.|(?:[A-Z]\.)+(?=\W)"
    r"|[A-ZÀ-ÖØ-Þ](?:['’](?=[A-Z])|[\w-])*\w(?:['’](?= [A-Z]))?)"
)
_NAME = re.compile(
    rf"(?<![\w–/-]){_CAPITAL}(?: (?:(?:of|de|von|van|du|the|of the|al|ibn) )?{_CAPITAL}| [IVX]+\b)*"
)
_NOT_NAMES = frozenset(
    [*MONTHS, *"Monday Tuesday Wednesday Thursday Friday Saturday Sunday AD BC CE BCE".split()]
)
_PEOPLE = re.compile(r"(?:ish|ese|ian|ean|[a-z]can|ench|utch|eek|rman|mic|lic|tant|ole)$")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|into|throughout) $")
_THING_BEFORE = re.compile(r"\b[Tt]he $")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands."""

    text: str
    span: Span


@lru_cache(maxsize=1 << 14)
def names(text: str) -> tuple[Name, ...]:
    """All names of a sentence, in reading order; what opens it counts if it is no little word."""
    found: list[Name] = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if _opens(text, start):
            first = match.group().split(" ")[0]
            if first.lower() in OPENERS:
                start += len(first) + 1
            elif " " not in match.group():
                continue  # one capital at the beginning tells nothing
        told = text[start:end]
        if start < end and told[0].isupper() and not _NOT_NAMES & set(told.split()):
            found.append(Name(told, Span(start, end)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def sort_of(name: str, around: str) -> str:
    """What a name seems to name; `around` is a text in which it stands."""
    words = set(name.split())
    for sort, known in (("country", COUNTRIES), ("region", REGIONS), ("wide", WIDE)):
        if name in known:
            return sort
    if name.isupper():
        return "letters"
    if is_people(name):
        return "people"
    if " " not in name and name.endswith("s") and not name.endswith(("ss", "us", "is")):
        return "several"
    if words & PERSON_TITLES:
        return "person"
    places = [match.start() for match in re.finditer(re.escape(name), around)]
    before = [around[max(0, place - 12) : place] for place in places]
    if words & THINGS or any(_THING_BEFORE.search(one) for one in before):
        return "thing"
    return "place" if any(_PLACE_BEFORE.search(one) for one in before) else "person"


def is_people(name: str) -> bool:
    """Whether a name seems to be an adjective of a people, a country or a faith."""
    return " " not in name and bool(_PEOPLE.search(name))


def is_wide(name: str) -> bool:
    """Whether what is said of something narrower would be true of this as well."""
    return name in WIDE or name.removesuffix("s") in WIDE


@lru_cache(maxsize=1 << 14)
def is_common(name: str, around: str) -> bool:
    """Whether a capital may tell nothing: the word is written small elsewhere, or is no name."""
    if " " in name:
        return False
    if name in ORDINALS or len(name) == 1 or not name[-1].isalnum() or re.search(r"-[a-z]", name):
        return True
    return bool(re.search(rf"\b{re.escape(name.lower())}s?\b", around))


def same_thing(one: str, other: str) -> bool:
    """Whether two names may name the same thing: they share a word, a stem or the initials."""
    mine, yours = one.lower().split(), other.lower().split()
    if {word[:4] for word in mine} & {word[:4] for word in yours}:
        return True
    initials = ["".join(word[0] for word in words) for words in (mine, yours)]
    return one.lower() == initials[1] or other.lower() == initials[0]


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins there, where a capital tells nothing."""
    return not text[:start].strip(" \"“'‘(") or bool(re.search(r"[.:!?;] [\"“'‘(]?$", text[:start]))
