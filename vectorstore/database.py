"""The catalog's file: SQLite, brought to the present format, and transactions for threads.

A file of an older format is copied before it is changed; the copy stays beside it.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from vectorstore.errors import CatalogDamaged, LibraryUnreadable
from vectorstore.schema import FORMAT, tables_since
from vectorstore.storage_errors import of_catalog


class Database:
    """One open file. Threads may share it; only one process may.

    Raises LibraryUnwritable and CatalogDamaged where the disk or the file fails.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.RLock()
        self.changes = 0  # of documents, so far: what was computed before one may be stale
        try:
            self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            # What is deleted is overwritten. Some builds of SQLite do so by themselves, not all.
            self._connection.execute("PRAGMA secure_delete = ON")
            self._prepare(file)
        except sqlite3.Error as error:
            raise of_catalog(file, error) or CatalogDamaged(str(file), str(error)) from error

    def _prepare(self, file: Path) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            raise LibraryUnreadable(
                f"The library {file.parent} was made by a newer version of Article Assistant; "
                "update with `pip install --upgrade article-assistant`."
            )
        if version == 0:
            self._connection.executescript(tables_since(0))
        elif version < FORMAT:
            self._migrate(file, version)

    def _migrate(self, file: Path, version: int) -> None:
        try:
            self._back_up(file.with_name(f"{file.name}.format-{version}.bak"))
            self._connection.executescript(tables_since(version))
        except (sqlite3.Error, OSError) as error:
            self._connection.close()  # which takes back what was begun
            raise LibraryUnreadable(
                f"The library {file.parent} is of an older format and cannot be brought to the "
                f"present one ({error}); nothing in it was changed, so make room on its disk, "
                "check its permissions, and open it again."
            ) from error

    def _back_up(self, copy: Path) -> None:
        """Copy the file. Under its name the copy is whole, whatever happens on the way."""
        partial = copy.with_name(f"{copy.name}.part")
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as target:
            self._connection.backup(target)
        partial.replace(copy)

    def copy_to(self, copy: Path, without: Sequence[str]) -> None:
        """Write a copy of the file as it is now, from which some statements deleted rows."""
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            with self._lock:
                self._connection.backup(target)
            target.execute("PRAGMA foreign_keys = ON")
            for statement in without:
                target.execute(statement)
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("VACUUM")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self, of_documents: bool = True) -> Iterator[sqlite3.Connection]:
        """All that is done with the connection in here happens, or none of it does.

        One that touches no documents leaves valid what was computed from them.
        """
        with self._lock, self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self.changes += of_documents

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows that a query gives; its values in order, or by their names."""
        with self._lock, self._told():
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the disk or the file does wrong becomes a sentence."""
        try:
            yield
        except sqlite3.Error as error:
            sentence = of_catalog(self._file, error)
            if sentence is None:
                raise
            raise sentence from error

    def erase_traces(self) -> None:
        """Empty the write-ahead log, in which what was deleted still stands."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def integrity_problem(self) -> str | None:
        """What SQLite finds wrong with the file, if anything."""
        ((found,),) = self.rows("PRAGMA quick_check(1)")
        return None if found == "ok" else str(found)
