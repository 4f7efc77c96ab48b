"""The registry: what every measure must say of itself, and what holds for all of them."""

from hypothesis import given
from hypothesis import strategies as st

from evals.measures import GROUPS, HEADLINE, MEASURES, measure
from evals.results import Observation, Retrieval
from tests.evals.measures.made import (
    HISTORY,
    RIGHT,
    WRONG_PLACE,
    WRONG_WORDS,
    observation,
    ranked,
)

_PLACES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 80)).map(lambda at: (at[0], at[0] + at[1])),
    max_size=10,
)


@st.composite
def any_observation(draw: st.DrawFn) -> Observation:
    return observation(
        answerable=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        said=draw(st.sampled_from([None, RIGHT, WRONG_WORDS, WRONG_PLACE])),
        withheld=draw(st.sampled_from([None, RIGHT, WRONG_WORDS])),
        tags=draw(st.sampled_from([[], ["short-answer"]])),
        history=draw(st.sampled_from([None, HISTORY])),
        retrieval=Retrieval(
            searched="kite",
            passages=ranked(*draw(_PLACES)),
            sentences=ranked(*draw(_PLACES)),
            relevant_passages=draw(st.integers(0, 20)),
            relevant_sentences=draw(st.integers(0, 20)),
            other_queries=draw(
                st.dictionaries(st.sampled_from(["last turn alone"]), st.integers(1, 10))
            ),
        ),
    )


def test_the_outcome_stands_first() -> None:
    assert MEASURES[0] is HEADLINE is measure("end_to_end")


def test_no_two_measures_share_a_key_and_each_is_found_by_its_own() -> None:
    keys = [one.key for one in MEASURES]
    assert len(set(keys)) == len(keys)
    assert [measure(key) for key in keys] == list(MEASURES)


def test_each_measure_says_how_it_is_worked_out_and_who_defined_it() -> None:
    for one in MEASURES:
        assert one.title
        assert one.source
        assert "\n" not in one.formula
        assert one.key.isidentifier()
        assert one.key.islower()


def test_measures_of_a_group_stand_together_in_the_order_of_the_groups() -> None:
    assert list(dict.fromkeys(one.group for one in MEASURES)) == list(GROUPS)
    assert [one.group for one in MEASURES] == sorted(
        (one.group for one in MEASURES), key=GROUPS.index
    )


def test_a_question_on_which_the_machinery_failed_counts_for_nothing() -> None:
    failed = observation(error="no connection")
    assert [one.over([failed]) for one in MEASURES] == [None] * len(MEASURES)


@given(any_observation())
def test_every_measure_stays_between_0_and_1(seen: Observation) -> None:
    for one in MEASURES:
        figure = one.over([seen])
        assert figure is None or 0 <= figure <= 1


@given(any_observation())
def test_looking_further_down_never_finds_less(seen: Observation) -> None:
    for unit in ("passage", "sentence"):
        figures = [measure(f"{unit}_hit_at_{k}").over([seen]) or 0 for k in (1, 5, 10)]
        rank = measure(f"{unit}_mrr_at_10").over([seen]) or 0
        assert figures == sorted(figures)
        assert figures[0] <= rank <= figures[2]
