"""One evaluation from beginning to end: asked, written down, shown, let through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.console import Console

from assistant.settings import Settings
from assistant.writing.writer import Support
from evals import progress
from evals.baseline import Baseline
from evals.cache import Cache, default_folder
from evals.gate import Kind, Problem, check, read_floors
from evals.questions.record import QuestionFileError
from evals.questions.sets import DATASETS, GOLDEN, QuestionSet, from_dataset, from_files, sample
from evals.report.html import html_page
from evals.report.junit import junit_xml
from evals.report.slices import places_of
from evals.report.terminal import print_run, print_slice, print_wrong, terminal
from evals.results import Run
from evals.run import run
from ingest.sample import SAMPLE
from vectorstore.errors import AssistantError


class NotUnderstood(AssistantError):
    """Options that don't go together, or name what there isn't."""


class ResultsUnwritable(AssistantError):
    """The folder for results can't be written to."""


class MachineryFailed(AssistantError):
    """Some questions could not be asked, so what the run came to says little."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to evaluate, and what to hold it against: the options of `assistant eval`."""

    settings: Settings
    questions: Path | None = None
    documents: tuple[Path, ...] = ()
    dataset: str | None = None
    paths: tuple[Path, ...] = ()
    limit: int | None = None
    seed: int = 0
    out: Path = Path("eval-results")
    floors: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    cache: Path | None = None
    slices: tuple[str, ...] = ()
    support: Support | None = None
    verbose: bool = False


def evaluate(wanted: Wanted) -> bool:
    """Carry it out, print how it went, and say whether it passes the gate.

    Raises AssistantError where the evaluation can't be done, or the machinery failed on some
    of its questions; what could be done is written down all the same.
    """
    console = terminal()
    # What it is held against is read first: a wrong file is told before the work, not after.
    floors = read_floors(wanted.floors) if wanted.floors else {}
    baseline = Baseline.read(wanted.baseline) if wanted.baseline else None
    cache = Cache(wanted.cache or default_folder())
    questions = sample(_question_set(wanted, cache), wanted.limit, wanted.seed)
    _know_slices(questions, wanted.slices)
    with progress.shown(questions.name, len(questions.questions)) as bar:
        done = run(
            questions,
            wanted.settings,
            cache,
            wanted.seed,
            wanted.support,
            bar.on_document,
            bar.on_question,
        )
    folder = _written(done, baseline, wanted)
    if wanted.write_baseline:
        Baseline.of(done).write(wanted.write_baseline)
    if wanted.verbose:
        print_wrong(done, console)
    print_run(done, baseline, console, wanted.seed)
    for name in wanted.slices:
        print_slice(done, name, console, wanted.seed)
    console.print(f"The report: {folder / 'report.html'}", soft_wrap=True)
    return _passes(check(done, floors, baseline, seed=wanted.seed), console)


def _question_set(wanted: Wanted, cache: Cache) -> QuestionSet:
    if wanted.dataset:
        if wanted.questions or wanted.documents:
            raise NotUnderstood("Give either --dataset with --path, or --questions.")
        if wanted.dataset not in DATASETS:
            raise NotUnderstood(f"--dataset is one of {', '.join(DATASETS)}.")
        if not wanted.paths:
            raise NotUnderstood(f"Say with --path where the file of {wanted.dataset} is.")
        folder = cache.folder / "documents" / f"{wanted.dataset}-{_content_hash(wanted.paths)}"
        return from_dataset(wanted.dataset, wanted.paths, folder)
    if wanted.paths:
        raise NotUnderstood(f"Say with --dataset what --path holds: {', '.join(DATASETS)}.")
    if wanted.questions is None and wanted.documents:
        raise NotUnderstood(
            "Say with --questions what to ask; `assistant eval new` begins such a file."
        )
    if wanted.questions is None:
        return from_files(GOLDEN, [SAMPLE])
    if not wanted.documents:
        raise NotUnderstood("Say with --documents what the questions are about.")
    return from_files(wanted.questions, wanted.documents)


def _know_slices(questions: QuestionSet, wanted: Iterable[str]) -> None:
    known = {
        what: {name for question in questions.questions for name in places_of(question)[what]}
        for what in ("tag", "kind", "split", "document")
    }
    for name in wanted:
        if not any(name in names for names in known.values()):
            said = ", ".join(sorted(known["tag"] | known["kind"]))
            raise NotUnderstood(
                f"--slice {name} is no tag, kind, split or document; there are {said}."
            )


def _content_hash(files: Iterable[Path]) -> str:
    """So that two files of the same name don't share a folder."""
    digest = sha256()
    for file in files:
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            raise QuestionFileError(f"{file} cannot be read ({error.strerror}).") from error
    return digest.hexdigest()[:12]


def _written(done: Run, baseline: Baseline | None, wanted: Wanted) -> Path:
    folder = wanted.out / done.about.name
    try:
        done.write(folder / "results.json")
        page = html_page(done, baseline, wanted.seed)
        (folder / "report.html").write_text(page, encoding="utf-8")
        (folder / "junit.xml").write_text(junit_xml(done), encoding="utf-8")
    except OSError as error:
        raise ResultsUnwritable(
            f"The results cannot be written to {folder} ({error.strerror}); choose another --out."
        ) from error
    return folder


def _passes(problems: list[Problem], console: Console) -> bool:
    for problem in problems:
        console.print(problem.sentence, style="bold red", markup=False, soft_wrap=True)
    if any(problem.kind is Kind.MACHINERY for problem in problems):
        raise MachineryFailed("Some questions could not be asked; the results say why.")
    return not problems
