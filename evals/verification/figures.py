"""Numbers and dates in a sentence: where they stand, and what they are worth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.records import Span

MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = {month[:3]: month for month in MONTHS if month != "May"}
_MONTH = "|".join([*MONTHS, *_SHORT])
_DATES = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH}),? (?P<year>\d{{4}})\b",
        rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>\d{{4}})\b",
        rf"\b(?P<month>{_MONTH}),? (?:of )?(?P<year>\d{{4}})\b",
        rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?!,?\d)",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b",
    )
]
# Four digits are a year where words of time stand before them or nothing that they could count
# follows.
_YEAR = re.compile(
    r"(?<![\d.,$£€#-])\b(?P<year>1\d{3}|20\d{2})(?P<decade>s)?\b(?![\d%]|[.,]\d| ?%|['’])"
)
_TIME_BEFORE = re.compile(
    r"\b(?:in|since|until|by|from|before|after|during|between|early|late|mid|year|years|and|to|of"
    r"|around|about|circa|c\.|spring|summer|autumn|fall|winter|for|the|[–—(-])\s?$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r" (?!to\b|and\b|or\b|in\b|by\b|the\b|as\b|at\b|on\b|was\b|with\b)[a-z]"
)
CENTURY = re.compile(r"\b(?P<century>\d{1,2})(?:st|nd|rd|th)(?=[ -]centur)")

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORTH = {word: n for n, word in enumerate(ONES)} | {
    word: 10 * n for n, word in enumerate(TENS, start=2)
}
WORTH |= {f"{ten}-{ONES[one]}": WORTH[ten] + one for ten in TENS for one in range(1, 10)}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9}
# “One” is left alone: it is a pronoun more often than a number.
_NUMBER = re.compile(
    r"(?<![\w.,/:–-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d/]|[.,]\d|\w)"
    r"|(?<![\w-])(?:" + "|".join(sorted(set(WORTH) - {"zero", "one"}, key=len, reverse=True)) + ")"
    r"(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or as much of one as is told: spans of its parts in the sentence."""

    span: Span
    parts: dict[str, Span]  # of day, month, year, decade, century: those that are there


@dataclass(frozen=True, slots=True)
class Number:
    """A number that isn't part of a date: where it stands and its value, without its scale."""

    span: Span
    value: float


def dates(text: str) -> list[Date]:
    """All dates of a text, in reading order, none within another."""
    found: list[Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = {name: Span(*match.span(name)) for name in match.groupdict()}
            found += _if_new(Date(Span(*match.span()), parts), found)
    for match in CENTURY.finditer(text):
        part = Span(*match.span("century"))
        found += _if_new(Date(part, {"century": part}), found)
    for match in _YEAR.finditer(text):
        if _is_year(text, match):
            part = Span(*match.span("year"))
            name = "decade" if match["decade"] else "year"
            found += _if_new(Date(part, {name: part}), found)
    return sorted(found, key=lambda date: date.span)


def numbers(text: str) -> list[Number]:
    """All numbers of a text that are not parts of dates, in reading order."""
    taken = [date.span for date in dates(text)]
    return [
        number for number in _numbers(text) if not any(overlap(number.span, one) for one in taken)
    ]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def replaced(text: str, span: Span, new: str) -> str:
    """A text with something else in a span's place."""
    return text[: span.start] + new + text[span.end :]


def exchanged(text: str, one: Span, other: Span) -> str:
    """A text with two stretches in each other's place; `one` comes first."""
    first, second = one.of(text), other.of(text)
    return text[: one.start] + second + text[one.end : other.start] + first + text[other.end :]


def in_words(number: int) -> str | None:
    """A number below a hundred in words, others None."""
    return next((word for word, worth in WORTH.items() if worth == number), None)


def _if_new(date: Date, found: list[Date]) -> list[Date]:
    return [] if any(overlap(date.span, one.span) for one in found) else [date]


def _is_year(text: str, match: re.Match[str]) -> bool:
    if match["decade"] or _TIME_BEFORE.search(text[: match.start()][-12:]):
        return True
    return not _COUNTED_AFTER.match(text, match.end())


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        told = match.group().replace(",", "")
        value = float(told) if told[0].isdigit() else float(WORTH[told])
        yield Number(Span(*match.span()), value)
