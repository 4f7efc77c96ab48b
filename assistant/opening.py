"""Which library a command works on: options that commands share, and what they open."""

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

LenientOption = Annotated[
    bool | None,
    typer.Option(
        "--lenient/--strict",
        help="Keep, marked, or leave out what a chat model writes and no quote supports.",
        show_default=False,
    ),
]


def open_assistant(
    library: Path | None, model: str | None = None, lenient: bool | None = None
) -> "Assistant":
    """The assistant that options, or else the environment, name."""
    from assistant.settings import read_settings

    support = None if lenient is None else "lenient" if lenient else "strict"
    settings = read_settings(library=library, model=model, support=support)
    from assistant.api import Assistant

    return Assistant.open(settings=settings)
