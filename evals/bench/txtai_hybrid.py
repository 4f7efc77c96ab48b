"""txtai with hybrid search and content storage, otherwise with its defaults.

Texts are cut into paragraphs, as its Textractor does with `paragraphs=True`
(https://neuml.github.io/txtai/pipeline/data/textractor/).
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.bench.places import Place, Retrieved
from evals.bench.systems import K
from vectorstore.records import Span

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*(?:\n{2,}|\Z))", re.DOTALL)


def paragraphs(documents: Path) -> Iterator[tuple[str, str]]:
    """The paragraphs of a folder's files: an id that says where each stands, and its text."""
    for file in sorted(documents.iterdir()):
        for found in _PARAGRAPH.finditer(file.read_text(encoding="utf-8")):
            yield f"{found.start()}:{found.end()}:{file.name}", found.group()


class TxtaiHybrid:
    """BM25 and vectors, fused by txtai."""

    def __init__(self, model: Path) -> None:
        self._model = str(model)
        # txtai's own way to load weights once for several indexes.
        self._loaded: dict[str, Any] = {}

    def ingest(self, documents: Path, library: Path) -> None:
        index = self._embeddings(path=self._model, hybrid=True, content=True)
        index.index(paragraphs(documents))
        index.save(str(library))
        index.close()

    def open(self, library: Path) -> None:
        self._index = self._embeddings()
        self._index.load(str(library))

    def _embeddings(self, **config: Any) -> Any:
        # Not an import statement: the project doesn't need this package, only its benchmark.
        return import_module("txtai").Embeddings(models=self._loaded, **config)

    def first_result(self, question: str) -> None:
        self.search(question)

    def search(self, question: str) -> list[Retrieved]:
        return [_retrieved(row["id"], row["text"]) for row in self._index.search(question, K)]

    def close(self) -> None:
        self._index.close()


def _retrieved(id_: str, text: str) -> Retrieved:
    start, end, file = id_.split(":", 2)
    return Retrieved(Place(file, Span(int(start), int(end))), text)
