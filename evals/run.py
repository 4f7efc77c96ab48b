"""Running a question file: a fresh library, every question asked, every answer judged."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.answerability import default_threshold
from assistant.api import Assistant
from assistant.settings import Settings
from evals.judge import Summary, Verdict, judge, risk_coverage, summarize
from evals.questions import QuestionFileError, check_quotes, read_questions
from ingest.sample import SAMPLE
from vectorstore.errors import AssistantError

GOLDEN = Path(__file__).parent / "golden"
_COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_console = Console(highlight=False)

# What each figure is called, and whether more of it is better.
_FIGURES = {
    "correct_with_citation": ("answered correctly with the right citation", True),
    "citation_validity": ("citation validity", True),
    "false_answers": ("false answers", False),
    "false_abstentions": ("false abstentions", False),
}


class FloorsUnusable(AssistantError):
    """A file of floors that can't be used."""


def evaluate(
    questions_file: Path, documents: list[Path], threshold: float | None = None
) -> list[Verdict]:
    """Ask all questions of a file over documents, in a temporary library of their own.

    `threshold` is the confidence below which is refused, the default one if None. Raises
    QuestionFileError for a question or document that can't be used.
    """
    questions = read_questions(questions_file)
    settings = Settings() if threshold is None else Settings(threshold=threshold)
    with tempfile.TemporaryDirectory() as folder, Assistant.open(folder, settings) as assistant:
        report = assistant.ingest(documents)
        if report.failed:
            raise QuestionFileError(report.failed[0].message)
        known = {
            Path(document.source).name: assistant.document(document.id)
            for document in assistant.documents()
        }
        texts = {name: document.text for name, document in known.items()}
        check_quotes(questions_file, questions, texts)
        return [
            judge(
                question,
                assistant.ask(question.question, question.history),
                known[question.document],
                *known.values(),
            )
            for question in track(questions, "Asking", transient=True)
        ]


def evaluate_and_print(
    questions: Path | None = None,
    documents: list[Path] | None = None,
    floors: Path | None = None,
    verbose: bool = False,
) -> bool:
    """Run, print the table, and say whether every figure is within `floors`."""
    limits = _read_floors(floors) if floors else {}
    file, about = questions or GOLDEN / "sample.jsonl", documents or [SAMPLE]
    verdicts = evaluate(file, about)
    summary = summarize(verdicts)
    if verbose:
        for verdict in verdicts:
            if not verdict.correct:
                _print_wrong(verdict)
    _print(summary)
    _print_curve(risk_coverage(evaluate(file, about, threshold=0.0), _COVERAGES))
    problems = below_floors(summary, limits)
    for problem in problems:
        _console.print(problem, style="bold red")
    return not problems


def _read_floors(file: Path) -> dict[str, float]:
    """The limits in a file. Raises FloorsUnusable."""
    try:
        limits = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FloorsUnusable(f"The floors {file} cannot be read ({error}).") from error
    known = isinstance(limits, dict) and limits.keys() <= _FIGURES.keys()
    if not known or not all(isinstance(limit, int | float) for limit in limits.values()):
        raise FloorsUnusable(
            f"The floors {file} must be an object of numbers, named among {', '.join(_FIGURES)}."
        )
    return dict(limits)


def below_floors(summary: Summary, floors: dict[str, float]) -> list[str]:
    """A sentence for each figure that is worse than its floor."""
    figures = asdict(summary)
    problems = []
    for name, floor in floors.items():
        title, more_is_better = _FIGURES[name]
        value = figures[name]
        if value < floor if more_is_better else value > floor:
            limit = "floor" if more_is_better else "ceiling"
            problems.append(f"{title}: {value:.3f} is past its {limit} {floor:.3f}")
    return problems


def _print(summary: Summary) -> None:
    out_of = {
        "correct_with_citation": summary.answerable,
        "citation_validity": summary.citations,
        "false_answers": summary.unanswerable,
        "false_abstentions": summary.answerable,
    }
    table = Table("figure", "share", "n")
    for name, (title, _) in _FIGURES.items():
        table.add_row(title, f"{getattr(summary, name):.1%}", str(out_of[name]))
    _console.print(table)


def _print_curve(curve: list[tuple[float, float, float]]) -> None:
    _console.print(
        f"The default threshold is {default_threshold():.2f}. If only the surest were answered:"
    )
    table = Table("of all questions", "confidence from", "wrong among them")
    for coverage, threshold, risk in curve:
        table.add_row(f"{coverage:.0%}", f"{threshold:.2f}", f"{risk:.1%}")
    _console.print(table)


def _print_wrong(verdict: Verdict) -> None:
    answer, question = verdict.answer, verdict.question
    wrong = (
        "answered"
        if not question.answerable
        else ("abstained" if answer.abstained else "words" if not verdict.words else "quotes")
    )
    head = f"{question.id} [{wrong}, {answer.confidence:.2f}] {question.question}"
    _console.print(f"{head}\n    {answer.text}\n", markup=False)
