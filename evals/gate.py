"""The gate: what a run must not do, against fixed floors and against a committed baseline.

No citation may quote what doesn't stand, no must-pass question may go wrong, no figure may be
past its floor, and none may be surely worse than the baseline's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from pathlib import Path

from evals.baseline import Baseline, differences
from evals.measures import MEASURES, measure
from evals.measures.end_to_end import cause_of_failure
from evals.questions.record import MUST_PASS
from evals.results import Run
from evals.statistics import Difference
from vectorstore.errors import AssistantError

TOLERANCE = 0.01
_HELD_TO_BASELINE = {"end to end", "retrieval", "citations", "abstention"}
_ROUNDING = 1e-9


class FloorsUnusable(AssistantError):
    """A file of floors that can't be used."""


class Kind(StrEnum):
    """What is wrong: with the assistant, or (MACHINERY) with the harness that asked it."""

    CITATION = "citation"
    MUST_PASS = "must-pass"
    FLOOR = "floor"
    REGRESSION = "regression"
    MACHINERY = "machinery"


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason not to let a run pass, in one sentence."""

    kind: Kind
    sentence: str


def read_floors(file: Path) -> dict[str, float]:
    """The limits in a file: numbers by key of a measure. Raises FloorsUnusable."""
    try:
        limits = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FloorsUnusable(f"The floors {file} cannot be read ({error}).") from error
    if not isinstance(limits, dict):
        raise FloorsUnusable(f"The floors {file} must be an object of numbers.")
    known = {one.key for one in MEASURES}
    for key, limit in limits.items():
        if key not in known:
            raise FloorsUnusable(
                f"The floors {file} name {key!r}, which is none of {', '.join(sorted(known))}."
            )
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not isfinite(limit):
            raise FloorsUnusable(f"The floors {file} need a number for {key!r}, not {limit!r}.")
    return dict(limits)


def check(
    run: Run,
    floors: Mapping[str, float],
    baseline: Baseline | None = None,
    tolerance: float = TOLERANCE,
    seed: int = 0,
) -> list[Problem]:
    """Every reason not to let a run pass, none if all is well.

    A difference from the baseline is one where its whole interval lies more than `tolerance`
    on the bad side. Raises BaselineUnusable, and KeyError for a floor of no measure.
    """
    problems = [*_machinery(run), *_broken_citations(run), *_must_pass(run)]
    problems += _past_floors(run, floors)
    if baseline is not None and run.judged:
        problems += _regressions(differences(run, baseline, seed), tolerance)
    return problems


def _machinery(run: Run) -> list[Problem]:
    failed = run.failed
    if not failed:
        return []
    first = f"{failed[0].question.id} ({failed[0].error})"
    sentence = f"The machinery failed on {_questions(len(failed))}, first on {first}."
    return [Problem(Kind.MACHINERY, sentence)]


def _broken_citations(run: Run) -> list[Problem]:
    problems = []
    for seen in run.judged:
        citations = seen.reply.citations if seen.reply else []
        if broken := sum(not one.stands for one in citations):
            share = f"{broken} of {len(citations)} citations"
            sentence = f"{seen.question.id}: the document doesn't say what {share} quote."
            problems.append(Problem(Kind.CITATION, sentence))
    return problems


def _must_pass(run: Run) -> list[Problem]:
    return [
        Problem(Kind.MUST_PASS, f"{seen.question.id} must come out right, but it didn't: {cause}.")
        for seen in run.judged
        if MUST_PASS in seen.question.tags and (cause := cause_of_failure(seen))
    ]


def _past_floors(run: Run, floors: Mapping[str, float]) -> list[Problem]:
    problems = []
    for key, limit in floors.items():
        one = measure(key)
        value = one.over(run.judged)
        if value is None:
            sentence = f"{key} has a limit of {limit:g}, but no question of this run tells of it."
        elif one.more_is_better and value < limit - _ROUNDING:
            sentence = f"{key} ({one.title}) is {value:.4f}, below its floor of {limit:g}."
        elif not one.more_is_better and value > limit + _ROUNDING:
            sentence = f"{key} ({one.title}) is {value:.4f}, above its ceiling of {limit:g}."
        else:
            continue
        problems.append(Problem(Kind.FLOOR, sentence))
    return problems


def _regressions(found: Mapping[str, Difference], tolerance: float) -> list[Problem]:
    problems = []
    for key, by in found.items():
        one = measure(key)
        least = -by.high if one.more_is_better else by.low
        if one.group in _HELD_TO_BASELINE and least > tolerance:
            went = "fell" if one.more_is_better else "rose"
            near, far = sorted((abs(by.low), abs(by.high)))
            problems.append(
                Problem(
                    Kind.REGRESSION,
                    f"{key} ({one.title}) {went} by {abs(by.value):.3f} against the baseline "
                    f"({near:.3f} to {far:.3f}, {_questions(by.n)}); {tolerance:g} is tolerated.",
                )
            )
    return problems


def _questions(n: int) -> str:
    return "1 question" if n == 1 else f"{n} questions"
