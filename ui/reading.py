"""The document panel: opening a document, showing where quoted words stand, turning its parts."""

from dataclasses import dataclass

import gradio as gr

from assistant.answer import Answer
from assistant.api import Assistant
from ui.document_view import TEXT, part_before, view
from ui.parts import Parts, Updates
from ui.places import Places, places
from ui.readers import reader_of
from vectorstore.errors import AssistantError
from vectorstore.records import Span

_TURN = 1000  # what page.js writes into `pointed` is turn × 1000 + place
_LEFT = "This document has left the library."


@dataclass(frozen=True, slots=True)
class Open:
    """What the panel shows: a part of a document, and for which place of which answer."""

    document_id: str
    window: Span
    answer: Answer | None = None
    place: int | None = None


class ReadingEvents:
    """The events of the document panel."""

    def __init__(self, assistant: Assistant, parts: Parts, where: Places) -> None:
        self._assistant = assistant
        self._parts = parts
        self._places = where

    def point(
        self, target: float | None, conversation_id: str | None, request: gr.Request
    ) -> Updates:
        """Show the place that a reader pointed at, in the document that it stands in.

        The page itself has brought the panel to the front, if it was to be: whoever has gone to
        the shelf meanwhile is not called back by what comes late.
        """
        turn, place = divmod(int(target or 0), _TURN)
        if conversation_id is None:
            return {self._parts.reading.where: gr.skip()}
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            answer = conversation.turn(turn).answer
        except AssistantError:
            answer = None
        if answer is None or not 0 <= place < len(places(answer)):
            return {self._parts.reading.where: gr.skip()}
        return self._at(answer, place)

    def show_answer(self, answer: Answer | None) -> Updates:
        """The first place of an answer, brought to the front; nothing changes where it has none."""
        return self._at(answer, 0) | self._in_front if answer and places(answer) else {}

    def show_document(self, document_id: str) -> Updates:
        """A document from its beginning, brought to the front."""
        return self._shown(document_id) | self._in_front

    @property
    def _in_front(self) -> Updates:
        return {self._parts.tabs: gr.Tabs(selected="reading")}

    def _at(self, answer: Answer, number: int) -> Updates:
        """The part of a document in which a citation or a nearest passage stands."""
        return self._shown(places(answer)[number].document_id, answer, number)

    def turn_back(self, opened: Open | None) -> Updates:
        """The part before the one that is shown."""
        return self._turned(opened, part_before(opened.window) if opened else 0)

    def turn_on(self, opened: Open | None) -> Updates:
        """The part after the one that is shown."""
        return self._turned(opened, opened.window.end if opened else 0)

    def go_to_section(self, start: int | None, opened: Open | None) -> Updates:
        """The part that begins with a heading."""
        return self._turned(opened, start or 0)

    def _turned(self, opened: Open | None, start: int) -> Updates:
        if opened is None:
            return {self._parts.reading.where: gr.skip()}
        return self._shown(opened.document_id, opened.answer, opened.place, start)

    def _shown(
        self,
        document_id: str,
        answer: Answer | None = None,
        number: int | None = None,
        start: int | None = None,
    ) -> Updates:
        reading = self._parts.reading
        try:
            document = self._assistant.document(document_id)
        except AssistantError:
            return self._empty()
        listed = places(answer) if answer else ()
        chosen = listed[number] if number is not None else None
        seen = view(document, listed, chosen, start)
        place = self._places.line(chosen, with_title=False) if chosen and start is None else ""
        part = (
            f"Characters {seen.window.start:,} to {seen.window.end:,} of {seen.length:,}"
            if not seen.is_whole
            else ""
        )
        headings = self._places.headings(document_id)
        return {
            reading.heading: document.title,
            reading.where: " · ".join(line for line in (place, part) if line),
            reading.parts: gr.update(visible=not seen.is_whole),
            reading.earlier: gr.update(interactive=seen.window.start > 0),
            reading.later: gr.update(interactive=seen.window.end < seen.length),
            reading.sections: gr.update(
                choices=[(heading.title, heading.start) for heading in headings],
                value=None,
                visible=len(headings) > 1,
            ),
            reading.text: gr.update(value=seen.stretches, visible=True),
            reading.shown_as: gr.update(value=TEXT, visible=document.printed),
            reading.page: gr.update(visible=False),
            reading.picture: gr.update(visible=False, value=None),
            self._parts.open: Open(document_id, seen.window, answer, number),
        }

    def _empty(self) -> Updates:
        reading = self._parts.reading
        return {
            reading.heading: _LEFT,
            reading.where: "",
            reading.parts: gr.update(visible=False),
            reading.text: [],
            self._parts.open: None,
        }
