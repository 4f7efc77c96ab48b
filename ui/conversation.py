"""The conversation: questions answered, and what an answer rests on shown beside it."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answer import Answer, marked_text
from assistant.api import Assistant
from assistant.conversation.follow_up import Turn
from assistant.events import AnswerReady, SentenceReady
from ui.failures import told_plainly
from ui.rendering import View, list_heading, message, place_label, places, turns, view
from ui.updates import NO_PLACES, Update, shown, skip
from vectorstore.errors import AssistantError

LONGEST_QUESTION = 2_000
_LOOKING = "Looking in the documents …"

Messages = list[dict[str, Any]]
Told = list[Answer | None]  # for each message of the chat, the answer that it shows, if any


class Conversation:
    """The events of the chat. What was said is kept in each visitor's own session.

    "Beside" an answer stand five things, updated together: the answer itself (a state), the
    open tab, the list of places, the document and its heading.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def reply(
        self, question: str | list[str], messages: Messages, told: Told
    ) -> Iterator[tuple[Update, ...]]:
        """Answer sentence by sentence: chat, question box, what was told, and what is beside.

        `question` is what was typed, or the example that was clicked.
        """
        question = question[0] if isinstance(question, list) else question
        question = question.strip()[:LONGEST_QUESTION]
        if not question:
            yield skip(8)
            return
        history = turns(messages)
        asked = [*messages, message("user", question)]
        yield [*asked, message("assistant", _LOOKING)], "", *skip(6)
        for text, answer in self._answering(question, history):
            chat = [*asked, message("assistant", text)]
            if answer is None:
                yield chat, *skip(7)
            else:
                # An answer that was broken off left a message, but nothing told.
                known = [*told, *[None] * len(messages)][: len(messages)]
                yield chat, gr.skip(), [*known, None, answer], *self._beside(answer)

    def _answering(self, question: str, history: list[Turn]) -> Iterator[tuple[str, Answer | None]]:
        """The answer's text as it grows; with the whole of it comes the answer itself."""
        said: list[str] = []
        try:
            for event in self._assistant.stream(question, history):
                if isinstance(event, SentenceReady):
                    said.append(marked_text(event.sentence))
                    yield " ".join(said), None
                elif isinstance(event, AnswerReady):
                    answer = event.answer
                    yield "\n\n".join([answer.text, *answer.notices]), answer
        except Exception as error:
            text = told_plainly(error)
            yield text, Answer(question, question, text, abstained=False, confidence=0.0)

    def start_afresh(self) -> tuple[Update, ...]:
        """An empty chat; the document stays open, without the list of its quoted words."""
        return [], "", [], None, gr.skip(), NO_PLACES, *skip(2)

    def choose_message(self, told: Told, event: gr.SelectData) -> tuple[Update, ...]:
        """Show again what an earlier answer of the chat rests on."""
        number = event.index if isinstance(event.index, int) else event.index[0]
        answer = told[number] if number < len(told) else None
        return self._beside(answer) if answer and places(answer) else skip(5)

    def choose_place(self, number: int | None, answer: Answer | None) -> tuple[Update, ...]:
        """Show a citation, or a nearest passage, where it stands: document and heading."""
        if answer is None or number is None or not 0 <= number < len(places(answer)):
            return skip(2)
        return self._document(answer, number)

    def _beside(self, answer: Answer) -> tuple[Update, ...]:
        listed = places(answer)
        if not listed:
            return answer, gr.skip(), NO_PLACES, *skip(2)
        place_list = gr.update(
            choices=[(place_label(place), number) for number, place in enumerate(listed)],
            value=0,
            visible=True,
            label=list_heading(answer),
            elem_classes=["cited" if answer.citations else "nearest"],
        )
        return answer, gr.Tabs(selected="reading"), place_list, *self._document(answer, 0)

    def _document(self, answer: Answer, number: int) -> tuple[Update, Update]:
        listed = places(answer)
        try:
            document = self._assistant.document(listed[number].document_id)
        except AssistantError:
            return shown(View("This document has left the library.", []))
        return shown(view(document, listed, listed[number]))
