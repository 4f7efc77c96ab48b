"""The page of a run in a real browser: read, filtered, reached by keyboard, and not attacked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from evals.report.html import html_page
from tests.evals.report.small_run import asked, before, run, said

HOSTILE = (
    '<img src="http://203.0.113.7/a.png" onerror="window.ran=1"> The </script><script>window.ran=1'
    "</script> captain 'is' \"Ann\". <!-- <b>bold</b> {{ 7 * 7 }}"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab; whatever a test opens in it, nothing is fetched and nothing complains."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    fetched: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    tab.close()
    assert [url for url in fetched if not url.startswith("file:")] == []
    assert len(fetched) == 1
    assert complaints == []


def show(page: Page, html: str, folder: Path) -> None:
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


def test_the_page_says_first_how_many_came_out_right(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run()), tmp_path)
    expect(page.get_by_role("heading", level=1)).to_have_text("ferry")
    head = page.get_by_role("banner")
    expect(head).to_contain_text("42.9 %")
    expect(head).to_contain_text(
        "3 of 7 questions answered rightly with the right citation or rightly refused."
    )
    expect(head).to_contain_text("The machinery failed on 1 more question")
    expect(page.locator("#machinery")).to_contain_text("The model did not answer.")


def test_a_change_is_told_by_a_word_and_not_by_colour_alone(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run(), before()), tmp_path)
    row = page.locator("#measures tr", has_text="right, with the right citation")
    expect(row).to_contain_text("+14.3")
    expect(row).to_contain_text("≈ not distinguishable")
    expect(page.locator("#measures tr", has_text="passage MRR@10")).to_contain_text("= the same")


def test_a_slice_opens_to_all_its_measures_beside_those_of_all_questions(
    page: Page, tmp_path: Path
) -> None:
    show(page, html_page(run()), tmp_path)
    slice_ = page.locator(".slice", has_text="figure")
    expect(slice_.locator("summary .value")).to_have_text("50.0 %")
    expect(slice_.locator("summary .range")).to_contain_text("few")
    expect(slice_.locator("table")).to_be_hidden()
    slice_.locator("summary").focus()
    page.keyboard.press("Enter")
    recall = slice_.get_by_role("row", name="citation recall")
    expect(recall.locator(".value")).to_have_text("50.0 %")
    expect(recall.locator(".whole")).to_have_text("all: 50.0 %")
    expect(recall.locator(".total")).to_have_text("2")


def test_all_slices_show_the_measure_that_is_chosen(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run()), tmp_path)
    choice(page, "Show of each").select_option("false answers")
    lines = {
        line.locator(".name").inner_text(): line.locator(".value").inner_text()
        for line in page.locator(".slice summary").all()
    }
    assert lines == {"figure": "–", "answerable": "–", "missing-detail": "0.0 %", "near": "100.0 %"}
    expect(page.locator(".columns .of").first).to_have_text("false answers")
    choice(page, "Show of each").select_option("end_to_end")
    expect(page.locator(".slice summary .value").first).to_have_text("50.0 %")


def test_a_run_without_failures_has_its_slices_all_the_same(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run(*run().observations[:3])), tmp_path)
    choice(page, "Show of each").select_option("Brier score")
    expect(page.locator(".slice summary .value").first).to_have_text("0.040")


def test_failures_are_ordered_by_how_sure_it_was(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run()), tmp_path)
    expect(page.locator(".failure .asked")).to_have_text(
        ["At what hour?", "Who is the captain?", "What fits on it?", "Who runs the harbour?"]
    )
    expect(page.locator(".failure .cause")).to_have_text(
        [
            "wrong citation",
            "answered, though unanswerable",
            "wrong words",
            "refused, though answerable",
        ]
    )


def test_an_unfolded_failure_marks_right_and_cited_words_in_the_passage(
    page: Page, tmp_path: Path
) -> None:
    show(page, html_page(run()), tmp_path)
    failure = page.locator(".failure", has_text="What fits on it?")
    failure.locator("summary").click()
    expect(failure.locator("mark.right")).to_have_text("It carries forty cars.")
    expect(failure.locator("mark.cited")).to_have_text("The ferry to Osk leaves at nine.")
    expect(failure).to_contain_text("✓ right passage")


def test_an_unfolded_failure_says_what_should_have_been_cited_and_where(
    page: Page, tmp_path: Path
) -> None:
    show(page, html_page(run()), tmp_path)
    failure = page.locator(".failure", has_text="Who runs the harbour?")
    failure.locator("summary").click()
    expect(failure.locator("blockquote.right .written")).to_have_text(
        "The harbour master is Ida Lund."
    )
    expect(failure.locator("blockquote.right .place")).to_have_text("ferry.md, characters 56–87")
    expect(failure).to_contain_text("What it held back")


def test_failures_are_filtered_by_cause_tag_kind_and_words(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run()), tmp_path)
    shown = page.locator(".failure:visible .asked")
    choice(page, "Cause").select_option("wrong words")
    expect(shown).to_have_text(["What fits on it?"])
    expect(page.locator("#count")).to_have_text("1 of 4 shown")
    choice(page, "Cause").select_option("")
    choice(page, "Kind").select_option("near")
    expect(shown).to_have_text(["Who is the captain?"])
    choice(page, "Kind").select_option("")
    choice(page, "Tag").select_option("figure")
    expect(shown).to_have_text(["What fits on it?"])
    page.get_by_role("searchbox").fill("nobody says this")
    expect(page.get_by_text("No failure is like that.")).to_be_visible()
    choice(page, "Tag").select_option("")
    page.get_by_role("searchbox").fill("RUNS harbour")
    expect(shown).to_have_text(["Who runs the harbour?"])


def test_an_end_of_questions_leads_to_its_failures(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run()), tmp_path)
    page.get_by_role("link", name="1 wrong citation").click()
    expect(page.locator(".failure:visible .asked")).to_have_text(["At what hour?"])


def test_everything_that_unfolds_is_reached_by_keyboard(page: Page, tmp_path: Path) -> None:
    show(page, html_page(run(), before()), tmp_path)
    reached = set()
    for _ in range(100):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.name || document.activeElement.innerText")
        )
        if page.evaluate("document.activeElement.matches('.failure summary')"):
            break
    assert {"Measures", "passage hit@1", "Unfold all", "measure", "cause", "words"} <= reached
    page.keyboard.press("Enter")
    expect(page.locator(".failure").first.locator(".inside")).to_be_visible()


def test_what_strangers_wrote_stays_text(page: Page, tmp_path: Path) -> None:
    attacked = asked(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        reply=said("captain", text=HOSTILE, prefix=HOSTILE),
        kind=HOSTILE,
        tags=[HOSTILE],
        text=HOSTILE,
    )
    attacked = attacked.model_copy(
        update={
            "question": attacked.question.model_copy(
                update={"history": [{"role": "user", "content": HOSTILE}], "accepted": [["no"]]}
            )
        }
    )
    broken = asked("lost", HOSTILE, error=HOSTILE)
    html = html_page(run(attacked, broken, name=HOSTILE))
    show(page, html, tmp_path)
    page.locator("#unfold").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator(".failure .asked")).to_have_text(HOSTILE)
    expect(page.locator(".failure .found .written")).to_have_text(HOSTILE)
    choice(page, "Tag").select_option(HOSTILE)
    expect(page.locator(".failure:visible")).to_have_count(1)
    assert page.evaluate("window.ran") is None
    assert page.locator("img, b").count() == 0
    assert page.locator("script").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    long = "x" * 300
    seen = asked(long, long, reply=said("captain", text=f"captain {long}"), text=f"captain {long}")
    tab = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    show(tab, html_page(run(*run().observations, seen), before()), tmp_path)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    tab.close()


def test_the_page_is_told_to_fetch_nothing() -> None:
    html = html_page(run())
    assert "default-src 'none'" in html
    assert re.search(r"<(link|img|iframe|base)\b|@import|url\(", html) is None


def test_a_run_without_failures_or_judged_questions_has_a_page() -> None:
    right = html_page(run(*run().observations[:3]))
    assert "every question that could be judged came out right" in right
    lost = html_page(run(*run().observations[-1:], name="half \ud83d"))
    assert "No question could be judged." in lost
    assert "<h1>half ?</h1>" in lost
