"""The markers by which a model names passages, in all the ways in which models set them.

`[1]`, `[1][3]`, `[1, 3]`, `[1-3]`, `[1 and 3]`, `[Passage 2]`, `[^2]`, `【1】` and `【1†source】`
are markers. In code they are code: `rows[1]` names no passage.
"""

import re
from dataclasses import dataclass

from ingest.sentences import sentence_spans
from vectorstore.records import Span

_NUMBERS = r"\d{1,3}(?:\s*(?:[,;&]|and|[-–—])\s*\d{1,3})*"
_MARKER = re.compile(
    rf"[^\S\n]*(?:\[\s*(?:\^|(?:passages?|sources?|p\.)\s*)?({_NUMBERS})\s*\](?!\()"
    rf"|【\s*(?:passages?\s*)?({_NUMBERS})\s*(?:†[^】\n]{{0,40}})?】)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_BLOCK = re.compile(r"^[^\S\n]*```.*?(?:^[^\S\n]*```[^\S\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_LIST_MARK = re.compile(r"^(?:#{1,6}|[-*+•‣◦>]|\(?\d{1,3}[.)])\s+")
_LONGEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its markers; `markers` are those numbers, each once, in order.

    A block of code is one too, its lines kept.
    """

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The sentences of a reply, and where in it each ends, with the markers that follow it."""

    sentences: tuple[MarkedSentence, ...]
    ends: tuple[int, ...]


def marked_sentences(text: str) -> list[MarkedSentence]:
    """The sentences of a model's reply, with the passages that each names.

    >>> marked_sentences("The dam holds. [2] It is old [1].")
    [MarkedSentence(text='The dam holds.', markers=(2,)), MarkedSentence(text='It is old.', ...
    """
    return list(parse(text).sentences)


def parse(text: str) -> Parsed:
    """The sentences of a model's reply, with the passages that each names, and their places.

    A marker belongs to the sentence that it stands in or ends, whether the full stop comes
    before or after it; at the beginning of a line it belongs to what follows.
    """
    plain = _Unmarked(text)
    spans = _spans(plain.text)
    markers: list[list[int]] = [[] for _ in spans]
    ends = [plain.place_in_reply(span.end) for span in spans]
    for marker in plain.markers:
        if spans:
            i = _sentence_at(plain.text, spans, marker.place)
            markers[i] += marker.numbers
            ends[i] = max(ends[i], marker.end)
    said = [
        (MarkedSentence(_bare(span.of(plain.text)), tuple(dict.fromkeys(numbers))), end)
        for span, numbers, end in zip(spans, markers, ends, strict=True)
    ]
    said = [(one, end) for one, end in said if any(c.isalnum() for c in one.text)]
    return Parsed(tuple(one for one, _ in said), tuple(end for _, end in said))


@dataclass(frozen=True, slots=True)
class _Marker:
    """Where in the text without markers one stood, which numbers it had, where it ended before."""

    place: int
    numbers: list[int]
    end: int


class _Unmarked:
    """A reply without its markers, and how places in it and in the reply correspond."""

    def __init__(self, reply: str) -> None:
        code = [match.span() for match in _CODE.finditer(reply)]
        self.text, self.markers, end = "", list[_Marker](), 0
        self._cuts = [(0, 0)]
        for marker in _MARKER.finditer(reply):
            if any(start < marker.end() and marker.start() < stop for start, stop in code):
                continue
            self.text += reply[end : marker.start()]
            numbers = _numbers(marker[1] or marker[2])
            self.markers.append(_Marker(len(self.text), numbers, marker.end()))
            end = marker.end()
            self._cuts.append((len(self.text), end))
        self.text += reply[end:]

    def place_in_reply(self, place: int) -> int:
        """Where in the reply a place of the text without markers is; before a marker there."""
        shift = next(
            there - here for here, there in reversed(self._cuts) if here < place or not here
        )
        return place + shift


def _numbers(told: str) -> list[int]:
    """The numbers of a marker, a range with all that are in it."""
    numbers: list[int] = []
    for part in re.split(r"[,;&]|and", told, flags=re.IGNORECASE):
        ends = _RANGE.search(part)
        if ends:
            first, last = int(ends[1]), int(ends[2])
            numbers += range(first, min(last, first + _LONGEST_RANGE) + 1)
        else:
            numbers.append(int(part))
    return numbers


def _spans(plain: str) -> list[Span]:
    """The sentences of a text, a block of code being one."""
    spans: list[Span] = []
    last = 0
    for block in [*_BLOCK.finditer(plain), None]:
        end = block.start() if block else len(plain)
        between = plain[last:end]
        spans += [Span(last + s.start, last + s.end) for s in sentence_spans(between)]
        if block:
            spans.append(Span(block.start(), block.end()))
            last = block.end()
    return spans


def _sentence_at(plain: str, spans: list[Span], place: int) -> int:
    """Which sentence a marker at this place belongs to."""
    before = sum(span.start < place for span in spans) - 1
    line_so_far = plain[plain.rfind("\n", 0, place) + 1 : place].strip()
    rest_of_line = plain[place:].split("\n", 1)[0].strip()
    opens_line = not line_so_far and rest_of_line
    return min(before + 1, len(spans) - 1) if opens_line or before < 0 else before


def _bare(sentence: str) -> str:
    """A sentence on one line, without the mark of a list item or heading; code as it stands."""
    if sentence.lstrip().startswith("```"):
        return sentence.strip()
    return " ".join(_LIST_MARK.sub("", sentence).split())
