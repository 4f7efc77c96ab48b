"""Part of a sentence, where the part is true by itself: asides dropped, clauses told alone."""

import re
from random import Random

from evals.verification.grammar import (
    AUXILIARIES,
    SUBJECT_PRONOUNS,
    capitalised,
    has_verb,
    is_balanced,
    is_past,
    is_verb_form,
)
from evals.verification.statement import Statement

# What stands in brackets may also narrow what was said: “(except Sundays)”.
_PARENTHESIS = re.compile(r" \((?!(?:or|not|except|excluding|unless|only|and|but|if)\b)[^()]*\)")
_OPENING = re.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Additionally|For example|For instance|Thus"
    r"|Therefore|Nevertheless|Nonetheless|Consequently|As a result|Indeed|In fact|Similarly"
    r"|Also|Meanwhile|Accordingly|Hence|In particular|Notably|Specifically|On the other hand"
    r"|In contrast|By contrast|Likewise|Besides), (?=[A-Za-z])"
)
_RELATIVE = re.compile(r", (?:which|who) [^,;()]+, (?=(?:also )?(\w+))")
_RELATIVE_END = re.compile(r", (?:which|who) [^,;]+\.$")
_DOING_END = re.compile(
    r", (?!(?:including|according|regarding|being|king|\w*thing|during|spring|string|wing|ring"
    r"|evening|morning)\b)\w+ing [^;:]+\.$"
)
_APPOSITIVE = re.compile(r"(?<=[a-z]), (?:the|an?) ([^,;:()]+), (\w+)")
_NAMED_WHO = re.compile(
    r"^((?:The |the )?(?:[A-Z][\w'’-]*)(?: (?:of|the|de) [A-Z][\w'’-]*| [A-Z][\w'’-]*)*), "
    r"(?:which|who) ((?:is|was|are|were|has|had) [^,;()]+), "
)
_NAMED_AS = re.compile(
    r"^((?:The )?(?:[A-Z][\w'’-]*)(?: (?:of|the|de) [A-Z][\w'’-]*| [A-Z][\w'’-]*)*), "
    r"((?:an?|the) [^,;:()]+), (\w+)"
)
_COMPOUND = re.compile(r"^(.+?)(?:;|, (?:and|but|so)) (.+)\.$")
_SCOPED = re.compile(
    r"^(?:If|Unless|Although|Though|While|When|Because|Since|As|Whether|Neither|Either|Not|No"
    r"|Nor|Both|Where|Whereas|Despite|Few|Had|Were|Once|After|Before|Until)\b"
)
_LEANS = re.compile(
    r"\b(?:this|these|those|such|it|they|them|he|him|she|her|their|his|its|also|both|latter|former"
    r"|other|another|same|then)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"^(?:the|this|that|these|those|its|his|her|their|a|an|[A-Z]\w+)\b")


def without_parenthesis(text: str, statement: Statement, random: Random) -> str | None:
    """Without what stands in brackets."""
    short = _PARENTHESIS.sub("", text)
    return short if short != text and is_balanced(short) else None


def without_opening(text: str, statement: Statement, random: Random) -> str | None:
    """Without “However,”, “In addition,” or the like."""
    short = _OPENING.sub("", text)
    return capitalised(short) if short != text else None


def without_relative_clause(text: str, statement: Statement, random: Random) -> str | None:
    """Without a clause with “which” or “who” between or after commas."""
    for pattern, filled in ((_RELATIVE, " "), (_RELATIVE_END, ".")):
        match = pattern.search(text)
        if match and match.groups() and not is_verb_form(match[1].lower()):
            continue  # the clause may go on past the comma
        if match and has_verb(text[: match.start()] + text[match.end() :]):
            short = text[: match.start()] + filled + text[match.end() :]
            if is_balanced(short) and len(short.split()) >= 5:
                return short
    return None


def without_what_was_done(text: str, statement: Statement, random: Random) -> str | None:
    """Without a clause in -ing after the last comma."""
    match = _DOING_END.search(text)
    if match is None:
        return None
    short = text[: match.start()] + "."
    whole = has_verb(short) and is_balanced(short) and len(short.split()) >= 6
    # A list isn't cut in its middle.
    whole = whole and ", and " not in match.group() and "including" not in short
    whole = whole and not re.search(r", [\w-]+\.$", short)
    return short if whole and not _SCOPED.match(short) else None


def without_appositive(text: str, statement: Statement, random: Random) -> str | None:
    """“Ann, a baker, left.” as “Ann left.”"""
    match = _APPOSITIVE.search(text)
    if match is None or has_verb(match[1]) or not is_verb_form(match[2].lower()):
        return None
    if not re.search(r"[A-Z][\w'’-]*$", text[: match.start()]) or "," in text[: match.start()]:
        return None
    return text[: match.start()] + " " + text[match.start(2) :]


def who_it_is(text: str, statement: Statement, random: Random) -> str | None:
    """“Ann, who was a baker, left.” as “Ann was a baker.”"""
    if match := _NAMED_WHO.match(text):
        return f"{match[1]} {match[2]}."
    return None


def what_it_is(text: str, statement: Statement, random: Random) -> str | None:
    """“Ann, a baker, left.” as “Ann was a baker.”"""
    match = _NAMED_AS.match(text)
    if match is None or has_verb(match[2]) or not is_verb_form(match[3]):
        return None
    plural = match[3] in {"are", "were", "have"}
    past = is_past(text[match.start(3) :])
    verb = ("were" if plural else "was") if past else ("are" if plural else "is")
    return f"{match[1]} {verb} {match[2]}." if not plural else None


def first_clause(text: str, statement: Statement, random: Random) -> str | None:
    """The first of two main clauses alone."""
    halves = _halves(text)
    return f"{halves[0]}." if halves else None


def second_clause(text: str, statement: Statement, random: Random) -> str | None:
    """The second of two main clauses alone, where its subject needs no first one."""
    halves = _halves(text)
    if halves is None or not re.match(r"(?:the |[A-Z])", halves[1]) or _LEANS.search(halves[1]):
        return None
    return f"{capitalised(halves[1])}."


def _halves(text: str) -> tuple[str, str] | None:
    match = _COMPOUND.match(text)
    if match is None:
        return None
    first, second = match.groups()
    opening = second.split()[0].lower()
    clause = opening in SUBJECT_PRONOUNS or _NEW_CLAUSE.match(second)
    if not clause or _SCOPED.match(first) or not _has_own_verb(second):
        return None
    if min(len(first.split()), len(second.split())) < 5 or not has_verb(first):
        return None
    both = is_balanced(first) and is_balanced(second)
    return (first, second) if both and "," not in first else None


def _has_own_verb(clause: str) -> bool:
    """Whether a verb stands near the beginning of a clause, before any comma."""
    start = clause.split(",")[0].split()[1:8]
    return any(word in AUXILIARIES or is_verb_form(word) for word in start)
