"""The chat page in a real browser: a person asks, reads, checks, uploads, and is not attacked."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.remote import ask_page
from ui.security import POLICY
from vectorstore.errors import AssistantError

pytestmark = pytest.mark.slow

SERVER = """
import signal, sys

def watch(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "127.0.0.1", "localhost"):
        print("looked up", arguments[0], file=sys.stderr)
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        if arguments[1][0] not in ("127.0.0.1", "::1"):
            print("connected to", arguments[1], file=sys.stderr)

sys.addaudithook(watch)
from assistant.api import Assistant
from ingest.sample import SAMPLE
from ui.server import serve

signal.signal(signal.SIGINT, signal.default_int_handler)
with Assistant.open(sys.argv[1]) as assistant:
    assistant.ingest([SAMPLE])
    serve(assistant, port=0, open_browser=False, on_ready=lambda url: print(url, flush=True))
"""
expect.set_options(timeout=20_000)  # on a busy machine an answer may take a while
ELSEWHERE = "http://203.0.113.7"  # an address set aside for documentation: nobody's
HOSTILE = f"""# <img src=x onerror="window.ran=1"> The zebra ledger

The zebra fund holds <img src="{ELSEWHERE}/a.png" onerror="window.ran=1"> exactly 42 coins.

The zebra auditor is [Ann](javascript:window.ran=1), $$x^2$$ she says. ![Ann]({ELSEWHERE}/b.png)

The zebra treasurer is <script>window.ran=1</script> Bob <b>Miller</b>.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page over a new library with the sample in it; it must also end well on Ctrl-C."""
    library = tmp_path_factory.mktemp("shelf") / "library"
    environment = os.environ | {
        "HOME": str(tmp_path_factory.mktemp("home")),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(library)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout
    url = process.stdout.readline().strip()
    if not url:
        pytest.fail(f"the page did not start: {process.communicate()[1]}")
    assert json.loads((library / "holder.json").read_text())["url"] == url
    yield url
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    for mishap in ("Traceback", "looked up", "connected to"):
        assert mishap not in errors
    assert not (library / "holder.json").exists()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened afresh. Whatever a test does, no request may leave this machine."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    requested: list[str] = []
    tab.on("request", lambda request: requested.append(request.url))
    tab.goto(address)
    expect(tab.locator("#document .text").first).to_be_visible(timeout=30_000)
    yield tab
    hosts = {urlsplit(url).hostname for url in requested if url.startswith("http")}
    tab.close()
    assert hosts == {"127.0.0.1"}


def test_an_answer_shows_its_citation_and_marks_the_quoted_words(page: Page) -> None:
    ask(page, "How many cases have the military courts finalized?")
    quote = "The special military courts have finalized 546 of those cases."
    expect(last_answer(page)).to_contain_text(quote)
    expect(last_answer(page)).to_contain_text("[1]")
    cited = page.locator("#places label", has_text=quote)
    expect(page.locator("#places")).to_contain_text("Quoted in the answer")
    expect(cited).to_contain_text("Pakistan's fight against terrorism: a brief · characters")
    expect(page.locator("#document .highlighted", has_text=quote)).to_have_count(1)


def test_choosing_a_citation_brings_its_words_into_view(page: Page) -> None:
    ask(page, "What is this article about?")
    expect(last_answer(page)).to_contain_text("\n- ")
    place = page.locator("#places label").last
    words = place.inner_text().split("“")[1].split("”")[0]
    marked = page.locator("#document .highlighted", has_text=words)
    expect(marked).not_to_be_in_viewport()
    place.click()
    expect(marked).to_be_in_viewport()


def test_a_refusal_shows_the_nearest_passages_and_no_citation(page: Page) -> None:
    ask(page, "What is the price of gold in Zurich?")
    expect(last_answer(page)).to_have_text("The documents don't answer this.")
    expect(page.locator("#places")).to_contain_text("Nearest passages")
    expect(page.locator("#places")).not_to_contain_text("[1]")
    expect(page.locator("#places label").first).to_contain_text("a brief · characters")


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.locator("#examples button", has_text="Who wrote it?").click()
    expect(last_answer(page)).to_contain_text("Huang Dekai")


def test_an_earlier_answer_can_be_looked_at_again(page: Page) -> None:
    ask(page, "How many cases have the military courts finalized?")
    expect(page.locator("#places")).to_contain_text("546")
    ask(page, "What is the price of gold in Zurich?")
    expect(page.locator("#places")).to_contain_text("Nearest passages")
    page.locator("[data-testid=bot]").first.click()
    expect(page.locator("#places")).to_contain_text("Quoted in the answer")
    expect(page.locator("#places")).to_contain_text("546")


def test_a_follow_up_is_understood_from_the_chat(page: Page) -> None:
    ask(page, "When did the legal experts gather in Islamabad?")
    expect(last_answer(page)).to_contain_text("23-25 May 2018")
    ask(page, "Where was that?")
    expect(last_answer(page)).to_contain_text("Islamabad")


def test_a_new_conversation_begins_empty(page: Page) -> None:
    ask(page, "Who wrote it?")
    expect(last_answer(page)).to_contain_text("Huang Dekai")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("[data-testid=bot]")).to_have_count(0)
    expect(page.locator("#places")).to_be_hidden()


def test_an_uploaded_file_is_answered_from_and_a_newer_one_takes_its_place(
    page: Page, tmp_path: Path
) -> None:
    note = tmp_path / "harbour.txt"
    note.write_text("The lighthouse of Osk was painted green in 1931.")
    upload(page, note)
    expect(outcome(page)).to_have_value("Added “harbour”.")
    note.write_text("The lighthouse of Osk was painted orange in 1987.")
    upload(page, note)
    expect(outcome(page)).to_have_value("Updated “harbour”.")
    expect(page.locator("#documents label", has_text="harbour.txt")).to_have_count(1)
    ask(page, "When was the lighthouse of Osk painted?")
    expect(last_answer(page)).to_contain_text("orange in 1987. [1]")
    expect(page.locator("#document .highlighted")).to_contain_text("orange in 1987")


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(page: Page, tmp_path: Path) -> None:
    empty = tmp_path / "blank.txt"
    empty.write_text("  \n")
    upload(page, empty)
    expect(outcome(page)).to_have_value(
        "blank.txt has no words in it; there is nothing to answer from."
    )


def test_markup_of_strangers_is_shown_and_not_run(page: Page, tmp_path: Path) -> None:
    ledger = tmp_path / "<img src=x onerror='window.ran=1'>.md"
    ledger.write_text(HOSTILE)
    upload(page, ledger)
    expect(outcome(page)).to_have_value(
        'Added “<img src=x onerror="window.ran=1"> The zebra ledger”.'
    )
    expect(page.locator("#documents")).to_contain_text('<img src=x onerror="window.ran=1">')
    page.locator("#documents label", has_text="zebra").click()
    expect(page.locator("#heading textarea")).to_have_value(
        '<img src=x onerror="window.ran=1"> The zebra ledger'
    )
    for question, shown in [
        ("How many coins does the zebra fund hold?", f'<img src="{ELSEWHERE}/a.png" onerror='),
        ("Who is the zebra auditor?", "[Ann](javascript:window.ran=1), $$x^2$$ she says."),
        ("Who is the zebra treasurer?", "<script>window.ran=1</script> Bob <b>Miller</b>"),
    ]:
        ask(page, question)
        expect(last_answer(page)).to_contain_text(shown)
        expect(page.locator("#places")).to_contain_text(shown)
        expect(page.locator("#document .highlighted", has_text=shown)).to_have_count(1)
    hostile_question = (
        f'<img src=x onerror="window.ran=1"> ![]({ELSEWHERE}/c.png) <b>1 < 2 &amp; 3</b>'
    )
    ask(page, hostile_question)
    expect(page.locator("[data-testid=user]").last).to_have_text(hostile_question)
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    strange = "#chat :is(b, a, .katex, .message img), #places img, #document img, #documents img"
    assert page.locator(strange).count() == 0


def test_programs_ask_the_page(address: str) -> None:
    answer = ask_page(address, "How many cases have the military courts finalized?")
    assert not answer["abstained"]
    assert answer["citations"] == [c for s in answer["sentences"] for c in s["citations"]]
    assert "546" in answer["text"]
    history = [{"role": "user", "content": "When did the legal experts gather in Islamabad?"}]
    assert "Islamabad" in ask_page(address, "Where was that?", history)["text"]
    refused = ask_page(address, "What is the price of gold in Zurich?")
    assert refused["abstained"]
    assert refused["nearest"]
    assert refused["citations"] == []
    with pytest.raises(AssistantError, match="at most 2,000 characters"):
        ask_page(address, "x" * 2001)


def test_every_response_carries_the_policy_and_other_sites_are_turned_away(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        assert response.headers["Content-Security-Policy"] == POLICY
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(urllib.request.Request(address, headers=headers))


def ask(page: Page, question: str) -> None:
    """Type a question, send it, and wait until the whole answer stands there."""
    asked = page.locator("[data-testid=user]").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=user]")).to_have_count(asked + 1, timeout=20_000)
    expect(last_answer(page)).not_to_contain_text("Looking in the documents", timeout=60_000)


def last_answer(page: Page) -> Locator:
    return page.locator("[data-testid=bot] .message-content").last


def outcome(page: Page) -> Locator:
    return page.locator("#outcome textarea")


def upload(page: Page, file: Path) -> None:
    page.get_by_role("tab", name="Shelf").click()
    with page.expect_file_chooser() as chosen:
        page.locator("#upload").click()
    chosen.value.set_files(file)
