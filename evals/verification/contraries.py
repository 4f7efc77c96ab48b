"""Sentences turned into their contrary: negations and opposites.

The pairs are this exam's own; what the assistant knows of opposites is not looked at.
"""

import re
from random import Random

from evals.verification.grammar import (
    BASE_OF_PAST,
    OPENERS,
    SUBJECT_PRONOUNS,
    has_verb,
    is_verb_form,
)
from evals.verification.statement import Statement

_NOT_AFTER = re.compile(
    r"\b(is|was|are|were|has|had|have|can|will|did|does|should|must|would)\b "
    r"(?!not\b|no\b|never\b|only\b|just\b|merely\b|simply\b|sometimes\b|to\b|neither\b|nor\b|little\b"
    r"|few\b|hardly\b|rarely\b|also\b|either\b|both\b|considered\b|thought\b|believed\b|probably\b)"
)
# “Some are” and “some are not” are both true.
_SOME = re.compile(
    r"\b(?:some|many|most|several|a number|numerous|few|part|parts|any|certain|one|others|often"
    r"|sometimes|either|usually|may|might|could|if|whether|only|partly|mostly|possibly|perhaps)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|never|none|nor|neither|without|cannot|\w+n['’]t)\b", re.I)
_PAST = re.compile(
    r"^((?:The |the )?[A-Z][\w'’-]*(?: [\w'’-]+){0,3}|He|She|It|They|We) ("
    + "|".join(BASE_OF_PAST)
    + r")\b(?! (?:not|no|only|up to)\b)"
)
_REGULAR_PAST = re.compile(
    r"^(He|She|It|They|(?:The )?(?!The)[A-Z][\w'’-]+(?: [A-Z][\w'’-]*)*) (?=[a-z]+ed\b)"
)
_REMOVED = [
    (re.compile(pattern), told)
    for pattern, told in (
        (r"\bno longer\b", "still"),
        (r"\bcannot\b", "can"),
        (r"\b(did) not (?=\w)", r"\1 "),
        (
            r"\b(is|was|are|were|has|had|have|can|will|does|do|should|must|would|could|may) not "
            r"(?!only\b|necessarily\b|just\b|until\b|always\b|merely\b|all\b|simply\b)",
            r"\1 ",
        ),
        (r"(?<!\bor )\bwithout (?=[a-z])", "with "),
        (r"\bnever (?=[a-z])", ""),
        (
            r"\b(is|was|are|were|has|had|have|with) no (?=[a-z])(?!more\b|less\b|fewer\b|doubt\b)",
            r"\1 ",
        ),
        (
            r"\b([Nn])either\b(.+?)\bnor\b",
            lambda m: f"{'Both' if m[1] == 'N' else 'both'}{m[2]}and",
        ),
        (r", but not (?=[a-z])", " and "),
    )
]

# What excludes each other, form by form; each word stands for the first of its others.
_PAIRS = """
increase decrease; increases decreases; increased decreased; increasing decreasing; rise decline;
rises declines; rose fell; risen fallen; rising falling; grew shrank; growing shrinking;
before after; earlier later; early late; north south; northern southern; east west;
eastern western; northeast southwest; northwest southeast; northeastern southwestern;
northwestern southeastern; won lost; win lose; wins loses; winning losing; victory defeat;
victories defeats; winner loser; more less; most least; above below; first last; largest smallest;
larger smaller; large small; highest lowest; higher lower; greatest smallest; greater lesser;
longer shorter; longest shortest; oldest youngest; older younger; best worst; better worse;
stronger weaker; strong weak; richer poorer; wealthy poor; rich poor; import export;
imports exports; imported exported; internal external; inside outside; upper lower; top bottom;
majority minority; maximum minimum; accepted rejected; accept reject; supported opposed;
supporters opponents; allowed forbade; included excluded; includes excludes;
began ended; begin end; begins ends; started stopped; starting ending; opened closed;
gained lost; public private; positive negative; ancestors descendants; bought sold; buy sell;
agreed disagreed; encouraged discouraged; strengthened weakened; expanded contracted;
expansion contraction; arrived departed; arrival departure; succeeded failed;
success failure; successful unsuccessful; easy difficult;
easier harder; common rare; often seldom; frequently rarely; always never; legal illegal;
advantage disadvantage; advantages disadvantages; attacked defended; hot cold; warm cool;
faster slower; quickly slowly; rapidly slowly; major minor; many few; everyone nobody; all none;
father son; mother daughter; husband wife; male female; men women; teacher pupil; formal informal;
appeared disappeared; possible impossible; able unable; known unknown; heavily lightly;
urban rural; ancient modern; domestic foreign; permanent temporary; simple complex
"""
_OPPOSITE: dict[str, str] = {}
for _one, _other in (pair.split() for pair in _PAIRS.replace("\n", " ").split(";")):
    _OPPOSITE.setdefault(_one, _other)
    _OPPOSITE.setdefault(_other, _one)
_OPPOSITE |= {"similar": "dissimilar", "same": "opposite"}
_DIRECTED = re.compile(r"(?<![\w'’-])(?:" + "|".join(_OPPOSITE) + r")(?![\w'’-])", re.IGNORECASE)
# Where these words are no directions: “named after”, “the end of”, “at first”, “New South Wales”.
_IDIOM_BEFORE = re.compile(
    r"\b(?:named|look\w*|soon|shortly|day|at|once|the|so|as|of|well|too|not|no|in|for|one|by|how"
    r"|very) $"
)
_LOOSE = frozenset("after all end many rise fell left last common known same rose".split())


def negation_added(text: str, statement: Statement, random: Random) -> str | None:
    """“It was built” as “It was not built”."""
    if _NEGATED.search(text):
        return None
    match = _NOT_AFTER.search(text)
    if match is None or _SOME.search(text[: match.end() + 12]):
        return None
    following = re.match(r"(?:\w+ly )?(\w+)", text[match.end() :])
    if match[1] in {"has", "had", "have"} and not (following and is_verb_form(following[1])):
        return None  # “has not mills” is nobody's English
    verb = "cannot " if match[1] == "can" else f"{match[1]} not "
    return text[: match.start()] + verb + text[match.end() :]


def past_negated(text: str, statement: Statement, random: Random) -> str | None:
    """“They built it” as “They did not build it”."""
    match = _PAST.match(text)
    if match is None or _NEGATED.search(text) or _SOME.search(match[1]) or has_verb(match[1]):
        return None
    if match[1].split()[0].endswith("ly"):
        return None
    return f"{match[1]} did not {BASE_OF_PAST[match[2]]}{text[match.end() :]}"


def never_added(text: str, statement: Statement, random: Random) -> str | None:
    """“They played” as “They never played”."""
    match = _REGULAR_PAST.match(text)
    if match is None or _NEGATED.search(text) or _SOME.search(match[1]):
        return None
    subject = match[1].removeprefix("The ").split()[0]
    if subject.endswith("ly") or subject.lower() in OPENERS - SUBJECT_PRONOUNS:
        return None
    return f"{match[1]} never {text[match.end() :]}"


def negation_removed(text: str, statement: Statement, random: Random) -> str | None:
    """“They did not pay” as “They did pay”."""
    for pattern, told in _REMOVED:
        changed = pattern.sub(told, text, count=1)
        if changed != text:
            return changed
    return None


def direction_turned(text: str, statement: Statement, random: Random) -> str | None:
    """A word replaced by its opposite: “north” by “south”, “won” by “lost”."""
    places = [match for match in _DIRECTED.finditer(text) if _is_directed(match)]
    if not places:
        return None
    match = random.choice(places)
    word = match.group()
    other = _OPPOSITE[word.lower()]
    return text[: match.start()] + _written_like(word, other) + text[match.end() :]


def _is_directed(match: re.Match[str]) -> bool:
    word, text = match.group(), match.string
    before, after = text[: match.start()], text[match.end() :]
    if word[0].isupper() and (before or re.match(r" [A-Z]", after)):
        # In the middle of a sentence it is part of a name; so is “North Carolina”.
        return False
    if word.lower() in _LOOSE and _IDIOM_BEFORE.search(before):
        return False
    if word.lower() in {"most", "many", "all", "more", "less"} and re.match(
        r" (?:of|than)\b", after
    ):
        return word.lower() in {"more", "less"}
    return not re.match(r" school| court| importantly| priest| name| seas", after)


def _written_like(word: str, other: str) -> str:
    return other.capitalize() if word[0].isupper() else other
