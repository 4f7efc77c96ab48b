"""How likely it is that the documents answer a question: a logistic regression.

Its coefficients stand, readable, in answerability.json beside this file, together with the
data they were fitted on and how well they do; `python -m evals.tuning.fit_answerability` makes it.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.answerability_features import features
from vectorstore.evidence import Evidence

__all__ = ["AnswerabilityModel", "Feature", "confidence", "default_threshold", "features"]

# Standardised features beyond this come of inputs unlike any seen, and count as this much.
FURTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Feature:
    """How a feature is standardised, and what a standard deviation of it adds to the odds."""

    mean: float
    scale: float
    coefficient: float


@dataclass(frozen=True, slots=True)
class AnswerabilityModel:
    """A fitted logistic regression over named features."""

    features: dict[str, Feature]
    intercept: float
    threshold: float

    def probability(self, values: dict[str, float]) -> float:
        """The probability of an answer; `values` must hold every feature of the model."""
        log_odds = self.intercept
        for name, feature in self.features.items():
            standardised = (values[name] - feature.mean) / feature.scale
            log_odds += feature.coefficient * max(-FURTHEST, min(FURTHEST, standardised))
        return 1 / (1 + math.exp(-log_odds))


@cache
def model() -> AnswerabilityModel:
    """The model that comes with the application."""
    text = resources.files(__package__).joinpath("answerability.json").read_text("utf-8")
    stored = json.loads(text)
    fitted = {name: Feature(**values) for name, values in stored["features"].items()}
    return AnswerabilityModel(fitted, stored["intercept"], stored["threshold"])


def confidence(evidence: Evidence) -> float:
    """The probability, from 0 to 1, that what was found answers the question."""
    if not any(passage.sentences for passage in evidence.passages):
        return 0.0
    return model().probability(features(evidence))


def default_threshold() -> float:
    """The confidence below which the assistant says that the documents don't say."""
    return model().threshold
