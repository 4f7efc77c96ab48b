"""How well the right passage and the right sentence are found, beside two simpler ways.

    python -m evals.tuning.retrieval --data FOLDER

Each SQuAD-format set becomes one library, by the ordinary ingest, and every answerable
question is asked of the whole of it. The two simpler ways rank the very same passages: by
their vectors alone, and by BM25 alone.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant import Assistant
from evals.measures.ranks import Rank, first_rank, hit_rate, holds, mean_reciprocal_rank
from evals.questions.as_files import document_number, write_documents
from evals.questions.datasets import Dataset, DatasetQuestion, read_squad
from vectorstore.embedding import QuestionVectors
from vectorstore.evidence import Evidence
from vectorstore.library import Library
from vectorstore.passage_table import StoredPassage
from vectorstore.ranking import bm25, read_question
from vectorstore.records import Span
from vectorstore.words import stems

FILES = ("xquad-en-dev.json", "squad2-dev.json")

Places = Sequence[tuple[int, Span]]
"""Where each of some passages stands: number of the document, characters."""


@dataclass(slots=True)
class Ranks:
    """At which rank each question's answer was found; no sentences where only passages rank."""

    passages: list[Rank] = field(default_factory=list)
    sentences: list[Rank] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """The ranks for one set: the assistant's, by vectors alone, by BM25 alone."""

    assistant: Ranks = field(default_factory=Ranks)
    dense: Ranks = field(default_factory=Ranks)
    lexical: Ranks = field(default_factory=Ranks)


def measure(dataset: Dataset, folder: Path) -> Comparison:
    """Ingest a set's documents below `folder` and ask its answerable questions."""
    documents = write_documents(dataset, folder / "documents")
    with Assistant.open(folder / "library") as assistant:
        report = assistant.ingest(documents)
        if report.failed:
            raise RuntimeError(report.failed[0].message)
        numbers = {
            document.id: document_number(document.source) for document in assistant.documents()
        }
        shelf = Shelf(assistant.library, numbers)
        found = Comparison()
        asked = [question for question in dataset.questions if question.answerable]
        for question in track(asked, dataset.name, console=Console(stderr=True), transient=True):
            evidence = assistant.library.retrieve(question.text)
            places = [(numbers[p.document_id], p.span) for p in evidence.passages]
            found.assistant.passages.append(rank_of(question, places))
            found.assistant.sentences.append(sentence_rank(question, evidence, numbers))
            vectors = assistant.library.embedder.embed_question(question.text)
            found.dense.passages.append(rank_of(question, shelf.by_vector(vectors)))
            found.lexical.passages.append(rank_of(question, shelf.by_words(vectors)))
    return found


def rank_of(question: DatasetQuestion, places: Places) -> Rank:
    """The rank of the first place that holds one of a question's answers whole."""
    return first_rank(places, lambda place: _answers(question, *place))


def _answers(question: DatasetQuestion, document: int, span: Span) -> bool:
    return document == question.document and any(holds(span, a) for a in question.answers)


def sentence_rank(question: DatasetQuestion, evidence: Evidence, numbers: dict[str, int]) -> Rank:
    """The same for the sentences of all retrieved passages, best score first."""
    sentences = [
        (sentence.score, numbers[passage.document_id], sentence.span)
        for passage in evidence.passages
        for sentence in passage.sentences
    ]
    sentences.sort(key=lambda sentence: -sentence[0])
    return rank_of(question, [(document, span) for _, document, span in sentences])


class Shelf:
    """A library's passages, to be ranked in simpler ways than the library does."""

    def __init__(self, library: Library, numbers: dict[str, int]) -> None:
        self._library = library
        self._numbers = numbers
        self._passages: list[StoredPassage] = [
            passage
            for document_id in numbers
            for passage in library.catalog.passages.of(document_id)
        ]
        self._vectors = np.stack([passage.vector for passage in self._passages])

    def by_vector(self, question: QuestionVectors) -> Places:
        """All passages by the cosine of their vector and the question's."""
        return self._ordered(self._vectors @ question.vector)

    def by_words(self, question: QuestionVectors) -> Places:
        """The passages that have a word of the question, by their BM25."""
        catalog = self._library.catalog
        statistics = catalog.passages.statistics()
        read = read_question(
            question, catalog.passages.frequencies(stems(question.text)), statistics
        )
        scores = np.array([bm25(read.idf, passage, statistics) for passage in self._passages])
        return self._ordered(scores, scores > 0)

    def _ordered(
        self, scores: NDArray[np.floating], keep: NDArray[np.bool_] | None = None
    ) -> Places:
        order = np.argsort(-scores, kind="stable")
        return [
            (self._numbers[self._passages[i].document_id], self._passages[i].span)
            for i in order
            if keep is None or keep[i]
        ]


def table(results: dict[str, Comparison]) -> Table:
    """The usual measures, a row for each way on each set; sentence@k is hit@k of sentences."""
    made = Table("", "hit@1", "hit@5", "MRR@10", "sentence@1", "sentence@3")
    for column in made.columns[1:]:
        column.justify = "right"
    for name, found in results.items():
        made.add_section()
        made.add_row(f"[bold]{name}[/bold], n = {len(found.assistant.passages)}")
        made.add_row("Article Assistant", *_cells(found.assistant))
        made.add_row("vectors alone", *_cells(found.dense))
        made.add_row("BM25 alone", *_cells(found.lexical))
    return made


def _cells(ranks: Ranks) -> list[str]:
    figures = [hit_rate(ranks.passages, 1), hit_rate(ranks.passages, 5)]
    figures.append(mean_reciprocal_rank(ranks.passages, 10))
    cells = [f"{figure:.3f}" for figure in figures]
    if not ranks.sentences:
        return [*cells, "–", "–"]
    return [*cells, *(f"{hit_rate(ranks.sentences, k):.3f}" for k in (1, 3))]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.tuning.retrieval", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, metavar="FOLDER", help=f"with {' and '.join(FILES)}"
    )
    data: Path = parser.parse_args().data
    results: dict[str, Comparison] = {}
    for file in FILES:
        with tempfile.TemporaryDirectory() as folder:
            dataset = read_squad(data / file)
            results[dataset.name] = measure(dataset, Path(folder))
    Console(highlight=False).print(table(results))


if __name__ == "__main__":
    main()
