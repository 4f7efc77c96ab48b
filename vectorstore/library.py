"""A library: catalog and vector index in one folder, kept in step.

The order of writes makes any interruption harmless. A document's rows go into the catalog
as pending, its vectors into Chroma, then one transaction makes it ready. Leaving goes the
other way round. Opening clears what is neither ready nor gone, and fills Chroma again from
the catalog if it doesn't know what the catalog knows.
"""

import shutil
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from vectorstore.catalog import Catalog, NewDocument
from vectorstore.embedding import Embedder, PassageVectors
from vectorstore.errors import CatalogDamaged, LibraryUnreadable, ModelUnusable
from vectorstore.evidence import Evidence
from vectorstore.lock import LibraryLock
from vectorstore.ranking import rank, read_question
from vectorstore.records import PassageSpan
from vectorstore.vector_index import VectorIndex, failed_inside
from vectorstore.whole_text import whole
from vectorstore.words import stems

_CANDIDATES = 64  # of each kind; on the tuning data 0.995 and more hold the answer
_COPIED_AT_ONCE = 5000
_REMEMBERED = 64  # vectors of questions asked before
_LOOKED_AT = 32  # vectors compared on opening


@dataclass(frozen=True, slots=True)
class EmbeddedPassage:
    """A passage of a pending document, ready to be written."""

    document_id: str
    text: str
    passage: PassageSpan
    vectors: PassageVectors


class Library:
    """One open library. Threads may share it; a second process is refused (LibraryInUse)."""

    def __init__(self, folder: Path, embedder: Embedder, chroma_server: str | None = None) -> None:
        self.folder = folder
        self.embedder = embedder
        self._asked_before = lru_cache(_REMEMBERED)(
            lambda text: embedder.embed_question(text).vector
        )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.lock = LibraryLock(folder)
        except OSError as error:
            raise LibraryUnreadable(
                f"The library {folder} cannot be opened ({error.strerror or error}); check its "
                "permissions and disk, or choose another with --library."
            ) from error
        try:
            self._open(chroma_server)
        except BaseException:
            self.lock.release()
            raise

    def _open(self, chroma_server: str | None) -> None:
        file = self.folder / "catalog.sqlite3"
        self.catalog = Catalog(file)
        try:
            self._check_model()
            self.index = self._open_index(chroma_server)
            self._recover(chroma_server)
        except sqlite3.Error as error:
            self.catalog.close()
            raise CatalogDamaged(str(file), str(error)) from error
        except BaseException:
            self.catalog.close()
            raise

    def close(self) -> None:
        self.index.close()
        self.catalog.close()
        self.lock.release()

    def _check_model(self) -> None:
        made_with = self.catalog.about("embedding_model")
        if made_with is None:
            self.catalog.set_about("embedding_model", self.embedder.name)
        elif made_with != self.embedder.name:
            raise ModelUnusable(
                f"The library {self.folder} was made with the embedding model {made_with!r}, not "
                f"{self.embedder.name!r}; set ASSISTANT_EMBEDDING_MODEL to it, or use a new "
                "library."
            )

    def _open_index(self, server: str | None) -> VectorIndex:
        library_id = self.catalog.about("library_id") or ""
        folder = self.folder / "chroma"
        try:
            return VectorIndex(folder, library_id, server)
        except LibraryUnreadable:
            if server:
                raise
            # Nothing in it that the catalog doesn't have: throw it away and make it anew.
            shutil.rmtree(folder, ignore_errors=True)
            return VectorIndex(folder, library_id)

    def _recover(self, server: str | None) -> None:
        unfinished = self.catalog.unfinished("pending", "leaving")
        try:
            for document_id in unfinished:
                self._clear(document_id)
            if not self.index_agrees():
                self.reindex()
        except BaseException as error:
            if server or isinstance(error, sqlite3.Error) or not failed_inside(error):
                raise
            # Damaged so that Chroma can't even empty it.
            self.index.close()
            shutil.rmtree(self.folder / "chroma", ignore_errors=True)
            self.index = self._open_index(server)
            for document_id in unfinished:
                self.catalog.forget(document_id)
            self.reindex()

    def _clear(self, document_id: str) -> None:
        self.index.remove_document(document_id)
        self.catalog.forget(document_id)

    def index_agrees(self) -> bool:
        """Whether Chroma has as many vectors as the catalog, and those looked at unchanged.

        The count alone proves little: it comes from Chroma's database, while the vectors lie
        in files beside it. A sample from the oldest to the newest tells when those are lost.
        """
        if self.index.count() != self.catalog.passages.statistics().passages:
            return False
        sample = self.catalog.passages.sample_vectors(_LOOKED_AT)
        if not sample:
            return True
        kept = self.index.vectors(list(sample))
        return all(
            i in kept and np.allclose(kept[i], vector, atol=1e-3) for i, vector in sample.items()
        ) and bool(self.index.nearest(next(iter(sample.values())), 1))

    def reindex(self) -> int:
        """Make the Chroma collection anew from the catalog. Returns how many vectors it has."""
        self.index.clear()
        last = 0
        while rows := self.catalog.passages.vectors(after=last, limit=_COPIED_AT_ONCE):
            ids, documents, vectors = zip(*rows, strict=True)
            self.index.add(ids, documents, vectors)
            last = ids[-1]
        return self.index.count()

    # Writing

    def begin(self, document: NewDocument) -> None:
        """Start adding a document; what an earlier attempt left of it is cleared."""
        if document.id in self.catalog.unfinished("pending", "leaving"):
            self._clear(document.id)
        self.catalog.begin(document)

    def add(self, passages: Sequence[EmbeddedPassage]) -> None:
        """Write passages of pending documents into both stores."""
        ids = self.catalog.passages.add(
            (p.document_id, p.text, p.passage, p.vectors) for p in passages
        )
        self.index.add(
            ids, [p.document_id for p in passages], [p.vectors.passage for p in passages]
        )

    def finish(self, document_id: str, source: str) -> None:
        """Make a document ready, in place of what the same source held before."""
        for leaving in self.catalog.finish(document_id, source):
            self._clear(leaving)

    def abandon(self, document_id: str) -> None:
        """Undo `begin` for a document that will not be finished; one that is ready stays."""
        if document_id in self.catalog.unfinished("pending"):
            self._clear(document_id)

    def add_source(self, document_id: str, source: str) -> None:
        """Note that a ready document also comes from this source."""
        for leaving in self.catalog.add_source(document_id, source):
            self._clear(leaving)

    def remove(self, document_id: str) -> None:
        """Remove a document from every store. Raises UnknownDocument."""
        self.catalog.leave(document_id)
        self._clear(document_id)

    # Reading

    def retrieve(
        self,
        question: str,
        own_from: int = 0,
        before: Sequence[str] = (),
        documents: Collection[str] = (),
    ) -> Evidence:
        """The passages nearest to a question with their scores, best first, at most 32.

        What stands before character `own_from` is context for a follow-up: it helps to find,
        but weighs less than the question's own words. `before` are questions that it need not be
        understood by: of passages about as good, those near one of them come first. With ids of
        `documents` only their passages are candidates. What is rare is still told by the whole
        library: counted in one document, the words that it is about would weigh next to nothing.
        """
        question = whole(question)
        vectors = self.embedder.embed_question(question)
        terms = stems(question)
        statistics = self.catalog.passages.statistics()
        frequencies = self.catalog.passages.frequencies(terms)
        read = read_question(vectors, frequencies, statistics, own_from)
        near = (
            self.index.nearest(vectors.vector, _CANDIDATES, documents)
            if statistics.passages
            else []
        )
        by_words = self.catalog.passages.keyword_search(read.terms, _CANDIDATES, documents)
        candidates = self.catalog.passages.get({*near, *by_words})
        return rank(
            read,
            candidates,
            statistics,
            lambda ids: self.catalog.passages.token_codes(ids, len(vectors.vector)),
            [self._asked_before(whole(text)) for text in before],
        )
