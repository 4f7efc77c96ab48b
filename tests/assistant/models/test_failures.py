"""Whatever goes wrong with a chat model is said in one sentence."""

import json
from collections.abc import Iterator
from socket import socket

import httpx
import pytest
from langchain_core.messages import AIMessage

from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import open_chat_model
from assistant.models.retries import Retries
from assistant.settings import Settings
from tests.assistant.models.conftest import address
from tests.language_server import killable_language_model
from tests.network import free_port
from tests.relay import Refusal, relayed
from tests.scripted_model import ScriptedModel

HERE = "http://127.0.0.1"
NOWHERE = f"{HERE}:1/v1"  # for a relay that passes nothing on
ONCE = Retries(attempts=1)


def refusal(settings: Settings, patience: float = 30) -> str:
    """The sentence with which a model fails to answer."""
    model = open_chat_model(settings, patience, ONCE)
    with pytest.raises(ModelUnavailable) as error:
        model.reply("Hello")
    said = str(error.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert repr(settings.model) in said
    return said


def served(url: str) -> Settings:
    return Settings(model="smollm2", model_url=url)


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"{HERE}:{free_port()}/v1"

    said = refusal(served(url))

    assert url in said
    assert "cannot be reached; start its server" in said


def test_ollama_that_does_not_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{free_port()}")

    assert "cannot be reached; start its server" in refusal(Settings(model="ollama:llama3.2"))


def test_a_server_that_says_nothing_is_not_waited_for_without_end(silent_server: socket) -> None:
    assert "did not answer in time" in refusal(served(address(silent_server)), 0.2)


def test_ollama_that_says_nothing_is_not_waited_for_without_end(
    silent_server: socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", address(silent_server).removesuffix("/v1"))

    assert "did not answer in time" in refusal(Settings(model="ollama:llama3.2"), 0.2)


def test_a_server_that_falls_silent_in_mid_answer_is_not_waited_for_without_end(
    language_server: str,
) -> None:
    with relayed(language_server, stalls=True) as relay:
        assert "fell silent in mid-answer" in refusal(served(relay.url), 3)

        assert relay.hung_up.wait(60)


def test_a_server_that_dies_in_mid_answer_is_told() -> None:
    with killable_language_model() as (url, process):
        model = open_chat_model(served(url))
        stream = model.stream("Tell me a long story.")
        began = next(stream)

        process.kill()

        with pytest.raises(ModelUnavailable, match="broke off in mid-answer"):
            list(stream)
        assert began


def test_an_answer_cut_short_behind_a_proxy_is_not_taken_for_a_whole_one() -> None:
    with killable_language_model() as (url, process), relayed(url) as relay:
        stream = open_chat_model(served(relay.url)).stream("Tell me a long story.")
        next(stream)

        process.kill()

        with pytest.raises(ModelUnavailable, match="broke off in mid-answer"):
            list(stream)
        assert relay.asked == 1


def test_a_server_that_hangs_up_at_once_is_told(silent_server: socket) -> None:
    model = open_chat_model(served(address(silent_server)), 30, ONCE)
    stream = model.stream("Hello")
    connection, _ = silent_server.accept()
    connection.recv(4096)
    connection.close()

    with pytest.raises(ModelUnavailable, match="hung up without an answer"):
        list(stream)


def test_more_than_the_model_can_read_is_told(language_server: str) -> None:
    model = open_chat_model(served(language_server))

    with pytest.raises(ModelUnavailable, match=r"cannot read as much at once.*PASSAGE_TOKENS"):
        model.reply("far too much " * 5000)


def test_more_than_a_model_of_openai_can_read_is_told() -> None:
    error = {
        "code": "context_length_exceeded",
        "message": "This model's maximum context length is 8192 tokens.",
    }
    too_long = Refusal(400, {}, json.dumps({"error": error}))

    with relayed(NOWHERE, [too_long]) as relay:
        assert "cannot read as much at once" in refusal(served(relay.url))


def test_an_address_that_serves_something_else_is_told(language_server: str) -> None:
    url = language_server.replace("/v1", "/elsewhere")

    assert "not known to its provider" in refusal(served(url))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "does not accept the key"),
        (403, "does not accept the key"),
        (404, "not known to its provider"),
        (429, "takes no more questions for now"),
        (503, "is overloaded"),
        (500, "failed ("),
    ],
)
def test_each_provider_s_refusal_is_told_alike(
    status: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "not one")
    with relayed(NOWHERE, [Refusal(status)] * 3) as relay:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", relay.url.removesuffix("/v1"))
        monkeypatch.setenv("OLLAMA_HOST", relay.url.removesuffix("/v1"))

        for settings in (
            served(relay.url),
            Settings(model="anthropic:claude-haiku-4-5"),
            Settings(model="ollama:llama3.2"),
        ):
            assert sentence in refusal(settings)
        assert relay.asked == 3


def test_a_client_that_wraps_what_went_wrong_is_understood_too() -> None:
    def unreachable() -> Iterator[AIMessage]:
        yield AIMessage(httpx.get(f"{HERE}:{free_port()}").text)

    model = ChatModel("wrapped", ScriptedModel(messages=unreachable()))

    with pytest.raises(ModelUnavailable, match="'wrapped' cannot be reached"):
        model.reply("Hello")
