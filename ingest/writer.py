"""From files to a library: what is new is read, embedded by the batch and written.

What a URL leads to is a file like others; where a path is meant to be a Path, it is a string.

Passages of many small documents are embedded together and those of a large one in turns, so that
neither many files nor a large one takes more memory or time than its text.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import DocumentError, FetchingIsOff, NotADocument
from ingest.files import failure, read_bytes, size, source_name
from ingest.passages import passage_spans
from ingest.reader import Reader
from ingest.report import Failure, OnProgress, Progress
from ingest.sentences import sentence_spans
from ingest.source_text import ReadingOptions, Refusal, SourceText
from ingest.web import Fetch
from vectorstore.catalog import NewDocument
from vectorstore.library import EmbeddedPassage, Library
from vectorstore.records import PassageSpan, Source

_PASSAGES_AT_ONCE = 128


@dataclass(slots=True)
class _File:
    """A file on its way in: what it holds, by paths of sources, and how much of that is to come."""

    path: Path | str
    sha256: str
    held: list[str] = field(default_factory=list)
    waiting: int = 0
    read: bool = False
    whole: bool = True  # no part of it failed

    @property
    def name(self) -> str:
        return source_name(self.path)


@dataclass(slots=True)
class _Work:
    """A document on its way in, and what is left to embed of it."""

    document: NewDocument
    source: Source
    file: _File
    updates: bool
    left: int = 0


@dataclass(slots=True)
class Outcome:
    """What became of documents, by id, and of files that failed."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


class Writer:
    """Brings the files of one run into a library."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        files: tuple[Path | str, ...],
        on_progress: OnProgress,
        options: ReadingOptions,
        fetch: Fetch | None = None,
    ) -> None:
        self.outcome = Outcome()
        self._library = library
        self._reader = reader
        self._options = options
        self._fetch = fetch
        self._on_progress = on_progress
        self._files = len(files)
        self._taken = 0
        self._sizes = {file: size(file) for file in files}
        self._total = sum(self._sizes.values()) or 1
        self._done = 0.0
        self._queue: list[tuple[_Work, PassageSpan]] = []
        self._open: dict[str, _Work] = {}
        self._known = library.catalog.sources.files()
        self._contents = {sha256: path for path, sha256 in self._known.items()}

    def take(self, path: Path | str) -> None:
        """Read one file and queue its passages, or note why there is nothing to do."""
        self._report(path)
        try:
            name, content = self._content(path)
            file = _File(path, hashlib.sha256(content).hexdigest())
            if not self._is_known(file):
                self._read(file, name, content)
        except DocumentError as error:
            self._fail(path, error)
        self._taken += 1
        self._report(path)

    def finish(self) -> None:
        """Write what is still queued, and say that all is done."""
        self._flush()
        self._done = float(self._total)
        if self._sizes:
            self._report(list(self._sizes)[-1])

    # Files

    def _content(self, path: Path | str) -> tuple[str, bytes]:
        """A file's bytes, and the name by which it is told how to read them."""
        if isinstance(path, Path):
            return path.name, read_bytes(path)
        if self._fetch is None:
            raise FetchingIsOff(path)
        fetched = self._fetch(path)
        return fetched.name, fetched.content

    def _is_known(self, file: _File) -> bool:
        """Whether the library has this very content, here or under another name."""
        sources = self._library.catalog.sources
        if self._known.get(file.name) == file.sha256:
            self.outcome.unchanged += sources.of_file(file.name).values()
            self._advance(file.path, 1.0)
            return True
        twin = self._contents.get(file.sha256)
        held = sources.of_file(twin) if twin else {}
        file.read = bool(held)
        for source, document_id in held.items():
            file.held.append(file.name + source.path.removeprefix(source.file))
            self._known_document(Source(file.held[-1], file.name), document_id)
        if held:
            self._settle(file)
            self._advance(file.path, 1.0)
        return bool(held)

    def _read(self, file: _File, name: str, content: bytes) -> None:
        """Queue the documents that a file holds."""
        for found in self._reader.read(name, content, self._options):
            source = Source.within(file.name, found.part)
            if isinstance(found, Refusal):
                file.whole = False
                file.held.append(source.path)
                self._fail(source.path, NotADocument(source.path, found.reason))
            else:
                file.held.append(source.path)
                self._take_document(file, source, found)
        file.read = True
        self._settle(file)

    def _settle(self, file: _File) -> None:
        """Note what a file holds, once all of it is in."""
        if not file.read or file.waiting:
            return
        if any(self._library.catalog.sources.ready_id(path) for path in file.held):
            self._library.settle(file.name, file.sha256 if file.whole else None, file.held)
            before = self._known.pop(file.name, "")
            if self._contents.get(before) == file.name:
                del self._contents[before]
            if file.whole:
                self._known[file.name] = file.sha256
                self._contents[file.sha256] = file.name

    def _fail(self, path: Path | str, error: DocumentError) -> None:
        self.outcome.failed.append(failure(path, error))
        self._advance(path, 1.0)

    # Documents

    def _take_document(self, file: _File, source: Source, found: SourceText) -> None:
        # A part of a file is told by its words, so that it is known in any other file.
        sha256 = hashlib.sha256(found.text.encode()).hexdigest() if found.part else file.sha256
        document_id = sha256[:16]
        if document_id in self._open:
            self._flush()
        if self._library.catalog.is_ready(document_id):
            self._known_document(source, document_id)
            return
        document = NewDocument(
            document_id,
            found.title,
            source.path,
            sha256,
            found.text,
            found.pages,
            found.headings,
            found.words,
            found.original,
            found.authors,
            found.published,
            found.language,
            found.remark,
        )
        updates = self._library.catalog.sources.ready_id(source.path) is not None
        self._start(_Work(document, source, file, updates))

    def _known_document(self, source: Source, document_id: str) -> None:
        """A source holds what the library has already."""
        before = self._library.catalog.sources.ready_id(source.path)
        if before != document_id:
            self._library.add_source(document_id, source)
        updates = before and before != document_id
        (self.outcome.updated if updates else self.outcome.unchanged).append(document_id)

    def _start(self, work: _Work) -> None:
        """Queue the passages of a document, but for those that an earlier run left."""
        text, embedder = work.document.text, self._library.embedder
        headings = {heading.start for heading in work.document.headings}
        sentences = sentence_spans(text, headings)
        passages = passage_spans(
            text, sentences, embedder.piece_spans, embedder.passage_pieces, headings
        )
        there = self._library.begin(work.document)
        to_do = [passage for passage in passages if passage.span not in there]
        work.left = len(to_do)
        work.file.waiting += 1
        self._open[work.document.id] = work
        if not to_do:
            self._complete([work])
        for passage in to_do:
            self._queue.append((work, passage))
            if len(self._queue) >= _PASSAGES_AT_ONCE:
                self._flush()

    def _flush(self) -> None:
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
        complete: list[_Work] = []
        for work, passage in batch:
            work.left -= 1
            length = passage.span.end - passage.span.start
            self._advance(work.file.path, length / len(work.document.text))
            if work.left == 0:
                complete.append(work)
        self._complete(complete)
        self._report(batch[-1][0].file.path)

    def _complete(self, works: list[_Work]) -> None:
        """Documents of which all passages are written become ready."""
        self._library.finish([(work.document.id, work.source) for work in works])
        for work in works:
            outcome = self.outcome.updated if work.updates else self.outcome.added
            outcome.append(work.document.id)
            del self._open[work.document.id]
            work.file.waiting -= 1
            self._settle(work.file)

    # Progress

    def _advance(self, path: Path | str, fraction: float) -> None:
        self._done += self._sizes.get(path, 0) * fraction

    def _report(self, path: Path | str) -> None:
        fraction = min(self._done / self._total, 1.0)
        self._on_progress(
            Progress(
                path.name if isinstance(path, Path) else path, self._taken, self._files, fraction
            )
        )
