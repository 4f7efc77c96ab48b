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


def open_assistant(library: Path | None, model: str | None = None) -> "Assistant":
    """The assistant that options, or else the environment, name."""
    from assistant.settings import read_settings

    settings = read_settings(library=library, model=model)
    from assistant.api import Assistant

    return Assistant.open(settings=settings)
