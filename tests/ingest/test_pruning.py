"""A folder watched: what is new, changed, moved and gone in it, told beforehand and done."""

from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.plan import plan
from ingest.report import IngestReport
from tests.ingest.generated import document, known_word
from tests.ingest.test_pipeline import CountingEmbedder, holds, write
from vectorstore.library import Library


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of four documents."""
    folder = tmp_path / "shelf"
    for number in range(4):
        write(folder / f"{number}.md", document(number))
    return folder


def counts(report: IngestReport) -> dict[str, int]:
    kinds = ("added", "updated", "unchanged", "failed", "moved", "removed")
    return {kind: len(getattr(report, kind)) for kind in kinds if getattr(report, kind)}


def change_everything(shelf: Path) -> None:
    """One file each stays, changes, moves, goes and comes."""
    write(shelf / "1.md", document(11))
    (shelf / "deep").mkdir()
    (shelf / "2.md").rename(shelf / "deep" / "two.md")
    (shelf / "3.md").unlink()
    write(shelf / "5.md", document(5))


def test_a_folder_is_brought_up_to_date(tmp_path: Path, shelf: Path) -> None:
    embedder = CountingEmbedder()
    library = Library(tmp_path / "library", embedder)
    moving = ingest(library, [shelf]).added[2]
    change_everything(shelf)
    before = embedder.embedded
    report = ingest(library, [shelf], prune=True)
    assert counts(report) == {"added": 1, "updated": 1, "unchanged": 1, "moved": 1, "removed": 1}
    (moved,) = report.moved
    assert (moved.id, moved.source) == (moving.id, str(shelf / "deep" / "two.md"))
    assert report.removed[0].title == f"Log {known_word(3)}"
    # What moved was not embedded again.
    new = [*report.added, *report.updated]
    assert embedder.embedded - before == sum(document.passages for document in new)
    assert [holds(library, known_word(number)) for number in (0, 1, 11, 2, 3, 5)] == [
        True, False, True, True, False, True,
    ]  # fmt: skip
    assert library.index_agrees()
    assert counts(ingest(library, [shelf], prune=True)) == {"unchanged": 4}
    library.close()


def test_what_would_happen_is_told_and_not_done(library: Library, shelf: Path) -> None:
    ingest(library, [shelf])
    change_everything(shelf)
    before = library.catalog.documents()
    would = plan(library, [shelf], prune=True)
    assert would.add == (str(shelf / "5.md"),)
    assert would.update == (str(shelf / "1.md"),)
    assert would.unchanged == (str(shelf / "0.md"),)
    assert would.move == (str(shelf / "deep" / "two.md"),)
    assert would.remove == (str(shelf / "3.md"),)
    assert library.catalog.documents() == before
    ingest(library, [shelf], prune=True)
    again = plan(library, [shelf], prune=True)
    assert len(again.unchanged) == 4
    assert (again.add, again.update, again.move, again.remove) == ((), (), (), ())


def test_nothing_is_removed_unless_it_is_asked_for(library: Library, shelf: Path) -> None:
    ingest(library, [shelf])
    (shelf / "3.md").unlink()
    assert counts(ingest(library, [shelf])) == {"unchanged": 3}
    assert holds(library, known_word(3))
    assert plan(library, [shelf]).remove == ()


def test_pruning_a_folder_leaves_others_alone(
    library: Library, tmp_path: Path, shelf: Path
) -> None:
    beside = write(tmp_path / "shelf2" / "a.md", document(7))
    ingest(library, [shelf, beside])
    beside.unlink()
    (shelf / "3.md").unlink()
    assert counts(ingest(library, [shelf], prune=True)) == {"unchanged": 3, "removed": 1}
    assert holds(library, known_word(7))


def test_an_empty_folder_may_be_a_disk_that_is_not_there(library: Library, shelf: Path) -> None:
    ingest(library, [shelf])
    for file in shelf.iterdir():
        file.unlink()
    report = ingest(library, [shelf], prune=True)
    assert counts(report) == {"failed": 1}
    assert len(library.catalog.documents()) == 4
    shelf.rmdir()
    assert counts(ingest(library, [shelf], prune=True)) == {"failed": 1}
    assert len(library.catalog.documents()) == 4


def test_a_file_that_went_bad_is_not_gone(library: Library, shelf: Path) -> None:
    ingest(library, [shelf])
    (shelf / "3.md").write_bytes(b"\0\1\2\3")
    assert counts(ingest(library, [shelf], prune=True)) == {"unchanged": 3, "failed": 1}
    assert holds(library, known_word(3))


def test_a_document_that_another_file_holds_stays(library: Library, shelf: Path) -> None:
    write(shelf / "copy.md", document(3))
    ingest(library, [shelf])
    (shelf / "3.md").unlink()
    report = ingest(library, [shelf], prune=True)
    assert counts(report) == {"unchanged": 3, "moved": 1}
    assert report.moved[0].source == str(shelf / "copy.md")


def test_a_removed_document_comes_back_with_its_folder(library: Library, shelf: Path) -> None:
    (first, *_) = ingest(library, [shelf]).added
    library.remove(first.id)
    assert counts(ingest(library, [shelf])) == {"added": 1, "unchanged": 3}
