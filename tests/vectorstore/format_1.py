"""A catalog as the first version of the file format had it; what people have on their disks."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from tests.vectorstore.stored import random_passages
from vectorstore.words import stems

TABLES = """
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
PRAGMA user_version = 1;
"""


def write_format_1(file: Path, name: str, passages: int) -> None:
    """Write such a catalog, with one ready document of so many passages."""
    document, embedded = random_passages(name, passages)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN; {TABLES} COMMIT;")
        db.execute("INSERT INTO about VALUES ('library_id', ?)", ("1" * 32,))
        db.execute(
            "INSERT INTO documents VALUES (?, 'ready', ?, ?, ?, ?, '[]', '2026-01-01T00:00:00')",
            (name, document.title, document.sha256, document.text, len(document.text)),
        )
        db.execute("INSERT INTO sources VALUES (?, ?)", (document.source, name))
        for number, p in enumerate(embedded, start=1):
            start, end = p.passage.span.start, p.passage.span.end
            terms = " ".join(stems(document.text[start:end]))
            db.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
                (
                    number,
                    name,
                    start,
                    end,
                    document.text[start:end],
                    np.array([[start, end]], np.int32).tobytes(),
                    terms,
                    p.vectors.passage.tobytes(),
                    p.vectors.sentences.tobytes(),
                ),
            )
            db.execute(
                "INSERT INTO token_vectors VALUES (?, ?, ?, ?)",
                (
                    number,
                    p.vectors.token_codes.tobytes(),
                    p.vectors.token_scales.tobytes(),
                    p.vectors.token_sentences.tobytes(),
                ),
            )
            db.execute("INSERT INTO keywords (rowid, terms) VALUES (?, ?)", (number, terms))
