"""What a model tells of more than one sentence: two in one, or a name for a pronoun."""

import re
from random import Random

from evals.verification.grammar import OPENERS, decapitalised, has_verb, is_balanced
from evals.verification.names import names, sort_of
from evals.verification.statement import Statement, told

_MOST_WORDS = 60
_BINDS = re.compile(
    r"^(?:However|Thus|Therefore|Moreover|Furthermore|Nevertheless|Consequently|Hence|Also"
    r"|In addition|For example|For instance|As a result|Similarly|Meanwhile|Instead|But|And|Or|So"
    r"|Because|Although|While|If|When|Since)\b"
)
_LEANS = re.compile(
    r"^(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|Such|Here|There|Another|Other|Both"
    r"|Afterwards?|Later|Then|Subsequently|Earlier)\b|\b(?:however|therefore|also|too|then)\b"
)
_PRONOUN = re.compile(r"^(He|She|It|They|His|Its|Their) (?=[a-z])")
_SUBJECT = re.compile(
    r"(?:(?:In|On|By|During|After|From) [^,]{3,30}, )?(?P<article>[Tt]he )?"
    r"(?P<name>[A-Z][\w-]+(?: (?:(?:of|the|de) )?[A-Z][\w-]*)*)"
)
_A_PLACE = re.compile(r"\b(?:in|at|near|to|from|of|the|into|with) $")
_HELD_BY = {"His": "’s", "Its": "’s", "Their": "’"}
_LET_THAT = re.compile(
    r"^It (?:is|was|has been|had been|became|remains?|seems|took|may|can) "
    r"(?:\w+ ){0,3}(?:that|to|who|which|for|in)\b"
)


def joined_by_and(text: str, statement: Statement, random: Random) -> str | None:
    """The sentence before and this one, with “and” between them."""
    return _joined(text, statement, ", and ")


def joined_by_semicolon(text: str, statement: Statement, random: Random) -> str | None:
    """The same with a semicolon."""
    return _joined(text, statement, "; ")


def joined_by_while(text: str, statement: Statement, random: Random) -> str | None:
    """The same with “while”."""
    return _joined(text, statement, ", while ")


def both(first: Statement, second: Statement) -> str | None:
    """Two sentences of different passages in one: neither may lean on what went before it."""
    if any(_BINDS.match(one.text) or _LEANS.search(one.text) for one in (first, second)):
        return None
    if not (is_balanced(first.text) and is_balanced(second.text)):
        return None
    joined = f"{first.text[:-1]}, and {decapitalised(second.text, second.around)}"
    return joined if len(joined.split()) <= _MOST_WORDS else None


def _joined(text: str, statement: Statement, link: str) -> str | None:
    if statement.before is None:
        return None
    first = told(statement.before)
    if not first.endswith(".") or not first[0].isupper() or not has_verb(first):
        return None
    if _BINDS.match(text) or not (is_balanced(first) and is_balanced(text)):
        return None
    joined = f"{first[:-1]}{link}{decapitalised(text, statement.around)}"
    return joined if len(joined.split()) <= _MOST_WORDS else None


def with_the_name(text: str, statement: Statement, random: Random) -> str | None:
    """A pronoun that opens the sentence replaced by the name that the sentence before opens with.

    Only where nothing else could be meant: the sentence before has no other name of a person,
    or is about the document's own subject.
    """
    match = _PRONOUN.match(text)
    if match is None or statement.before is None or _LET_THAT.match(text):
        return None
    subject = _subject(told(statement.before), match[1], statement)
    if subject is None or _plural(subject) != (match[1] in {"They", "Their"}):
        return None
    held = _HELD_BY.get(match[1], "")
    return f"{subject}{held} {text[match.end() :]}"


def _subject(before: str, pronoun: str, statement: Statement) -> str | None:
    """The name that is a sentence's subject, with its article, if the pronoun can mean no other."""
    match = _SUBJECT.match(before)
    if match is None or not _goes_on(before[match.end() :]):
        return None
    article, name = match["article"] or "", match["name"]
    around = statement.around
    if name.split()[0].lower() in OPENERS or decapitalised(name, around) != name:
        return None
    others = [
        one.text
        for one in names(before[match.end() :])
        if not _A_PLACE.search(before[: match.end() + one.span.start])
    ]
    if set(name.split()) & set(statement.title.split()):
        return article.capitalize() + name
    person = pronoun in {"He", "She", "His"}
    rivals = [one for one in others if not person or sort_of(one, around) == "person"]
    fits = (person and not article) or len(name.split()) > 1
    return article.capitalize() + name if fits and not rivals else None


def _goes_on(rest: str) -> bool:
    """Whether a verb follows a name at once."""
    return has_verb(" ".join(rest.split()[:2])) and not re.match(r"[,'’-]| (?:and|or|of)\b", rest)


def _plural(subject: str) -> bool:
    return subject.endswith("s") and not subject.endswith(("ss", "us", "is"))
