"""What the terminal shows of documents: how they come in, what became of them, a list."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from assistant.terminal import console, errors, one_line, plain
from ingest.report import Failure, IngestPlan, IngestReport
from ingest.report import Progress as IngestProgress
from vectorstore.records import Document


@contextmanager
def ingest_progress() -> Iterator[Callable[[IngestProgress], None]]:
    """A progress bar on standard error; yields what an ingest reports to."""
    bar = Progress(
        TextColumn("Reading"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[files]}"),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=1.0, files="preparing")

        def report(progress: IngestProgress) -> None:
            files = f"{progress.files_done} of {progress.files} files"
            bar.update(task, completed=progress.fraction, files=files)

        yield report


def show_report(report: IngestReport) -> None:
    """What an ingest did, a line for each document that is new or changed."""
    for what, documents in (("Added", report.added), ("Updated", report.updated)):
        for document in documents:
            passages = f"{document.passages} passage{'s' if document.passages != 1 else ''}"
            console.print(plain(f"{what} {document.title} ({passages})"), soft_wrap=True)
            if document.remark:
                console.print(plain(f"  {document.remark}"), soft_wrap=True)
    for document in report.moved:
        console.print(plain(f"Moved {document.title} (now {document.source})"), soft_wrap=True)
    for document in report.removed:
        console.print(plain(f"Removed {document.title} ({document.source})"), soft_wrap=True)
    _show_rest(len(report.unchanged), "document", report.failed)


def show_documents(documents: Sequence[Document]) -> None:
    """The documents, some lines each: at any width, an id can be copied whole."""
    if not documents:
        console.print("The library is empty; add documents with `assistant ingest`.")
        return
    for document in documents:
        heading = Text.assemble((document.id, "bold"), "  ", one_line(document.title))
        origin = f"{document.characters:,} characters, {document.added_at[:10]}, {document.source}"
        console.print(heading, soft_wrap=True)
        indent = " " * (len(document.id) + 2)
        console.print(Text.assemble(indent, one_line(origin)), soft_wrap=True)
        for more in _further(document):
            console.print(Text.assemble(indent, one_line(more)), soft_wrap=True)


def _further(document: Document) -> list[str]:
    """What else is known of a document, a line each."""
    by = f"by {', '.join(document.authors)}" if document.authors else ""
    when = f"published {document.published}" if document.published else ""
    twin = document.near_duplicate_of
    lines = [
        ", ".join(part for part in (by, when) if part),
        f"nearly the same as {twin}" if twin else "",
        document.remark,
    ]
    return [line for line in lines if line]


def show_plan(plan: IngestPlan) -> None:
    """What an ingest would do, a line for each file that it would change something for."""
    for what, files in (
        ("Would add", plan.add),
        ("Would update", plan.update),
        ("Would note as moved", plan.move),
        ("Would remove what came from", plan.remove),
        ("Would fetch, and add or update,", plan.fetch),
    ):
        for file in files:
            console.print(one_line(f"{what} {file}"), soft_wrap=True)
    _show_rest(len(plan.unchanged), "file", plan.failed)


def _show_rest(unchanged: int, what: str, failed: Sequence[Failure]) -> None:
    """How much stays as it is, and on standard error what can't be added."""
    if unchanged:
        console.print(f"{unchanged} {what}{'s' if unchanged > 1 else ''} unchanged.")
    for failure in failed:
        errors.print(one_line(f"Not added: {failure.message}"), soft_wrap=True)
