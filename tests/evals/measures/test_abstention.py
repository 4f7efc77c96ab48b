"""Abstention and confidence, against figures worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import measure
from evals.measures.abstention import (
    area_under_risk,
    area_under_roc,
    calibration_error,
    reliability,
    risk_coverage,
)
from evals.measures.measure import Statistic, as_array
from evals.results import Observation
from tests.evals.measures.made import RIGHT, WRONG_WORDS, observation

Pairs = list[tuple[float, bool]]
_PAIRS = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=1)


def of(statistic: Statistic, pairs: Pairs) -> float:
    return float(statistic(as_array(pairs), np.ones((1, len(pairs))))[0])


def asked(*pairs: tuple[float, bool]) -> list[Observation]:
    """Questions with a confidence, answerable or not."""
    return [
        observation(f"q{n}", answerable=answerable, confidence=confidence)
        for n, (confidence, answerable) in enumerate(pairs)
    ]


def answered(*pairs: tuple[float, bool]) -> list[Observation]:
    """Questions answered with a confidence, rightly or not."""
    return [
        observation(f"q{n}", confidence=confidence, said=RIGHT if is_right else WRONG_WORDS)
        for n, (confidence, is_right) in enumerate(pairs)
    ]


def test_false_answers_are_a_share_of_the_unanswerable_questions() -> None:
    seen = [
        observation("a", answerable=False, said=RIGHT),
        observation("b", answerable=False),
        observation("c", said=RIGHT),
    ]
    assert measure("false_answers").over(seen) == 0.5
    assert measure("false_abstentions").over(seen) == 0


def test_false_abstentions_are_a_share_of_the_answerable_questions() -> None:
    seen = [observation("a"), observation("b", said=RIGHT), observation("c", answerable=False)]
    assert measure("false_abstentions").over(seen) == 0.5


def test_auroc_is_the_share_of_pairs_in_order() -> None:
    # Of the four pairs, 0.9 is above both, 0.4 above 0.2 and below 0.6.
    seen = asked((0.9, True), (0.4, True), (0.6, False), (0.2, False))
    assert measure("auroc").over(seen) == 0.75


def test_auroc_counts_a_tie_half() -> None:
    assert measure("auroc").over(asked((0.5, True), (0.5, False))) == 0.5
    assert measure("auroc").over(asked((0.5, True), (0.5, False), (0.1, False))) == 0.75


def test_auroc_says_nothing_without_both_kinds() -> None:
    assert measure("auroc").over(asked((0.5, True), (0.9, True))) is None


@given(_PAIRS)
def test_auroc_of_the_opposite_is_the_rest(pairs: Pairs) -> None:
    opposite = [(confidence, not outcome) for confidence, outcome in pairs]
    there, back = of(area_under_roc, pairs), of(area_under_roc, opposite)
    assert np.isnan(there) == np.isnan(back)
    assert np.isnan(there) or there + back == pytest.approx(1)


@given(_PAIRS)
def test_auroc_is_what_counting_all_pairs_gives(pairs: Pairs) -> None:
    yes = [confidence for confidence, outcome in pairs if outcome]
    no = [confidence for confidence, outcome in pairs if not outcome]
    wins = sum((a > b) + (a == b) / 2 for a in yes for b in no)
    if yes and no:
        assert of(area_under_roc, pairs) == pytest.approx(wins / (len(yes) * len(no)))


@given(_PAIRS, st.data())
def test_drawing_a_question_twice_is_having_it_twice(pairs: Pairs, data: st.DataObject) -> None:
    size = len(pairs)
    drawn = data.draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    repeated = [pair for pair, times in zip(pairs, drawn, strict=True) for _ in range(times)]
    for statistic in (area_under_roc, area_under_risk, calibration_error):
        weighted = float(statistic(as_array(pairs), np.array([drawn], dtype=float))[0])
        if repeated:
            assert weighted == pytest.approx(of(statistic, repeated), nan_ok=True)


def test_aurc_is_the_mean_risk_over_coverages() -> None:
    # Surest first: right, wrong, right, so the risks are 0, 1/2, 1/3.
    seen = answered((0.9, True), (0.6, False), (0.3, True))
    assert measure("aurc").over(seen) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_questions_of_one_confidence_are_answered_together() -> None:
    seen = answered((0.5, True), (0.5, False))
    assert measure("aurc").over(seen) == 0.5
    assert len(risk_coverage(seen)) == 1


def test_the_curve_has_a_point_for_each_confidence() -> None:
    curve = risk_coverage(answered((0.9, True), (0.6, False), (0.6, True), (0.3, True)))
    assert [(point.coverage, point.threshold, point.risk) for point in curve] == [
        (0.25, 0.9, 0),
        (0.75, 0.6, pytest.approx(1 / 3)),
        (1, 0.3, 0.25),
    ]


def test_the_curve_takes_what_was_withheld_and_leaves_out_what_is_unknown() -> None:
    seen = [
        observation("given", confidence=0.9, said=RIGHT),
        observation("withheld", confidence=0.4, withheld=WRONG_WORDS),
        observation("unknown", confidence=0.2),
        observation("unanswerable", answerable=False, confidence=0.1, withheld=RIGHT),
    ]
    assert [point.risk for point in risk_coverage(seen)] == [0, 0.5, pytest.approx(2 / 3)]


def test_ece_is_the_weighted_gap_of_the_bins() -> None:
    # In [0.8, 0.9): confidence 0.85, half of them so. In [0.1, 0.2): 0.15, none so.
    seen = asked((0.85, True), (0.85, False), (0.15, False), (0.15, False))
    assert measure("ece").over(seen) == pytest.approx(0.5 * 0.35 + 0.5 * 0.15)


def test_full_confidence_falls_in_the_last_bin() -> None:
    bins = reliability(asked((1.0, True), (0.95, True), (0.0, False)))
    assert [(one.low, one.high, one.n) for one in bins] == [(0, 0.1, 1), (0.9, 1, 2)]
    assert bins[1].confidence == pytest.approx(0.975)
    assert [one.answerable for one in bins] == [0, 1]


def test_brier_is_the_mean_squared_error() -> None:
    assert measure("brier").over(asked((0.8, True), (0.4, False))) == pytest.approx(0.1)


@given(_PAIRS)
def test_areas_and_errors_stay_between_0_and_1(pairs: Pairs) -> None:
    for statistic in (area_under_roc, area_under_risk, calibration_error):
        figure = of(statistic, pairs)
        assert np.isnan(figure) or -1e-9 <= figure <= 1 + 1e-9


def test_without_questions_there_is_no_curve_and_there_are_no_bins() -> None:
    assert risk_coverage([]) == []
    assert reliability([]) == []
