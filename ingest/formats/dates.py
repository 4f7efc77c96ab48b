"""Dates as people and programs write them, to ISO 8601: as precise as they are, never guessed.

3/4/2021 is two different days on the two sides of an ocean, so it is none here.
"""

import re
from datetime import date

_MONTHS = {
    name: number
    for line in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "- - - - - - - - sept - - -",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner - - - - - - - - - - -",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
    )
    for number, name in enumerate(line.split(), start=1)
    if name != "-"
}
_TIME = r"(?:T\d{4,6}Z?|[T,]?\s*(?:at\s+)?\d{1,2}[:.h]\d{2}.*)?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,\s+|(?:mon|tues|wednes|thurs|fri|satur|sun)day\s+)?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er|º)?[.\s-]*(?:of\s+|de\s+)?)?"
        r"(?P<name>[^\W\d_]{3,12})\.?,?[\s-]*(?:of\s+|de\s+)?(?P<y>\d{4})",
        r"(?P<name>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})",
        r"(?P<y>\d{4})(?:(?P<s>[-/.])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?)?Z?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})\s*[年년]\s*(?:(?P<m>\d{1,2})\s*[月월]\s*(?:(?P<d>\d{1,2})\s*[日일])?)?",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})",  # with points, the day is first
    )
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})" + _TIME)


def iso_date(text: str) -> str:
    """What a whole string says as a date: 2021, 2021-05 or 2021-05-03; "" if it says none.

    >>> iso_date("Monday, May 3rd, 2021"), iso_date("2021-05-03T10:00:00Z"), iso_date("3/4/2021")
    ('2021-05-03', '2021-05-03', '')
    """
    text = text.strip()[:80]
    if not any(map(str.isdecimal, text)):
        return ""
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        first, second, year = (int(part) for part in slashed.groups())
        days = {_valid(year, first, second), _valid(year, second, first)} - {""}
        return days.pop() if len(days) == 1 else ""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match and (found := _of(match.groupdict())):
            return found
    return ""


def _of(parts: dict[str, str | None]) -> str:
    month: str | int | None = parts.get("m")
    if name := parts.get("name"):
        month = _MONTHS.get(name.lower())
        if month is None:
            return ""
    day = parts.get("d")
    return _valid(int(parts["y"] or 0), int(month) if month else None, int(day) if day else None)


def _valid(year: int, month: int | None, day: int | None) -> str:
    if not 1000 <= year <= 2200:
        return ""
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7] if month else whole[:4]
