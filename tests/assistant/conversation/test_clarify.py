"""Questions that could mean several things of a library are asked back."""

import pytest

from assistant.conversation.clarify import readings
from tests.assistant.conftest import Reading
from vectorstore.words import stems

BRIDGE = (
    "The bridge at Hollow\n\nThe bridge was opened in 1871. Its keeper was paid 40 pounds a year."
)
TUNNEL = (
    "The bridge at Lundy\n\nThe bridge was opened in 1902. Its keeper was paid 90 pounds a year."
)
HERONS = "Herons\n\nHerons wait for fish in shallow water. They do not hunt at night."
TITLES = {"The bridge at Hollow", "The bridge at Lundy"}


def found(reading: Reading, question: str, said: str = "") -> set[str]:
    assistant = reading(BRIDGE, TUNNEL, HERONS)
    return set(readings(question, frozenset(stems(said)), assistant.library.retrieve(question)))


@pytest.mark.parametrize(
    "question",
    [
        "When was the bridge opened?",
        "When was that bridge opened?",
        "How old is this bridge?",
    ],
)
def test_a_thing_of_which_several_documents_tell_is_asked_back(
    question: str, reading: Reading
) -> None:
    assert found(reading, question) == TITLES


@pytest.mark.parametrize(
    "question",
    [
        "When was the bridge at Hollow opened?",
        "When was it that the bridge of which you spoke opened?",
        "When was the Hollow Bridge opened?",
        "When do herons hunt?",
        "What is the name of it?",
        "When were the bridges opened?",
        "Where does the heron wait?",
        "",
    ],
)
def test_a_question_that_says_which_or_needs_not_is_not(question: str, reading: Reading) -> None:
    assert found(reading, question) == set()


def test_what_was_spoken_of_before_is_not_asked_back(reading: Reading) -> None:
    assert found(reading, "When was the bridge opened?", "Tell me of the bridge at Lundy") == set()


def test_in_one_document_there_is_nothing_to_choose(reading: Reading) -> None:
    assistant = reading(BRIDGE, HERONS)
    question = "When was the bridge opened?"

    assert readings(question, frozenset(), assistant.library.retrieve(question)) == ()


def test_an_empty_library_has_no_readings(reading: Reading) -> None:
    question = "When was the bridge opened?"

    assert readings(question, frozenset(), reading().library.retrieve(question)) == ()
