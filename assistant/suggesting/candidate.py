"""A question that may be offered, before the retrieval chain has been asked it."""

from dataclasses import dataclass

from vectorstore.records import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one of the documents."""

    document_id: str
    span: Span

    def overlaps(self, other: "Place") -> bool:
        return (
            self.document_id == other.document_id
            and self.span.start < other.span.end
            and other.span.start < self.span.end
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and where what answers it should stand.

    `worth` orders candidates; in it is `likeness`, the cosine of the place to what was asked. Of
    those with the same `theme`, the sentence or the kind that they were made from, one is enough.
    `words` are what the first quote must have, for a question about a name.
    """

    question: str
    document_id: str
    span: Span
    worth: float
    theme: str
    words: str = ""
    likeness: float = 0.0

    @property
    def place(self) -> Place:
        return Place(self.document_id, self.span)
