"""The catalog's file: an older format becomes the present one, or stays what it was."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.vectorstore.format_1 import write_format_1
from tests.vectorstore.format_2 import write_format_2
from tests.vectorstore.format_3 import write_format_3
from tests.vectorstore.stored import random_passages
from vectorstore.catalog import Catalog
from vectorstore.conversation_table import ConversationSummary
from vectorstore.database import Database
from vectorstore.embedding import Embedder
from vectorstore.errors import LibraryUnreadable
from vectorstore.library import Library
from vectorstore.schema import FORMAT
from vectorstore.words import stems

ROOT = Path(__file__).parents[2]
OLDER = {1: write_format_1, 2: write_format_2, 3: write_format_3}
TALK = ConversationSummary(
    "talk", "Ferries", "2026-02-01T09:00:00+00:00", "2026-02-03T09:00:00+00:00", 2
)

# Opens a catalog and is killed at the n-th moment: before a statement, a renaming, a removal.
DYING = """
import os, signal, sqlite3, sys
from pathlib import Path
from vectorstore.conversation_table import ConversationSummary
from vectorstore.database import Database

left = int(sys.argv[2])

def moment(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(*given, connect=sqlite3.connect, **named):
    connection = connect(*given, **named)
    connection.set_trace_callback(moment)
    return connection

sqlite3.connect = watched
sys.addaudithook(lambda event, _: moment() if event in ("os.rename", "os.remove") else None)
Database(Path(sys.argv[1])).close()
"""


@pytest.fixture(params=OLDER)
def older(request: pytest.FixtureRequest) -> int:
    """Each of the older formats."""
    return int(request.param)


@pytest.fixture
def file(tmp_path: Path, older: int) -> Path:
    """A catalog of an older format with a document of three passages."""
    written = tmp_path / "catalog.sqlite3"
    OLDER[older](written, "doc", 3)
    return written


def backup_of(file: Path, older: int) -> Path:
    return file.with_name(f"catalog.sqlite3.format-{older}.bak")


def version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as db:
        (found,) = db.execute("PRAGMA user_version").fetchone()
        return int(found)


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as db:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}


def assert_whole(file: Path, older: int) -> None:
    """That a catalog opens, and has its document and its conversations with all of theirs."""
    _, embedded = random_passages("doc", 3)
    catalog = Catalog(file)
    assert catalog.about("library_id") == "1" * 32
    assert [(d.id, d.source, d.passages) for d in catalog.documents()] == [
        ("doc", "/shelf/doc.txt", 3)
    ]
    assert catalog.document_text("doc").text == "docx0. docx1. docx2."
    for stored, put_in in zip(catalog.passages.of("doc"), embedded, strict=True):
        assert stored.span == put_in.passage.span
        assert (stored.vector == put_in.vectors.passage).all()
    assert catalog.passages.keyword_search(stems("docx1"), 5) == [2]
    assert catalog.conversations.summaries() == ([TALK] if older > 1 else [])
    if older > 1:
        turns = [(t.question, t.reply, t.rating) for t in catalog.conversations.turns("talk")]
        assert turns == [("When?", "At nine.", None), ("Why?", None, None)]
        assert catalog.conversations.reader_of("talk") == ""
    assert catalog.integrity_problem() is None
    catalog.close()
    assert version(file) == FORMAT


def test_a_catalog_of_an_older_format_keeps_all_it_has(file: Path, older: int) -> None:
    assert_whole(file, older)
    assert_whole(file, older)  # and opens again


def test_what_a_migration_makes_is_what_a_new_catalog_has(file: Path, tmp_path: Path) -> None:
    Database(file).close()
    Database(tmp_path / "new.sqlite3").close()

    made = []
    for each in (file, tmp_path / "new.sqlite3"):
        with closing(sqlite3.connect(each)) as db:
            made.append(set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")))
    assert made[0] == made[1]


def test_a_copy_of_the_older_catalog_stays_beside_it(file: Path, older: int) -> None:
    before = tables(file)

    Database(file).close()

    backup = backup_of(file, older)
    assert version(backup) == older
    assert tables(backup) == before
    assert tables(file) > before
    backup.replace(file)
    assert_whole(file, older)


def test_the_copy_holds_what_was_still_in_the_log(file: Path, older: int, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO about VALUES ('noted', 'late')")
        db.commit()
        for part in (file, file.with_name("catalog.sqlite3-wal")):
            (crashed / part.name).write_bytes(part.read_bytes())
    assert b"late" not in (crashed / file.name).read_bytes()

    Database(crashed / file.name).close()

    with closing(sqlite3.connect(backup_of(crashed / file.name, older))) as db:
        assert db.execute("SELECT value FROM about WHERE name = 'noted'").fetchone() == ("late",)


def test_a_new_catalog_is_not_copied(tmp_path: Path) -> None:
    Database(tmp_path / "catalog.sqlite3").close()
    Database(tmp_path / "catalog.sqlite3").close()

    assert [file.name for file in tmp_path.iterdir()] == ["catalog.sqlite3"]


def test_killed_at_any_moment_of_a_migration_the_catalog_opens_whole(
    older: int, tmp_path: Path
) -> None:
    left_at: list[int] = []
    for moment in range(100):
        file = tmp_path / str(moment) / "catalog.sqlite3"
        file.parent.mkdir()
        OLDER[older](file, "doc", 3)
        child = [sys.executable, "-c", DYING, str(file), str(moment)]
        ended = subprocess.run(child, cwd=ROOT, check=False).returncode
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        backup = backup_of(file, older)
        if backup.exists():
            assert version(backup) == older
        left_at.append(version(file))
        assert left_at[-1] in (older, FORMAT)
        assert ("files_by_content" in tables(file)) == (left_at[-1] == FORMAT)
        assert_whole(file, older)
        assert {part.name for part in file.parent.iterdir()} <= {file.name, backup.name}
    assert ended == 0, "the migration never came to its end"
    assert left_at.count(older) > 8


def test_where_no_copy_can_be_laid_the_older_catalog_is_left_alone(file: Path, older: int) -> None:
    in_the_way = file.with_name(f"{backup_of(file, older).name}.part")
    in_the_way.mkdir()

    with pytest.raises(LibraryUnreadable, match=r"older format .* nothing in it was changed"):
        Database(file)

    assert version(file) == older
    in_the_way.rmdir()
    assert_whole(file, older)


def test_a_library_of_an_older_format_can_be_searched(file: Path, embedder: Embedder) -> None:
    library = Library(file.parent, embedder)

    found = library.retrieve("docx1")

    assert found.passages[0].text == "docx1."
    assert library.index_agrees()
    library.close()
