"""Abstention: whether it answers when it should, and whether its confidence tells.

The confidence is the estimated probability that the documents answer, so it is held against
whether they do; the risk of answering is held against whether the answer would be right.
"""

from dataclasses import dataclass

import numpy as np

from evals.measures.end_to_end import right_if_given
from evals.measures.measure import Figures, Measure, Values, Weights, as_array, ratio
from evals.results import Observation

GROUP = "abstention"
_BINS = 10
_UNANSWERABLE = "unanswerable questions: Rajpurkar et al. 2018, arXiv 1806.03822"


def area_under_roc(values: Values, weights: Weights) -> Figures:
    """How probably a positive has the higher confidence than a negative, a tie counting half."""
    order = np.argsort(values[:, 0], kind="stable")
    outcome, first = values[order, 1], _first_of_ties(values[order, 0])
    drawn = weights[:, order]
    yes = np.add.reduceat(drawn * outcome, first, axis=1)
    no = np.add.reduceat(drawn * (1 - outcome), first, axis=1)
    below = np.cumsum(no, axis=1) - no
    return ratio((yes * (below + no / 2)).sum(axis=1), yes.sum(axis=1) * no.sum(axis=1))


def area_under_risk(values: Values, weights: Weights) -> Figures:
    """The mean, over questions, of the risk if all that are as sure or surer were answered."""
    answered, wrong = _answered_and_wrong(values, weights)
    risk = ratio(np.cumsum(wrong, axis=1), np.cumsum(answered, axis=1))
    # Before the first question that was drawn there is no risk, and nothing weighs it.
    return ratio((answered * np.nan_to_num(risk)).sum(axis=1), answered.sum(axis=1))


def calibration_error(values: Values, weights: Weights) -> Figures:
    """ECE: by how much confidence and outcome differ in ten bins, weighted by their size."""
    in_bin = np.eye(_BINS)[_bins(values)]
    gap = weights @ (in_bin * (values[:, :1] - values[:, 1:]))
    return ratio(np.abs(gap).sum(axis=1), weights.sum(axis=1))


def _bins(values: Values) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Which of ten bins of equal width each confidence falls in; a bin has its lower edge."""
    return np.clip((values[:, 0] * _BINS).astype(np.intp), 0, _BINS - 1)


def _first_of_ties(ordered: Figures) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _answered_and_wrong(values: Values, weights: Weights) -> tuple[Weights, Weights]:
    """How many questions have each confidence, highest first, and how many of them are wrong."""
    order = np.argsort(-values[:, 0], kind="stable")
    first = _first_of_ties(values[order, 0])
    drawn = weights[:, order]
    answered = np.add.reduceat(drawn, first, axis=1)
    return answered, np.add.reduceat(drawn * (1 - values[order, 1]), first, axis=1)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """If all with a confidence of at least `threshold` are answered: what share, how wrong."""

    coverage: float
    threshold: float
    risk: float


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Questions whose confidence is from `low` up to `high`: its mean, and the share answerable."""

    low: float
    high: float
    n: int
    confidence: float
    answerable: float


def risk_coverage(observations: list[Observation]) -> list[CurvePoint]:
    """A point for each confidence, highest first, over questions whose answer is known."""
    taken = _RISK.values(observations)
    if not taken:
        return []
    values = as_array(list(taken.values()))
    answered, wrong = _answered_and_wrong(values, np.ones((1, len(values))))
    given, bad = np.cumsum(answered), np.cumsum(wrong)
    thresholds = np.unique(values[:, 0])[::-1]
    return [
        CurvePoint(float(n) / len(values), float(threshold), float(k) / float(n))
        for n, k, threshold in zip(given, bad, thresholds, strict=True)
    ]


def reliability(observations: list[Observation]) -> list[ReliabilityBin]:
    """The ten bins of ECE that have a question, lowest first."""
    taken = _CALIBRATION.values(observations)
    if not taken:
        return []
    values = as_array(list(taken.values()))
    bins = _bins(values)
    return [
        ReliabilityBin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            n=int((bins == number).sum()),
            confidence=float(values[bins == number, 0].mean()),
            answerable=float(values[bins == number, 1].mean()),
        )
        for number in np.unique(bins).tolist()
    ]


def _false_answer(seen: Observation) -> float | None:
    return None if seen.question.answerable else float(not seen.abstained)


def _false_abstention(seen: Observation) -> float | None:
    return float(seen.abstained) if seen.question.answerable else None


def _confidence_and_answerable(seen: Observation) -> tuple[float, bool]:
    return seen.confidence, seen.question.answerable


def _confidence_and_right(seen: Observation) -> tuple[float, bool] | None:
    is_right = right_if_given(seen)
    return None if is_right is None else (seen.confidence, is_right)


def _brier(seen: Observation) -> float:
    return (seen.confidence - seen.question.answerable) ** 2


_RISK = Measure(
    key="aurc",
    title="area under risk–coverage",
    group=GROUP,
    formula="mean over questions of the share of wrong answers if it and all that are as sure "
    "or surer were answered; any answer to an unanswerable question is wrong",
    source="El-Yaniv & Wiener 2010, JMLR 11; Geifman & El-Yaniv 2017, arXiv 1705.08500; "
    "Geifman et al. 2018, arXiv 1805.08206",
    more_is_better=False,
    of=_confidence_and_right,
    statistic=area_under_risk,
)
_CALIBRATION = Measure(
    key="ece",
    title="expected calibration error",
    group=GROUP,
    formula="sum over 10 bins of equal width of (questions in it / questions) * "
    "|mean confidence - share answerable|",
    source="Naeini et al. 2015, AAAI; Guo et al. 2017, arXiv 1706.04599",
    more_is_better=False,
    of=_confidence_and_answerable,
    statistic=calibration_error,
)

MEASURES = (
    Measure(
        key="false_answers",
        title="false answers",
        group=GROUP,
        formula="share of unanswerable questions that were answered",
        source=_UNANSWERABLE,
        more_is_better=False,
        of=_false_answer,
    ),
    Measure(
        key="false_abstentions",
        title="false abstentions",
        group=GROUP,
        formula="share of answerable questions that were refused",
        source=_UNANSWERABLE,
        more_is_better=False,
        of=_false_abstention,
    ),
    Measure(
        key="auroc",
        title="area under ROC",
        group=GROUP,
        formula="share of pairs, one answerable and one not, in which the answerable one has "
        "the higher confidence; a tie counts half",
        source="Hanley & McNeil 1982, Radiology 143(1)",
        more_is_better=True,
        of=_confidence_and_answerable,
        statistic=area_under_roc,
    ),
    _RISK,
    _CALIBRATION,
    Measure(
        key="brier",
        title="Brier score",
        group=GROUP,
        formula="mean of (confidence - 1 if answerable, else 0) squared",
        source="Brier 1950, Monthly Weather Review 78(1)",
        more_is_better=False,
        of=_brier,
    ),
)
