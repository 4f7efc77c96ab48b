"""What all tests share: the real model, loaded once, and a home of their own."""

import os
from collections.abc import Iterator
from pathlib import Path

# Read at import, by what would else look at other machines.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
if "PYTEST_XDIST_WORKER" in os.environ:  # two at once, each of which would take all processors
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.language_server import served_language_model
from tests.loopback import Watch
from vectorstore.embedding import Embedder, shared_embedder
from vectorstore.library import Library

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking".split()


_watch = Watch()
_watch.begin()


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """Nothing reaches past this machine, even where whatever tried made nothing of its refusal."""
    yield
    assert _watch.tried == []


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that is empty, so that no test sees or touches the user's library."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        if name != "ASSISTANT_ARTICLE":
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(folder / "library"))
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The packaged model, for real; loading it takes seconds."""
    return shared_embedder()


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """A new, empty library."""
    opened = Library(tmp_path / "library", embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def language_server() -> Iterator[str]:
    """Where a real language model, a very small one, is asked in OpenAI's way."""
    with served_language_model() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for real. Where a machine has none the tests say so; in CI they must run."""
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing, so no browser can open the page"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
