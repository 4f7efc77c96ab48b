"""What the cases are made of: public articles, cut up as the assistant's library cuts them.

An article belongs to "dev" or to "test" by a hash of its title, in whichever set it stands,
so that whoever mends the verifier by the one half can be judged by the other.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.quoting import Quote, is_quotable, sentence_quote
from assistant.verification.verifier import Source
from evals.questions.datasets import DatasetDocument, joined, read_squad
from evals.verification.statement import Statement
from ingest.passages import PieceSpans, passage_spans
from ingest.sentences import sentence_spans
from vectorstore.records import Span

ARTICLES = ("squad2-dev.json", "xquad-en-dev.json")
WRITTEN = "clapnq-answerable-dev.jsonl"

Split = Literal["dev", "test"]
SPLITS: tuple[Split, ...] = ("dev", "test")

# Two sentences that weren't told apart.
_TWO = re.compile(r"[.!?][)\"”\]]+ [A-Z]|\b[a-z]\. (?:It|The|This|In|If|He|For|A)\b")
_FEWEST_WORDS, _MOST_WORDS = 6, 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What an annotator wrote in answer to a question, and the sentences it was written from."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one half, each as its passages, and what annotators wrote about some."""

    split: Split
    documents: tuple[tuple[Source, ...], ...]
    answers: tuple[Answer, ...] = ()

    @property
    def passages(self) -> list[Source]:
        return [passage for document in self.documents for passage in document]

    def statements(self) -> Iterator[Statement]:
        """All sentences that a model might tell again: whole ones, neither short nor endless."""
        for document in self.documents:
            around = "\n".join(passage.text for passage in document)
            for passage in document:
                before: Quote | None = None
                for quote in passage.sentences:
                    if is_statement(quote.text):
                        yield Statement(quote, before, passage, document, around)
                    before = quote


def is_statement(text: str) -> bool:
    """Whether a text is one whole sentence of a usual length."""
    return (
        _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS
        and text[0].isupper()
        and text.endswith(".")
        and not text.endswith("..")
        and not _TWO.search(text)
    )


def split_of(title: str) -> Split:
    """The half that an article belongs to."""
    return SPLITS[1 - zlib.crc32(title.encode()) % 2]


def read_articles(folder: Path, split: Split, piece_spans: PieceSpans, limit: int) -> Shelf:
    """The articles of one half, each once though it stands in both sets.

    `piece_spans` and `limit` are the embedding model's, as for an ingest.
    """
    paragraphs: dict[str, dict[str, str]] = {}
    for file in ARTICLES:
        for document in read_squad(folder / file).documents:
            if split_of(document.title) == split:
                known = paragraphs.setdefault(document.title, {})
                for span in document.paragraphs:
                    text = span.of(document.text)
                    known.setdefault(_beginning(text), text)
    documents = (joined(title, known.values()) for title, known in paragraphs.items())
    return Shelf(split, tuple(passages(one, piece_spans, limit) for one in documents))


def read_written(folder: Path, split: Split, piece_spans: PieceSpans, limit: int) -> Shelf:
    """The CLAPNQ passages of one half, with the answers that annotators wrote about them."""
    documents: dict[DatasetDocument, tuple[Source, ...]] = {}
    answers: list[Answer] = []
    for line in (folder / WRITTEN).read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        passage = asked["passages"][0]
        if split_of(passage["title"]) != split:
            continue
        document = joined(passage["title"], [passage["text"].rstrip()])
        if document not in documents:
            documents[document] = passages(document, piece_spans, limit)
        quotes = [quote for source in documents[document] for quote in source.sentences]
        for output in asked["output"]:
            chosen = list(_places(document.text, output["selected_sentences"]))
            gold = tuple(
                quote for quote in quotes if any(_overlap(quote.span, span) for span in chosen)
            )
            answers.append(Answer(output["answer"], gold))
    return Shelf(split, tuple(documents.values()), tuple(answers))


def passages(document: DatasetDocument, piece_spans: PieceSpans, limit: int) -> tuple[Source, ...]:
    """A document's passages as the library would hold them, with their quotable sentences."""
    text = document.text
    found = passage_spans(text, sentence_spans(text), piece_spans, limit)
    id_ = f"{zlib.crc32(text.encode()):08x}"
    return tuple(
        Source(document.title, passage.span.of(text), _quotes(id_, text, passage.sentences))
        for passage in found
    )


def _quotes(document_id: str, text: str, sentences: Sequence[Span]) -> tuple[Quote, ...]:
    return tuple(
        sentence_quote(document_id, span, span.of(text))
        for span in sentences
        if is_quotable(span.of(text))
    )


def _beginning(text: str) -> str:
    """The first letters of a paragraph, by which two versions of one are known."""
    return "".join(c for c in text.lower() if c.isalnum())[:60]


def _places(text: str, sentences: Iterable[str]) -> Iterator[Span]:
    for sentence in sentences:
        start = text.find(sentence)
        if start >= 0:
            yield Span(start, start + len(sentence))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
