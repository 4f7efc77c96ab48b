import os
import socket
import subprocess
import sys
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


def test_asking_a_page_reaches_nothing_but_that_page(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from tests.loopback import Watch\n"
        "watch = Watch()\n"
        "watch.begin()\n"
        "from assistant.remote import PageUnreachable, ask_page\n"
        "try:\n"
        "    ask_page('http://127.0.0.1:9', 'When is high tide?')\n"
        "except PageUnreachable:\n"
        "    print(watch.tried)\n"
    )
    fresh = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env=fresh | {"HF_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"


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
