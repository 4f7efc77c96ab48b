"""Stopping an answer that nobody waits for any more."""

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from assistant.api import Assistant
from assistant.cancellation import Cancellation
from assistant.events import SentenceReady
from assistant.models.chat_model import ChatModel
from tests.awaiting import awaited
from tests.scripted_model import ScriptedModel

QUESTION = "How many of the cases have been finalized?"
SENTENCE = "The special military courts have finalized 546 of those cases [{n}]. "


class Endless(ScriptedModel):
    """Writes until it is stopped, and tells when it was."""

    stopped: threading.Event

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        try:
            yield ChatGenerationChunk(message=AIMessageChunk(SENTENCE.format(n=1)))
            for number in range(10_000):
                yield ChatGenerationChunk(message=AIMessageChunk(f"Item {number} is new. "))
                time.sleep(0.02)
        finally:
            self.stopped.set()


@pytest.fixture
def endless(sample: Assistant) -> tuple[Assistant, threading.Event]:
    stopped = threading.Event()
    model = ChatModel("endless", Endless(messages=iter(()), stopped=stopped))
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
