"""PDFs on the page: as text and as printed, with what is quoted marked on both."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.visit import ask, choose_document, line, marked, visit
from tests.served_page import ServedPage, served_page

pytestmark = pytest.mark.slow

BOOK = Path(__file__).parents[1] / "ingest" / "layouts" / "book.pdf"
FLOOD = "This well-known peculiarity was first explained by the surveyor Ottilie Brandt"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page over a book of ten pages."""
    with served_page(tmp_path_factory.mktemp("pages"), documents=[BOOK]) as page:
        yield page


@pytest.fixture
def page(browser: Browser, shelf: ServedPage) -> Iterator[Page]:
    opened = visit(browser, shelf.url)
    yield opened
    opened.context.close()


def yellow(picture: Locator) -> float:
    """The share of a picture that is marked."""
    url = picture.get_attribute("src") or ""
    drawn = Image.open(io.BytesIO(picture.page.request.get(url).body())).convert("RGB")
    colours = drawn.getcolors(1 << 24) or []
    marks = sum(n for n, (red, green, blue) in colours if red > 200 and green > 180 and blue < 190)
    return marks / (drawn.width * drawn.height)


def test_a_citation_of_a_pdf_names_its_section_and_page(page: Page) -> None:
    answer = ask(page, "Which surveyor explained the double flood?")
    quote = answer.locator(".place", has_text=FLOOD)
    expect(quote).to_contain_text(re.compile(r"A double flood · page 5 · characters"))
    expect(marked(page, FLOOD)).to_have_count(1)


def test_a_page_is_shown_as_printed_with_what_is_quoted_marked(page: Page) -> None:
    answer = ask(page, "Which surveyor explained the double flood?")
    page.get_by_label("Pages as printed").check()
    picture = page.locator("#picture img")
    expect(picture).to_be_visible()
    expect(page.locator("#document")).to_be_hidden()
    expect(page.locator("#page input[type=number]")).to_have_value("5")
    assert yellow(picture) > 0.005
    before = picture.get_attribute("src")
    page.locator("#page input[type=number]").fill("1")
    page.keyboard.press("Enter")
    expect(picture).not_to_have_attribute("src", before or "")
    assert yellow(picture) < 0.0005
    # A mark leads back to its words.
    answer.locator("button.mark").last.click()
    expect(marked(page, FLOOD)).to_be_in_viewport()
    expect(picture).to_be_hidden()


def test_a_document_without_pages_is_text_alone(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Pages as printed").check()
    note = tmp_path / "note.txt"
    note.write_text("The harbour master\n\nHer name is Ida Lund.", encoding="utf-8")
    page.locator("#shelf-button").click()
    page.locator("#drop input[type=file]").set_input_files(note)
    expect(line(page, "outcome")).to_have_value(re.compile("Added"))
    choose_document(page, "The harbour master")
    page.locator("#read").click()
    expect(page.locator("#document")).to_contain_text("Ida Lund")
    expect(page.locator("#picture img")).to_be_hidden()
    expect(page.get_by_label("Pages as printed")).to_be_hidden()
