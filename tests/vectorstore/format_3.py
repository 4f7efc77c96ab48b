"""A catalog as the third version of the file format had it: with readers, one document a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.vectorstore.format_2 import write_format_2

TABLES = """
ALTER TABLE conversations ADD COLUMN reader TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN started_at TEXT NOT NULL DEFAULT '';
UPDATE conversations SET started_at = coalesce(
    (SELECT min(asked_at) FROM turns WHERE conversation_id = conversations.id), ''
);
CREATE INDEX conversations_by_reader ON conversations (reader);
ALTER TABLE turns ADD COLUMN rating TEXT;
PRAGMA user_version = 3;
"""


def write_format_3(file: Path, name: str, passages: int) -> None:
    """Write such a catalog: what `write_format_2` writes."""
    write_format_2(file, name, passages)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(f"BEGIN; {TABLES} COMMIT;")
