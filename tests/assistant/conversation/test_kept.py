"""Conversations that are kept: reopened, gone on with, interrupted, deleted."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.api import Assistant
from assistant.cancellation import Cancellation
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept import Conversation
from assistant.conversation.rating import Rating
from assistant.conversation.title import NoTitle
from assistant.events import AnswerEvent, AnswerReady, Searched
from assistant.options import Options
from ingest.sample import SAMPLE
from tests.forked import Forked
from vectorstore.errors import UnknownConversation, UnknownTurn

ROOT = Path(__file__).parents[3]
QUESTION = "Which exercise took place in Russia?"
FOLLOW_UP = "When was it?"


@pytest.fixture
def filled(assistant: Assistant) -> Assistant:
    """An assistant that has read the sample article."""
    assistant.ingest([SAMPLE])
    return assistant


def test_nothing_is_kept_before_the_first_question(filled: Assistant) -> None:
    conversation = filled.conversation()

    assert (conversation.title, conversation.turns, conversation.history) == ("", (), [])
    assert filled.conversations() == []
    with pytest.raises(UnknownConversation):
        filled.conversation(conversation.id)


def test_what_was_said_is_there_after_closing_and_reopening(tmp_path: Path) -> None:
    with Assistant.open(tmp_path / "library") as first:
        first.ingest([SAMPLE])
        conversation = first.conversation()
        said = [conversation.ask("Who painted Guernica?"), conversation.ask(QUESTION)]
        turns = conversation.turns

    with Assistant.open(tmp_path / "library") as second:
        again = second.conversation(conversation.id)
        assert again.turns == turns
        assert [turn.answer for turn in again.turns] == said
        assert again.title == "Who painted Guernica?"
        (listed,) = second.conversations()
        assert (listed.id, listed.title, listed.turns) == (conversation.id, again.title, 2)
        (document,) = second.documents()
        assert again.turns[0].versions == ()
        assert again.turns[1].versions[0].sha256 == document.sha256
        assert "August 2018" in again.ask(FOLLOW_UP).text


def test_an_answer_is_the_one_that_the_assistant_gives_with_that_history(
    filled: Assistant,
) -> None:
    conversation = filled.conversation()
    conversation.ask(QUESTION)
    history = conversation.history

    assert history == [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": filled.ask(QUESTION).text},
    ]
    assert conversation.ask(FOLLOW_UP) == filled.ask(FOLLOW_UP, history)


def test_a_stream_tells_what_the_assistant_tells(filled: Assistant) -> None:
    conversation = filled.conversation()

    assert list(conversation.stream(QUESTION)) == list(filled.stream(QUESTION))
    assert len(conversation.turns) == 1


def test_an_answer_is_kept_before_it_is_handed_over(filled: Assistant) -> None:
    conversation = filled.conversation()

    for event in conversation.stream(QUESTION):
        (turn,) = conversation.turns
        assert turn.answer == (event.answer if isinstance(event, AnswerReady) else None)


def test_an_answer_broken_off_leaves_its_question(filled: Assistant) -> None:
    conversation = filled.conversation()
    events = conversation.stream(QUESTION)
    assert isinstance(next(events), Searched)
    events.close()

    assert [(turn.question, turn.answer) for turn in conversation.turns] == [(QUESTION, None)]
    assert "August 2018" in conversation.ask(FOLLOW_UP).text
    assert [turn.answer is None for turn in conversation.turns] == [True, False]


@pytest.mark.slow
def test_a_process_killed_in_mid_answer_leaves_the_question(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Assistant.open(folder) as before:
        before.ingest([SAMPLE])
        conversation = before.conversation()
        answer = conversation.ask(QUESTION)
    process = Forked(ask_and_wait, folder, conversation.id, FOLLOW_UP, cwd=ROOT, env=os.environ)
    assert process.stdout.readline() == "searched\n"
    process.kill()
    process.wait(30)
    assert process.returncode == -signal.SIGKILL

    with Assistant.open(folder) as after:
        turns = after.conversation(conversation.id).turns
        assert [(turn.question, turn.answer) for turn in turns] == [
            (QUESTION, answer),
            (FOLLOW_UP, None),
        ]
        assert "August 2018" in after.conversation(conversation.id).ask(FOLLOW_UP).text


def ask_and_wait(folder: Path, conversation: str, question: str) -> None:
    """Ask, and come no further than what the answer is to rest on."""
    with Assistant.open(folder) as assistant:
        for event in assistant.conversation(conversation).stream(question):
            if isinstance(event, Searched):
                print("searched", flush=True)
                time.sleep(600)


def test_a_deleted_conversation_is_gone_for_all_who_hold_it(filled: Assistant) -> None:
    stays, goes = filled.conversation(), filled.conversation()
    stays.ask("Hello!")
    goes.ask(QUESTION)

    filled.delete_conversation(goes.id)

    assert [listed.id for listed in filled.conversations()] == [stays.id]
    for use in (lambda: goes.turns, lambda: goes.title, lambda: goes.ask("Hello!")):
        with pytest.raises(UnknownConversation, match=goes.id):
            use()
    for refused in (filled.conversation, filled.delete_conversation):
        with pytest.raises(UnknownConversation, match=goes.id):
            refused(goes.id)


def test_a_conversation_deleted_in_mid_answer_stays_deleted(filled: Assistant) -> None:
    conversation = filled.conversation()
    events = conversation.stream(QUESTION)
    next(events)

    filled.delete_conversation(conversation.id)

    *_, ready = events
    assert isinstance(ready, AnswerReady)
    assert ready.answer == filled.ask(QUESTION)
    assert filled.conversations() == []


def test_a_conversation_can_be_called_something_else(filled: Assistant) -> None:
    conversation = filled.conversation()
    conversation.ask("Hello!")

    filled.rename_conversation(conversation.id, "All about\ncourts")

    assert conversation.title == filled.conversations()[0].title == "All about courts"
    with pytest.raises(NoTitle):
        filled.rename_conversation(conversation.id, " ")
    with pytest.raises(UnknownConversation):
        filled.rename_conversation("nonsense \udcff", "Title")


def test_another_readers_conversation_is_as_good_as_not_there(filled: Assistant) -> None:
    adas, mine = filled.conversation(reader="ada"), filled.conversation()
    for conversation in (adas, mine):
        conversation.ask("Hello!")
    missing, hidden = [], []
    for said, known in ((missing, "nonsense"), (hidden, adas.id)):
        for use in (
            lambda i: filled.conversation(i),
            lambda i: filled.conversation(i, reader="bo"),
            lambda i: filled.rename_conversation(i, "Mine", reader="bo"),
            lambda i: filled.delete_conversation(i, reader="bo"),
        ):
            with pytest.raises(UnknownConversation) as refused:
                use(known)
            said.append(str(refused.value).replace(known, "ID"))

    assert hidden == missing
    assert filled.conversation(adas.id, reader="ada").turns == adas.turns
    assert filled.conversation(adas.id, reader=None).turns == adas.turns
    assert [c.id for c in filled.conversations(reader="ada")] == [adas.id]
    assert [c.id for c in filled.conversations(reader="")] == [mine.id]
    assert [c.id for c in filled.conversations()] == [mine.id, adas.id]
    filled.rename_conversation(adas.id, "Greetings", reader="ada")
    assert adas.title == "Greetings"
    filled.delete_conversation(adas.id, reader="ada")
    assert [c.id for c in filled.conversations()] == [mine.id]


def test_an_answer_is_rated_and_the_rating_taken_back(filled: Assistant) -> None:
    conversation = filled.conversation()
    conversation.ask(QUESTION)
    next(conversation.stream(FOLLOW_UP))
    answered, broken_off = conversation.turns

    conversation.rate(answered.id, Rating.WRONG)
    assert conversation.turn(answered.id) == replace(answered, rating=Rating.WRONG)
    conversation.rate(answered.id, None)
    assert conversation.turn(answered.id) == answered
    with pytest.raises(UnknownTurn, match="no answer to it"):
        conversation.rate(broken_off.id, Rating.RIGHT)
    with pytest.raises(UnknownTurn):
        conversation.turn(0)


def test_what_is_no_unicode_is_kept_as_question_marks(filled: Assistant) -> None:
    conversation = filled.conversation()

    answer = conversation.ask("Hello \ud83d!")
    filled.rename_conversation(conversation.id, "Courts \ud83d")

    (turn,) = conversation.turns
    assert (turn.question, turn.answer) == ("Hello ?!", answer)
    assert conversation.title == "Courts ?"


def test_a_document_replaced_while_its_answer_is_made_is_told(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = tmp_path / "ferries.txt"
    file.write_text("Ferry handbook\n\nThe ferry to Ullapool leaves at nine in the morning.")
    (quoted,) = assistant.ingest([file]).added

    def slow(
        question: str,
        history: Sequence[Turn],
        options: Options,
        cancellation: Cancellation | None,
    ) -> Iterator[AnswerEvent]:
        for event in assistant.stream(question, history, options, cancellation):
            if isinstance(event, AnswerReady):
                file.write_text("Ferry handbook\n\nThe ferry to Ullapool leaves at ten.")
                assert assistant.ingest([file]).updated
            yield event

    conversation = Conversation(assistant.library.catalog, slow)
    conversation.ask("When does the ferry to Ullapool leave?")

    (turn,) = conversation.turns
    assert [version.sha256 for version in turn.versions] == [quoted.sha256]
    (change,) = assistant.changed_since(turn)
    assert "has changed since this answer" in change.sentence


def test_threads_may_ask_in_two_conversations_at_once(filled: Assistant) -> None:
    courts, exercises = filled.conversation(), filled.conversation()
    asked = {
        courts: ["How many cases were finalized?", "How many ended in a death sentence?"],
        exercises: [QUESTION, FOLLOW_UP],
    }

    with ThreadPoolExecutor(2) as threads:
        talks = [
            threads.submit(lambda c=c, qs=qs: [c.ask(q) for q in qs]) for c, qs in asked.items()
        ]
        answers = [talk.result() for talk in talks]

    for (conversation, questions), said in zip(asked.items(), answers, strict=True):
        assert [turn.question for turn in conversation.turns] == questions
        assert [turn.answer for turn in conversation.turns] == said
    assert "546" in answers[0][0].text
    assert "August 2018" in answers[1][1].text


def test_two_first_questions_at_once_are_both_kept(filled: Assistant) -> None:
    conversation = filled.conversation()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(conversation.ask, ["Hello!"] * 4))

    assert [turn.answer for turn in conversation.turns] == answers
    assert [listed.turns for listed in filled.conversations()] == [4]
