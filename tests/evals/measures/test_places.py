"""When two places are the same."""

from hypothesis import given
from hypothesis import strategies as st

from evals.measures.places import is_cited, matches
from evals.questions.record import Place
from tests.evals.measures.made import cited, place

_ANY = st.builds(
    lambda document, start, length: place((document, start, start + length)),
    st.sampled_from(["a.md", "b.md"]),
    st.integers(0, 60),
    st.integers(0, 60),
)


def test_an_answer_within_a_passage_matches_it() -> None:
    assert matches(place((0, 900)), place((400, 410)))


def test_half_of_the_shorter_one_is_enough_and_less_is_not() -> None:
    assert matches(place((0, 100)), place((50, 150)))
    assert not matches(place((0, 100)), place((51, 151)))


def test_a_neighbour_does_not_match() -> None:
    assert not matches(place((0, 100)), place((100, 200)))


def test_the_same_characters_of_another_document_do_not_match() -> None:
    assert not matches(place(("a.md", 0, 100)), place(("b.md", 0, 100)))


def test_an_empty_place_matches_nothing() -> None:
    assert not matches(place((5, 5)), place((0, 100)))


def test_a_citation_that_does_not_stand_cites_nothing() -> None:
    assert is_cited(place((0, 10)), [cited((0, 10))])
    assert not is_cited(place((0, 10)), [cited((0, 10), stands=False)])


@given(_ANY, _ANY)
def test_matching_goes_both_ways(one: Place, other: Place) -> None:
    assert matches(one, other) == matches(other, one)
    assert matches(one, one) == (one.start < one.end)
