"""A run in the terminal: the headline, then every measure, in no more than 100 columns.

What strangers wrote, ids and names of sets among it, is printed as text, never as markup.
"""

import os
from collections.abc import Mapping

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from assistant.terminal import plain
from evals.baseline import Baseline
from evals.compare import Comparison
from evals.measures import GROUPS, HEADLINE
from evals.measures.latency import stage_seconds, token_totals
from evals.report import figures
from evals.report.charts import milliseconds
from evals.report.failures import failures
from evals.report.figures import SIGNS, Row, Verdict
from evals.report.slices import among
from evals.results import Run

_STYLES: dict[Verdict, str] = {"better": "green", "worse": "red", "unclear": "dim", "same": "dim"}
_LISTED = 20
_WIDTH = 100


def print_run(run: Run, baseline: Run | Baseline | None, console: Console, seed: int = 0) -> None:
    """The figures of a run, with their differences from a baseline.

    Raises BaselineUnusable if the baseline has no question in common with the run.
    """
    grouped = figures.rows(run.judged, figures.differences(run, baseline, seed), seed)
    against = figures.about(baseline)
    first = figures.headline(grouped)
    console.print()
    if first:
        console.print(f"[bold]{first.value} right[/bold], 95 % interval {first.interval} %")
        console.print(f"{figures.in_words(first)}.")
    else:
        console.print(figures.in_words(first))
    if failed := figures.failed_in_words(run):
        console.print(failed, style="yellow")
    _print_table(grouped, against[0] if against else None, console)
    times = [
        f"{name} {milliseconds(median)} / {milliseconds(slow)}"
        for name, (median, slow) in stage_seconds(run.observations).items()
    ]
    if times:
        console.print(f"Time, p50 / p95: {', '.join(times)}.", style="dim")
    if tokens := token_totals(run.observations):
        price = "" if tokens.cost is None else f", {tokens.cost:.4f} in price"
        spent = f"{tokens.read:,} tokens read, {tokens.written:,} written{price}"
        console.print(f"Chat model: {spent}.", style="dim")


def terminal() -> Console:
    """Where figures are printed: as wide as the terminal, and wide enough where there is none."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    return console


def print_slice(run: Run, name: str, console: Console, seed: int = 0) -> None:
    """The same figures of one slice of a run."""
    some = among(run.judged, name)
    console.print(plain(f"\n{name}: {len(some):,} of {len(run.judged):,} questions"), style="bold")
    _print_table(figures.rows(some, {}, seed), None, console)


def print_wrong(run: Run, console: Console) -> None:
    """Every question that came out wrong, the most confident first."""
    for one in failures(run):
        seen = one.seen
        reply = seen.reply or seen.withheld
        console.print(
            plain(seen.question.id),
            f"[red]{one.cause}[/red], confidence {seen.confidence:.2f}:",
            plain(seen.question.question),
        )
        if reply:
            held = "" if seen.reply else "held back: "
            console.print(Padding(plain(f"{held}{reply.text}"), (0, 0, 1, 4)), style="dim")


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What a later run gained and lost against an earlier one."""
    before, after = comparison.before, comparison.after
    for words, about in (("\n", after), ("against ", before)):
        console.print(plain(f"{words}{about.name}, {figures.day(about.started_at)}"))
    console.print(
        f"{len(comparison.common):,} questions in common, "
        f"[green]{len(comparison.gained):,} gained[/green], "
        f"[red]{len(comparison.lost):,} lost[/red]."
    )
    if comparison.caution:
        console.print(comparison.caution, style="yellow", markup=False)
    grouped: dict[str, list[Row]] = {group: [] for group in GROUPS}
    for change in comparison.measures:
        if change.after:
            grouped[change.measure.group].append(
                Row(change.measure, change.after, change.difference)
            )
    _print_table(grouped, before.name, console)
    _print_list(console, "Gained", comparison.gained)
    _print_list(console, "Lost", comparison.lost)
    for one in comparison.about:
        # Of a hash its beginning tells enough.
        values = (one.before, one.after)
        short = (value[:12] if one.what.endswith("_sha256") else value for value in values)
        console.print(plain(f"{one.what}: {' → '.join(value or '–' for value in short)}"))


def _print_table(grouped: Mapping[str, list[Row]], against: str | None, console: Console) -> None:
    table = _table(with_changes=against is not None)
    for group, some in grouped.items():
        if some:
            table.add_row(f"[bold]{group}[/bold]")
        for row in some:
            cells = [row.measure.title, row.value, row.interval, f"{row.estimate.n:,}"]
            style = "bold" if row.measure is HEADLINE else ""
            table.add_row(*cells, *_change(row), style=style)
    console.print(table)
    console.print(figures.resampled(grouped), style="dim")
    if against is None:
        return
    console.print(plain(f"Changes are against {against}; shares change by points."), style="dim")
    console.print(", ".join(SIGNS.values()) + ".", style="dim")
    console.print("“Could show” is the smallest change found with 80 % power.", style="dim")


def _table(with_changes: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("95 % interval", no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True)
    if with_changes:
        table.add_column("change", justify="right", no_wrap=True)
        table.add_column("95 % interval", no_wrap=True)
        table.add_column("could show", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
    return table


def _change(row: Row) -> list[str]:
    if row.difference is None or row.verdict is None:
        return []
    style, measure = _STYLES[row.verdict], row.measure
    cells = ["", "", ""]
    if row.verdict != "same":
        cells = [
            figures.changed(measure, row.difference),
            figures.span(measure, row.difference),
            figures.smallest(measure, row.difference),
        ]
    return [f"[{style}]{cell}[/{style}]" for cell in (*cells, SIGNS[row.verdict][0])]


def _print_list(console: Console, name: str, ids: list[str]) -> None:
    if not ids:
        return
    more = f" and {len(ids) - _LISTED:,} more" if len(ids) > _LISTED else ""
    console.print(plain(f"{name}: {', '.join(ids[:_LISTED])}{more}"))
