"""Noun phrases that a question may be about, told by their words alone.

What isn't surely one is none. A phrase must also say by itself what it means: "the bridge" might
be any bridge, "the bridge of Avignon" isn't. So a definite one needs a name, "of …", three words of
content, or all of the document's title in it.
"""

import re
from collections.abc import Sequence

from assistant.suggesting.spelling import Spelling, is_named
from vectorstore.words import stems

MOST_WORDS = 7
PREPOSITIONS = frozenset(
    "of in on at to by for from with without about into over under between among through during "
    "against near as per upon within across around behind beyond along off toward towards".split()
)
_INSIDE = frozenset("of in for on at between from to with against de la van von der".split())
# Nothing that stands for something said elsewhere, and no verb, may be in one.
_NEVER = frozenset(
    "i me my we us our you your he him his she her hers it its they them their theirs one ones "
    "this that these those such same other others another there here who whom whose which what "
    "when where why how is are am was were be been being has have had do does did can could will "
    "would shall should may might must not no nor or but if while although though because since "
    "than so both either neither each every some any many much most more less few fewer little "
    "none half numerous several all "
    "former latter following above below aforementioned said respective next previous also then "
    "however even only just very too quite yet still again ever never often etc and/or "
    "despite unlike like via whether until unless before after once".split()
)
_OPENS_NO_PHRASE = PREPOSITIONS | frozenset(
    "and today later meanwhile additionally finally moreover furthermore therefore thus hence "
    "instead perhaps indeed rather first second third firstly secondly now nowadays "
    "currently recently usually generally typically sometimes according".split()
)
# What says too little by itself: "the second achievement" needs the first, "the main reason" what
# it is a reason for.
VAGUE = frozenset(
    "large small great good high low long short many common wide full single whole little "
    "first second third fourth fifth last final main major key new old early late earlier later "
    "original initial current present recent latest different various certain particular specific "
    "entire whole own two three four five six seven eight nine ten best important similar result "
    "example reason aim idea point way thing fact case part number group kind type term name "
    "author authors article study paper report text document section chapter figure table person "
    "man woman men women people year day time period place area event problem issue process "
    "decision change increase decrease majority rest end beginning word work book film series "
    "game team club season episode show song album character story company project".split()
)
# "The fort", "the new building": which, stands elsewhere.
_UNTOLD = re.compile(
    rf"\bthe (?:(?:{'|'.join(sorted(VAGUE))}) )*(?!(?:world|public|throne|sun|moon|earth|sea|law"
    r"|press|poor|rich|past|future|internet|south|north|east|west|ground|sky|air)\b)[a-z-]+"
    r"(?=$|,| (?:in|on|at|by|for|to|with|from|and|as|under|during|after|before|until|\w+ly)\b)"
)
_PLURALS = frozenset("people men women children police feet teeth mice geese cattle sheep".split())
_NO_PLURALS = ("ss", "us", "is", "ics")


def noun_phrase(words: Sequence[str], spelling: Spelling, title: str = "") -> str | None:
    """The phrase as it is written inside a sentence, if these words, from its beginning, are one.

    `title` is the document's.
    """
    if not 1 <= len(words) <= MOST_WORDS or not all(_is_word(word) for word in words):
        return None
    following = words[1] if len(words) > 1 else ""
    first = spelling.inside(words[0], following)
    if first is None or first.lower() in _OPENS_NO_PHRASE or first.endswith("ly"):
        return None
    whole = [first, *words[1:]]
    lower = [word if is_named(word) else word.lower() for word in whole]
    if any(word.lower() in _NEVER for word in lower) or not _joined_well(whole):
        return None
    return " ".join(whole) if _says_what(whole, title) else None


def is_plural(phrase: str) -> bool:
    """Whether the noun that a phrase hangs on looks like a plural."""
    noun = head(phrase.split())
    if noun.lower() in _PLURALS:
        return True
    return noun.endswith("s") and not noun.endswith(_NO_PLURALS) and not noun.endswith("’s")


def head(words: Sequence[str]) -> str:
    """The noun that a phrase hangs on: the last word before a preposition."""
    for n, word in enumerate(words):
        if n and word in PREPOSITIONS:
            return words[n - 1]
    return words[-1]


def is_name(phrase: str) -> bool:
    """Whether a phrase is a name through and through."""
    words = [word for word in phrase.split() if word not in ("the", "of", "and", *_INSIDE)]
    return bool(words) and all(is_named(word) or word.isdigit() for word in words)


def is_untold(text: str) -> bool:
    """Whether some words speak of a thing without saying which."""
    return bool(_UNTOLD.search(text))


def _is_word(word: str) -> bool:
    return word[0].isalnum()


def _joined_well(words: Sequence[str]) -> bool:
    """Whether prepositions and "and" stand between words, and no participle before them."""
    if words[-1].lower() in _INSIDE | {"and", "the", "a", "an"} or words[-1].endswith("ly"):
        return False
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if word in PREPOSITIONS and word not in _INSIDE:
            return False
        if word in _INSIDE and (before in PREPOSITIONS or before.endswith(("ed", "ing"))):
            return False
        if word == "and" and not (is_named(before) and is_named(after)):
            return False
        if word in ("a", "an", "the") and before not in PREPOSITIONS:
            return False
    return not (len(words) > 1 and words[-1].islower() and words[-1].endswith("ed"))


def _says_what(words: Sequence[str], title: str) -> bool:
    content = [word for word in words if stems(word)]
    if not content:
        return False
    if words[0] not in ("the", "a", "an"):
        if is_untold(" ".join(words)):
            return False
        return words[0].lower() not in VAGUE or is_named(words[0]) or len(content) > 1
    named = any(is_named(word) or word.isdigit() for word in words[1:])
    telling = [word for word in content if word.lower() not in VAGUE]
    if is_untold(" ".join(words[1:])):
        return False
    if named or set(stems(" ".join(telling))) >= set(stems(title)) > set():
        return True
    if "of" in words and telling:
        # "The goal of the congress" doesn't tell of which.
        return words[-2] not in ("the", "a", "an") and len(telling) > 1
    return len(content) > 2 and len(telling) > 1
