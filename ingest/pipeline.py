"""The way in: files are found, read, cut into passages, embedded in batches and written."""

from collections.abc import Iterable
from pathlib import Path

from ingest.files import find, source_name
from ingest.pruning import Pruned, prune_folders
from ingest.reader import Reader
from ingest.report import IngestReport, OnProgress
from ingest.source_text import AS_USUAL, ReadingOptions
from ingest.web import Fetch
from ingest.writer import Writer
from vectorstore.library import Library
from vectorstore.records import Document


def ingest(
    library: Library,
    paths: Iterable[str | Path],
    on_progress: OnProgress = lambda progress: None,
    prune: bool = False,
    options: ReadingOptions = AS_USUAL,
    fetch: Fetch | None = None,
) -> IngestReport:
    """Bring files, and all documents in folders, into the library.

    So come URLs, after them, where there is a way to `fetch` them; they are never pruned.

    A file whose content the library has is left alone; one that changed takes the place of
    its older version in one step. A file that can't be read is reported in `failed` and
    leaves the library as it was. With `prune`, what came from a file below one of the folders
    that isn't there any more leaves the library. A run that is broken off keeps what it
    finished, and what it embedded of other documents for the next run to go on with.
    """
    found = find(paths)
    with Reader() as reader:
        given: tuple[Path | str, ...] = (*found.files, *found.urls)
        writer = Writer(library, reader, given, on_progress, options, fetch)
        for file in given:
            writer.take(file)
        writer.finish()
    there = {source_name(file) for file in found.files}
    pruned = prune_folders(library, found.folders, there) if prune else Pruned()
    outcome = writer.outcome
    documents = {document.id: document for document in library.catalog.documents()}
    moved = set(pruned.moved)

    def of(ids: Iterable[str]) -> tuple[Document, ...]:
        # An id may be gone again: a later file of the same run may have replaced it.
        return tuple(documents[i] for i in dict.fromkeys(ids) if i in documents)

    return IngestReport(
        added=of(outcome.added),
        updated=of(outcome.updated),
        unchanged=of(i for i in outcome.unchanged if i not in moved),
        failed=(*found.failed, *outcome.failed),
        moved=of(pruned.moved),
        removed=pruned.removed,
    )
