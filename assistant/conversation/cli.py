"""Conversations on the command line: `assistant chat`, and `assistant conversations …`."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.opening import LenientOption, LibraryOption, ModelOption, open_assistant
from vectorstore.errors import AssistantError, UnknownConversation

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.conversation.follow_up import Turn
    from assistant.conversation.kept import Conversation

app = typer.Typer(
    help="List, show, export, rename or delete the conversations that were kept.",
    no_args_is_help=True,
)

ConversationId = Annotated[
    str, typer.Argument(metavar="ID", help="Its id, as `list` shows it, or how that begins.")
]


def chat(
    resume: Annotated[
        str | None, typer.Option(metavar="ID", help="Go on with a conversation that was kept.")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Keep nothing of it.")] = False,
    model: ModelOption = None,
    lenient: LenientOption = None,
    library: LibraryOption = None,
) -> None:
    """Ask one question after the other, in the terminal; what is said is kept."""
    from assistant.terminal import show_how_to_resume, show_told

    if resume is not None and forget:
        raise typer.BadParameter("what is resumed was kept; leave out --resume or --forget")
    with open_assistant(library, model, lenient) as assistant:
        if forget:
            _chat_unkept(assistant)
            return
        again = None if resume is None else _whole_id(assistant, resume)
        conversation = assistant.conversation(again, reader=None)
        if again is not None:
            show_told(conversation.title, conversation.told())
        try:
            _chat_kept(conversation)
        finally:  # also after Ctrl-C
            with suppress(UnknownConversation):
                if conversation.turns:
                    show_how_to_resume(conversation.id)


def _chat_kept(conversation: "Conversation") -> None:
    from assistant.terminal import read_question, show_as_made

    while (question := read_question()) is not None:
        show_as_made(conversation.stream(question))


def _chat_unkept(assistant: "Assistant") -> None:
    from assistant.conversation.kept_turn import exchange
    from assistant.terminal import read_question, show_as_made

    history: list[Turn] = []
    while (question := read_question()) is not None:
        answer = show_as_made(assistant.stream(question, history))
        history += exchange(question, answer)


@app.command("list")
def list_conversations(library: LibraryOption = None) -> None:
    """List the conversations, the one asked last first."""
    from assistant.terminal import show_conversations

    with open_assistant(library) as assistant:
        show_conversations(assistant.conversations())


@app.command()
def show(conversation_id: ConversationId, library: LibraryOption = None) -> None:
    """Show a conversation again, and what has changed since in the documents it cites."""
    from assistant.terminal import show_told

    with open_assistant(library) as assistant:
        conversation = assistant.conversation(_whole_id(assistant, conversation_id), reader=None)
        show_told(conversation.title, conversation.told())


@app.command()
def export(
    conversation_id: ConversationId,
    form: Annotated[
        Literal["markdown", "json"], typer.Option("--format", help="To read, or for programs.")
    ] = "markdown",
    out: Annotated[
        Path | None, typer.Option(help="File to write; standard output if unset.")
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Hand out a conversation, with every quote, its place, and its document's hash."""
    with open_assistant(library) as assistant:
        conversation = assistant.conversation(_whole_id(assistant, conversation_id), reader=None)
        as_json = form == "json"
        text = conversation.export_json() if as_json else conversation.export_markdown()
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AssistantError(
            f"The conversation cannot be written to {out} ({error.strerror or error}); choose "
            "another --out."
        ) from error


@app.command()
def rename(
    conversation_id: ConversationId,
    title: Annotated[str, typer.Argument(help="What to call it, in quotation marks.")],
    library: LibraryOption = None,
) -> None:
    """Give a conversation another title."""
    from assistant.terminal import show_line

    with open_assistant(library) as assistant:
        whole = _whole_id(assistant, conversation_id)
        assistant.rename_conversation(whole, title)
        show_line(f"Renamed to ‘{assistant.conversation(whole, reader=None).title}’.")


@app.command()
def delete(conversation_id: ConversationId, library: LibraryOption = None) -> None:
    """Delete a conversation for good."""
    from assistant.terminal import show_line

    with open_assistant(library) as assistant:
        conversation = assistant.conversation(_whole_id(assistant, conversation_id), reader=None)
        title = conversation.title
        assistant.delete_conversation(conversation.id)
    show_line(f"Deleted ‘{title}’.")


def _whole_id(assistant: "Assistant", given: str) -> str:
    """The one id that begins as given; what no id begins with comes back, to be refused."""
    found = [c.id for c in assistant.conversations() if given and c.id.startswith(given)]
    if len(found) > 1:
        raise AssistantError(
            f"The ids of {len(found)} conversations begin with {given!r}; give more of it."
        )
    return found[0] if found else given
