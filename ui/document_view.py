"""A document as the page shows it: its text in stretches, with what an answer quotes marked.

A long document is shown in parts; a part begins and ends with a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Citation
from ui.places import Place
from vectorstore.records import DocumentText, Span

# How a stretch is marked; also the names by which style.css knows them.
CHOSEN, QUOTED, NEAR = "chosen", "quoted", "near"

TEXT, PAGE = "text", "page"  # the two ways to see a PDF

_WHOLE = 60_000  # characters up to which a document is shown whole: some twenty pages of print
_PART = 30_000  # characters of a part of a longer one
_BEFORE = 6_000  # of these, how many stand before the place that a part is shown for
_TO_LINE = 400  # how far an end of a part may move to fall on the beginning of a line


@dataclass(frozen=True, slots=True)
class View:
    """What is seen of a document: the part from `window`, in stretches with their marks."""

    stretches: list[tuple[str, str | None]]
    window: Span
    length: int

    @property
    def is_whole(self) -> bool:
        return self.window == Span(0, self.length)


def view(
    document: DocumentText,
    shown: Sequence[Place] = (),
    chosen: Place | None = None,
    start: int | None = None,
) -> View:
    """A document with the places of an answer marked that stand in it, one of them as chosen.

    Of a long document it is the part around the chosen place, or that which begins at `start`.
    """
    text = document.text
    centre = Span(chosen.start, chosen.end) if chosen else Span(0, 0)
    if len(text) <= _WHOLE:
        window = Span(0, len(text))
    elif start is None:
        window = _window(text, max(centre.start - _BEFORE, 0), centre.end)
    else:
        window = _window(text, min(max(start, 0), len(text)))
    mark = CHOSEN if isinstance(chosen, Citation) else NEAR
    marked = [
        Span(place.start, place.end)
        for place in shown
        if isinstance(place, Citation) and place.document_id == document.id
    ]
    return View(_stretches(text, window, marked, centre, mark), window, len(text))


def part_before(window: Span) -> int:
    """Where the part begins that ends where this one begins."""
    return max(window.start - _PART, 0)


def _window(text: str, start: int, at_least: int = 0) -> Span:
    """A part of a text that begins about at `start` and has all up to `at_least` in it."""
    end = min(max(start + _PART, at_least), len(text))
    line = text.rfind("\n", max(start - _TO_LINE, 0), start) + 1
    last = text.find("\n", end, end + _TO_LINE)
    return Span(line if line and start else start, last + 1 if last >= 0 else end)


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
