"""Seconds by stage, and tokens."""

import pytest

from evals.measures.latency import stage_seconds, token_totals
from evals.results import Tokens
from tests.evals.measures.made import observation


def test_each_stage_has_its_median_and_its_95th_percentile() -> None:
    seen = [observation(seconds={"search": float(n)}) for n in range(101)]
    assert stage_seconds(seen)["search"] == (50, 95)


def test_the_total_is_the_sum_of_the_stages_and_comes_last() -> None:
    times = stage_seconds([observation(seconds={"search": 2.0, "answer": 1.0})])
    assert list(times) == ["search", "answer", "total"]
    assert times["total"] == (3, 3)


def test_a_total_that_was_recorded_is_taken_as_it_is() -> None:
    assert stage_seconds([observation(seconds={"search": 2.0, "total": 5.0})])["total"] == (5, 5)


def test_questions_that_failed_or_skipped_a_stage_do_not_count_for_it() -> None:
    seen = [
        observation(seconds={"search": 2.0}),
        observation(seconds={"search": 4.0, "answer": 1.0}),
        observation(seconds={"search": 99.0}, error="failed"),
    ]
    assert stage_seconds(seen) == {
        "search": (3, pytest.approx(3.9)),
        "answer": (1, 1),
        "total": (3.5, pytest.approx(4.85)),
    }


def test_without_times_there_is_no_total() -> None:
    assert stage_seconds([observation()]) == {}


def test_tokens_and_prices_add_up() -> None:
    seen = [
        observation().model_copy(update={"tokens": Tokens(read=10, written=2, cost=0.5)}),
        observation().model_copy(update={"tokens": Tokens(read=5, written=1, cost=0.25)}),
        observation(),
    ]
    assert token_totals(seen) == Tokens(read=15, written=3, cost=0.75)


def test_a_price_that_is_not_known_of_all_is_not_known() -> None:
    seen = [
        observation().model_copy(update={"tokens": Tokens(read=10, written=2, cost=0.5)}),
        observation().model_copy(update={"tokens": Tokens(read=5, written=1)}),
    ]
    assert token_totals(seen) == Tokens(read=15, written=3)
    assert token_totals([observation()]) is None
