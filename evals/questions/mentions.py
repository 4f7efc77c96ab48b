"""Figures, dates and names in a sentence: what a question about it can ask for.

`offered` counts the things of a kind that some words name. Asked about one word, and then
about that word with its neighbours, it also tells where each thing begins and ends.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.question_type import AnswerType, offered
from vectorstore.words import stems

_TRIMMED = re.compile(r"[\w$€£¥](?:\S*[\w%‰°])?")
_POSSESSIVE = re.compile(r"['’]s$")
_ABBREVIATION = re.compile(r"\(([A-Z][\w-]*[A-Z])\)")
_NO_NAME = re.compile(r"[^\w\s'’.-]")
_BEFORE_PLACES = frozenset("in at near".split())
_BETWEEN_DAYS = frozenset("to and or".split())
_MAY = "May"  # is a stop word too, and so isn't counted
_LONGEST_NAME = 8  # words
_NOTHING_ASKED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, date or name as it is written, and other ways to write it.

    Mentions of one thing have the same `key`.
    """

    kind: AnswerType
    text: str
    alternatives: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(stems(self.text))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the sentence: `text` lacks the marks around it, `raw` has them."""

    text: str
    raw: str

    @property
    def begins_a_part(self) -> bool:
        return not self.raw.startswith(self.text)

    @property
    def ends_a_part(self) -> bool:
        return not self.raw.endswith(self.text)

    @property
    def is_day(self) -> bool:
        """Whether it may be the number of a day, or of several: 15, 23-25."""
        return self.text[:1].isdigit() and all(len(stem) < 3 for stem in stems(self.text))

    @property
    def is_year(self) -> bool:
        return len(self.text) == 4 and _count(AnswerType.DATE, self.text) > 0


def mentions(sentence: str, small: Set[str]) -> list[Mention]:
    """The dates, figures and names of a sentence; no two of them overlap.

    `small` are the words that the document also writes with a small letter: no names.
    """
    words = [_word(raw) for raw in sentence.split()]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        for read in (_date, _figure, _name):
            end, mention = read(words, at, small)
            if end > at:
                found += [mention] if mention else []
                at = end
                break
        else:
            at += 1
    return found


def lower_case_words(text: str) -> frozenset[str]:
    """The words that a text writes with a small letter."""
    return frozenset(word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if word.islower())


def _word(raw: str) -> _Word:
    trimmed = _TRIMMED.search(raw)
    return _Word(_POSSESSIVE.sub("", trimmed.group()) if trimmed else "", raw)


def _count(kind: AnswerType, text: str) -> int:
    return offered(kind, text, _NOTHING_ASKED) or 0


def _text(words: Sequence[_Word]) -> str:
    """Words as they stand, without the marks before the first and after the last."""
    first, *others = words
    if not others:
        return first.text
    start = first.raw[first.raw.index(first.text) :]
    return " ".join([start, *(word.raw for word in others[:-1]), others[-1].text])


def _date(words: Sequence[_Word], at: int, _: Set[str]) -> tuple[int, Mention | None]:
    """A day, month and year, or those of them that stand together; one must be a number."""
    end = at
    while end < len(words) and _is_of_date(words, at, end):
        end += 1
    run = words[at:end]
    dated = any(not word.is_day and word.text not in _BETWEEN_DAYS for word in run)
    if not dated or not any(c.isdigit() for c in _text(run)):
        return at, None
    following = words[end].raw if end < len(words) and not run[-1].ends_a_part else ""
    if run[0].is_year and following.islower() and stems(following):
        return at, None  # 1200 people: no year
    return end, Mention(AnswerType.DATE, _text(run), _other_order([word.text for word in run]))


def _is_of_date(words: Sequence[_Word], first: int, at: int) -> bool:
    """Whether a word belongs to a date that begins at `first`; a year ends it."""
    word, before = words[at], words[at - 1] if at > first else None
    # Before a year alone may stand a comma.
    if before and (before.is_year or (before.ends_a_part and not word.is_year)):
        return False
    earlier = before.text if before else ""
    if before and before.is_day and word.text in _BETWEEN_DAYS:
        return at + 1 < len(words) and words[at + 1].is_day  # 23 to 25 May
    named = _count(AnswerType.DATE, f"{earlier} {word.text}") > _count(AnswerType.DATE, earlier)
    return named or word.is_day or word.text == _MAY


def _other_order(parts: Sequence[str]) -> tuple[str, ...]:
    """15 December 2018 for December 15, 2018, and the other way round."""
    if len(parts) < 2:
        return ()
    first, second, *year = parts
    if _is_month(second) and _word(first).is_day:
        return (" ".join([second, first + "," * bool(year), *year]),)
    if _is_month(first) and _word(second).is_day:
        return (" ".join([second, first, *year]),)
    return ()


def _is_month(text: str) -> bool:
    return text == _MAY or (text.isalpha() and _count(AnswerType.DATE, text) > 0)


def _figure(words: Sequence[_Word], at: int, _: Set[str]) -> tuple[int, Mention | None]:
    """A number, with what it counts in: 32,000 or $5 million or 45 percent."""
    end = at
    while end < len(words) and _count(AnswerType.NUMBER, words[end].text):
        end += 1
        if words[end - 1].ends_a_part:
            break
    if end == at or not _counts_something(words, at, end):
        return end, None
    text = _text(words[at:end])
    (digits,) = stems(words[at].text)
    same: set[str] = set()
    if end - at == 1 and digits.isdigit() and not text.startswith(tuple("$€£¥")):
        same = {digits, f"{int(digits):,}"} - {text}
    return end, Mention(AnswerType.NUMBER, text, tuple(sorted(same)))


def _counts_something(words: Sequence[_Word], at: int, end: int) -> bool:
    """Whether a number is a figure: not one of Article 5, of [12], of 9 / 11, of COVID-19."""
    found = stems(words[at].text)
    if len(found) != 1 or not found[0][0].isdigit() or words[at].raw[0] in "[(":
        return False
    beside = [*words[max(at - 1, 0) : at], *words[end : end + 1]]
    if not all(word.text for word in beside):
        return False
    before = words[at - 1] if at else None
    numbered = before and not before.ends_a_part and before.text[0].isupper()
    return not (before and numbered and stems(before.text))


def _name(words: Sequence[_Word], at: int, small: Set[str]) -> tuple[int, Mention | None]:
    """The longest run of words from one capital to another that is one name."""
    first = words[at].text
    opens_only = at == 0 and first.lower() in small
    if not first[:1].isupper() or not _is_name(first) or opens_only:
        return at, None
    end = at + 1
    for past in range(at + 2, min(at + _LONGEST_NAME, len(words)) + 1):
        last = words[past - 1]
        # "and" joins two names more often than it stands in one
        if words[past - 2].ends_a_part or last.begins_a_part or last.text == "and":
            break
        if _is_name(last.text) and _is_name(_text(words[at:past])):
            end = past
    text = _text(words[at:end])
    alone = end - at == 1 and (at == 0 or text.lower() in small)
    if alone or _NO_NAME.search(text) or _count(AnswerType.DATE, text):
        return end, None
    before = [word for word in words[max(at - 2, 0) : at] if word.text != "the"][-1:]
    placed = any(word.raw in _BEFORE_PLACES for word in before)
    short = _ABBREVIATION.match(words[end].raw) if end < len(words) else None
    kind = AnswerType.PLACE if placed else AnswerType.PERSON
    return end, Mention(kind, text, (short.group(1),) if short else ())


def _is_name(text: str) -> bool:
    """Whether some words are one name; what stands first in a sentence is no proof of one."""
    return _count(AnswerType.PERSON, f"- {text}") == 1
