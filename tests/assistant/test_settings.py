from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings


def test_without_settings_the_library_lies_in_the_users_data_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_LIBRARY")

    settings = Settings()

    assert settings.library.is_relative_to(home)
    assert settings.library.name == "library"
    assert (settings.embedding_model, settings.chroma_server, settings.threshold) == (
        None,
        None,
        None,
    )
    assert (settings.model, settings.model_url) == ("quoting", None)


def test_a_variable_sets_what_bears_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", "/shelf")
    monkeypatch.setenv("ASSISTANT_THRESHOLD", "0.25")

    assert Settings().library == Path("/shelf")
    assert Settings().threshold == 0.25
    assert Settings(library=Path("/other")).library == Path("/other")


@pytest.mark.parametrize("threshold", ["high", "-0.1", "1.5"])
def test_a_threshold_is_a_probability(threshold: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_THRESHOLD", threshold)

    with pytest.raises(ValidationError):
        Settings()


def test_no_web_address_is_fetched_unless_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Settings().urls
    monkeypatch.setenv("ASSISTANT_URLS", "true")
    assert Settings().urls
