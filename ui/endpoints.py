"""What programs can ask of a running page: /ask and /documents, both answered in JSON."""

from typing import Any

import gradio as gr

from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.options import Options, document_ids
from assistant.serial import answer_dict, document_dict
from assistant.writing.writer import Support
from ui.conversation import LONGEST_QUESTION
from ui.failures import told_plainly
from vectorstore.errors import AssistantError


class BadCall(AssistantError):
    """A program called an endpoint with something that it can't take."""


class Endpoints:
    """The named endpoints of the page over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(
        self,
        question: str,
        history: list[dict[str, str]] | None = None,
        documents: list[str] | None = None,
        answerer: str | None = None,
        support: str | None = None,
    ) -> dict[str, Any]:
        """The answer to a question as JSON.

        question: at most 2,000 characters. history: what was said before, a list of
        {"role": "user" or "assistant", "content": text}. documents: ask these alone, each named
        by its id, the beginning of that, or its title. answerer: "quoting" or the name of a chat
        model that the page was started with. support: "strict" or "lenient". What is left out is
        as the page was started. See assistant.serial.answer_dict.
        """
        try:
            options = Options(self._document_ids(documents), _answerer(answerer), _support(support))
            answer = self._assistant.ask(_question(question), _history(history), options)
            return answer_dict(answer)
        except Exception as error:
            raise gr.Error(told_plainly(error), print_exception=False) from error

    def _document_ids(self, given: object) -> tuple[str, ...]:
        names = given or []
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise BadCall("Documents are a list of ids or titles.")
        return document_ids(names, self._assistant.documents()) if names else ()

    def documents(self) -> list[dict[str, Any]]:
        """The documents of the library as JSON, without their texts."""
        return [document_dict(document) for document in self._assistant.documents()]


def _question(given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given.strip()) <= LONGEST_QUESTION:
        raise BadCall(f"A question is text of at most {LONGEST_QUESTION:,} characters.")
    return given


def _history(given: object) -> list[Turn]:
    try:
        turns: list[Turn] = [
            {"role": str(turn["role"]), "content": str(turn["content"])}
            for turn in given or []  # type: ignore[attr-defined]
        ]
    except (TypeError, KeyError):
        raise BadCall('A history is a list of {"role": …, "content": …}.') from None
    return turns


def _answerer(given: object) -> str | None:
    if not isinstance(given, str | None):
        raise BadCall("An answerer is the name of one.")
    return given or None


def _support(given: object) -> Support | None:
    known = {support.value: support for support in (Support.STRICT, Support.LENIENT)}
    if given is None:
        return None
    if not isinstance(given, str) or given not in known:
        raise BadCall(f"Support is {' or '.join(known)}.")
    return known[given]
