"""The catalog: the library's truth, in one SQLite file.

Documents, their text, their passages with all vectors, the keyword index, and conversations.
Chroma holds a copy of the passage vectors to search in; what it lost can be put back from here.

A document is `pending` while its passages arrive, `ready` when it can be found, and
`leaving` from the moment it is replaced or removed until its last vector is gone. Only
ready documents are seen by any reader, and the keyword index holds nothing else.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from vectorstore.conversation_table import ConversationTable
from vectorstore.database import Database
from vectorstore.errors import UnknownDocument
from vectorstore.passage_table import PassageTable
from vectorstore.records import Document, DocumentText, DocumentVersion

_TEXTS_KEPT = 16  # documents whose text stays in memory, as answers cite them again


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document about to be added: everything known of it before its passages are embedded."""

    id: str
    title: str
    source: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()


class Catalog:
    """One open catalog file. Threads may share it; only one process may."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file)
        self.passages = PassageTable(self._database)
        self.conversations = ConversationTable(self._database)
        self._read_text = lru_cache(maxsize=_TEXTS_KEPT)(self._read_text_uncached)

    def close(self) -> None:
        self._database.close()

    @property
    def changes(self) -> int:
        """How often documents were changed since it was opened."""
        return self._database.changes

    def integrity_problem(self) -> str | None:
        """What SQLite finds wrong with the file, if anything."""
        return self._database.integrity_problem()

    def about(self, name: str) -> str | None:
        """Something noted about the library as a whole."""
        rows = self._database.rows("SELECT value FROM about WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_about(self, name: str, value: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def documents(self) -> list[Document]:
        """The ready documents, in the order in which they were added."""
        rows = self._database.rows(
            "SELECT d.id, d.title, coalesce((SELECT min(path) FROM sources WHERE document_id"
            " = d.id), ''), d.sha256, d.characters, (SELECT count(*) FROM passages WHERE"
            " document_id = d.id), d.added_at FROM documents d WHERE d.state = 'ready'"
            " ORDER BY d.added_at, d.rowid"
        )
        return [Document(*row) for row in rows]

    def versions(self) -> dict[str, DocumentVersion]:
        """The version of each ready document, by its id."""
        rows = self._database.rows(
            "SELECT id, title, coalesce((SELECT min(path) FROM sources WHERE document_id ="
            " documents.id), ''), sha256 FROM documents WHERE state = 'ready'"
        )
        return {row[0]: DocumentVersion(*row) for row in rows}

    def document_text(self, document_id: str) -> DocumentText:
        """A ready document with its text. Raises UnknownDocument."""
        if not self.is_ready(document_id):
            raise UnknownDocument(document_id)
        return self._read_text(document_id)

    def _read_text_uncached(self, document_id: str) -> DocumentText:
        rows = self._database.rows(
            "SELECT id, title, text, pages FROM documents WHERE id = ?", (document_id,)
        )
        if not rows:
            raise UnknownDocument(document_id)
        id_, title, text, pages = rows[0]
        return DocumentText(id_, title, text, tuple(json.loads(pages)))

    def ready_id(self, source: str) -> str | None:
        """The id of the ready document that came from this source, if any."""
        rows = self._database.rows(
            "SELECT document_id FROM sources JOIN documents d ON d.id = document_id"
            " WHERE path = ? AND d.state = 'ready'",
            (source,),
        )
        return rows[0][0] if rows else None

    def sources(self) -> dict[str, str]:
        """Every source with the id of the ready document that came from it."""
        rows = self._database.rows(
            "SELECT path, document_id FROM sources JOIN documents d ON d.id = document_id"
            " WHERE d.state = 'ready' ORDER BY path"
        )
        return dict(rows)

    def is_ready(self, document_id: str) -> bool:
        return bool(
            self._database.rows(
                "SELECT 1 FROM documents WHERE id = ? AND state = 'ready'", (document_id,)
            )
        )

    def check_ready(self, document_ids: Iterable[str]) -> None:
        """Raise UnknownDocument for the first that isn't the id of a ready document."""
        for document_id in document_ids:
            if not self.is_ready(document_id):
                raise UnknownDocument(document_id)

    def begin(self, document: NewDocument) -> None:
        """Put a document in, pending: nobody sees it before `finish`."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO documents VALUES (?, 'pending', ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.title,
                    document.sha256,
                    document.text,
                    len(document.text),
                    json.dumps(document.pages),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def finish(self, document_id: str, source: str) -> list[str]:
        """Make a pending document ready and its source's; the one it replaces starts leaving.

        One transaction: a reader sees the old document or the new one. Returns the ids of
        all documents that are leaving.
        """
        with self._database.transaction() as db:
            db.execute("UPDATE documents SET state = 'ready' WHERE id = ?", (document_id,))
            db.execute(
                "INSERT INTO keywords (rowid, terms) SELECT id, terms FROM passages"
                " WHERE document_id = ?",
                (document_id,),
            )
            self._move_source(db, source, document_id)
        return self.unfinished("leaving")

    def add_source(self, document_id: str, source: str) -> list[str]:
        """Note that a ready document also came from here; what this source held before may leave.

        Returns the ids of all documents that are leaving.
        """
        with self._database.transaction() as db:
            self._move_source(db, source, document_id)
        return self.unfinished("leaving")

    def _move_source(self, db: sqlite3.Connection, source: str, document_id: str) -> None:
        old = self.ready_id(source)
        db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (source, document_id))
        if old and old != document_id and not self._sources_of(old):
            self._start_leaving(db, old)

    def _sources_of(self, document_id: str) -> list[tuple[str]]:
        return self._database.rows("SELECT path FROM sources WHERE document_id = ?", (document_id,))

    def leave(self, document_id: str) -> None:
        """Take a ready document out of every reader's sight. Raises UnknownDocument."""
        with self._database.transaction() as db:
            if not self.is_ready(document_id):
                raise UnknownDocument(document_id)
            db.execute("DELETE FROM sources WHERE document_id = ?", (document_id,))
            self._start_leaving(db, document_id)

    @staticmethod
    def _start_leaving(db: sqlite3.Connection, document_id: str) -> None:
        db.execute(
            "INSERT INTO keywords (keywords, rowid, terms) SELECT 'delete', id, terms"
            " FROM passages WHERE document_id = ?",
            (document_id,),
        )
        db.execute("UPDATE documents SET state = 'leaving' WHERE id = ?", (document_id,))

    def unfinished(self, *states: str) -> list[str]:
        """The ids of documents in the given states: what an interruption left behind."""
        marks = ",".join("?" * len(states))
        rows = self._database.rows(f"SELECT id FROM documents WHERE state IN ({marks})", states)
        return [row[0] for row in rows]

    def forget(self, document_id: str) -> None:
        """Delete a pending or leaving document with everything of it."""
        with self._database.transaction() as db:
            db.execute(
                "DELETE FROM documents WHERE id = ? AND state IN ('pending', 'leaving')",
                (document_id,),
            )
        self._read_text.cache_clear()
