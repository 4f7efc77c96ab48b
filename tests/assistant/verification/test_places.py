"""Facts that a quote has, but in another place."""

import pytest

from assistant.verification.claim import Vocabulary, read
from assistant.verification.places import misplaced

COURTS = "In all 717 cases came before the courts, of which the judges finalized 546."
BRIDGE = "Mary Jones opened the iron bridge in 1871, and Tom Hill the tunnel in 1902."


def found(claim: str, *quotes: str) -> list[str]:
    vocabulary = Vocabulary.of(quotes)
    return [*misplaced(read(claim, vocabulary), [read(quote, vocabulary) for quote in quotes])]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The judges finalized 546 cases.", COURTS),
        ("717 cases came before the courts.", COURTS),
        ("Of 717 cases the judges finalized 546.", COURTS),
        ("Mary Jones opened the iron bridge in 1871.", BRIDGE),
        ("In 1902 Tom Hill opened the tunnel.", BRIDGE),
        ("The tunnel was opened by Hill in 1902.", BRIDGE),
        ("Dr. Jones opened the iron bridge in 1871.", BRIDGE),
        ("Nobody was there.", BRIDGE),
    ],
)
def test_a_fact_in_its_own_place_is_right(claim: str, quote: str) -> None:
    assert found(claim, quote) == []


@pytest.mark.parametrize(
    ("claim", "quote", "fact"),
    [
        ("The judges finalized 717 cases.", COURTS, "number in the place of 717"),
        (
            "Mary Jones opened the iron bridge in 1902.",
            BRIDGE,
            "number in the place of 1902",
        ),
        (
            "Tom Hill opened the iron bridge in 1871.",
            BRIDGE,
            "name in the place of tom hill",
        ),
    ],
)
def test_a_fact_in_the_place_of_another_is_found(claim: str, quote: str, fact: str) -> None:
    assert f"another {fact}" in found(claim, quote)


def test_another_name_in_a_repeated_sentence_is_found() -> None:
    assert "another name for Mary Jones" in found(
        "Ann Frost opened the iron bridge in 1871.", "Mary Jones opened the iron bridge in 1871."
    )


def test_a_name_may_take_the_place_of_a_pronoun() -> None:
    quotes = ("Mary Jones was the mayor.", "She opened the iron bridge in 1871.")

    assert found("Mary Jones opened the iron bridge in 1871.", *quotes) == []


def test_a_name_in_brackets_is_another_name_of_the_same_thing() -> None:
    quote = "The mill (Lower Mill) of Tom Hill burned down in 1902."

    assert found("The mill of Tom Hill burned down in 1902.", quote) == []


def test_without_quotes_no_place_is_wrong() -> None:
    assert found("The judges finalized 717 cases.") == []
