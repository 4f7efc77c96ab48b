"""What programs can ask of a running page by HTTP: what the page can do, answered in JSON.

docs/page.md has the list, with an example.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.api import Assistant
from assistant.options import Options
from assistant.serial import answer_dict, document_dict
from ingest.report import Progress
from ui import calls
from ui.failures import told_plainly
from ui.readers import reader_of
from ui.uploads import add_uploads

Json = dict[str, Any]
_MOST_PASSAGES = 32
NAMED = (
    "ask",
    "ask_in_conversation",
    "search",
    "suggestions",
    "documents",
    "document",
    "remove_document",
    "conversations",
    "conversation",
    "rename_conversation",
    "delete_conversation",
    "rate",
    "add_documents",
)


class Endpoints:
    """The named endpoints of the page over one assistant.

    Conversations are the caller's own: those of who signed in or, where nobody signs in, of
    programs on this machine.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(
        self,
        question: str,
        history: list[dict[str, str]] | None = None,
        documents: list[str] | None = None,
        answerer: str | None = None,
        support: str | None = None,
    ) -> Json:
        """The answer to a question, which may be a follow-up to what a history holds."""
        options = self._options(documents, answerer, support)
        return answer_dict(
            self._assistant.ask(calls.question(question), calls.history(history), options)
        )

    def ask_in_conversation(
        self,
        request: gr.Request,
        question: str,
        conversation: str | None = None,
        documents: list[str] | None = None,
        answerer: str | None = None,
        support: str | None = None,
    ) -> Json:
        """The answer to a question in a kept conversation, a new one without an id; and its id."""
        options = self._options(documents, answerer, support)
        kept = self._assistant.conversation(conversation or None, reader_of(request))
        answer = kept.ask(calls.question(question), options)
        return {"conversation": kept.id, "answer": answer_dict(answer)}

    def search(self, query: str, k: int = 5) -> list[Json]:
        """The passages nearest to a query, best first, at most 32."""
        if not 0 < k <= _MOST_PASSAGES:
            raise calls.BadCall(f"A search gives from 1 to {_MOST_PASSAGES} passages.")
        return [asdict(passage) for passage in self._assistant.search(calls.question(query), k)]

    def suggestions(self) -> list[str]:
        """Questions to begin with, which the documents answer."""
        return list(self._assistant.suggestions())

    def documents(self) -> list[Json]:
        """The documents of the library, without their texts."""
        return [document_dict(document) for document in self._assistant.documents()]

    def document(self, document_id: str) -> Json:
        """A document's title and its text, to which all offsets refer."""
        document = self._assistant.document(document_id)
        return {"id": document.id, "title": document.title, "text": document.text}

    def add_documents(self, files: list[str] | None) -> list[str]:
        """Files taken into the library; what became of each, in a sentence."""
        return [add_uploads(self._assistant, [file], _unwatched) for file in files or []]

    def remove_document(self, document_id: str) -> str:
        """A document taken out of the library; its title."""
        title = self._assistant.document(document_id).title
        self._assistant.remove(document_id)
        return title

    def conversations(self, request: gr.Request) -> list[Json]:
        """The kept conversations, the one asked last first."""
        return [asdict(summary) for summary in self._assistant.conversations(reader_of(request))]

    def conversation(self, request: gr.Request, conversation: str) -> Json:
        """All that is kept of a conversation: the same as its export."""
        kept = self._assistant.conversation(conversation, reader_of(request))
        exported: Json = json.loads(kept.export_json())
        return exported

    def rename_conversation(self, request: gr.Request, conversation: str, title: str) -> str:
        """A conversation called something else; its title."""
        reader = reader_of(request)
        self._assistant.rename_conversation(conversation, title, reader)
        return self._assistant.conversation(conversation, reader).title

    def delete_conversation(self, request: gr.Request, conversation: str) -> str:
        """A conversation deleted for good; its id."""
        self._assistant.delete_conversation(conversation, reader_of(request))
        return conversation

    def rate(
        self, request: gr.Request, conversation: str, turn: int, rating: str | None = None
    ) -> str:
        """An answer rated as right or wrong, or no longer; the rating."""
        kept = self._assistant.conversation(conversation, reader_of(request))
        kept.rate(turn, calls.rating(rating))
        return rating or ""

    def _options(self, documents: object, answerer: object, support: object) -> Options:
        return calls.options(documents, answerer, support, self._assistant.documents())


def add_endpoints(endpoints: Endpoints) -> None:
    """Give the page that is being built its endpoints, each under its method's name."""
    for name in NAMED[:-1]:
        api(_told(getattr(endpoints, name)), api_name=name)
    # Files come in by a component alone.
    files = gr.File(file_count="multiple", visible=False)
    said = gr.JSON(visible=False)
    files.upload(_told(endpoints.add_documents), files, said, api_name=NAMED[-1])


def _told(method: Callable[..., Any]) -> Callable[..., Any]:
    """The method with its errors told in a sentence, as Gradio hands them out."""

    @wraps(method)
    def telling(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except Exception as error:
            raise gr.Error(told_plainly(error), print_exception=False) from error

    return telling


def _unwatched(progress: Progress) -> None:
    """Nobody looks on while files are read."""
