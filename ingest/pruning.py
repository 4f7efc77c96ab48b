"""What left a folder leaves the library, where a reader asks for that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.files import source_name
from vectorstore.library import Library
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Pruned:
    """Documents that left, and ids of those that another file holds still: they have moved."""

    removed: tuple[Document, ...] = ()
    moved: tuple[str, ...] = ()


def files_gone(
    library: Library, folders: Iterable[Path], there: Collection[str]
) -> dict[str, list[str]]:
    """Files below some folders that documents came from and that aren't `there`: ids by file."""
    roots = [f"{source_name(folder).rstrip('/')}/" for folder in folders]
    gone: dict[str, list[str]] = {}
    for source, document_id in library.catalog.sources.all().items():
        below = any(source.file.replace("\\", "/").startswith(root) for root in roots)
        if below and source.file not in there:
            gone.setdefault(source.file, []).append(document_id)
    return gone


def prune_folders(library: Library, folders: Iterable[Path], there: Collection[str]) -> Pruned:
    """Let go of what came from files that are gone."""
    before = {document.id: document for document in library.catalog.documents()}
    gone = files_gone(library, folders, there)
    for file in gone:
        library.settle(file, None, ())
    concerned = list(dict.fromkeys(id_ for ids in gone.values() for id_ in ids))
    stay = [id_ for id_ in concerned if library.catalog.is_ready(id_)]
    left = [before[id_] for id_ in concerned if id_ not in stay and id_ in before]
    return Pruned(tuple(left), tuple(stay))
