"""Numbers in questions and sentences: which are told, and whether what is counted is.

"Who ruled in the 1600s?" is answered by a sentence on the 17th century, and not by one on
1734; "How many ships sank?" is not answered by a sentence that counts sailors.
"""

import re
from collections.abc import Iterator, Set

from vectorstore.words import stems

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
# A century is told as 17th century, 16th and 17th centuries, or 1600s.
_CENTURIES = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)"
    r"(?:(?:,| and| or| to|\s?[-–—])\s*(\d{1,2})(?:st|nd|rd|th))?[\s-]centur"
)
_WORDS = {
    word: str(number)
    for numbers in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        # first and second are words of many meanings: opposites.py compares them
        "- - - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    )
    for number, word in enumerate(numbers.split())
    if word not in ("one", "-")
}
_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|million|billion|half|third|quarter|twice|one|several|percent)\b"
)
_HOW_MANY = re.compile(r"\bhow (?:many|much) (\w+)(?: (\w+))?")
_REACH = 4  # how many words after a number what it counts may stand


def numbers(text: str) -> set[str]:
    """The numbers that a text tells, however written; a century as its first year."""
    lower = text.lower()
    return set(_numbers(lower))


def _numbers(lower: str) -> Iterator[str]:
    for match in _CENTURIES.finditer(lower):
        yield from (str((int(number) - 1) * 100) for number in match.groups() if number)
    for match in _DIGITS.finditer(_CENTURIES.sub(" ", lower)):
        yield match.group().replace(",", "")
    yield from (_WORDS[word] for word in _WORD.findall(lower) if word in _WORDS)


def other_number_told(question: str, sentence: str) -> bool:
    """Whether a number of the question is missing from a sentence that tells another one."""
    asked, told = numbers(question), numbers(sentence)
    return bool(asked - told) and bool(told - asked)


def count_missing(question: str, sentence: str, asked: Set[str]) -> bool:
    """Whether it is asked how many or how much of something, and no number of that is told.

    `asked` holds the question's stems: a number that the question names is no answer to it.
    """
    match = _HOW_MANY.search(question.lower())
    if match is None:
        return False
    counted = {stem for word in match.groups() if word for stem in stems(word)}
    words = _WORD.findall(sentence)
    for i, word in enumerate(words):
        is_count = word[0].isdigit() or _COUNT.fullmatch(word.lower())
        if not is_count or not asked.isdisjoint(stems(word)):
            continue
        following = {s for other in words[i + 1 : i + 1 + _REACH] for s in stems(other)}
        if not counted or "%" in sentence or not counted.isdisjoint(following):
            return False
    return True
