"""A disk that is full, fails or can't be written to is told in one sentence; nothing is lost."""

import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from tests.ingest.generated import document
from tests.ingest.nursery import HastyEmbedder
from tests.vectorstore.small_disk import small_disk
from tests.vectorstore.stored import put
from tests.vectorstore.test_library import assert_whole
from vectorstore.embedding import Embedder
from vectorstore.errors import AssistantError, CatalogDamaged, LibraryUnreadable, LibraryUnwritable
from vectorstore.library import Library
from vectorstore.portable import NotPortable, export_library, import_library


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of documents that take some megabytes of a library."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number}.md").write_text(document(number, sections=20))
    return folder


# The sizes are such that the room ends in SQLite's file, in Chroma's, and between documents.
@pytest.mark.parametrize("kilobytes", [40, 300, 500, 1500, 3000])
def test_a_disk_that_fills_up_loses_nothing_and_the_work_goes_on_once_there_is_room(
    tmp_path: Path, shelf: Path, embedder: Embedder, kilobytes: int
) -> None:
    hasty = HastyEmbedder(embedder)
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        folder = disk.place / "library"
        opened: list[Library] = []

        def bring_in() -> None:
            opened.append(Library(folder, hasty))
            ingest(opened[0], [shelf])

        with pytest.raises(LibraryUnwritable, match="is full; make room and do it again"):
            bring_in()
        disk.grow()
        library = opened[0] if opened else Library(folder, hasty)
        finished = len(library.catalog.documents())

        report = ingest(library, [shelf])

        assert (len(report.added), len(report.unchanged)) == (25 - finished, finished)
        assert report.failed == ()
        library.close()
        again = Library(folder, hasty)
        assert again.index.count() == again.catalog.passages.statistics().passages
        assert again.index_agrees()
        assert not again.mended
        again.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As `ulimit -f` has it: what writes more into one file fails."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_write_that_fails_leaves_the_library_whole(
    tmp_path: Path, shelf: Path, embedder: Embedder
) -> None:
    library = Library(tmp_path / "library", HastyEmbedder(embedder))
    with no_file_larger_than(1_000_000), pytest.raises(LibraryUnreadable) as told:
        ingest(library, [shelf])
    assert str(told.value).endswith(".")
    finished = len(library.catalog.documents())
    report = ingest(library, [shelf])
    assert (len(report.added), len(report.unchanged)) == (25 - finished, finished)
    assert library.index.count() == library.catalog.passages.statistics().passages
    assert library.index_agrees()
    library.close()


def test_a_full_disk_lets_a_library_be_read_and_made_smaller(
    tmp_path: Path, embedder: Embedder
) -> None:
    with small_disk(tmp_path / "disk", 6000) as disk:
        library = Library(disk.place / "library", embedder)
        put(library, "doc", 100)
        put(library, "other", 100)
        (disk.place / "film").write_bytes(b"x" * 600_000)
        with pytest.raises(OSError, match="No space"):
            (disk.place / "more").write_bytes(b"x" * 6_000_000)
        assert library.retrieve("docx7").passages
        library.close()
        (disk.place / "film").unlink()
        again = Library(disk.place / "library", embedder)
        again.remove("other")
        assert_whole(again, 100)
        again.close()


def test_a_library_on_a_disk_that_is_write_protected_is_refused_and_kept(
    tmp_path: Path, embedder: Embedder
) -> None:
    with small_disk(tmp_path / "disk", 20_000) as disk:
        library = Library(disk.place / "library", embedder)
        put(library, "doc", 10)
        library.close()
        disk.protect()
        with pytest.raises(LibraryUnreadable, match=r"cannot be opened \(Read-only file system\)"):
            Library(disk.place / "library", embedder)
        disk.unprotect()
        again = Library(disk.place / "library", embedder)
        assert_whole(again, 10)
        again.close()


def test_a_full_disk_takes_no_copy_and_no_copy_is_restored_to_it(
    tmp_path: Path, library: Library
) -> None:
    put(library, "doc", 500)
    export_library(library, tmp_path / "whole.zip")
    with small_disk(tmp_path / "disk", 200) as disk:
        with pytest.raises(NotPortable, match=r"No space left on device.*make room"):
            export_library(library, disk.place / "copy.zip")
        with pytest.raises(NotPortable, match=r"No space left on device.*make room"):
            import_library(tmp_path / "whole.zip", disk.place / "library")
        assert not list(disk.place.glob("library/catalog*"))
        assert not list(disk.place.glob("*.zip"))
        disk.grow()
        import_library(tmp_path / "whole.zip", disk.place / "library")
        restored = Library(disk.place / "library", library.embedder)
        assert_whole(restored, 500)
        restored.close()


def test_a_catalog_held_by_another_program_is_told(library: Library) -> None:
    library.catalog._database._connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(library.folder / "catalog.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryUnwritable, match="is held by another program"):
            put(library, "doc", 3)
        other.rollback()
    put(library, "doc", 3)
    assert_whole(library, 3)


# A catalog that is damaged


@pytest.mark.parametrize("left", [1, 100, 511, 512, 4095, 4096, 5000])
def test_a_catalog_cut_short_is_refused(library: Library, left: int) -> None:
    put(library, "doc", 50)
    library.close()
    os.truncate(library.folder / "catalog.sqlite3", left)
    with pytest.raises(CatalogDamaged, match="restore it from a backup"):
        Library(library.folder, library.embedder)


def test_an_empty_catalog_is_not_taken_for_a_new_library(library: Library) -> None:
    put(library, "doc", 5)
    library.close()
    catalog = library.folder / "catalog.sqlite3"
    catalog.write_bytes(b"")
    with pytest.raises(CatalogDamaged, match="it has 0 bytes"):
        Library(library.folder, library.embedder)
    assert catalog.stat().st_size == 0
    assert list(library.folder.glob("chroma/*"))


@pytest.mark.parametrize("seed", range(8))
def test_pages_overwritten_at_random_are_told(library: Library, seed: int) -> None:
    put(library, "doc", 300)
    library.close()
    catalog = library.folder / "catalog.sqlite3"
    content = bytearray(catalog.read_bytes())
    choose = random.Random(seed)
    for _ in range(4):
        start = 4096 * choose.randrange(1, len(content) // 4096)
        content[start : start + 4096] = choose.randbytes(4096)
    catalog.write_bytes(content)
    with pytest.raises(AssistantError, match="catalog"):
        opened_and_read(library)


def opened_and_read(library: Library) -> None:
    with closing(Library(library.folder, library.embedder)) as again:
        problem = again.catalog.integrity_problem()
        again.catalog.documents()
        again.retrieve("docx7")
    if problem:  # which is what the doctor tells
        raise CatalogDamaged(str(library.folder), problem)
