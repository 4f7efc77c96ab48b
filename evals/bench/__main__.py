"""The benchmark's command line: what to compare on what, how often, and where to put it."""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from evals.bench.corpus import corpora
from evals.bench.report import Results, answer_ratio, ingest_ratio, machine, table
from evals.bench.rounds import Measured, run_rounds
from evals.bench.systems import SYSTEMS
from vectorstore.weights import verified_packaged_folder

# Wide enough for the table also where the output is no terminal.
_console = Console(highlight=False, width=max(Console().width, 100))
_progress = Console(stderr=True, highlight=False)


def main() -> None:
    arguments = _parser().parse_args()
    chosen = [name for name in SYSTEMS if name in (arguments.systems or SYSTEMS)]
    systems = [name for name in chosen if not SYSTEMS[name].missing()]
    for name in sorted(set(chosen) - set(systems)):
        missing = " and ".join(SYSTEMS[name].missing())
        hint = f"{SYSTEMS[name].title} is left out: {missing} not installed; "
        _progress.print(hint + "run `pip install 'article-assistant[bench]'`.", markup=False)
    model = verified_packaged_folder()
    results: Results = []
    with tempfile.TemporaryDirectory() as folder:
        for corpus in corpora(arguments.data, Path(folder)):
            limited = corpus.limited(arguments.limit)
            place = Path(folder, corpus.name)
            say = _progress.print
            found = run_rounds(limited, systems, arguments.repeat, model, place, say)
            results.append((limited, found))
        _console.print(table(results))
        if arguments.json:
            arguments.json.write_text(json.dumps(_record(results), indent=1), encoding="utf-8")


def _record(results: Results) -> dict[str, Any]:
    """Everything measured, and the two ratios that the project promises something about."""
    return {
        "machine": machine(),
        "corpora": {
            corpus.name: {
                "questions": len(corpus.questions),
                "systems": {name: asdict(one) for name, one in measured.items()},
                "ratios": _ratios(measured),
            }
            for corpus, measured in results
        },
    }


def _ratios(measured: dict[str, Measured]) -> dict[str, float]:
    ours = measured.get("assistant")
    if ours is None:
        return {}
    ratios = {
        f"ingest, {name} to assistant": ingest_ratio(one, ours) for name, one in measured.items()
    }
    return {**ratios, "answer to embedding the question alone": answer_ratio(ours)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="with xquad-en-dev.json and squad2-dev.json in it; without, the sample article",
    )
    parser.add_argument(
        "--limit", type=_positive, metavar="N", help="at most N questions for each set"
    )
    parser.add_argument(
        "--repeat", type=_positive, default=3, metavar="N", help="rounds (default: 3)"
    )
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, help="only these")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all measurements")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    main()
