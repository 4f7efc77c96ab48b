"""Questions from clauses with a full verb: "What did X announce?", "Who invented Y?"."""

import re
from collections.abc import Iterator

from assistant.suggesting.clause import Clause
from assistant.suggesting.complements import DATE, OBJECT, WHEN, WHY, is_kept
from assistant.suggesting.noun_phrases import head, is_name, is_plural, is_untold
from assistant.suggesting.spelling import is_named
from assistant.suggesting.verbs import (
    FORMS,
    TELLING,
    TO_DO,
    WITH_OBJECT,
    WITH_THAT,
    WITHOUT_OBJECT,
    Tense,
)

_PLACE = re.compile(r"^(place )?(?:in|at|near|from) (?:the )?(?!" + DATE + r")[A-Z][\w'’-]+")
_THAT = re.compile(r"^that \w")
_TO = re.compile(r"^to (?!be\b|have\b|do\b)[a-z]+ \w")
_PLACED = frozenset(
    "live meet die begin start grow study work settle originate arise occur".split()
)
_CAUSAL = frozenset("cause create prevent influence reduce increase".split())
_DEED = frozenset(
    "invent discover found write compose design paint direct publish establish introduce propose "
    "create develop conquer defeat lead build win commission abolish".split()
)


def active_questions(clause: Clause) -> Iterator[tuple[str, float]]:
    """The questions of a clause with a full verb, each with its worth."""
    form = FORMS.get(clause.verb)
    if form is None or clause.auxiliary:
        return
    if form.tense is Tense.PRESENT and is_plural(clause.subject) and not is_name(clause.subject):
        return
    do = f"{form.tense.value} {clause.subject} {' '.join((*clause.adverbs, ''))}{form.base}"
    yield from _when_where_why(clause, form.tense, form.base, do)
    if clause.subject.islower() and " " not in clause.subject:  # "Opponents argued": of what?
        return
    if form.base in TO_DO and _TO.match(clause.rest):
        yield f"What {do} to do{clause.lead}", 0.8
    if form.base in WITH_THAT and _THAT.match(clause.rest):
        yield f"What {do}{clause.lead}", 0.75
    elif form.base in WITH_OBJECT and OBJECT.match(clause.rest):
        yield from _what(clause, form.base, do)


def _when_where_why(
    clause: Clause, tense: Tense, base: str, do: str
) -> Iterator[tuple[str, float]]:
    when = WHEN.match(clause.rest)
    fits = base in WITHOUT_OBJECT or OBJECT.match(clause.rest)
    if tense is Tense.PAST and fits:
        if when and is_kept(when[1]) and not clause.lead:
            yield f"When {do} {when[1]}", 0.95
        elif clause.dated and is_kept(clause.rest):
            yield f"When {do} {clause.rest}", 0.9
    if (where := _PLACE.match(clause.rest)) and (base in _PLACED or where[1]):
        yield f"Where {do} {where[1] or ''}{clause.lead}", 0.95
    if fits and (why := WHY.match(clause.after)) and is_kept(why[1]):
        yield f"Why {do} {why[1]}{clause.lead}", 0.95


def _what(clause: Clause, base: str, do: str) -> Iterator[tuple[str, float]]:
    """What it did it to, and who did it."""
    if is_name(clause.subject) and base in _DEED and is_kept(clause.rest, most=7):
        named = re.match(r"^(?:the|an?) (?:\w+ ){2,}|^[A-Z]", f"{clause.rest} ")
        if named and "," not in clause.rest:
            yield f"Who {clause.verb} {clause.rest}{clause.lead}", 0.9
    elif base in _CAUSAL and not is_named(head(clause.subject.split())) and is_kept(clause.rest):
        yield f"What {clause.verb} {clause.rest}{clause.lead}", 0.75
    if base in TELLING and not is_untold(clause.rest):
        yield f"What {do}{clause.lead}", 0.65 if clause.lead else 0.6
