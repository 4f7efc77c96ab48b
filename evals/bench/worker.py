"""One system, measured in this process: ingest, or questions over what was ingested.

    python -m evals.bench.worker JOB.json RESULT.json

Nothing but what the system itself needs is imported, so that its memory and its start are
its own. The first result is announced on standard output the moment it is there, for the
parent to stop its clock.
"""

import json
import resource
import shutil
import sys
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.bench.places import PlacedQuestion, check_places, rank_of_answer
from evals.bench.systems import SYSTEMS, System

FIRST_RESULT = "first result"
_WARMING_QUESTIONS = 5
_WARMING_TEXT = "A text to warm up with. It has two short sentences.\n\nAnd a second paragraph.\n"


@dataclass(frozen=True, slots=True)
class Job:
    """What to measure: `task` is "ingest" or "questions". Paths are absolute."""

    task: str
    system: str
    model: str
    documents: str
    library: str
    questions: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Answering:
    """Milliseconds for each question: a full answer, and embedding the question alone."""

    answer_ms: list[float] = field(default_factory=list)
    embed_ms: list[float] = field(default_factory=list)


def measure_ingest(job: Job) -> dict[str, Any]:
    """Seconds from files to a library, with weights loaded and everything used once before."""
    system = SYSTEMS[job.system].make(Path(job.model))
    library = Path(job.library)
    _warm_up(system, library.parent)
    shutil.rmtree(library, ignore_errors=True)
    start = perf_counter()
    system.ingest(Path(job.documents), library)
    seconds = perf_counter() - start
    return {"ingest_s": seconds, "ingest_mb": _peak_megabytes()}


def _warm_up(system: System, folder: Path) -> None:
    documents = folder / "warming-up"
    library = folder / "warming-up-library"
    shutil.rmtree(library, ignore_errors=True)
    documents.mkdir(exist_ok=True)
    (documents / "text.txt").write_text(_WARMING_TEXT, encoding="utf-8")
    system.ingest(documents, library)


def measure_questions(job: Job) -> dict[str, Any]:
    """Ranks and times of every question, after the first result of this process."""
    questions = [PlacedQuestion.from_json(record) for record in job.questions]
    system = SYSTEMS[job.system].make(Path(job.model))
    system.open(Path(job.library))
    system.first_result(questions[0].text)
    print(FIRST_RESULT, flush=True)

    for question in islice(cycle(questions), _WARMING_QUESTIONS):
        system.search(question.text)
    texts = {f.name: f.read_text(encoding="utf-8") for f in Path(job.documents).iterdir()}
    ranks, times = [], []
    for question in questions:
        start = perf_counter()
        found = system.search(question.text)
        times.append(1000 * (perf_counter() - start))
        check_places(found, texts)
        ranks.append(rank_of_answer(question, found))
    result = {"ranks": ranks, "search_ms": times, "questions_mb": _peak_megabytes()}
    if SYSTEMS[job.system].answers:
        result |= asdict(_measure_answers(system, job.model, questions))
    system.close()
    return result


def _measure_answers(system: System, model: str, questions: list[PlacedQuestion]) -> Answering:
    """Full answers and the embedding of the same questions, in turns in this process."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model)
    measured = Answering()
    warming = list(islice(cycle(questions), _WARMING_QUESTIONS))
    for number, question in enumerate([*warming, *questions]):
        start = perf_counter()
        system.first_result(question.text)
        answered = perf_counter()
        encoder.encode(question.text)
        embedded = perf_counter()
        if number >= len(warming):
            measured.answer_ms.append(1000 * (answered - start))
            measured.embed_ms.append(1000 * (embedded - answered))
    return measured


def _peak_megabytes() -> float:
    """The most memory that this process has held at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, kilobytes elsewhere (getrusage(2)).
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def main() -> None:
    job_file, result_file = map(Path, sys.argv[1:])
    job = Job(**json.loads(job_file.read_text(encoding="utf-8")))
    measure = measure_ingest if job.task == "ingest" else measure_questions
    result_file.write_text(json.dumps(measure(job)), encoding="utf-8")


if __name__ == "__main__":
    main()
