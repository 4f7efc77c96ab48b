"""What a measure is: what it takes of one question, and what that comes to over many.

Most measures take a number and average it. Those of confidence take a pair, the confidence
and whether what it spoke for was so, and come to an area or an error over all pairs. Either
way a measure comes to its figure under weights: how often each question was drawn, so that
a thousand resamples are one calculation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.results import Observation

Value = float | tuple[float, bool]
"""What is taken of one question: a number, or a confidence and its outcome."""

Values = NDArray[np.float64]
"""Shape (questions, 1) for numbers, (questions, 2) for pairs; an outcome is 0 or 1."""

Weights = NDArray[np.float64]
"""Shape (resamples, questions): how often each question was drawn."""

Figures = NDArray[np.float64]
"""Shape (resamples,); NaN where what was drawn tells nothing (an area without negatives)."""

Statistic = Callable[[Values, Weights], Figures]


def ratio(part: Figures, whole: Figures) -> Figures:
    """`part / whole`, NaN where there is no whole."""
    figures = np.full(part.shape, np.nan)
    np.divide(part, whole, out=figures, where=whole > 0)
    return figures


def mean(values: Values, weights: Weights) -> Figures:
    """The weighted mean of the first column."""
    return ratio(weights @ values[:, 0], weights.sum(axis=1))


def as_array(values: Sequence[Value]) -> Values:
    """The values of one measure as rows of an array."""
    return np.array(values, dtype=np.float64).reshape(len(values), -1)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, with everything that a reader needs to check it.

    `key` never changes: floors and baselines name it. `of` gives None for a question that
    the measure doesn't speak of. `source` is the paper or standard that defines it.
    """

    key: str
    title: str
    group: str
    formula: str
    source: str
    more_is_better: bool
    of: Callable[[Observation], Value | None]
    statistic: Statistic = mean

    def values(self, observations: Iterable[Observation]) -> dict[str, Value]:
        """What it takes of each question that it speaks of, by id; none where machinery failed."""
        taken = {}
        for seen in observations:
            if seen.error is None and (value := self.of(seen)) is not None:
                taken[seen.question.id] = value
        return taken

    def over(self, observations: Iterable[Observation]) -> float | None:
        """Its figure, None if it speaks of none of the questions."""
        values = list(self.values(observations).values())
        if not values:
            return None
        figure = float(self.statistic(as_array(values), np.ones((1, len(values))))[0])
        return None if np.isnan(figure) else figure
