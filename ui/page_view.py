"""The other way to see a PDF: its pages as they were printed, with the quoted words marked."""

import gradio as gr

from assistant.answer import Citation
from assistant.api import Assistant
from ui.document_view import PAGE
from ui.handouts import hand_out
from ui.parts import Parts, Updates
from ui.places import places
from ui.reading import Open
from vectorstore.errors import AssistantError
from vectorstore.records import DocumentText, Span


class PageViewEvents:
    """The events of the pages in the document panel, which opens documents as text."""

    def __init__(self, assistant: Assistant, parts: Parts) -> None:
        self._assistant = assistant
        self._parts = parts

    def show(self, opened: Open | None, shown_as: str) -> Updates:
        """Show what the panel shows now as the reader chose: its text, or the page it is on."""
        reading = self._parts.reading
        document = self._printed(opened)
        if opened is None or document is None:
            return {reading.shown_as: gr.update(visible=False)}
        if shown_as != PAGE:
            part = opened.window != Span(0, len(document.text))
            return {
                reading.text: gr.update(visible=True),
                reading.parts: gr.update(visible=part),
                reading.page: gr.update(visible=False),
                reading.picture: gr.update(visible=False, value=None),
            }
        at = opened.window.start
        if opened.answer is not None and opened.place is not None:
            at = places(opened.answer)[opened.place].start
        page = document.page(at) or 1
        return {
            reading.text: gr.update(visible=False),
            reading.parts: gr.update(visible=False),
            reading.page: gr.update(
                visible=len(document.pages) > 1, maximum=max(len(document.pages), 2), value=page
            ),
            reading.picture: self._picture(opened, document, page),
        }

    def turn(self, opened: Open | None, page: float | None) -> Updates:
        """Another page of the same document."""
        document = self._printed(opened)
        if opened is None or document is None:
            return {self._parts.reading.picture: gr.skip()}
        number = min(max(int(page or 1), 1), len(document.pages))
        return {self._parts.reading.picture: self._picture(opened, document, number)}

    def _printed(self, opened: Open | None) -> DocumentText | None:
        """The document that is open, if its pages can be shown."""
        try:
            document = self._assistant.document(opened.document_id) if opened else None
        except AssistantError:
            return None
        return document if document and document.printed else None

    def _picture(self, opened: Open, document: DocumentText, page: int) -> Updates:
        listed = places(opened.answer) if opened.answer else ()
        quoted = [
            Span(place.start, place.end)
            for place in listed
            if isinstance(place, Citation) and place.document_id == document.id
        ]
        try:
            png = self._assistant.page_picture(document.id, page, quoted)
        except AssistantError as error:
            gr.Warning(str(error))
            return gr.update(visible=False, value=None)
        return gr.update(
            visible=True,
            value=hand_out(f"page-{page}.png", png),
            label=f"Page {page} of {len(document.pages)} of {document.title}",
        )
