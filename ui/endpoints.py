"""What programs can ask of a running page: /ask and /documents, both answered in JSON."""

from typing import Any

import gradio as gr

from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.serial import answer_dict, document_dict
from ui.conversation import LONGEST_QUESTION
from ui.failures import told_plainly
from vectorstore.errors import AssistantError


class BadCall(AssistantError):
    """A program called an endpoint with something that it can't take."""


class Endpoints:
    """The named endpoints of the page over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """The answer to a question as JSON.

        question: at most 2,000 characters. history: what was said before, a list of
        {"role": "user" or "assistant", "content": text}. See assistant.serial.answer_dict.
        """
        try:
            return answer_dict(self._assistant.ask(_question(question), _history(history)))
        except Exception as error:
            raise gr.Error(told_plainly(error), print_exception=False) from error

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
