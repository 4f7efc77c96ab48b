"""Ranks of the right passage and the right sentence, against figures worked out by hand."""

from math import log2

import pytest

from evals.measures import measure
from evals.results import Observation, Retrieval
from tests.evals.measures.made import Where, observation, ranked

ELSEWHERE: Where = (500, 600)


def found(*passages: Where, relevant: int = 1) -> Observation:
    retrieval = Retrieval(searched="kite", passages=ranked(*passages), relevant_passages=relevant)
    return observation(retrieval=retrieval)


def figure(key: str, seen: Observation) -> float | None:
    return measure(key).over([seen])


def test_a_right_passage_at_rank_3_is_a_hit_among_5_and_worth_a_third() -> None:
    seen = found(ELSEWHERE, ELSEWHERE, (0, 50))
    assert figure("passage_hit_at_1", seen) == 0
    assert figure("passage_hit_at_5", seen) == 1
    assert figure("passage_mrr_at_10", seen) == pytest.approx(1 / 3)
    assert figure("passage_ndcg_at_10", seen) == pytest.approx(1 / log2(4))


def test_rank_10_is_the_last_that_counts() -> None:
    tenth, eleventh = found(*[ELSEWHERE] * 9, (0, 50)), found(*[ELSEWHERE] * 10, (0, 50))
    assert figure("passage_mrr_at_10", tenth) == pytest.approx(0.1)
    assert figure("passage_hit_at_10", eleventh) == 0
    assert figure("passage_mrr_at_10", eleventh) == 0


def test_finding_nothing_counts_as_nothing_right() -> None:
    assert figure("passage_hit_at_10", found()) == 0
    assert figure("passage_ndcg_at_10", found(relevant=0)) == 0


def test_ndcg_asks_for_all_right_passages_that_the_library_has() -> None:
    seen = found((0, 50), ELSEWHERE, (50, 100), relevant=3)
    ideal = 1 + 1 / log2(3) + 1 / log2(4)
    assert figure("passage_ndcg_at_10", seen) == pytest.approx((1 + 1 / log2(4)) / ideal)


def test_ndcg_asks_for_no_more_than_ten() -> None:
    assert figure("passage_ndcg_at_10", found(*[(0, 50)] * 10, relevant=40)) == pytest.approx(1)


def test_ndcg_is_never_above_1_even_if_the_library_was_counted_short() -> None:
    assert figure("passage_ndcg_at_10", found((0, 50), (50, 100), relevant=1)) == pytest.approx(1)


def test_sentences_are_judged_apart_from_passages() -> None:
    retrieval = Retrieval(
        searched="kite", passages=ranked((0, 900)), sentences=ranked(ELSEWHERE, (0, 90))
    )
    seen = observation(retrieval=retrieval)
    assert figure("passage_hit_at_1", seen) == 1
    assert figure("sentence_hit_at_1", seen) == 0
    assert figure("sentence_mrr_at_10", seen) == 0.5


def test_questions_without_an_answer_or_without_known_places_do_not_count() -> None:
    assert figure("passage_hit_at_1", observation(answerable=False)) is None
    assert figure("passage_hit_at_1", observation(quotes=())) is None


def test_the_figure_is_the_mean_over_questions() -> None:
    first, second = found((0, 50)), found(ELSEWHERE)
    seen = [first, second.model_copy(update={"question": observation("other").question})]
    assert measure("passage_hit_at_1").over(seen) == 0.5
