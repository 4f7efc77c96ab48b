"""Question sets in their published formats, read into one shape: documents and questions.

Known formats: SQuAD 1.1 and 2.0 (https://rajpurkar.github.io/SQuAD-explorer/; XQuAD's files
are SQuAD 1.1) and CLAPNQ (https://github.com/primeqa/clapnq). Every place is a span of
characters of its document's text, so retrieval, citations and abstention can all be
measured on the same objects.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorstore.records import Span

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class DatasetDocument:
    """A document to put into a library: its text, and where its paragraphs stand in it."""

    title: str
    text: str
    paragraphs: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DatasetQuestion:
    """A question asked about one paragraph of one document.

    `answers` holds the places that answer it, as the data's annotators marked them; annotators
    may disagree, so a place may be there twice, or overlap another. It is empty where the
    question is not `answerable`, even though it was asked of that very paragraph.
    """

    id: str
    text: str
    document: int
    paragraph: int
    answers: tuple[Span, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """A question set; `document` of a question is an index into `documents`."""

    name: str
    documents: tuple[DatasetDocument, ...]
    questions: tuple[DatasetQuestion, ...]


def read_squad(file: Path) -> Dataset:
    """Read SQuAD 1.1 or 2.0: each article is a document, its paragraphs joined by a blank line."""
    documents: list[DatasetDocument] = []
    questions: list[DatasetQuestion] = []
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        title = str(article.get("title", "")).replace("_", " ")
        document = joined(title, [paragraph["context"] for paragraph in article["paragraphs"]])
        for number, paragraph in enumerate(article["paragraphs"]):
            offset = document.paragraphs[number].start
            for asked in paragraph["qas"]:
                answerable = not asked.get("is_impossible", False)
                places = [
                    Span(offset + answer["answer_start"], offset + _end(answer))
                    for answer in (asked["answers"] if answerable else ())
                ]
                questions.append(
                    DatasetQuestion(
                        id=str(asked["id"]),
                        text=asked["question"].strip(),
                        document=len(documents),
                        paragraph=number,
                        answers=tuple(dict.fromkeys(places)),
                        answerable=answerable,
                    )
                )
        documents.append(document)
    return Dataset(file.stem, tuple(documents), tuple(questions))


def _end(answer: dict[str, Any]) -> int:
    return int(answer["answer_start"]) + len(answer["text"])


def joined(title: str, paragraphs: Iterable[str]) -> DatasetDocument:
    """A document of the given paragraphs, a blank line between them."""
    spans: list[Span] = []
    start = 0
    texts = [_as_read_from_a_file(paragraph) for paragraph in paragraphs]
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + len(PARAGRAPH_BREAK)
    return DatasetDocument(title, PARAGRAPH_BREAK.join(texts), tuple(spans))


def _as_read_from_a_file(text: str) -> str:
    """The text as it comes back from a file, character for character in its place."""
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    return plain.replace("\0", " ").replace("\ufeff", " ")


def read_clapnq(*files: Path, name: str = "clapnq") -> Dataset:
    """Read CLAPNQ: every passage is a document of its own, one paragraph long.

    Answers are the sentences that annotators selected. A question is answerable where at
    least one annotator selected any; answerable and unanswerable questions come in two
    files, which belong in one library.
    """
    documents: dict[DatasetDocument, int] = {}
    questions: list[DatasetQuestion] = []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            asked = json.loads(line)
            passage = asked["passages"][0]
            document = joined(passage["title"], [passage["text"].rstrip()])
            answers = _selected(passage, asked["output"])
            questions.append(
                DatasetQuestion(
                    id=str(asked["id"]),
                    text=asked["input"].strip(),
                    document=documents.setdefault(document, len(documents)),
                    paragraph=0,
                    answers=answers,
                    answerable=bool(answers),
                )
            )
    return Dataset(name, tuple(documents), tuple(questions))


def _selected(passage: dict[str, Any], outputs: list[dict[str, Any]]) -> tuple[Span, ...]:
    """Where the sentences stand that any annotator selected, in reading order."""
    wanted = {sentence for output in outputs for sentence in output["selected_sentences"]}
    spans: list[Span] = []
    position = 0
    for sentence in passage["sentences"]:
        start = passage["text"].index(sentence, position)
        position = start + len(sentence)
        if sentence in wanted:
            spans.append(Span(start, position))
    return tuple(spans)
