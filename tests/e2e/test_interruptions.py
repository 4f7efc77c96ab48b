"""Answers that don't come to their end on the page: stopped, killed, or too many at once."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Page, expect

from ingest.sample import SAMPLE
from tests.e2e.visit import CASES, FINALIZED, answered, ask, last_answer, visit
from tests.served_page import ServedPage, begun_page, served_page
from tests.weights import smollm2

pytestmark = pytest.mark.slow

PEOPLE = 30


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page whose answers a real language model writes, slowly."""
    model = f"gguf:{smollm2()}"
    folder = tmp_path_factory.mktemp("written")
    with served_page(folder, "--model", model, documents=[SAMPLE]) as page:
        yield page


def begin(page: Page, question: str) -> None:
    """Ask, and wait no longer than until the page is at it."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#question .stop-button")).to_be_visible()


def test_an_answer_is_stopped_and_the_next_question_is_answered(
    browser: Browser, written: ServedPage
) -> None:
    page = visit(browser, written.url)
    begin(page, "What is this article about? Tell me everything.")
    page.keyboard.press("Escape")
    expect(answered(page)).to_contain_text(re.compile("stopped|Stopped|The documents"))
    page.get_by_role("button", name="How questions are answered").click()
    page.get_by_label("In the documents' own words").check()
    expect(ask(page, CASES)).to_contain_text(FINALIZED)
    page.context.close()


def test_who_words_the_answer_and_how_strictly_is_chosen_on_the_page(
    browser: Browser, written: ServedPage
) -> None:
    page = visit(browser, written.url)
    page.get_by_role("button", name="How questions are answered").click()
    expect(page.get_by_label(re.compile("gguf:"))).to_be_checked()
    expect(page.get_by_label("leave it out")).to_be_checked()
    page.get_by_label("In the documents' own words").check()
    expect(ask(page, CASES).locator(".answer")).to_contain_text(FINALIZED)
    page.context.close()


def test_killed_in_mid_answer_the_conversation_is_there_again(
    browser: Browser, tmp_path: Path
) -> None:
    with begun_page(tmp_path, "--model", f"gguf:{smollm2()}", documents=[SAMPLE]) as killed:
        page = visit(browser, killed.url)
        begin(page, CASES)
        killed.process.kill()
        killed.process.wait(30)
    for left in tmp_path.glob("article-assistant-*"):  # it had no time to clear up
        shutil.rmtree(left)
    with served_page(tmp_path) as served:
        page.goto(served.url)
        page.locator("#conversations label", has_text=CASES).click()
        expect(last_answer(page)).to_contain_text("broken off")
        page.get_by_role("button", name="Retry").click()
        expect(answered(page)).to_contain_text(FINALIZED)
        expect(page.locator("[data-testid=user]")).to_have_count(1)
        page.context.close()


def test_thirty_people_asking_at_once_are_all_answered(served: ServedPage) -> None:
    def one(number: int) -> str:
        client = Client(served.url, verbose=False, analytics_enabled=False)
        said = [{"role": "user", "content": f"I am number {number}."}]
        return str(client.predict(CASES, said, api_name="/ask")["text"])

    with ThreadPoolExecutor(PEOPLE) as crowd:
        answers = list(crowd.map(one, range(PEOPLE)))
    assert [FINALIZED in answer for answer in answers] == [True] * PEOPLE
