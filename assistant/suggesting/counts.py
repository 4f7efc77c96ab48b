"""Questions for a number: "How many …", "How long is …", "What percentage of …"."""

import re
from collections.abc import Iterator

from assistant.suggesting.clause import Clause, first_clause
from assistant.suggesting.complements import is_kept
from assistant.suggesting.noun_phrases import is_plural
from assistant.suggesting.spelling import Spelling
from assistant.suggesting.verbs import AUXILIARIES, FORMS, Tense

_ABOUT = (
    r"(?:(?:about|around|over|more than|nearly|almost|approximately|some|at least|only|roughly"
    r"|up to|an estimated|less than|fewer than) )?"
)
_SPELLED = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_SPELLED.split())})"
    r"(?: (?:hundred|thousand|million|billion))?"
)
_NO_COUNT = (  # what only looks counted, or is a measure rather
    r"(?!percent|per|years?\b|days?\b|months?\b|weeks?\b|hours?\b|times?\b|degrees?\b|miles?\b"
    r"|kilomet\w+|met(?:re|er)s\b|feet\b|dollars?\b|of\b|or\b|and\b|to\b|points?\b|in\b|more\b"
    r"|most\b|main\b|major\b|different\b|other\b|was\b|were\b|are\b|is\b|such\b)"
)
_COUNTED = (
    rf"({_NO_COUNT}[a-z-]+(?: [a-z-]+){{0,2}}?s|people|men|women|children"
    rf"|{_NO_COUNT}[a-z-]+ people)"
)
_SUBJECT = re.compile(
    rf"^{_ABOUT}{_NUMBER} ((?:of the )?(?:major |different |main )?){_COUNTED} ([a-z]+) (.+)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"^(?:a total of )?{_ABOUT}{_NUMBER} {_COUNTED}(?=$|[,;:.]| [a-z])")
_PERCENT = re.compile(
    r"^(?:\w+ )?[\d.]+(?:%| percent| per cent) of (the [a-z -]+?|[a-z-]+s) (was|were|is|are|had"
    r"|have|has|live|lived|speak|spoke) (.+)$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    rf"^{_ABOUT}{_NUMBER} (?:\w+ )?(?:kilomet\w+|met(?:re|er)s|miles|feet|km|m|ft|years|inches|cm)"
    r" (long|high|tall|wide|deep|old|thick)\b"
)
_POPULATION = re.compile(rf"^an? (?:[a-z-]+ )?population of {_ABOUT}{_NUMBER}\b")
# "Were left uninhabitable": by what?
_TELLS_WHERE = re.compile(r"\w .*[A-Z\d]|\w [A-Z\d]")
_THERE = re.compile(
    rf"^There (is|are|was|were) (?:currently )?{_ABOUT}{_NUMBER} {_COUNTED}( (?:in|at|on) [^,;:]+)$"
)
_VERBS = {"has": "does", "have": "do", "had": "did"}


def count_questions(
    sentence: str, spelling: Spelling, title: str = ""
) -> Iterator[tuple[str, float]]:
    """The questions for a number that a sentence names, each with its worth."""
    yield from _of_subject(sentence)
    clause = first_clause(sentence, spelling, title)
    if clause is None:
        return
    measured = _MEASURED.match(clause.rest)
    if measured and clause.verb in ("is", "was", "are", "were"):
        yield f"How {measured[1]} {clause.verb} {clause.subject}", 1.0
    yield from _of_object(clause)


def _of_subject(sentence: str) -> Iterator[tuple[str, float]]:
    text = sentence.rstrip(".")
    if counted := _SUBJECT.match(text):
        kind, noun, verb, rest = counted.groups()
        said = re.split(r"[,;:]", rest)[0]
        past = verb in FORMS and FORMS[verb].tense is Tense.PAST
        verbal = past or verb in ("was", "were", "are")
        if verbal and is_kept(said) and _TELLS_WHERE.search(said):
            yield f"How many {kind}{noun} {verb} {said}", 0.95
    elif there := _THERE.match(text):
        if is_kept(there[3]):
            yield f"How many {there[2]} {there[1]} there{there[3]}", 0.95
    elif share := _PERCENT.match(text):
        said = re.split(r"[,;:]", share[3])[0]
        if is_kept(said):
            yield f"What percentage of {share[1]} {share[2]} {said}", 0.95


def _of_object(clause: Clause) -> Iterator[tuple[str, float]]:
    plural = is_plural(clause.subject)
    if clause.verb in _VERBS:
        if (clause.verb == "has" and plural) or (clause.verb == "have" and not plural):
            return
        if _POPULATION.match(clause.rest):
            be = "was" if clause.verb == "had" else "is"
            yield f"What {be} the population of {clause.subject}{clause.lead}", 1.0
        elif (counted := _OBJECT.match(clause.rest)) and not _is_verb(counted[1]):
            do = f"{_VERBS[clause.verb]} {clause.subject} have"
            yield f"How many {counted[1]} {do}{clause.lead}", 0.9
        return
    form = FORMS.get(clause.verb)
    counted = _OBJECT.match(clause.rest)
    if form and counted and clause.verb not in AUXILIARIES and not _is_verb(counted[1]):
        if form.tense is Tense.PRESENT and plural:
            return
        do = f"{form.tense.value} {clause.subject} {form.base}"
        yield f"How many {counted[1]} {do}{clause.lead}", 0.9


def _is_verb(counted: str) -> bool:
    """Whether a word of what is counted is none: "ten years after"."""
    return any(word in AUXILIARIES or word in ("after", "before") for word in counted.split())
