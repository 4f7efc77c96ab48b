"""Files into a library: what is added, replaced, left alone, and reported."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.report import IngestReport, Progress
from tests.ingest.generated import document, known_word, long_text
from vectorstore.embedding import Embedder, PassageVectors
from vectorstore.library import Library
from vectorstore.records import PassageSpan
from vectorstore.words import stems


class CountingEmbedder(Embedder):
    """The real embedder, and how many passages it was given."""

    embedded = 0

    def embed_passages_of(
        self, passages: Sequence[tuple[str, PassageSpan]]
    ) -> list[PassageVectors]:
        self.embedded += len(passages)
        return super().embed_passages_of(passages)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few passages are embedded and written at once: a short document takes several times."""
    monkeypatch.setattr("ingest.writer._PASSAGES_AT_ONCE", 16)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def holds(library: Library, word: str) -> bool:
    """Whether the keyword index knows a word."""
    return bool(library.catalog.passages.keyword_search(stems(word), 10))


def state(library: Library) -> tuple[object, ...]:
    """Everything that a reader can see of a library."""
    catalog = library.catalog
    documents = catalog.documents()
    return (
        documents,
        [catalog.document_text(d.id) for d in documents],
        [p.id for d in documents for p in catalog.passages.of(d.id)],
        library.index.count(),
        library.index_agrees(),
        catalog.unfinished("leaving"),
    )


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return len(report.added), len(report.updated), len(report.unchanged), len(report.failed)


def test_a_new_file_is_added_and_found(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(7))
    report = ingest(library, [file])
    assert counts(report) == (1, 0, 0, 0)
    (added,) = report.added
    assert (added.title, added.source) == (f"Log {known_word(7)}", str(file))
    assert library.catalog.document_text(added.id).text == document(7)
    assert library.retrieve(known_word(7)).passages[0].document_id == added.id


def test_passages_slice_the_text_and_leave_nothing_out(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "Zoë’s “naïve” 👩‍👩‍👧 plan. 中文也行。\n\n" + long_text(6500))
    (added,) = ingest(library, [file]).added
    text = library.catalog.document_text(added.id).text
    end = 0
    for passage in library.catalog.passages.of(added.id):
        assert passage.text == passage.span.of(text)
        assert not text[end : passage.span.start].strip()
        end = passage.span.end
    assert not text[end:].strip()
    assert added.characters == len(text)
    assert added.passages == library.index.count() > 5


def test_the_same_file_again_is_unchanged_and_nothing_is_embedded(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    library = Library(tmp_path / "library", embedder)
    files = [write(tmp_path / f"{i}.md", document(i)) for i in range(3)]
    ingest(library, files)
    embedded, before = embedder.embedded, state(library)
    report = ingest(library, files)
    assert counts(report) == (0, 0, 3, 0)
    assert embedder.embedded == embedded > 0
    assert state(library) == before
    library.close()


def test_a_changed_file_replaces_its_old_passages(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(1))
    (old,) = ingest(library, [file]).added
    write(file, document(2))
    report = ingest(library, [file])
    assert counts(report) == (0, 1, 0, 0)
    (new,) = library.catalog.documents()
    assert report.updated == (new,)
    assert new.id != old.id
    assert not holds(library, known_word(1))
    assert holds(library, known_word(2))
    assert library.index.count() == new.passages
    assert library.index_agrees()


@pytest.mark.usefixtures("small_batches")
def test_an_old_version_is_found_until_the_new_one_is(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(1))
    (old,) = ingest(library, [file]).added
    write(file, document(2, sections=50))
    found: list[list[str]] = []

    def look(_: Progress) -> None:
        found.append([d.id for d in library.catalog.documents()])
        assert holds(library, known_word(1)) == (found[-1] == [old.id])
        assert holds(library, known_word(2)) == (found[-1] != [old.id])

    ingest(library, [file], look)
    assert all(len(ids) == 1 for ids in found)
    assert found[0] == [old.id]
    assert found[-1] != [old.id]
    assert len(found) > 4


def test_a_removed_document_is_gone_from_every_store(library: Library, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{i}.md", document(i)) for i in (1, 2)]
    gone, stays = ingest(library, files).added
    library.remove(gone.id)
    assert library.catalog.documents() == [stays]
    assert not holds(library, known_word(1))
    assert library.index.count() == stays.passages
    assert library.catalog.passages.frequencies(stems(known_word(1))) == {}
    assert {p.document_id for p in library.retrieve(known_word(1)).passages} == {stays.id}
    assert library.index_agrees()


def test_a_removed_document_can_be_added_again(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(1))
    (added,) = ingest(library, [file]).added
    library.remove(added.id)
    assert counts(ingest(library, [file])) == (1, 0, 0, 0)
    assert holds(library, known_word(1))
    assert library.index_agrees()


def test_bad_files_are_reported_and_good_ones_ingested(library: Library, tmp_path: Path) -> None:
    good = [write(tmp_path / f"{i}.md", document(i)) for i in (1, 2)]
    empty = write(tmp_path / "empty.txt", "")
    blank = write(tmp_path / "blank.txt", " \n ")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x89PNG\0\0")
    absent = tmp_path / "absent.txt"
    report = ingest(library, [absent, good[0], empty, blank, binary, good[1]])
    assert counts(report) == (2, 0, 0, 4)
    assert [failure.source for failure in report.failed] == [
        str(path) for path in (absent, empty, blank, binary)
    ]
    for failure in report.failed:
        assert failure.message.startswith(failure.source)
    assert library.index_agrees()


def test_bad_files_leave_the_library_as_it_was(library: Library, tmp_path: Path) -> None:
    ingest(library, [write(tmp_path / "log.md", document(1))])
    before = state(library)
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\0\1\2")
    assert counts(ingest(library, [binary, tmp_path / "absent"])) == (0, 0, 0, 2)
    assert state(library) == before


def test_a_file_that_went_bad_keeps_its_last_good_version(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(1))
    ingest(library, [file])
    before = state(library)
    write(file, "")
    assert counts(ingest(library, [file])) == (0, 0, 0, 1)
    assert state(library) == before


@pytest.mark.parametrize(
    "name", ["a\nb.md", "~nobody.md", "~$log.md", "x" * 250 + ".md", "a b'\"%.md"]
)
def test_a_file_may_be_called_anything(library: Library, tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, document(1))
    (added,) = ingest(library, [file]).added
    assert added.source == str(file)
    assert library.catalog.sources.ready_id(str(file)) == added.id


def test_a_relative_name_may_begin_with_a_tilde(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "~nobody.md", document(1))
    assert counts(ingest(library, ["~nobody.md"])) == (1, 0, 0, 0)


def test_a_name_that_is_not_unicode_is_no_obstacle(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"na\xefve.txt"):
        try:
            Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"{name!r} is here.")
        except OSError:
            pytest.skip("this file system wants Unicode")
    (folder / os.fsdecode(b"empty\xff.txt")).touch()
    report = ingest(library, [folder])
    assert counts(report) == (2, 0, 0, 1)
    for document_ in report.added:
        assert document_.source.isprintable()
        assert document_.title.isprintable()
    assert report.failed[0].message.isprintable()
    assert counts(ingest(library, [folder])) == (0, 0, 2, 1)


@pytest.mark.parametrize("name", ["x" * 5000, "nul\0.txt", ""])
def test_an_impossible_name_is_a_failure_like_any_other(
    library: Library, tmp_path: Path, name: str
) -> None:
    report = ingest(library, [tmp_path / "sub" / name, write(tmp_path / "log.md", document(1))])
    assert counts(report) == (1, 0, 0, 1)


def test_two_files_with_the_same_content_are_one_document(library: Library, tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, document(1)) for name in ("one.md", "two.md"))
    report = ingest(library, [one, two])
    (only,) = library.catalog.documents()
    assert report.added == (only,)
    assert counts(report) == (1, 0, 1, 0)
    assert (
        library.catalog.sources.ready_id(str(one))
        == library.catalog.sources.ready_id(str(two))
        == only.id
    )
    assert library.index.count() == only.passages


def test_a_document_stays_for_its_other_source_when_one_changes(
    library: Library, tmp_path: Path
) -> None:
    one, two = (write(tmp_path / name, document(1)) for name in ("one.md", "two.md"))
    ingest(library, [one, two])
    write(one, document(2))
    assert counts(ingest(library, [one])) == (0, 1, 0, 0)
    assert holds(library, known_word(1))
    assert holds(library, known_word(2))
    write(two, document(2))
    assert counts(ingest(library, [two])) == (0, 1, 0, 0)
    assert not holds(library, known_word(1))
    (left,) = library.catalog.documents()
    assert library.index.count() == left.passages
    assert library.index_agrees()


def test_two_files_may_exchange_their_contents(library: Library, tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    ingest(library, [write(one, document(1)), write(two, document(2))])
    ingest(library, [write(one, document(2)), write(two, document(1))])
    assert {d.source: d.title for d in library.catalog.documents()} == {
        str(one): f"Log {known_word(2)}",
        str(two): f"Log {known_word(1)}",
    }
    assert library.index_agrees()


def test_a_file_given_twice_is_read_once(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "log.md", document(1))
    seen: list[Progress] = []
    report = ingest(library, [file, str(file), tmp_path], seen.append)
    assert counts(report) == (1, 0, 0, 0)
    assert {progress.files for progress in seen} == {1}


def test_a_folder_is_searched_for_documents(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    write(folder / "b.md", document(1))
    write(folder / "deep" / "er" / "a.txt", document(2))
    write(folder / "notes.py", "print('Not this.')")
    write(folder / ".hidden.md", "Nor this.")
    write(folder / ".git" / "c.md", "Nor that.")
    report = ingest(library, [folder])
    assert [d.title for d in report.added] == [
        f"Log {known_word(1)}",
        f"# Log {known_word(2)}",
    ]
    assert report.failed == ()


def test_a_folder_without_documents_is_reported(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = ingest(library, [tmp_path / "empty"])
    assert counts(report) == (0, 0, 0, 1)
    assert "no documents" in report.failed[0].message


@pytest.mark.usefixtures("small_batches")
def test_progress_only_grows_and_ends_at_one(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    for i in range(5):
        write(folder / f"{i}.md", document(i))
    write(folder / "long.txt", document(5, sections=40))
    write(folder / "bad.txt", "")
    seen: list[Progress] = []
    for _ in range(2):  # the second time everything is known
        seen.clear()
        ingest(library, [folder], seen.append)
        fractions = [progress.fraction for progress in seen]
        assert fractions == sorted(fractions)
        assert fractions[0] == 0.0
        assert fractions[-1] == 1.0
        assert [progress.files_done for progress in seen] == sorted(p.files_done for p in seen)
        assert (seen[-1].files_done, seen[-1].files) == (7, 7)


def test_progress_ends_at_one_when_every_file_is_bad(library: Library, tmp_path: Path) -> None:
    seen: list[Progress] = []
    ingest(library, [write(tmp_path / "empty.txt", "")], seen.append)
    assert seen[-1].fraction == 1.0


@pytest.mark.usefixtures("small_batches")
def test_a_run_that_breaks_off_is_gone_on_with_where_it_stopped(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    library = Library(tmp_path / "library", embedder)
    first = write(tmp_path / "a.md", document(1))
    ingest(library, [first])
    before = state(library)
    long = write(tmp_path / "b.txt", document(2, sections=50))

    def stop(progress: Progress) -> None:
        if progress.fraction > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(library, [long], stop)
    assert state(library) == before
    assert library.catalog.unfinished("pending")
    report = ingest(library, [first, long])
    assert counts(report) == (1, 0, 1, 0)
    # Some of the passages were embedded before the break, the others after, and none twice.
    assert embedder.embedded == library.index.count() > report.added[0].passages
    assert library.index_agrees()
    library.close()


@pytest.mark.usefixtures("small_batches")
def test_what_was_finished_before_a_run_broke_off_stays(library: Library, tmp_path: Path) -> None:
    long, other = (write(tmp_path / f"{i}.txt", document(i, sections=25)) for i in range(2))

    def stop(progress: Progress) -> None:
        if progress.fraction > 0.55:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(library, [long, other], stop)
    (kept,) = library.catalog.documents()
    assert kept.source == str(long)
    assert library.index.count() == kept.passages
    assert library.index_agrees()
