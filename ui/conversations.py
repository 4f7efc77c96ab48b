"""The kept conversations of a reader: listed, opened, renamed, exported, deleted."""

import re
from datetime import datetime

import gradio as gr

from assistant.api import Assistant
from assistant.conversation.kept import Conversation
from assistant.conversation.rating import Rating
from ui.failures import told_plainly
from ui.handouts import hand_out
from ui.messages import Message, Messages
from ui.parts import Parts, Updates
from ui.readers import reader_of
from ui.reading import ReadingEvents
from vectorstore.conversation_table import ConversationSummary
from vectorstore.errors import AssistantError

_THUMBS = {Rating.RIGHT: "Like", Rating.WRONG: "Dislike", None: None}


class ConversationEvents:
    """The events of the list of conversations, and what it shows after others."""

    def __init__(
        self, assistant: Assistant, parts: Parts, messages: Messages, reading: ReadingEvents
    ) -> None:
        self._assistant = assistant
        self._parts = parts
        self._messages = messages
        self._reading = reading

    def messages(self, conversation: Conversation) -> list[Message]:
        """A conversation as the chat shows it."""
        return self._messages.of(conversation.told())

    def shown(self, conversation: Conversation, request: gr.Request) -> Updates:
        """The chat with a conversation in it, and the list with that one chosen."""
        told = conversation.told()
        thumbs = [_THUMBS[turn.rating] for turn, _ in told]
        log = gr.update(value=self._messages.of(told), feedback_value=thumbs)
        return {self._parts.chat.log: log} | self.listed(request, conversation)

    def listed(self, request: gr.Request, chosen: Conversation | None = None) -> Updates:
        """The list, and what can be done with the conversation that is chosen."""
        panel = self._parts.conversations
        kept = self._assistant.conversations(reader_of(request))
        return {
            panel.listed: gr.update(
                choices=[(_label(summary), summary.id) for summary in kept],
                value=chosen.id if chosen else None,
                visible=bool(kept),
            ),
            panel.manage: gr.update(visible=chosen is not None),
            panel.title: chosen.title if chosen else "",
            panel.exported: gr.update(value=None, visible=False),
            panel.confirm: gr.update(visible=False),
            self._parts.conversation: chosen.id if chosen else None,
        }

    def open(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """Go on with a kept conversation."""
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            updates = self.shown(conversation, request)
            last = conversation.turns[-1].answer if conversation.turns else None
        except AssistantError as error:
            gr.Warning(told_plainly(error))
            return self.start_afresh(request)
        return updates | self._reading.show_answer(last) | self._no_question()

    def begun(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """What a fresh page shows: a conversation of the reader's own, or else a new one."""
        kept = self._assistant.conversations(reader_of(request))
        if any(summary.id == conversation_id for summary in kept):
            return self.open(conversation_id, request)
        return self.start_afresh(request)

    def start_afresh(self, request: gr.Request) -> Updates:
        """A new conversation; it is kept from its first question on."""
        return (
            self.listed(request) | {self._parts.chat.log: gr.update(value=[])} | self._no_question()
        )

    def at_rest(self) -> Updates:
        """The question box ready for the next question, with what stands in it."""
        chat = self._parts.chat
        return {
            chat.question: gr.update(submit_btn=True, stop_btn=False),
            chat.editing: gr.update(visible=False),
            self._parts.turn: None,
        }

    def _no_question(self) -> Updates:
        """The same, with nothing in the box."""
        box = gr.update(value="", submit_btn=True, stop_btn=False)
        return self.at_rest() | {self._parts.chat.question: box}

    def rename(self, conversation_id: str | None, title: str, request: gr.Request) -> Updates:
        """Call the open conversation something else."""
        reader = reader_of(request)
        try:
            self._assistant.rename_conversation(conversation_id or "", title, reader)
            conversation = self._assistant.conversation(conversation_id, reader)
        except AssistantError as error:
            gr.Warning(told_plainly(error))
            return {self._parts.conversations.title: gr.skip()}
        return self.listed(request, conversation)

    def ask_back(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """Ask whether the open conversation is really to be deleted."""
        panel = self._parts.conversations
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
        except AssistantError as error:
            gr.Warning(told_plainly(error))
            return {panel.confirm: gr.update(visible=False)}
        return {
            panel.confirm: gr.update(visible=True),
            panel.really: f"Delete “{conversation.title}” for good, with all its answers?",
        }

    def keep(self) -> Updates:
        """Don't delete it after all."""
        return {self._parts.conversations.confirm: gr.update(visible=False)}

    def delete(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """Delete the open conversation for good."""
        try:
            self._assistant.delete_conversation(conversation_id or "", reader_of(request))
        except AssistantError as error:
            gr.Warning(told_plainly(error))
        return self.start_afresh(request)

    def export(self, conversation_id: str | None, request: gr.Request) -> Updates:
        """Make files of the open conversation: one to read, one for programs."""
        exported = self._parts.conversations.exported
        try:
            conversation = self._assistant.conversation(conversation_id, reader_of(request))
            files = _written(conversation)
        except AssistantError as error:
            gr.Warning(told_plainly(error))
            return {exported: gr.skip()}
        return {exported: gr.update(value=files, visible=True)}


def _label(summary: ConversationSummary) -> str:
    """A conversation in the list: its title, and below it how long and how old it is."""
    questions = f"{summary.turns} question{'s' if summary.turns != 1 else ''}"
    last = datetime.fromisoformat(summary.last_at).astimezone()
    return f"{summary.title}\n{questions} · {last:%d %b %Y, %H:%M}"


def _written(conversation: Conversation) -> list[str]:
    name = re.sub(r"\W+", "-", conversation.title).strip("-")[:60] or "conversation"
    return [
        hand_out(f"{name}.md", conversation.export_markdown()),
        hand_out(f"{name}.json", conversation.export_json()),
    ]
