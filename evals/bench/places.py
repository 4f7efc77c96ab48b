"""What the benchmark asks, and what counts as found: places, each a span of a file's text.

Every system cuts documents in its own way. What can be compared is where a retrieved
passage stands, so each system says that, and it is held against the file's text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.measures.ranks import Rank, first_rank, holds
from vectorstore.records import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a file, given by its name."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that a system found: where it says it stands, and its text."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A question and the places that answer it; to hold one of them whole is enough."""

    text: str
    answers: tuple[Place, ...]

    def to_json(self) -> dict[str, Any]:
        answers = [(place.file, place.span.start, place.span.end) for place in self.answers]
        return {"text": self.text, "answers": answers}

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "PlacedQuestion":
        answers = (Place(file, Span(start, end)) for file, start, end in record["answers"])
        return cls(record["text"], tuple(answers))


class MisplacedPassage(Exception):
    """A system's passage is not what stands where it says: its hits could not be trusted."""


def rank_of_answer(question: PlacedQuestion, found: Sequence[Retrieved]) -> Rank:
    """The rank of the first passage that holds an answer."""
    return first_rank(found, lambda passage: _answers(question, passage.place))


def _answers(question: PlacedQuestion, place: Place) -> bool:
    return any(
        answer.file == place.file and holds(place.span, answer.span) for answer in question.answers
    )


def check_places(found: Sequence[Retrieved], texts: dict[str, str]) -> None:
    """Raise MisplacedPassage unless every passage stands where its system says."""
    for passage in found:
        if passage.place.span.of(texts[passage.place.file]) != passage.text:
            raise MisplacedPassage(f"{passage.text[:80]!r} does not stand at {passage.place}")
