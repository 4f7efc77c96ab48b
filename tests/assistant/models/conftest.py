"""What the tests of chat models share: no keys but their own, and servers that don't answer."""

import socket
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keys and addresses the environment of these tests has are not theirs to use."""
    for provider in ("OPENAI", "ANTHROPIC"):
        for name in ("API_KEY", "BASE_URL", "API_BASE", "API_URL"):
            monkeypatch.delenv(f"{provider}_{name}", raising=False)
    monkeypatch.delenv("OLLAMA_HOST", raising=False)


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A server that takes calls and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def address(server: socket.socket) -> str:
    """Where a server listens, as a setting names it."""
    return f"http://127.0.0.1:{server.getsockname()[1]}/v1"
