"""A page's words to paragraphs in reading order."""

import re
from collections.abc import Sequence

from ingest.formats.pdf_columns import blocks_of
from ingest.formats.pdf_direction import runs_left
from ingest.formats.pdf_lines import typical_size
from ingest.formats.pdf_paragraphs import Paragraph, continuing, paragraphs_of
from ingest.formats.pdf_turning import upright
from ingest.formats.pdf_words import ASKEW, Word

_SMALL = 0.93  # of the size of most type: that of footnotes is smaller
_FLOATS = 3  # tables and captions between the two parts of a paragraph
_NOTE_MARK = re.compile(r"[\d*†‡§¶‖]{1,3}|\[\d{1,3}\]")


def layout(words: Sequence[Word], width: float, height: float) -> list[Paragraph]:
    """The paragraphs of a page, which is so many points wide and high as seen.

    What is turned comes after what stands as most of the page does; footnotes come last, or
    before a paragraph that ends in mid-sentence, so that it can go on overleaf.
    """
    found: list[Paragraph] = []
    turns = {word.turn for word in words}
    sizes = {turn: sum(len(w.text) for w in words if w.turn == turn) for turn in turns}
    for turn in sorted(turns, key=lambda turn: (turn == ASKEW, -sizes[turn])):
        some = upright([word for word in words if word.turn == turn], turn, width, height)
        leftward = runs_left("".join(word.text for word in some))
        found += _in_order(some, leftward, turn)
    return found


def _in_order(words: Sequence[Word], leftward: bool, turn: int) -> list[Paragraph]:
    body = typical_size(words)
    text: list[Paragraph] = []
    notes: list[Paragraph] = []
    for block in blocks_of(words, leftward):
        paragraphs = paragraphs_of(block, turn)
        cut = _where_notes_begin(paragraphs, body)
        _append(text, paragraphs[:cut])
        notes += paragraphs[cut:]
    end = len(text)
    if notes and end > 1 and _is_open(text[-1]):
        end -= 1
        while end > 1 and _heads(text[end - 1], text[end]):
            end -= 1
    return [*text[:end], *notes, *text[end:]]


def _heads(before: Paragraph, after: Paragraph) -> bool:
    return before.size > after.size * 1.07 or (before.bold and not after.bold)


def _append(text: list[Paragraph], paragraphs: Sequence[Paragraph]) -> None:
    """Add a block's paragraphs; one may go on with what stands before a table or a figure."""
    rest = list(paragraphs)
    for back in range(1, min(len(text), _FLOATS) + 1):
        index = continuing(text[-back], rest)
        if index >= 0 and (back == 1 or rest[index].lines[0].text[0].islower()):
            text[-back] = _joined(text[-back], rest.pop(index))
            break
    text += rest


def _where_notes_begin(paragraphs: Sequence[Paragraph], body: float) -> int:
    """The index of the first footnote at the foot of a block."""
    cut = len(paragraphs)
    while cut and paragraphs[cut - 1].size <= _SMALL * body and not paragraphs[cut - 1].cells:
        cut -= 1
    while cut < len(paragraphs) and not _NOTE_MARK.match(paragraphs[cut].lines[0].text):
        cut += 1
    return cut


def _is_open(paragraph: Paragraph) -> bool:
    last = paragraph.lines[-1].text
    return not paragraph.cells and re.search(r"[\w,;\-–—\u00ad]$", last) is not None


def _joined(before: Paragraph, after: Paragraph) -> Paragraph:
    return Paragraph([*before.lines, *after.lines], after.room, before.indented, turn=before.turn)
