"""Whether a question came out right, and what went wrong first."""

import pytest

from evals.measures import HEADLINE
from evals.measures.end_to_end import Cause, cause_of_failure, right, right_if_given
from evals.results import Observation, Reply
from tests.evals.measures.made import (
    RIGHT,
    WRONG_PLACE,
    WRONG_WORDS,
    cited,
    observation,
    reply,
)


def test_accepted_words_from_the_right_place_are_right() -> None:
    assert right(observation(said=RIGHT))


def test_refusing_what_the_documents_do_not_answer_is_right() -> None:
    assert right(observation(answerable=False))


@pytest.mark.parametrize(
    ("seen", "cause"),
    [
        (observation(), Cause.ABSTAINED),
        (observation(answerable=False, said=RIGHT), Cause.ANSWERED),
        (observation(said=WRONG_WORDS), Cause.WORDS),
        (observation(said=RIGHT, forbidden=["wind."]), Cause.WORDS),
        (observation(said=WRONG_PLACE), Cause.CITATION),
        (observation(said=reply("Wind.", cited((0, 100), stands=False))), Cause.CITATION),
        (observation(said=reply("Rain.", cited((200, 300)))), Cause.WORDS),
        (observation(said=RIGHT, error="out of memory"), Cause.MACHINERY),
    ],
)
def test_a_failure_has_the_cause_that_came_first(seen: Observation, cause: Cause) -> None:
    assert cause_of_failure(seen) is cause
    assert not right(seen)


def test_one_of_every_group_of_quotes_must_be_cited() -> None:
    quotes = [[(0, 100), (200, 300)], [(400, 500)]]
    one = observation(quotes=quotes, said=reply("Wind.", cited((200, 300))))
    both = observation(quotes=quotes, said=reply("Wind.", cited((200, 300)), cited((400, 500))))
    assert not right(one)
    assert right(both)


def test_without_accepted_words_the_place_alone_decides() -> None:
    assert right(observation(accepted=(), said=WRONG_WORDS))
    assert not right(observation(accepted=(), said=WRONG_PLACE))


def test_without_known_places_the_words_alone_decide() -> None:
    assert right(observation(quotes=(), said=WRONG_PLACE))


@pytest.mark.parametrize(
    ("withheld", "judged"), [(RIGHT, True), (WRONG_WORDS, False), (None, None)]
)
def test_an_answer_that_was_withheld_is_judged_as_if_given(
    withheld: Reply | None, judged: bool | None
) -> None:
    assert right_if_given(observation(withheld=withheld)) is judged


def test_to_an_unanswerable_question_no_answer_would_be_right() -> None:
    assert right_if_given(observation(answerable=False, withheld=RIGHT)) is False


def test_the_headline_is_the_share_that_came_out_right() -> None:
    seen = [
        observation("a", said=RIGHT),
        observation("b"),
        observation("c", answerable=False),
        observation("d", said=WRONG_PLACE),
        observation("e", error="failed"),
    ]
    assert HEADLINE.over(seen) == 0.5
