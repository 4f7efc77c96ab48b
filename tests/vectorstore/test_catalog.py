"""The catalog: what readers see, and when."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.stored import new_document, random_passages
from vectorstore.catalog import Catalog
from vectorstore.errors import CatalogDamaged, LibraryUnreadable, UnknownDocument
from vectorstore.passage_table import Statistics
from vectorstore.records import Source
from vectorstore.schema import FORMAT
from vectorstore.words import stems


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "catalog.sqlite3")
    yield opened
    opened.close()


def put(catalog: Catalog, name: str, passages: int = 3, source: str | None = None) -> list[int]:
    document, embedded = random_passages(name, passages)
    catalog.begin(document)
    ids = catalog.passages.add((p.document_id, p.text, p.passage, p.vectors) for p in embedded)
    path = source or document.source
    catalog.finish(name, Source(path, path))
    return ids


def test_a_new_catalog_is_empty(catalog: Catalog) -> None:
    assert catalog.documents() == []
    assert catalog.passages.statistics() == Statistics(0, 1.0)
    assert catalog.passages.sample_vectors(32) == {}
    assert catalog.passages.keyword_search(["word"], 5) == []
    assert catalog.integrity_problem() is None


def test_a_catalog_keeps_its_id(tmp_path: Path) -> None:
    first = Catalog(tmp_path / "catalog.sqlite3")
    library_id = first.about("library_id")
    first.close()
    second = Catalog(tmp_path / "catalog.sqlite3")
    assert second.about("library_id") == library_id
    assert library_id
    assert len(library_id) == 32
    second.close()


def test_a_pending_document_is_seen_by_nobody(catalog: Catalog) -> None:
    document, embedded = random_passages("doc", 2)
    catalog.begin(document)
    ids = catalog.passages.add((p.document_id, p.text, p.passage, p.vectors) for p in embedded)
    assert catalog.documents() == []
    assert catalog.passages.get(ids) == catalog.passages.of("doc") == []
    assert catalog.passages.keyword_search(stems("docx1"), 5) == []
    assert catalog.passages.frequencies(stems("docx1")) == {}
    assert catalog.passages.vectors(0, 10) == []
    assert catalog.passages.statistics().passages == 0
    assert catalog.sources.ready_id(document.source) is None
    with pytest.raises(UnknownDocument):
        catalog.document_text("doc")
    assert catalog.unfinished("pending") == ["doc"]


def test_a_finished_document_is_seen_whole(catalog: Catalog) -> None:
    ids = put(catalog, "doc", 3)
    (document,) = catalog.documents()
    assert (document.id, document.source, document.passages) == ("doc", "/shelf/doc.txt", 3)
    assert catalog.document_text("doc").text == "docx0. docx1. docx2."
    assert [p.id for p in catalog.passages.of("doc")] == ids
    assert catalog.passages.keyword_search(stems("docx1"), 5) == [ids[1]]
    assert catalog.passages.frequencies(stems("docx1 docx2 other")) == {"docx1": 1, "docx2": 1}
    assert catalog.passages.statistics() == Statistics(3, 1.0)


def test_a_passage_comes_back_as_it_was_put_in(catalog: Catalog) -> None:
    (_, embedded) = random_passages("doc", 3)
    put(catalog, "doc", 3)
    for stored, put_in in zip(catalog.passages.of("doc"), embedded, strict=True):
        assert stored.span == put_in.passage.span
        assert stored.sentences == put_in.passage.sentences
        assert stored.text == put_in.passage.span.of(put_in.text)
        assert stored.terms == (tuple(stems(stored.text)),)
        assert (stored.vector == put_in.vectors.passage.astype(np.float32)).all()
        assert (stored.sentence_vectors == put_in.vectors.sentences).all()
    (codes, none) = catalog.passages.token_codes([stored.id, 99_999], 384)
    assert (codes.codes == put_in.vectors.token_codes).all()
    assert len(none.codes) == len(none.scales) == len(none.sentences) == 0


def test_a_leaving_document_is_seen_by_nobody(catalog: Catalog) -> None:
    put(catalog, "doc")
    catalog.leave("doc")
    assert catalog.documents() == []
    assert catalog.passages.keyword_search(stems("docx1"), 5) == []
    assert catalog.passages.frequencies(stems("docx1")) == {}
    assert catalog.unfinished("leaving") == ["doc"]
    with pytest.raises(UnknownDocument, match="doc"):
        catalog.leave("doc")


def test_a_forgotten_document_leaves_no_rows(catalog: Catalog, tmp_path: Path) -> None:
    put(catalog, "doc")
    put(catalog, "other")
    catalog.leave("doc")
    catalog.forget("doc")
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as db:
        for table, rows in {
            "documents": 1,
            "sources": 1,
            "passages": 3,
            "token_vectors": 3,
        }.items():
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,)
        db.execute("INSERT INTO keywords (keywords) VALUES ('integrity-check')")
    assert catalog.integrity_problem() is None


def test_a_ready_document_cannot_be_forgotten_by_mistake(catalog: Catalog) -> None:
    put(catalog, "doc")
    catalog.forget("doc")
    assert [d.id for d in catalog.documents()] == ["doc"]


def test_the_keyword_index_agrees_with_the_passages_after_many_changes(
    catalog: Catalog, tmp_path: Path
) -> None:
    for i in range(12):
        put(catalog, f"doc{i}", 1 + i % 4, source=f"/shelf/{i % 5}")
        for leaving in catalog.unfinished("leaving"):
            catalog.forget(leaving)
        if i % 3 == 0:
            catalog.leave(f"doc{i}")
            catalog.forget(f"doc{i}")
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as db:
        # With rank 1 the index is compared with the passages themselves.
        db.execute("INSERT INTO keywords (keywords, rank) VALUES ('integrity-check', 1)")


def test_a_source_that_moves_on_lets_its_document_leave(catalog: Catalog) -> None:
    put(catalog, "old", source="/a")
    put(catalog, "new", source="/a")
    assert [d.id for d in catalog.documents()] == ["new"]
    assert catalog.unfinished("leaving") == ["old"]
    assert catalog.sources.ready_id("/a") == "new"


def test_a_document_with_two_sources_stays_until_both_moved_on(catalog: Catalog) -> None:
    put(catalog, "shared", source="/a")
    assert catalog.add_source("shared", Source("/b", "/b")) == []
    put(catalog, "new", source="/a")
    assert catalog.sources.ready_id("/b") == "shared"
    assert catalog.add_source("new", Source("/b", "/b")) == ["shared"]
    assert [d.id for d in catalog.documents()] == ["new"]


def test_a_change_that_fails_leaves_no_trace(catalog: Catalog) -> None:
    put(catalog, "doc")
    with pytest.raises(sqlite3.IntegrityError):
        catalog.begin(new_document("doc"))
    document, embedded = random_passages("absent", 2)
    with pytest.raises(sqlite3.IntegrityError):
        catalog.passages.add((p.document_id, p.text, p.passage, p.vectors) for p in embedded)
    catalog.begin(document)  # no transaction was left open
    assert [d.id for d in catalog.documents()] == ["doc"]


def test_words_that_mean_something_to_the_search_language_are_only_words(
    catalog: Catalog,
) -> None:
    put(catalog, "doc")
    for term in ("AND", "NEAR(", "*", "terms:", "^", "-", "(", "a b", "'"):
        catalog.passages.keyword_search([term, "docx1"], 5)
    assert catalog.passages.keyword_search(["near", "or", "docx1"], 5) == [2]


def test_a_sample_of_vectors_reaches_from_the_oldest_to_the_newest(catalog: Catalog) -> None:
    ids = put(catalog, "doc", 100)
    sample = catalog.passages.sample_vectors(10)
    assert len(sample) == 10
    assert {min(sample), max(sample)} == {ids[0], ids[-1]}
    assert len(catalog.passages.sample_vectors(500)) == 100


def test_a_large_document_is_read_whole(catalog: Catalog) -> None:
    put(catalog, "large", 33_000)
    assert len(catalog.passages.of("large")) == 33_000


def test_passages_are_read_from_a_place_on(catalog: Catalog) -> None:
    put(catalog, "doc", passages=4)
    put(catalog, "other")
    passages = catalog.passages.of("doc")
    inside = passages[1].span.start + 1

    found = catalog.passages.since("doc", inside, 2)

    assert [passage.id for passage in found] == [passage.id for passage in passages[1:3]]
    assert catalog.passages.since("doc", passages[-1].span.end, 2) == []


def test_changes_count_up_with_every_change_of_a_document(catalog: Catalog) -> None:
    before = catalog.changes
    put(catalog, "doc")
    between = catalog.changes
    catalog.leave("doc")

    assert before < between < catalog.changes


def test_threads_share_a_catalog(catalog: Catalog) -> None:
    put(catalog, "stays", 20)

    def write(i: int) -> None:
        put(catalog, f"doc{i}", 3)
        catalog.leave(f"doc{i}")
        catalog.forget(f"doc{i}")

    def read(i: int) -> None:
        known = {p.document_id for p in catalog.passages.get(range(200))}
        assert "stays" in known
        assert catalog.passages.statistics().passages >= 20
        assert catalog.passages.keyword_search(stems("staysx3"), 5) == [4]
        assert catalog.document_text("stays").text.startswith("staysx0.")
        catalog.documents()

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda i: write(i) if i % 4 == 0 else read(i), range(200)))
    assert [d.id for d in catalog.documents()] == ["stays"]
    assert catalog.unfinished("pending", "leaving") == []


def test_a_catalog_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Catalog(tmp_path / "catalog.sqlite3").close()
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as db:
        db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(LibraryUnreadable, match="newer version of Article Assistant; update"):
        Catalog(tmp_path / "catalog.sqlite3")


def test_a_file_that_is_no_catalog_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"what is this?" * 1000)
    with pytest.raises(CatalogDamaged, match="restore it from a backup"):
        Catalog(tmp_path / "catalog.sqlite3")
