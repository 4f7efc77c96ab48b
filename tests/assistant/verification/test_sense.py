"""What turns a sentence into its opposite."""

import pytest

from assistant.verification.sense import negations, turned_round
from assistant.verification.words import words_of


def found(claim: str, *quotes: str) -> list[str]:
    return turned_round(words_of(claim), [words_of(quote) for quote in quotes])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill never closed", ["never"]),
        ("It didn’t close, nor did it burn", ["didn't", "nor"]),
        ("Not only the mill but the barn burned", []),
        ("No mill stood without a wheel", ["no", "without"]),
        ("The mill closed", []),
    ],
)
def test_negations_are_found(text: str, words: list[str]) -> None:
    assert [negation.word for negation in negations(words_of(text))] == words


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The council did not approve the plan.", "The council approved the plan."),
        ("The council never approved the plan.", "The council approved the plan in March."),
        ("The old mill has no wheel.", "The old mill has a wheel."),
        ("The bank does not lend to farms.", "The bank lends to farms in the north."),
    ],
)
def test_a_negation_that_no_quote_has_is_found(claim: str, quote: str) -> None:
    assert any(what.startswith("the negation ") for what in found(claim, quote))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The council approved the plan.", "The council did not approve the plan."),
        ("The council approved the plan.", "The council never approved the plan."),
        ("The old mill has a wheel.", "The old mill has no wheel."),
        ("Herons can swim.", "Herons cannot swim."),
    ],
)
def test_a_negation_that_was_lost_is_found(claim: str, quote: str) -> None:
    assert any(what.startswith("the negation of ") for what in found(claim, quote))


@pytest.mark.parametrize(
    ("claim", "quote", "words"),
    [
        ("Prices rose in spring.", "Prices fell in spring.", "rose (not fell)"),
        ("The mill lost money.", "The mill gained money.", "lost (not gained)"),
        ("The answer was correct.", "The answer was incorrect.", "correct (not incorrect)"),
        ("The bridge opened in June.", "The bridge opened in May.", "June (not May)"),
        ("He left before the war.", "He left after the war.", "before (not after)"),
    ],
)
def test_an_opposite_in_the_same_place_is_found(claim: str, quote: str, words: str) -> None:
    assert f"the direction {words}" in found(claim, quote)


def test_another_unit_in_the_same_place_is_found() -> None:
    assert "the unit year (not decade)" in found(
        "The work went on for several years at the mill.",
        "The work went on for several decades at the mill.",
    )


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        ("The council did not approve the plan.", ["The plan was not approved by the council."]),
        ("The council didn't approve the plan.", ["The council did not approve the plan."]),
        ("The plan was not approved.", ["The council refused to approve the plan."]),
        ("The council refused to approve the plan.", ["The council didn't approve the plan."]),
        ("The mayor neither backs nor hides it.", ["The mayor does not back or hide it."]),
        ("Neither the mill nor the barn burned.", ["The mill and the barn did not burn."]),
        ("The bank grew.", ["The dense bank grew."]),
        ("Prices rose in spring.", ["Prices rose in spring.", "In autumn prices fell."]),
        ("Prices rose in spring and fell in autumn.", ["Prices rose in spring, fell in autumn."]),
        ("The work went on for years.", ["The work went on for years, not for months."]),
        ("Herons wait.", []),
        ("", ["Herons wait."]),
    ],
)
def test_what_says_the_same_is_not_turned_round(claim: str, quotes: list[str]) -> None:
    assert found(claim, *quotes) == []
