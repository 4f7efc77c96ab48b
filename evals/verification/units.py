"""Sentences with another unit of length, weight, money or time, or another thing counted."""

import re
from random import Random

from evals.verification.figures import WORTH
from evals.verification.statement import Statement

_UNIT_PAIRS = """
miles kilometers; mile kilometer; kilometers miles; kilometres miles; kilometre mile; km miles;
km2 hectares; km² hectares; feet meters; foot meter; metres feet; meters feet; meter foot;
metre foot; inches centimeters; ft m; cm inches; mm cm; acres hectares; hectares acres; yards miles;
pounds kilograms; kg pounds; tons kilograms; tonnes kilograms; kilograms pounds; grams ounces;
years months; year month; months weeks; month week; weeks days; week day; days weeks; day week;
hours minutes; hour minute; minutes hours; minute hour; seconds minutes; second minute;
decades years; decade year; centuries decades; century decade; millennia centuries;
euros dollars; dollars euros; barrels gallons; gallons barrels; °C °F; °F °C; kPa psi; K °C;
kbit/s Mbit/s; Mbit/s kbit/s; Gbit/s Mbit/s; MHz GHz; GHz MHz; bits bytes; livres pounds; yen yuan;
litres gallons; degrees percent; mph km/h; pence pounds; nm mm
"""
_OTHER_UNIT = dict(
    entry.split() for entry in _UNIT_PAIRS.replace("\n", " ").replace("", "").split(";")
)
_MEASURED = re.compile(
    r"(?P<count>(?:\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|billion|several|few|half))"
    r"(?: (?:hundred|thousand|million|billion|square|cubic|long|full))*[ -]?)"
    r"(?P<unit>"
    + "|".join(re.escape(unit) for unit in sorted(_OTHER_UNIT, key=len, reverse=True))
    + r")(?![\w²/])"
)
# Times that are told without a number: “the following year”, “a month later”, “every week”.
# Always by a shorter one: what happened that day happened that week, too.
_TIMES = {
    "year": "month",
    "month": "week",
    "week": "day",
    "day": "hour",
    "century": "decade",
    "decade": "year",
    "hour": "minute",
}
_TIMED = re.compile(
    r"\b(?:(?:the (?:same|following|next|previous|last|first)|[Ee]ach|[Ee]very|per|that|later that"
    r"|one|half a|a (?:quarter|third) of a) (?P<time>year|month|week|day|century|decade|hour)\b"
    r"|an? (?P<later>year|month|week|day|century|decade|hour) (?:later|after|before|earlier))\b"
)
_RATES = {
    "annual": "monthly",
    "annually": "monthly",
    "yearly": "monthly",
    "monthly": "weekly",
    "weekly": "daily",
    "daily": "hourly",
}
_RATED = re.compile(r"(?<![A-Z] )\b(?:" + "|".join(_RATES) + r")\b(?! [A-Z])")
# What is counted, where a number stands before it; never by what holds it: 100 families are 100
# people, and more.
_COUNTED = {
    "people": "families", "families": "villages", "men": "ships", "soldiers": "officers",
    "troops": "regiments", "ships": "men", "members": "parties", "seats": "votes", "votes": "seats",
    "students": "schools", "schools": "teachers", "deaths": "injuries", "houses": "churches",
    "yards": "points", "points": "yards", "touchdowns": "passes", "passes": "touchdowns",
    "officers": "sergeants", "residents": "households", "households": "districts",
    "refugees": "families", "settlers": "settlements", "paragraphs": "pages",
    "countries": "cities", "cities": "countries", "nodes": "networks", "computers": "networks",
    "episodes": "seasons", "seasons": "episodes", "channels": "programmes", "species": "families",
    "stages": "years", "committees": "members", "constituencies": "regions", "chapters": "volumes",
    "wars": "battles", "battles": "wars", "games": "seasons", "passengers": "crews",
    "women": "children", "children": "women", "sons": "daughters", "daughters": "sons",
    "villages": "towns", "towns": "villages", "provinces": "cities", "expeditions": "regiments",
    "trees": "species", "MSPs": "committees", "customers": "channels", "sacks": "touchdowns",
}  # fmt: skip
_COUNT = re.compile(
    r"(?:\d[\d,.]*|\b(?:" + "|".join(sorted(set(WORTH) - {"zero", "one"})) + r"|hundred|thousand"
    r"|million))(?: (?:hundred|thousand|million|new|other|different|[A-Z][a-z]+))? "
    r"(?P<counted>" + "|".join(sorted(_COUNTED)) + r")\b"
)
# More than ten years are more than ten months: with a bound, another unit may still be true.
_BOUND_BEFORE = re.compile(
    r"\b(?:than|over|under|within|at least|at most|up to|nearly|almost|below|above|next|last) $"
)
_SIGNS = {"$": "€", "£": "$", "€": "$"}
_MONEY = re.compile(r"[$£€](?=\d)")


def unit_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """“30 miles” as “30 kilometers”, “$5” as “€5”."""
    places = [
        (match.span("unit"), _OTHER_UNIT[match["unit"]])
        for match in _MEASURED.finditer(text)
        if not _BOUND_BEFORE.search(text[: match.start()])
    ]
    places += [(match.span(), _SIGNS[match.group()]) for match in _MONEY.finditer(text)]
    return _one_replaced(text, places, random)


def time_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """“the following year” as “the following month”, “annual” as “monthly”."""
    places = [
        (match.span(group), _TIMES[match[group]])
        for match in _TIMED.finditer(text)
        for group in ("time", "later")
        if match[group]
    ]
    places += [(match.span(), _RATES[match.group()]) for match in _RATED.finditer(text)]
    return _one_replaced(text, places, random)


def count_exchanged(text: str, statement: Statement, random: Random) -> str | None:
    """“300 men” as “300 ships”: what is counted is another thing."""
    places = [
        (match.span("counted"), _COUNTED[match["counted"]]) for match in _COUNT.finditer(text)
    ]
    return _one_replaced(text, places, random)


def _one_replaced(
    text: str, places: list[tuple[tuple[int, int], str]], random: Random
) -> str | None:
    if not places:
        return None
    (start, end), other = random.choice(places)
    return text[:start] + other + text[end:]
