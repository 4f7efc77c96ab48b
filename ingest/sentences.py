"""Sentences as exact spans of a text.

sentencex finds the boundaries; around it stand two things that it doesn't do: titles,
headings, list and table lines are sentences of their own, and a blank line in the middle of
a sentence (left by a page or column break) doesn't end it.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

import sentencex

from vectorstore.records import Span

_WINDOW = 4000  # characters: longer than nearly all paragraphs, and any sentence

_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_OF_ITS_OWN = re.compile(
    r"^[^\S\n]*(?:"
    r"#{1,6}[^\S\n].*"  # Markdown heading
    r"|\|.*\|[^\S\n]*"  # table row
    r"|(?:[-*_][^\S\n]*){3,}"  # rule
    r"|```.*"
    r")$",
    re.MULTILINE,
)
# A short line that opens a block and ends like no sentence, before a line twice as long: the
# title or heading of what follows. Lines wrapped by hand are about as long as each other.
_TITLE = re.compile(r"(?:\A|\n[^\S\n]*\n)[^\S\n]*(\S[^\n]{0,79})\n(?=[^\S\n]*([^\s][^\n]*))")
_LIST_ITEM = re.compile(r"^[^\S\n]*(?:[-*+•‣◦]|\(?\d{1,3}[.)]|\(?[a-z][.)])[^\S\n]+(?=\S)", re.M)
_ENDS = re.compile(r"[.!?…。！？؟۔:;][\"'”’»)\]]*\s*$")
_GOES_ON = re.compile(r"\s*[a-zß-öø-ÿ]")


def sentence_spans(text: str, headings: Collection[int] = (), language: str = "en") -> list[Span]:
    """Spans of all sentences of `text`, in order, without white space at their ends.

    Together they cover every non-blank character of the text, and none overlap. `headings` are
    the offsets of lines that are known to be headings.
    """
    spans: list[Span] = []
    for start, end in _blocks(text, headings):
        # The number of a list item is no sentence of its own, as its full stop suggests.
        marker = _LIST_ITEM.match(text, start, end)
        body = marker.end() if marker else start
        block = text[body:end].replace("\n", " ")  # same length: offsets stay true
        for sentence_end in _ends(block, language):
            span = _stripped(text, start, body + sentence_end)
            if span is not None:
                spans.append(span)
                start = span.end
    return spans


def _ends(block: str, language: str) -> Iterator[int]:
    """Where the sentences of a block end: window by window, each after the last whole sentence.

    sentencex takes time that grows with the square of the sentences and quotes in a text.
    """
    start = 0
    while start < len(block):
        window = block[start : start + _WINDOW]
        ends = [end["end_index"] for end in sentencex.get_sentence_boundaries(language, window)]
        is_last = start + len(window) == len(block)
        if not is_last:
            # What the window cuts off is seen whole in the next one, unless it fills most of a
            # window: then it ends at a space.
            whole = [end for end in ends if end < len(window)]
            ends = whole if whole and whole[-1] > _WINDOW // 4 else [*whole, _last_space(window)]
        yield from (start + end for end in ends)
        start += len(window) if is_last else ends[-1]


def _last_space(window: str) -> int:
    return max(window.rfind(" ") + 1, _WINDOW // 4 + 1)


def _blocks(text: str, headings: Collection[int]) -> Iterator[tuple[int, int]]:
    """Stretches of text that no sentence crosses: paragraphs, headings, items, rows."""
    cuts = {0, len(text)}
    for start in headings:
        line_end = text.find("\n", start)
        cuts.update((start, line_end if line_end >= 0 else len(text)))
    for line in _LINE_OF_ITS_OWN.finditer(text):
        cuts.update((line.start(), line.end()))
    cuts.update(item.start() for item in _LIST_ITEM.finditer(text))
    cuts.update(line.end() for line in _TITLE.finditer(text) if _is_title(*line.groups()))
    for gap in _BREAK.finditer(text):
        before = text[max(0, gap.start() - 200) : gap.start()]
        line_before = before[before.rfind("\n") + 1 :]
        mid_sentence = (
            not _ENDS.search(before)
            and _GOES_ON.match(text, gap.end()) is not None
            and not _LIST_ITEM.match(text, gap.end())
            and not _LINE_OF_ITS_OWN.match(line_before)
        )
        if not mid_sentence:
            cuts.add(gap.end())
    edges = sorted(cuts)
    yield from pairwise(edges)


def _is_title(line: str, following: str) -> bool:
    return (
        not _ENDS.search(line)
        and not _GOES_ON.match(following)
        and len(following) >= 2 * len(line.strip())
    )


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None
