"""Strangers' text stays text in every component of the page, with its policy and without it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Page, expect

from tests.e2e.payloads import payloads
from tests.e2e.visit import choose_document, line, marked, upload, visit
from tests.served_page import ServedPage, served_page

pytestmark = pytest.mark.slow

# Of these, what isn't Gradio's or ours would be a stranger's.
STRANGE = (
    "#chat .message-content :is(a, img, iframe, object, embed, form, input, video, audio, svg, b,"
    " style, link, script, math, .katex, x-gradio, template, meta, base),"
    " :is(#document, .lines, .line) :is(a, img, iframe, object, embed, form, video, b, .katex,"
    " script, style, link, x-gradio)"
)


# By which each attack's document is found.
ANIMALS = (
    "badger otter heron falcon walrus beaver camel donkey eagle ferret gecko hamster"
    " iguana jackal koala lemur magpie newt ocelot panther quail rabbit salmon tiger"
    " urchin viper weasel yak zebra antelope baboon cheetah dolphin elephant flamingo"
    " giraffe hedgehog impala jaguar kangaroo leopard moose nightingale octopus pelican"
    " raccoon scorpion turtle"
).split()


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[str, list[str]]
) -> Iterator[ServedPage]:
    """A page over documents each of whose title, section and text is an attack."""
    folder = tmp_path_factory.mktemp("payloads")
    shelf = folder / "shelf"
    shelf.mkdir()
    for number, attack in enumerate(payloads(elsewhere[0])):
        flat = " ".join(attack.split())
        (shelf / f"attack-{number}.md").write_text(
            f"# {flat}\n\n## Section {number} {flat}\n\n"
            f"The parcel of the {ANIMALS[number]} is amber {attack} indeed.\n",
            encoding="utf-8",
        )
    with served_page(folder, documents=[shelf]) as page:
        yield page


@pytest.fixture(params=[False, True], ids=["with its policy", "without its policy"])
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    served: ServedPage,
    elsewhere: tuple[str, list[str]],
) -> Iterator[Page]:
    """The page; at the end nothing has run and nobody else has been asked for anything."""
    page = visit(browser, served.url, bypass_csp=request.param)
    spoken: list[object] = []
    page.on("dialog", lambda dialog: spoken.append(dialog))
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    yield page
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator(STRANGE).count() == 0
    assert spoken == []
    assert elsewhere[1] == []
    hosts = {urlsplit(url).netloc for url in requested if url.startswith("http")}
    assert hosts <= {urlsplit(served.url).netloc}
    page.context.close()


def program(page: Page, served: ServedPage) -> Client:
    """A program that asks as the reader whose page it is: what it asks stands there."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    return Client(served.url, headers={"Cookie": cookies}, verbose=False, analytics_enabled=False)


def show(page: Page, served: ServedPage, conversation: str, answers: int) -> None:
    page.goto(f"{served.url}?conversation={conversation}")
    expect(page.locator("[data-testid=bot]")).to_have_count(answers, timeout=60_000)


def test_in_titles_sections_texts_and_quotes(
    page: Page, served: ServedPage, elsewhere: tuple[str, list[str]]
) -> None:
    attacks, asking = payloads(elsewhere[0]), program(page, served)
    ids = {one["source"]: one["id"] for one in asking.predict(api_name="/documents")}
    conversation = None
    for number, animal in enumerate(ANIMALS[: len(attacks)]):
        (document,) = [ids[source] for source in ids if source.endswith(f"attack-{number}.md")]
        question = f"What colour is the parcel of the {animal}?"
        told = asking.predict(question, conversation, [document], api_name="/ask_in_conversation")
        conversation = told["conversation"]
    assert conversation
    show(page, served, conversation, len(attacks))
    for number, attack in enumerate(attacks):
        answer = page.locator("[data-testid=bot] .message-content").nth(number)
        expect(answer).to_contain_text(attack.splitlines()[0])
        quoted = answer.locator(".said", has_text=f"parcel of the {ANIMALS[number]}")
        # Whether such a sentence answers isn't what is tried here; refused, it is the nearest.
        (quoted if quoted.count() else answer.locator(".place")).first.click()
        expect(marked(page, f"parcel of the {ANIMALS[number]}")).to_have_count(1)
        if "\u202e" not in attack:  # which no text box shows
            expect(line(page, "heading")).to_have_value(" ".join(attack.split())[:150])
    # The lists and menus show all of them at once.
    choose_document(page, "attack-3.md")
    page.locator("#remove").click()
    expect(line(page, "really-document")).to_be_visible()
    page.get_by_role("button", name="How questions are answered").click()
    page.locator("#only input").click()
    expect(page.get_by_role("option").nth(20)).to_be_attached()


def test_in_questions_and_the_titles_of_conversations(
    page: Page, served: ServedPage, elsewhere: tuple[str, list[str]]
) -> None:
    attacks, asking = payloads(elsewhere[0]), program(page, served)
    conversation = None
    for attack in attacks:
        asking.predict(attack, api_name="/ask_in_conversation")  # one that is called after it
        told = asking.predict(attack, conversation, api_name="/ask_in_conversation")
        conversation = told["conversation"]
    assert conversation
    show(page, served, conversation, len(attacks))
    asked = page.locator("[data-testid=user] .message-content div[dir]")
    assert [one.text_content() for one in asked.all()] == attacks
    expect(page.locator("#conversations label")).to_have_count(len(attacks) + 1)
    page.locator("#chat button.edit").last.click()
    expect(page.locator("#question textarea")).to_have_value(attacks[-1])
    page.get_by_role("button", name="This conversation").click()
    page.locator("#delete").click()
    expect(line(page, "really-conversation")).to_be_visible()


def test_in_file_names(page: Page, elsewhere: tuple[str, list[str]], tmp_path: Path) -> None:
    names = [p.replace("/", "⁄")[:120] + ".txt" for p in payloads(elsewhere[0]) if "\n" not in p]
    files = []
    for number, name in enumerate(names):
        file = tmp_path / name
        file.write_text(f"The file of the {ANIMALS[number]} is blue." if number % 2 else " ")
        files.append(file)
    upload(page, *files)
    one_line_each = re.compile(rf"^(?:[^\n]+\n){{{len(files) - 1}}}[^\n]+$")
    expect(line(page, "outcome")).to_have_value(one_line_each, timeout=120_000)
