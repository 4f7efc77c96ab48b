"""A chat model is asked: its reply comes piece by piece, is counted, and can be stopped."""

import threading
from concurrent.futures import ThreadPoolExecutor
from socket import socket

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from assistant.answer import Usage
from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import open_chat_model
from assistant.settings import Settings
from tests.assistant.models.conftest import address
from tests.relay import relayed
from tests.scripted_model import ScriptedModel

STORY = "Tell me a long story."  # which the model doesn't end before it has to


def served(url: str, calls: int = 4, patience: float = 60) -> ChatModel:
    return open_chat_model(Settings(model="smollm2", model_url=url, model_calls=calls), patience)


def test_a_real_model_replies_and_its_tokens_are_counted(language_server: str) -> None:
    model = open_chat_model(Settings(model="openai:smollm2", model_url=language_server))

    first, second = (model.reply("Name a colour.") for _ in range(2))

    assert model.name == "openai:smollm2"
    assert first.text
    assert first.text == second.text
    assert first.usage is not None
    assert first.usage.read > 0
    assert first.usage.written > 0
    assert first.usage.cost is None


def test_a_reply_comes_in_many_pieces_which_are_counted_at_its_end(language_server: str) -> None:
    model = served(language_server)

    with model.stream(STORY) as stream:
        pieces = [next(stream)]
        assert stream.usage is None
        pieces += stream

    assert len(pieces) > 20
    assert stream.usage is not None
    assert stream.usage.written == 120  # as many as that server lets it write
    assert "".join(pieces) == model.reply(STORY).text


def test_a_stream_that_was_read_gives_nothing_more(language_server: str) -> None:
    stream = served(language_server).stream("Name a colour.")

    assert list(stream)
    assert list(stream) == []


def test_what_the_system_says_is_sent_too(language_server: str) -> None:
    model = served(language_server)

    alone = model.reply([HumanMessage("Hi!")]).usage
    told = model.reply([SystemMessage("Answer in French. " * 20), HumanMessage("Hi!")]).usage

    assert alone is not None
    assert told is not None
    assert told.read > alone.read + 40


def test_a_cost_needs_both_prices() -> None:
    spent = {"input_tokens": 500_000, "output_tokens": 100_000, "total_tokens": 600_000}

    def usage(**prices: float) -> Usage | None:
        message = AIMessage("Yes.", usage_metadata=spent)
        model = ScriptedModel(messages=iter([message]))
        return ChatModel("scripted", model, **prices).reply("Well?").usage

    assert usage() == usage(price_read=2) == Usage(500_000, 100_000)
    assert usage(price_read=2, price_written=10) == Usage(500_000, 100_000, 2.0)
    assert usage(price_read=0, price_written=0) == Usage(500_000, 100_000, 0.0)


def test_closing_a_stream_in_mid_answer_ends_the_request(language_server: str) -> None:
    with relayed(language_server) as relay:
        with served(relay.url).stream(STORY) as stream:
            next(stream)

        assert relay.hung_up.wait(60)
        assert list(stream) == []


def test_a_stream_that_nobody_holds_any_more_ends_its_request(language_server: str) -> None:
    with relayed(language_server) as relay:
        next(served(relay.url).stream(STORY))

        assert relay.hung_up.wait(60)


def test_another_thread_can_stop_a_model_that_says_nothing_yet(silent_server: socket) -> None:
    stream = served(address(silent_server)).stream("Hello")
    with ThreadPoolExecutor() as pool:
        read = pool.submit(list, stream)
        connection, _ = silent_server.accept()
        with connection:
            connection.settimeout(60)
            assert b"Hello" in received(connection, b"Hello")

            stream.close()

            assert read.result() == []
            while connection.recv(4096):  # nothing comes any more only once the client hung up
                pass


def test_another_thread_can_stop_a_model_that_stalled(language_server: str) -> None:
    with relayed(language_server, stalls=True) as relay:
        stream = served(relay.url).stream(STORY)
        first = next(stream)
        with ThreadPoolExecutor() as pool:
            read = pool.submit(list, stream)
            stream.close()

            # What had come before it was closed may have been read, and nothing after.
            assert len(first) + len("".join(read.result())) < 200
        assert relay.hung_up.wait(60)


@pytest.mark.parametrize("calls", [1, 2])
def test_no_more_questions_are_asked_at_a_time_than_the_settings_say(
    language_server: str, calls: int
) -> None:
    with relayed(language_server) as relay, ThreadPoolExecutor() as pool:
        model = served(relay.url, calls)

        replies = list(pool.map(model.reply, ["Name a colour."] * 4))

        assert len({reply.text for reply in replies}) == 1
        assert relay.asked == 4
        assert relay.most_at_once == calls


def test_waiting_for_a_turn_ends_when_the_stream_is_closed(language_server: str) -> None:
    with relayed(language_server, stalls=True) as relay, ThreadPoolExecutor() as pool:
        model = served(relay.url, calls=1)
        with model.stream(STORY) as first:
            next(first)
            second = model.stream("Name a colour.")
            read = pool.submit(list, second)

            second.close()

            assert read.result() == []
        assert relay.asked == 1


def test_a_turn_that_does_not_come_in_time_is_told(silent_server: socket) -> None:
    model = served(address(silent_server), calls=1, patience=0.5)
    with ThreadPoolExecutor() as pool:
        failures = list(pool.map(lambda _: failure(model), range(3)))

    assert any("is busy with other questions" in said for said in failures)


def test_a_turn_is_free_again_after_a_failure_and_after_a_stop(language_server: str) -> None:
    with relayed(language_server) as relay:
        model = served(relay.url, calls=1)
        with model.stream(STORY) as stream:
            next(stream)
        with pytest.raises(ModelUnavailable):
            model.reply("far too much " * 5000)

        assert model.reply("Name a colour.").text


def test_streams_are_read_by_many_threads_at_once(language_server: str) -> None:
    model = served(language_server)
    started = threading.Barrier(4)

    def read(_: int) -> str:
        stream = model.stream("Name a colour.")
        started.wait()
        return "".join(stream)

    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(read, range(4)))

    assert len(set(texts)) == 1
    assert texts[0]


def failure(model: ChatModel) -> str:
    with pytest.raises(ModelUnavailable) as error:
        model.reply("Hello")
    return str(error.value)


def received(connection: socket, until: bytes) -> bytes:
    """What came in, up to and with some bytes."""
    came = b""
    while until not in came and (more := connection.recv(4096)):
        came += more
    return came
