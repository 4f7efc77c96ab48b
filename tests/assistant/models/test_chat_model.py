"""A chat model by its name: opened and asked, or one sentence on why not."""

import socket
from collections.abc import Iterator

import httpx
import pytest
from langchain_core.messages import AIMessage

from assistant.answer import Usage
from assistant.api import Assistant
from assistant.models.chat_model import ChatModel
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import open_chat_model
from assistant.settings import Settings
from tests.network import free_port
from tests.scripted_model import ScriptedModel

HERE = "http://127.0.0.1"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever key the environment of these tests has is not theirs to use."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture
def silent_server() -> Iterator[int]:
    """The port of a server that takes calls and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def refusal(name: str, url: str | None = None, patience: float = 30) -> str:
    """The sentence with which a model can't be opened, or doesn't answer."""
    with pytest.raises(ModelUnavailable) as error:
        open_chat_model(Settings(model=name, model_url=url), patience).reply("Hello")
    said = str(error.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert repr(name) in said
    return said


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


def test_a_server_that_is_not_there_is_named_in_a_sentence() -> None:
    url = f"{HERE}:{free_port()}/v1"

    said = refusal("smollm2", url)

    assert url in said
    assert "cannot be reached; start its server" in said


def test_a_server_that_says_nothing_is_not_waited_for_without_end(silent_server: int) -> None:
    assert "did not answer in time" in refusal("smollm2", f"{HERE}:{silent_server}/v1", 0.2)


def test_an_address_that_serves_something_else_is_told(language_server: str) -> None:
    url = language_server.replace("/v1", "/elsewhere")

    assert "not known to its provider" in refusal("smollm2", url)


def test_more_than_the_model_can_read_is_told(language_server: str) -> None:
    model = open_chat_model(Settings(model="smollm2", model_url=language_server))

    with pytest.raises(ModelUnavailable, match=r"failed \(.*context.*\); ask again"):
        model.reply("far too much " * 5000)


def test_without_a_key_it_says_where_to_put_it() -> None:
    assert "OPENAI_API_KEY" in refusal("openai:gpt-5-mini")


@pytest.mark.parametrize("name", ["no-such-model", "nobody:model"])
def test_a_name_without_a_provider_is_told_how_names_are_made(name: str) -> None:
    assert "openai:gpt-5-mini" in refusal(name)


def test_a_provider_whose_package_is_missing_gives_the_line_that_installs_it() -> None:
    said = refusal("ibm:granite")

    assert "install it with `pip install langchain-ibm`" in said


def test_a_client_that_wraps_what_went_wrong_is_understood_too() -> None:
    def unreachable() -> Iterator[AIMessage]:
        yield AIMessage(httpx.get(f"{HERE}:{free_port()}").text)

    model = ChatModel("wrapped", ScriptedModel(messages=unreachable()))

    with pytest.raises(ModelUnavailable, match="'wrapped' cannot be reached"):
        model.reply("Hello")


def test_a_cost_needs_both_prices() -> None:
    spent = {"input_tokens": 500_000, "output_tokens": 100_000, "total_tokens": 600_000}

    def usage(**prices: float) -> Usage | None:
        message = AIMessage("Yes.", usage_metadata=spent)
        model = ScriptedModel(messages=iter([message]))
        return ChatModel("scripted", model, **prices).reply("Well?").usage

    assert usage() == usage(price_read=2) == Usage(500_000, 100_000)
    assert usage(price_read=2, price_written=10) == Usage(500_000, 100_000, 2.0)
    assert usage(price_read=0, price_written=0) == Usage(500_000, 100_000, 0.0)


def test_a_model_that_cannot_be_had_leaves_no_library_open() -> None:
    with pytest.raises(ModelUnavailable):
        Assistant.open(settings=Settings(model="openai:gpt-5-mini"))

    with Assistant.open() as assistant:
        assert assistant.documents() == []
