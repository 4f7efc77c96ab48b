"""A chat model that says what a test wrote down for it, in turn, word by word."""

import re
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk


class ScriptedModel(GenericFakeChatModel):
    """LangChain's, which forgets when it streams what was counted, and that a reply was empty."""

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        said = self._generate(messages, stop, run_manager, **kwargs).generations[0].message
        assert isinstance(said, AIMessage)
        for word in re.findall(r"\S*\s*", said.text):
            yield ChatGenerationChunk(message=AIMessageChunk(word))
        yield ChatGenerationChunk(message=AIMessageChunk("", usage_metadata=said.usage_metadata))
