"""Measure the verifier by itself.

    python -m evals.verification --data FOLDER [--split dev|test|all] [--limit N] [--show KIND]

Mend the verifier by "dev" only, and report "test": articles are in one half or the other.
With --floors FILE the exit code is 1 where a limit isn't kept.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from assistant.verification.verifier import Verifier
from evals.report.terminal import terminal
from evals.verification.cases import Case, draw, written
from evals.verification.floors import below, read_floors
from evals.verification.kinds import Kind
from evals.verification.material import (
    ARTICLES,
    SPLITS,
    WRITTEN,
    Split,
    read_articles,
    read_written,
)
from evals.verification.outcomes import judged
from evals.verification.report import print_failures, print_report
from ingest.passages import PieceSpans
from vectorstore.embedding import shared_embedder
from vectorstore.errors import AssistantError

LIMIT = 2000


def read_cases(
    folder: Path, splits: Sequence[Split], limit: int, seed: int, spans: PieceSpans, pieces: int
) -> list[Case]:
    """The cases of some halves of the data, made by rule and written by annotators."""
    shelves = [read_articles(folder, split, spans, pieces) for split in splits]
    cases = draw(shelves, limit, seed)
    if (folder / WRITTEN).exists():
        for split in splits:
            cases += written(read_written(folder, split, spans, pieces), seed)
    return cases


def main() -> int:
    known = parser()
    wanted = known.parse_args()
    if missing := [name for name in ARTICLES if not (wanted.data / name).is_file()]:
        known.error(f"{wanted.data} has no {' and no '.join(missing)}.")
    try:
        return _measure(wanted)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2


def _measure(wanted: argparse.Namespace) -> int:
    floors = read_floors(wanted.floors) if wanted.floors else {}
    splits = SPLITS if wanted.split == "all" else (wanted.split,)
    embedder = shared_embedder()
    cases = read_cases(
        wanted.data,
        splits,
        wanted.limit,
        wanted.seed,
        embedder.piece_spans,
        embedder.passage_pieces,
    )
    console = terminal()
    verifier = Verifier(embedder)
    outcomes = judged(track(cases, "Judging", transient=True), verifier.judge)
    console.print(f"{wanted.split}, {len(cases):,} sentences, seed {wanted.seed}\n", style="bold")
    print_report(outcomes, console)
    for kind in wanted.show:
        print_failures(outcomes, kind, console)
    problems = below(outcomes, floors)
    for problem in problems:
        console.print(problem, style="red")
    return 1 if problems else 0


def parser() -> argparse.ArgumentParser:
    """The command line of this measurement."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.verification",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="FOLDER",
        help=f"with {' and '.join(ARTICLES)}, and {WRITTEN} if it is there",
    )
    parser.add_argument("--split", choices=[*SPLITS, "all"], default="dev")
    parser.add_argument("--limit", type=int, default=LIMIT, help="at most so many made by rule")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--show",
        type=Kind,
        choices=list(Kind),
        action="append",
        default=[],
        metavar="KIND",
        help="list what went wrong of a kind; may be given twice",
    )
    parser.add_argument("--floors", type=Path, metavar="FILE", help="limits that must be kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
