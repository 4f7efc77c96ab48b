"""Asking on the page: the answer, the words it rests on, what becomes of questions."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visit import (
    CASES,
    FINALIZED,
    GOLD,
    REFUSAL,
    answered,
    ask,
    last_answer,
    line,
    marked,
    open_shelf,
)

pytestmark = pytest.mark.slow


def test_an_answer_shows_its_quotes_and_marks_their_words_in_the_document(page: Page) -> None:
    answer = ask(page, CASES)
    expect(answer).to_contain_text(FINALIZED)
    expect(answer.locator(".sure")).to_contain_text("The documents answer this.")
    quote = answer.locator(".place", has_text=FINALIZED)
    expect(quote).to_contain_text(
        "Pakistan's fight against terrorism: a brief · Operations and courts at home · characters"
    )
    expect(marked(page, FINALIZED)).to_have_count(1)
    expect(line(page, "heading")).to_have_value("Pakistan's fight against terrorism: a brief")


def test_pressing_a_mark_brings_its_words_into_view(page: Page) -> None:
    answer = ask(page, "What is this article about?")
    expect(answer.locator("ul > li")).to_have_count(4)
    words = answer.locator(".said").last.inner_text()
    expect(marked(page, words)).not_to_be_in_viewport()
    answer.locator("button.mark").last.click()
    expect(marked(page, words)).to_be_in_viewport()
    expect(line(page, "where")).to_have_value(
        re.compile(r"^[A-Z][\w ]+ · characters [\d,]+–[\d,]+$")
    )


def test_resting_the_pointer_on_a_sentence_shows_its_words(page: Page) -> None:
    answer = ask(page, "What is this article about?")
    sentence = answer.locator(".said").nth(2)
    expect(marked(page, sentence.inner_text())).not_to_be_in_viewport()
    sentence.hover()
    expect(marked(page, sentence.inner_text())).to_be_in_viewport()


def test_an_earlier_answer_can_be_looked_at_again(page: Page) -> None:
    ask(page, CASES)
    ask(page, GOLD)
    expect(marked(page, FINALIZED)).to_have_count(0)
    page.locator("[data-testid=bot]").first.locator(".place", has_text=FINALIZED).click()
    expect(marked(page, FINALIZED)).to_be_in_viewport()


def test_the_shelf_stays_open_under_a_resting_pointer_until_a_mark_is_pressed(page: Page) -> None:
    answer = ask(page, CASES)
    open_shelf(page)
    answer.locator(".said").first.hover()
    page.wait_for_timeout(1000)
    expect(page.locator("#documents")).to_be_visible()
    answer.locator("button.mark").first.click()
    expect(marked(page, FINALIZED)).to_be_in_viewport()


def test_a_quote_is_copied_with_its_place(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(page, CASES)
    answer.locator("li", has_text=FINALIZED).locator(".copy").click()
    expect(answer.locator(".copy", has_text="Copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{FINALIZED}” Pakistan's fight against terrorism: a brief · ")


def test_a_refusal_shows_what_is_nearest_not_as_an_answer_and_what_could_be_asked(
    page: Page,
) -> None:
    refusal = ask(page, GOLD)
    expect(refusal).to_contain_text(REFUSAL)
    expect(refusal.locator(".mark")).to_have_count(0)
    expect(refusal.locator(".nearest summary")).to_contain_text("none of them answers")
    expect(refusal.locator(".nearest .place").first).to_contain_text("characters")
    suggested = page.locator("#chat .option").first
    expect(suggested).to_be_visible()
    suggested.click()
    expect(page.locator("[data-testid=user]")).to_have_count(2)
    expect(answered(page).locator(".sure")).not_to_have_class("sure unanswered")


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.locator("#chat .example", has_text="Who wrote it?").click()
    expect(page.locator("[data-testid=user]")).to_have_count(1)
    expect(answered(page)).to_contain_text("Huang Dekai")


def test_a_follow_up_is_understood_from_the_chat(page: Page) -> None:
    expect(ask(page, "When did the legal experts gather in Islamabad?")).to_contain_text(
        "23-25 May 2018"
    )
    expect(ask(page, "Where was that?")).to_contain_text("Islamabad")


def test_the_last_question_can_be_asked_again(page: Page) -> None:
    ask(page, CASES)
    page.get_by_role("button", name="Retry").click()
    expect(answered(page)).to_contain_text(FINALIZED)
    expect(page.locator("[data-testid=user]")).to_have_count(1)


def test_the_last_question_is_edited_in_its_place(page: Page) -> None:
    ask(page, GOLD)
    page.locator("#chat .edit").click()
    expect(page.locator("#question textarea")).to_have_value(GOLD)
    expect(page.locator("#editing")).to_be_visible()
    page.locator("#question textarea").fill(CASES)
    page.keyboard.press("Enter")
    expect(last_answer(page)).to_contain_text(FINALIZED)
    expect(page.locator("[data-testid=user]")).to_have_count(1)
    expect(page.locator("#conversations label")).to_have_count(1)


def test_an_earlier_question_is_edited_in_a_conversation_of_its_own(page: Page) -> None:
    ask(page, GOLD)
    ask(page, "Who wrote it?")
    page.locator("#chat .edit").first.click()
    expect(page.locator("#question textarea")).to_have_value(GOLD)
    page.locator("#question textarea").fill(CASES)
    page.keyboard.press("Enter")
    expect(last_answer(page)).to_contain_text(FINALIZED)
    expect(page.locator("[data-testid=user]")).to_have_count(1)
    expect(page.locator("#conversations label")).to_have_count(2)


def test_nothing_is_asked_by_an_empty_box(page: Page) -> None:
    page.locator("#question textarea").fill("   ")
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.locator("[data-testid=user]")).to_have_count(0)
