"""A library as one file: written from the catalog, checked by its hash, restored without embedding.

The file is a zip archive of the catalog and a note on it. Chroma isn't in it: it is an index that
the catalog fills again, and nobody should open a stranger's. A stranger's catalog is opened only
if its tables are exactly those that this version would have made: SQLite runs what else a file
may hold, its triggers and views.
"""

import hashlib
import json
import os
import sqlite3
import zipfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from vectorstore.errors import AssistantError
from vectorstore.library import CATALOG, Library
from vectorstore.lock import LibraryLock
from vectorstore.schema import FORMAT, tables_up_to

_NOTE = "library.json"
_KIND = "article-assistant library"
_CHUNK = 1024 * 1024


class NotPortable(AssistantError):
    """A library that can't be written to a file, or a file that isn't one."""


def export_library(library: Library, file: Path, conversations: bool = True) -> int:
    """Write a library to a new file. Returns how many bytes that takes. Raises NotPortable.

    What is being added isn't in it. Under its name the file is whole, whatever happens.
    """
    if file.exists():
        raise NotPortable(f"{file} is there already and stays as it is; choose another name.")
    copy = library.folder / "export.sqlite3.part"
    partial = file.with_name(f".{file.name}.part")
    try:
        library.catalog.copy_to(copy, conversations)
        note = {
            "kind": _KIND,
            "format": FORMAT,
            "embedding_model": library.embedder.name,
            "sha256": _sha256(copy),
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_NOTE, json.dumps(note, indent=2))
            archive.write(copy, CATALOG)
        partial.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise NotPortable(
            f"The library cannot be written to {file} ({_reason(error)}); make room there, or "
            "choose another place."
        ) from error
    finally:
        for left in (copy, partial):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return file.stat().st_size


def import_library(file: Path, folder: Path) -> None:
    """Restore a library from a file into a folder that has none. Raises NotPortable.

    Interrupted, it leaves no library, or all of it.
    """
    if (folder / CATALOG).exists():
        raise NotPortable(
            f"{folder} holds a library already, which stays as it is; choose another folder with "
            "--library."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = LibraryLock(folder)
    except OSError as error:
        raise NotPortable(
            f"The library {folder} cannot be made ({_reason(error)}); check its permissions and "
            "disk, or choose another with --library."
        ) from error
    partial = folder / f"{CATALOG}.part"
    try:
        _unpack(file, partial)
        _check_tables(file, partial)
        partial.replace(folder / CATALOG)
    except OSError as error:
        raise NotPortable(
            f"{file} cannot be restored to {folder} ({_reason(error)}); make room on its disk, "
            "and try again."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        lock.release()


def _unpack(file: Path, target: Path) -> None:
    """Write the catalog in a file to a path, as far as it has the hash that the note says."""
    try:
        with zipfile.ZipFile(file) as archive:
            with archive.open(_NOTE) as noted:
                note = json.loads(noted.read(_CHUNK))
            if note["kind"] != _KIND:
                raise ValueError("another kind of file")
            if int(note["format"]) > FORMAT:
                raise NotPortable(
                    f"{file} was made by a newer version of Article Assistant; update with "
                    "`pip install --upgrade article-assistant`."
                )
            with archive.open(CATALOG) as packed, target.open("wb") as out:
                found = _copied(packed, out)
    except FileNotFoundError:
        raise NotPortable(f"{file} does not exist; check the path.") from None
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError) as error:
        raise NotPortable(
            f"{file} is no library that was exported, or it is damaged; export it again."
        ) from error
    if found != note["sha256"]:
        raise NotPortable(f"{file} is damaged: its hash is not the one noted; copy it again.")


def _copied(packed: IO[bytes], out: IO[bytes]) -> str:
    hashed = hashlib.sha256()
    while chunk := packed.read(_CHUNK):
        hashed.update(chunk)
        out.write(chunk)
    out.flush()
    os.fsync(out.fileno())
    return hashed.hexdigest()


def _check_tables(file: Path, catalog: Path) -> None:
    """Raise NotPortable unless a catalog's tables are just those of its format."""
    try:
        with closing(sqlite3.connect(f"{catalog.resolve().as_uri()}?mode=ro", uri=True)) as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            found = _tables(db)
        with closing(sqlite3.connect(":memory:")) as db:
            db.executescript(tables_up_to(version))
            expected = _tables(db)
    except sqlite3.Error as error:
        raise NotPortable(f"{file} is damaged ({error}); export it again.") from error
    if not 0 < version <= FORMAT or found != expected:
        raise NotPortable(f"{file} holds what no library has, so it was not restored.")


def _tables(db: sqlite3.Connection) -> set[tuple[Any, ...]]:
    return set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
