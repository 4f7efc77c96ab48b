"""Questions taken back, asked otherwise from some point on, and answers stopped on the way."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.api import Assistant
from assistant.cancellation import Cancellation
from assistant.conversation.follow_up import Turn
from assistant.conversation.kept import Conversation
from assistant.conversation.rating import Rating
from assistant.events import AnswerEvent, AnswerReady, SentenceReady
from assistant.options import Options
from ingest.sample import SAMPLE
from tests.endless_model import endless_model
from vectorstore.errors import UnknownConversation, UnknownTurn

RUSSIA = "Which exercise took place in Russia?"
GUERNICA = "Who painted Guernica?"
FOLLOW_UP = "When was it?"
CASES = "How many of the cases have been finalized?"
SENTENCE = "The special military courts have finalized 546 of those cases [1]. "


@pytest.fixture
def talk(assistant: Assistant) -> Conversation:
    """A reader's conversation over the sample article: an answer, a refusal, a follow-up."""
    assistant.ingest([SAMPLE])
    conversation = assistant.conversation(reader="ada")
    for question in (RUSSIA, GUERNICA, FOLLOW_UP):
        conversation.ask(question)
    return conversation


def questions(conversation: Conversation) -> list[str]:
    return [turn.question for turn in conversation.turns]


def test_a_question_taken_back_counts_no_more_for_what_is_asked(talk: Conversation) -> None:
    _, second, _ = talk.turns

    talk.retract(second.id)
    answer = talk.ask(FOLLOW_UP)

    assert questions(talk) == [RUSSIA, FOLLOW_UP]
    assert "August 2018" in answer.text
    with pytest.raises(UnknownTurn):
        talk.retract(second.id)


def test_with_nothing_left_a_conversation_goes_on_under_its_title_for_all_who_hold_it(
    assistant: Assistant, talk: Conversation
) -> None:
    other = assistant.conversation(talk.id, reader="ada")

    talk.retract(talk.turns[0].id)

    opened = assistant.conversation(talk.id, reader="ada")
    for one in (talk, other, opened):
        assert (one.turns, one.history, one.title) == ((), [], RUSSIA)
    assert [(c.id, c.turns) for c in assistant.conversations("ada")] == [(talk.id, 0)]
    other.ask(GUERNICA)
    talk.ask("Hello!")
    opened.ask("Thank you!")
    assert questions(talk) == [GUERNICA, "Hello!", "Thank you!"]
    assert opened.title == RUSSIA
    assistant.delete_conversation(talk.id)
    with pytest.raises(UnknownConversation):
        other.retract(1)


def test_an_answer_made_to_a_question_taken_back_is_not_kept(talk: Conversation) -> None:
    events = talk.stream(CASES)
    next(events)

    talk.retract(talk.turns[1].id)
    *_, ready = events

    assert isinstance(ready, AnswerReady)
    assert questions(talk) == [RUSSIA]


def test_a_branch_goes_on_from_before_a_question_and_leaves_the_rest_whole(
    assistant: Assistant, talk: Conversation
) -> None:
    first, second, _ = whole = talk.turns
    talk.rate(first.id, Rating.RIGHT)

    branch = talk.branch(second.id)
    asked = branch.ask(FOLLOW_UP)

    (copied, _) = branch.turns
    assert (copied.question, copied.asked_at, copied.answer, copied.versions, copied.rating) == (
        first.question, first.asked_at, first.answer, first.versions, Rating.RIGHT,
    )  # fmt: skip
    assert "August 2018" in asked.text
    assert branch.title == talk.title
    assert [turn.answer for turn in talk.turns] == [turn.answer for turn in whole]
    branch.rate(copied.id, Rating.WRONG)
    assert talk.turn(first.id).rating is Rating.RIGHT
    assert {c.id for c in assistant.conversations("ada")} == {talk.id, branch.id}
    for unknown in (0, copied.id):
        with pytest.raises(UnknownTurn):
            talk.branch(unknown)


def test_a_branch_from_before_the_first_question_is_a_new_conversation_of_the_readers(
    assistant: Assistant, talk: Conversation
) -> None:
    branch = assistant.conversation(talk.id, reader=None).branch(talk.turns[0].id)

    assert (branch.turns, branch.title) == ((), "")
    assert [c.id for c in assistant.conversations()] == [talk.id]
    branch.ask("Hello!")
    assert branch.title == "Hello!"
    assert [c.id for c in assistant.conversations("ada")] == [branch.id, talk.id]


def test_threads_may_ask_take_back_and_branch_at_once(assistant: Assistant) -> None:
    talk = assistant.conversation()
    talk.ask("Hello!")
    (first,) = talk.turns
    done = threading.Event()

    def ask(number: int) -> None:
        for round_ in range(10):
            talk.ask(f"Hello, {number} {round_}!")

    def take_back() -> int:
        count = 0
        while not done.is_set():
            if later := talk.turns[1:]:
                try:
                    talk.retract(later[len(later) // 2].id)
                    count += 1
                except UnknownTurn:  # the other thread was before
                    continue
        return count

    def branch() -> list[Conversation]:
        made = []
        while not done.is_set() and len(made) < 50:
            if later := talk.turns[1:]:
                try:
                    made.append(talk.branch(later[0].id))
                except UnknownTurn:
                    continue
        return made

    with ThreadPoolExecutor(6) as threads:
        others = [threads.submit(take_back), threads.submit(take_back), threads.submit(branch)]
        asking = [threads.submit(ask, number) for number in range(3)]
        try:
            for one in asking:
                one.result()
        finally:
            done.set()
        taken, taken_too, branches = (other.result() for other in others)

    assert taken + taken_too > 0
    assert talk.turns[0] == first
    assert all(turn.answer and turn.question in turn.answer.question for turn in talk.turns)
    assert branches
    assert {tuple(questions(one)) for one in branches} == {("Hello!",)}
    assert len(assistant.conversations()) == len(branches) + 1


@pytest.fixture
def stopped() -> threading.Event:
    """Set when the endless model was stopped."""
    return threading.Event()


@pytest.fixture
def endless(assistant: Assistant, stopped: threading.Event) -> Assistant:
    """An assistant over the sample whose chat model never comes to an end."""
    assistant.ingest([SAMPLE])
    model = endless_model(SENTENCE, stopped)
    return Assistant(assistant.library, models=[model])


def test_closed_in_mid_answer_the_chat_model_stops_and_the_question_stays(
    endless: Assistant, stopped: threading.Event
) -> None:
    held: list[Iterator[AnswerEvent]] = []

    def answering(
        question: str,
        history: Sequence[Turn],
        options: Options,
        cancellation: Cancellation | None,
    ) -> Iterator[AnswerEvent]:
        held.append(endless.stream(question, history, options, cancellation))
        return held[-1]  # and somebody holds it: to let go of it isn't to close it

    conversation = Conversation(endless.library.catalog, answering)
    events = conversation.stream(CASES)
    assert any(isinstance(event, SentenceReady) for event in events)
    assert not stopped.is_set()

    events.close()

    assert stopped.wait(10)
    assert list(held[0]) == []
    assert [(turn.question, turn.answer) for turn in conversation.turns] == [(CASES, None)]


def test_an_answer_stopped_from_another_thread_keeps_what_was_written(
    endless: Assistant, stopped: threading.Event
) -> None:
    conversation, cancellation = endless.conversation(), Cancellation()
    seen: list[AnswerEvent] = []

    for event in conversation.stream(CASES, cancellation=cancellation):
        seen.append(event)
        if isinstance(event, SentenceReady):
            threading.Thread(target=cancellation.cancel).start()

    assert stopped.wait(10)
    assert isinstance(seen[-1], AnswerReady)
    kept = conversation.turns[0].answer
    assert kept == seen[-1].answer
    assert kept.sentences
    assert kept.note == "It was stopped before the answer was complete."
