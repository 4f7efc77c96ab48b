"""Fit the answerability model: `python -m evals.tuning.fit_answerability DATA_FOLDER`.

One logistic regression is fitted on a weighted mix of all situations, because the assistant
never knows which one it is in. Printed figures are cross-validated by article: no article's
questions are judged by a model that saw it.
"""

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answerability import FURTHEST
from evals.tuning.answerability_cases import SOURCES, Case, cases
from evals.tuning.answerability_report import (
    SITUATIONS,
    Judged,
    auc_table,
    default_threshold,
    rate_table,
)

Floats = NDArray[np.float64]

FITTED_ON = "2026-11-23"
TARGET = Path(__file__).parents[2] / "assistant" / "answerability.json"
_FOLDS = 8
_STRENGTH = 0.1  # scikit-learn's C, for weights that average 1


def weights_of(situations: NDArray[np.str_], answered: NDArray[np.bool_]) -> Floats:
    """A weight for each case: its situation's share, then as much answered as unanswered."""
    weights = np.zeros(len(situations))
    for situation, share in SITUATIONS.items():
        inside = situations == situation
        if inside.any():
            weights[inside] = share / inside.sum()
    for kind in (answered, ~answered):
        weights[kind] /= weights[kind].sum()
    normal: Floats = weights / weights.mean()
    return normal


@dataclass(frozen=True, slots=True)
class Fitted:
    """Means and scales of the features, and the regression over the standardised ones."""

    mean: Floats
    scale: Floats
    coefficients: Floats
    intercept: float

    def probabilities(self, values: Floats) -> Floats:
        standardised = np.clip((values - self.mean) / self.scale, -FURTHEST, FURTHEST)
        log_odds = self.intercept + standardised @ self.coefficients
        result: Floats = 1 / (1 + np.exp(-log_odds))
        return result


def fit(values: Floats, answered: NDArray[np.bool_], weights: Floats) -> Fitted:
    """Standardise and fit, both weighted."""
    from sklearn.linear_model import LogisticRegression

    mean = np.average(values, axis=0, weights=weights)
    scale = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=weights))
    scale[scale < 1e-9] = 1.0
    standardised = np.clip((values - mean) / scale, -FURTHEST, FURTHEST)
    regression = LogisticRegression(C=_STRENGTH, max_iter=1000)
    regression.fit(standardised, answered, sample_weight=weights)
    return Fitted(mean, scale, regression.coef_[0], float(regression.intercept_[0]))


def folds_of(found: Sequence[Case]) -> NDArray[np.int64]:
    """Folds that keep an article together, also where two data sets share one.

    The few long articles of SQuAD 2.0 go to one fold each, the rest by a hash of the title.
    """
    long_ones = sorted({case.article for case in found if case.situation.startswith("squad2")})
    return np.array(
        [
            (long_ones.index(case.article) if case.article in long_ones else _hash(case.article))
            % _FOLDS
            for case in found
        ]
    )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


def cross_validated(found: Sequence[Case]) -> Judged:
    """Every case judged by a model fitted on the other folds."""
    values, situations, answered = arrays(found)
    folds = folds_of(found)
    probabilities = np.zeros(len(found))
    for fold in range(_FOLDS):
        rest = folds != fold
        weights = weights_of(situations[rest], answered[rest])
        fitted = fit(values[rest], answered[rest], weights)
        probabilities[~rest] = fitted.probabilities(values[~rest])
    return Judged(situations, answered, probabilities)


def arrays(found: Sequence[Case]) -> tuple[Floats, NDArray[np.str_], NDArray[np.bool_]]:
    """Cases as a feature matrix, their situations, and whether each is answered."""
    return (
        np.array([list(case.features.values()) for case in found]),
        np.array([case.situation for case in found]),
        np.array([case.answered for case in found]),
    )


def stored(found: Sequence[Case], judged: Judged, threshold: float) -> dict[str, Any]:
    """What answerability.json holds: the model fitted on all cases, and how well it does."""
    values, situations, answered = arrays(found)
    fitted = fit(values, answered, weights_of(situations, answered))
    rows = zip(found[0].features, fitted.mean, fitted.scale, fitted.coefficients, strict=True)
    return {
        "about": "Logistic regression over standardised features: whether documents answer.",
        "made by": "python -m evals.tuning.fit_answerability",
        "fitted on": FITTED_ON,
        "data": [f"{name} (tuning half)" for name in SOURCES],
        "cross-validated by article": {
            "area under the ROC curve, answered / unanswered": auc_table(judged),
            "rates at the threshold": rate_table(judged, threshold),
        },
        "threshold": threshold,
        "intercept": round(fitted.intercept, 4),
        "features": {
            name: {
                "mean": round(float(mean), 4),
                "scale": round(float(scale), 4),
                "coefficient": round(float(coefficient), 4),
            }
            for name, mean, scale, coefficient in rows
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help=f"folder with {', '.join(SOURCES)}")
    folder: Path = parser.parse_args().data
    found = list(cases(folder))
    judged = cross_validated(found)
    threshold = default_threshold(judged)
    for pair, value in auc_table(judged).items():
        print(f"{value:.3f}  {pair}")
    print(f"threshold {threshold}")
    for situation, rates in rate_table(judged, threshold).items():
        print(f"{situation:42}", "  ".join(f"{name} {rate:.1%}" for name, rate in rates.items()))
    text = json.dumps(stored(found, judged, threshold), indent=1, ensure_ascii=False)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"written to {TARGET.name}")


if __name__ == "__main__":
    main()
