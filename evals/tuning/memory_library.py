"""A library in memory: the retriever's two stages over a data set, without files.

Experiments ask thousands of questions of libraries that differ by one article or one
paragraph. Here the documents are embedded once, and a smaller library is the same one with
some passages left out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evals.questions.datasets import Dataset
from ingest.passages import passage_spans
from ingest.sentences import sentence_spans
from vectorstore.embedding import Embedder, PassageVectors, QuestionVectors
from vectorstore.evidence import Evidence
from vectorstore.passage_table import Statistics, StoredPassage, TokenCodes
from vectorstore.ranking import Question, bm25, rank, read_question
from vectorstore.records import PassageSpan, Span
from vectorstore.words import stems

_CANDIDATES = 64  # of each kind: nearest vectors and highest BM25


@dataclass(frozen=True)
class MemoryLibrary:
    """Passages with everything that ranking needs; `documents[i]` is the index of i's document."""

    passages: tuple[StoredPassage, ...]
    codes: tuple[TokenCodes, ...]
    documents: NDArray[np.int64]

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return np.stack([passage.vector for passage in self.passages])

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([sum(map(len, passage.terms)) for passage in self.passages])

    @cached_property
    def _postings(self) -> dict[str, NDArray[np.int64]]:
        """For each stem the numbers of the passages that hold it."""
        postings: dict[str, list[int]] = {}
        for i, passage in enumerate(self.passages):
            for term in {term for sentence in passage.terms for term in sentence}:
                postings.setdefault(term, []).append(i)
        return {term: np.array(numbers) for term, numbers in postings.items()}

    def of_document(self, document: int) -> list[int]:
        """The numbers of a document's passages."""
        return [int(i) for i in np.flatnonzero(self.documents == document)]

    def touching(self, document: int, span: Span) -> list[int]:
        """The numbers of the passages that share a character with a span of a document."""
        return [
            i
            for i in self.of_document(document)
            if self.passages[i].span.start < span.end and span.start < self.passages[i].span.end
        ]

    def evidence(self, question: QuestionVectors, keep: Collection[int] | None = None) -> Evidence:
        """What retrieval finds in the whole library, or in one that holds only `keep`."""
        kept = np.arange(len(self.passages)) if keep is None else np.array(sorted(keep), np.int64)
        inside = np.zeros(len(self.passages), bool)
        inside[kept] = True
        nothing = np.zeros(0, np.int64)
        holders = {term: self._postings.get(term, nothing) for term in stems(question.text)}
        frequencies = {term: int(inside[numbers].sum()) for term, numbers in holders.items()}
        average = float(self._lengths[kept].mean()) if len(kept) else 0.0
        statistics = Statistics(len(kept), max(average, 1.0))
        read = read_question(question, frequencies, statistics)
        if len(kept) > 2 * _CANDIDATES:
            rough = np.zeros(len(self.passages))
            for term, numbers in holders.items():
                rough[numbers] += read.idf[term]
            hits = kept[rough[kept] > 0]
            likely = hits[np.argsort(-rough[hits], kind="stable")[: 2 * _CANDIDATES]]
            kept = self._candidates(kept, likely, question, read, statistics)
        return rank(read, [self.passages[i] for i in kept], statistics, self._codes_of)

    def _candidates(
        self,
        kept: NDArray[np.int64],
        likely: NDArray[np.int64],
        question: QuestionVectors,
        read: Question,
        statistics: Statistics,
    ) -> NDArray[np.int64]:
        """The nearest passages of all, and those of the likely ones with the highest BM25."""
        dense = self._vectors[kept] @ question.vector
        near = kept[np.argsort(-dense, kind="stable")[:_CANDIDATES]]
        lexical = np.array([bm25(read.idf, self.passages[i], statistics) for i in likely])
        return np.union1d(near, likely[np.argsort(-lexical, kind="stable")[:_CANDIDATES]])

    def _codes_of(self, ids: Sequence[int]) -> list[TokenCodes]:
        return [self.codes[i] for i in ids]


def build(dataset: Dataset, embedder: Embedder) -> MemoryLibrary:
    """Cut and embed all documents of a data set."""
    spans: list[tuple[int, PassageSpan]] = []
    limit = embedder.passage_pieces
    for number, document in enumerate(dataset.documents):
        sentences = sentence_spans(document.text)
        found = passage_spans(document.text, sentences, embedder.piece_spans, limit)
        spans += [(number, passage) for passage in found]
    vectors = embedder.embed_passages_of(
        [(dataset.documents[number].text, passage) for number, passage in spans]
    )
    passages = [
        _stored(i, number, dataset, passage, vectors[i])
        for i, (number, passage) in enumerate(spans)
    ]
    codes = [TokenCodes(v.token_codes, v.token_scales, v.token_sentences) for v in vectors]
    documents = np.array([number for number, _ in spans])
    return MemoryLibrary(tuple(passages), tuple(codes), documents)


def _stored(
    id_: int, document: int, dataset: Dataset, passage: PassageSpan, vectors: PassageVectors
) -> StoredPassage:
    text = dataset.documents[document].text
    return StoredPassage(
        id=id_,
        document_id=str(document),
        title=dataset.documents[document].title,
        span=passage.span,
        text=passage.span.of(text),
        sentences=passage.sentences,
        terms=tuple(tuple(stems(sentence.of(text))) for sentence in passage.sentences),
        vector=vectors.passage.astype(np.float32),
        sentence_vectors=vectors.sentences.astype(np.float32),
    )
