"""The nouns that everything else is said in: spans, documents, passages."""

import struct
from collections.abc import Iterable, Iterator
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
class Heading:
    """A heading, and the offset in the document's text at which its line begins."""

    start: int
    title: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: fractions of its width and height as seen, from its left and top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a word stands on its page: characters `start` to `end`, and a box around them.

    The box's edges are fractions of the page's width and height as a reader sees the page, from
    its left and its top.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


_BOX = struct.Struct("<II4H")
_STEPS = 65535  # an edge is kept in 16 bits: to a hundredth of a millimetre of a page of A4


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page with their boxes, packed: a long book has a million of them."""

    page: int  # from 1
    packed: bytes

    @classmethod
    def of(cls, page: int, words: Iterable[WordBox]) -> "PageWords":
        """Pack boxes; edges are kept within the page."""
        return cls(page, b"".join(_packed(word) for word in words))

    def boxes(self) -> Iterator[WordBox]:
        """The words, in the order in which they were packed."""
        for start, end, *edges in _BOX.iter_unpack(self.packed):
            yield WordBox(start, end, *(edge / _STEPS for edge in edges))


def _packed(word: WordBox) -> bytes:
    edges = (word.left, word.top, word.right, word.bottom)
    return _BOX.pack(word.start, word.end, *(round(min(max(e, 0), 1) * _STEPS) for e in edges))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: `path` is unique, and names a place in `file` if that holds more.

    >>> Source.within("/shelf/minutes.zip", "may.txt")
    Source(path='/shelf/minutes.zip › may.txt', file='/shelf/minutes.zip')
    """

    path: str
    file: str

    @classmethod
    def within(cls, file: str, part: str) -> "Source":
        """The source of a part of a file; of all of it where `part` is empty."""
        return cls(f"{file}{_INSIDE}{part}" if part else file, file)


_INSIDE = " › "


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library. `id` is made of its content, `source` is where it came from.

    `authors`, `published` (an ISO 8601 date, as precise as it is known) and `language` (a BCP 47
    tag) are what it says of itself; `remark` is a sentence on how it was read. One that is nearly
    the same as a document added before it names that one's id in `near_duplicate_of`.
    """

    id: str
    title: str
    source: str
    sha256: str
    characters: int
    passages: int
    added_at: str
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    remark: str = ""
    near_duplicate_of: str = ""


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
    `headings` are those that the source marks as such. Pages that can be shown as they look are
    `printed`.
    """

    id: str
    title: str
    text: str
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    printed: bool = False

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
