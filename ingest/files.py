"""Finding documents, and reading their bytes: what is named is taken, a folder is searched.

What is named may also be a URL, which stays a string: as a path it would lose a slash.
"""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import (
    DocumentError,
    FileChanging,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    LinkOut,
    NothingToRead,
)
from ingest.loaders import is_supported, supported_endings
from ingest.report import Failure
from ingest.web import is_url
from vectorstore.library import CATALOG

_LARGEST = 256 * 1024 * 1024  # bytes of a file
# Without waiting: whoever opens a named pipe would wait for somebody to write into it.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_ATTEMPTS = 3  # at a file that changes while it is read


@dataclass(frozen=True, slots=True)
class Found:
    """What some paths and URLs name, files absolute and all once, and what is wrong with paths."""

    files: tuple[Path, ...]
    urls: tuple[str, ...]
    failed: tuple[Failure, ...]
    folders: tuple[Path, ...]
    """The folders that were searched and hold documents."""


def find(paths: Iterable[str | Path]) -> Found:
    """The files themselves and, of folders, the documents below that aren't hidden, by name."""
    files: dict[Path, None] = {}
    urls: dict[str, None] = {}
    failed: list[Failure] = []
    folders: list[Path] = []
    for given in paths:
        if isinstance(given, str) and is_url(given):
            urls[given] = None
            continue
        path = _expanded(given)
        if not os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for a name too long)
            files[path.absolute()] = None
            continue
        inside = _documents_in(path.absolute())
        out = dict.fromkeys(file for file in inside if _leads_out(file, path))
        failed += [failure(file, LinkOut(file)) for file in out]
        if len(out) == len(inside):
            failed += [] if out else [failure(path, NothingToRead(path, supported_endings()))]
            continue
        folders.append(path.absolute())
        files |= dict.fromkeys(file for file in inside if file not in out)
    return Found(tuple(files), tuple(urls), tuple(failed), tuple(folders))


def read_bytes(path: Path) -> bytes:
    """A file's content. Raises a DocumentError: FileMissing, FileUnreadable, FileEmpty, …"""
    try:
        content = _read(path)
    except FileNotFoundError:
        raise FileMissing(path) from None
    except IsADirectoryError:
        raise FileUnreadable(path, "it is not a regular file") from None
    except OSError as error:
        raise FileUnreadable(path, error.strerror or type(error).__name__) from error
    except ValueError:  # no name that a file can have
        raise FileMissing(path) from None
    if not content:
        raise FileEmpty(path)
    return content


def size(path: Path | str) -> int:
    """A file's size in bytes; 0 where it has none, and of what is yet to be fetched."""
    if isinstance(path, str):
        return 0
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def failure(path: Path | str, error: DocumentError) -> Failure:
    """What is reported of a file that something is wrong with."""
    return Failure(source_name(path), str(error))


def source_name(path: Path | str) -> str:
    """A file's name as the catalog can keep it: in Unicode even where its bytes are not."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _documents_in(folder: Path) -> list[Path]:
    """The documents below a folder that aren't hidden and no library's own files, by name."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        if CATALOG in names:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = [Path(place, name) for name in names if not name.startswith(".")]
        found += [file for file in files if is_supported(file) and file.is_file()]
    return sorted(found)


def _leads_out(file: Path, folder: Path) -> bool:
    """Whether a file in a folder is a link to one elsewhere, which nobody named."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def _read(path: Path) -> bytes:
    """All bytes of a regular file, none of which changed on the way."""
    for _ in range(_ATTEMPTS):
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise FileUnreadable(path, "it is not a regular file")
            if before.st_size > _LARGEST:
                raise FileTooLarge(path, _LARGEST)
            content = file.read(_LARGEST + 1)
            after = os.fstat(file.fileno())
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, len(content)):
            return content
    raise FileChanging(path)


def _expanded(given: str | Path) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError:  # no such user: the name just starts with a tilde
        return Path(given)
