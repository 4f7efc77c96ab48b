"""What SQLite and Chroma say when a disk or a file fails them, told in one sentence.

SQLite's codes tell the cause (https://www.sqlite.org/rescode.html). Chroma's don't, and SQLite too
calls some of what a full disk does an I/O error: so the disk itself is looked at.
"""

import shutil
import sqlite3
from pathlib import Path

from vectorstore.errors import AssistantError, CatalogDamaged, IndexFailed, LibraryUnwritable

_ROOM = 1024 * 1024  # bytes; with less free, a write that failed did so for want of room
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}


def of_catalog(file: Path, error: sqlite3.Error) -> AssistantError | None:
    """The sentence for what failed in a catalog; None if that is no fault of disk or file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    folder = file.parent
    if code == sqlite3.SQLITE_FULL or (code in {sqlite3.SQLITE_IOERR, *_REFUSED} and _full(folder)):
        return _no_room(folder)
    if code in _DAMAGED or "decode to UTF-8" in str(error):
        return CatalogDamaged(str(file), str(error))
    if code in _HELD:
        return LibraryUnwritable(
            f"The library's catalog {file} is held by another program ({error}); close that, and "
            "do it again."
        )
    if code in _REFUSED:
        return LibraryUnwritable(
            f"The library {folder} cannot be written to ({error}); check its permissions and "
            "disk, or choose another with --library."
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryUnwritable(
            f"The disk of the library {folder} fails ({error}); check it, and do it again: what "
            "was finished is kept."
        )
    return None


def of_index(folder: Path, error: BaseException) -> AssistantError:
    """The sentence for what failed in a folder of Chroma."""
    if "database or disk is full" in str(error) or _full(folder.parent):
        return _no_room(folder.parent)
    if "readonly" in str(error):
        return LibraryUnwritable(
            f"The vector index in {folder} cannot be written to; check its permissions and disk."
        )
    return IndexFailed(
        f"The vector index in {folder} failed ({type(error).__name__}); `assistant reindex` "
        "makes it anew from the catalog."
    )


def of_server(server: str, error: BaseException) -> AssistantError:
    """The sentence for what failed on a Chroma server."""
    return IndexFailed(
        f"The Chroma server at {server} failed ({type(error).__name__}); see that it runs, and do "
        "it again."
    )


def _no_room(folder: Path) -> LibraryUnwritable:
    return LibraryUnwritable(
        f"The disk of the library {folder} is full; make room and do it again: what was finished "
        "is kept."
    )


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False
