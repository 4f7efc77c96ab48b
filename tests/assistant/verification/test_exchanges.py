"""Two facts of a sentence that have each other's places."""

import pytest

from assistant.verification.claim import Vocabulary, read
from assistant.verification.exchanges import exchanged


def found(claim: str, *quotes: str) -> list[str]:
    vocabulary = Vocabulary.of([*quotes])
    return [*exchanged(read(claim, vocabulary), [read(quote, vocabulary) for quote in quotes])]


@pytest.mark.parametrize(
    ("claim", "quote", "pair"),
    [
        (
            "India accuses China of spying.",
            "China accuses India of spying.",
            "the name of india and china",
        ),
        (
            "The mill burned in 1902 and was rebuilt in 1871.",
            "The mill burned in 1871 and was rebuilt in 1902.",
            "the number of 1902 and 1871",
        ),
        (
            "The town has 40 wells and 90 mills.",
            "The town has 90 wells and 40 mills.",
            "the number of 40 and 90",
        ),
        (
            "The bridge opened on 5 May and closed on 9 June.",
            "The bridge opened on 9 June and closed on 5 May.",
            "the date of 05-05 and 06-09",
        ),
    ],
)
def test_two_facts_in_each_others_places_are_found(claim: str, quote: str, pair: str) -> None:
    assert f"{pair} exchanged" in found(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("China accuses India of spying.", "China accuses India of spying."),
        ("Jones and Hill built the mill.", "Hill and Jones built the mill."),
        ("Ann Jones, Tom Hill and Mary Frost swam.", "Mary Frost, Tom Hill and Ann Jones swam."),
        ("The mill was built by Jones for Hill.", "Jones built the mill for Hill."),
        ("India accuses China.", "Herons wait in the shallows."),
        ("India accuses China.", "India accuses everybody."),
    ],
)
def test_facts_in_their_places_or_in_a_list_are_not_exchanged(claim: str, quote: str) -> None:
    assert found(claim, quote) == []
