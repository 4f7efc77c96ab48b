"""How sure a figure is: bootstrap intervals, and the smallest difference that n can show.

Intervals are percentiles of a bootstrap (Efron & Tibshirani 1993, "An Introduction to the
Bootstrap", ch. 13). Questions about one document share its difficulties, so whole documents
are drawn where there are enough of them, as clustered standard errors would have it (Miller
2024, "Adding Error Bars to Evals", arXiv 2411.00640). Two runs are compared question by
question: in every resample both are taken over the same questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evals.measures.measure import Figures, Measure, Value, Weights, as_array
from evals.results import Observation

Unit = Literal["document", "question"]

_RESAMPLES = 1000
_FEWEST_DOCUMENTS = 5
# 5 % level, two-sided, and 80 % power: z(0.975) + z(0.8).
_LEVEL_AND_POWER = 1.96 + 0.84
# With nothing seen in n, less than 3 / n is to be expected, at 95 %: the rule of three
# (Hanley & Lippman-Hand 1983, JAMA 249(13)).
_RULE_OF_THREE = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval, over `n` questions in `clusters` drawn units.

    The interval always has the value in it. That needs saying because resamples of an error
    that is never negative, like ECE's, tend to be worse than what they were drawn from.
    """

    value: float
    low: float
    high: float
    n: int
    clusters: int
    by: Unit


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher a figure is after than before, with its 95 % interval.

    `n` questions tell of it, and `changed` of them came out another way. `detectable` is the
    smallest difference that would be found with 80 % power at the 5 % level; where resamples
    show no spread at all it is the rule of three's 3 / clusters, at most 1.
    """

    value: float
    low: float
    high: float
    n: int
    clusters: int
    by: Unit
    changed: int
    detectable: float


def estimate(
    measure: Measure, observations: Iterable[Observation], seed: int = 0
) -> Estimate | None:
    """A measure's figure with its interval, None if it speaks of none of the questions."""
    observations = list(observations)
    documents = {seen.question.id: seen.question.cluster for seen in observations}
    return estimate_of_values(measure, measure.values(observations), documents, seed)


def estimate_of_values(
    measure: Measure, values: Mapping[str, Value], documents: Mapping[str, str], seed: int = 0
) -> Estimate | None:
    """The same from values by question id; `documents` has the document of each."""
    ids = list(values)
    figure = _figures(measure, values, ids, np.ones((1, len(ids))))
    if figure is None or np.isnan(figure[0]):
        return None
    weights, clusters, by = _resamples([documents[one] for one in ids], seed)
    figures = _figures(measure, values, ids, weights)
    assert figures is not None
    low, high = _interval(figures, value := float(figure[0]))
    return Estimate(value, low, high, len(ids), clusters, by)


def difference(
    measure: Measure,
    before: Iterable[Observation],
    after: Iterable[Observation],
    seed: int = 0,
) -> Difference | None:
    """The paired difference on the questions that both have, by id; None if there is none."""
    before, after = list(before), list(after)
    known = {seen.question.id for seen in before if seen.error is None}
    documents = {
        seen.question.id: seen.question.cluster
        for seen in after
        if seen.error is None and seen.question.id in known
    }
    return difference_of_values(
        measure, measure.values(before), measure.values(after), documents, seed
    )


def difference_of_values(
    measure: Measure,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    documents: Mapping[str, str],
    seed: int = 0,
) -> Difference | None:
    """The same from values by question id; `documents` has the document of each that counts.

    A measure may speak of a question in one run only (a citation's, if the other abstained).
    Each figure is taken over the questions it speaks of, so that the difference is the one
    between the two figures; only what is drawn is paired.
    """
    ids = [one for one in documents if one in before or one in after]
    weights, clusters, by = _resamples([documents[one] for one in ids], seed)
    whole = np.ones((1, len(ids)))
    values, spread = (
        _subtracted(
            _figures(measure, after, ids, drawn),
            _figures(measure, before, ids, drawn),
        )
        for drawn in (whole, weights)
    )
    if values is None or spread is None or np.isnan(values[0]):
        return None
    low, high = _interval(spread, value := float(values[0]))
    error = float(np.nanstd(spread))
    return Difference(
        value=value,
        low=low,
        high=high,
        n=len(ids),
        clusters=clusters,
        by=by,
        changed=sum(before.get(one) != after.get(one) for one in ids),
        # A spread of rounding errors is none.
        detectable=_LEVEL_AND_POWER * error
        if error > 1e-12
        else min(_RULE_OF_THREE / clusters, 1.0),
    )


def _figures(
    measure: Measure, values: Mapping[str, Value], ids: Sequence[str], weights: Weights
) -> Figures | None:
    """The measure's figure in each resample of `ids`, over those of them that have a value."""
    there = [place for place, one in enumerate(ids) if one in values]
    if not there:
        return None
    drawn = weights if len(there) == len(ids) else weights[:, there]
    return measure.statistic(as_array([values[ids[place]] for place in there]), drawn)


def _subtracted(after: Figures | None, before: Figures | None) -> Figures | None:
    return None if after is None or before is None else after - before


def _interval(figures: Figures, value: float) -> tuple[float, float]:
    known = figures[~np.isnan(figures)]
    if not len(known):
        return value, value
    low, high = np.percentile(known, [2.5, 97.5])
    return min(float(low), value), max(float(high), value)


def _resamples(documents: Sequence[str], seed: int) -> tuple[Weights, int, Unit]:
    """How often each question is drawn in each resample; of how many units, and which."""
    numbers = {document: number for number, document in enumerate(dict.fromkeys(documents))}
    if len(numbers) < _FEWEST_DOCUMENTS:
        return _drawn(len(documents), seed), len(documents), "question"
    of_question = np.array([numbers[document] for document in documents])
    return _drawn(len(numbers), seed)[:, of_question], len(numbers), "document"


@lru_cache(maxsize=2)
def _drawn(units: int, seed: int) -> NDArray[np.float64]:
    """How often each of some units is drawn, with replacement; (resamples, units).

    Kept, because most measures speak of the same questions; nobody may write into it.
    """
    picks = np.random.default_rng(seed).integers(0, max(units, 1), (_RESAMPLES, units))
    picks += np.arange(_RESAMPLES)[:, None] * units
    counts = np.bincount(picks.ravel(), minlength=_RESAMPLES * units).astype(np.float64)
    counts.flags.writeable = False
    return counts.reshape(_RESAMPLES, units)
