"""The catalog: the library's truth, in one SQLite file.

Documents, their text, their passages with all vectors, the keyword index, and conversations.
Chroma holds a copy of the passage vectors to search in; what it lost can be put back from here.

A document is `pending` while its passages arrive, `ready` when it can be found, and
`leaving` from the moment it is replaced or removed until its last vector is gone. Only
ready documents are seen by any reader, and the keyword index holds nothing else.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.conversation_table import ConversationTable
from vectorstore.database import Database
from vectorstore.errors import UnknownDocument
from vectorstore.passage_table import PassageTable
from vectorstore.records import (
    Document,
    DocumentText,
    DocumentVersion,
    Heading,
    PageWords,
    Source,
)
from vectorstore.sketch import near_duplicates, sketch
from vectorstore.source_table import SourceTable

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
    headings: tuple[Heading, ...] = ()
    words: tuple[PageWords, ...] = ()
    original: bytes | None = None  # the file, where its pages can be shown
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    remark: str = ""


class Catalog:
    """One open catalog file. Threads may share it; only one process may."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file)
        self.passages = PassageTable(self._database)
        self.sources = SourceTable(self._database)
        self.conversations = ConversationTable(self._database)
        self._duplicates: tuple[int, dict[str, str]] | None = None
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
            " document_id = d.id), d.added_at, d.authors, d.published, d.language, d.remark"
            " FROM documents d WHERE d.state = 'ready' ORDER BY d.added_at, d.rowid"
        )
        duplicates = self.near_duplicates()
        return [_document(row, duplicates.get(row[0], "")) for row in rows]

    def near_duplicates(self) -> dict[str, str]:
        """For each document nearly the same as one added before it, that one's id (see sketch)."""
        changes = self._database.changes
        if self._duplicates is None or self._duplicates[0] != changes:
            rows = self._database.rows(
                "SELECT id, sketch FROM documents WHERE state = 'ready' AND sketch IS NOT NULL"
                " ORDER BY added_at, rowid"
            )
            sketches = {row[0]: np.frombuffer(row[1], np.uint64) for row in rows}
            self._duplicates = (changes, near_duplicates(sketches))
        return self._duplicates[1]

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
            "SELECT id, title, text, pages, headings, EXISTS (SELECT 1 FROM originals"
            " WHERE document_id = documents.id) FROM documents WHERE id = ?",
            (document_id,),
        )
        if not rows:
            raise UnknownDocument(document_id)
        id_, title, text, pages, headings, printed = rows[0]
        found = tuple(Heading(*heading) for heading in json.loads(headings))
        return DocumentText(id_, title, text, tuple(json.loads(pages)), found, bool(printed))

    def original(self, document_id: str) -> bytes | None:
        """The file that a ready document came from, where its pages can be shown."""
        rows = self._database.rows(
            "SELECT content FROM originals JOIN documents d ON d.id = document_id"
            " WHERE document_id = ? AND d.state = 'ready'",
            (document_id,),
        )
        return rows[0][0] if rows else None

    def page_words(self, document_id: str, page: int) -> PageWords:
        """The words of a page of a document with their boxes; none where it has no such page."""
        rows = self._database.rows(
            "SELECT words FROM page_words WHERE document_id = ? AND page = ?", (document_id, page)
        )
        return PageWords(page, zlib.decompress(rows[0][0]) if rows else b"")

    def is_ready(self, document_id: str) -> bool:
        return self.state(document_id) == "ready"

    def state(self, document_id: str) -> str | None:
        """`pending`, `ready` or `leaving`; None where there is no such document."""
        rows = self._database.rows("SELECT state FROM documents WHERE id = ?", (document_id,))
        return rows[0][0] if rows else None

    def check_ready(self, document_ids: Iterable[str]) -> None:
        """Raise UnknownDocument for the first that isn't the id of a ready document."""
        for document_id in document_ids:
            if not self.is_ready(document_id):
                raise UnknownDocument(document_id)

    def begin(self, document: NewDocument) -> None:
        """Put a document in, pending: nobody sees it before `finish`."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO documents (id, state, title, sha256, text, characters, pages,"
                " added_at, authors, published, language, remark, headings, sketch)"
                " VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.title,
                    document.sha256,
                    document.text,
                    len(document.text),
                    json.dumps(document.pages),
                    _now(),
                    json.dumps(document.authors),
                    document.published,
                    document.language,
                    document.remark,
                    json.dumps([(heading.start, heading.title) for heading in document.headings]),
                    sketch(document.text).tobytes(),
                ),
            )
            db.executemany(
                "INSERT INTO page_words VALUES (?, ?, ?)",
                ((document.id, page.page, zlib.compress(page.packed)) for page in document.words),
            )
            if document.original is not None:
                db.execute("INSERT INTO originals VALUES (?, ?)", (document.id, document.original))

    def begun(self, document: NewDocument) -> bool:
        """Whether this document is pending, read just as it is now."""
        rows = self._database.rows(
            "SELECT 1 FROM documents WHERE id = ? AND state = 'pending' AND title = ? AND text = ?",
            (document.id, document.title, document.text),
        )
        return bool(rows)

    def finish(self, document_id: str, source: Source) -> list[str]:
        """Make a pending document ready and its source's; the one it replaces starts leaving.

        One transaction: a reader sees the old document or the new one. Returns the ids of
        those that are leaving by this.
        """
        with self._database.transaction() as db:
            db.execute("UPDATE documents SET state = 'ready' WHERE id = ?", (document_id,))
            db.execute(
                "INSERT INTO keywords (rowid, terms) SELECT id, terms FROM passages"
                " WHERE document_id = ?",
                (document_id,),
            )
            return self.sources.move(db, source, document_id)

    def add_source(self, document_id: str, source: Source) -> list[str]:
        """Note that a ready document also came from here; what this source held before may leave.

        Returns the ids of those that are leaving by this.
        """
        with self._database.transaction() as db:
            return self.sources.move(db, source, document_id)

    def leave(self, document_id: str) -> None:
        """Take a ready document out of every reader's sight. Raises UnknownDocument."""
        with self._database.transaction() as db:
            if not self.is_ready(document_id):
                raise UnknownDocument(document_id)
            self.sources.take_away(db, document_id)

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

    def copy_to(self, copy: Path, conversations: bool) -> None:
        """Write a copy of the catalog without what is not ready, or also without conversations."""
        without = ["DELETE FROM documents WHERE state != 'ready'"]
        if not conversations:
            without += ["DELETE FROM turns", "DELETE FROM conversations"]
        self._database.copy_to(copy, without)

    def forget_abandoned(self, days: int) -> None:
        """Delete pending documents that were begun so long ago and never taken up again."""
        since = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with self._database.transaction() as db:
            db.execute("DELETE FROM documents WHERE state = 'pending' AND added_at < ?", (since,))


def _document(row: tuple[Any, ...], near_duplicate_of: str) -> Document:
    id_, title, source, sha256, characters, passages, added_at, *about = row
    authors, published, language, remark = about
    written_by = tuple(json.loads(authors))
    return Document(
        id_, title, source, sha256, characters, passages, added_at, written_by, published, language,
        remark, near_duplicate_of,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
