"""A run in the terminal."""

from io import StringIO

import pytest
from rich.console import Console

from evals.baseline import Baseline
from evals.compare import compare
from evals.report.terminal import (
    print_comparison,
    print_run,
    print_slice,
    print_wrong,
    terminal,
)
from evals.results import Run, Tokens
from tests.evals.report.small_run import asked, before, run, said


def console() -> Console:
    return Console(file=StringIO(), width=100, highlight=False)


def printed(by: Console) -> str:
    assert isinstance(by.file, StringIO)
    return by.file.getvalue()


def shown(done: Run, baseline: Baseline | None = None) -> str:
    to = console()
    print_run(done, baseline, to)
    return printed(to)


def cells(text: str, start: str) -> list[str]:
    """What stands in the row of a measure, signs and figures apart."""
    return next(line for line in text.splitlines() if line.startswith(start)).split()


def test_the_headline_comes_first_and_everything_fits_100_columns() -> None:
    text = shown(run(), Baseline.of(before()))
    assert text.strip().startswith("42.9 % right, 95 % interval")
    assert "3 of 7 questions answered rightly" in text
    assert "The machinery failed on 1 more question; no figure counts it." in text
    assert max(map(len, text.splitlines())) <= 100
    assert "by resampling questions." in text


def test_a_change_stands_beside_its_figure() -> None:
    text = shown(run(), Baseline.of(before()))
    assert "+14.3" in cells(text, "right, with the right citation")
    assert cells(text, "passage hit@1")[-1] == "="
    assert "Changes are against ferry-before" in text
    assert "change" not in shown(run())


def test_a_slice_has_a_table_of_its_own() -> None:
    to = console()
    print_slice(run(), "figure", to)
    text = printed(to)
    assert text.startswith("\nfigure: 2 of 7 questions\n")
    assert cells(text, "citation recall")[2:] == ["50.0", "%", "0.0", "to", "100.0", "2"]


def test_a_comparison_names_what_was_gained_and_lost() -> None:
    to = console()
    print_comparison(compare(before(), run()), to)
    text = printed(to)
    assert "7 questions in common, 1 gained, 0 lost." in text
    assert "Gained: cars" in text
    assert "Lost:" not in text
    assert "name: ferry-before → ferry" in text


def test_wrong_answers_are_listed_as_they_were_written() -> None:
    to = console()
    markup = "[bold]Who[/bold] is [the \x1b[2Jcaptain?"
    print_wrong(run(asked("x[/]", markup, reply=said("Ida Lund"), confidence=0.7)), to)
    text = printed(to)
    shown = markup.replace("\x1b", " ")
    assert text.startswith(f"x[/] answered, though unanswerable, confidence 0.70: {shown}")
    assert "Ida Lund [1]" in text


def test_without_a_terminal_tables_are_as_wide_as_they_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert terminal().width == 100

    monkeypatch.setenv("COLUMNS", "72")
    assert terminal().width == 72


def test_what_a_chat_model_cost_is_told() -> None:
    spent = Tokens(read=1200, written=80, cost=0.5)
    done = run()
    paid = [seen.model_copy(update={"tokens": spent}) for seen in done.observations[:2]]

    text = shown(Run(about=done.about, observations=[*paid, *done.observations[2:]]))

    assert "Chat model: 2,400 tokens read, 160 written, 1.0000 in price." in text
