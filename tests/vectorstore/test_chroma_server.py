"""Vectors on a Chroma server: the real one, on loopback."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.sample import SAMPLE
from tests.network import free_port
from vectorstore.embedding import Embedder
from vectorstore.errors import LibraryUnreadable
from vectorstore.library import Library


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = Path(sys.executable).parent / "chroma"
    process = subprocess.Popen(
        [command, "run", "--path", str(tmp_path / "server"), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_a_library_with_its_vectors_on_a_server_finds_again_after_reopening(
    server: str, tmp_path: Path, embedder: Embedder
) -> None:
    library = Library(tmp_path / "library", embedder, server)
    ingest(library, [SAMPLE])
    library.close()

    library = Library(tmp_path / "library", embedder, server)
    best = library.retrieve("How many cases were finalized?").passages[0]
    library.close()

    assert "546" in best.text
    assert not (tmp_path / "library" / "chroma").exists()


def test_two_libraries_on_one_server_keep_apart(
    server: str, tmp_path: Path, embedder: Embedder
) -> None:
    full = Library(tmp_path / "full", embedder, server)
    empty = Library(tmp_path / "empty", embedder, server)
    ingest(full, [SAMPLE])

    assert full.index.count() > 0
    assert empty.index.count() == 0
    assert empty.retrieve("How many cases were finalized?").passages == ()
    full.close()
    empty.close()


def test_a_server_that_does_not_answer_is_named_in_a_sentence(
    tmp_path: Path, embedder: Embedder
) -> None:
    with pytest.raises(LibraryUnreadable, match=r"does not answer .* start it"):
        Library(tmp_path / "library", embedder, f"http://127.0.0.1:{free_port()}")


def wait_for(url: str, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
