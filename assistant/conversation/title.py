"""What a conversation is called: its first question, unless a person gives it a name."""

from vectorstore.errors import AssistantError

_LONGEST = 60  # characters, as a list shows them on one line
_WORDLESS = "Untitled"


class NoTitle(AssistantError):
    """A conversation can't be called nothing."""

    def __init__(self) -> None:
        super().__init__("A conversation needs a title; give it at least one word.")


def title_of(question: str) -> str:
    """A question on one line, cut at a word if it is long.

    >>> title_of("How many cases\\nwere finalized?")
    'How many cases were finalized?'
    """
    line = " ".join(question.split())
    if len(line) <= _LONGEST:
        return line or _WORDLESS
    return line[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST] + " …"


def given_title(title: str) -> str:
    """A title as a person wrote it, on one line. Raises NoTitle."""
    line = " ".join(title.split())
    if not line:
        raise NoTitle
    return line
