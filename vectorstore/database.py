"""The catalog's file: SQLite, its tables, and transactions that threads can share."""

import sqlite3
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vectorstore.errors import CatalogDamaged, LibraryUnreadable

FORMAT = 1
"""Version of the file format, kept in the file as `user_version`."""

_SCHEMA = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('pending', 'ready', 'leaving')),
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    pages TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE TABLE sources (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
);
CREATE INDEX sources_by_document ON sources (document_id);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentences BLOB NOT NULL,
    terms TEXT NOT NULL,
    term_count INTEGER NOT NULL,
    vector BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id, start);
CREATE TABLE token_vectors (
    passage_id INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    codes BLOB NOT NULL,
    scales BLOB NOT NULL,
    sentences BLOB NOT NULL
);
CREATE VIRTUAL TABLE keywords USING fts5 (
    terms, content='passages', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
);
CREATE VIRTUAL TABLE keyword_counts USING fts5vocab (keywords, 'row');
PRAGMA user_version = {FORMAT};
"""


class Database:
    """One open file. Threads may share it; only one process may."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.RLock()
        self.changes = 0  # transactions so far: what was computed before one may be stale
        try:
            self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._prepare(file)
        except sqlite3.Error as error:
            raise CatalogDamaged(str(file), str(error)) from error

    def _prepare(self, file: Path) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            raise LibraryUnreadable(
                f"The library {file.parent} was made by a newer version of Article Assistant; "
                "update with `pip install --upgrade article-assistant`."
            )
        if version == 0:
            about = f"INSERT INTO about VALUES ('library_id', '{uuid.uuid4().hex}');"
            self._connection.executescript(f"BEGIN; {_SCHEMA} {about} COMMIT;")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done with the connection in here happens, or none of it does."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self.changes += 1

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows that a query gives."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def integrity_problem(self) -> str | None:
        """What SQLite finds wrong with the file, if anything."""
        ((found,),) = self.rows("PRAGMA quick_check(1)")
        return None if found == "ok" else str(found)
