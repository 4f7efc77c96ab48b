import os
import socket
from pathlib import Path

import pytest

from assistant.remote import PageLocked, PageUnreachable, ask_page, bypass_proxy
from tests.served_page import served_page


def test_a_page_that_is_gone_is_named_in_one_sentence() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"

        with pytest.raises(PageUnreachable) as error:
            ask_page(url, "How many cases were finalized?")

    assert url in str(error.value)
    assert "assistant chat" not in str(error.value)
    assert "assistant ui" in str(error.value)


def test_a_proxy_is_not_asked_for_this_machines_own_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "example.org")
    monkeypatch.delenv("no_proxy", raising=False)

    bypass_proxy("127.0.0.1")
    bypass_proxy("127.0.0.1")
    bypass_proxy(None)

    assert os.environ["NO_PROXY"] == "example.org,127.0.0.1"
    assert os.environ["no_proxy"] == "127.0.0.1"


@pytest.mark.slow
def test_a_page_that_asks_for_a_password_says_where_to_ask(tmp_path: Path) -> None:
    with (
        served_page(tmp_path, "--auth", "ann:$2y$05$" + "a" * 53) as page,
        pytest.raises(PageLocked, match="asks for a name and a password; ask there, in your"),
    ):
        ask_page(page.url, "How many cases were finalized?")
