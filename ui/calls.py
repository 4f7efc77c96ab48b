"""What programs hand to the endpoints, checked: each fault is told in a sentence."""

from collections.abc import Sequence

from assistant.conversation.follow_up import Turn
from assistant.conversation.rating import Rating
from assistant.options import Options, document_ids
from assistant.writing.writer import Support
from ui.layout import LONGEST_QUESTION
from vectorstore.errors import AssistantError
from vectorstore.records import Document


class BadCall(AssistantError):
    """A program called an endpoint with something that it can't take."""


def question(given: object) -> str:
    """A question, or a query. Raises BadCall."""
    if not isinstance(given, str) or not 0 < len(given.strip()) <= LONGEST_QUESTION:
        raise BadCall(f"A question is text of at most {LONGEST_QUESTION:,} characters.")
    return given


def history(given: object) -> list[Turn]:
    """What was said before, a list of {"role": "user" or "assistant", "content": text}."""
    try:
        turns: list[Turn] = [
            {"role": str(turn["role"]), "content": str(turn["content"])}
            for turn in given or []  # type: ignore[attr-defined]
        ]
    except (TypeError, KeyError):
        raise BadCall('A history is a list of {"role": …, "content": …}.') from None
    return turns


def options(
    documents: object, answerer: object, support: object, known: Sequence[Document]
) -> Options:
    """How a question is to be answered; documents are named by id, its beginning, or title."""
    names = documents or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadCall("Documents are a list of ids or titles.")
    if not isinstance(answerer, str | None):
        raise BadCall("An answerer is the name of one.")
    return Options(document_ids(names, known), answerer or None, _support(support))


def _support(given: object) -> Support | None:
    """How strictly; a reader is never shown what wasn't verified and isn't marked."""
    allowed = {one.value: one for one in (Support.STRICT, Support.LENIENT)}
    if not given:
        return None
    if not isinstance(given, str) or given not in allowed:
        raise BadCall("Support is “strict” or “lenient”.")
    return allowed[given]


def rating(given: object) -> Rating | None:
    """What is thought of an answer; nothing takes it back."""
    try:
        return Rating(str(given)) if given else None
    except ValueError:
        raise BadCall("A rating is “right” or “wrong”.") from None
