"""Follow-up questions without a language model: what was asked before, put back in.

Whether a question needs its history is decided from its own words alone, so that one that
stands by itself is never changed: what was asked before only decides there between passages
about as good. One that needs it is searched together with the last question that stood by
itself.
"""

import re
from collections.abc import Sequence

from typing_extensions import TypedDict  # pydantic can't read typing's before Python 3.12

from vectorstore.words import stems


class Turn(TypedDict):
    """One turn of a conversation; `role` is "user" or "assistant"."""

    role: str
    content: str


_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those"
    r"|the (others?|former|latter|rest|remaining))\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"their|his|her|its", re.IGNORECASE)
# "it", "that" and "this" that stand for nothing said before.
_EMPTY = re.compile(
    r"\bit (is|was|takes?|took) (possible|true|likely|necessary|that|to)\b"
    r"|\b(is|was|does|did|will|would|can) it (that|to|take|like)\b"
    r"|\b(is|was) it (possible|true|likely|necessary)( (that|to))?\b"
    r"|\b(what|when|where|how) (is|was|does|did) it (mean|called)\b(?= (when|if|that))"
    r"|\b(said|says?|claims?|argues?|thinks?|states?|stated|shows?|means?|so|such|fact|believes?)"
    r" that\b"
    r"|\b\w+ that (is|are|was|were|has|have|had|can|could|will|would|does|did|\w+ed|\w+s)\b"
    r"|\b(this|that|the) (article|document|text|paper|brief|piece|report|essay|page|year)\b"
    r"|\bthose (who|that|in|of)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(
    r"\b((?<!is )(?<!are )(?<!was )(?<!were )there|then|others?|ones?|else|instead"
    r"|(happen(s|ed)?|comes?|came) (next|later|before|afterwards?))\W*$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(and|but|so|or|also|then)\b[\s,]*", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^(what about|how about|what else|who else|where else|why not|why so|how so|how come"
    r"|anything else|any others?|go on|tell me more|more|same"
    r"|the (first|second|third|fourth|fifth|last|next)"
    r"|((can|could) you )?(elaborate|(give|show|tell)( me| us)? (an example|examples|more"
    r"|details)))\b",
    re.IGNORECASE,
)
# "How many were finalized?": how many of what, was said before.
_NOUN_LEFT_OUT = re.compile(
    r"^how (many|much) (is|are|was|were|have|has|had|do|does|did|can|could|will|would)\b", re.I
)
# "What was the reason?": a reason is one of something.
_RELATIONAL = re.compile(
    r"^(what|which) (is|are|was|were) the (reasons?|results?|outcomes?|consequences?|effects?"
    r"|causes?|aims?|goals?|purposes?|costs?|dates?|places?|differences?)\W*$",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^(who|whom|whose|what|when|where|why|how|which)( exactly| then| precisely)?\W*$", re.I
)
_WHOLE_QUESTION = re.compile(
    r"(who|what|where|when|why|how)(['’]s| is| are| was| were| does| do| did) \w", re.IGNORECASE
)
_ANTECEDENT = 2  # words of content before a pronoun that it may well mean
_TURNS = 2  # how many questions back count
_FEWEST_WORDS = 2  # a question with fewer words of its own is an ellipsis: "in Russia?"
_AFTER_CONJUNCTION = 3  # and after "and", with fewer than so many


def needs_history(question: str) -> bool:
    """Whether a question can't be understood without what was said before."""
    text = question.strip()
    conjunction = _CONJUNCTION.match(text)
    if conjunction:
        text = text[conjunction.end() :]
        if len(stems(text)) < _AFTER_CONJUNCTION:
            return True
    if any(p.match(text) for p in (_GOES_ON, _QUESTION_WORD, _NOUN_LEFT_OUT, _RELATIONAL)):
        return True
    if points_back(text):
        return True
    return len(stems(text)) < _FEWEST_WORDS and not _WHOLE_QUESTION.match(text)


def points_back(question: str) -> bool:
    """Whether a word of it, as "it" or "there", stands for nothing in the question itself."""
    if _LAST_WORD.search(question):
        return True
    text = _EMPTY.sub(lambda match: "_" * len(match.group()), question)
    for pronoun in _PRONOUN.finditer(text):
        before = text[: pronoun.start()]
        if _POSSESSIVE.fullmatch(pronoun.group()) and before.lower().startswith("who "):
            continue  # "who gave their name to …"
        final = not stems(text[pronoun.end() :])
        if len(stems(before)) < (_ANTECEDENT + 2 if final else _ANTECEDENT):
            return True
    return False


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """The question as it can be searched: itself, or with the question it goes on from.

    >>> stand_alone("And in Russia?", [{"role": "user", "content": "What took place in Kabul?"}])
    'What took place in Kabul? And in Russia?'
    """
    asked = _asked(history)
    if not asked or not needs_history(question):
        return question
    context: list[str] = []
    for text in reversed(asked):
        context.insert(0, text)
        if not needs_history(text):
            break
    # Two turns back is as far as a pronoun reaches; more would drown the question.
    return " ".join([*context[-_TURNS:], question.strip()])


def asked_before(history: Sequence[Turn]) -> tuple[str, ...]:
    """The last questions: what even one that stands alone is likely to go on about."""
    return tuple(_asked(history)[-_TURNS:])


def _asked(history: Sequence[Turn]) -> list[str]:
    """What the person said that has a word of content."""
    said = [turn["content"].strip() for turn in history if turn["role"] == "user"]
    return [text for text in said if stems(text)]
