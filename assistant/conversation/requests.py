"""What a person asks of the last answer rather than of the documents: "shorter, please".

Told by the words alone, and only where there are no others: "Why do you think so?" asks for the
words that an answer rests on, "Why does the author think so?" asks the documents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.conversation.follow_up import Turn
from assistant.intent import SMALL_TALK, classify
from vectorstore.words import stems


class Kind(Enum):
    """What is to be done with the last answer."""

    SHORTER = "shorter"
    REASONS = "reasons"  # the words that it rests on, and how sure it is
    PASSAGE = "passage"  # the whole passages in which its words stand
    TRANSLATE = "translate"
    REWORD = "reword"  # simpler, as a list, more formal: other words for the same


@dataclass(frozen=True, slots=True)
class Request:
    """A request in its own words; `language` is the one to translate to, in English."""

    kind: Kind
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A request with the question whose answer it means, and what was said before that question."""

    request: Request
    question: str
    before: tuple[Turn, ...]
    answer: str


_LANGUAGES = (
    "arabic bengali bulgarian catalan chinese croatian czech danish dutch english estonian farsi "
    "finnish french german greek gujarati hausa hebrew hindi hungarian indonesian italian japanese "
    "korean latvian lithuanian malay mandarin marathi nepali norwegian pashto persian polish "
    "portuguese punjabi romanian russian serbian sinhala slovak slovenian somali spanish swahili "
    "swedish tamil telugu thai turkish ukrainian urdu uzbek vietnamese welsh yoruba"
)
_LANGUAGE = re.compile(
    rf"\b(?:in|into|to)\s+(?:simple |plain )?({_LANGUAGES.replace(' ', '|')})\b", re.IGNORECASE
)
_OWN_NAMES = {
    "auf deutsch": "German", "en français": "French", "en español": "Spanish", "中文": "Chinese",
    "in italiano": "Italian", "em português": "Portuguese", "по-русски": "Russian",
    "日本語で": "Japanese", "اردو میں": "Urdu", "بالعربية": "Arabic",
}  # fmt: skip
_TRIGGERS = (
    (
        Kind.REASONS,
        r"\b(?:why|how) (?:do|did|can|would|could|are) you\b.*\b(?:think|say|know|believe|claim"
        r"|sure|certain)\b|\bare you (?:\w+ )?(?:sure|certain)\b|\bhow (?:sure|certain|confident)\b"
        r"|\bwhat makes you\b|\b(?:your|for that|for this) (?:evidence|reasons?|grounds)\b"
        r"|\b(?:evidence|reasons?|grounds) for (?:that|this|it|your answer)\b|\bsays who\b"
        r"|\bprove (?:it|that)\b|\bon what grounds\b|^really\W*$",
    ),
    (
        Kind.PASSAGE,
        r"\b(?:show|see|open|read|display|give|print|what|which|where|quote)\b.*\b(?:passage|source"
        r"|citation|paragraph|quote|reference|context|exact words)s?\b"
        r"|\bwhere (?:does it|did you|does (?:the|this|that) (?:article|document|text)|do they)\b"
        r".*\b(?:say|find|read|get)\b|\bwhere (?:is|was) (?:it|that|this) (?:said|written|stated)\b"
        r"|\bword for word\b|\bverbatim\b|^(?:the )?(?:source|passage|citation)s?\W*$",
    ),
    (
        Kind.SHORTER,
        r"\bshort(?:er|en|ly)?\b|\bbrief(?:er|ly)?\b|\bconcise(?:ly)?\b|\bcondense\b|\babridge\b"
        r"|\btl;?dr\b|\btoo long\b|\bless long\b"
        r"|\bin (?:just |only )?(?:one|a single|two|a few|fewer) (?:sentence|line|word)s?\b",
    ),
    (
        Kind.REWORD,
        r"\bsimpl(?:er|y|ify|e)\b|\breword\b|\brephrase\b|\brewrite\b|\bother words\b|\bformal"
        r"(?:ly)?\b|\bplain(?:er|ly)? (?:words|english|language|terms)\b|\bbullet(?:ed|s)?\b"
        r"|\b(?:as|in) a (?:table|list|poem|tweet)\b|\bdifferently\b|\bclear(?:er|ly)\b"
        r"|\blike i['’]?m five\b",
    ),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(trigger, re.IGNORECASE)) for kind, trigger in _TRIGGERS)
_OTHERS = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)  # who say things in documents
_LONGEST = 200  # characters: who has more to say asks something
# Beside its trigger a request has no other words of content than these.
_AROUND = frozenset(
    stems(
        "please make say put give tell write show quote answer reply response text version again "
        "now thanks thank ok okay bit little lot even far form sentence word words line lines two "
        "three one point points list last previous original whole full exact relevant repeat "
        "explain translate translation language english keep cut want need like let whole entire "
        "part that's really quite absolutely think believe know true right simple terms "
        "kindly summary summarize summarise sum numbered few get find read see stands stand found"
    )
)


def request_in(text: str) -> Request | None:
    """What a text asks of the last answer; None if it asks something of the documents."""
    words = text.strip()
    if len(words) > _LONGEST:
        return None
    language = _LANGUAGE.search(words)
    own_name = next((name for phrase, name in _OWN_NAMES.items() if phrase in words.lower()), "")
    others = _OTHERS.search(words)
    if language and not others and _is_all(words, language.group()):
        return Request(Kind.TRANSLATE, words, language[1].capitalize())
    if own_name and len(words.split()) <= 4:
        return Request(Kind.TRANSLATE, words, own_name)
    for kind, pattern in _PATTERNS:
        trigger = " ".join(match.group() for match in pattern.finditer(words))
        if trigger and _is_all(words, trigger) and (kind is Kind.PASSAGE or not others):
            return Request(kind, words)
    return None


def meant(text: str, history: Sequence[Turn]) -> Meant | None:
    """What a text asks of the last answer, and which answer that is; None if there is none.

    A request may follow a request: "shorter" and then "in German" mean the same question. What
    was said in between without asking anything, as thanks, doesn't count.
    """
    request = request_in(text)
    if request is None:
        return None
    said = [i for i, turn in enumerate(history) if turn["role"] == "user"]
    asked = [i for i in said if classify(history[i]["content"]) not in SMALL_TALK]
    questions = [i for i in asked if request_in(history[i]["content"]) is None]
    if not questions:
        return None
    replies = [turn for turn in history[asked[-1] + 1 :][:1] if turn["role"] == "assistant"]
    if not replies:
        return None
    at = questions[-1]
    return Meant(request, history[at]["content"], tuple(history[:at]), replies[0]["content"])


def _is_all(words: str, trigger: str) -> bool:
    return set(stems(words)) <= _AROUND | set(stems(trigger))
