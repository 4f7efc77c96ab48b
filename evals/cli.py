"""The command line of the evals: `assistant eval`, and `eval compare`, `eval new`, `eval rated`.

Exit codes: 0 all is well; 1 the answers got worse than the floors or the baseline allow; 2 the
evaluation itself could not be done, or parts of it failed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.opening import LibraryOption
from vectorstore.errors import AssistantError

if TYPE_CHECKING:
    from assistant.writing.writer import Support

REGRESSION, FAILED = 1, 2

app = typer.Typer(
    help="Check answers against known facts, in a library of their own.",
    epilog="Exit codes: 0 well, 1 a regression, 2 the evaluation could not be done.",
)

Seed = Annotated[int, typer.Option(help="Of the sample of questions and of the intervals.")]


@app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    questions: Annotated[
        Path | None, typer.Option(help="Questions as JSON lines; the sample's if unset.")
    ] = None,
    documents: Annotated[
        list[Path] | None, typer.Option(help="Files or folders that they are about.")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option(help="Format of a public set: squad, squad2, clapnq, mtrag.")
    ] = None,
    path: Annotated[
        list[Path] | None, typer.Option(help="File of the public set; may be given twice.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions only.")] = None,
    seed: Seed = 0,
    model: Annotated[
        str | None, typer.Option("--model", "-m", help="`quoting`, or a chat model by name.")
    ] = None,
    support: Annotated[
        str | None,
        typer.Option(
            help="Of a chat model's sentences that nothing supports: strict, lenient, or unchecked."
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option(help="Folder for results.json, report.html and junit.xml.")
    ] = Path("eval-results"),
    floors: Annotated[Path | None, typer.Option(help="Figures that must be reached.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Results, or a baseline, to compare with.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write these results as a baseline.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Folder for what is kept between runs.")
    ] = None,
    slices: Annotated[
        list[str] | None,
        typer.Option("--slice", help="Also print the figures of a tag, kind, split or document."),
    ] = None,
    verbose: Annotated[bool, typer.Option(help="List every wrong answer.")] = False,
) -> None:
    """Ask questions with known answers, and report how that went."""
    if context.invoked_subcommand:
        return
    with _failures_told():
        from assistant.settings import read_settings
        from evals.evaluate import Wanted
        from evals.evaluate import evaluate as carry_out

        wanted = Wanted(
            settings=read_settings(model=model),
            questions=questions,
            documents=tuple(documents or ()),
            dataset=dataset,
            paths=tuple(path or ()),
            limit=limit,
            seed=seed,
            out=out,
            floors=floors,
            baseline=baseline,
            write_baseline=write_baseline,
            cache=cache,
            slices=tuple(slices or ()),
            support=_support(support),
            verbose=verbose,
        )
        well = carry_out(wanted)
    if not well:
        raise typer.Exit(REGRESSION)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Results of a run, or its folder.")],
    after: Annotated[Path, typer.Argument(help="Results of another.")],
    seed: Seed = 0,
) -> None:
    """Hold one run against another, question by question."""
    with _failures_told():
        from evals.compare import compare as compared
        from evals.report.terminal import print_comparison, terminal
        from evals.results import Run

        found = compared(Run.read(before), Run.read(after), seed)
        print_comparison(found, terminal())


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="The question file to begin.")],
    documents: Annotated[list[Path], typer.Option(help="Files or folders to ask about.")],
) -> None:
    """Begin a question file: drafts from the documents' own figures, dates and names."""
    with _failures_told():
        from evals.questions.drafts import propose_to

        count = propose_to(file, documents)
        typer.echo(f"{count} drafts are in {file}: word their questions, then run")
        typer.echo(f"assistant eval --questions {file} --documents …")


@app.command()
def rated(
    file: Annotated[Path, typer.Argument(help="The question file to begin.")],
    library: LibraryOption = None,
) -> None:
    """Begin a question file from the answers that readers of a library rated right or wrong."""
    with _failures_told():
        from assistant.answer import QUOTING
        from assistant.opening import open_assistant
        from evals.questions.rated import write_rated

        with open_assistant(library, QUOTING) as assistant:
            found = write_rated(file, assistant)
        typer.echo(f"Questions in {file}: {len(found.questions)}.")
        if found.drafts:
            typer.echo(
                f"Rated wrong, and drafts until a person says what is right: {found.drafts}."
            )
        if found.left_out:
            typer.echo(f"Left out, as they can't be held against documents: {found.left_out}.")
        typer.echo(f"To ask them, run assistant eval --questions {file} --documents …")


def _support(name: str | None) -> "Support | None":
    from assistant.writing.writer import Support

    if name is None:
        return None
    try:
        return Support(name)
    except ValueError:
        raise typer.BadParameter(f"--support is one of {', '.join(Support)}") from None


@contextmanager
def _failures_told() -> Iterator[None]:
    """What keeps an evaluation from being done is one sentence, and a code of its own."""
    try:
        yield
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(FAILED) from None
