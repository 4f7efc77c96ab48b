"""Passages: runs of whole sentences, short enough for the embedding model to read whole.

A passage ends with its paragraph where it is long enough to stand alone; a short paragraph
or a heading is kept together with what follows it. On the tuning data this finds the right
passage more often than filling every passage to the brim, and an overlap of one sentence
doesn't help (docs/measurements.md).
"""

from collections.abc import Callable, Collection, Sequence

from vectorstore.records import PassageSpan, Span

PieceSpans = Callable[[Sequence[str]], list[list[tuple[int, int]]]]
"""For each of some texts, the character spans of its word pieces."""

_LONG_ENOUGH = 100  # word pieces after which a paragraph's end is a passage's end
_AT_ONCE = 512  # sentences tokenized in one call


def passage_spans(
    text: str,
    sentences: Sequence[Span],
    piece_spans: PieceSpans,
    limit: int,
    headings: Collection[int] = (),
) -> list[PassageSpan]:
    """Group sentences into passages of at most `limit` word pieces, in reading order.

    A sentence longer than that is split, between words where possible. Every sentence is in
    exactly one passage. `headings` are the offsets of sentences known to be headings.
    """
    passages: list[PassageSpan] = []
    current: list[Span] = []
    pieces = 0
    for sentence, count in _fitting(text, sentences, piece_spans, limit):
        new_paragraph = bool(current) and _separate(text, current[-1], sentence)
        heading = text[sentence.start] == "#" or sentence.start in headings
        if current and (
            pieces + count > limit
            or (new_paragraph and pieces >= _LONG_ENOUGH)
            or (heading and pieces >= _LONG_ENOUGH // 2)
        ):
            passages.append(_passage(current))
            current, pieces = [], 0
        current.append(sentence)
        pieces += count
    if current:
        passages.append(_passage(current))
    return passages


def _passage(sentences: list[Span]) -> PassageSpan:
    return PassageSpan(Span(sentences[0].start, sentences[-1].end), tuple(sentences))


def _separate(text: str, before: Span, after: Span) -> bool:
    return text.count("\n", before.end, after.start) > 1


def _fitting(
    text: str, sentences: Sequence[Span], piece_spans: PieceSpans, limit: int
) -> list[tuple[Span, int]]:
    """The sentences with their numbers of word pieces, those over the limit split."""
    fitting: list[tuple[Span, int]] = []
    for first in range(0, len(sentences), _AT_ONCE):
        some = sentences[first : first + _AT_ONCE]
        all_pieces = piece_spans([sentence.of(text) for sentence in some])
        for sentence, pieces in zip(some, all_pieces, strict=True):
            if len(pieces) <= limit:
                fitting.append((sentence, len(pieces)))
            else:
                fitting += _split(text, sentence, pieces, limit)
    return fitting


def _split(
    text: str, sentence: Span, pieces: Sequence[tuple[int, int]], limit: int
) -> list[tuple[Span, int]]:
    """Cut a sentence into parts of at most `limit` word pieces, between words where possible."""
    starts = [sentence.start + start for start, _ in pieces]
    parts: list[tuple[Span, int]] = []
    first = 0
    while first < len(pieces):
        past = _cut(text, starts, first, limit)
        start = starts[first] if first else sentence.start
        end = starts[past] if past < len(pieces) else sentence.end
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        parts.append((Span(start, end), past - first))
        first = past
    return parts


def _cut(text: str, starts: Sequence[int], first: int, limit: int) -> int:
    """The piece before which a part that starts at piece `first` ends.

    The last one within the limit that follows white space; if there is none, the last that
    doesn't stand in the middle of a word; if a single word is too long, the last one.
    """
    furthest = first + limit
    if furthest >= len(starts):
        return len(starts)
    candidates = range(furthest, first, -1)
    for separates in (_after_space, _at_word_edge):
        for i in candidates:
            if starts[i] > starts[first] and separates(text, starts[i]):
                return i
    return furthest


def _after_space(text: str, at: int) -> bool:
    return text[at - 1].isspace()


def _at_word_edge(text: str, at: int) -> bool:
    return not (text[at - 1].isalnum() and text[at].isalnum())
