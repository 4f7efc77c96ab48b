"""The nouns that everything else is said in: spans, documents, passages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: characters `start` up to, not including, `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """Where a passage stands, and where its sentences do: what chunking hands on."""

    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library. `id` is made of its content, `source` is where it came from."""

    id: str
    title: str
    source: str
    sha256: str
    characters: int
    passages: int
    added_at: str


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """What tells a document from what later takes its place: `sha256` is of the file's bytes."""

    document_id: str
    title: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document with its canonical text: the text that every offset refers to.

    `pages` holds the offset at which each page starts; it is empty where the source has none.
    """

    id: str
    title: str
    text: str
    pages: tuple[int, ...] = ()

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page on which a character stands."""
        return sum(start <= offset for start in self.pages) or None


@dataclass(frozen=True, slots=True)
class Passage:
    """A search result: `text` is what stands in the document from `start` to `end`.

    `score` orders the results of one search; scores of two searches don't compare.
    """

    document_id: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    score: float
