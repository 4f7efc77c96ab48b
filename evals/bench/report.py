"""The benchmark's one table: a column a system, a block of rows a corpus."""

import os
import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from rich.table import Table

from evals.bench.corpus import Corpus
from evals.bench.rounds import Measured, percentile
from evals.bench.systems import SYSTEMS

Results = list[tuple[Corpus, dict[str, Measured]]]

_PACKAGES = ("sentence-transformers", "torch", "chromadb", "langchain-chroma", "txtai")

_ROWS: dict[str, Callable[[Measured], str]] = {
    "ingest, s": lambda m: f"{median(m.ingest_s):.2f}",
    "hit@1": lambda m: f"{m.hit(1):.3f}",
    "hit@5": lambda m: f"{m.hit(5):.3f}",
    "search p50, ms": lambda m: f"{percentile(m.search_ms, 50):.1f}",
    "search p95, ms": lambda m: f"{percentile(m.search_ms, 95):.1f}",
    "peak memory of ingest, MB": lambda m: f"{median(m.ingest_mb):.0f}",
    "peak memory of questions, MB": lambda m: f"{median(m.questions_mb):.0f}",
    "cold start to first result, s": lambda m: f"{median(m.start_s):.1f}",
}
_ANSWER_ROWS: dict[str, Callable[[Measured], str]] = {
    "full answer p50, ms": lambda m: f"{percentile(m.answer_ms, 50):.1f}",
    "full answer p95, ms": lambda m: f"{percentile(m.answer_ms, 95):.1f}",
    "embedding the question alone, ms": lambda m: f"{percentile(m.embed_ms, 50):.1f}",
    "full answer ÷ that": lambda m: f"{answer_ratio(m):.2f}",
}


def answer_ratio(measured: Measured) -> float:
    """How many times as long a full answer takes as embedding its question alone."""
    return percentile(measured.answer_ms, 50) / percentile(measured.embed_ms, 50)


def ingest_ratio(measured: Measured, ours: Measured) -> float:
    """How many times as long as ours another system's ingest took."""
    return median(measured.ingest_s) / median(ours.ingest_s)


def table(results: Results) -> Table:
    """Medians over the rounds."""
    names = list(dict.fromkeys(name for _, measured in results for name in measured))
    made = Table("", *(SYSTEMS[name].title for name in names), caption=_caption(results))
    for column in made.columns[1:]:
        column.justify = "right"
    for corpus, measured in results:
        made.add_section()
        files = sum(1 for _ in corpus.documents.iterdir())
        size = f"{files} file{'s' if files > 1 else ''}, n = {len(corpus.questions)}"
        made.add_row(f"[bold]{corpus.name}[/bold], {size}")
        ours = measured.get("assistant")
        for title, cell in _ROWS.items():
            made.add_row(title, *(cell(measured[name]) for name in names))
            if title == "ingest, s" and ours:
                ratios = (f"{ingest_ratio(measured[name], ours):.2f}" for name in names)
                made.add_row("ingest ÷ Article Assistant's", *ratios)
        if ours and ours.answer_ms:
            for title, cell in _ANSWER_ROWS.items():
                made.add_row(
                    title, *(cell(measured[n]) if measured[n].answer_ms else "–" for n in names)
                )
    return made


def _caption(results: Results) -> str:
    rounds = max(len(one.ingest_s) for _, measured in results for one in measured.values())
    return (
        f"Medians of {rounds} round(s) in turns, each in a process of its own; the same "
        "all-MiniLM-L6-v2 weights for all. A passage is a hit if it holds a whole answer. The "
        "first result is a cited answer for Article Assistant, passages for the others. "
        f"{machine()}."
    )


def machine() -> str:
    """What the figures hold for: processor, Python, packages."""
    packages = [f"{name} {_version(name)}" for name in _PACKAGES if _version(name)]
    python = f"Python {platform.python_version()}"
    return ", ".join([f"{_processor()}, {os.cpu_count()} cores", python, *packages])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
