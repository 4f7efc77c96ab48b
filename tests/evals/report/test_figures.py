"""How figures are written, and when a change counts as one."""

import pytest

from evals.measures import measure
from evals.report import figures
from evals.statistics import Difference, Estimate
from tests.evals.report.small_run import run


def difference(value: float, low: float, high: float, changed: int = 9) -> Difference:
    return Difference(value, low, high, 100, 100, "question", changed, 0.0672)


@pytest.mark.parametrize(
    ("key", "change", "word"),
    [
        ("end_to_end", difference(0.05, 0.01, 0.09), "better"),
        ("end_to_end", difference(-0.05, -0.09, -0.01), "worse"),
        ("false_answers", difference(0.05, 0.01, 0.09), "worse"),
        ("false_answers", difference(-0.05, -0.09, -0.01), "better"),
        ("end_to_end", difference(0.05, -0.01, 0.09), "unclear"),
        ("end_to_end", difference(0.0, 0.0, 0.0, changed=0), "same"),
    ],
)
def test_a_change_counts_where_its_interval_leaves_out_none(
    key: str, change: Difference, word: str
) -> None:
    assert figures.verdict(measure(key), change) == word


def test_shares_are_written_in_percent_and_areas_with_decimals() -> None:
    share, area = measure("end_to_end"), measure("auroc")
    estimate = Estimate(0.9125, 0.85, 0.96, 80, 80, "question")
    assert figures.shown(share, 0.9125) == "91.2 %"
    assert figures.span(share, estimate) == "85.0 to 96.0"
    assert figures.shown(area, 0.9125) == "0.912"
    assert figures.span(area, estimate) == "0.850 to 0.960"


def test_differences_are_written_with_their_signs() -> None:
    share, change = measure("end_to_end"), difference(-0.0004, -0.052, 0.031)
    assert figures.changed(share, change) == "0.0"
    assert figures.span(share, change) == "−5.2 to +3.1"
    assert figures.smallest(share, change) == "6.7"


def test_measures_that_speak_of_no_question_are_left_out() -> None:
    grouped = figures.rows(run().judged, {}, seed=0)
    keys = {row.measure.key for some in grouped.values() for row in some}
    assert "end_to_end" in keys
    assert "exact_match" not in keys
    assert "chat model" not in grouped
