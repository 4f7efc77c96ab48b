"""The command line: `assistant ingest`, `ask`, `chat`, `conversations`, `sources`, `ui`, …

Exit codes: 0 done; 1 something went wrong, said in one sentence on standard error; 2 the
command line was not understood; 3 the documents don't answer (`assistant ask`).
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.conversation.cli import app as conversations_app
from assistant.conversation.cli import chat
from assistant.documents_cli import export, import_, ingest, reindex, remove, sources
from assistant.opening import (
    DocumentsOption,
    LenientOption,
    LibraryOption,
    ModelOption,
    ModelsOption,
    open_assistant,
    support_name,
)
from evals.cli import app as evals_app
from vectorstore.errors import AssistantError, LibraryInUse

NOT_ANSWERED = 3

app = typer.Typer(
    name="assistant",
    help="Ask your documents. Answers are quoted from them, or it says that they don't say.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done, 1 failed, 2 not understood, 3 the documents don't answer.",
)
app.add_typer(evals_app, name="eval")
app.add_typer(conversations_app, name="conversations")


def main() -> None:
    """Run the command line; whatever goes wrong for a user is one sentence, never a traceback."""
    try:
        app()
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    document: DocumentsOption = None,
    model: ModelOption = None,
    lenient: LenientOption = None,
    library: LibraryOption = None,
) -> None:
    """Answer one question."""
    from assistant.options import Options, document_ids
    from assistant.serial import answer_dict
    from assistant.terminal import show_answer

    named = document or []
    try:
        with open_assistant(library, model, lenient) as assistant:
            options = Options(document_ids(named, assistant.documents()))
            answer = answer_dict(assistant.ask(question, options=options))
    except LibraryInUse as busy:
        if busy.url is None:
            raise
        # A chat page holds the library: it knows the newest documents, so it answers.
        from assistant.models.opening import answerer_name
        from assistant.remote import ask_page

        answerer = None if model is None else answerer_name(model)
        answer = ask_page(busy.url, question, [], named, answerer, support_name(lenient))
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        show_answer(answer)
    if answer["abstained"]:
        raise typer.Exit(NOT_ANSWERED)


app.command()(chat)
for command in (ingest, sources, remove, reindex, export):
    app.command()(command)
app.command("import")(import_)


@app.command()
def ui(
    host: Annotated[str, typer.Option(help="Address to serve at.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Port; a free one from 7860 if unset.")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it.")] = True,
    auth: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME:HASH",
            help="Who may use it, as `assistant password NAME` prints it; can be repeated.",
            envvar="ASSISTANT_AUTH",
            show_default=False,
        ),
    ] = None,
    no_auth: Annotated[
        bool, typer.Option("--no-auth", help="Let everybody in who can reach it.")
    ] = False,
    max_upload: Annotated[
        str, typer.Option(metavar="SIZE", help="Most that may be uploaded at a time.")
    ] = "50mb",
    reports: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Evaluations to show, if there are any.")
    ] = Path("eval-results"),
    model: ModelsOption = None,
    lenient: LenientOption = None,
    library: LibraryOption = None,
) -> None:
    """Serve the chat page: to this machine, or with --host to others who sign in."""
    from ui.door import Door, size_in_bytes
    from ui.ending import leave, told_to_stop
    from ui.passwords import read_accounts

    door = Door(host, port, read_accounts(auth or []), no_auth, size_in_bytes(max_upload))
    default, more = (model[0], model[1:]) if model else (None, [])
    with told_to_stop(), open_assistant(library, default, lenient, more) as assistant:
        from ui.server import serve

        try:
            serve(
                assistant,
                door,
                reports,
                open_browser=open_browser,
                on_ready=lambda url: typer.echo(f"The chat is at {url} (Ctrl-C ends it)."),
            )
        except OSError as error:
            raise AssistantError(
                f"The page cannot be served at {host}{f':{port}' if port else ''} "
                f"({error.strerror or 'the port is taken'}); choose another --host or --port."
            ) from error
    leave()


@app.command()
def password(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
) -> None:
    """Ask for a password, and print what to give to `ui --auth` for it."""
    import sys

    from ui.passwords import account_line

    if sys.stdin.isatty():
        word = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        word = sys.stdin.readline().rstrip("\r\n")
    typer.echo(account_line(name, word))


@app.command()
def doctor(model: ModelOption = None, library: LibraryOption = None) -> None:
    """Check weights, stores, lock, disk space, chat model, and what would go to the network."""
    from assistant.doctor import examine
    from assistant.settings import read_settings
    from assistant.terminal import show_findings

    findings = examine(read_settings(library=library, model=model))
    show_findings(findings)
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
