"""The Chroma collection."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vectorstore.wanting import want_a_model
from vectorstore.errors import IndexFailed, LibraryUnreadable
from vectorstore.vector_index import VectorIndex


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path / "chroma", "0" * 32)
    yield opened
    opened.close()


def random_vectors(number: int, dimensions: int = 16) -> NDArray[np.float32]:
    vectors = np.random.default_rng(number).normal(size=(number, dimensions))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_a_new_index_is_empty(index: VectorIndex) -> None:
    assert index.count() == 0
    assert index.vectors([1]) == {}


def test_a_vector_is_nearest_to_itself(index: VectorIndex) -> None:
    vectors = random_vectors(50)
    index.add(range(1, 51), ["doc"] * 50, list(vectors))
    assert index.nearest(vectors[6], 1) == [7]
    by_product = (np.argsort(-(vectors @ vectors[6]))[:5] + 1).tolist()
    assert index.nearest(vectors[6], 5) == by_product


def test_more_may_be_asked_for_than_there_is(index: VectorIndex) -> None:
    vectors = random_vectors(3)
    index.add([1, 2, 3], ["doc"] * 3, list(vectors))
    assert sorted(index.nearest(vectors[0], 64)) == [1, 2, 3]


def test_the_nearest_of_some_documents_are_found_however_far_they_are(index: VectorIndex) -> None:
    vectors = random_vectors(2_000)
    documents = [f"document {number // 10}" for number in range(2_000)]
    index.add(range(1, 2_001), documents, list(vectors))
    furthest = int((vectors @ vectors[0]).argmin())
    chosen = [documents[furthest], "document 7"]
    rows = [row for row in range(2_000) if documents[row] in chosen]
    by_product = sorted(rows, key=lambda row: -float(vectors[row] @ vectors[0]))
    assert index.nearest(vectors[0], 64, chosen) == [row + 1 for row in by_product]
    assert index.nearest(vectors[0], 3, chosen) == [row + 1 for row in by_product[:3]]
    assert index.nearest(vectors[0], 64, ["no document"]) == []


def test_vectors_come_back_as_they_were_put_in(index: VectorIndex) -> None:
    vectors = random_vectors(3)
    index.add([1, 2, 3], ["doc"] * 3, list(vectors))
    kept = index.vectors([3, 1, 99])
    assert set(kept) == {1, 3}
    assert np.allclose(kept[3], vectors[2])


def test_a_large_document_goes_in_and_out_whole(index: VectorIndex) -> None:
    vectors = random_vectors(12_000)
    index.add(range(1, 12_001), ["large"] * 12_000, list(vectors))
    index.add([20_000], ["small"], [vectors[0]])
    assert index.count() == 12_001
    index.remove_document("large")
    assert index.count() == 1
    assert index.nearest(vectors[0], 5) == [20_000]


def test_vectors_are_there_after_reopening(tmp_path: Path) -> None:
    vectors = random_vectors(10)
    first = VectorIndex(tmp_path / "chroma", "0" * 32)
    first.add(range(1, 11), ["doc"] * 10, list(vectors))
    first.close()
    second = VectorIndex(tmp_path / "chroma", "0" * 32)
    assert second.count() == 10
    assert second.nearest(vectors[3], 1) == [4]
    second.close()


def test_clearing_leaves_room_for_vectors_of_the_same_ids(index: VectorIndex) -> None:
    vectors = random_vectors(2)
    index.add([1], ["doc"], [vectors[0]])
    index.clear()
    assert index.count() == 0
    index.add([1], ["doc"], [vectors[1]])
    assert np.allclose(index.vectors([1])[1], vectors[1])


def test_a_damaged_folder_is_refused_and_may_be_opened_once_it_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(LibraryUnreadable, match=r"failed \(InternalError\); .*reindex"):
        VectorIndex(folder, "0" * 32)
    (folder / "chroma.sqlite3").unlink()
    VectorIndex(folder, "0" * 32).close()


def test_an_index_that_wants_a_model_loaded_is_not_used(tmp_path: Path) -> None:
    VectorIndex(tmp_path / "chroma", "0" * 32).close()
    want_a_model(tmp_path / "chroma")

    with pytest.raises(IndexFailed, match="asks for an embedding model to be loaded"):
        VectorIndex(tmp_path / "chroma", "0" * 32)
