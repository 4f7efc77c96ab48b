"""The way in: files are read, cut into passages, embedded in batches and written.

Passages of many small files are embedded together and those of a large file in turns, so
that neither many files nor a large one takes more memory or time than its text.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import DocumentError, NothingToRead
from ingest.files import files_at
from ingest.loaders import load, read_bytes, supported_endings
from ingest.passages import passage_spans
from ingest.sentences import sentence_spans
from vectorstore.catalog import NewDocument
from vectorstore.library import EmbeddedPassage, Library
from vectorstore.records import Document, PassageSpan

_PASSAGES_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not ingested, and why, in one sentence."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file: added, updated (replaced an older version), unchanged, failed."""

    added: tuple[Document, ...]
    updated: tuple[Document, ...]
    unchanged: tuple[Document, ...]
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is. Characters are the measure of work; `source` is what is at hand."""

    source: str
    files_done: int
    files: int
    fraction: float


@dataclass(slots=True)
class _Work:
    """A document on its way in, the file it comes from, and what is left to embed of it."""

    document: NewDocument
    file: Path
    updates: bool
    left: int = 0


@dataclass(slots=True)
class _Outcome:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


def ingest(
    library: Library,
    paths: Iterable[str | Path],
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> IngestReport:
    """Bring files, and all documents in folders, into the library.

    A file whose content the library has is left alone; one that changed takes the place of
    its older version in one step. A file that can't be read is reported in `failed` and
    leaves the library as it was.
    """
    outcome = _Outcome()
    files = list(_files(paths, outcome))
    writer = _Writer(library, outcome, files, on_progress)
    try:
        for file in files:
            writer.take(file)
        writer.finish()
    finally:
        writer.abandon_unfinished()
    documents = {document.id: document for document in library.catalog.documents()}

    def known(ids: list[str]) -> tuple[Document, ...]:
        # An id may be gone again: a later file of the same run may have replaced it.
        return tuple(documents[i] for i in dict.fromkeys(ids) if i in documents)

    return IngestReport(
        known(outcome.added),
        known(outcome.updated),
        known(outcome.unchanged),
        tuple(outcome.failed),
    )


def _files(paths: Iterable[str | Path], outcome: _Outcome) -> Iterator[Path]:
    """Each file once, as an absolute path; folders are searched, in the order of names."""
    seen: set[Path] = set()
    for given in paths:
        path = _expanded(given)
        found = files_at(path)
        if not found:
            error = NothingToRead(path, supported_endings())
            outcome.failed.append(Failure(_unicode(path), str(error)))
        for file in found:
            absolute = file.absolute()
            if absolute not in seen:
                seen.add(absolute)
                yield absolute


def _expanded(given: str | Path) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError:  # no such user: the name just starts with a tilde
        return Path(given)


def _unicode(name: object) -> str:
    """A file's name as the catalog can keep it: in Unicode even where its bytes are not."""
    return str(name).encode("utf-8", "backslashreplace").decode("utf-8")


class _Writer:
    """Collects passages of documents and writes them by the batch."""

    def __init__(
        self,
        library: Library,
        outcome: _Outcome,
        files: list[Path],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._library = library
        self._outcome = outcome
        self._on_progress = on_progress
        self._files = len(files)
        self._taken = 0
        self._sizes = {file: _size(file) for file in files}
        self._total = sum(self._sizes.values()) or 1
        self._done = 0.0
        self._queue: list[tuple[_Work, PassageSpan]] = []
        self._open: dict[str, _Work] = {}

    def take(self, file: Path) -> None:
        """Read one file and queue its passages, or note why there is nothing to do."""
        self._report(file)
        try:
            content = read_bytes(file)
            sha256 = hashlib.sha256(content).hexdigest()
            document_id = sha256[:16]
            if self._is_known(document_id, _unicode(file)):
                self._advance(file, 1.0)
            else:
                self._start(file, document_id, sha256, content)
        except DocumentError as error:
            self._outcome.failed.append(Failure(_unicode(file), str(error)))
            self._advance(file, 1.0)
        self._taken += 1
        self._report(file)

    def _is_known(self, document_id: str, source: str) -> bool:
        """Whether the library has, or is about to have, this very content."""
        catalog = self._library.catalog
        if document_id in self._open:
            self.flush()
        if not catalog.is_ready(document_id):
            return False
        before = catalog.ready_id(source)
        if before == document_id:
            self._outcome.unchanged.append(document_id)
        else:
            self._library.add_source(document_id, source)
            (self._outcome.updated if before else self._outcome.unchanged).append(document_id)
        return True

    def _start(self, file: Path, document_id: str, sha256: str, content: bytes) -> None:
        source = load(file, content)
        embedder = self._library.embedder
        passages = passage_spans(
            source.text,
            sentence_spans(source.text),
            embedder.piece_spans,
            embedder.passage_pieces,
        )
        document = NewDocument(
            document_id, _unicode(source.title), _unicode(file), sha256, source.text, source.pages
        )
        updates = self._library.catalog.ready_id(document.source) is not None
        work = _Work(document, file, updates, left=len(passages))
        self._library.begin(document)
        self._open[document_id] = work
        for passage in passages:
            self._queue.append((work, passage))
            if len(self._queue) >= _PASSAGES_AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Embed and write what is queued; finish the documents that are complete."""
        batch, self._queue = self._queue, []
        if not batch:
            return
        vectors = self._library.embedder.embed_passages_of(
            [(work.document.text, passage) for work, passage in batch]
        )
        self._library.add(
            [
                EmbeddedPassage(work.document.id, work.document.text, passage, vector)
                for (work, passage), vector in zip(batch, vectors, strict=True)
            ]
        )
        for work, passage in batch:
            work.left -= 1
            length = passage.span.end - passage.span.start
            self._advance(work.file, length / len(work.document.text))
            if work.left == 0:
                self._library.finish(work.document.id, work.document.source)
                outcome = self._outcome.updated if work.updates else self._outcome.added
                outcome.append(work.document.id)
                del self._open[work.document.id]
        self._report(batch[-1][0].file)

    def finish(self) -> None:
        """Write what is still queued, and say that all is done."""
        self.flush()
        self._done = float(self._total)
        if self._sizes:
            self._report(list(self._sizes)[-1])

    def abandon_unfinished(self) -> None:
        """After an error: take back what was begun."""
        for document_id in self._open:
            self._library.abandon(document_id)
        self._open.clear()

    def _advance(self, file: Path, fraction: float) -> None:
        self._done += self._sizes[file] * fraction

    def _report(self, file: Path) -> None:
        self._on_progress(
            Progress(file.name, self._taken, self._files, min(self._done / self._total, 1.0))
        )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
