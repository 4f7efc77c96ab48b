"""The page: a chat, beside it the document with the quoted words marked, and the shelf."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.api import Assistant
from ingest.loaders import supported_endings
from ui.conversation import LONGEST_QUESTION, Conversation
from ui.endpoints import Endpoints
from ui.rendering import CHOSEN, NEAR, QUOTED
from ui.shelf import Shelf

# Only names for style.css, which gives the marks their colours, for light and for dark.
_MARKS = {CHOSEN: "orange", QUOTED: "yellow", NEAR: "gray"}
_QUEUE, _AT_ONCE = 64, 8


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read or change."""

    chat: gr.Chatbot
    question: gr.Textbox
    examples: gr.Dataset
    afresh: gr.Button
    tabs: gr.Tabs
    places: gr.Radio
    heading: gr.Textbox
    document: gr.HighlightedText
    shelf: gr.Radio
    upload: gr.UploadButton
    outcome: gr.Textbox
    told: gr.State
    shown: gr.State


def build(assistant: Assistant) -> gr.Blocks:
    """The page over an assistant, ready to be launched (see ui.server)."""
    page = gr.Blocks(
        title="Article Assistant",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(3600, 3600),  # an upload is copied into the library; its own file may go
    )
    with page:
        gr.Markdown("# Article Assistant\nAnswers in the documents' own words.", elem_id="masthead")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=6, min_width=320, elem_id="conversation"):
                chat, question, examples, afresh = _conversation()
            with (
                gr.Column(scale=5, min_width=320, elem_id="beside"),
                gr.Tabs(selected="reading") as tabs,
            ):
                with gr.Tab("Document", id="reading"):
                    places, heading, document = _reading()
                with gr.Tab("Shelf", id="shelf"):
                    shelf, upload, outcome = _shelf()
        told, shown = gr.State([]), gr.State(None)
        parts = Parts(
            chat, question, examples, afresh, tabs, places, heading, document,
            shelf, upload, outcome, told, shown,
        )  # fmt: skip
        _wire(page, parts, Conversation(assistant), Shelf(assistant))
        endpoints = Endpoints(assistant)
        api(endpoints.ask, api_name="ask")
        api(endpoints.documents, api_name="documents")
    page.queue(max_size=_QUEUE, default_concurrency_limit=_AT_ONCE)
    return page


def _conversation() -> tuple[gr.Chatbot, gr.Textbox, gr.Dataset, gr.Button]:
    chat = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        container=False,
        height=None,
        # Even with rendering off, Gradio takes a message for HTML: ui.rendering.message escapes
        # it. Sanitising is the second wall.
        render_markdown=False,
        sanitize_html=True,
        latex_delimiters=[],
        buttons=[],  # "copy" would copy what is escaped
        layout="bubble",
        feedback_options=None,
        placeholder="Each sentence of an answer shows the words that it rests on.",
    )
    examples = gr.Dataset(
        elem_id="examples",
        components=["textbox"],
        samples=[],
        show_label=False,
        layout="gallery",
        container=False,
        visible=False,
    )
    question = gr.Textbox(
        elem_id="question",
        label="Question",
        show_label=False,
        container=False,
        placeholder="Ask about the documents",
        submit_btn=True,
        max_length=LONGEST_QUESTION,
        autofocus=True,
        lines=1,
        max_lines=6,
    )
    afresh = gr.Button("New conversation", elem_id="afresh", variant="secondary", size="sm")
    return chat, question, examples, afresh


def _reading() -> tuple[gr.Radio, gr.Textbox, gr.HighlightedText]:
    places = gr.Radio(choices=[], elem_id="places", visible=False)
    heading = gr.Textbox(
        elem_id="heading",
        label="Document shown",
        show_label=False,
        container=False,
        interactive=False,
        max_lines=3,
    )
    document = gr.HighlightedText(
        elem_id="document",
        show_label=False,
        container=False,
        interactive=False,
        show_inline_category=False,
        show_legend=False,
        color_map=_MARKS,
    )
    return places, heading, document


def _shelf() -> tuple[gr.Radio, gr.UploadButton, gr.Textbox]:
    endings = supported_endings()
    upload = gr.UploadButton(
        "Add documents",
        elem_id="upload",
        file_count="multiple",
        file_types=endings.split(", "),
        variant="primary",
        size="md",
    )
    gr.Markdown(f"Files that can be read: {endings}", elem_id="hint")
    outcome = gr.Textbox(
        elem_id="outcome",
        label="What became of the files",
        placeholder=" ",  # by which style.css knows that nothing is written in it
        show_label=False,
        container=False,
        interactive=False,
        max_lines=12,
    )
    shelf = gr.Radio(choices=[], label="Documents", elem_id="documents", elem_classes=["places"])
    return shelf, upload, outcome


def _wire(page: gr.Blocks, p: Parts, conversation: Conversation, shelf: Shelf) -> None:
    """Which event leads to which method. None of these is an endpoint for programs."""
    beside = [p.shown, p.tabs, p.places, p.document, p.heading]
    whole = [p.chat, p.question, p.told, *beside]
    contents = [p.shelf, p.examples]
    loud: dict[str, Any] = {"api_visibility": "private"}
    quiet = loud | {"show_progress": "hidden"}
    p.question.submit(conversation.reply, [p.question, p.chat, p.told], whole, **quiet)
    p.examples.click(conversation.reply, [p.examples, p.chat, p.told], whole, **quiet)
    p.afresh.click(conversation.start_afresh, None, whole, **quiet)
    p.chat.clear(conversation.start_afresh, None, whole, **quiet)
    p.chat.select(conversation.choose_message, p.told, beside, **quiet)
    p.places.input(conversation.choose_place, [p.places, p.shown], [p.document, p.heading], **quiet)
    p.shelf.input(shelf.choose_document, p.shelf, beside, **quiet)
    p.upload.upload(shelf.add, p.upload, [p.outcome, *contents], show_progress_on=p.outcome, **loud)
    page.load(shelf.open_page, None, [*contents, p.tabs, p.document, p.heading], **quiet)
