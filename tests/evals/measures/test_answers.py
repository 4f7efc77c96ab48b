"""The words of answers."""

import pytest

from evals.measures import measure
from evals.measures.answers import says, squad_tokens, token_f1
from evals.results import Observation
from tests.evals.measures.made import cited, observation, reply


def accepted(text: str, *groups: tuple[str, ...], forbidden: tuple[str, ...] = ()) -> float | None:
    seen = observation(accepted=groups, forbidden=forbidden, said=reply(text, cited((0, 9))))
    return measure("accepted").over([seen])


def short(text: str | None, *alternatives: str) -> Observation:
    said = None if text is None else reply(text)
    return observation(accepted=[alternatives], tags=["short-answer"], said=said)


def test_one_alternative_of_every_group_must_be_there() -> None:
    assert accepted("Wind and string.", ("wind", "a breeze"), ("string", "line")) == 1
    assert accepted("Wind alone.", ("wind", "a breeze"), ("string", "line")) == 0


def test_something_forbidden_makes_an_answer_wrong() -> None:
    assert accepted("Wind, or rain.", ("wind",), forbidden=("rain",)) == 0


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("WIND", "wind"),
        ("the  north\nwind", "north wind"),
        ("a kite’s tail", "kite's tail"),
        ("1990–1995", "1990-1995"),
        ("in 44, or so", "44"),
        ("about 32,000.", "32,000"),
    ],
)
def test_case_spaces_and_typography_do_not_matter(text: str, phrase: str) -> None:
    assert says(text, phrase)


@pytest.mark.parametrize("text", ["1944", "441", "44,000", "0.44", "44.5"])
def test_a_number_counts_only_whole(text: str) -> None:
    assert not says(f"There were {text} kites.", "44")


def test_the_number_of_a_citation_is_no_answer() -> None:
    assert accepted("Many kites [3].", ("3",)) == 0


def test_accepted_words_are_judged_only_where_there_is_an_answer_to_judge() -> None:
    assert measure("accepted").over([observation()]) is None
    assert measure("accepted").over([observation(accepted=(), said=reply("Wind."))]) is None
    assert measure("accepted").over([observation(answerable=False, said=reply("Wind."))]) is None


def test_squad_compares_words_without_case_punctuation_and_articles() -> None:
    assert squad_tokens("The  Wind-mill, a THEME!") == ["windmill", "theme"]


def test_f1_of_four_words_against_two_that_are_among_them_is_two_thirds() -> None:
    # precision 2/4, recall 2/2
    assert token_f1("a strong and steady north wind", "north wind") == pytest.approx(4 / 7)
    assert token_f1("strong steady north wind", "north wind") == pytest.approx(2 / 3)


def test_f1_counts_a_repeated_word_as_often_as_both_have_it() -> None:
    assert token_f1("wind wind wind", "wind") == pytest.approx(0.5)


def test_two_texts_without_words_are_the_same() -> None:
    assert token_f1("the", "a") == 1
    assert token_f1("the", "wind") == 0


def test_short_answers_are_held_against_their_best_alternative() -> None:
    seen = short("The north wind. [1]", "rain", "North Wind")
    assert measure("exact_match").over([seen]) == 1
    assert measure("f1").over([seen]) == 1


def test_a_right_answer_with_more_words_is_no_exact_match() -> None:
    seen = short("strong steady north wind", "north wind")
    assert measure("exact_match").over([seen]) == 0
    assert measure("f1").over([seen]) == pytest.approx(2 / 3)


def test_refusing_a_short_answer_counts_as_0() -> None:
    assert measure("exact_match").over([short(None, "wind")]) == 0
    assert measure("f1").over([short(None, "wind")]) == 0


def test_only_short_answers_of_one_group_are_compared_word_by_word() -> None:
    two = observation(accepted=[("a",), ("b",)], tags=["short-answer"], said=reply("a b"))
    assert measure("f1").over([two]) is None
    assert measure("f1").over([observation(said=reply("wind"))]) is None
