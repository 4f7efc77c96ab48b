"""What kind of answer a question expects, and how many of that kind a sentence offers.

A question that asks for a number is not answered by a sentence without one. The kinds are
the coarse ones of the question classification literature (Li & Roth 2002,
https://aclanthology.org/C02-1150/), told by surface patterns.
"""

import re
from collections.abc import Set
from enum import StrEnum

from vectorstore.words import stems


class AnswerType(StrEnum):
    """The kind of thing an answer to a question has to name."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes or no"
    OTHER = "other"


# The first that matches decides.
_QUESTIONS = (
    (AnswerType.NUMBER, r"\bhow (?:many|much|often|long|old|far|tall|high|large|big|fast)\b"),
    (
        AnswerType.NUMBER,
        r"\b(?:what|which) (?:\w+ )?(?:percentage|percent|number|amount|age|population)\b",
    ),
    (AnswerType.DATE, r"\bwhen\b"),
    (
        AnswerType.DATE,
        r"\b(?:what|which) (?:\w+ )?(?:years?|dates?|day|month|century|decade|time|period)\b",
    ),
    (AnswerType.PERSON, r"\bwho(?:m|se)?\b"),
    (AnswerType.PLACE, r"\bwhere\b"),
    (
        AnswerType.PLACE,
        r"\b(?:what|which) (?:\w+ )?(?:country|city|place|location|state|region|area|town"
        r"|continent|nation|province|river)\b",
    ),
    (AnswerType.REASON, r"\bwhy\b|\bwhat (?:caused|reasons?)\b"),
    (AnswerType.MANNER, r"\bhow\b"),
    (
        AnswerType.YES_NO,
        r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _QUESTIONS)

_NUMBER = re.compile(
    r"\b\d[\d.,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
    r"|hundred|thousand|million|billion|half|third|quarter|twice|one|several|percent)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:1\d{3}|20\d\d|\d{3,4}s|\d{1,2}(?:st|nd|rd|th) century|January|February|March|April"
    r"|May|June|July|August|September|October|November|December)\b"
)
_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:(?:of|the|de|von|van|and)\s+)?[A-Z][\w'’-]+)*")
_OFFERS = {
    AnswerType.NUMBER: _NUMBER,
    AnswerType.DATE: _DATE,
    AnswerType.PERSON: _NAME,
    AnswerType.PLACE: _NAME,
}


def answer_type(question: str) -> AnswerType:
    """The kind of answer that a question expects."""
    lower = question.lower()
    return next((kind for kind, pattern in _PATTERNS if pattern.search(lower)), AnswerType.OTHER)


def offered(kind: AnswerType, sentence: str, asked: Set[str]) -> int | None:
    """How many things of a kind a sentence names besides those the question (stems) names.

    None where things of this kind can't be told by their looks.
    """
    pattern = _OFFERS.get(kind)
    if pattern is None:
        return None
    found = 0
    for match in pattern.finditer(sentence):
        named = stems(match.group())
        opening = pattern is _NAME and match.start() == 0 and " " not in match.group()
        if named and not opening and asked.isdisjoint(named):
            found += 1
    return found
