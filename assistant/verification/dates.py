"""The dates of a text, however they are written.

"15 December 2018", "Dec. 15, 2018" and "2018-12-15" are one date; "23-25 May" are two. Of
"3/5/2018" there is no telling which is the day: it is both; with dots the day comes first.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.spelled import spelled_ordinal
from assistant.verification.words import Word

_MONTHS = {
    form: n
    for n, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        1,
    )
    for form in (name, name[:3], "sept" if name == "september" else name)
}
_ORDINAL_ENDING = frozenset({"st", "nd", "rd", "th"})
_YEAR_FIRST = re.compile(r"\b(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b(\d{1,2})([-/])(\d{1,2})\2(\d{4})\b")
_ORDERS = ((_YEAR_FIRST, (1, 3, 4)), (_DAY_FIRST, (4, 3, 1)), (_MONTH_FIRST, (4, 1, 3)))
_BETWEEN_DAYS = frozenset("of the and or to".split())
_BREAKS = re.compile(r"[.;:!?()\[\]\n]")


@dataclass(frozen=True, slots=True)
class Date:
    """A day or a month, as far as it is told, and its words' numbers."""

    year: int | None
    month: int
    day: int | None
    first: int
    last: int

    def told_by(self, other: "Date", years: frozenset[str]) -> bool:
        """Whether another date says all that this one says.

        `years` are figures told elsewhere: a year may stand in another sentence than its day.
        """
        if self.month != other.month or (self.day is not None and self.day != other.day):
            return False
        if self.year is None or self.year == other.year:
            return True
        return other.year is None and str(self.year) in years

    def __str__(self) -> str:
        parts = (self.year, self.month, self.day)
        return "-".join(f"{part:02}" for part in parts if part is not None)


def dates_of(text: str, words: Sequence[Word]) -> Iterator[Date]:
    """The dates of a text of which these are the words."""
    starts = [word.start for word in words]
    for pattern, order in _ORDERS:
        for match in pattern.finditer(text):
            year, month, day = (int(match[part]) for part in order)
            first, past = (bisect_left(starts, place) for place in match.span())
            if 1 <= month <= 12 and 1 <= day <= 31 and first < past:
                yield Date(year, month, day, first, past - 1)
    taken = -1
    for i, word in enumerate(words):
        month = _MONTHS.get(word.lower, 0)
        if month and word.capital:
            for date in _around(words, i, month, taken):
                yield date
                taken = date.last


def _around(words: Sequence[Word], i: int, month: int, taken: int) -> Iterator[Date]:
    """The dates of which the month is the word with number `i`: with days before or after it.

    The words up to `taken` are those of the date before it.
    """
    before, first = _days_before(words, i, taken)
    after, last = ([], i) if before else _days_after(words, i)
    year = _year_at(words, last + 1)
    last += year is not None
    if before or after or year is not None or words[i].lower != "may" or not words[i].opens:
        told: list[int | None] = [*before, *after] or [None]
        for day in told:
            yield Date(year, month, day, first, last)


def _days_before(words: Sequence[Word], month: int, taken: int) -> tuple[list[int], int]:
    """The days before a month ("23-25 May", "the fifth of May"), and the first word of them."""
    days: list[int] = []
    first, i, of = month, month - 1, False
    while i > taken and not _BREAKS.search(words[i + 1].after):
        start = next((n for n in (i - 1, i) if n > taken and _day(words, n)[1] == i + 1), None)
        if start is not None and (of or words[start].is_number):
            days.append(_day(words, start)[0])
            first, i = start, start - 1
        elif words[i].lower in _BETWEEN_DAYS:
            of = of or words[i].lower == "of"
            i -= 1
        else:
            break
    return days, first


def _days_after(words: Sequence[Word], month: int) -> tuple[list[int], int]:
    """The days after a month ("May 23-25", "May the fifth"), and the last word of them."""
    days: list[int] = []
    last, i = month, month + 1
    while i < len(words):
        gap = words[i].after
        if _BREAKS.search(gap) and not (i == month + 1 and gap.startswith(".")):
            break
        day, past = _day(words, i)
        if day:
            days.append(day)
            last, i = past - 1, past
        elif words[i].lower in _BETWEEN_DAYS:
            i += 1
        else:
            break
    # "In March 12 men came" counts men.
    is_count = month and words[month - 1].lower == "in" and not _year_at(words, last + 1)
    return ([], month) if is_count else (days, last)


def _day(words: Sequence[Word], i: int) -> tuple[int, int]:
    """The day that a word tells, 0 if none, and the word after it: "5", "5th", "twenty-first"."""
    if words[i].text.isdecimal() and len(words[i].text) < 3:
        day, past = int(words[i].text), i + 1
        if past < len(words) and not words[past].after and words[past].lower in _ORDINAL_ENDING:
            past += 1
    else:
        day, past = spelled_ordinal(words, i)
    return (day, past) if 1 <= day <= 31 else (0, 0)


def _year_at(words: Sequence[Word], i: int) -> int | None:
    """The year that a word tells, if it does."""
    if i < len(words) and words[i].text.isdecimal() and len(words[i].text) in (3, 4):
        return int(words[i].text)
    return None


def is_month(lower: str) -> bool:
    """Whether a lower-case word is a month's name or its abbreviation."""
    return lower in _MONTHS
