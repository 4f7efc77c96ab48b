"""Figures in words: every measure of a run with its interval, and what changed, ready to be shown.

The page and the terminal show the same rows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from evals import baseline as kept
from evals.baseline import Baseline
from evals.measures import GROUPS, HEADLINE, MEASURES, Measure, Value
from evals.results import Observation, Run
from evals.statistics import Difference, Estimate, estimate_of_values

Verdict = Literal["better", "worse", "unclear", "same"]

SIGNS: dict[Verdict, str] = {
    "better": "▲ better",
    "worse": "▼ worse",
    "unclear": "≈ not distinguishable",
    "same": "= the same",
}
# Everything else is a share, and read in percent.
_DECIMALS = {
    "passage_mrr_at_10",
    "passage_ndcg_at_10",
    "sentence_mrr_at_10",
    "sentence_ndcg_at_10",
    "f1",
    "auroc",
    "aurc",
    "ece",
    "brier",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A measure's figure in a run, and how it differs from the run before, if there is one."""

    measure: Measure
    estimate: Estimate
    difference: Difference | None

    @property
    def value(self) -> str:
        return shown(self.measure, self.estimate.value)

    @property
    def interval(self) -> str:
        return span(self.measure, self.estimate)

    @property
    def verdict(self) -> Verdict | None:
        return verdict(self.measure, self.difference) if self.difference else None


def differences(run: Run, baseline: Run | Baseline | None, seed: int) -> dict[str, Difference]:
    """How far a run is from a baseline, by measure. Raises BaselineUnusable."""
    if baseline is None:
        return {}
    before = Baseline.of(baseline) if isinstance(baseline, Run) else baseline
    return kept.differences(run, before, seed)


def about(baseline: Run | Baseline | None) -> tuple[str, str] | None:
    """What a baseline is called, and when it was made."""
    if baseline is None:
        return None
    if isinstance(baseline, Run):
        return baseline.about.name, baseline.about.started_at
    return str(baseline.about.get("name", "baseline")), str(baseline.about.get("started_at", ""))


def rows(
    observations: Iterable[Observation], differences: Mapping[str, Difference], seed: int
) -> dict[str, list[Row]]:
    """The measures that speak of some of the questions, by group; differences go by key."""
    return rows_of_taken(take(observations), differences, seed)


@dataclass(frozen=True, slots=True)
class Taken:
    """What each measure took of each question, by key and by id, and what each is clustered by.

    Looking at the questions is what takes long: it is done once, whatever is made of it.
    """

    values: Mapping[str, Mapping[str, Value]]
    clusters: Mapping[str, str]

    def of(self, ids: Collection[str]) -> "Taken":
        """The same of some of the questions only."""
        values = {
            key: {one: values[one] for one in ids if one in values}
            for key, values in self.values.items()
        }
        return Taken(values, self.clusters)


def take(observations: Iterable[Observation]) -> Taken:
    """All measures of all questions."""
    observations = list(observations)
    return Taken(
        {one.key: one.values(observations) for one in MEASURES},
        {seen.question.id: seen.question.cluster for seen in observations},
    )


def rows_of_taken(
    taken: Taken, differences: Mapping[str, Difference], seed: int
) -> dict[str, list[Row]]:
    """The rows from what was taken of the questions before."""
    grouped: dict[str, list[Row]] = {group: [] for group in GROUPS}
    for one in MEASURES:
        estimated = estimate_of_values(one, taken.values[one.key], taken.clusters, seed)
        if estimated:
            grouped[one.group].append(Row(one, estimated, differences.get(one.key)))
    return {group: some for group, some in grouped.items() if some}


def headline(grouped: Mapping[str, list[Row]]) -> Row | None:
    """The one figure that matters most; None where nothing could be judged."""
    return next((row for some in grouped.values() for row in some if row.measure is HEADLINE), None)


def in_words(row: Row | None) -> str:
    """The headline as a sentence."""
    if row is None:
        return "No question could be judged."
    right = round(row.estimate.value * row.estimate.n)
    return (
        f"{right:,} of {row.estimate.n:,} questions answered rightly with the right citation "
        "or rightly refused"
    )


def failed_in_words(run: Run) -> str:
    """How many questions the machinery failed on, as a sentence; empty for none."""
    failed = len(run.failed)
    if not failed:
        return ""
    more = "1 more question" if failed == 1 else f"{failed:,} more questions"
    return f"The machinery failed on {more}; no figure counts {'it' if failed == 1 else 'them'}."


def resampled(grouped: Mapping[str, list[Row]]) -> str:
    """What the intervals are, as a sentence."""
    by = {row.estimate.by for some in grouped.values() for row in some}
    if by == {"question"}:
        units = "questions"
    elif by == {"document"}:
        units = "documents, each with all of its questions"
    else:
        units = "documents with all of their questions, or questions where documents are too few"
    return f"Intervals are 95 % bootstrap intervals, by resampling {units}."


def verdict(measure: Measure, difference: Difference) -> Verdict:
    """Whether a change can be told from chance: the interval of the difference leaves out 0."""
    if not difference.changed or difference.low == difference.high == 0:
        return "same"
    if difference.low <= 0 <= difference.high:
        return "unclear"
    return "better" if (difference.value > 0) == measure.more_is_better else "worse"


def shown(measure: Measure, value: float) -> str:
    """A figure: a share in percent, anything else with three decimals."""
    return f"{value:.3f}" if measure.key in _DECIMALS else f"{value * 100:.1f} %"


def span(measure: Measure, figure: Estimate | Difference) -> str:
    """The interval of a figure, or of a difference with signs."""
    sign = "+" if isinstance(figure, Difference) else ""
    if measure.key in _DECIMALS:
        return f"{_signed(figure.low, sign, 3)} to {_signed(figure.high, sign, 3)}"
    return f"{_signed(figure.low * 100, sign, 1)} to {_signed(figure.high * 100, sign, 1)}"


def changed(measure: Measure, difference: Difference) -> str:
    """A difference with its sign: of shares in points."""
    if measure.key in _DECIMALS:
        return _signed(difference.value, "+", 3)
    return _signed(difference.value * 100, "+", 1)


def smallest(measure: Measure, difference: Difference) -> str:
    """The smallest difference that so many questions can show."""
    if measure.key in _DECIMALS:
        return f"{difference.detectable:.3f}"
    return f"{difference.detectable * 100:.1f}"


def day(started_at: str) -> str:
    """A moment as people write it; whatever isn't one, as it stands."""
    try:
        moment = datetime.fromisoformat(started_at).astimezone(UTC)
    except ValueError:
        return started_at
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _signed(value: float, sign: str, digits: int) -> str:
    rounded = round(value, digits) + 0.0  # not -0.0
    return f"{rounded:{sign if rounded else ''}.{digits}f}".replace("-", "−")  # as wide as +
