"""A library as a whole: opening, mending, refusing."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vectorstore.stored import put, random_passages
from tests.vectorstore.wanting import want_a_model
from vectorstore.embedding import Embedder
from vectorstore.errors import (
    AssistantError,
    CatalogDamaged,
    LibraryInUse,
    LibraryUnreadable,
    ModelUnusable,
    UnknownDocument,
)
from vectorstore.library import Library
from vectorstore.records import Source
from vectorstore.weights import verified_packaged_folder
from vectorstore.words import stems


def assert_whole(library: Library, passages: int) -> None:
    """Every passage of the catalog is in Chroma, and found there."""
    assert library.catalog.passages.statistics().passages == passages
    assert library.index.count() == passages
    assert library.index_agrees()
    vectors = library.catalog.passages.vectors(after=0, limit=passages)
    found = [passage_id in library.index.nearest(v, 1) for passage_id, _, v in vectors[::29]]
    # The nearest ones are looked for in a graph, which may miss one of many.
    assert sum(found) >= 0.95 * len(found)


def reopened(library: Library) -> Library:
    library.close()
    return Library(library.folder, library.embedder)


def test_a_library_is_made_where_there_is_none(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "not" / "yet" / "there"
    library = Library(folder, embedder)
    assert library.catalog.documents() == []
    assert_whole(library, 0)
    library.close()


def test_a_library_keeps_its_documents(library: Library) -> None:
    put(library, "doc", 40)
    before = library.catalog.documents()
    again = reopened(library)
    assert again.catalog.documents() == before
    assert_whole(again, 40)
    again.close()


def test_a_second_process_is_refused_and_told_who_has_the_library(library: Library) -> None:
    second = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path\n"
            "from vectorstore.embedding import Embedder\n"
            "from vectorstore.errors import LibraryInUse\n"
            "from vectorstore.library import Library\n"
            "try:\n    Library(Path(sys.argv[1]), Embedder())\n"
            "except LibraryInUse as refusal:\n    print(refusal)\n",
            str(library.folder),
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert second.stdout == (
        f"The library {library.folder} is in use by process {os.getpid()}; close it, or choose "
        "another library with --library.\n"
    )


def test_a_library_that_could_not_be_opened_is_not_held(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    catalog = folder / "catalog.sqlite3"
    catalog.write_bytes(b"garbage" * 1000)
    with pytest.raises(CatalogDamaged):
        Library(folder, embedder)
    catalog.unlink()
    Library(folder, embedder).close()


# What an interruption leaves


def test_what_was_begun_is_seen_by_nobody_and_can_be_gone_on_with(library: Library) -> None:
    put(library, "doc", 10)
    put(library, "half", 10, finish=False)
    assert_whole(library, 10)
    again = reopened(library)
    assert [d.id for d in again.catalog.documents()] == ["doc"]
    assert_whole(again, 10)
    document, embedded = random_passages("half", 10)
    assert again.begin(document) == {passage.passage.span for passage in embedded}
    again.finish([("half", Source(document.source, document.source))])
    assert_whole(again, 20)
    again.close()


def test_vectors_that_came_before_an_interruption_are_no_obstacle(library: Library) -> None:
    put(library, "doc", 10)
    put(library, "half", 10, finish=False)
    library._index_pending(["half"])
    assert library.index.count() == 20
    again = reopened(library)
    assert_whole(again, 10)
    again.finish([("half", Source("/half", "/half"))])
    assert_whole(again, 20)
    again.close()


def test_what_was_begun_and_is_read_otherwise_now_begins_anew(library: Library) -> None:
    put(library, "doc", 10, finish=False)
    document, _ = random_passages("doc", 10)
    assert library.begin(replace(document, text="All else.")) == set()
    assert library.catalog.passages.spans("doc") == set()


def test_what_was_begun_long_ago_is_forgotten(library: Library) -> None:
    put(library, "half", 10, finish=False)
    library.catalog.forget_abandoned(days=1)
    assert library.catalog.unfinished("pending") == ["half"]
    library.catalog.forget_abandoned(days=-1)
    assert library.catalog.unfinished("pending") == []


def test_an_unfinished_removal_is_completed_on_opening(library: Library) -> None:
    put(library, "doc", 10)
    put(library, "gone", 10)
    library.catalog.leave("gone")
    again = reopened(library)
    assert [d.id for d in again.catalog.documents()] == ["doc"]
    assert again.catalog.unfinished("leaving") == []
    assert_whole(again, 10)
    again.close()


def test_a_failed_attempt_does_not_stand_in_the_way_of_the_next(library: Library) -> None:
    put(library, "doc", 10, finish=False)
    put(library, "doc", 12)
    assert_whole(library, 12)


def test_removing_what_is_not_there_is_an_error(library: Library) -> None:
    with pytest.raises(UnknownDocument, match="No document has the id 'absent'"):
        library.remove("absent")


# Damage to Chroma's files: everything in them can be made again


def _delete_folder(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _empty_database(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"")


def _garbage_for_database(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(random.Random(1).randbytes(200_000))


def _half_a_database(chroma: Path) -> None:
    file = chroma / "chroma.sqlite3"
    os.truncate(file, file.stat().st_size // 2)


def _garbage_in_database(chroma: Path) -> None:
    file = chroma / "chroma.sqlite3"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 50_000] = random.Random(2).randbytes(50_000)
    file.write_bytes(content)


def _delete_vectors(chroma: Path) -> None:
    for folder in chroma.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)


def _empty_vector_files(chroma: Path) -> None:
    for file in chroma.glob("*/*"):
        file.write_bytes(b"")


def _delete_log(chroma: Path) -> None:
    with sqlite3.connect(chroma / "chroma.sqlite3") as db:
        db.execute("DELETE FROM embeddings_queue")


def _delete_rows(chroma: Path) -> None:
    with sqlite3.connect(chroma / "chroma.sqlite3") as db:
        db.execute("DELETE FROM embeddings WHERE id % 3 = 0")


@pytest.fixture(scope="module", params=[60, 1700])  # Chroma writes its vector files by the 1,000
def closed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> tuple[Path, int]:
    """A library that is closed, and how many passages it has; it is copied, not changed."""
    library = Library(tmp_path_factory.mktemp("closed") / "library", embedder)
    put(library, "doc", request.param)
    library.close()
    return library.folder, request.param


@pytest.mark.parametrize(
    "damage",
    [
        _delete_folder,
        _empty_database,
        _garbage_for_database,
        _half_a_database,
        _garbage_in_database,
        _delete_vectors,
        _empty_vector_files,
        _delete_log,
        _delete_rows,
        want_a_model,
    ],
)
def test_damaged_vectors_are_noticed_and_made_again(
    closed: tuple[Path, int], tmp_path: Path, embedder: Embedder, damage: Callable[[Path], None]
) -> None:
    folder, passages = closed
    library = shutil.copytree(folder, tmp_path / "library")
    damage(library / "chroma")
    again = Library(library, embedder)
    assert_whole(again, passages)
    again = reopened(again)  # and what was mended stays so
    assert_whole(again, passages)
    again.close()


def test_vectors_deleted_behind_its_back_are_made_again(library: Library) -> None:
    put(library, "doc", 30)
    put(library, "other", 30)
    library.index.remove_document("doc")
    assert not library.index_agrees()
    again = reopened(library)
    assert_whole(again, 60)
    again.close()


def test_vectors_may_be_made_again_at_any_time(library: Library) -> None:
    put(library, "doc", 70)
    assert library.reindex() == 70
    assert_whole(library, 70)


# What can't be mended is refused in a sentence


def test_a_library_of_a_newer_version_is_refused(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.folder / "catalog.sqlite3") as db:
        db.execute("PRAGMA user_version = 1000")
    with pytest.raises(LibraryUnreadable, match="made by a newer version of Article Assistant"):
        Library(library.folder, library.embedder)


def test_a_library_of_another_embedding_model_is_refused(library: Library) -> None:
    library.close()
    other = Embedder(str(verified_packaged_folder()))
    with pytest.raises(ModelUnusable, match="was made with the embedding model 'all-MiniLM"):
        Library(library.folder, other)
    Library(library.folder, library.embedder).close()


def _garbage_catalog(catalog: Path) -> None:
    catalog.write_bytes(random.Random(3).randbytes(catalog.stat().st_size))


def _half_a_catalog(catalog: Path) -> None:
    os.truncate(catalog, catalog.stat().st_size // 2)


def _garbage_after_the_first_page(catalog: Path) -> None:
    size = catalog.stat().st_size
    catalog.write_bytes(catalog.read_bytes()[:4096] + random.Random(4).randbytes(size - 4096))


@pytest.mark.parametrize(
    "damage", [_garbage_catalog, _half_a_catalog, _garbage_after_the_first_page]
)
def test_a_damaged_catalog_is_refused_in_a_sentence(
    library: Library, damage: Callable[[Path], None]
) -> None:
    put(library, "doc", 200)
    library.close()
    damage(library.folder / "catalog.sqlite3")
    with pytest.raises(CatalogDamaged, match=r"cannot be read \(.+\); restore it from a backup"):
        Library(library.folder, library.embedder)


def test_a_file_in_the_librarys_place_is_refused(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "library").write_text("I was here first.")
    with pytest.raises(LibraryUnreadable, match="cannot be opened"):
        Library(tmp_path / "library", embedder)


def test_every_refusal_is_one_sentence_for_the_user() -> None:
    for error in (
        LibraryInUse("/library", 7),
        LibraryInUse("/library", None, "http://127.0.0.1:7860"),
        CatalogDamaged("/library/catalog.sqlite3", "file is not a database"),
        UnknownDocument("abc"),
    ):
        assert isinstance(error, AssistantError)
        assert str(error).endswith(".")
        assert str(error).isprintable()


# Threads


def test_questions_are_answered_while_documents_come_and_go(library: Library) -> None:
    put(library, "stays", 30)
    stop = threading.Event()
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            while not stop.is_set():
                found = library.retrieve("staysx7 and goesx3").passages
                assert {"stays"} <= {p.document_id for p in found} <= {"stays", "goes"}
                for passage in found:
                    assert passage.text == passage.sentences[0].text
        except BaseException as problem:
            problems.append(problem)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for _ in range(5):
        put(library, "goes", 20)
        library.remove("goes")
    stop.set()
    for asker in askers:
        asker.join()
    assert problems == []
    assert_whole(library, 30)


def test_a_document_removed_by_two_threads_is_removed_once(library: Library) -> None:
    put(library, "stays", 10)
    document, _ = random_passages("goes", 10)
    for _ in range(5):
        put(library, "goes", 10)
        refused: list[UnknownDocument] = []

        def remove(refused: list[UnknownDocument] = refused) -> None:
            try:
                library.remove(document.id)
            except UnknownDocument as refusal:
                refused.append(refusal)

        removers = [threading.Thread(target=remove) for _ in range(4)]
        for remover in removers:
            remover.start()
        for remover in removers:
            remover.join()
        assert len(refused) == 3
    assert library.catalog.passages.keyword_search(stems("goesx1"), 5) == []
    assert len(library.catalog.passages.keyword_search(stems("staysx1"), 5)) == 1
    assert_whole(library, 10)
