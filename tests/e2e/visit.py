"""What a person does on the chat page, as the tests do it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

expect.set_options(timeout=20_000)  # on a busy machine an answer may take a while

CASES = "How many cases have the military courts finalized?"
FINALIZED = "The special military courts have finalized 546 of those cases."
GOLD = "What is the price of gold in Zurich?"
REFUSAL = "The documents don't answer this."


def visit(browser: Browser, url: str, width: int = 1440, height: int = 900, **given: Any) -> Page:
    """The page opened by somebody new, with cookies of their own."""
    context = browser.new_context(viewport={"width": width, "height": height}, **given)
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#question textarea")).to_be_visible(timeout=30_000)
    expect(page.locator("body[data-begun]")).to_be_attached(timeout=30_000)
    return page


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it, and wait until the whole answer stands there."""
    asked = page.locator("[data-testid=user]").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=user]")).to_have_count(asked + 1)
    return answered(page)


def answered(page: Page) -> Locator:
    """The last answer, once it is whole and the next question can be asked."""
    expect(last_answer(page)).not_to_contain_text("Looking in the documents", timeout=60_000)
    expect(page.locator("#question .submit-button")).to_be_visible(timeout=60_000)
    return last_answer(page)


def last_answer(page: Page) -> Locator:
    return page.locator("[data-testid=bot] .message-content").last


def marked(page: Page, words: str) -> Locator:
    """Words of the open document that are marked."""
    return page.locator("#document .highlighted", has_text=words)


def line(page: Page, elem_id: str) -> Locator:
    """A box of the page that shows words, some of which strangers may have written."""
    return page.locator(f"#{elem_id} textarea")


def open_shelf(page: Page) -> None:
    page.get_by_role("tab", name="Shelf").click()


def upload(page: Page, *files: Path) -> None:
    """Drop files on the shelf."""
    open_shelf(page)
    page.locator("#drop input[type=file]").set_input_files(files)


def choose_document(page: Page, title: str) -> None:
    """Choose a document on the shelf."""
    open_shelf(page)
    page.locator("#documents label", has_text=title).click()
