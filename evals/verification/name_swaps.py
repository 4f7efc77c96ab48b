"""Sentences with another name in the place of theirs, from the same passage if it has one."""

import re
from collections.abc import Iterable
from itertools import pairwise
from random import Random

from evals.verification.figures import exchanged, replaced
from evals.verification.names import Name, is_common, is_wide, names, same_thing, sort_of
from evals.verification.statement import Statement, sentences

_ASYMMETRIC = (
    "defeated conquered founded invaded attacked succeeded led ruled appointed sold gave built "
    "wrote captured supported opposed replaced killed by from under over before after than "
    "served told sent taught followed beat won against into to"
).split()
_JOINS = re.compile(r"\b(?:and|or|as)\b")
_BETWEEN_NAMES = re.compile(r"\b(?:" + "|".join(_ASYMMETRIC) + r")\b")


def name_from_nearby(text: str, statement: Statement, random: Random) -> str | None:
    """A name replaced by another of its sort, from the same passage if it has one."""
    around = statement.around
    here = names(text)
    for name in random.sample(here, len(here)):
        if is_wide(name.text) or is_common(name.text, around):
            continue
        sort = sort_of(name.text, around)
        for passages in ((statement.passage,), statement.document):
            fitting = {
                other.text
                for sentence in sentences(passages)
                for other in names(sentence)
                if _may_replace(other.text, name, here)
                and sort_of(other.text, around) == sort
                and not is_common(other.text, around)
                and not _said_to_be_one(name.text, other.text, around)
            }
            if fitting:
                return replaced(text, name.span, random.choice(_alike(name.text, fitting)))
    return None


def names_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """Two names of the sentence in each other's place, where that isn't the same."""
    here = names(text)
    around = statement.around
    for one, other in pairwise(here):
        between = text[one.span.end : other.span.start]
        if is_common(one.text, around) or is_common(other.text, around):
            continue
        alike = sort_of(one.text, around) == sort_of(other.text, around)
        one_way = _BETWEEN_NAMES.search(between) and not (
            _JOINS.search(between) or " between " in text[: one.span.start]
        )
        if alike and one_way and not same_thing(one.text, other.text):
            return exchanged(text, one.span, other.span)
    return None


def _alike(name: str, others: Iterable[str]) -> list[str]:
    """Those of as many words as a name, if there are any."""
    ordered = sorted(others)
    words = len(name.split())
    return [other for other in ordered if len(other.split()) == words] or ordered


def _may_replace(other: str, name: Name, here: Iterable[Name]) -> bool:
    if is_wide(other) or abs(len(other.split()) - len(name.text.split())) > 1:
        return False
    return not any(same_thing(other, one.text) for one in here)


def _said_to_be_one(name: str, other: str, around: str) -> bool:
    """Whether the document seems to say that two names are one thing's."""
    link = r"(?: \(|, |, or |, also | or | known as | called | \(also | in | of )(?:the )?"
    pairs = ((name, other), (other, name))
    return any(re.search(re.escape(a) + link + re.escape(b), around) for a, b in pairs)
