"""The figures of a text: numbers with their units, and dates, however they are written.

"32,000", "32 thousand" and "thirty-two thousand" are one number; "25 %" and "25 percent" are
one figure; "15 December 2018", "Dec. 15, 2018" and "2018-12-15" are one date.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.verification.dates import Date, dates_of
from assistant.verification.spelled import (
    DECADES,
    FIRST,
    MOST,
    ORDINALS,
    SCALES,
    TENS,
    and_a_part,
    spelled,
    spelled_ordinal,
)
from assistant.verification.words import Word, words_of

_SCALES_OF_MONEY = {"k": 10**3, "m": 10**6, "b": 10**9}  # "$5m"
_VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_DECADE = re.compile(r"(?:\d{4}|[2-9]0)$")
_CENTURY = frozenset({"century", "centuries"})
_BETWEEN_CENTURIES = frozenset("and or to until through the early late mid".split())
_SIGNS = frozenset("-−–")
_ORDINAL_ENDING = frozenset({"st", "nd", "rd", "th"})
_UNITS = {
    alias: group.split()[0]
    for group in """
        % percent percentage pct; ‰ permille; $ dollar dollars usd; € euro euros eur;
        £ pound pounds gbp sterling; ¥ yen yuan jpy cny rmb renminbi; ₹ rupee rupees inr;
        cent cents;
        °c celsius centigrade; °f fahrenheit; °k kelvin; ° degree degrees;
        km kilometer kilometers kilometre kilometres kms; m meter meters metre metres;
        cm centimeter centimeters centimetre centimetres; mm millimeter millimeters millimetre
        millimetres; nm nanometer nanometers nanometre nanometres; mile miles mi; yard yards yd;
        foot feet ft; inch inches; hectare hectares ha; acre acres;
        kg kilogram kilograms kilogramme kilogrammes kilo kilos; g gram grams gramme grammes;
        mg milligram milligrams; ton tons tonne tonnes; lb lbs; ounce ounces oz;
        litre litres liter liters l; ml milliliter millilitre milliliters millilitres; gallon
        gallons; barrel barrels; second seconds sec; millisecond milliseconds ms; minute minutes
        min; hour hours hr hrs h; day days; week weeks; fortnight fortnights; month months;
        year years yr yrs; decade decades; century centuries; millennium millennia;
        kw kilowatt kilowatts; mw megawatt megawatts; gw gigawatt gigawatts; watt watts w; volt
        volts v; hz hertz; khz kilohertz; mhz megahertz; ghz gigahertz; kb kilobyte kilobytes;
        mb megabyte megabytes; gb gigabyte gigabytes; tb terabyte terabytes; byte bytes; bit bits;
        knot knots; mph; kph kmh; calorie calories; joule joules; atm atmosphere atmospheres;
        bar bars; pascal pascals; am; pm
    """.split(";")
    for alias in group.split()
}
_SYMBOLS = frozenset("$€£¥₹")
_CODES = frozenset("usd eur gbp jpy cny rmb inr".split())  # may stand before a number
_SCALES_OF_DEGREES = frozenset("c f k celsius centigrade fahrenheit kelvin".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: `value` in one form for all ways to write it, its unit, and its words' numbers."""

    value: str
    unit: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a text. The words of a date are no numbers, but a year is one too."""

    numbers: tuple[Figure, ...]
    dates: tuple[Date, ...]

    @property
    def values(self) -> frozenset[str]:
        """The numbers told, years of dates among them."""
        years = (str(date.year) for date in self.dates if date.year is not None)
        return frozenset([figure.value for figure in self.numbers]).union(years)


def figures_of(text: str) -> Figures:
    """The figures of a text."""
    words = words_of(text)
    dates = list(dates_of(text, words))
    taken = {i for date in dates for i in range(date.first, date.last + 1)}
    return Figures(tuple(_numbers(words, taken)), tuple(dates))


def _numbers(words: Sequence[Word], taken: set[int]) -> Iterator[Figure]:
    i = 0
    while i < len(words):
        value, past = (None, i + 1) if i in taken else _number_at(words, i)
        if value is None:
            i = past
            continue
        unit, last = _unit(words, i, past)
        yield Figure(value, unit, i, past - 1)
        i = max(past, last + 1)


def _number_at(words: Sequence[Word], i: int) -> tuple[str | None, int]:
    """The value of the number that begins at a word, if one does, and the word after it."""
    word = words[i]
    if word.is_number:
        return _digits_at(words, i)
    if word.lower in DECADES:
        return DECADES[word.lower], i + 1
    ordinal, past = spelled_ordinal(words, i)
    if ordinal > 2 or (ordinal and _of_a_century(words, past)):
        return _ordinal(ordinal, words, past)
    if word.lower == "minus" and not (i and words[i - 1].is_number) and i + 1 < len(words):
        value, past = _number_at(words, i + 1) if words[i + 1].lower != "minus" else (None, i + 1)
        return (f"-{value}" if value else None), past
    # "One of them" is no figure, "one year" is.
    if word.lower == "one" and not (_counts(words, i + 1) or and_a_part(words, i + 1)):
        return None, i + 1
    if word.text in _VULGAR:
        return _plain(_part(word.text)), i + 1
    amount, past = spelled(words, i)
    return (None if amount is None else _plain(amount)), past


def _digits_at(words: Sequence[Word], i: int) -> tuple[str, int]:
    text, past = words[i].text, i + 1
    before = words[i - 1].text if i else ""
    follows = words[past] if past < len(words) else None
    glued = follows.lower if follows and not follows.after else ""
    if follows and follows.lower == "s" and not follows.after.strip("'’") and _DECADE.match(text):
        return f"19{text}s"[-5:], past + 1  # 1990s, '90s
    if len(text) == 2 and re.fullmatch(r"\d{4}", before) and words[i].after in ("-", "–", "/"):
        year = before[:2] + text  # 1914–18
        if year > before:
            return year, past
        if text[0] == "0":
            return f"{int(year) + 100}", past  # 1999–02
    amount = _amount(text)
    if amount is None:
        return _time(text, follows), past
    if glued in _ORDINAL_ENDING:
        return _ordinal(amount, words, past + 1)
    if glued in _VULGAR:
        amount, past = amount + _part(glued), past + 1
    elif follows and follows.lower in ("am", "pm") and "." in text:
        return _time(text.replace(".", ":"), follows), past
    money = before in _SYMBOLS
    while past < len(words) and (scale := _scale(words[past].lower, money)):
        if amount > MOST:
            break
        amount *= scale
        past += 1
    negative = before in _SIGNS or (money and i > 1 and words[i - 2].text in _SIGNS)
    return _plain(-amount if negative else amount), past


def _amount(text: str) -> Decimal | None:
    """The number that some digits write; None if they write something else, as a time."""
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def _time(text: str, follows: Word | None) -> str:
    """A time of day without the zeros of a full hour; whatever else has signs in it as it is."""
    full = re.sub(r"(?::00)+$", "", text)
    return full if full and ":" in text and follows is not None else text


def _scale(word: str, money: bool) -> int:
    """What a word multiplies the number before it with, 0 if it doesn't."""
    return SCALES.get(word, 0) or (_SCALES_OF_MONEY.get(word, 0) if money else 0)


def _ordinal(number: Decimal | int, words: Sequence[Word], past: int) -> tuple[str, int]:
    """An ordinal; that of a century is its first year, as in 1800s."""
    if _of_a_century(words, past):
        return f"{100 * (int(number) - 1)}s", past + (words[past].lower in _CENTURY)
    return _plain(Decimal(number)), past


def _of_a_century(words: Sequence[Word], past: int) -> bool:
    """Whether "century" follows an ordinal, at once or after others: "19th and 20th centuries"."""
    for n, word in enumerate(words[past : past + 8]):
        if word.lower in _CENTURY:
            return True
        joins = word.lower in _BETWEEN_CENTURIES
        if n == 0 and not (joins or word.after.strip() in (",", "-", "–")):
            return False
        known = word.lower in ORDINALS or word.lower in TENS or word.lower in FIRST
        if not (joins or known or word.is_number or word.lower in _ORDINAL_ENDING):
            return False
    return False


def _counts(words: Sequence[Word], i: int) -> bool:
    """Whether a word counts something, so that "one" before it is a figure."""
    return i < len(words) and (words[i].lower in SCALES or words[i].lower in _UNITS)


def _part(sign: str) -> Decimal:
    """The value of a sign such as ½."""
    return round(Decimal(unicodedata.numeric(sign)), 6)


def _unit(words: Sequence[Word], first: int, past: int) -> tuple[str | None, int]:
    """The unit of a number: a sign before it, or the word after it."""
    if past < len(words):
        word = "".join(words[past].lower.split())
        further = words[past + 1].lower if past + 1 < len(words) else ""
        if word == "per" and further == "cent":
            return "%", past + 1
        if _UNITS.get(word) == "°" and further in _SCALES_OF_DEGREES:
            return f"°{further[0]}", past + 1
        if word in _UNITS and (len(word) > 1 or not words[past].capital):
            return _UNITS[word], past
    if first > 0 and words[first - 1].text in _SYMBOLS:
        return words[first - 1].text, past - 1
    if first > 0 and words[first - 1].lower in _CODES:
        return _UNITS[words[first - 1].lower], past - 1
    return None, past - 1


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_of(word: Word) -> str | None:
    """The unit that a word names, in one form for all its names; None if it names none."""
    return _UNITS.get(word.lower) if len(word.lower) > 1 or not word.text.isalpha() else None
