"""Who reads: each browser is somebody of its own, and a program on this machine is its user."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from gradio.events import api
from gradio_client import Client
from playwright.sync_api import Browser, expect
from starlette.requests import Request
from starlette.types import Scope

from tests.served_page import ServedPage, served_page
from ui.door import Door
from ui.passwords import account_line, read_accounts
from ui.readers import PROGRAM, cookie, reader_of, recognise
from ui.server import _launch

COOKIE = "article-assistant-reader"
TOKEN = "t" * 43
expect.set_options(timeout=20_000)  # on a busy machine
HASHED = f"browser:{hashlib.sha256(TOKEN.encode()).hexdigest()}"


def scope(scheme: str = "http", **headers: str) -> Scope:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "scheme": scheme, "headers": raw}


def reader(sent: Scope, user: str | None = None, is_local: bool = True) -> str:
    known = recognise(sent, user, is_local)
    assert reader_of(gr.Request(Request(sent))) == known.id
    return known.id


def test_who_signed_in_is_known_by_name() -> None:
    assert reader(scope(cookie=f"{COOKIE}={TOKEN}"), user="ann") == "user:ann"


def test_a_browser_is_known_by_the_hash_of_its_token() -> None:
    for is_local in (True, False):
        assert reader(scope(cookie=f"{COOKIE}={TOKEN}"), is_local=is_local) == HASHED


def test_a_program_on_this_machine_is_its_user() -> None:
    assert reader(scope()) == PROGRAM


@pytest.mark.parametrize(
    ("sent", "is_local"),
    [
        (scope(), False),
        (scope(origin="http://127.0.0.1:7860"), True),
        (scope(sec_fetch_site="same-origin"), True),
        (scope(origin="http://127.0.0.1:7860", cookie=f"{COOKIE}=guessed"), True),
    ],
)
def test_whoever_cannot_be_known_is_a_stranger_each_time(sent: Scope, is_local: bool) -> None:
    first, second = reader(sent, is_local=is_local), reader(sent, is_local=is_local)
    assert first.startswith("browser:")
    assert first != second


def test_a_request_that_did_not_come_by_the_guard_is_nobodys() -> None:
    assert reader_of(gr.Request(Request(scope()))).startswith("browser:")
    assert reader_of(gr.Request()).startswith("browser:")


def test_a_token_is_kept_when_it_was_seen_and_random_when_not() -> None:
    kept = cookie(scope(cookie=f"{COOKIE}={TOKEN}"))
    assert kept.startswith(f"{COOKIE}={TOKEN};")
    made = {cookie(sent).split(";")[0] for sent in (scope(), scope(cookie=f"{COOKIE}=guessed"))}
    assert len(made) == 2
    assert "guessed" not in "".join(made)
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert part in kept
    assert "Secure" not in kept


def test_over_https_the_cookie_is_secure_and_bound_to_the_host() -> None:
    made = cookie(scope("https"))
    assert made.startswith(f"__Host-{COOKIE}=")
    assert "Secure" in made
    assert reader(scope("https", cookie=f"{COOKIE}={TOKEN}")) == PROGRAM
    assert reader(scope("https", cookie=f"__Host-{COOKIE}={TOKEN}")) == HASHED


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    with served_page(tmp_path_factory.mktemp("page")) as served:
        yield served


@contextmanager
def telling(folder: Path, door: Door) -> Iterator[str]:
    """A page that tells who asks it, behind the real guard; its address."""

    def who(request: gr.Request) -> str:
        return reader_of(request)

    with gr.Blocks() as blocks:
        api(who, api_name="who")
    try:
        yield _launch(blocks, door, folder, [], open_browser=False)
    finally:
        blocks.close(verbose=False)


def told(url: str, **options: Any) -> list[str]:
    """Who a program is, asked twice."""
    client = Client(url, verbose=False, analytics_enabled=False, **options)
    return [client.predict(api_name="/who") for _ in range(2)]


@pytest.mark.slow
def test_an_event_of_the_page_knows_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    with telling(tmp_path, Door(port=0)) as url:
        assert told(url) == [PROGRAM] * 2
        assert told(url, httpx_kwargs={"cookies": {COOKIE: TOKEN}}) == [HASHED] * 2
    with telling(tmp_path, Door("0.0.0.0", 0, open_to_all=True)) as url:
        first, second = told(url)
        assert first != second
        assert {first[:8], second[:8]} == {"browser:"}
    ann = read_accounts([account_line("ann", "right")])
    with telling(tmp_path, Door(port=0, accounts=ann)) as url:
        assert told(url, auth=("ann", "right")) == ["user:ann"] * 2


@pytest.mark.slow
def test_the_page_gives_a_cookie_and_nothing_else_does(page: ServedPage) -> None:
    assert COOKIE in page.ask("/").cookies()
    assert page.ask("/config").cookies() == {}
    again = page.ask("/", headers={"Cookie": f"{COOKIE}={TOKEN}"})
    assert again.cookies() == {COOKIE: TOKEN}


@pytest.mark.slow
def test_two_browsers_are_two_and_each_stays_itself(browser: Browser, page: ServedPage) -> None:
    tokens = []
    for _ in range(2):
        context = browser.new_context()
        tab = context.new_page()
        tab.goto(page.url)
        expect(tab.locator("#drop")).to_be_attached()
        (first,) = context.cookies()
        tab.reload()
        (second,) = context.cookies()
        assert first["value"] == second["value"]
        assert first["httpOnly"]
        assert tab.evaluate("document.cookie") == ""
        tokens.append(first["value"])
        context.close()
    assert tokens[0] != tokens[1]


@pytest.mark.slow
def test_one_signs_in_at_the_page_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    with served_page(tmp_path, "--auth", account_line("ann", "right")) as locked:
        context = browser.new_context()
        tab = context.new_page()
        blocked: list[str] = []
        tab.on("console", lambda said: blocked.append(said.text) if "Policy" in said.text else None)
        tab.goto(locked.url)
        password = tab.locator("input[type=password]")
        expect(tab.get_by_text("After ten wrong passwords")).to_be_visible()
        for word in ("wrong", "right"):
            tab.get_by_label("username").fill("ann")
            password.fill(word)
            tab.get_by_role("button", name="Login").click()
            if word == "wrong":
                expect(tab.get_by_text("Incorrect Credentials")).to_be_visible()
        expect(tab.locator("#drop")).to_be_attached()
        assert COOKIE not in [known["name"] for known in context.cookies()]
        assert blocked == []
        context.close()
