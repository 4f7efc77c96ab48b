"""What an ingest would do, without doing it: files are compared with the library by content."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import DocumentError, FetchingIsOff
from ingest.files import failure, find, read_bytes, source_name
from ingest.pruning import files_gone
from ingest.report import Failure, IngestPlan
from vectorstore.library import Library


def plan(
    library: Library, paths: Iterable[str | Path], prune: bool = False, urls: bool = False
) -> IngestPlan:
    """What `ingest` would do with the same arguments; nothing is read but the files' bytes.

    Of URLs it is told which would be fetched, if they may be: what is there isn't known.
    """
    found = find(paths)
    known = library.catalog.sources.files()
    contents = {sha256: path for path, sha256 in known.items()}
    kinds: dict[str, list[str]] = {"add": [], "update": [], "unchanged": [], "move": []}
    failed: list[Failure] = [*found.failed]
    there = {source_name(file) for file in found.files}
    gone = files_gone(library, found.folders, there) if prune else {}
    left = dict.fromkeys(gone)
    for file in found.files:
        name = source_name(file)
        try:
            sha256 = hashlib.sha256(read_bytes(file)).hexdigest()
        except DocumentError as error:
            failed.append(failure(file, error))
            continue
        if known.get(name) == sha256:
            kinds["unchanged"].append(name)
        elif name in known:
            kinds["update"].append(name)
        elif contents.get(sha256) in gone:
            kinds["move"].append(name)
            left.pop(contents[sha256], None)
        else:
            kinds["unchanged" if sha256 in contents else "add"].append(name)
    fetch: list[str] = []
    for url in found.urls:
        try:
            _check(url, urls)
        except DocumentError as error:
            failed.append(failure(url, error))
        else:
            fetch.append(source_name(url))
    return IngestPlan(
        add=tuple(kinds["add"]),
        update=tuple(kinds["update"]),
        unchanged=tuple(kinds["unchanged"]),
        failed=tuple(failed),
        move=tuple(kinds["move"]),
        remove=tuple(left),
        fetch=tuple(fetch),
    )


def _check(url: str, allowed: bool) -> None:
    """Raise NotFetched where it is known beforehand that a URL won't be fetched."""
    if not allowed:
        raise FetchingIsOff(url)
    from ingest.web.fetching import checked

    checked(url)
