"""A page is served, or it is told why not; and it ends well, whoever ends it."""

import json
import signal
import socket
from pathlib import Path

import pytest

from assistant.api import Assistant
from tests.command_line import Command, command_line
from tests.served_page import served_page
from ui.door import Door
from ui.passwords import account_line, read_accounts
from ui.server import serve
from vectorstore.library import Library


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_line(monkeypatch, capsys)


def test_a_port_that_is_taken_is_refused_and_no_page_announced(library: Library) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(OSError, match=str(port)):
            serve(Assistant(library), Door(port=port), open_browser=False)
    assert json.loads((library.folder / "holder.json").read_text()).get("url") is None


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_page_that_is_told_to_stop_lets_go_of_its_library(
    tmp_path: Path, stop: signal.Signals
) -> None:
    with served_page(tmp_path, stop=stop, fresh=True) as page:
        assert json.loads((page.library / "holder.json").read_text())["url"].startswith(page.url)
        assert list(tmp_path.glob("article-assistant-*"))


@pytest.mark.slow
def test_what_other_programs_set_for_gradio_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_ALLOWED_PATHS", "/")
    monkeypatch.setenv("GRADIO_SHARE", "true")
    monkeypatch.setenv("GRADIO_MCP_SERVER", "true")
    monkeypatch.setenv("GRADIO_ROOT_PATH", "http://elsewhere.example")
    with served_page(tmp_path, fresh=True) as page:
        assert page.ask("/gradio_api/file=/etc/passwd").status == 403
        assert "elsewhere.example" not in page.ask("/config").text


@pytest.mark.slow
def test_a_page_may_be_served_over_ipv6(tmp_path: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with served_page(tmp_path, "--host", "::1") as page:
        assert page.url.startswith("http://[::1]:")
        assert page.ask("/config").status == 200


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "0.0.0.0"], "Served at 0.0.0.0, the page can be reached from other machines"),
        (["--host", "::"], "Served at ::, the page can be reached from other machines"),
        (["--auth", "ann:secret"], "What was given as --auth number 1 has no bcrypt hash"),
        (["--max-upload", "much"], "'much' is no size"),
        (["--auth", "ann:$2y$05$" + "a" * 53, "--no-auth"], "both ask for passwords"),
    ],
)
def test_options_that_cannot_be_used_are_told_in_one_sentence(
    run: Command, options: list[str], told: str
) -> None:
    done = run("ui", "--no-open", *options)
    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert told in done.err
    assert done.err.count("\n") == 1
    assert "secret" not in done.err


def test_accounts_may_stand_in_the_environment(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "ann:$2y$05$" + "a" * 53
    monkeypatch.setenv("ASSISTANT_AUTH", f"{line}\n{line}  ")
    done = run("ui", "--no-open", "--host", "0.0.0.0")
    assert "--auth number 2 names ann again" in done.err


def test_a_password_is_read_from_a_pipe_and_its_line_printed(run: Command) -> None:
    done = run("password", "ann", typed="correct horse\nmore\n")
    assert done.code == 0
    assert read_accounts([done.out]).check("ann", "correct horse")
    assert run("password", "ann", typed="\n").code == 1
    assert run("password", "a:b", typed="word\n").code == 1


def test_a_line_that_is_printed_is_one_that_is_taken() -> None:
    assert read_accounts([account_line("ann", "word")])
