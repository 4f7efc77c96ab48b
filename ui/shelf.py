"""The shelf: which documents there are, reading one, adding more, taking one out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.api import Assistant
from ui.failures import told_plainly
from ui.parts import Parts, Updates
from ui.reading import ReadingEvents
from ui.uploads import add_uploads
from vectorstore.errors import AssistantError
from vectorstore.records import Document

_LISTED = 200  # documents that the list shows at most; the others are found by their titles
_FIND_FROM = 12  # documents from which there is a box to find one
_INVITATION = "Each sentence of an answer shows the words that it rests on."
_EMPTY = "There is nothing to answer from yet. Add a document on the shelf."


class ShelfEvents:
    """The events of the shelf over one library."""

    def __init__(self, assistant: Assistant, parts: Parts, reading: ReadingEvents) -> None:
        self._assistant = assistant
        self._parts = parts
        self._reading = reading

    def contents(self, find: str = "") -> Updates:
        """The documents there are, wherever they are listed, and what could be asked of them."""
        shelf, chat = self._parts.shelf, self._parts.chat
        documents = self._assistant.documents()
        titles = {document.id: document.title for document in documents}
        wanted = find.casefold().strip()
        found = [document for document in documents if wanted in document.title.casefold()]
        return {
            shelf.listed: gr.update(
                choices=[(_label(document, titles), document.id) for document in found[:_LISTED]],
                value=None,
                label=_heading(len(documents), len(found)),
            ),
            shelf.find: gr.update(visible=len(documents) >= _FIND_FROM),
            shelf.chosen: gr.update(visible=False),
            shelf.confirm: gr.update(visible=False),
            chat.documents: gr.update(
                choices=[(document.title, document.id) for document in documents]
            ),
        }

    def opened(self) -> Updates:
        """What a fresh page shows: the list, and the first document or the way in."""
        documents = self._assistant.documents()
        if not documents:
            return self.contents() | {self._parts.tabs: gr.Tabs(selected="shelf")}
        return self.contents() | self._reading.show_document(documents[0].id)

    def invitation(self) -> dict[str, Any]:
        """What an empty chat shows: questions to begin with, made from what is in the library."""
        if not self._assistant.documents():
            return gr.update(placeholder=_EMPTY, examples=[])
        questions = self._assistant.suggestions()
        return gr.update(
            placeholder=_INVITATION, examples=[{"text": question} for question in questions]
        )

    def find(self, words: str) -> Updates:
        """The documents whose titles have some words in them."""
        return self.contents(words)

    def choose(self, document_id: str | None) -> Updates:
        """A document of the list is chosen: what can be done with it."""
        shelf = self._parts.shelf
        return {
            shelf.chosen: gr.update(visible=document_id is not None),
            shelf.confirm: gr.update(visible=False),
        }

    def read(self, document_id: str | None) -> Updates:
        """Open the chosen document at its beginning."""
        return self._reading.show_document(document_id or "")

    def ask_back(self, document_id: str | None) -> Updates:
        """Ask whether the chosen document is really to be removed."""
        shelf = self._parts.shelf
        try:
            title = self._assistant.document(document_id or "").title
        except AssistantError as error:
            gr.Warning(told_plainly(error))
            return self.contents()
        return {
            shelf.confirm: gr.update(visible=True),
            shelf.really: f"Remove “{title}” from the library? Its file stays where it is.",
        }

    def keep(self) -> Updates:
        """Don't remove it after all."""
        return {self._parts.shelf.confirm: gr.update(visible=False)}

    def remove(self, document_id: str | None) -> Updates:
        """Take the chosen document out of the library."""
        try:
            title = self._assistant.document(document_id or "").title
            self._assistant.remove(document_id or "")
        except AssistantError as error:
            return self.contents() | {self._parts.shelf.outcome: told_plainly(error)}
        return self.contents() | {
            self._parts.shelf.outcome: f"Removed “{title}”.",
            self._parts.chat.log: self.invitation(),
        }

    def add(
        self,
        uploads: list[str] | None,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio is asked for one)
    ) -> Iterator[Updates]:
        """Take uploads into the library one by one, telling what becomes of each."""
        outcome, lines = self._parts.shelf.outcome, list[str]()
        for number, upload in enumerate(uploads or [], start=1):
            name = Path(upload).name
            waiting = len(uploads or []) - number
            more = f" ({waiting} more wait)" if waiting else ""
            yield {outcome: "\n".join([*lines, f"Reading {name}{more} …"])}
            try:
                lines.append(
                    add_uploads(
                        self._assistant,
                        [upload],
                        lambda at: progress(at.fraction, desc=f"Reading {Path(at.source).name}"),
                    )
                )
            except Exception as error:
                lines.append(f"{name}: {told_plainly(error)}")
        yield self.contents() | {
            outcome: "\n".join(lines),
            self._parts.shelf.drop: None,
            self._parts.chat.log: self.invitation(),
        }


def _heading(there_are: int, found: int) -> str:
    if not there_are:
        return "No documents yet"
    if found < there_are:
        return f"Documents ({found} of {there_are})"
    if there_are > _LISTED:
        return f"Documents (the first {_LISTED} of {there_are}; find others by their titles)"
    return f"Documents ({there_are})"


def _label(document: Document, titles: Mapping[str, str]) -> str:
    """A document on the shelf: its title, and below it its file, its size, and since when."""
    added = datetime.fromisoformat(document.added_at).astimezone()
    twin = titles.get(document.near_duplicate_of)
    about = [
        *([", ".join(document.authors)] if document.authors else []),
        Path(document.source).name,
        f"{document.characters:,} characters",
        f"{document.passages:,} passage{'s' if document.passages != 1 else ''}",
        f"added {added:%d %b %Y}",
        *([f"nearly the same as “{twin}”"] if twin else []),
        *([document.remark] if document.remark else []),
    ]
    return f"{document.title}\n{' · '.join(about)}"
