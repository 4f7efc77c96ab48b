"""Which library a command works on: options that commands share, and what they open."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.api import Assistant

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", "-l", help="Folder of the library.", envvar="ASSISTANT_LIBRARY"),
]

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="Who words the answers: quoting, or a chat model such as openai:gpt-5-mini.",
        envvar="ASSISTANT_MODEL",
    ),
]

# Without the variable: Typer would take it apart at its spaces, and paths of files have some.
ModelsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--model",
        "-m",
        help="Who words the answers, as ASSISTANT_MODEL says; give it again for each further one "
        "to choose from.",
        show_default=False,
    ),
]

DocumentsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        "-d",
        metavar="ID",
        help="Ask this document alone: its id, how that begins, or its title; give it again for "
        "each further one.",
        show_default=False,
    ),
]

LenientOption = Annotated[
    bool | None,
    typer.Option(
        "--lenient/--strict",
        help="Keep, marked, or leave out what a chat model writes and no quote supports.",
        show_default=False,
    ),
]


def open_assistant(
    library: Path | None,
    model: str | None = None,
    lenient: bool | None = None,
    more_models: Sequence[str] = (),
) -> "Assistant":
    """The assistant that options, or else the environment, name."""
    from assistant.settings import read_settings

    settings = read_settings(library=library, model=model, support=support_name(lenient))
    from assistant.api import Assistant

    return Assistant.open(settings=settings, more_models=more_models)


def support_name(lenient: bool | None) -> str | None:
    """What the setting `support` calls what the option says."""
    return None if lenient is None else "lenient" if lenient else "strict"
