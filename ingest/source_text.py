"""What a loader makes of a file: its canonical text, and what is known of places in it.

All offsets count characters of `text`, which is what the library keeps, shows and quotes.
"""

from dataclasses import dataclass

from vectorstore.records import Heading, PageWords


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as its loader read it.

    `pages` holds the offset at which each page starts, `headings` are in the order of the text,
    `words` say where on its page each word of a PDF stands. `authors`, `published` (an ISO 8601
    date as precise as it is known: 2021, 2021-05 or 2021-05-03) and `language` (a BCP 47 tag) are
    what the file says of itself, empty where it doesn't. `part` names the document within a file
    that holds several: a member of an archive, a row of a table. `remark` is one sentence that a
    reader should know of how it was read. `original` is a PDF whose pages can be shown.
    """

    text: str
    title: str
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: tuple[PageWords, ...] = ()
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    part: str = ""
    remark: str = ""
    original: bytes | None = None


class Unreadable(Exception):
    """Why a file can't become a document: what follows its name in a sentence.

    >>> str(Unreadable("is empty; there is nothing to read in it."))
    'is empty; there is nothing to read in it.'
    """


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a reader may choose about how files are read."""

    password: str | None = None
    ocr: bool = True


AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or the `part` of it, that can't become a document, and why (see Unreadable)."""

    reason: str
    part: str = ""
