"""What the page is made of: its components, in the order in which they are read."""

import gradio as gr

from assistant.answer import QUOTING
from ingest.loaders import supported_endings
from ui.document_view import CHOSEN, NEAR, PAGE, QUOTED, TEXT
from ui.parts import Chat, Conversations, Parts, Reading, Report, Shelf

LONGEST_QUESTION = 2_000
# Only names for style.css, which gives the marks their colours, for light and for dark.
_MARKS = {CHOSEN: "orange", QUOTED: "yellow", NEAR: "gray"}


def lay_out(answerers: tuple[str, ...], support: str) -> Parts:
    """Put the components on the page that is being built."""
    with gr.Sidebar(label="Conversations", elem_id="sidebar", width=280, open=False):
        conversations = _conversations()
    gr.Markdown("# Article Assistant\nAnswers in the documents' own words.", elem_id="masthead")
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=6, min_width=320, elem_id="talk"):
            chat = _chat(answerers, support)
        with (
            gr.Column(scale=5, min_width=320, elem_id="beside"),
            gr.Tabs(selected="reading", elem_id="tabs") as tabs,
        ):
            with gr.Tab("Document", id="reading", elem_id="reading"):
                reading = _reading()
            with gr.Tab("Shelf", id="shelf", elem_id="shelf"):
                shelf = _shelf()
            with gr.Tab("Evaluation", id="report", visible=False) as tab:
                report = _report(tab)
    states = gr.State(None), gr.State(None), gr.State(None)
    return Parts(conversations, chat, tabs, reading, shelf, report, *states)


def _conversations() -> Conversations:
    new = gr.Button("New conversation", elem_id="new", size="sm")
    listed = gr.Radio(
        choices=[], label="Conversations", elem_id="conversations", elem_classes=["lines"]
    )
    with gr.Accordion("This conversation", open=False, visible=False, elem_id="manage") as manage:
        title = gr.Textbox(label="Title", max_length=200, max_lines=1, elem_id="title")
        rename = gr.Button("Rename", size="sm", elem_id="rename")
        export = gr.Button("Export", size="sm", elem_id="export")
        exported = gr.File(
            label="Export", visible=False, interactive=False, elem_id="exported",
            file_count="multiple",
        )  # fmt: skip
        delete = gr.Button("Delete", size="sm", variant="stop", elem_id="delete")
        confirm, really, now, keep = _confirmation("conversation", "Delete it", "Keep it")
    return Conversations(
        new, listed, manage, title, rename, export, exported, delete, confirm, really, now, keep
    )


def _confirmation(of: str, yes: str, no: str) -> tuple[gr.Column, gr.Textbox, gr.Button, gr.Button]:
    """A question back before something goes for good."""
    with gr.Column(visible=False, elem_classes=["confirm"], elem_id=f"confirm-{of}") as column:
        really = _line(f"really-{of}", "Please confirm")
        with gr.Row():
            now = gr.Button(yes, size="sm", variant="stop", elem_id=f"yes-{of}")
            keep = gr.Button(no, size="sm", elem_id=f"no-{of}")
    return column, really, now, keep


def _line(elem_id: str, label: str, lines: int = 3) -> gr.Textbox:
    """Words of the page that may hold strangers' words: a text box, which knows no markup."""
    return gr.Textbox(
        elem_id=elem_id,
        elem_classes=["line"],
        label=label,
        placeholder=" ",  # by which style.css knows that nothing is written in it
        show_label=False,
        container=False,
        interactive=False,
        max_lines=lines,
    )


def _chat(answerers: tuple[str, ...], support: str) -> Chat:
    log = gr.Chatbot(
        elem_id="chat",
        label="Questions and answers",
        show_label=False,
        container=False,
        height=None,
        # Even with rendering off, Gradio takes a message for HTML: ui.messages escapes it.
        # Sanitising is the second wall.
        render_markdown=False,
        sanitize_html=True,
        latex_delimiters=[],
        buttons=[],  # "copy" would copy what is escaped
        layout="bubble",
        group_consecutive_messages=False,
        autoscroll=False,  # page.js keeps the last question in sight instead
        feedback_options=("Like", "Dislike"),
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
    editing = gr.Button(
        "Editing an earlier question. Don't edit it", visible=False, size="sm", elem_id="editing"
    )
    with gr.Accordion("How questions are answered", open=False, elem_id="manner") as manner:
        documents = gr.Dropdown(
            choices=[], multiselect=True, label="From these documents (none chosen: from all)",
            elem_id="only",
        )  # fmt: skip
        several = len(answerers) > 1
        names = [("In the documents' own words" if a == QUOTING else a, a) for a in answerers]
        answerer = gr.Radio(
            names, value=answerers[0], label="Worded by", visible=several, elem_id="answerer"
        )
        support_choice = gr.Radio(
            [
                ("leave it out", "strict"),
                ("show it, marked as not supported", "lenient"),
            ],
            value=support,
            label="What a chat model writes and the documents don't support",
            visible=several,
            elem_id="support",
        )
    pointed = gr.Number(visible="hidden", elem_id="pointed", label="Place pointed at")
    edited = gr.Number(visible="hidden", elem_id="edited", label="Question to edit")
    return Chat(
        log, question, editing, manner, documents, answerer, support_choice, pointed, edited
    )


def _reading() -> Reading:
    gr.Button("Back to the answer", size="sm", elem_id="back")  # on narrow screens, by page.js
    heading = _line("heading", "Document shown")
    where = _line("where", "Place shown")
    with gr.Row(visible=False, elem_id="parts") as parts:
        earlier = gr.Button("Earlier", size="sm", elem_id="earlier")
        later = gr.Button("Later", size="sm", elem_id="later")
        sections = gr.Dropdown(
            choices=[], label="Go to a section", show_label=False, container=False,
            elem_id="sections", min_width=120,
        )  # fmt: skip
    shown_as = gr.Radio(
        [("Text", TEXT), ("Pages as printed", PAGE)],
        value=TEXT,
        label="Shown as",
        show_label=False,
        container=False,
        visible=False,
        elem_id="shown-as",
    )
    page = gr.Slider(1, 2, value=1, step=1, label="Page", visible=False, elem_id="page", buttons=[])
    picture = gr.Image(
        elem_id="picture",
        label="Page",
        show_label=False,
        container=False,
        visible=False,
        interactive=False,
        buttons=["fullscreen"],
        type="filepath",
        format="png",
    )
    text = gr.HighlightedText(
        elem_id="document",
        label="Text of the document",
        show_label=False,
        container=False,
        interactive=False,
        show_inline_category=False,
        show_legend=False,
        color_map=_MARKS,
    )
    return Reading(heading, where, parts, earlier, later, sections, shown_as, text, page, picture)


def _shelf() -> Shelf:
    endings = supported_endings()
    drop = gr.File(
        elem_id="drop",
        label=f"Add documents ({endings})",
        file_count="multiple",
        file_types=endings.split(", "),
        height=170,
    )
    outcome = _line("outcome", "What became of the files", lines=14)
    find = gr.Textbox(
        elem_id="find", label="Find a document", placeholder="Find a document by its title",
        show_label=False, container=False, visible=False,
    )  # fmt: skip
    listed = gr.Radio(choices=[], label="Documents", elem_id="documents", elem_classes=["lines"])
    with gr.Row(visible=False, elem_id="chosen") as chosen:
        read = gr.Button("Read", size="sm", elem_id="read")
        remove = gr.Button("Remove", size="sm", variant="stop", elem_id="remove")
    confirm, really, now, keep = _confirmation("document", "Remove it", "Keep it")
    return Shelf(drop, outcome, find, listed, chosen, read, remove, confirm, really, now, keep)


def _report(tab: gr.Tab) -> Report:
    runs = gr.Dropdown(choices=[], label="Evaluation", elem_id="runs")
    about = _line("about-run", "About this evaluation", lines=6)
    figures = gr.Dataframe(
        headers=["Measure", "Figure", "95 % interval", "Questions"],
        datatype="str", label="Figures", interactive=False, wrap=True, elem_id="figures",
    )  # fmt: skip
    wrong = gr.Dataframe(
        headers=["What went wrong", "Question", "Answer"],
        datatype="str", label="What came out wrong", interactive=False, wrap=True, elem_id="wrong",
    )  # fmt: skip
    file = gr.File(label="The whole report", interactive=False, elem_id="report-file")
    return Report(tab, runs, about, figures, wrong, file)
