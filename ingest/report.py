"""What an ingest tells: how far it is, what became of each file, and what it would do."""

from collections.abc import Callable
from dataclasses import dataclass

from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a part of one, that was not ingested, and why, in one sentence."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file.

    Documents are added, updated (in place of an older version), unchanged, moved (only their file
    is elsewhere now) or removed (their file is gone; pruning alone does that); files failed.
    """

    added: tuple[Document, ...] = ()
    updated: tuple[Document, ...] = ()
    unchanged: tuple[Document, ...] = ()
    failed: tuple[Failure, ...] = ()
    moved: tuple[Document, ...] = ()
    removed: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestPlan:
    """What an ingest would do to each file, by path. Whether a new one can be read isn't known.

    Nor is what it would do with what it would `fetch`, by URL.
    """

    add: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    move: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    fetch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is. Bytes are the measure of work; `source` is what is at hand."""

    source: str
    files_done: int
    files: int
    fraction: float


OnProgress = Callable[[Progress], None]
