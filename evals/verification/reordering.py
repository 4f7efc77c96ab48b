"""The same words in another order: times moved, clauses turned round, names changed about."""

import re
from itertools import pairwise
from random import Random

from evals.verification.grammar import (
    BASE_OF_PAST,
    PAST_OF_PARTICIPLE,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    capitalised,
    decapitalised,
    has_verb,
    is_balanced,
    is_verb_form,
    words,
)
from evals.verification.names import Name, is_people, names, sort_of
from evals.verification.statement import Statement

_FRONT_TIME = re.compile(
    r"^((?:In|On|During|By|After|Before|Since|Until|At|From|Around|Between) "
    r"[^,]{0,50}?\d{1,4}[^,]{0,20}), (.+)\.$"
)
_BACK_TIME = re.compile(
    r"^(.+?),? ((?:in|on|during|by|around) (?:the )?"
    r"(?:(?:early|late|mid|spring|summer|autumn|fall|winter) (?:of )?)?"
    r"(?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:[A-Z][a-z]+ )?\d{4}s?)\.$"
)
_TURNED = re.compile(
    r"^(Although|Though|Because|When|While|If|Unless|As soon as) ([^,]+), ([^,]+)\.$"
)
_ACCORDING = re.compile(r"^According to ([^,]+), (.+)\.$")
_HOWEVER_INSIDE = re.compile(
    r"^([^,;:]+), (however|therefore|moreover|furthermore|nevertheless), ([^;]+)$"
)
_HOWEVER_FIRST = re.compile(r"^(However|Therefore|Moreover|Furthermore|Nevertheless), ([^,;]+)\.$")
_PASSIVE = re.compile(
    r"^([^,;:()]+?) (was|were) (?:(\w+ly|first|later|also) )?(\w+) by ([^,;:()]+?)"
    r"( (?:in|on|during) (?:the )?(?:\w+ )?(?:\d{1,2},? )?(?:\w+ )?\d{4}s?)?\.$"
)
_TRANSITIVE = frozenset(
    "founded established built created discovered written led developed introduced designed "
    "published produced won held made given taken destroyed defeated conquered captured attacked "
    "invaded appointed elected invented adopted ended replaced succeeded followed supported "
    "opposed rejected signed ruled governed controlled commanded organized persecuted proposed "
    "commissioned constructed acquired owned influenced inspired rebuilt directed drafted "
    "granted issued launched formed sent".split()
)
# What follows names that are no part of a longer one: the end, or a little word.
_ENDS_NAMES = re.compile(
    r"[.,;:)]| (?:in|on|at|from|to|by|with|for|as|was|were|is|are|had|have|has|who|which|also|did"
    r"|and|but|during|after|before|into|over|led|met|among|than|that)\b"
)
# By these nobody does anything: a house stands by the river, a town is founded by charter.
_NO_AGENTS = frozenset(
    "river sea lake road side coast shore harbour harbor bridge water way hand name land night day "
    "means accident law treaty decree Charter charter default virtue".split()
)
# What is said of the first of two names only: “southern Italy and Greece”.
_OF_THE_FIRST = re.compile(
    r"(?:(?:ern|upper|lower|central|modern|ancient|new|old|-day) "
    r"|\b(?:city|town|village|river|lake|island|king|queen|count|duke|duchy|bishop) of )$"
)
_CLAUSE_END = 25
_PURPOSE = re.compile(r" to (?!the |an? |his |her |its |their |[A-Z])")
_STANDS_ALONE = re.compile(r"^(?!(?:[Uu]n)?like\b|and\b|or\b|then\b|with\b|in\b|on\b|at\b|from\b)")


def time_to_the_end(text: str, statement: Statement, random: Random) -> str | None:
    """“In 1990, she left.” as “She left in 1990.”"""
    match = _FRONT_TIME.match(text)
    if match is None:
        return None
    front, rest = match.groups()
    if _PURPOSE.search(rest):
        return None  # the time could be that of the purpose: “plans to leave in 1990”
    if has_verb(front) or not _is_simple(rest) or re.search(r"\d{4}|\bthen\b", rest):
        return None
    return f"{capitalised(rest)} {front[0].lower()}{front[1:]}."


def time_to_the_front(text: str, statement: Statement, random: Random) -> str | None:
    """“She left in 1990.” as “In 1990, she left.”"""
    match = _BACK_TIME.match(text)
    if match is None:
        return None
    rest, time = match.groups()
    first = rest.split(" ", 1)[0].lower()
    # The time belongs to the only verb there is, or it may belong to another.
    if not _is_simple(rest) or _verb_groups(rest) != 1 or re.search(r"\d{4}", rest):
        return None
    if first in {"in", "on", "at", "by", "after", "however", "from", "to", "and", "but"}:
        return None
    if re.search(r"\b(?:after|before|following|until|since)\b", rest):
        return None
    return f"{capitalised(time)}, {decapitalised(rest, statement.around)}."


def clauses_turned_round(text: str, statement: Statement, random: Random) -> str | None:
    """“When it rains, they stay.” as “They stay when it rains.”"""
    match = _TURNED.match(text)
    if match is None:
        return None
    word, aside, main = match.groups()
    if not has_verb(main) or not _STANDS_ALONE.match(main) or not is_balanced(main):
        return None
    loose = word in {"Although", "Though", "While"}
    if not loose and (SUBORDINATORS.search(main) or _PURPOSE.search(main)):
        return None  # the clause could be hung on another verb
    return f"{capitalised(main)}{',' if loose else ''} {word.lower()} {aside}."


def source_to_the_end(text: str, statement: Statement, random: Random) -> str | None:
    """“According to Ann, it rained.” as “It rained, according to Ann.”"""
    match = _ACCORDING.match(text)
    if match is None or not has_verb(match[2]) or not is_balanced(match[2]):
        return None
    return f"{capitalised(match[2])}, according to {match[1]}."


def connective_moved(text: str, statement: Statement, random: Random) -> str | None:
    """“It rained, however, all day.” as “However, it rained all day.”, or the other way round."""
    if match := _HOWEVER_INSIDE.match(text):
        start, word, rest = match.groups()
        if is_balanced(start):
            return f"{capitalised(word)}, {decapitalised(start, statement.around)} {rest}"
    if match := _HOWEVER_FIRST.match(text):
        return f"{capitalised(match[2])}, {match[1].lower()}."
    return None


def names_changed_about(text: str, statement: Statement, random: Random) -> str | None:
    """“Ann and Bob” as “Bob and Ann”, unless the document always says them in this order."""
    found = names(text)
    for one, other in pairwise(found):
        between = text[one.span.end : other.span.start]
        joint = text[one.span.start : other.span.end]
        if between != " and " or _is_fixed(joint, statement) or " of " in joint:
            continue
        before, after = text[: one.span.start], text[other.span.end :]
        if re.search(r"(?:[A-Z][\w-]*|,|&) $", before):
            continue  # the end of a list, or of a longer name
        if _OF_THE_FIRST.search(before):
            continue
        if re.match(r" [A-Z]|['’-]| (?:respectively|of)\b|,? respectively", after):
            continue
        if "respectively" in after or not (_ENDS_NAMES.match(after) or _both_people(one, other)):
            continue
        return f"{before}{other.text} and {one.text}{after}"
    return None


def list_turned(text: str, statement: Statement, random: Random) -> str | None:
    """“Ann, Bob and Eve” as “Eve, Ann and Bob”."""
    found = names(text)
    for last in range(2, len(found)):
        link = text[found[last - 1].span.end : found[last].span.start]
        if link not in (" and ", ", and "):
            continue
        first = last - 1
        while first and text[found[first - 1].span.end : found[first].span.start] == ", ":
            first -= 1
        listed = [name.text for name in found[first : last + 1]]
        before, after = text[: found[first].span.start], text[found[last].span.end :]
        alike = len({sort_of(name, statement.around) for name in listed}) == 1
        if len(listed) < 3 or not alike or before.endswith(", ") or not _ENDS_NAMES.match(after):
            continue
        if "respectively" in after or any(" of " in name for name in listed):
            continue
        turned = ", ".join([listed[-1], *listed[:-2]]) + link + listed[-2]
        return before + turned + after
    return None


def in_the_active(text: str, statement: Statement, random: Random) -> str | None:
    """“The mill was built by monks in 1190.” as “Monks built the mill in 1190.”"""
    match = _PASSIVE.match(text)
    if match is None:
        return None
    acted_on, _, adverb, participle, agent, time = match.groups()
    plain = participle in _TRANSITIVE and not has_verb(acted_on) and not has_verb(agent)
    lone = {acted_on.lower().split()[0], agent.lower().split()[0]} & (SUBJECT_PRONOUNS | {"both"})
    if not plain or lone or SUBORDINATORS.search(acted_on) or _opens_aside(acted_on):
        return None
    if len(agent.split()) > 8 or SUBORDINATORS.search(agent) or re.search(r"\d|ing\b", agent):
        return None
    if agent.split()[-1] in _NO_AGENTS:
        return None
    # A place or a purpose after the agent may belong to the deed.
    if re.search(r" (?:in|on|at|for|to|from|during|under|after|with|as|into)\b", agent):
        return None
    verb = PAST_OF_PARTICIPLE.get(participle, participle)
    told = f"{adverb} {verb}" if adverb else verb
    return f"{capitalised(agent)} {told} {decapitalised(acted_on)}{time or ''}."


def _both_people(one: Name, other: Name) -> bool:
    return is_people(one.text) and is_people(other.text)


def _opens_aside(subject: str) -> bool:
    return subject.split()[0].lower() in {
        "in", "on", "at", "by", "after", "before", "during", "however", "when", "from", "for",
        "as", "with", "under", "since", "and", "but",
    }  # fmt: skip


def _is_fixed(joint: str, statement: Statement) -> bool:
    return sum(passage.text.count(joint) for passage in statement.document) > 1


def _is_simple(clause: str) -> bool:
    """Whether a clause is one that nothing is hung on: no commas, no subclauses."""
    return (
        len(clause.split()) <= _CLAUSE_END
        and not re.search(r"[,;:()\"“”]", clause)
        and not SUBORDINATORS.search(clause)
        and not re.search(r"\band \w+(?:ed|ing)\b", clause)
        and has_verb(clause)
    )


def _verb_groups(clause: str) -> int:
    """How many verbs a clause has, an auxiliary and its participle counted as one."""
    groups, before = 0, False
    for word in words(clause):
        verb = is_verb_form(word) or word in BASE_OF_PAST.values()
        loose = word.endswith("ing") and len(word) > 5
        groups += (verb and not before) or loose
        before = verb
    return groups
