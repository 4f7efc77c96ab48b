"""A catalog as the second version of the file format had it: with conversations, but no readers."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.vectorstore.format_1 import write_format_1

TABLES = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    reply TEXT
);
CREATE INDEX turns_by_conversation ON turns (conversation_id, id);
PRAGMA user_version = 2;
"""


def write_format_2(file: Path, name: str, passages: int) -> None:
    """Write such a catalog: what `write_format_1` writes, and a conversation of two questions."""
    write_format_1(file, name, passages)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(f"BEGIN; {TABLES} COMMIT;")
        db.execute("INSERT INTO conversations VALUES ('talk', 'Ferries')")
        for question, asked_at, reply in (
            ("When?", "2026-02-01T09:00:00+00:00", "At nine."),
            ("Why?", "2026-02-03T09:00:00+00:00", None),
        ):
            db.execute(
                "INSERT INTO turns (conversation_id, question, asked_at, reply)"
                " VALUES ('talk', ?, ?, ?)",
                (question, asked_at, reply),
            )
