"""Everybody can use the page: by keyboard, by ear, on a phone, in the dark, in their own script."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe import axe_script, violations
from tests.e2e.visit import (
    CASES,
    FINALIZED,
    GOLD,
    answered,
    ask,
    last_answer,
    line,
    marked,
    open_shelf,
    visit,
)
from tests.served_page import ServedPage

pytestmark = pytest.mark.slow

WIDE, PHONE = (1440, 900), (390, 844)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    browser: Browser, served: ServedPage, size: tuple[int, int], scheme: str
) -> None:
    script = axe_script()
    page = visit(browser, served.url, *size, color_scheme=scheme)
    assert violations(page, script) == []
    ask(page, CASES)
    page.locator("#chat button.mark").last.click()
    expect(marked(page, FINALIZED)).to_be_in_viewport()
    assert violations(page, script) == []
    ask(page, GOLD)
    expect(page.locator("#chat .option").first).to_be_visible()
    page.get_by_role("button", name="How questions are answered").click()
    assert violations(page, script) == []
    open_shelf(page)
    page.locator("#documents label").first.click()
    page.locator("#remove").click()
    expect(line(page, "really-document")).to_be_visible()
    if page.locator("#sidebar.open").count() == 0:
        page.locator("#sidebar .toggle-button").click()
    page.get_by_role("button", name="This conversation").click()
    page.wait_for_timeout(500)  # until the panels have slid into their places
    assert violations(page, script) == []
    page.context.close()


def test_a_question_is_asked_and_its_words_are_found_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Alt+KeyQ")
    page.keyboard.type(CASES)
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=user]")).to_have_count(1)
    expect(answered(page)).to_contain_text(FINALIZED)
    page.keyboard.press("Alt+KeyJ")
    expect(focused(page)).to_have_text("Quote 1")
    page.keyboard.press("Alt+KeyJ")
    expect(focused(page)).to_have_text("Quote 2")
    expect(marked(page, FINALIZED)).to_be_in_viewport()
    page.keyboard.press("Alt+KeyK")
    expect(focused(page)).to_have_text("Quote 1")
    page.keyboard.press("Alt+KeyS")
    expect(page.locator("#documents")).to_be_visible()
    page.keyboard.press("Alt+KeyR")
    expect(page.locator("#document")).to_be_visible()
    page.keyboard.press("Alt+KeyN")
    expect(page.locator("[data-testid=user]")).to_have_count(0)


def test_every_control_is_reached_by_the_tab_key(page: Page) -> None:
    ask(page, CASES)
    expect(page.locator("#chat .option").first).to_be_visible()
    reached = set()
    page.locator("body").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.closest('[id]')?.id || ''"
                " + '.' + document.activeElement.className"
            )
        )
    told = " ".join(reached)
    for control in ("new", "conversations", "chat", "question", "document", "manner", "manage"):
        assert control in told, (control, reached)


def test_what_is_said_is_named_for_those_who_hear_it(page: Page) -> None:
    ask(page, CASES)
    expect(page.get_by_role("group", name="Question")).to_contain_text(CASES)
    expect(page.get_by_role("group", name="Answer")).to_contain_text(FINALIZED)
    expect(page.get_by_role("button", name="Quote 2")).to_be_visible()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_on_a_phone_the_document_opens_under_the_answer_and_leads_back(
    browser: Browser, served: ServedPage
) -> None:
    page = visit(browser, served.url, *PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    ask(page, CASES)
    mark = last_answer(page).locator("button.mark").last
    mark.tap()
    expect(marked(page, FINALIZED)).to_be_in_viewport()
    page.locator("#back").tap()
    expect(mark).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.context.close()


def test_nothing_shifts_while_an_answer_comes(page: Page) -> None:
    ask(page, "What is this article about?")
    expect(page.locator("#chat .option").first).to_be_visible()
    page.locator("#question textarea").fill(CASES)
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=user]")).to_have_count(2)
    page.evaluate(
        """() => {
            window.shifts = [];
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) {
                    const of = entry.sources.map(({ node }) => node?.id || node?.className);
                    window.shifts.push([entry.value, of.join(" ")]);
                }
            }).observe({ type: "layout-shift", buffered: false });
        }"""
    )
    answered(page)
    expect(page.locator("#chat .option").first).to_be_visible()
    shifts = page.evaluate("window.shifts")
    # Good by https://web.dev/articles/cls: at most 0.1 in all.
    assert sum(value for value, _ in shifts) < 0.1, shifts


def focused(page: Page) -> Locator:
    return page.locator("*:focus")
