"""Sentences with another number or date in the place of theirs.

What is put there stands in the same passage or document where it can: that is the mistake
that models make, and the one that is hardest to see.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from math import log
from random import Random

from evals.verification.figures import (
    MONTHS,
    WORTH,
    Date,
    Number,
    dates,
    exchanged,
    in_words,
    numbers,
    replaced,
)
from evals.verification.statement import Statement, sentences
from vectorstore.records import Span

# After these a number is a bound, and one on its safe side would still be true.
_LOWER_BOUND = re.compile(
    r"\b(?:more than|over|at least|exceed\w*|above|after|since) (?:\w+ )?[$£€]?$", re.IGNORECASE
)
_UPPER_BOUND = re.compile(
    r"\b(?:less than|fewer than|under|up to|at most|nearly|almost|before|until|by|below) "
    r"(?:\w+ )?[$£€]?$",
    re.IGNORECASE,
)
# In a definition such a bound may be made looser or tighter and what is defined still holds.
_DEFINING = re.compile(r"\b(?:greater|larger|smaller|divisible|equal) (?:than|by|to) $")
_FARTHEST = 20  # times as much: what is farther off nobody would take for the other
_NEAR = re.compile(r"\b(?:about|around|approximately|some|roughly|circa|c\.|estimated) [$£€]?$")
_SAME_ANYWAY = re.compile(r"^,? ?(?:and|or|to|[–-]|,|/)? ?$")


def number_from_nearby(text: str, statement: Statement, random: Random) -> str | None:
    """A number replaced by another one that stands in the same passage."""
    others = [
        (one.value, one.span.of(sentence))
        for sentence in sentences([statement.passage])
        for one in numbers(sentence)
    ]
    here = numbers(text)
    for number in random.sample(here, len(here)):
        told = number.span.of(text)
        fitting = {
            (abs(log(max(value, 0.1) / max(number.value, 0.1))), other)
            for value, other in others
            if value not in {one.value for one in here}
            and other[0].isdigit() == told[0].isdigit()
            and ("." in other) == ("." in told)
            and _surely_wrong(text, number, value)
            and 1 / _FARTHEST < value / max(number.value, 0.1) < _FARTHEST
        }
        if fitting:  # one of those nearest in size
            return replaced(text, number.span, random.choice(sorted(fitting)[:3])[1])
    return None


def number_near(text: str, statement: Statement, random: Random) -> str | None:
    """A number replaced by one of its size."""
    here = numbers(text)
    for number in random.sample(here, len(here)):
        told = number.span.of(text)
        for factor in random.sample((0.4, 0.6, 0.75, 1.25, 1.5, 2.0), 6):
            other = _like(told, number.value * factor)
            new = other and other[1] not in {one.value for one in here}
            if other and new and _surely_wrong(text, number, other[1]):
                return replaced(text, number.span, other[0])
    return None


def digit_changed(text: str, statement: Statement, random: Random) -> str | None:
    """The first digit of a number changed, 364 to 764, or two of its digits exchanged."""
    here = [one for one in numbers(text) if one.span.of(text)[0].isdigit()]
    for number in random.sample(here, len(here)):
        told = number.span.of(text)
        first = random.choice([digit for digit in "123456789" if digit != told[0]])
        other = first + told[1:]
        if len(told) > 1 and told[1].isdigit() and told[1] not in ("0", told[0]):
            other = random.choice([other, told[1] + told[0] + told[2:]])
        value = float(other.replace(",", ""))
        if _surely_wrong(text, number, value) and value not in {one.value for one in here}:
            return replaced(text, number.span, other)
    return None


def scale_changed(text: str, statement: Statement, random: Random) -> str | None:
    """Millions for thousands or billions."""
    places = list(re.finditer(r"(?<=[\d\w] )(?:hundred|thousand|million|billion)\b", text))
    if not places:
        return None
    match = random.choice(places)
    other = {"hundred": "thousand", "thousand": "million", "million": "billion"}
    return replaced(text, Span(*match.span()), other.get(match.group(), "million"))


def numbers_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """Two numbers of the sentence in each other's place."""
    here = numbers(text)
    for one, other in pairwise(here):
        between = text[one.span.end : other.span.start]
        if one.value != other.value and not _SAME_ANYWAY.match(between) and len(between) > 8:
            return exchanged(text, one.span, other.span)
    return None


def date_from_nearby(text: str, statement: Statement, random: Random) -> str | None:
    """A date replaced by another one of the same passage or document, told as exactly."""
    here = dates(text)
    taken = {date.span.of(text) for date in here} | _parts_told(text, here)
    for date in random.sample(here, len(here)):
        for passages in ((statement.passage,), statement.document):
            fitting = sorted(
                {
                    other.span.of(sentence)
                    for sentence in sentences(passages)
                    for other in dates(sentence)
                    if other.parts.keys() == date.parts.keys()
                    and not _parts_told(sentence, [other]) & taken
                    and _other_time(text, date, sentence, other)
                }
            )
            if fitting:
                return replaced(text, date.span, random.choice(fitting))
    return None


def date_part_changed(text: str, statement: Statement, random: Random) -> str | None:
    """The day, the month, the year, decade or century of a date changed."""
    here = dates(text)
    for date in random.sample(here, len(here)):
        name = random.choice(sorted(date.parts))
        part = date.parts[name]
        other = _other_part(name, part.of(text), random)
        if _year_stays_wrong(text, date.span.start, part.of(text), other):
            return replaced(text, part, other)
    return None


def dates_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """Two dates of the sentence in each other's place."""
    here = dates(text)
    for one, other in pairwise(here):
        between = text[one.span.end : other.span.start]
        same = one.parts.keys() == other.parts.keys() and one.span.of(text) != other.span.of(text)
        if same and not _SAME_ANYWAY.match(between) and len(between) > 8:
            return exchanged(text, one.span, other.span)
    return None


def _surely_wrong(text: str, number: Number, value: float) -> bool:
    """Whether another number in this one's place can't be true as well."""
    before = text[: number.span.start]
    if value == number.value or _DEFINING.search(before):
        return False
    if _LOWER_BOUND.search(before):
        return value > number.value
    if _UPPER_BOUND.search(before):
        return value < number.value
    if _NEAR.search(before):
        return not 0.7 < value / max(number.value, 1e-9) < 1.5
    return True


def _like(told: str, value: float) -> tuple[str, float] | None:
    """A number written like another one, and what it is worth."""
    whole = max(2, round(value))
    if told in WORTH:
        word = in_words(whole)
        return (word, float(whole)) if word else None
    if "." in told:
        places = len(told.split(".")[1])
        written = f"{value:,.{places}f}" if "," in told else f"{value:.{places}f}"
        return written, float(written.replace(",", ""))
    return (f"{whole:,}" if "," in told else str(whole)), float(whole)


def _other_part(name: str, told: str, random: Random) -> str:
    if name == "month":
        return random.choice([month for month in MONTHS if month != told])
    if name == "day":
        return str(random.choice([day for day in range(1, 29) if day != int(told)]))
    if name == "decade":
        return str(int(told) + random.choice((-20, -10, 10, 20)))
    if name == "century":
        return str(max(2, int(told) + random.choice((-2, -1, 1, 2))))
    return str(int(told) + random.choice((-40, -12, -10, -7, -3, -2, 2, 3, 6, 10, 15)))


def _year_stays_wrong(text: str, start: int, told: str, other: str) -> bool:
    if other == told:
        return False
    if not told.isdigit():
        return not (_LOWER_BOUND.search(text[:start]) or _UPPER_BOUND.search(text[:start]))
    number = Number(Span(start, start + len(told)), float(told))
    near = _NEAR.search(text[:start])
    return (
        _surely_wrong(text, number, float(other)) if not near else abs(int(other) - int(told)) > 9
    )


def _other_time(text: str, date: Date, sentence: str, other: Date) -> bool:
    if "year" not in date.parts:
        return True
    told, new = date.parts["year"].of(text), other.parts["year"].of(sentence)
    return told != new and _year_stays_wrong(text, date.span.start, told, new)


def _parts_told(text: str, told: Iterable[Date]) -> set[str]:
    return {part.of(text) for date in told for part in date.parts.values()}
