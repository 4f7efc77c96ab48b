"""How far a run is, as a bar on standard error with the score so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from evals.measures.end_to_end import right
from evals.results import Observation
from ingest.report import Progress as Ingested


@dataclass(slots=True)
class RunProgress:
    """Told of every step of a run; shows it."""

    _bar: Progress
    _task: TaskID
    _questions: int
    _asked: int = 0
    _right: int = 0

    def on_document(self, progress: Ingested) -> None:
        self._bar.update(self._task, description="Reading", completed=progress.fraction)

    def on_question(self, seen: Observation) -> None:
        self._asked += 1
        self._right += right(seen)
        self._bar.update(
            self._task,
            description="Asking",
            completed=self._asked / self._questions,
            score=f"{self._right} of {self._asked} right, {self._right / self._asked:.0%}",
        )


@contextmanager
def shown(name: str, questions: int) -> Iterator[RunProgress]:
    """Show a bar while a run goes on; it is gone afterwards."""
    columns = (
        TextColumn(name),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[score]}"),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield RunProgress(bar, bar.add_task("Reading", total=1.0, score=""), questions)
