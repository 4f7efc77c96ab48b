"""Many askers while documents are added, replaced and removed, for as long as asked.

    python -m tests.soak --minutes 5

prints how many questions were asked, which went wrong, how many answers were stale, and how much
memory the process had. An answer is stale if it cites a version that had been replaced, or a
document that had been removed, before the question was asked.
"""

import argparse
import random
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant import Assistant

ASKERS = 16
_PLACES = "harbour orchard market chapel quarry valley station bridge".split()
_VERSION = re.compile(r"The code of the (\w+) is number (\d+)")


@dataclass
class Soaked:
    """What came of it. Memory is in MiB, at the start, in the middle and at the end."""

    asked: int = 0
    citing: int = 0  # answers that cite a version
    stale: int = 0
    changes: int = 0
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Shelf:
    """Documents that change: each says its own version, and which is the least still valid."""

    def __init__(self, folder: Path, assistant: Assistant) -> None:
        self._folder, self._assistant = folder, assistant
        self._next = dict.fromkeys(_PLACES, 1)
        self.least = dict.fromkeys(_PLACES, 0)

    def put(self, place: str) -> None:
        """Add a place's document, or replace it by its next version."""
        version = self._next[place]
        self._next[place] += 1
        file = self._folder / f"{place}.md"
        file.write_text(
            f"# The {place}\n\nMuch is told of the {place} by those who live there. "
            f"The code of the {place} is number {version}. Nobody else may know it.\n"
        )
        assert not self._assistant.ingest([file]).failed
        self.least[place] = version

    def remove(self, place: str) -> None:
        """Remove a place's document, if it is there."""
        for document in self._assistant.documents():
            if Path(document.source).stem == place:
                self._assistant.remove(document.id)
                self.least[place] = self._next[place]


def soak(minutes: float, place: Path) -> Soaked:
    """Ask from many threads for so long, while one changes the documents."""
    folder = place / "shelf"
    folder.mkdir()
    result, adding, stop = Soaked(), threading.Lock(), threading.Event()
    with Assistant.open(place / "library") as assistant:
        shelf = Shelf(folder, assistant)
        for name in _PLACES:
            shelf.put(name)

        def ask(number: int) -> None:
            choose = random.Random(number)
            while not stop.is_set():
                least = dict(shelf.least)
                try:
                    answer = assistant.ask(f"What is the code of the {choose.choice(_PLACES)}?")
                except Exception as error:
                    with adding:
                        result.errors.append(f"{type(error).__name__}: {error}")
                    continue
                cited = _VERSION.findall(" ".join(c.quote for c in answer.citations))
                with adding:
                    result.asked += 1
                    result.citing += bool(cited)
                    result.stale += any(int(version) < least[of] for of, version in cited)

        with _running(ask, stop):
            _change(shelf, result, minutes * 60)
    return result


def _change(shelf: Shelf, result: Soaked, seconds: float) -> None:
    """Change documents for so many seconds, and note the memory on the way."""
    choose = random.Random(0)
    begun = time.monotonic()
    due = [min(5.0, seconds / 10), seconds / 2, seconds]  # the first when all is warm
    while len(result.memory) < len(due):
        try:
            (shelf.remove if choose.random() < 0.3 else shelf.put)(choose.choice(_PLACES))
        except Exception as error:
            result.errors.append(f"changing: {type(error).__name__}: {error}")
        result.changes += 1
        if time.monotonic() - begun >= due[len(result.memory)]:
            result.memory.append(_memory())


@contextmanager
def _running(ask: Callable[[int], None], stop: threading.Event) -> Iterator[None]:
    askers = [threading.Thread(target=ask, args=(number,)) for number in range(ASKERS)]
    for asker in askers:
        asker.start()
    try:
        yield
    finally:
        stop.set()
        for asker in askers:
            asker.join()


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask while documents change.")
    parser.add_argument("--minutes", type=float, default=5.0)
    with tempfile.TemporaryDirectory() as place:
        result = soak(parser.parse_args().minutes, Path(place))
    print("| asked | citing a version | changes | errors | stale | MiB at start, middle, end |")
    print("| --- | --- | --- | --- | --- | --- |")
    memory = ", ".join(f"{mib:.0f}" for mib in result.memory)
    print(
        f"| {result.asked} | {result.citing} | {result.changes} | {len(result.errors)} "
        f"| {result.stale} | {memory} |"
    )
    for error in sorted(set(result.errors)):
        print(error)


if __name__ == "__main__":
    main()
