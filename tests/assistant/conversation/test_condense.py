"""A follow-up that a chat model words anew, and when that is the same question."""

import pytest
from langchain_core.messages import AIMessage
from langchain_core.messages.ai import UsageMetadata

from assistant.answer import Usage
from assistant.conversation.condense import condense, is_same_question
from assistant.conversation.follow_up import Turn
from assistant.models.chat_model import ChatModel
from tests.scripted_model import ScriptedModel

FOLLOW_UP = "And how many were open in 1902?"
HISTORY: list[Turn] = [
    {"role": "user", "content": "How many mills stood in Hollow in 1871?"},
    {"role": "assistant", "content": "There stood 40 mills. [1]"},
]


def condensed(reply: str) -> str | None:
    messages = iter([AIMessage(reply)])
    return condense(ChatModel("scripted", ScriptedModel(messages=messages)), FOLLOW_UP, HISTORY)[0]


@pytest.mark.parametrize(
    "reply",
    [
        "How many mills in Hollow were open in 1902?",
        "  “How many mills in Hollow were open in 1902?”\n",
        "Question: How many mills in Hollow were open in 1902?",
    ],
)
def test_a_question_with_the_words_of_both_is_taken(reply: str) -> None:
    assert condensed(reply) == "How many mills in Hollow were open in 1902?"


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "There were 40 mills open in Hollow in 1902.\nHow many mills were open in 1902?",
        "How many mills stood in Hollow in 1871?",
        "How many mills in Hollow were open?",
        "How many mills in Hollow were open in 1903?",
        "How many mills in Hollow were open in 1902, of 90?",
        "How many windmills in Hollow were open in 1902?",
        "How many mills in Hollow and Lundy were open in 1902?",
        "How many mills were open in 1902? " * 20,
    ],
)
def test_what_forgets_changes_or_adds_something_is_not(reply: str) -> None:
    assert condensed(reply) is None


def test_what_was_spent_is_told_also_when_the_question_is_not_taken() -> None:
    spent = UsageMetadata(input_tokens=90, output_tokens=7, total_tokens=97)
    messages = iter([AIMessage("No idea.", usage_metadata=spent)])

    made, usage = condense(
        ChatModel("scripted", ScriptedModel(messages=messages)), FOLLOW_UP, HISTORY
    )

    assert (made, usage) == (None, Usage(90, 7))


def test_numbers_may_be_written_in_another_way() -> None:
    assert is_same_question("Were two mills open?", "Were they open?", [*HISTORY[:1], turn("2")])


def test_a_number_that_nobody_said_makes_it_another_question() -> None:
    assert not is_same_question("Were 90 mills open?", "Were they open?", HISTORY)


def turn(content: str) -> Turn:
    return {"role": "assistant", "content": f"Of the mills stood {content}."}
