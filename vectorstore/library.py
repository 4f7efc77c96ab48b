"""A library: catalog and vector index in one folder, kept in step.

The order of writes makes any interruption harmless. A document's rows go into the catalog
as pending, at its end its vectors into Chroma, then one transaction makes it ready. Leaving goes
the other way round. Opening completes what was leaving, and fills Chroma again from the catalog
if it doesn't know what the catalog knows. What is pending then stays where nobody sees it, so
that the work can go on where it stopped.
"""

import shutil
import sqlite3
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from vectorstore.catalog import Catalog, NewDocument
from vectorstore.embedding import Embedder, PassageVectors
from vectorstore.errors import (
    CatalogDamaged,
    IndexFailed,
    LibraryUnreadable,
    LibraryUnwritable,
    ModelUnusable,
)
from vectorstore.evidence import Evidence
from vectorstore.lock import LibraryLock
from vectorstore.ranking import rank, read_question
from vectorstore.records import PassageSpan, Source, Span
from vectorstore.vector_index import VectorIndex
from vectorstore.whole_text import whole
from vectorstore.words import stems

CATALOG = "catalog.sqlite3"
"""The file by which a folder is known as a library."""

_CANDIDATES = 64  # of each kind; on the tuning data 0.995 and more hold the answer
_COPIED_AT_ONCE = 5000
_REMEMBERED = 64  # vectors of questions asked before
_LOOKED_AT = 32  # vectors compared on opening
_SMALLEST_CATALOG = 512  # bytes: SQLite's smallest page
_DAYS_PENDING = 7  # how long begun work is kept, to be taken up again


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
        self.mended = False  # whether Chroma's vectors had to be made anew
        self._chroma_server = chroma_server
        self._mending = threading.RLock()
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
            self._open()
        except BaseException:
            self.lock.release()
            raise

    def _open(self) -> None:
        file = self.folder / CATALOG
        if (self.folder / "chroma").exists() and file.exists():
            size = file.stat().st_size
            if size < _SMALLEST_CATALOG:
                # SQLite would begin a new one in its place, and throw away its log.
                raise CatalogDamaged(str(file), f"it has {size} bytes")
        self.catalog = Catalog(file)
        try:
            self._check_model()
            self.index = self._open_index()
            self._recover()
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

    def _open_index(self) -> VectorIndex:
        library_id = self.catalog.about("library_id") or ""
        folder = self.folder / "chroma"
        try:
            return VectorIndex(folder, library_id, self._chroma_server)
        except LibraryUnwritable:
            raise
        except LibraryUnreadable:
            if self._chroma_server:
                raise
            # Nothing in it that the catalog doesn't have: throw it away and make it anew.
            shutil.rmtree(folder, ignore_errors=True)
            return VectorIndex(folder, library_id)

    def _recover(self) -> None:
        try:
            for document_id in self.catalog.unfinished("leaving"):
                self._clear(document_id)
            for document_id in self.catalog.unfinished("pending"):
                self.index.remove_document(document_id)
            self.catalog.forget_abandoned(_DAYS_PENDING)
            if not self.index_agrees():
                self.reindex()
                self.mended = True
        except IndexFailed:
            if self._chroma_server:
                raise
            # Damaged so that Chroma can't even empty it.
            self.index.close()
            shutil.rmtree(self.folder / "chroma", ignore_errors=True)
            self.index = self._open_index()
            for document_id in self.catalog.unfinished("leaving"):
                self.catalog.forget(document_id)
            self.reindex()
            self.mended = True

    def _mend(self) -> None:
        """Open Chroma anew if it failed before, for want of room, say."""
        with self._mending:
            if self.index.failed:
                self.index.close()
                self.index = self._open_index()
                self._recover()

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
        self._mend()
        self.index.clear()
        last = 0
        while rows := self.catalog.passages.vectors(after=last, limit=_COPIED_AT_ONCE):
            ids, documents, vectors = zip(*rows, strict=True)
            self.index.add(ids, documents, vectors)
            last = ids[-1]
        return self.index.count()

    # Writing

    def begin(self, document: NewDocument) -> set[Span]:
        """Start adding a document. Returns the passages that an earlier attempt left of it."""
        self._mend()
        if self.catalog.begun(document):
            return self.catalog.passages.spans(document.id)
        if self.catalog.state(document.id) in ("pending", "leaving"):
            self._clear(document.id)
        self.catalog.begin(document)
        return set()

    def add(self, passages: Sequence[EmbeddedPassage]) -> None:
        """Write passages of pending documents into the catalog."""
        self.catalog.passages.add((p.document_id, p.text, p.passage, p.vectors) for p in passages)

    def finish(self, finished: Sequence[tuple[str, Source]]) -> None:
        """Make documents ready, by id, each in place of what its source held before."""
        self._index_pending([document_id for document_id, _ in finished])
        for document_id, source in finished:
            for leaving in self.catalog.finish(document_id, source):
                self._clear(leaving)

    def _index_pending(self, document_ids: Sequence[str]) -> None:
        """Put the vectors of pending documents into Chroma, many at once: a call is slow."""
        last = 0
        while rows := self.catalog.passages.pending_vectors(document_ids, last, _COPIED_AT_ONCE):
            ids, documents, vectors = zip(*rows, strict=True)
            self.index.add(ids, documents, vectors)
            last = ids[-1]

    def add_source(self, document_id: str, source: Source) -> None:
        """Note that a ready document also comes from this source."""
        self._mend()
        for leaving in self.catalog.add_source(document_id, source):
            self._clear(leaving)

    def settle(self, file: str, sha256: str | None, held: Collection[str]) -> None:
        """Note what a file holds, by paths of sources (see SourceTable.settle)."""
        self._mend()
        for leaving in self.catalog.sources.settle(file, sha256, held):
            self._clear(leaving)

    def remove(self, document_id: str) -> None:
        """Remove a document from every store. Raises UnknownDocument."""
        self._mend()
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
        self._mend()
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
