"""Intervals and differences."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.measures import HEADLINE, MEASURES, measure
from evals.results import Observation
from evals.statistics import difference, difference_of_values, estimate
from tests.evals.measures.made import RIGHT, WRONG_WORDS, observation


def asked(*outcomes: bool, documents: int = 1) -> list[Observation]:
    """A question for each outcome, right or wrong, dealt out over some documents."""
    return [
        observation(
            f"q{n}",
            document=f"{n % documents}.md",
            said=RIGHT if is_right else WRONG_WORDS,
            confidence=0.9 if is_right else 0.6,
        )
        for n, is_right in enumerate(outcomes)
    ]


_OUTCOMES = st.lists(st.booleans(), min_size=1, max_size=30)


def test_an_estimate_has_the_share_its_interval_and_what_they_rest_on() -> None:
    found = estimate(HEADLINE, asked(*[True] * 75, *[False] * 25))
    assert found is not None
    assert (found.value, found.n, found.clusters, found.by) == (0.75, 100, 100, "question")
    # The standard error of a share of 0.75 in 100 is 0.0433.
    assert found.low == pytest.approx(0.75 - 1.96 * 0.0433, abs=0.02)
    assert found.high == pytest.approx(0.75 + 1.96 * 0.0433, abs=0.02)


def test_the_same_seed_gives_the_same_interval() -> None:
    seen = asked(*[True, False, False] * 20)
    assert estimate(HEADLINE, seen, seed=1) == estimate(HEADLINE, seen, seed=1)
    assert len({estimate(HEADLINE, seen, seed) for seed in range(8)}) > 1


def test_whole_documents_are_drawn_where_there_are_five() -> None:
    found = estimate(HEADLINE, asked(*[True, False] * 20, documents=5))
    fewer = estimate(HEADLINE, asked(*[True, False] * 20, documents=4))
    assert found is not None
    assert fewer is not None
    assert (found.by, found.clusters, found.n) == ("document", 5, 40)
    assert (fewer.by, fewer.clusters) == ("question", 40)


def test_questions_that_stand_and_fall_with_their_document_tell_less() -> None:
    # Ten documents of ten questions, all right or all wrong, against a hundred of one each.
    together = asked(*[n % 10 < 5 for n in range(100)], documents=10)
    apart = asked(*[n % 10 < 5 for n in range(100)], documents=100)
    wide, narrow = estimate(HEADLINE, together), estimate(HEADLINE, apart)
    assert wide is not None
    assert narrow is not None
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_documents_count_only_if_the_measure_speaks_of_them() -> None:
    # Six documents, but only four of them with an unanswerable question.
    seen = [
        observation(f"q{n}", document=f"{n}.md", answerable=n < 2, said=RIGHT) for n in range(6)
    ]
    found = estimate(measure("false_answers"), seen)
    assert found is not None
    assert (found.n, found.by) == (4, "question")


def test_a_measure_that_speaks_of_no_question_has_no_estimate() -> None:
    assert estimate(measure("false_answers"), asked(True)) is None
    assert estimate(measure("auroc"), asked(True, False)) is None
    assert estimate(HEADLINE, []) is None
    assert difference(measure("false_answers"), asked(True), asked(True)) is None
    assert difference(HEADLINE, asked(True), [observation("other")]) is None


def test_a_question_that_failed_in_one_run_is_not_compared() -> None:
    before = [*asked(True), observation("x", said=RIGHT)]
    after = [*asked(True), observation("x", error="failed")]
    found = difference(HEADLINE, before, after)
    assert found is not None
    assert (found.n, found.value) == (1, 0)


@given(_OUTCOMES, st.integers(1, 8))
def test_every_interval_has_its_value(outcomes: list[bool], documents: int) -> None:
    seen = asked(*outcomes, documents=documents)
    for one in MEASURES:
        found = estimate(one, seen)
        assert found is None or found.low <= found.value <= found.high


@given(_OUTCOMES, st.integers(1, 8))
@settings(deadline=None)
def test_a_run_does_not_differ_from_itself(outcomes: list[bool], documents: int) -> None:
    seen = asked(*outcomes, documents=documents)
    for one in MEASURES:
        found = difference(one, seen, seen)
        if found is not None:
            assert (found.value, found.low, found.high, found.changed) == (0, 0, 0, 0)


@given(_OUTCOMES, _OUTCOMES)
def test_a_difference_is_that_of_the_two_figures(first: list[bool], second: list[bool]) -> None:
    size = min(len(first), len(second))
    before, after = asked(*first[:size]), asked(*second[:size])
    found, back = difference(HEADLINE, before, after), difference(HEADLINE, after, before)
    assert found is not None
    assert back is not None
    assert found.value == pytest.approx((sum(second[:size]) - sum(first[:size])) / size)
    assert back.value == -found.value
    assert found.changed == sum(a != b for a, b in zip(first, second, strict=False))


def test_only_questions_of_both_runs_are_compared() -> None:
    before, after = asked(True, True, False, False), asked(True, True)
    found = difference(HEADLINE, before, after)
    assert found is not None
    assert (found.value, found.n) == (0, 2)


def test_pairing_makes_a_difference_surer_than_two_estimates() -> None:
    before = asked(*[True, False] * 50)
    after = asked(*[True, False] * 45, *[True] * 10)
    found, figure = difference(HEADLINE, before, after), estimate(HEADLINE, before)
    assert found is not None
    assert figure is not None
    assert found.value == pytest.approx(0.05)
    assert found.high - found.low < (figure.high - figure.low) / 2


def test_the_detectable_difference_is_2_8_standard_errors() -> None:
    # 20 of 100 questions changed for the better: the differences' standard deviation is 0.4.
    found = difference(HEADLINE, asked(*[False] * 100), asked(*[True] * 20, *[False] * 80))
    assert found is not None
    assert found.detectable == pytest.approx(2.8 * 0.04, rel=0.1)


def test_where_nothing_changed_the_rule_of_three_says_what_may_have_been_missed() -> None:
    found = difference(HEADLINE, asked(*[True] * 60), asked(*[True] * 60))
    by_document = difference(
        HEADLINE, asked(*[True] * 60, documents=6), asked(*[True] * 60, documents=6)
    )
    single = difference(HEADLINE, asked(True), asked(True))
    assert found is not None
    assert by_document is not None
    assert single is not None
    assert found.detectable == pytest.approx(3 / 60)
    assert by_document.detectable == pytest.approx(3 / 6)
    assert single.detectable == 1


def test_each_figure_is_over_the_questions_that_it_speaks_of() -> None:
    # Before, of one answer all citations were right; after, of two answers one had them.
    one = measure("citation_precision")
    documents = {"a": "a.md", "b": "a.md"}
    found = difference_of_values(one, {"a": 1.0}, {"a": 1.0, "b": 0.0}, documents)
    assert found is not None
    assert (found.value, found.n, found.changed) == (-0.5, 2, 1)


def test_pairs_are_compared_as_well_as_numbers() -> None:
    documents = {"a": "a.md", "b": "a.md"}
    before: dict[str, float | tuple[float, bool]] = {"a": (0.2, True), "b": (0.8, False)}
    after: dict[str, float | tuple[float, bool]] = {"a": (0.9, True), "b": (0.8, False)}
    found = difference_of_values(measure("auroc"), before, after, documents)
    assert found is not None
    assert (found.value, found.changed) == (1, 1)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    covered = 0
    for _ in range(200):
        found = estimate(HEADLINE, asked(*(random.random(80) < 0.7).tolist()))
        assert found is not None
        covered += found.low <= 0.7 <= found.high
    assert 0.88 <= covered / 200 <= 0.99


def test_three_thousand_questions_take_seconds() -> None:
    random = np.random.default_rng(0)
    seen = [
        observation(
            f"q{n}",
            document=f"{n % 300}.md",
            answerable=n % 3 > 0,
            said=RIGHT if n % 2 else None,
            withheld=RIGHT,
            confidence=float(random.random()),
        )
        for n in range(3000)
    ]
    begun = time.perf_counter()
    for one in MEASURES:
        estimate(one, seen)
        difference(one, seen, seen)
    assert time.perf_counter() - begun < 30
