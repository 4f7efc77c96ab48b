"""The verifier's figures in the terminal: a table by kind, the totals, and what went wrong."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from assistant.terminal import plain
from evals.verification.kinds import CORRUPTED, FAITHFUL, Kind
from evals.verification.outcomes import Outcome, Row, Share, rows, totals

_GROUPS = (
    ("faithful: kept", FAITHFUL),
    ("corrupted: caught", CORRUPTED),
    ("apart: kept, and put right", (Kind.WRITTEN, Kind.WRONG_MARKER)),
)


def print_report(outcomes: Sequence[Outcome], console: Console) -> None:
    """Every kind in a row, then precision, recall and time."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for title in ("n", "right %", "95 % interval", "moved", "gold %", "all gold %", "quotes"):
        table.add_column(title, justify="right", no_wrap=True)
    found = rows(outcomes)
    for title, kinds in _GROUPS:
        table.add_row(f"[bold]{title}[/bold]")
        for row in found:
            if row.kind in kinds:
                table.add_row(*_cells(row))
    console.print(table)
    for line in _legend():
        console.print(line, style="dim")
    console.print()
    sums = totals(outcomes)
    console.print(f"Precision of “unsupported” {_in_words(sums.precision)}")
    console.print(f"Recall of corrupted        {_in_words(sums.recall)}")
    console.print(f"Faithful sentences lost    {_in_words(sums.lost)}")
    console.print(f"{sums.milliseconds:.1f} ms a sentence.", style="dim")


def print_failures(outcomes: Sequence[Outcome], kind: Kind, console: Console) -> None:
    """Every case of a kind that went wrong, by the rule that made it, and what was said of it."""
    of_kind = [one for one in outcomes if one.case.kind is kind]
    wrong = [one for one in of_kind if not one.right]
    console.print(f"\n{kind}: {len(wrong):,} of {len(of_kind):,} went wrong", style="bold")
    made = Counter(one.case.rule for one in of_kind)
    for rule, count in Counter(one.case.rule for one in wrong).most_common():
        console.print(f"{count:5,} of {made[rule]:,} made by {rule}", style="dim")
    for one in wrong:
        case, said = one.case, one.said
        markers = "".join(f"[{marker}]" for marker in case.markers)
        console.print()
        console.print(plain(f"{case.title}, {case.split}, {case.rule}"), style="dim")
        console.print(plain(f"{case.text} {markers}"))
        _print_below(f"made of: {case.original}", console)
        _print_below(f"{said.verdict.value}; lacks: {', '.join(said.lacks) or 'nothing'}", console)
        for quote in said.quotes:
            _print_below(f"quotes: {' '.join(quote.text.split())}", console)


def _legend() -> tuple[str, ...]:
    return (
        "right: faithful sentences kept, corrupted ones called unsupported, wrong markers mended.",
        "moved: mended to another passage. Of sentences kept or mended rightly, gold: those with",
        "a quote that they were made from; all gold: with all of them; quotes: how many each.",
        "Sentences written by annotators and wrong markers are in none of the totals.",
    )


def _cells(row: Row) -> list[str]:
    low, high = row.right.interval
    cells = [
        str(row.kind),
        f"{row.right.n:,}",
        f"{100 * row.right.value:.1f}",
        f"{100 * low:.1f} – {100 * high:.1f}",
        str(row.moved),
    ]
    if row.kind in CORRUPTED or not row.gold.n:
        return cells
    gold, all_gold = (f"{100 * share.value:.1f}" for share in (row.gold, row.all_gold))
    return [*cells, gold, all_gold, f"{row.quotes:.2f}"]


def _in_words(share: Share) -> str:
    low, high = share.interval
    return (
        f"{100 * share.value:5.1f} %  ({share.hits:,} of {share.n:,}; "
        f"95 % interval {100 * low:.1f} – {100 * high:.1f} %)"
    )


def _print_below(text: str, console: Console) -> None:
    console.print(Padding(plain(text), (0, 0, 0, 4)), style="dim")
