"""Where documents came from, in the catalog: sources, and the files that they lie in.

A document stays as long as one source holds it: what the last one gives up starts leaving.
"""

import sqlite3
from collections.abc import Collection, Iterable

from vectorstore.database import Database
from vectorstore.records import Source


class SourceTable:
    """The sources of one catalog; only those of ready documents are ever read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ready_id(self, path: str) -> str | None:
        """The id of the ready document that came from this source, if any."""
        rows = self._database.rows(
            "SELECT document_id FROM sources JOIN documents d ON d.id = document_id"
            " WHERE path = ? AND d.state = 'ready'",
            (path,),
        )
        return rows[0][0] if rows else None

    def all(self) -> dict[Source, str]:
        """Every source with the id of the ready document that came from it, by path."""
        rows = self._database.rows(
            "SELECT path, file, document_id FROM sources JOIN documents d ON d.id = document_id"
            " WHERE d.state = 'ready' ORDER BY path"
        )
        return {Source(path, file): document_id for path, file, document_id in rows}

    def of_file(self, file: str) -> dict[Source, str]:
        """The same of one file."""
        rows = self._database.rows(
            "SELECT path, file, document_id FROM sources JOIN documents d ON d.id = document_id"
            " WHERE d.state = 'ready' AND file = ? ORDER BY path",
            (file,),
        )
        return {Source(path, file): document_id for path, file, document_id in rows}

    def files(self) -> dict[str, str]:
        """The SHA-256 of each file that was read to its end, by its path."""
        return dict(self._database.rows("SELECT path, sha256 FROM files"))

    def move(self, db: sqlite3.Connection, source: Source, document_id: str) -> list[str]:
        """In a transaction: say that a source holds this document now, not what it held before.

        Returns the ids of documents that start leaving by this; so do the others here.
        """
        before = self.ready_id(source.path)
        db.execute(
            "INSERT OR REPLACE INTO sources (path, document_id, file) VALUES (?, ?, ?)",
            (source.path, document_id, source.file),
        )
        return self._leaving(db, [before]) if before and before != document_id else []

    def settle(self, file: str, sha256: str | None, held: Collection[str]) -> list[str]:
        """Note what a file holds, by paths of sources, and that it was read to its end.

        Without a hash that isn't said, so that it is read once more the next time. What it held
        before and holds no more may leave; so all may of a file that holds nothing.
        """
        with self._database.transaction() as db:
            if held and sha256 is not None:
                db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, sha256))
            else:
                db.execute("DELETE FROM files WHERE path = ?", (file,))
            gone = {s.path: id_ for s, id_ in self.of_file(file).items() if s.path not in held}
            for path in gone:
                db.execute("DELETE FROM sources WHERE path = ?", (path,))
            return self._leaving(db, dict.fromkeys(gone.values()))

    def take_away(self, db: sqlite3.Connection, document_id: str) -> None:
        """In a transaction: a ready document leaves, and its files may be read for it again."""
        db.execute(
            "DELETE FROM files WHERE path IN (SELECT file FROM sources WHERE document_id = ?)",
            (document_id,),
        )
        db.execute("DELETE FROM sources WHERE document_id = ?", (document_id,))
        self._leave(db, document_id)

    def _leaving(self, db: sqlite3.Connection, document_ids: Iterable[str]) -> list[str]:
        """Those of some documents that no source holds, which leave."""
        nowhere = [
            id_
            for id_ in document_ids
            if not db.execute("SELECT 1 FROM sources WHERE document_id = ?", (id_,)).fetchone()
        ]
        for document_id in nowhere:
            self._leave(db, document_id)
        return nowhere

    def _leave(self, db: sqlite3.Connection, document_id: str) -> None:
        db.execute(
            "INSERT INTO keywords (keywords, rowid, terms) SELECT 'delete', id, terms"
            " FROM passages WHERE document_id = ?",
            (document_id,),
        )
        db.execute("UPDATE documents SET state = 'leaving' WHERE id = ?", (document_id,))
