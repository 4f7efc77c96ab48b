"""Taking turns: every measurement of every system in a process of its own, A B C A B C.

What disturbs the machine for a while then disturbs all systems alike, and a median over the
rounds leaves it out.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from evals.bench.corpus import Corpus
from evals.bench.worker import FIRST_RESULT, Job
from evals.measures.ranks import Rank, hit_rate

_ROOT = Path(__file__).parents[2]
# Nothing that is measured may wait for a network.
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


class BenchmarkFailed(Exception):
    """A system could not be measured; the message ends with what it said."""


@dataclass(slots=True)
class Measured:
    """All that was measured of one system on one corpus: one value, or list, a round."""

    ingest_s: list[float] = field(default_factory=list)
    ingest_mb: list[float] = field(default_factory=list)
    start_s: list[float] = field(default_factory=list)
    questions_mb: list[float] = field(default_factory=list)
    ranks: list[list[Rank]] = field(default_factory=list)
    search_ms: list[list[float]] = field(default_factory=list)
    answer_ms: list[list[float]] = field(default_factory=list)
    embed_ms: list[list[float]] = field(default_factory=list)

    def take(self, result: dict[str, Any]) -> None:
        """Add what one process measured."""
        for name, value in result.items():
            getattr(self, name).append(value)

    def hit(self, k: int) -> float:
        return median(hit_rate(ranks, k) for ranks in self.ranks)


def percentile(times: Iterable[list[float]], percent: int) -> float:
    """The median over the rounds of each round's percentile."""
    return median(_percentile(round_, percent) for round_ in times)


def _percentile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def run_rounds(
    corpus: Corpus,
    systems: list[str],
    rounds: int,
    model: Path,
    folder: Path,
    say: Callable[[str], None],
) -> dict[str, Measured]:
    """Measure systems on a corpus; libraries are made under `folder`."""
    measured = {name: Measured() for name in systems}
    questions = [question.to_json() for question in corpus.questions]
    for task in ("ingest", "questions"):
        for number in range(1, rounds + 1):
            for name in systems:
                say(f"{corpus.name}: {task}, round {number} of {rounds}, {name}")
                place = folder / name
                place.mkdir(parents=True, exist_ok=True)
                asked = questions if task == "questions" else []
                library = str(place / "library")
                job = Job(task, name, str(model), str(corpus.documents), library, asked)
                measured[name].take(run_job(job))
    return measured


def run_job(job: Job) -> dict[str, Any]:
    """Run a worker; adds `start_s`, from starting Python to the first result it announced."""
    with tempfile.TemporaryDirectory() as folder:
        job_file, result_file = Path(folder, "job.json"), Path(folder, "result.json")
        job_file.write_text(json.dumps(asdict(job)), encoding="utf-8")
        command = [sys.executable, "-m", "evals.bench.worker", str(job_file), str(result_file)]
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, **_QUIET, "PYTHONPATH": os.pathsep.join(paths)}
        started = None
        # Into a file: a pipe that nobody empties would in time stop the worker.
        with Path(folder, "errors.txt").open("w+", encoding="utf-8") as errors:
            start = perf_counter()
            with subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
            ) as process:
                assert process.stdout is not None
                for line in process.stdout:
                    if line.strip() == FIRST_RESULT:
                        started = perf_counter() - start
            if process.returncode:
                errors.seek(0)
                raise BenchmarkFailed(f"{job.system}, {job.task}: {errors.read()[-2000:]}")
        result: dict[str, Any] = json.loads(result_file.read_text(encoding="utf-8"))
    return result if started is None else {**result, "start_s": started}
