"""Follow-ups, as searched and in simpler ways."""

from evals.measures import measure
from evals.results import Observation, Retrieval
from tests.evals.measures.made import HISTORY, observation, ranked


def follow_up(**ranks: int | None) -> Observation:
    queries = {name.replace("_", " "): rank for name, rank in ranks.items()}
    retrieval = Retrieval(
        searched="kite", passages=ranked((500, 600), (0, 90)), other_queries=queries
    )
    return observation(history=HISTORY, retrieval=retrieval)


def test_each_way_to_search_is_judged_by_its_own_rank() -> None:
    seen = follow_up(last_turn_alone=6, all_turns_joined=5)
    assert measure("follow_up_hit_at_5").over([seen]) == 1
    assert measure("last_turn_hit_at_5").over([seen]) == 0
    assert measure("all_turns_hit_at_5").over([seen]) == 1


def test_not_found_among_the_first_ten_is_no_hit() -> None:
    assert measure("last_turn_hit_at_5").over([follow_up(last_turn_alone=None)]) == 0


def test_a_way_that_was_not_tried_is_not_judged() -> None:
    assert measure("all_turns_hit_at_5").over([follow_up()]) is None


def test_a_question_without_history_is_no_follow_up() -> None:
    assert measure("follow_up_hit_at_5").over([observation()]) is None
    assert measure("follow_up_hit_at_5").over([observation(history=HISTORY, quotes=())]) is None
