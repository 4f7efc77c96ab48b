"""The page: conversations, a chat, beside it the document that an answer quotes, the shelf."""

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.api import Assistant
from ui.chat import ChatEvents
from ui.conversations import ConversationEvents
from ui.endpoints import Endpoints, add_endpoints
from ui.layout import lay_out
from ui.messages import Messages
from ui.page_view import PageViewEvents
from ui.parts import Parts, Updates, all_components
from ui.places import Places
from ui.reading import ReadingEvents
from ui.report import ReportEvents
from ui.shelf import ShelfEvents

_WAITING, _AT_ONCE = 64, 8

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_AT_HAND: dict[str, Any] = _QUIET | {"queue": False}  # quick, and not to wait behind answers
_CHOSEN = _AT_HAND | {"trigger_mode": "always_last"}  # what was chosen last is what is shown


def build(assistant: Assistant, reports: Path) -> gr.Blocks:
    """The page over an assistant, ready to be launched (see ui.server)."""
    page = gr.Blocks(
        title="Article Assistant",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(3600, 3600),  # an upload is copied into the library; its own file may go
    )
    with page:
        add_endpoints(Endpoints(assistant))  # first, as Gradio numbers names that come again
        parts = lay_out(assistant.answerers, assistant.support.value)
        _wire(page, assistant, parts, reports)
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return page


def _wire(page: gr.Blocks, assistant: Assistant, parts: Parts, reports: Path) -> None:
    """Which event leads to which method. None of these is an endpoint for programs."""
    where = Places(assistant)
    reading = ReadingEvents(assistant, parts, where)
    conversations = ConversationEvents(assistant, parts, Messages(where), reading)
    chat = ChatEvents(assistant, parts, conversations, reading)
    shelf = ShelfEvents(assistant, parts, reading)
    report = ReportEvents(reports, parts)
    everything = all_components(parts)
    _wire_chat(parts, chat, everything)
    _wire_conversations(parts, conversations, everything)
    _wire_reading(parts, reading, everything)
    _wire_shelf(parts, shelf, everything)
    parts.report.runs.input(report.show, parts.report.runs, everything, **_CHOSEN)

    def open_page(request: gr.Request) -> Updates:
        """A fresh page: the conversation that its address names, or a new one."""
        opened = request.query_params.get("conversation")
        return shelf.opened() | report.listed() | conversations.begun(opened, request)

    # What could be asked takes a while: whoever asks something before is not to be disturbed.
    opened = page.load(open_page, None, everything, **_AT_HAND)
    opened.then(shelf.invitation, None, parts.chat.log, **_QUIET)
    _wire_pages(parts, PageViewEvents(assistant, parts))


def _wire_chat(parts: Parts, events: ChatEvents, everything: list[Component]) -> None:
    chat = parts.chat
    asked = [
        chat.question, parts.conversation, parts.turn, chat.documents, chat.answerer, chat.support
    ]  # fmt: skip
    begun = [
        chat.log.example_select(events.choose, None, everything, **_AT_HAND),
        chat.log.option_select(events.choose, None, everything, **_AT_HAND),
        chat.log.retry(events.retry, parts.conversation, everything, **_AT_HAND),
    ]
    answered = [
        chat.question.submit(events.ask, asked, everything, **_QUIET),
        *(first.then(events.ask, asked, everything, **_QUIET) for first in begun),
    ]
    given = [parts.conversation, chat.documents]
    suggesting = [done.then(events.suggest, given, everything, **_QUIET) for done in answered]
    # Whoever goes on before there are suggestions gets none of what was before.
    panel = parts.conversations
    going_on = [chat.question.submit, panel.new.click, panel.listed.input, panel.delete_now.click]
    gr.on(going_on, None, cancels=suggesting, **_QUIET)
    chat.edited.input(events.edit, [chat.edited, parts.conversation], everything, **_CHOSEN)
    chat.editing.click(events.leave_as_it_was, None, everything, **_AT_HAND)
    chat.question.stop(events.stop, None, None, **_AT_HAND)
    chat.log.like(events.rate, parts.conversation, None, **_AT_HAND)


def _wire_conversations(
    parts: Parts, events: ConversationEvents, everything: list[Component]
) -> None:
    panel = parts.conversations
    opened = parts.conversation
    panel.new.click(events.start_afresh, None, everything, **_AT_HAND)
    panel.listed.input(events.open, panel.listed, everything, **_CHOSEN)
    panel.rename.click(events.rename, [opened, panel.title], everything, **_AT_HAND)
    panel.title.submit(events.rename, [opened, panel.title], everything, **_AT_HAND)
    panel.export.click(events.export, opened, everything, **_AT_HAND)
    panel.delete.click(events.ask_back, opened, everything, **_AT_HAND)
    panel.delete_now.click(events.delete, opened, everything, **_AT_HAND)
    panel.keep.click(events.keep, None, everything, **_AT_HAND)


def _wire_pages(parts: Parts, events: PageViewEvents) -> None:
    reading, opened = parts.reading, parts.open
    panel = all_components(reading)
    reading.shown_as.input(events.show, [opened, reading.shown_as], panel, **_CHOSEN)
    page = [opened, reading.page]
    reading.page.input(events.turn, page, panel, **_CHOSEN)


def _wire_reading(parts: Parts, events: ReadingEvents, everything: list[Component]) -> None:
    reading, opened = parts.reading, parts.open
    pointed = [parts.chat.pointed, parts.conversation]
    parts.chat.pointed.input(events.point, pointed, everything, **_CHOSEN)
    reading.earlier.click(events.turn_back, opened, everything, **_AT_HAND)
    reading.later.click(events.turn_on, opened, everything, **_AT_HAND)
    section = [reading.sections, opened]
    reading.sections.input(events.go_to_section, section, everything, **_CHOSEN)


def _wire_shelf(parts: Parts, events: ShelfEvents, everything: list[Component]) -> None:
    shelf = parts.shelf
    added: dict[str, Any] = {"show_progress_on": shelf.outcome, "api_visibility": "private"}
    shelf.drop.upload(events.add, shelf.drop, everything, **added)
    shelf.find.change(events.find, shelf.find, everything, **_CHOSEN)
    shelf.listed.input(events.choose, shelf.listed, everything, **_CHOSEN)
    shelf.open.click(events.read, shelf.listed, everything, **_AT_HAND)
    shelf.remove.click(events.ask_back, shelf.listed, everything, **_AT_HAND)
    shelf.remove_now.click(events.remove, shelf.listed, everything, **_AT_HAND)
    shelf.keep.click(events.keep, None, everything, **_AT_HAND)
