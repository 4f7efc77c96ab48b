"""What a chat model wrote, taken apart: sentences, each with the passages that it names."""

import re
from dataclasses import dataclass

import prompts
from ingest.sentences import sentence_spans
from vectorstore.records import Span

_MARKER = re.compile(r"[^\S\n]*[\[【]\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*[\]】]")
_LIST_MARK = re.compile(r"^(?:#{1,6}|[-*+•‣◦]|\(?\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its markers; `markers` are those numbers, each once, in order."""

    text: str
    markers: tuple[int, ...]


def marked_sentences(text: str) -> list[MarkedSentence]:
    """The sentences of a model's reply, with the passages that each names.

    A marker belongs to the sentence that it stands in or ends, whether the full stop comes
    before or after it; at the beginning of a line it belongs to what follows.

    >>> marked_sentences("The dam holds. [2] It is old [1].")
    [MarkedSentence(text='The dam holds.', markers=(2,)), MarkedSentence(text='It is old.', ...
    """
    plain, places = _without_markers(text)
    spans = sentence_spans(plain)
    markers: list[list[int]] = [[] for _ in spans]
    for place, numbers in places:
        if spans:
            markers[_sentence_at(plain, spans, place)] += numbers
    said = [_bare(span.of(plain)) for span in spans]
    return [
        MarkedSentence(sentence, tuple(dict.fromkeys(numbers)))
        for sentence, numbers in zip(said, markers, strict=True)
        if any(c.isalnum() for c in sentence)
    ]


def refuses(text: str) -> bool:
    """Whether a reply has the words in it that say that the documents don't answer."""
    return _folded(prompts.load("refusal")) in _folded(text)


def _without_markers(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The text without its markers, and where in it each stood, with its numbers."""
    plain, places, end = "", [], 0
    for marker in _MARKER.finditer(text):
        plain += text[end : marker.start()]
        places.append((len(plain), [int(number) for number in re.findall(r"\d+", marker[1])]))
        end = marker.end()
    return plain + text[end:], places


def _sentence_at(plain: str, spans: list[Span], place: int) -> int:
    """Which sentence a marker at this place belongs to."""
    before = sum(span.start < place for span in spans) - 1
    line_so_far = plain[plain.rfind("\n", 0, place) + 1 : place].strip()
    rest_of_line = plain[place:].split("\n", 1)[0].strip()
    opens_line = not line_so_far and rest_of_line
    return min(before + 1, len(spans) - 1) if opens_line or before < 0 else before


def _bare(sentence: str) -> str:
    """A sentence on one line, without the mark of a list item or heading."""
    return " ".join(_LIST_MARK.sub("", sentence).split())


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split()).rstrip(".")
