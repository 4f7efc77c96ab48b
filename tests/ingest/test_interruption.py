"""An ingest killed at any moment leaves finished documents whole, and no half ones."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from tests.ingest.generated import document, known_word
from tests.ingest.nursery import HastyEmbedder
from vectorstore.embedding import Embedder
from vectorstore.library import Library
from vectorstore.words import stems

KILLS = 8

Child = Callable[[Path, Path, bool, float | None], tuple[float, int]]


@pytest.fixture(scope="module")
def run_child() -> Iterator[Child]:
    """Ingest in a process of its own; nursery.py says what goes in and what comes out."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no processes that begin as copies of another")
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.ingest.nursery"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert nursery.stdin
    assert nursery.stdout
    assert nursery.stdout.readline() == "ready\n"

    def run(
        library: Path, documents: Path, hasty: bool, seconds: float | None
    ) -> tuple[float, int]:
        assert nursery.stdin
        assert nursery.stdout
        print(
            json.dumps([str(library), str(documents), hasty, seconds]),
            file=nursery.stdin,
            flush=True,
        )
        ran, ended_by = json.loads(nursery.stdout.readline())
        return ran, ended_by

    yield run
    nursery.stdin.close()
    assert nursery.wait(timeout=30) == 0


def check_that_every_document_is_whole(library: Library, texts: dict[str, str]) -> int:
    """How many documents are ready; each of them must be complete in every store."""
    catalog = library.catalog
    passages = 0
    documents = catalog.documents()
    for found in documents:
        text = catalog.document_text(found.id).text
        assert text == texts[found.source]
        end = 0
        for passage in catalog.passages.of(found.id):
            assert passage.text == passage.span.of(text)
            assert not text[end : passage.span.start].strip()
            end = passage.span.end
            passages += 1
        assert not text[end:].strip()
        word = stems(known_word(int(Path(found.source).stem)))
        with_word = catalog.passages.get(catalog.passages.keyword_search(word, 10))
        assert {passage.document_id for passage in with_word} == {found.id}
    assert catalog.unfinished("pending", "leaving") == []
    assert library.index.count() == catalog.passages.statistics().passages == passages
    assert library.index_agrees()
    return len(documents)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hasty", "documents"), [(True, 150), (False, 30)], ids=["while writing", "while embedding"]
)
def test_killed_at_any_moment_a_library_opens_whole_and_the_work_can_go_on(
    run_child: Child, embedder: Embedder, tmp_path: Path, hasty: bool, documents: int
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    texts: dict[str, str] = {}
    for number in range(documents):
        file = folder / f"{number}.md"
        text = document(number)
        file.write_text(text)
        texts[str(file)] = text
    whole_run, ended_by = run_child(tmp_path / "whole", folder, hasty, None)
    assert ended_by == 0

    goes_on_with = HastyEmbedder(embedder) if hasty else embedder
    choose = random.Random(hasty)
    # One in each eighth of the run, so that no stage of it is left out by chance.
    moments = [whole_run * (n + choose.random()) / KILLS for n in range(KILLS)]
    ready: list[int] = []
    killed = 0
    for n, moment in enumerate(moments):
        library = tmp_path / f"library-{n}"
        _, ended_by = run_child(library, folder, hasty, moment)
        killed += ended_by == signal.SIGPROF
        opened = Library(library, goes_on_with)
        ready.append(check_that_every_document_is_whole(opened, texts))
        report = ingest(opened, [folder])
        assert (len(report.unchanged), len(report.failed)) == (ready[-1], 0)
        assert check_that_every_document_is_whole(opened, texts) == documents
        opened.close()
    assert killed >= KILLS // 2, "the machine was too fast: nothing was interrupted"
    assert any(0 < n < documents for n in ready), "nothing was interrupted half way"
