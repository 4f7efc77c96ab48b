"""What is reported of an answerability model: areas under the ROC curve, and error rates.

A situation is a data set with what the library holds when its questions are asked. The
area compares the answered questions of one situation with the unanswered of another; the
rates say what happens to the questions of one situation at a threshold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.measures.abstention import area_under_roc

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Names = NDArray[np.str_]

SITUATIONS = {
    "xquad, whole library": 1.0,
    "xquad, article absent": 0.5,
    "xquad, paragraph absent": 1.0,
    "xquad, article alone": 0.5,
    "xquad, article alone, paragraph absent": 0.5,
    "xquad, another article alone": 0.5,
    "squad2, whole library": 2.5,
    "squad2, article alone": 1.0,
    "squad2, article absent": 0.5,
    "squad2, paragraph absent": 0.5,
    "clapnq, whole library": 2.0,
    "clapnq, article alone": 1.0,
    "clapnq, article absent": 0.6,
}
"""Every situation and the weight all its questions together have in the fit: the three sets
weigh about alike, and most weight is on questions asked of a whole library."""

AUCS = (
    ("xquad, whole library", "xquad, article absent"),
    ("xquad, whole library", "xquad, paragraph absent"),
    ("xquad, article alone", "xquad, another article alone"),
    ("xquad, article alone", "xquad, article alone, paragraph absent"),
    ("clapnq, whole library", "clapnq, whole library"),
    ("clapnq, article alone", "clapnq, article alone"),
    ("clapnq, whole library", "clapnq, article absent"),
    ("squad2, whole library", "squad2, whole library"),
    ("squad2, article alone", "squad2, article alone"),
    ("squad2, whole library", "squad2, article absent"),
    ("squad2, whole library", "squad2, paragraph absent"),
)
"""Which answered questions are compared with which unanswered ones."""

ABSENT_TOPIC = (
    "xquad, article absent",
    "xquad, another article alone",
    "squad2, article absent",
    "clapnq, article absent",
)
"""The situations in which the library has nothing on the topic."""

_FALSE_ANSWERS = 0.04


@dataclass(frozen=True, slots=True)
class Judged:
    """For each of n cases its situation, whether it is answered, and the model's probability."""

    situations: Names
    answered: Booleans
    probabilities: Floats

    def of(self, situation: str, answered: bool) -> Floats:
        chosen: Floats = self.probabilities[
            (self.situations == situation) & (self.answered == answered)
        ]
        return chosen


def area(positive: Floats, negative: Floats) -> float:
    """The share of pairs in which the positive is above the negative, ties counting half."""
    confidences = np.concatenate([positive, negative])
    outcomes = np.repeat([1.0, 0.0], [len(positive), len(negative)])
    values = np.column_stack([confidences, outcomes])
    return float(area_under_roc(values, np.ones((1, len(values))))[0])


def auc_table(judged: Judged) -> dict[str, float]:
    """Areas under the ROC curve, by "answered ones / unanswered ones"."""
    return {
        f"{positive} / {negative}": round(
            area(judged.of(positive, True), judged.of(negative, False)), 3
        )
        for positive, negative in AUCS
    }


def rate_table(judged: Judged, threshold: float) -> dict[str, dict[str, float]]:
    """For each situation the shares of answered cases refused and of unanswered ones answered."""
    table: dict[str, dict[str, float]] = {}
    for situation in SITUATIONS:
        rates: dict[str, float] = {}
        if len(answered := judged.of(situation, True)):
            rates["false refusals"] = round(float((answered < threshold).mean()), 3)
        if len(unanswered := judged.of(situation, False)):
            rates["false answers"] = round(float((unanswered >= threshold).mean()), 3)
        table[situation] = rates
    return table


def default_threshold(judged: Judged) -> float:
    """The lowest threshold that keeps false answers rare where the library lacks the topic.

    The sum of both errors over all situations is nearly flat from 0.25 to 0.55, so it can't
    choose. What a reader minds most is an answer about a topic that isn't there: such answers
    are held to 4 %, averaged over the situations without the topic, and no more is refused
    than that takes.
    """
    for threshold in np.arange(0.05, 0.96, 0.01):
        rates = rate_table(judged, float(threshold))
        absent = [rates[name]["false answers"] for name in ABSENT_TOPIC]
        if np.mean(absent) <= _FALSE_ANSWERS:
            return round(float(threshold), 2)
    return 0.95
