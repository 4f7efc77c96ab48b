"""A chat model is opened by its name, or one sentence says what would mend it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.api import Assistant
from assistant.models.failures import ModelUnavailable
from assistant.models.opening import (
    EXTRAS,
    answerer_name,
    open_chat_model,
    open_chat_models,
)
from assistant.settings import Settings

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def refusal(name: str) -> str:
    """The sentence with which a model can't be opened."""
    with pytest.raises(ModelUnavailable) as error:
        open_chat_model(Settings(model=name))
    said = str(error.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert repr(name) in said
    return said


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("openai:gpt-5-mini", "OPENAI_API_KEY"),
        ("gpt-5-mini", "OPENAI_API_KEY"),
        ("anthropic:claude-haiku-4-5", "ANTHROPIC_API_KEY"),
    ],
)
def test_without_a_key_a_model_opens_and_says_at_every_call_where_to_put_it(
    name: str, key: str
) -> None:
    model = open_chat_model(Settings(model=name))

    for _ in range(2):
        with pytest.raises(ModelUnavailable, match=f"needs a key; set {key} in the environment"):
            model.reply("Hello")
    with pytest.raises(ModelUnavailable) as error:
        model.stream("Hello")
    assert model.failure == str(error.value)


def test_a_model_that_can_be_asked_has_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not one")

    assert open_chat_model(Settings(model="openai:gpt-5-mini")).failure is None


@pytest.mark.parametrize("name", ["no-such-model", "nobody:model"])
def test_a_name_without_a_provider_is_told_how_names_are_made(name: str) -> None:
    assert "openai:gpt-5-mini" in refusal(name)


def test_a_provider_whose_package_is_missing_gives_the_line_that_installs_it() -> None:
    assert "install it with `pip install langchain-ibm`" in refusal("ibm:granite")


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [
        ("langchain_openai", "openai:gpt-5-mini", "openai"),
        ("langchain_anthropic", "anthropic:claude-haiku-4-5", "anthropic"),
        ("langchain_ollama", "ollama:llama3.2", "ollama"),
        ("xllamacpp", "gguf:model.gguf", "local"),
    ],
)
def test_a_package_that_an_extra_brings_is_installed_by_that_extra(
    module: str, name: str, extra: str
) -> None:
    program = f"""
import sys
sys.modules[{module!r}] = None  # as if it weren't installed
from assistant.models.opening import open_chat_model
from assistant.settings import Settings
try:
    open_chat_model(Settings(model={name!r}))
except Exception as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert f'install it with `pip install "article-assistant[{extra}]"`.' in done.stdout


def test_there_are_all_extras_that_are_named() -> None:
    extras = tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"]

    for package, extra in EXTRAS.items():
        assert any(line.startswith(f"{package}>=") for line in extras[extra])


@pytest.mark.parametrize(
    "name", ["openai:o3-mini", "openai:gpt-5-mini", "anthropic:claude-opus-4-7"]
)
def test_a_model_that_refuses_a_temperature_is_given_none(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not one")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "not one")

    assert open_chat_model(Settings(model=name))._model.temperature is None


def test_others_are_asked_for_their_likeliest_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not one")

    assert open_chat_model(Settings(model="openai:gpt-4.1-mini"))._model.temperature == 0


def test_a_model_that_cannot_be_had_leaves_no_library_open() -> None:
    with pytest.raises(ModelUnavailable):
        Assistant.open(settings=Settings(model="nobody:model"))

    with Assistant.open() as assistant:
        assert assistant.documents() == []


def test_several_models_are_opened_in_order_and_the_prices_are_the_firsts() -> None:
    settings = Settings(
        model="quoting", model_url="http://127.0.0.1:9/v1", price_read=1, price_written=2
    )

    first, second = open_chat_models(settings, ["one", "two", "one", "quoting"])

    assert (first.name, second.name) == ("one", "two")
    assert (first.usage(1_000_000, 0).cost, second.usage(1_000_000, 0).cost) == (1, None)
    assert open_chat_models(settings) == []
    assert [
        model.name
        for model in open_chat_models(Settings(model="a", model_url="http://127.0.0.1:9/v1"))
    ] == ["a"]


def test_an_answerer_goes_by_its_files_name_not_its_place() -> None:
    assert answerer_name("gguf:/a path/small.gguf") == "gguf:small.gguf"
    assert answerer_name("ollama:llama3.2") == "ollama:llama3.2"
