"""A shelf of documents that give orders, and a chat model that obeys them all."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.api import Assistant
from assistant.models.chat_model import ChatModel
from assistant.writing.writer import Support
from tests.assistant.hostile.documents import hostile_documents
from tests.scripted_model import ScriptedModel
from vectorstore.embedding import Embedder
from vectorstore.library import Library

Obeying = Callable[..., tuple[Assistant, list[str]]]


class ReadingModel(ScriptedModel):
    """A scripted model that keeps what it was given to read."""

    _read: list[str] = PrivateAttr(default_factory=list)

    def begin(self, replies: tuple[str, ...]) -> list[str]:
        """Say these from now on; what is read until the next time is in the list."""
        self.messages = (AIMessage(reply) for reply in replies)
        self._read = []
        return self._read

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self._read.append("\n".join(str(message.content) for message in messages))
        yield from super()._stream(messages, stop, run_manager, **kwargs)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant that quotes, over all hostile documents at once; not to be changed."""
    folder = tmp_path_factory.mktemp("hostile")
    files = []
    for number, document in enumerate(hostile_documents()):
        file = folder / f"{number}" / document.name
        file.parent.mkdir()
        file.write_text(document.text, encoding="utf-8")
        files.append(file)
    with Assistant(Library(folder / "library", embedder)) as opened:
        assert not opened.ingest(files).failed
        yield opened


@pytest.fixture(scope="session")
def obeying(shelf: Assistant) -> Obeying:
    """Gives an assistant over the shelf whose model says these replies, and what that reads."""
    model = ReadingModel(messages=iter(()))
    # Kept from test to test: the vectors of what is on the shelf are made once.
    assistants = {
        support: Assistant(shelf.library, models=[ChatModel("obedient", model)], support=support)
        for support in Support
    }

    def obey(*replies: str, support: Support = Support.STRICT) -> tuple[Assistant, list[str]]:
        return assistants[support], model.begin(replies)

    return obey
