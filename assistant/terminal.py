"""What the terminal shows: progress, answers with their citations, tables.

Documents are a stranger's text: it is printed as text, never as rich's own markup, and
without control characters.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.answer import Answer, marked_text
from assistant.conversation.export import BROKEN_OFF, Told
from assistant.doctor import Finding
from assistant.events import AnswerEvent, AnswerReady, SentenceReady
from assistant.serial import answer_dict
from vectorstore.conversation_table import ConversationSummary

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)
_NEAREST_SHOWN = 3
_EXCERPT = 300


def plain(text: str) -> Text:
    """A stranger's text, made harmless for a terminal."""
    return Text("".join(c if c.isprintable() or c == "\n" else " " for c in text))


def one_line(text: str) -> Text:
    return plain(" ".join(text.split()))


def show_as_made(events: Iterable[AnswerEvent]) -> Answer:
    """An answer while it is made, a line for each sentence; then what belongs to it."""
    shown = []
    for event in events:
        if isinstance(event, SentenceReady):
            console.print(plain(marked_text(event.sentence)))
            shown.append(event.sentence)
        elif isinstance(event, AnswerReady):
            answer = event.answer
    # What a chat model began may have been replaced by quotes.
    show_answer(answer_dict(answer), with_text=not shown or tuple(shown) != answer.sentences)
    return answer


def show_answer(answer: dict[str, Any], with_text: bool = True) -> None:
    """An answer in its JSON form, with its citations or, for a refusal, the nearest passages."""
    if with_text:
        console.print(plain(answer["text"]))
    for notice in answer["notices"]:
        console.print(Text(plain(notice).plain, style="italic"), soft_wrap=True)
    if answer["usage"]:
        _show_usage(answer["answerer"], answer["usage"])
    if answer["citations"]:
        console.print()
        for citation in answer["citations"]:
            _show_place(f"[{citation['marker']}]", citation, citation["quote"])
    elif answer["abstained"] and answer["nearest"]:
        console.print("\nNearest passages (not an answer):")
        for passage in answer["nearest"][:_NEAREST_SHOWN]:
            text = " ".join(passage["text"].split())
            _show_place("·", passage, text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else ""))


def _show_usage(answerer: str, usage: dict[str, Any]) -> None:
    cost = f", {usage['cost']:.6f} spent" if usage["cost"] is not None else ""
    spent = f"{usage['read']:,} tokens read, {usage['written']:,} written{cost}"
    console.print(Text(plain(f"({answerer}; {spent})").plain, style="dim"), soft_wrap=True)


def _show_place(mark: str, place: dict[str, Any], quote: str) -> None:
    section = f", “{place['section']}”" if place.get("section") else ""
    page = f", page {place['page']}" if place["page"] else ""
    where = f"{mark} {place['title']}{section}{page}, characters {place['start']}–{place['end']}"
    console.print(Text(plain(where).plain, style="bold"))
    console.print(Padding(plain(" ".join(quote.split())), (0, 0, 0, 4)))


def read_question() -> str | None:
    """The next question typed, or None at the end."""
    try:
        while True:
            question = console.input("\n[bold]? [/bold]").strip()
            if question in {"exit", "quit"}:
                return None
            if question:
                return question
    except EOFError:
        return None


def show_told(title: str, told: Sequence[Told]) -> None:
    """A conversation again: each question, its answer, and what has changed since."""
    console.print(Text(one_line(title).plain, style="bold"), soft_wrap=True)
    for turn, changes in told:
        console.print(Text.assemble(("\n? ", "bold"), plain(turn.question)))
        if turn.answer is None:
            console.print(BROKEN_OFF)
        else:
            show_answer(answer_dict(turn.answer))
        for change in changes:
            console.print(Text(one_line(change.sentence).plain, style="yellow"))


def show_how_to_resume(conversation_id: str) -> None:
    """How to go on with a conversation, beside what it said."""
    line = f"Kept; go on with `assistant chat --resume {conversation_id}`."
    errors.print(line, soft_wrap=True)


def show_conversations(conversations: Sequence[ConversationSummary]) -> None:
    """The conversations, two lines each, as documents are shown."""
    if not conversations:
        console.print("No conversation is kept; `assistant chat` begins one.")
    for listed in conversations:
        turns = f"{listed.turns} question{'s' if listed.turns != 1 else ''}"
        when = f"{listed.last_at[:10]} {listed.last_at[11:16]} UTC"
        heading = Text.assemble((listed.id, "bold"), "  ", one_line(listed.title))
        console.print(heading, soft_wrap=True)
        console.print(" " * (len(listed.id) + 2) + f"{turns}, the last {when}", soft_wrap=True)


def show_line(text: str) -> None:
    """A sentence on what was done."""
    console.print(one_line(text), soft_wrap=True)


def show_findings(findings: Sequence[Finding]) -> None:
    """What the doctor found, a line each."""
    for finding in findings:
        mark = Text("ok   ", "green") if finding.good else Text("WRONG", "bold red")
        line = Text.assemble(mark, f"  {finding.subject}: ", plain(finding.detail))
        console.print(line, soft_wrap=True)
