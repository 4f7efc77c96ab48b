"""A GGUF file is a chat model in this process: it streams, stops, and says what is wrong."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage

from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.models.gguf import GgufChatModel, open_gguf
from assistant.models.opening import open_chat_model
from assistant.settings import Settings
from tests.awaiting import awaited
from tests.weights import smollm2

STORY = "Tell me a long story."  # which the model doesn't end before it has to
COLOUR = "Name a colour."


class Watched:
    """llama.cpp's server, and what it was asked and gave."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.asked = self.given = self.under_way = self.most_at_once = 0

    def handle_chat_completions(self, request: dict[str, Any], take: Callable[[Any], bool]) -> None:
        def counted(chunk: Any) -> bool:
            self.given += 1
            return take(chunk)

        self.asked += 1
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        self.server.handle_chat_completions(request, counted)
        self.under_way -= 1


@pytest.fixture(scope="module")
def loaded() -> GgufChatModel:
    return open_gguf(smollm2(), threads=1).model_copy(update={"max_tokens": 60})


@pytest.fixture
def watched(loaded: GgufChatModel) -> Iterator[tuple[ChatModel, Watched]]:
    """A chat model in this process whose replies are long, and what it does behind the scenes."""
    server = Watched(loaded.server)
    model = loaded.model_copy(update={"server": server, "max_tokens": 1000})
    yield ChatModel("gguf:smollm2", model, calls=1, patience=60), server
    until_nobody_writes()


def until_nobody_writes() -> None:
    for thread in threading.enumerate():
        if thread.name == "gguf":
            thread.join()


def test_a_file_is_opened_by_its_name_and_replies_in_many_pieces_that_are_counted() -> None:
    settings = Settings(model=f"gguf:{smollm2()}", price_read=1, price_written=2)
    model = open_chat_model(settings)

    with model.stream([SystemMessage("Be brief."), HumanMessage(COLOUR)]) as stream:
        pieces = list(stream)

    assert len(pieces) > 5
    assert stream.usage is not None
    assert stream.usage.read > 10
    assert stream.usage.written >= len(pieces)
    cost = stream.usage.read + 2 * stream.usage.written
    assert stream.usage.cost == pytest.approx(cost / 1_000_000)


def test_the_same_messages_give_the_same_reply_whatever_was_asked_before(
    loaded: GgufChatModel,
) -> None:
    model = ChatModel("smollm2", loaded)

    first = model.reply(STORY)
    model.reply(COLOUR)

    assert model.reply(STORY) == first
    assert first.usage is not None
    assert first.usage.written == 60


def test_langchain_can_use_it_as_any_chat_model(loaded: GgufChatModel) -> None:
    chunks = list(loaded.stream(STORY))
    whole = sum(chunks[1:], start=chunks[0])
    invoked = loaded.invoke(STORY)

    assert len(chunks) > 20
    assert isinstance(whole, AIMessageChunk)
    assert whole.text == invoked.text
    assert whole.usage_metadata == invoked.usage_metadata
    assert invoked.response_metadata["finish_reason"] == "length"


def test_langchain_can_await_it(loaded: GgufChatModel) -> None:
    assert awaited(loaded.ainvoke(COLOUR)).text == loaded.invoke(COLOUR).text


def test_it_stops_at_a_word_and_after_as_many_tokens_as_it_is_told(loaded: GgufChatModel) -> None:
    whole = loaded.invoke(STORY).text
    words = whole.split()

    stopped = loaded.invoke(STORY, stop=[words[5]])
    short = loaded.invoke(STORY, max_tokens=3)

    assert stopped.text == whole[: whole.index(words[5])]
    assert stopped.response_metadata["finish_reason"] == "stop"
    assert short.usage_metadata is not None
    assert short.usage_metadata["output_tokens"] == 3


def test_closing_a_stream_in_mid_answer_stops_the_model(watched: tuple[ChatModel, Watched]) -> None:
    model, server = watched
    with model.stream(STORY) as stream:
        next(stream)
    until_nobody_writes()

    assert list(stream) == []
    assert server.given < 500


def test_closing_a_stream_stops_a_model_that_still_reads(
    watched: tuple[ChatModel, Watched],
) -> None:
    model, server = watched
    stream = model.stream("far too much " * 2000)  # 6000 tokens, a minute of reading
    with ThreadPoolExecutor() as pool:
        read = pool.submit(list, stream)
        while not server.given:
            threading.Event().wait(0.01)

        stream.close()

        assert read.result() == []
    until_nobody_writes()
    assert server.given < 10


def test_langchain_s_own_stream_stops_the_model_too(loaded: GgufChatModel) -> None:
    server = Watched(loaded.server)
    stream = loaded.model_copy(update={"server": server, "max_tokens": 1000}).stream(STORY)

    next(stream)
    del stream
    until_nobody_writes()

    assert server.given < 500


def test_it_takes_one_question_at_a_time(loaded: GgufChatModel) -> None:
    server = Watched(loaded.server)
    model = ChatModel("smollm2", loaded.model_copy(update={"server": server}), calls=1)

    with ThreadPoolExecutor() as pool:
        replies = list(pool.map(model.reply, [COLOUR] * 3))

    assert len({reply.text for reply in replies}) == 1
    assert (server.asked, server.most_at_once) == (3, 1)


def test_who_waits_too_long_for_a_turn_is_told(loaded: GgufChatModel) -> None:
    endless = loaded.model_copy(update={"max_tokens": 1000})
    model = ChatModel("gguf:smollm2", endless, calls=1, patience=2)

    with model.stream(STORY) as stream:
        next(stream)
        with pytest.raises(ModelUnavailable, match="is busy with other questions"):
            model.reply(COLOUR)
    until_nobody_writes()


def test_more_than_the_model_was_made_for_is_told(tmp_path: Path) -> None:
    name = b"llama.context_length"
    content = bytearray(smollm2().read_bytes())
    number = content.index(name) + len(name) + 4  # behind the number's type
    assert int.from_bytes(content[number : number + 4], "little") == 8192
    content[number : number + 4] = (512).to_bytes(4, "little")
    short = tmp_path / "short.gguf"
    short.write_bytes(content)
    model = open_chat_model(Settings(model=f"gguf:{short}"))
    short.unlink()

    with pytest.raises(ModelUnavailable, match=r"cannot read as much at once.*PASSAGE_TOKENS"):
        model.reply("far too much " * 250)


def test_what_llama_cpp_refuses_is_told(loaded: GgufChatModel) -> None:
    nonsense = loaded.bind(grammar="((")

    with pytest.raises(ModelUnavailable, match=r"failed \(.+\); ask again"):
        ChatModel("smollm2", nonsense).reply("Hello")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "is not there; check the path"),
        (b"", "cannot be loaded; the file is damaged"),
        (b"Once upon a time", "cannot be loaded; the file is damaged"),
        (smollm2().read_bytes()[:100_000], "cannot be loaded; the file is damaged"),
        (smollm2().read_bytes()[:20_000_000], "cannot be loaded; the file is damaged"),
    ],
    ids=["missing", "empty", "a text", "the beginning", "a half"],
)
def test_a_file_that_is_no_whole_model_is_told_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "model.gguf"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ModelUnavailable) as error:
        open_chat_model(Settings(model=f"gguf:{file}"))

    assert f"'gguf:{file}' {sentence}" in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="is not there"):
        open_chat_model(Settings(model=f"gguf:{tmp_path}"))


def test_it_opens_no_port_and_says_nothing_to_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = listening()

    loaded = open_gguf(smollm2(), threads=1)
    loaded.invoke(COLOUR, max_tokens=3)

    assert listening() == before
    assert capfd.readouterr() == ("", "")


def test_a_process_can_end_in_mid_answer() -> None:
    program = """
import atexit
from assistant.models.chat_model import ChatModel
from assistant.models.gguf import open_gguf
from tests.assistant.models.test_gguf import STORY, Watched
from tests.weights import smollm2

model = open_gguf(smollm2(), threads=1)
model.server = Watched(model.server)
atexit.register(lambda: print(model.server.given < 500))  # Python waited for the model by then
stream = ChatModel("smollm2", model).stream(STORY)
next(stream)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def listening() -> set[tuple[str, int]]:
    """The addresses at which this process takes connections over a network."""
    found = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            with socket.socket(fileno=os.dup(int(descriptor.name))) as opened:
                if opened.family in (socket.AF_INET, socket.AF_INET6) and opened.getsockopt(
                    socket.SOL_SOCKET, socket.SO_ACCEPTCONN
                ):
                    found.add(opened.getsockname()[:2])
        except OSError:
            continue  # no socket, or gone by now
    return found
