"""The shelf: documents dropped, told of, read, asked alone, and taken out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.visit import (
    REFUSAL,
    ask,
    choose_document,
    last_answer,
    line,
    marked,
    open_shelf,
    upload,
    visit,
)
from tests.served_page import ServedPage, served_page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPage]:
    """A page of these tests' own, over an empty library."""
    with served_page(tmp_path_factory.mktemp("shelf")) as page:
        yield page


def note(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_an_empty_library_says_where_to_begin(browser: Browser, tmp_path: Path) -> None:
    with served_page(tmp_path) as served:
        page = visit(browser, served.url)
        expect(page.get_by_role("tab", name="Shelf")).to_have_attribute("aria-selected", "true")
        expect(page.locator("#chat")).to_contain_text("Add a document on the shelf")
        expect(ask(page, "Who wrote it?")).to_contain_text("The library is empty")
        page.context.close()


def test_a_dropped_file_is_answered_from_and_a_newer_one_takes_its_place(
    page: Page, tmp_path: Path
) -> None:
    upload(page, note(tmp_path, "harbour.txt", "The lighthouse of Osk was painted green in 1931."))
    expect(line(page, "outcome")).to_have_value("Added “harbour”.")
    upload(page, note(tmp_path, "harbour.txt", "The lighthouse of Osk is orange since 1987."))
    expect(line(page, "outcome")).to_have_value("Updated “harbour”.")
    expect(page.locator("#documents label", has_text="harbour.txt")).to_have_count(1)
    ask(page, "Since when is the lighthouse of Osk orange?")
    expect(last_answer(page)).to_contain_text("orange since 1987")
    expect(marked(page, "orange since 1987")).to_have_count(1)


def test_of_several_files_each_is_told_what_became_of_it(page: Page, tmp_path: Path) -> None:
    upload(
        page,
        note(tmp_path, "mill.txt", "The mill of Tarn grinds rye."),
        note(tmp_path, "blank.txt", "  \n"),
        note(tmp_path, "quay.txt", "The quay of Tarn is of oak."),
    )
    expect(line(page, "outcome")).to_have_value(
        "Added “mill”.\n"
        "blank.txt has no words in it; there is nothing to answer from.\n"
        "Added “quay”."
    )


def test_a_document_tells_its_size_its_passages_and_since_when_it_is_there(
    page: Page, tmp_path: Path
) -> None:
    upload(page, note(tmp_path, "ferry.txt", "The ferry of Tarn crosses at noon."))
    entry = page.locator("#documents label", has_text="ferry.txt")
    expect(entry).to_have_text(
        re.compile(r"ferry\s+ferry\.txt · 34 characters · 1 passage · added \d\d \w+ \d{4}")
    )


def test_a_document_leaves_only_after_a_question_back(page: Page, tmp_path: Path) -> None:
    upload(page, note(tmp_path, "bridge.txt", "The bridge of Wold has nine arches."))
    choose_document(page, "bridge.txt")
    page.locator("#remove").click()
    expect(line(page, "really-document")).to_have_value(re.compile("^Remove “bridge” from the"))
    page.locator("#no-document").click()
    expect(page.locator("#documents label", has_text="bridge.txt")).to_have_count(1)
    choose_document(page, "bridge.txt")
    page.locator("#remove").click()
    page.locator("#yes-document").click()
    expect(line(page, "outcome")).to_have_value("Removed “bridge”.")
    expect(page.locator("#documents label", has_text="bridge.txt")).to_have_count(0)
    expect(ask(page, "How many arches has the bridge of Wold?")).to_contain_text(REFUSAL)


def test_a_question_can_be_asked_of_one_document_alone(page: Page, tmp_path: Path) -> None:
    upload(
        page,
        note(tmp_path, "north.txt", "The toll of the north gate is four coins."),
        note(tmp_path, "south.txt", "The toll of the south gate is seven coins."),
    )
    expect(line(page, "outcome")).to_have_value("Added “north”.\nAdded “south”.")
    page.get_by_role("button", name="How questions are answered").click()
    page.locator("#only input").click()
    page.get_by_role("option", name="south").click()
    page.keyboard.press("Escape")
    answer = ask(page, "How many coins is the toll of the gate?")
    expect(answer).to_contain_text("seven coins")
    expect(answer).not_to_contain_text("four coins")


def test_a_document_of_a_megabyte_is_read_from_its_beginning_to_its_end(
    page: Page, tmp_path: Path
) -> None:
    # Ledgers are mostly blanks: a megabyte of them is embedded in seconds.
    lines = [f"{f'Entry {n}':<380}{n % 7} coins." for n in range(2_600)]
    lines[2_000] = "The zeppelin Aurora landed on the island of Fenn in 1929."
    upload(page, note(tmp_path, "log.txt", "The keeper's log\n\n" + "\n".join(lines)))
    expect(line(page, "outcome")).to_have_value("Added “The keeper's log”.", timeout=180_000)
    ask(page, "When did the zeppelin Aurora land on Fenn?")
    expect(marked(page, "The zeppelin Aurora landed")).to_be_in_viewport()
    expect(line(page, "where")).to_have_value(re.compile(r"Characters [\d,]+ to [\d,]+ of 1,0"))
    choose_document(page, "log.txt")
    page.locator("#read").click()
    expect(page.locator("#document")).to_contain_text("Entry 0 ")
    expect(page.locator("#earlier")).to_be_disabled()
    page.locator("#later").click()
    expect(page.locator("#document")).not_to_contain_text("Entry 0 ")
    page.locator("#earlier").click()
    expect(page.locator("#document")).to_contain_text("Entry 0 ")


@pytest.fixture
def scripts(tmp_path: Path) -> dict[str, Path]:
    """Documents whose scripts run from right to left, and without spaces."""
    texts = {
        "hebrew": "המגדלור של חיפה נבנה בשנת 1926. הוא צבוע לבן.",
        "arabic": "بني برج المراقبة في مدينة سلا عام 1953. البرج أبيض.",
        "chinese": "青岛灯塔建于1900年。灯塔是白色的。",
    }
    files = {name: tmp_path / f"{name}.txt" for name in texts}
    for name, file in files.items():
        file.write_text(texts[name], encoding="utf-8")
    return files


def test_text_runs_in_its_own_direction(page: Page, scripts: dict[str, Path]) -> None:
    upload(page, *scripts.values())
    expect(line(page, "outcome")).to_have_value(
        "Added “hebrew”.\nAdded “arabic”.\nAdded “chinese”."
    )
    ask(page, "מתי נבנה המגדלור של חיפה?")
    assert direction(page.locator("[data-testid=user] div[dir]").last) == "rtl"
    choose_document(page, "arabic.txt")
    page.locator("#read").click()
    expect(page.locator("#document")).to_contain_text("بني")
    edges = page.locator("#document .text").first.evaluate(
        """(element) => {
            const range = new Range();
            range.setStart(element.firstChild, 0);
            range.setEnd(element.firstChild, 1);
            const panel = element.closest(".textfield").getBoundingClientRect();
            const first = range.getBoundingClientRect();
            return [panel.left, first.left, panel.right];
        }"""
    )
    left, first, right = edges
    assert first > (left + right) / 2  # an Arabic line begins at the right
    expect(ask(page, "青岛灯塔建于哪一年?")).to_contain_text("1900")


def test_a_word_finds_documents_once_there_are_many(page: Page, tmp_path: Path) -> None:
    many = [note(tmp_path, f"leaf-{n}.txt", f"Leaf number {n} is green.") for n in range(12)]
    upload(page, *many)
    expect(line(page, "outcome")).to_have_value(re.compile("leaf-11”.$"), timeout=60_000)
    page.locator("#find textarea, #find input").fill("leaf-7")
    expect(page.locator("#documents label")).to_have_count(1)
    open_shelf(page)
    page.locator("#find textarea, #find input").fill("")
    expect(page.locator("#documents label").nth(11)).to_be_attached()


def direction(element: Locator) -> str:
    return str(element.evaluate("(element) => getComputedStyle(element).direction"))
