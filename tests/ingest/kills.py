"""Work on a library killed at random moments, and what is left then looked through.

    python -m tests.ingest.kills --kills 50

prints for each kind of work how often it was killed, how often that was midway, and how often the
library was whole afterwards and the work could be gone on with. Anything else is an AssertionError.
"""

import argparse
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.pipeline import ingest
from tests.ingest.generated import document
from tests.ingest.nursery import HastyEmbedder
from vectorstore.embedding import Embedder, shared_embedder
from vectorstore.library import CATALOG, Library
from vectorstore.portable import export_library, import_library
from vectorstore.words import stems

WORKS = ("writing", "embedding", "replacing", "pruning", "removing", "reindexing", "importing")
_COMMANDS = {"pruning": "prune", "removing": "remove", "reindexing": "reindex"}
_COMMANDS |= {"importing": "import"}

Texts = Mapping[str, tuple[str, ...]]


class Nursery:
    """The process that forks children; nursery.py says what goes in and what comes out."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ingest.nursery"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def run(self, *line: Any) -> tuple[float, int]:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([*line]), file=self._process.stdin, flush=True)
        seconds, ended_by = json.loads(self._process.stdout.readline())
        return seconds, ended_by

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait(timeout=30) == 0


@contextmanager
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


@dataclass(frozen=True)
class Scene:
    """A library before some work, what it is done with, and what may and must be there after it."""

    library: Path  # copied for each kill
    given: Any
    shelf: Path
    before: Texts  # what each source may hold after a kill; what it holds at the end is last
    stay: frozenset[str]  # sources that may at no time be missing
    end: frozenset[str]  # those that are there at the end


@dataclass(frozen=True)
class Killed:
    """How a kind of work fared."""

    work: str
    kills: int
    midway: int
    survived: int


def kill(
    work: str, kills: int, documents: int, place: Path, nursery: Nursery, embedder: Embedder
) -> Killed:
    """Kill one kind of work at so many moments, and look at what is left each time."""
    hasty = work != "embedding"
    goes_on_with = HastyEmbedder(embedder) if hasty else embedder
    scene = _scene(work, documents, place, HastyEmbedder(embedder))
    command = _COMMANDS.get(work, "ingest")
    whole = _copied(scene, place / "whole")
    whole_run, ended_by = nursery.run(command, str(whole), scene.given, hasty, None)
    assert ended_by == 0
    choose = random.Random(work)
    midway = survived = 0
    for n in range(kills):
        # One in each part of the run, so that no stage of it is left out by chance.
        moment = whole_run * (n + choose.random()) / kills
        library = _copied(scene, place / f"killed-{n}")
        _, ended_by = nursery.run(command, str(library), scene.given, hasty, moment)
        midway += ended_by == signal.SIGPROF
        if work == "importing" and not (library / CATALOG).exists():
            import_library(Path(scene.given), library)
        opened = Library(library, goes_on_with)
        sources = check_that_every_document_is_whole(opened, scene.before)
        assert scene.stay <= sources
        _go_on(work, opened, scene)
        ends = {source: texts[-1:] for source, texts in scene.before.items()}
        assert check_that_every_document_is_whole(opened, ends) == scene.end
        opened.close()
        shutil.rmtree(library)
        survived += 1
    return Killed(work, kills, midway, survived)


def check_that_every_document_is_whole(library: Library, texts: Texts) -> set[str]:
    """The sources of ready documents; each of these must be complete in every store."""
    catalog = library.catalog
    passages = 0
    documents = catalog.documents()
    for found in documents:
        text = catalog.document_text(found.id).text
        assert text in texts[found.source]
        end = 0
        for passage in catalog.passages.of(found.id):
            assert passage.text == passage.span.of(text)
            assert not text[end : passage.span.start].strip()
            end = passage.span.end
            passages += 1
        assert not text[end:].strip()
        (word,) = set(re.findall(r"zq\d+v", text))
        with_word = catalog.passages.get(catalog.passages.keyword_search(stems(word), 10))
        assert {passage.document_id for passage in with_word} == {found.id}
    assert catalog.unfinished("leaving") == []
    assert library.index.count() == catalog.passages.statistics().passages == passages
    assert library.index_agrees()
    if documents:
        nearest = library.retrieve(f"What ends with {word}?").passages
        assert found.id in {passage.document_id for passage in nearest}
    return {document.source for document in documents}


def _scene(work: str, documents: int, place: Path, hasty: Embedder) -> Scene:
    shelf, library = place / "shelf", place / "library"
    shelf.mkdir(parents=True)
    old = {shelf / f"{n}.md": document(n) for n in range(documents)}
    for file, text in old.items():
        file.write_text(text)
    everything = frozenset(map(str, old))
    texts: dict[str, tuple[str, ...]] = {str(file): (text,) for file, text in old.items()}
    if work in ("writing", "embedding"):
        return Scene(library, str(shelf), shelf, texts, frozenset(), everything)
    opened = Library(library, hasty)
    ingest(opened, [shelf])
    stay = end = everything
    given: Any = str(shelf)
    even = {str(file) for n, file in enumerate(old) if n % 2 == 0}
    if work == "replacing":
        for n, file in enumerate(old):
            file.write_text(document(documents + n))
            texts[str(file)] += (document(documents + n),)
    elif work == "pruning":
        for name in even:
            Path(name).unlink()
        stay = end = everything - even
    elif work == "removing":
        given = [found.id for found in opened.catalog.documents() if found.source in even]
        stay = end = everything - even
    elif work == "importing":
        given = str(place / "exported.zip")
        export_library(opened, Path(given))
    opened.close()
    if work == "importing":
        shutil.rmtree(library)
    return Scene(library, given, shelf, texts, stay, end)


def _copied(scene: Scene, to: Path) -> Path:
    if scene.library.exists():
        shutil.copytree(scene.library, to)
    return to


def _go_on(work: str, library: Library, scene: Scene) -> None:
    if work == "removing":
        for document_id in scene.given:
            if library.catalog.is_ready(document_id):
                library.remove(document_id)
    elif work in ("writing", "embedding", "replacing", "pruning"):
        assert not ingest(library, [scene.shelf], prune=work == "pruning").failed


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill work on a library at random moments.")
    parser.add_argument("works", nargs="*", default=WORKS, help=f"some of {', '.join(WORKS)}")
    parser.add_argument("--kills", type=int, default=50, help="of each kind of work")
    parser.add_argument("--documents", type=int, default=40)
    asked = parser.parse_args()
    print("| work | kills | killed midway | survived |\n| --- | --- | --- | --- |")
    with nursery() as forks:
        for work in asked.works:
            with tempfile.TemporaryDirectory() as place:
                done = kill(
                    work, asked.kills, asked.documents, Path(place), forks, shared_embedder()
                )
            row = (done.work, done.kills, done.midway, done.survived)
            print(f"| {' | '.join(map(str, row))} |", flush=True)


if __name__ == "__main__":
    main()
