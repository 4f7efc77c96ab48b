"""The components of the page that events read or change, by panel."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import gradio as gr

Updates = dict[Any, Any]  # what an event changes, by component; Gradio leaves it untyped


@dataclass(frozen=True, slots=True)
class Conversations:
    """The kept conversations, and what can be done with the one that is open."""

    new: gr.Button
    listed: gr.Radio
    manage: gr.Accordion
    title: gr.Textbox
    rename: gr.Button
    export: gr.Button
    exported: gr.File
    delete: gr.Button
    confirm: gr.Column
    really: gr.Textbox
    delete_now: gr.Button
    keep: gr.Button


@dataclass(frozen=True, slots=True)
class Chat:
    """The chat, the question box, and how questions are answered.

    `pointed` and `edited` are numbers that page.js writes: what was pointed at, what is to be
    edited.
    """

    log: gr.Chatbot
    question: gr.Textbox
    editing: gr.Button
    manner: gr.Accordion
    documents: gr.Dropdown
    answerer: gr.Radio
    support: gr.Radio
    pointed: gr.Number
    edited: gr.Number


@dataclass(frozen=True, slots=True)
class Reading:
    """The document that is open."""

    heading: gr.Textbox
    where: gr.Textbox
    parts: gr.Row
    earlier: gr.Button
    later: gr.Button
    sections: gr.Dropdown
    shown_as: gr.Radio
    text: gr.HighlightedText
    page: gr.Slider
    picture: gr.Image


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents there are, and the way in."""

    drop: gr.File
    outcome: gr.Textbox
    find: gr.Textbox
    listed: gr.Radio
    chosen: gr.Row
    open: gr.Button
    remove: gr.Button
    confirm: gr.Column
    really: gr.Textbox
    remove_now: gr.Button
    keep: gr.Button


@dataclass(frozen=True, slots=True)
class Report:
    """The evaluations that were run, if any."""

    tab: gr.Tab
    runs: gr.Dropdown
    about: gr.Textbox
    figures: gr.Dataframe
    wrong: gr.Dataframe
    file: gr.File


@dataclass(frozen=True, slots=True)
class Parts:
    """All components that events read or change, and each visitor's own state.

    `conversation` is the id of the one that is open, None before its first question; `turn` the
    number of the question that is being edited; `open` what the document panel shows.
    """

    conversations: Conversations
    chat: Chat
    tabs: gr.Tabs
    reading: Reading
    shelf: Shelf
    report: Report
    conversation: gr.State
    turn: gr.State
    open: gr.State


def all_components(panel: Any) -> list[Any]:
    """The components of a panel, and of the panels in it: what an event may change."""
    values = [getattr(panel, field.name) for field in fields(panel)]
    nested = [all_components(value) if is_dataclass(value) else [value] for value in values]
    return [component for some in nested for component in some]
