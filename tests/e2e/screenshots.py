"""Pictures of the chat page: `python -m tests.e2e.screenshots FOLDER [--all]`.

Three are for the documentation; with --all each state is taken wide, at middle width and on a
phone, light and dark, to be looked at.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from ingest.sample import SAMPLE
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.e2e.visit import CASES, FINALIZED, GOLD, ask, last_answer, line, marked, upload, visit
from tests.served_page import served_page

SIZES = {"wide": (1440, 900), "middle": (1024, 768), "phone": (390, 844)}
SCHEMES = ("light", "dark")
DOCUMENTED = {
    ("answer", "wide", "light"): "answer.png",
    ("refusal", "middle", "dark"): "refusal-dark.png",
    ("answer", "phone", "light"): "answer-phone.png",
}


def take(
    browser: Browser, url: str, size: str, scheme: str, folder: Path, everything: bool
) -> None:
    """Pictures of the states of the page at one size, in one scheme."""
    wanted = {state for state, *look in DOCUMENTED if look == [size, scheme]}
    page = visit(browser, url, *SIZES[size], color_scheme=scheme)
    for state, show in STATES.items():
        if not everything and state not in wanted:
            continue
        show(page)
        page.wait_for_timeout(800)  # until what was asked for has come to rest
        name = DOCUMENTED.get((state, size, scheme), f"{state}-{size}-{scheme}.png")
        page.screenshot(path=folder / name)
    page.context.close()


def empty(page: Page) -> None:
    expect(page.locator("#chat .example").first).to_be_visible(timeout=30_000)


def answer(page: Page) -> None:
    ask(page, CASES)
    expect(page.locator("#chat .option").first).to_be_visible()
    if page.viewport_size and page.viewport_size["width"] < 900:
        last_answer(page).scroll_into_view_if_needed()
        return
    last_answer(page).locator("button.mark").last.click()
    expect(marked(page, FINALIZED)).to_be_in_viewport()


def refusal(page: Page) -> None:
    ask(page, GOLD)
    expect(page.locator("#chat .option").first).to_be_visible()


def error(page: Page) -> None:
    with tempfile.TemporaryDirectory() as place:
        blank = Path(place) / "blank.txt"
        blank.write_text(" ", encoding="utf-8")
        upload(page, blank)
        expect(line(page, "outcome")).not_to_have_value("", timeout=30_000)


def shelf(page: Page) -> None:
    page.locator("#documents label").first.click()
    expect(page.locator("#remove")).to_be_visible()


STATES = {"empty": empty, "answer": answer, "refusal": refusal, "error": error, "shelf": shelf}


def main(folder: Path, everything: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    looks = {(size, scheme) for _, size, scheme in DOCUMENTED}
    with (
        tempfile.TemporaryDirectory() as place,
        served_page(Path(place), documents=[SAMPLE]) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for size in SIZES:
            for scheme in SCHEMES:
                if everything or (size, scheme) in looks:
                    take(browser, served.url, size, scheme, folder, everything)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--all" in sys.argv)
