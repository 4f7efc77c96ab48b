"""A library as one file: what goes into it, comes out of it, and is refused."""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.vectorstore.format_2 import write_format_2
from tests.vectorstore.stored import put
from tests.vectorstore.test_library import assert_whole
from vectorstore.embedding import Embedder
from vectorstore.errors import AssistantError
from vectorstore.library import CATALOG, Library
from vectorstore.portable import NotPortable, export_library, import_library

ROOT = Path(__file__).parents[2]


@pytest.fixture
def exported(library: Library, tmp_path: Path) -> Path:
    """A library of two documents and a conversation, as a file."""
    put(library, "tides", 12)
    put(library, "ferries", 30)
    put(library, "half", 5, finish=False)
    library.catalog.conversations.start("talk", "Ferries", "When do they leave?")
    file = tmp_path / "library.zip"
    assert export_library(library, file) == file.stat().st_size > 0
    return file


def repacked(file: Path, change: Callable[[Path, dict[str, object]], None], folder: Path) -> Path:
    """The same file after a change of its catalog or its note."""
    catalog = folder / "changed.sqlite3"
    with zipfile.ZipFile(file) as archive:
        note = json.loads(archive.read("library.json"))
        catalog.write_bytes(archive.read(CATALOG))
    change(catalog, note)
    changed = folder / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        archive.writestr("library.json", json.dumps(note))
        archive.write(catalog, CATALOG)
    return changed


def rehashed(catalog: Path, note: dict[str, object]) -> None:
    note["sha256"] = hashlib.sha256(catalog.read_bytes()).hexdigest()


def test_a_library_comes_back_whole_and_nothing_is_embedded(
    library: Library, exported: Path, tmp_path: Path
) -> None:
    import_library(exported, tmp_path / "restored")

    class NoEmbedder(Embedder):
        def embed_passages_of(self, passages: object) -> list[object]:  # type: ignore[override]
            raise AssertionError("nothing is to be embedded")

    restored = Library(tmp_path / "restored", NoEmbedder())
    assert restored.catalog.documents() == library.catalog.documents()
    assert_whole(restored, 42)
    assert restored.catalog.unfinished("pending") == []
    assert [talk.title for talk in restored.catalog.conversations.summaries()] == ["Ferries"]
    restored.close()


def test_conversations_stay_at_home_where_that_is_asked_for(
    library: Library, exported: Path, tmp_path: Path
) -> None:
    file = tmp_path / "shared.zip"
    export_library(library, file, conversations=False)
    with zipfile.ZipFile(file) as archive:
        assert b"When do they leave?" not in archive.read(CATALOG)
    import_library(file, tmp_path / "restored")
    restored = Library(tmp_path / "restored", library.embedder)
    assert restored.catalog.conversations.summaries() == []
    restored.close()


def test_nothing_that_is_there_is_overwritten(
    library: Library, exported: Path, tmp_path: Path
) -> None:
    before = exported.read_bytes()
    with pytest.raises(NotPortable, match="there already"):
        export_library(library, exported)
    assert exported.read_bytes() == before
    with pytest.raises(NotPortable, match="holds a library already"):
        import_library(exported, library.folder)
    assert_whole(library, 42)


def test_a_library_of_an_older_format_is_brought_up_to_date(
    library: Library, exported: Path, tmp_path: Path
) -> None:
    def older(catalog: Path, note: dict[str, object]) -> None:
        catalog.unlink()
        write_format_2(catalog, "doc", 3)
        rehashed(catalog, note)

    import_library(repacked(exported, older, tmp_path), tmp_path / "restored")
    restored = Library(tmp_path / "restored", library.embedder)
    assert [document.id for document in restored.catalog.documents()] == ["doc"]
    restored.close()


def refused(file: Path, folder: Path) -> str:
    """Why a file is not restored; nothing is left of the attempt."""
    with pytest.raises(NotPortable) as error:
        import_library(file, folder)
    assert not (folder / CATALOG).exists()
    assert list(folder.glob("*.part")) == []
    return str(error.value)


def test_a_file_that_was_changed_is_refused(exported: Path, tmp_path: Path) -> None:
    def change(catalog: Path, note: dict[str, object]) -> None:
        content = bytearray(catalog.read_bytes())
        content[len(content) // 2] ^= 1
        catalog.write_bytes(content)

    changed = repacked(exported, change, tmp_path)
    assert "hash is not the one noted" in refused(changed, tmp_path / "restored")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER sly AFTER INSERT ON turns BEGIN DELETE FROM documents; END",
        "CREATE VIEW sly AS SELECT * FROM documents",
        "CREATE TABLE sly (x)",
        "DROP TABLE turns",
    ],
)
def test_a_catalog_with_other_tables_is_refused(
    exported: Path, tmp_path: Path, statement: str
) -> None:
    def change(catalog: Path, note: dict[str, object]) -> None:
        with closing(sqlite3.connect(catalog)) as db, db:
            db.execute(statement)
        rehashed(catalog, note)

    changed = repacked(exported, change, tmp_path)
    assert "what no library has" in refused(changed, tmp_path / "restored")


def test_a_file_of_a_newer_version_is_refused(exported: Path, tmp_path: Path) -> None:
    def change(catalog: Path, note: dict[str, object]) -> None:
        note["format"] = 999

    changed = repacked(exported, change, tmp_path)
    assert "newer version" in refused(changed, tmp_path / "restored")


@pytest.mark.parametrize("content", [b"", b"not a zip file", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_exported_library_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    assert "no library that was exported" in refused(file, tmp_path / "restored")
    assert "does not exist" in refused(tmp_path / "absent.zip", tmp_path / "restored")


def test_a_file_cut_short_anywhere_is_refused(exported: Path, tmp_path: Path) -> None:
    whole = exported.read_bytes()
    for part in range(1, 8):
        file = tmp_path / f"{part}.zip"
        file.write_bytes(whole[: len(whole) * part // 8])
        assert refused(file, tmp_path / "restored")


# Imports a library and is killed at the n-th moment: before a file is opened, renamed, removed.
DYING = """
import os, signal, sys
from pathlib import Path
from vectorstore.portable import import_library

left = int(sys.argv[3])

EVENTS = ("open", "os.rename", "os.remove", "sqlite3.connect")

def moment(event, arguments):
    global left
    if event in EVENTS and "restored" in str(arguments):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(moment)
import_library(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_killed_at_any_moment_it_leaves_no_library_or_all_of_it(
    library: Library, exported: Path, tmp_path: Path
) -> None:
    outcomes: list[bool] = []
    for moment in range(50):
        folder = tmp_path / f"restored-{moment}"
        child = [sys.executable, "-c", DYING, str(exported), str(folder), str(moment)]
        ended = subprocess.run(child, cwd=ROOT, check=False).returncode
        assert ended in (0, -signal.SIGKILL)
        outcomes.append((folder / CATALOG).exists())
        if not outcomes[-1]:
            import_library(exported, folder)
        if ended == 0 or moment % 3 == 0:
            restored = Library(folder, library.embedder)
            assert_whole(restored, 42)
            restored.close()
        if ended == 0:
            break
    assert not outcomes[0]
    assert outcomes[-1]
    assert len(outcomes) > 3


def test_a_full_or_forbidden_place_is_told(library: Library, exported: Path) -> None:
    with pytest.raises(NotPortable, match="cannot be written"):
        export_library(library, Path(os.devnull) / "library.zip")
    with pytest.raises(AssistantError, match="cannot be made"):
        import_library(exported, Path(os.devnull) / "library")
