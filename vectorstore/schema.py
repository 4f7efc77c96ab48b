"""The catalog's tables, format by format: what each version of the file format added.

A new file gets all of it, an older one what it lacks. What is here was written into people's
files: it is added to, never changed.
"""

_DOCUMENTS = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO about VALUES ('library_id', lower(hex(randomblob(16))));
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
"""

# AUTOINCREMENT, because the order of ids is the order of asking: one is never given twice.
_CONVERSATIONS = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    reply TEXT
);
CREATE INDEX turns_by_conversation ON turns (conversation_id, id);
"""

# `reader` is who a conversation belongs to, '' for one asked in the terminal or from Python. A
# conversation has a time of its own, because all of its questions can be taken back.
_READERS = """
ALTER TABLE conversations ADD COLUMN reader TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN started_at TEXT NOT NULL DEFAULT '';
UPDATE conversations SET started_at = coalesce(
    (SELECT min(asked_at) FROM turns WHERE conversation_id = conversations.id), ''
);
CREATE INDEX conversations_by_reader ON conversations (reader);
ALTER TABLE turns ADD COLUMN rating TEXT;
"""

# A file may hold several documents, so a source is a file or a place in one. `files` are those
# that were read to their end: what has the same hash again needs no reading. `sketch` is
# NULL where a document was read before there was a place for it.
_EVERY_KIND = """
ALTER TABLE documents ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN published TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN remark TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN headings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN sketch BLOB;
ALTER TABLE sources ADD COLUMN file TEXT NOT NULL DEFAULT '';
UPDATE sources SET file = path;
CREATE INDEX sources_by_file ON sources (file);
CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL);
INSERT INTO files SELECT path, sha256 FROM sources JOIN documents d ON d.id = document_id
    WHERE d.state = 'ready';
CREATE INDEX files_by_content ON files (sha256);
CREATE TABLE originals (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    content BLOB NOT NULL
);
CREATE TABLE page_words (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (document_id, page)
);
"""

_ADDED = (_DOCUMENTS, _CONVERSATIONS, _READERS, _EVERY_KIND)

FORMAT = len(_ADDED)
"""Version of the file format, kept in the file as `user_version`."""


def tables_up_to(version: int) -> str:
    """The statements that make an empty file one of this format."""
    return "".join(_ADDED[:version])


def tables_since(version: int) -> str:
    """The statements that bring a file of this format, 0 for an empty one, to FORMAT.

    They are one transaction: interrupted, they leave the file as it was.
    """
    added = "".join(_ADDED[version:])
    return f"BEGIN IMMEDIATE; {added} PRAGMA user_version = {FORMAT}; COMMIT;"
