from dataclasses import replace

import pytest

from assistant.api import Assistant
from assistant.conversation.follow_up import Turn, asked_before, stand_alone
from tests.assistant.conftest import Reading

ASKED = "How many terrorism cases have come before the special military courts?"
HISTORY: list[Turn] = [
    {"role": "user", "content": ASKED},
    {"role": "assistant", "content": "717 cases related to terrorism have come before them. [1]"},
]


@pytest.mark.parametrize(
    "question",
    [
        "What happened in Kabul?",
        "Who is Rabbani?",
        "What does SCO stand for?",
        "When was the exercise in Russia?",
        "Is it true that Pakistan joined the SCO?",
        "What is it like to live in Kabul?",
        "How long does it take to try a case?",
        "What does this article say about India?",
        "Which countries are those that accuse Pakistan?",
        "What is said about those who hide terrorists?",
        "Has Pakistan improved its security?",
        "When did Qureshi and Rabbani sign their statement?",
        "Why did the United States change its attitude?",
        "Are there other countries in the SCO?",
        "So how many people did the military courts condemn?",
        "What was the outcome of the vote on 5 May?",
        "How many foreign ministers were there?",
        "military courts",
        "What is a memorandum?",
    ],
)
def test_a_question_that_stands_by_itself_is_left_unchanged(question: str) -> None:
    assert stand_alone(question, HISTORY) == question


@pytest.mark.parametrize(
    "question",
    [
        "and how many of them were finalized?",
        "How many were finalized?",
        "And in Russia?",
        "And the second author?",
        "the second author?",
        "Where was it held?",
        "When?",
        "Why?",
        "How so?",
        "Who else?",
        "What about India?",
        "Who came for Afghanistan then?",
        "Who represented the other two countries?",
        "Did they sign anything?",
        "Who signed it?",
        "What happened next?",
        "What was the reason?",
        "In which year?",
        "Tell me more",
        "Can you give an example?",
        "Which of these is the largest?",
        "Do the authors agree with that?",
    ],
)
def test_a_follow_up_is_searched_with_the_question_that_it_goes_on_from(question: str) -> None:
    assert stand_alone(question, HISTORY) == f"{ASKED} {question}"


def test_without_a_history_every_question_stands_alone() -> None:
    assert stand_alone("Why?", []) == "Why?"


def test_only_what_the_person_asked_counts_as_history() -> None:
    said: list[Turn] = [{"role": "assistant", "content": "Three ministers met in Kabul."}]

    assert stand_alone("Why?", said) == "Why?"


def test_a_chain_of_follow_ups_reaches_back_to_the_last_whole_question() -> None:
    history: list[Turn] = [
        {"role": "user", "content": "Who wrote the article on bees?"},
        {"role": "user", "content": "Where did the ministers meet?"},
        {"role": "user", "content": "And in Islamabad?"},
    ]

    assert stand_alone("Why?", history) == "Where did the ministers meet? And in Islamabad? Why?"


def test_a_follow_up_is_answered_from_what_was_asked_before(sample: Assistant) -> None:
    answer = sample.ask("and how many of them were finalized?", HISTORY)

    assert not answer.abstained
    assert "546" in answer.text
    assert answer.searched == f"{ASKED} and how many of them were finalized?"


@pytest.mark.parametrize(
    "question", ["Where did the three foreign ministers meet?", "What is the capital of Peru?"]
)
def test_a_history_changes_no_answer_to_a_question_that_stands_alone(
    sample: Assistant, question: str
) -> None:
    after = sample.ask(question, HISTORY)

    # The passages shown beside it may stand in another order.
    assert replace(after, nearest=()) == replace(sample.ask(question), nearest=())


def test_of_documents_that_answer_alike_the_one_talked_about_is_quoted(reading: Reading) -> None:
    assistant = reading(
        "The iron bridge was opened in 1871. Its keeper was paid 40 pounds a year.",
        "The lighthouse was lit in 1902. Its keeper was paid 90 pounds a year.",
        "Herons wait for fish in shallow water.",
        "A loom holds the warp under tension.",
        threshold=0.0,
    )
    question = "How many pounds a year did the keeper earn?"

    first = {
        asked: assistant.ask(question, [{"role": "user", "content": asked}]).citations[0].quote
        for asked in ("When was the iron bridge opened?", "When was the lighthouse lit?")
    }

    assert list(first.values()) == [
        "Its keeper was paid 40 pounds a year.",
        "Its keeper was paid 90 pounds a year.",
    ]


def test_only_the_last_two_questions_with_a_word_of_content_count() -> None:
    history: list[Turn] = [
        {"role": "user", "content": "Who keeps bees?"},
        {"role": "user", "content": "Where did the ministers meet?"},
        {"role": "assistant", "content": "In Kabul. [1]"},
        {"role": "user", "content": "Why?"},
        {"role": "user", "content": " What was signed? "},
    ]

    assert asked_before(history) == ("Where did the ministers meet?", "What was signed?")
    assert asked_before([]) == ()


def test_a_follow_up_that_turns_to_something_new_is_not_answered_with_the_old(
    sample: Assistant,
) -> None:
    answer = Assistant(sample.library, threshold=0.0).ask("What about India?", HISTORY)

    assert "India" in answer.text
    assert "717" not in answer.text


def test_a_follow_up_on_authorship_is_about_the_document_talked_about(reading: Reading) -> None:
    assistant = reading(
        "Herons\n\nBy Jane Doe\n\nHerons wait for fish in shallow water.",
        "Looms\n\nBy Juan Pérez\n\nA loom holds the warp under tension.",
    )

    answer = assistant.ask("Who wrote it?", [{"role": "user", "content": "What holds the warp?"}])

    assert [citation.quote for citation in answer.citations] == ["By Juan Pérez"]
