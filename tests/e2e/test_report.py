"""Evaluations are read on the page where there are any."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.report.html import html_page
from ingest.sample import SAMPLE
from tests.e2e.visit import line, visit
from tests.evals.report.small_run import run
from tests.served_page import served_page

pytestmark = pytest.mark.slow


def test_without_any_there_is_no_tab(page: Page) -> None:
    expect(page.get_by_role("tab", name="Shelf")).to_be_visible()
    expect(page.get_by_role("tab", name="Evaluation")).to_have_count(0)


def test_the_figures_and_what_came_out_wrong_are_read(browser: Browser, tmp_path: Path) -> None:
    run().write(tmp_path / "eval-results" / "ferries" / "results.json")
    report = tmp_path / "eval-results" / "ferries" / "report.html"
    report.write_text(html_page(run()), encoding="utf-8")
    with served_page(tmp_path, documents=[SAMPLE]) as served:
        page = visit(browser, served.url)
        page.get_by_role("tab", name="Evaluation").click()
        page.locator("#runs input").click()
        page.get_by_role("option", name="ferries").click()
        expect(line(page, "about-run")).to_have_value(re.compile("questions answered rightly"))
        expect(page.locator("#figures")).to_contain_text("right, with the right citation")
        expect(page.locator("#wrong")).to_contain_text("wrong words")
        with page.expect_download() as download:
            page.locator("#report-file a[download]").first.click()
        assert download.value.suggested_filename == "report.html"
        page.context.close()
