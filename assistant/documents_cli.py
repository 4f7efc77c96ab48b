"""The commands on documents: `assistant ingest`, `sources`, `remove`, `reindex`, `export`, …"""

from pathlib import Path
from typing import Annotated

import typer

from assistant.opening import LibraryOption, open_assistant


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders to search, or URLs (see ASSISTANT_URLS).", show_default=False
        ),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Add the sample article.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what came from files that left the folders.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen to each file.")
    ] = False,
    password: Annotated[
        str | None,
        typer.Option(
            help="Opens encrypted files.", envvar="ASSISTANT_FILE_PASSWORD", show_default=False
        ),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Add documents, or bring changed ones up to date."""
    from assistant.terminal_documents import ingest_progress, show_plan, show_report
    from ingest.sample import SAMPLE

    wanted: list[str | Path] = [*(paths or []), *([SAMPLE] if sample else [])]
    if not wanted:
        raise typer.BadParameter("name at least one file or folder, or give --sample")
    if dry_run:
        with open_assistant(library) as assistant:
            show_plan(assistant.plan_ingest(wanted, prune))
        return
    with open_assistant(library) as assistant, ingest_progress() as on_progress:
        report = assistant.ingest(wanted, on_progress, prune, password)
    show_report(report)
    if report.failed:
        raise typer.Exit(1)


def sources(library: LibraryOption = None) -> None:
    """List the documents of the library."""
    from assistant.terminal_documents import show_documents

    with open_assistant(library) as assistant:
        show_documents(assistant.documents())


def remove(
    document_id: Annotated[str, typer.Argument(help="Its id, as `sources` shows it.")],
    library: LibraryOption = None,
) -> None:
    """Take a document out of the library."""
    from assistant.terminal import show_line

    with open_assistant(library) as assistant:
        title = assistant.document(document_id).title
        assistant.remove(document_id)
    show_line(f"Removed {title}.")


def reindex(library: LibraryOption = None) -> None:
    """Make the vector index anew from the catalog; nothing is embedded again."""
    with open_assistant(library) as assistant:
        typer.echo(f"The index holds {assistant.reindex()} passages.")


def export(
    file: Annotated[Path, typer.Argument(help="The file to write; there must be none yet.")],
    conversations: Annotated[
        bool, typer.Option("--conversations/--no-conversations", help="With what was asked.")
    ] = True,
    library: LibraryOption = None,
) -> None:
    """Write the library to one file, to restore it on another machine."""
    with open_assistant(library) as assistant:
        size = assistant.export(file, conversations)
    typer.echo(f"Wrote {file} ({size / 1e6:,.1f} MB); `assistant import` restores it.")


def import_(
    file: Annotated[Path, typer.Argument(help="A file that `assistant export` wrote.")],
    library: LibraryOption = None,
) -> None:
    """Restore a library from a file; nothing is embedded again."""
    from assistant.settings import read_settings
    from vectorstore.portable import import_library

    folder = read_settings(library=library).library.expanduser()
    import_library(file, folder)
    with open_assistant(folder) as assistant:
        count = len(assistant.documents())
    typer.echo(f"Restored {count} document{'s' if count != 1 else ''} to {folder}.")
