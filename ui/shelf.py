"""The shelf: which documents there are, opening one, adding more."""

import gradio as gr

from assistant.api import Assistant
from ui.examples import example_questions
from ui.failures import told_plainly
from ui.rendering import View, document_label, view
from ui.updates import NO_PLACES, Update, shown, skip
from ui.uploads import add_uploads
from vectorstore.errors import AssistantError


class Shelf:
    """The events of the shelf over one library."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def open_page(self) -> tuple[Update, ...]:
        """What a fresh page shows: list, examples, tab, document, heading."""
        documents = self._assistant.documents()
        if not documents:
            return *self.contents(), gr.Tabs(selected="shelf"), *skip(2)
        first = shown(view(self._assistant.document(documents[0].id)))
        return *self.contents(), gr.Tabs(selected="reading"), *first

    def contents(self) -> tuple[Update, Update]:
        """The documents there are, and the questions that they suggest."""
        documents = self._assistant.documents()
        folder = self._assistant.library.folder.absolute()
        choices = [(document_label(document, folder), document.id) for document in documents]
        label = f"Documents ({len(documents)})" if documents else "No documents yet"
        questions = example_questions(self._assistant)
        return (
            gr.update(choices=choices, value=None, label=label),
            gr.Dataset(samples=[[question] for question in questions], visible=bool(questions)),
        )

    def choose_document(self, document_id: str | None) -> tuple[Update, ...]:
        """Open a document at its beginning, in place of what stands beside an answer."""
        if not document_id:
            return skip(5)
        try:
            opened = view(self._assistant.document(document_id))
        except AssistantError:
            opened = View("This document has left the library.", [])
        return None, gr.Tabs(selected="reading"), NO_PLACES, *shown(opened)

    def add(
        self,
        uploads: list[str] | None,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 (how Gradio is asked for one)
    ) -> tuple[Update, ...]:
        """Take uploads into the library: what became of them, list, examples."""
        try:
            said = add_uploads(
                self._assistant,
                uploads or [],
                lambda at: progress(at.fraction, desc=f"Reading {at.source}"),
            )
        except Exception as error:
            said = told_plainly(error)
        return said, *self.contents()
