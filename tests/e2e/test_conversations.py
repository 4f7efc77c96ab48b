"""Conversations on the page: kept, reopened, renamed, exported, deleted, and nobody else's."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.visit import CASES, FINALIZED, GOLD, ask, last_answer, line, visit
from tests.served_page import ServedPage

pytestmark = pytest.mark.slow


def listed(page: Page, title: str) -> None:
    expect(page.locator("#conversations label", has_text=title)).to_have_count(1)


def manage(page: Page) -> None:
    page.get_by_role("button", name="This conversation").click()


def test_a_conversation_is_kept_and_gone_on_with(page: Page) -> None:
    ask(page, CASES)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("[data-testid=bot]")).to_have_count(0)
    ask(page, GOLD)
    expect(page.locator("#conversations label")).to_have_count(2)
    page.locator("#conversations label", has_text=CASES).click()
    expect(last_answer(page)).to_contain_text(FINALIZED)
    expect(page.locator("[data-testid=user]")).to_have_count(1)
    ask(page, "And how many ended in a death sentence?")
    expect(page.locator("[data-testid=user]")).to_have_count(2)


def test_a_page_opened_anew_goes_on_where_it_was(page: Page) -> None:
    ask(page, CASES)
    expect(page).to_have_url(re.compile("conversation="))
    page.reload()
    expect(last_answer(page)).to_contain_text(FINALIZED, timeout=30_000)
    last_answer(page).locator("button.mark").last.click()
    expect(page.locator("#document .highlighted", has_text=FINALIZED)).to_be_in_viewport()


def test_a_conversation_is_renamed(page: Page) -> None:
    ask(page, CASES)
    manage(page)
    page.locator("#title input, #title textarea").fill("Courts <b>and</b> cases")
    page.locator("#rename").click()
    listed(page, "Courts <b>and</b> cases")


def test_a_conversation_is_exported_to_read_and_for_programs(page: Page, tmp_path: Path) -> None:
    ask(page, CASES)
    manage(page)
    page.locator("#export").click()
    links = page.locator("#exported a[download]")
    expect(links).to_have_count(2)
    for number, ending in enumerate([".md", ".json"]):
        with page.expect_download() as download:
            links.nth(number).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.suffix == ending
        assert FINALIZED in file.read_text(encoding="utf-8")
        if ending == ".json":
            assert json.loads(file.read_text(encoding="utf-8"))["turns"][0]["question"] == CASES


def test_a_conversation_is_deleted_only_after_a_question_back(page: Page) -> None:
    ask(page, CASES)
    manage(page)
    page.locator("#delete").click()
    expect(line(page, "really-conversation")).to_have_value(
        f"Delete “{CASES}” for good, with all its answers?"
    )
    page.locator("#no-conversation").click()
    listed(page, CASES)
    page.locator("#delete").click()
    page.locator("#yes-conversation").click()
    expect(page.locator("#conversations label")).to_have_count(0)
    expect(page.locator("[data-testid=bot]")).to_have_count(0)


def test_an_answer_is_rated_and_the_rating_is_there_again(page: Page) -> None:
    ask(page, CASES)
    page.get_by_role("button", name="Like", exact=True).click()
    page.wait_for_timeout(500)
    page.reload()
    expect(last_answer(page)).to_contain_text(FINALIZED, timeout=30_000)
    expect(page.get_by_role("button", name="Liked")).to_be_visible()


def test_nobody_sees_the_conversations_of_another(browser: Browser, served: ServedPage) -> None:
    one, other = visit(browser, served.url), visit(browser, served.url)
    ask(one, CASES)
    expect(one.locator("#conversations label")).to_have_count(1)
    expect(one).to_have_url(re.compile("conversation="))
    address = one.url
    other.goto(address)
    expect(other.locator("body[data-begun]")).to_be_attached()
    expect(other.locator("#conversations label")).to_have_count(0)
    expect(other.locator("[data-testid=bot]")).to_have_count(0)
    one.context.close()
    other.context.close()
