"""A run's documents as questions and results name them: by file name, not by id."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from evals.questions.record import Place
from vectorstore.library import Library
from vectorstore.records import PassageSpan


class Shelf:
    """Names, texts and passages of a library's documents.

    Files with the same content are one document; it goes by the first of their names.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ids: dict[str, str] = {}
        self.ambiguous: set[str] = set()
        for source, document_id in library.catalog.sources.all().items():
            name = Path(source.path).name
            if self._ids.setdefault(name, document_id) != document_id:
                self.ambiguous.add(name)
        self._names = {id_: name for name, id_ in reversed(self._ids.items())}
        self.passages = cache(self._passages)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All documents' texts by every name they have."""
        return {
            name: self._library.catalog.document_text(id_).text for name, id_ in self._ids.items()
        }

    @property
    def only_name(self) -> str | None:
        """What the only document goes by; None where there are several, or none."""
        return next(iter(self._names.values())) if len(self._names) == 1 else None

    def has(self, document_id: str) -> bool:
        return document_id in self._names

    def canonical(self, place: Place) -> Place:
        """A place with the one name that its document goes by."""
        name = self._names[self._ids[place.document]]
        return place if name == place.document else place.model_copy(update={"document": name})

    def place(self, document_id: str, start: int, end: int) -> Place:
        return Place(document=self._names[document_id], start=start, end=end)

    def text(self, place: Place) -> str:
        """What stands at a place."""
        document = self._library.catalog.document_text(self._ids[place.document])
        return document.text[place.start : place.end]

    def _passages(self, name: str) -> list[PassageSpan]:
        """Where the passages and sentences of a document stand."""
        return [
            PassageSpan(passage.span, passage.sentences)
            for passage in self._library.catalog.passages.of(self._ids[name])
        ]
