"""The cases that the answerability model is fitted on: questions in different situations.

Every question is asked of a full library, of one without its article or without its
paragraph, and of one article alone, its own or another.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answerability import features
from evals.questions.datasets import Dataset, DatasetQuestion, read_clapnq, read_squad
from evals.tuning.answerability_report import SITUATIONS
from evals.tuning.memory_library import MemoryLibrary, build
from vectorstore.embedding import Embedder

SOURCES = (
    "xquad-en-dev.json",
    "squad2-dev.json",
    "clapnq-answerable-dev.jsonl",
    "clapnq-unanswerable-dev.jsonl",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question asked in one situation, the article it belongs to, and what was measured."""

    situation: str
    article: str
    answered: bool
    features: dict[str, float]


def cases(folder: Path) -> Iterator[Case]:
    """All questions of the data sets in all their situations."""
    embedder = Embedder()
    yield from _cases("xquad", read_squad(folder / SOURCES[0]), embedder)
    yield from _cases("squad2", read_squad(folder / SOURCES[1]), embedder)
    clapnq = read_clapnq(*(folder / name for name in SOURCES[2:]))
    yield from _cases("clapnq", clapnq, embedder)


def _cases(name: str, dataset: Dataset, embedder: Embedder) -> Iterator[Case]:
    library = build(dataset, embedder)
    for question in dataset.questions:
        vectors = embedder.embed_question(question.text)
        article = dataset.documents[question.document].title
        for situation, keep in _libraries(dataset, library, question):
            if f"{name}, {situation}" not in SITUATIONS or not keep:
                continue
            values = features(library.evidence(vectors, keep))
            answered = question.answerable and situation in ("whole library", "article alone")
            yield Case(f"{name}, {situation}", article, answered, values)


def _libraries(
    dataset: Dataset, library: MemoryLibrary, question: DatasetQuestion
) -> Iterator[tuple[str, set[int]]]:
    """The libraries to ask a question of, each with what it is called."""
    everything = set(range(len(library.passages)))
    own = set(library.of_document(question.document))
    yield "whole library", everything
    yield "article alone", own
    if not question.answerable:
        return
    paragraph = dataset.documents[question.document].paragraphs[question.paragraph]
    answering = set(library.touching(question.document, paragraph))
    yield "article absent", everything - own
    yield "paragraph absent", everything - answering
    yield "article alone, paragraph absent", own - answering
    others = [i for i in range(len(dataset.documents)) if i != question.document]
    other = others[zlib.crc32(question.id.encode()) % len(others)]
    yield "another article alone", set(library.of_document(other))
