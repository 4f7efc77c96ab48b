"""Words for words: what can be said another way with nothing of its meaning lost.

Written by hand, each form of a word for itself. A pair stands here only if the one can take
the other's place in nearly any sentence of an encyclopedia: a town is no city, a war no battle.
"""

import re
from random import Random

from evals.verification.statement import Statement

# Left by right, in that direction only.
_PAIRS = """
began: started; begun: started; begins: starts; large: big; larger: bigger; largest: biggest;
approximately: about; constructed: built; numerous: many; several: a number of;
primarily: mainly; mainly: chiefly; principally: mainly; frequently: often; often: frequently;
purchased: bought; bought: purchased; attempted to: tried to; tried to: attempted to;
assisted: helped; subsequently: later; whilst: while; based upon: based on; amongst: among;
towards: toward; nearly: almost; almost: nearly; entire: whole; famous: well-known;
rapidly: quickly; quickly: rapidly; roughly: about; situated: located; located in: situated in;
additional: further; due to: because of; because of: owing to; in order to: so as to;
is known as: is called; are known as: are called; was known as: was called;
were known as: were called; is called: is known as; are called: are known as;
permitted: allowed; allowed: permitted; occurred: took place; took place: occurred;
occurs: takes place; utilized: used; established: set up; founded: established;
acquired: obtained; obtained: acquired; stated that: said that;
region: area; regions: areas; principal: main; main: principal; important: significant;
difficult: hard; sufficient: enough; essential: vital; vital: essential; ceased: stopped;
completed: finished; was selected: was chosen; were selected: were chosen;
was chosen: was selected; were chosen: were selected; huge: enormous; enormous: huge; vast: huge;
currently: at present; annually: every year; each year: every year; every year: each year;
annual: yearly; author: writer; authors: writers; inhabitants: residents; whereas: while;
although: though; though: although; particularly: especially; especially: particularly;
entirely: completely; completely: entirely; extremely: very; typically: usually;
usually: typically; in spite of: despite; despite: in spite of; prior to: before;
the majority of: most of; consists of: is made up of; consist of: are made up of;
wealthy: rich; assistance: help; commenced: began; resided: lived; also known as: also called;
goal: aim; goals: aims; persuaded: convinced; created: made; together with: along with;
along with: together with; able to: in a position to; helped to: helped
"""
SYNONYMS = {
    left.strip(): right.strip()
    for left, right in (pair.split(":") for pair in _PAIRS.replace("\n", " ").split(";"))
}
_KNOWN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(sorted(SYNONYMS, key=len, reverse=True))
    + r")(?![\w-])(?! (?:hundred|thousand|for)\b)",
    re.IGNORECASE,
)
_FIXED_BEFORE = re.compile(r"\b(?:even|well|firmly|newly|as|by and|at|so|more|most|very|too) $")
_MOST = 3
_CONTRACTED = {
    f"{verb} not": f"{verb}n't"
    for verb in "is are was were do does did has have had could would should".split()
} | {"cannot": "can't", "will not": "won't"}
_LONG = {short: long for long, short in _CONTRACTED.items()}
_NEGATED = re.compile(r"\b(?:" + "|".join(_CONTRACTED) + r")\b(?! only)")
_SHORT = re.compile(r"\b(?:" + "|".join(_LONG) + r")\b")
_BOUND = {"more than": "over", "over": "more than", "about": "approximately", "around": "about"}
_BOUNDED = re.compile(r"\b(?:more than|over|about|around)(?= \$?\d)")
_NO_REASON = re.compile(
    r"(?:^|\b(?:is|was|are|were|be|part|called|simply|only|just|largely|mainly|partly|primarily|and"
    r"|but|not|or|either|perhaps|probably))$",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r",? because (?!of\b)")


def with_synonyms(text: str, statement: Statement, random: Random) -> str | None:
    """Up to three words replaced by others that say the same."""
    places = [match for match in _KNOWN.finditer(text) if not _is_fixed(match)]
    if not places:
        return None
    chosen = random.sample(places, min(_MOST, len(places)))
    for match in sorted(chosen, key=lambda match: -match.start()):
        word = match.group()
        other = SYNONYMS[word.lower()]
        if word[0].isupper():
            other = other[0].upper() + other[1:]
        text = text[: match.start()] + other + text[match.end() :]
    return _with_articles(text)


def contracted(text: str, statement: Statement, random: Random) -> str | None:
    """“was not” as “wasn't”, or the other way round."""
    short = _NEGATED.sub(lambda match: _CONTRACTED[match.group()], text)
    if short == text:
        short = _SHORT.sub(lambda match: _LONG[match.group()], text)
    return short if short != text else None


def with_another_bound(text: str, statement: Statement, random: Random) -> str | None:
    """“more than 500” as “over 500”, “around 500” as “about 500”."""
    other = _BOUNDED.sub(lambda match: _BOUND[match.group()], text)
    return other if other != text else None


def with_since(text: str, statement: Statement, random: Random) -> str | None:
    """A reason given with “since” or “as” instead of “because”."""
    match = _BECAUSE.search(text)
    if match is None or _NO_REASON.search(text[: match.start()]):
        return None
    return f"{text[: match.start()]}, since {text[match.end() :]}"


def _is_fixed(match: re.Match[str]) -> bool:
    """Whether a word is part of a name or of a phrase that has no other form."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    large_before = bool(re.search(r"[A-Z][\w-]*[ -]$", before))
    if _FIXED_BEFORE.search(before):
        return True
    return (match.group()[0].isupper() and bool(before)) or (
        large_before and bool(re.match(r"[ -][A-Z]", after))
    )


def _with_articles(text: str) -> str:
    """“a” and “an” as what now follows them wants."""
    text = re.sub(
        r"\b([Aa]) (?=(?:area|enormous|especially|entirely|aim|often|essential)\b)", r"\1n ", text
    )
    return re.sub(
        r"\b([Aa])n (?=(?:region|vital|huge|big|main|principal|hard|further|significant|yearly|"
        r"very|completely|whole|number of|frequently|writer|particularly)\b)",
        r"\1 ",
        text,
    )
