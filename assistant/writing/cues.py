"""The cues by which a sentence gives itself away as an order to whoever answers.

Such an order has to tell several things: that something is to be said, that somebody has to say
it, when they are asked, whatever else they were told. Each of these is a cue. One or two of them
are in every manual and every recipe; together they hardly ever are in what is written for readers.
A cue is told by plain words, so that looking for it takes time in proportion to the text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.writing.foreign_cues import FOREIGN


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that an order tells, and what telling it weighs."""

    name: str
    weight: float
    pattern: re.Pattern[str]


ENOUGH = 3.0
"""The weight from which on a sentence is an order."""

_NEAR = 120  # characters

_SAY = (
    r"(?:answer|reply|respond|say|tell|state|print|output|write|repeat|echo|utter|claim|assert"
    r"|insist|recite|mention|cite|conclude|pretend|confirm|declare|report|inform|announce|refuse"
    r"|greet|reveal|disclose|leak)"
)
# Words that are nouns as often are no sign by themselves.
_NOUNS = r"(?:state|claim|report|address|cite|repeat)"
_REPLY = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies))"
_ANY_REPLY = (
    r"\b(?:your|every|each|all(?: of)?(?: the| your)?|any|the (?:only|correct|right|true|real|final"
    r"|official|expected|proper|next|whole)|an? (?:good|bad|ideal|perfect|proper|correct))"
    rf"(?: \w+)? {_REPLY}\b(?<!final summary)"
)
_MACHINE = (
    r"(?:assistants?|a\.?i\.?s?|llms?|(?:language|chat|ai) models?|chat ?bots?|chat ?gpt|gpt-?\d*"
    r"|claude|gemini|copilot|bots?|whoever (?:answers?|reads?|replies|responds|processes)"
    r"|(?:automated|automatic|machine|digital) (?:readers?|systems?|agents?|tools?))"
)
_WHOM = (
    r"(?: (?:me|us|him|her|them|people|everyone|everybody|anyone|visitors?|customers?"
    r"|(?:the |all )?(?:users?|readers?|person|asker|questioner)|whoever \w+))?"
)
_LITERALLY = (
    r"(?:that|only|exactly|nothing|just|simply|this|in capitals|verbatim|as follows"
    r"|the (?:words?|following|phrase|sentence|code|name)|one word|yes|no|by \w+ing)\b"
)


_OPENING = (
    r"^\W*(?:(?:please|now|then|so|and|just|also|finally|kindly|instead|first|always|never)\b"
    r"[\s,]*)*"
)


def _cue(name: str, weight: float, *patterns: str) -> Cue:
    words, pieces = FOREIGN.get(name, ("", ""))
    foreign = "|".join(word.replace("_", r"\s").replace("*", r"\w*") for word in words.split())
    every = [*patterns, rf"\b(?:{foreign})\b" if foreign else "", pieces]
    return Cue(name, weight, re.compile("|".join(filter(None, every)), re.IGNORECASE))


CUES = (
    # What is wanted is words …
    _cue(
        "saying",
        1,
        rf"\b(?:(?!{_NOUNS}\b){_SAY}|says|(?<!in ){_REPLY}|sentences?|phrases?|citations?"
        r"|pronounce|spell|mentions|quoted|discuss(?:ed)?|talk|wording|summari[sz]e|greeting)\b",
        rf"{_OPENING}{_SAY}\b",
    ),
    # … to the letter …
    _cue(
        "to the letter",
        1,
        rf"\b{_SAY}{_WHOM}\s*(?:{_LITERALLY}|[:“\"'‘«「])",
        rf"\b(?:nothing (?:else|but|more)|word for word|verbatim|in capitals|the whole (?:of )?"
        rf"(?:the|your|a) {_REPLY})\b",
        rf"\b(?:one|only) (?:thing|word|name|{_REPLY}) (?:is|to (?:say|give|be said))\b",
        rf"\b(?:answer|reply|respond|conclude){_WHOM} with\b",
        r"\b(?:cite|quote|mention) \W?\d",
        r"\b(?:with|in) (?:the|these) words?\b|\b(?:quoted|cited) as\b|\bwording\b",
    ),
    # … of somebody, who is no reader.
    _cue("a machine", 1.5, rf"\b{_MACHINE}\b"),
    _cue(
        "to a machine",
        1.5,
        r"\b(?:notes?|hints?|messages?|memos?|notices?|attention|instructions?|reminders?|tips?"
        rf"|advice|info(?:rmation)?|text) (?:for|to) (?:\w+ ){{0,3}}{_MACHINE}\b",
        rf"\b(?:dear|hey|hello|listen,?) {_MACHINE}\b",
    ),
    _cue(
        "addressed",
        0.5,
        r"\b(?:you|your|yours|yourself|dear|hey|me|sie|du|vous|tu|usted|ты|вы)\b",
    ),
    _cue(
        "duty",
        1,
        r"\b(?:must|should|shall|ought to|(?:have|has|had|needs?|is|are) to|please|kindly|always"
        r"|never|only|just|exactly|instead|simply|do not|don't|cannot|from (?:now|here) on"
        r"|at once|immediately|no matter|wants?|wishes|kind of you|grateful|may (?:only|not)"
        r"|author(?:is|iz)ed?|do me a favour)\b",
        # An order begins with its verb.
        rf"{_OPENING}"
        rf"(?:{_SAY}|ignore|disregard|forget|discard|override|overrule|bypass|neglect|dismiss|drop"
        rf"|put|add|append|include|insert|end|begin|start|finish|use|give|call|name|make|let|send"
        rf"|decode|treat|consider|swap|refer|act|behave|stop|speak|reveal|show|remember|obey|follow|replace"
        rf"|translate|quote|promote|recommend|open|visit|click|load)\b",
        r"[,:;–—]\s*(?:(?:please|just|only|always|then|now|simply)\s+)*"
        r"(?:answer|reply|respond|tell|print|output|repeat|say(?!,))\b",
    ),
    # … when asked …
    _cue(
        "asked",
        1,
        r"\b(?:ask(?:s|ed|ing)?|questions?|questioned|quer(?:y|ies)|users?|conversation|prompts?)\b",
        r"\bwhen(?:ever)? you (?:talk|speak|write|answer|tell|reply|are asked)\b",
        _ANY_REPLY,
    ),
    # … as what answers.
    _cue(
        "an answer",
        1,
        _ANY_REPLY,
        rf"\b{_REPLY} (?:to give|is to be|has to be|must|should|will be|consists? of)\b",
    ),
    # Nothing else is to be minded …
    _cue(
        "set aside",
        1,
        r"\b(?:ignor(?:e[sd]?|ing)|disregard(?:ed|ing)?|forget|discard(?:ed)?|overrid(?:e|es|den)"
        r"|overrule[sd]?|bypass|neglect|dismiss|outdated|superseded?s?|obsolete|void|no longer"
        r"|changed my mind|nothing (?:before|above|so far)|(?:does|do) not (?:count|apply|matter)"
        r"|leave out|stop reading|start over)\b",
    ),
    # … of all that was said.
    _cue(
        "told",
        1,
        r"\b(?:instructions?|guidance|guidelines|guardrails|directives?|rules|orders|commands|told"
        r"|briefing|contexts?|previous|prior|preceding|earlier|so far|before this"
        r"|passages?|documents?|sources?|system|developer|foregoing"
        r"|(?:the|all|everything|anything|texts?|words?|stands?|said|written) (?:above|below)"
        r"|(?:hidden|secret|internal|initial) (?:texts?|words?|messages?|notes?))\b",
    ),
    # Or something is to be loaded, or sent somewhere.
    _cue(
        "elsewhere",
        1,
        r"\b(?:links?|urls?|markdown|images?|pictures?|(?:this|that) address|footer|web ?page)\b|\b[a-z]{2,10}://"
        r"|\]\(|\b(?:javascript|data):",
    ),
    _cue(
        "to be shown",
        1,
        r"\b(?:include|add|append|insert|put|embed|show|display|render|attach|send|post|visit|open)\b"
        r"[^.!?]{0,80}\b(?:links?|urls?|markdown|images?|pictures?|(?:this|that) address|https?:)",
    ),
    # Or somebody else is to be played.
    _cue(
        "a part to play",
        1,
        r"\b(?:let's play|pretend|role|persona|in character|act(?:ing)? as|behave (?:as|like)"
        r"|imagine (?:that )?you|you are (?:now|an?|the|no longer|called|named))\b",
    ),
)  # fmt: skip


@lru_cache(maxsize=8192)  # the same passages are read for many questions
def weight(sentence: str) -> float:
    """What the cues weigh together that a sentence, on one line, has near each other.

    A long sentence has room for all of them by chance, far from each other.
    """
    found = sorted(
        (m.start(), n) for n, cue in enumerate(CUES) for m in cue.pattern.finditer(sentence)
    )
    heaviest, first = 0.0, 0
    for last, (place, _) in enumerate(found):
        while place - found[first][0] > _NEAR:
            first += 1
        near = {n for _, n in found[first : last + 1]}
        heaviest = max(heaviest, sum(CUES[n].weight for n in near))
    return heaviest
