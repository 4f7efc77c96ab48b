"""What every compared system must be able to do, and where each one is.

A system's module is imported only in the process that measures it.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from evals.bench.places import Retrieved

K = 5
"""How many passages every system is asked for."""


class System(Protocol):
    """One way from a folder of text files to passages for a question.

    `model` is the folder of the embedding weights, the same for all.
    """

    def ingest(self, documents: Path, library: Path) -> None:
        """From files to a library on disk that can be searched."""

    def open(self, library: Path) -> None:
        """Open what `ingest` made, for `first_result` and `search`."""

    def first_result(self, question: str) -> None:
        """The best that the system has for a person: passages or, where it can, an answer."""

    def search(self, question: str) -> list[Retrieved]:
        """The `K` best passages, best first."""

    def close(self) -> None:
        """Let go of the library."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A system by name: its column's title, its module and class, and what that needs."""

    name: str
    title: str
    module: str
    cls: str
    needs: tuple[str, ...] = ()
    answers: bool = False  # whether its first result is an answer, not passages

    def missing(self) -> list[str]:
        """The packages that it needs and that aren't installed."""
        return [package for package in self.needs if importlib.util.find_spec(package) is None]

    def make(self, model: Path) -> System:
        maker = getattr(import_module(f"evals.bench.{self.module}"), self.cls)
        return cast(Callable[[Path], System], maker)(model)


SYSTEMS = {
    entry.name: entry
    for entry in (
        Entry(
            "assistant",
            "Article Assistant",
            "article_assistant",
            "ArticleAssistant",
            answers=True,
        ),
        Entry(
            "tutorial",
            "LangChain tutorial",
            "langchain_tutorial",
            "LangChainTutorial",
            ("langchain_chroma", "langchain_text_splitters"),
        ),
        Entry("txtai", "txtai, hybrid", "txtai_hybrid", "TxtaiHybrid", ("txtai", "faiss")),
    )
}
