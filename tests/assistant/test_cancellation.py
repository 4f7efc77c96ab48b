"""Stopping an answer that nobody waits for any more."""

import asyncio
import threading

import pytest

from assistant.api import Assistant
from assistant.cancellation import Cancellation
from assistant.events import SentenceReady
from tests.awaiting import awaited
from tests.endless_model import endless_model

QUESTION = "How many of the cases have been finalized?"
SENTENCE = "The special military courts have finalized 546 of those cases [{n}]. "


@pytest.fixture
def endless(sample: Assistant) -> tuple[Assistant, threading.Event]:
    stopped = threading.Event()
    model = endless_model(SENTENCE.format(n=1), stopped)
    return Assistant(sample.library, models=[model]), stopped


def test_closing_the_stream_stops_the_model(endless: tuple[Assistant, threading.Event]) -> None:
    assistant, stopped = endless
    events = assistant.stream(QUESTION)

    assert any(isinstance(event, SentenceReady) for event in events)
    events.close()  # type: ignore[attr-defined]

    assert stopped.wait(10)


def test_another_thread_can_stop_the_model(endless: tuple[Assistant, threading.Event]) -> None:
    assistant, stopped = endless
    cancellation = Cancellation()
    threading.Timer(1, cancellation.cancel).start()

    *_, last = assistant.stream(QUESTION, cancellation=cancellation)

    assert stopped.wait(10)
    assert last


def test_an_async_caller_that_gives_up_stops_the_model(
    endless: tuple[Assistant, threading.Event],
) -> None:
    assistant, stopped = endless

    async def give_up() -> None:
        async with asyncio.timeout(2):
            await assistant.aask(QUESTION)

    with pytest.raises(TimeoutError):
        awaited(give_up())

    assert stopped.wait(10)


def test_what_is_registered_after_the_end_is_stopped_at_once() -> None:
    cancellation, calls = Cancellation(), []
    cancellation.cancel()
    cancellation.cancel()

    cancellation.on_cancel(lambda: calls.append("stopped"))

    assert calls == ["stopped"]
