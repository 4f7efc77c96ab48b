"""A chat model that writes until it is stopped."""

import threading
import time
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from assistant.models.chat_model import ChatModel
from tests.scripted_model import ScriptedModel


class Endless(ScriptedModel):
    """Says one sentence, goes on without end, and tells when it was stopped."""

    sentence: str
    stopped: threading.Event

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        try:
            yield ChatGenerationChunk(message=AIMessageChunk(self.sentence))
            for number in range(10_000):
                yield ChatGenerationChunk(message=AIMessageChunk(f"Item {number} is new. "))
                time.sleep(0.02)
        finally:
            self.stopped.set()


def endless_model(sentence: str, stopped: threading.Event) -> ChatModel:
    """Such a model, as an assistant takes it; `stopped` is set when it was stopped."""
    return ChatModel("endless", Endless(messages=iter(()), sentence=sentence, stopped=stopped))
