"""What these tests share: the sample article ready to be asked about, and an empty assistant."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from assistant.api import Assistant
from assistant.models.chat_model import ChatModel
from ingest.sample import SAMPLE
from tests.scripted_model import ScriptedModel
from vectorstore.embedding import Embedder
from vectorstore.library import Library

Reading = Callable[..., Assistant]
Scripted = Callable[..., Assistant]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Assistant]:
    """An assistant over the sample article; not to be changed."""
    with Assistant(Library(tmp_path_factory.mktemp("sample"), embedder)) as opened:
        opened.ingest([SAMPLE])
        yield opened


@pytest.fixture
def assistant(library: Library) -> Assistant:
    """An assistant over an empty library."""
    return Assistant(library)


@pytest.fixture
def reading(library: Library, tmp_path: Path) -> Reading:
    """Makes an assistant over texts; each is a document's whole content."""

    def read(*texts: str, name: str = "text.txt", threshold: float | None = None) -> Assistant:
        files = []
        for number, text in enumerate(texts):
            file = tmp_path / f"{number}-{name}"
            file.write_bytes(text.encode())
            files.append(file)
        assistant = Assistant(library, threshold)
        assert not assistant.ingest(files).failed
        return assistant

    return read


@pytest.fixture
def scripted(sample: Assistant) -> Scripted:
    """Makes an assistant over the sample whose chat model says what is written here, in turn.

    It fails when it is asked more often.
    """

    def script(*replies: str | AIMessage, **prices: float) -> Assistant:
        messages = (AIMessage(reply) if isinstance(reply, str) else reply for reply in replies)
        model = ChatModel("scripted", ScriptedModel(messages=messages), **prices)
        return Assistant(sample.library, models=[model])

    return script
