"""Numbers and dates told in another form: 1,000 or 1000, 3 May 1990 or May 3, 1990."""

import re
from random import Random

from evals.verification.figures import (
    SCALES,
    WORTH,
    dates,
    in_words,
    numbers,
    replaced,
)
from evals.verification.statement import Statement
from vectorstore.records import Span

_ORDINALS = {
    "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
    "thirteenth": "13th", "fourteenth": "14th", "fifteenth": "15th", "sixteenth": "16th",
    "seventeenth": "17th", "eighteenth": "18th", "nineteenth": "19th", "twentieth": "20th",
}  # fmt: skip
_DIGITS = {short: long for long, short in _ORDINALS.items()}
_CENTURY_WORD = re.compile(r"\b(" + "|".join(_ORDINALS) + r")(?=[ -]centur)", re.IGNORECASE)
_CENTURY_DIGITS = re.compile(r"\b(" + "|".join(_DIGITS) + r")(?=[ -]centur)")
_PERCENT_SIGN = re.compile(r"(?<=\d) ?%")
_PERCENT_WORD = re.compile(r"(?<=\d) per ?cent\b")
_SCALED = re.compile(r"(?<![\d.,$£€])(\d+(?:\.\d+)?) (thousand|million|billion)\b")
_DOLLARS = re.compile(r"(?<![\w])\$(\d[\d,.]*\d|\d)( (?:thousand|million|billion))?(?![\w-])")
_YEARS = re.compile(r"\b(1\d{3}|20\d{2})[–-](1\d{3}|20\d{2})\b")
# Before or after these a number is part of a name or a measure, and is written in digits.
_UNITS_AFTER = re.compile(r"[ -]?(?:%|per ?cent|[ap]\.?m\b|k?m\b|°|to \d|or \d|and \d|[–-]|centur)")
_NAMED = re.compile(
    r"(?:\b[A-Z][\w.]* |[$£€#(·=]|No\. |\b(?:the|layer|level|age|than|by|difference|number|of|to)"
    r" )$"
)


def with_another_date(text: str, statement: Statement, random: Random) -> str | None:
    """A full date in another order, or with its month cut short."""
    for date in dates(text):
        if not {"day", "month", "year"} <= set(date.parts):
            continue
        day, month, year = (date.parts[name].of(text) for name in ("day", "month", "year"))
        here = date.span.of(text)
        forms = [f"{day} {month} {year}", f"{month} {day}, {year}", f"{day} {month[:3]} {year}"]
        return replaced(text, date.span, random.choice([one for one in forms if one != here]))
    return None


def with_day_before_month(text: str, statement: Statement, random: Random) -> str | None:
    """“May 3” as “3 May”, or the other way round, where no year is told."""
    for date in dates(text):
        ranged = re.search(r"[\d–-]$", text[: date.span.start])
        if set(date.parts) == {"day", "month"} and not ranged:
            day, month = date.parts["day"].of(text), date.parts["month"].of(text)
            first = date.parts["day"].start < date.parts["month"].start
            return replaced(text, date.span, f"{month} {day}" if first else f"{day} {month}")
    return None


def with_other_separators(text: str, statement: Statement, random: Random) -> str | None:
    """1,000 as 1000, 12000 as 12,000."""
    for number in numbers(text):
        told = number.span.of(text)
        if "," in told:
            return replaced(text, number.span, told.replace(",", ""))
        if told.isdigit() and len(told) > 4:
            return replaced(text, number.span, f"{int(told):,}")
    return None


def with_digits(text: str, statement: Statement, random: Random) -> str | None:
    """“twenty” as 20."""
    for number in numbers(text):
        told = number.span.of(text)
        scaled = re.match(r"[ -](?:" + "|".join(SCALES) + ")", text[number.span.end :])
        if told in WORTH and not scaled:
            return replaced(text, number.span, str(WORTH[told]))
    return None


def with_number_words(text: str, statement: Statement, random: Random) -> str | None:
    """20 as “twenty”."""
    for number in numbers(text):
        told = number.span.of(text)
        counts = re.match(r" [a-z]{3,}", text[number.span.end :])
        plain = told.isdigit() and counts and not _UNITS_AFTER.match(text, number.span.end)
        if plain and not _NAMED.search(text[: number.span.start]) and number.span.start:
            word = in_words(int(told))
            if word and int(told) > 1:
                return replaced(text, number.span, word)
    return None


def with_another_percent(text: str, statement: Statement, random: Random) -> str | None:
    """25% as 25 percent, or the other way round."""
    other = _PERCENT_SIGN.sub(" percent", text)
    if other == text:
        other = _PERCENT_WORD.sub("%", text)
    return other if other != text else None


def with_another_scale(text: str, statement: Statement, random: Random) -> str | None:
    """3 million as 3,000,000, or the other way round."""
    if match := _SCALED.search(text):
        value = round(float(match[1]) * SCALES[match[2]])
        return replaced(text, Span(*match.span()), f"{value:,}")
    for number in numbers(text):
        told = number.span.of(text)
        for name in ("billion", "million"):
            short = number.value / SCALES[name]
            if told[0].isdigit() and short >= 1 and short == round(short, 2):
                return replaced(text, number.span, f"{short:g} {name}")
    return None


def with_dollars_in_words(text: str, statement: Statement, random: Random) -> str | None:
    """$3 million as “3 million dollars”."""
    match = _DOLLARS.search(text)
    if match is None or text[: match.start()].endswith(("US", "–", "-")):
        return None
    return replaced(text, Span(*match.span()), f"{match[1]}{match[2] or ''} dollars")


def with_another_century(text: str, statement: Statement, random: Random) -> str | None:
    """“nineteenth century” as “19th century”, or the other way round."""
    other = _CENTURY_WORD.sub(lambda match: _ORDINALS[match[1].lower()], text)
    if other == text:
        other = _CENTURY_DIGITS.sub(lambda match: _DIGITS[match[1]], text)
    return other if other != text else None


def with_years_apart(text: str, statement: Statement, random: Random) -> str | None:
    """1990–1995 as 1990 to 1995."""
    other = _YEARS.sub(r"\1 to \2", text)
    return other if other != text else None
