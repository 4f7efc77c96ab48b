"""From answers and documents to what the page's components show. All of it is plain text."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation
from assistant.conversation.follow_up import Turn
from vectorstore.records import Document, DocumentText, Passage, Span

# How a stretch of the document panel is marked; also the names by which style.css knows them.
CHOSEN, QUOTED, NEAR = "chosen", "quoted", "near"

_WHOLE = 24_000  # characters up to which a document is shown whole
_AROUND = 5_000  # characters shown before and after what is marked in a longer one
_TO_LINE = 400  # how far a cut may move to fall on the beginning of a line
_LONGEST_QUOTE, _LONGEST_PASSAGE = 320, 160

Place = Citation | Passage


@dataclass(frozen=True, slots=True)
class View:
    """The document panel: its heading, and the text in stretches with their marks."""

    heading: str
    stretches: list[tuple[str, str | None]]


def places(answer: Answer) -> Sequence[Place]:
    """What the page lists beside an answer: its citations or, to a refusal, what was nearest."""
    if answer.citations:
        return answer.citations
    return answer.nearest if answer.abstained else ()


def place_line(place: Place) -> str:
    """Where words stand: `Title · page 2 · characters 1,024–1,180`."""
    page = f" · page {place.page}" if place.page else ""
    return f"{place.title}{page} · characters {place.start:,}–{place.end:,}"


def place_label(place: Place) -> str:
    """A place in the list: the words, and below them a line that says where they stand."""
    if isinstance(place, Citation):
        words = f"[{place.marker}] “{shortened(place.quote, _LONGEST_QUOTE)}”"
    else:
        words = shortened(place.text, _LONGEST_PASSAGE)
    return f"{words}\n{place_line(place)}"


def list_heading(answer: Answer) -> str:
    if answer.citations:
        return "Quoted in the answer"
    return "Nearest passages. They were found, but don't answer the question"


def document_label(document: Document, library: Path) -> str:
    """A document on the shelf: its title, and below it where it came from."""
    source = Path(document.source)
    came = f"{source.name}, added here" if source.is_relative_to(library) else document.source
    return f"{document.title}\n{came} · {document.characters:,} characters"


def shortened(text: str, longest: int) -> str:
    """Text on one line, cut at a word if it is long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0] + " …"


def view(document: DocumentText, shown: Sequence[Place] = (), chosen: Place | None = None) -> View:
    """A document with the places of an answer marked that stand in it, one of them as chosen."""
    mark = CHOSEN if isinstance(chosen, Citation) else NEAR
    marked = [Span(p.start, p.end) for p in shown if isinstance(p, Citation) and _in(p, document)]
    centre = Span(chosen.start, chosen.end) if chosen else Span(0, 0)
    window = _window(document.text, centre)
    heading = document.title
    if window.start > 0 or window.end < len(document.text):
        heading += (
            f" · a part of it: characters {window.start:,}–{window.end:,} of {len(document.text):,}"
        )
    return View(heading, _stretches(document.text, window, marked, centre, mark))


def message(role: str, text: str) -> dict[str, str]:
    """A message of the chat that reads exactly as `text`, whatever markup is in it.

    Gradio puts a message's content into the page as HTML.
    """
    return {"role": role, "content": html.escape(text, quote=False)}


def turns(messages: Sequence[Mapping[str, Any]]) -> list[Turn]:
    """The visible chat as the assistant takes it: what `message` was made of."""
    return [
        {"role": str(m["role"]), "content": html.unescape(_content(m.get("content")))}
        for m in messages
    ]


def _content(content: Any) -> str:
    # Gradio hands a message's text back as a list of parts.
    if isinstance(content, list):
        return "\n".join(_content(part) for part in content)
    if isinstance(content, Mapping):
        return str(content.get("text") or "")
    return content if isinstance(content, str) else ""


def _in(place: Place, document: DocumentText) -> bool:
    return place.document_id == document.id


def _window(text: str, centre: Span) -> Span:
    """The part of a text that is shown: all of it, or that around a place."""
    if len(text) <= _WHOLE:
        return Span(0, len(text))
    start = max(centre.start - _AROUND, 0)
    end = min(max(centre.end + _AROUND, 2 * _AROUND), len(text))
    line = text.rfind("\n", max(start - _TO_LINE, 0), start) + 1
    last = text.find("\n", end, end + _TO_LINE)
    return Span(line if line and start else start, last if last >= 0 else end)


def _stretches(
    text: str, window: Span, quoted: Sequence[Span], chosen: Span, mark: str
) -> list[tuple[str, str | None]]:
    """The window cut wherever a mark begins or ends."""
    marked = [*quoted, chosen]
    ends = {offset for span in marked for offset in (span.start, span.end)}
    cuts = sorted({window.start, window.end, *(e for e in ends if window.start < e < window.end)})
    stretches: list[tuple[str, str | None]] = []
    for start, end in pairwise(cuts):
        inside = [span for span in marked if span.start <= start and end <= span.end]
        label = mark if chosen in inside else QUOTED if inside else None
        stretches.append((text[start:end], label))
    return stretches
