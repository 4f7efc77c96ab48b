"""Article Assistant as the benchmark runs it: its public API with its defaults."""

from functools import cached_property
from pathlib import Path

from assistant import Assistant, Settings
from evals.bench.places import Place, Retrieved
from evals.bench.systems import K
from vectorstore.records import Span


class ArticleAssistant:
    """It brings the weights along, so `model` is not passed on: the folder is the same."""

    def __init__(self, model: Path) -> None:
        # Whatever the environment sets: the benchmark is about the defaults.
        self._settings = Settings(embedding_model=None, chroma_server=None, threshold=None)

    def ingest(self, documents: Path, library: Path) -> None:
        with Assistant.open(library, self._settings) as assistant:
            report = assistant.ingest([documents])
        if report.failed:
            raise RuntimeError(report.failed[0].message)

    def open(self, library: Path) -> None:
        self.assistant = Assistant.open(library, self._settings)

    def first_result(self, question: str) -> None:
        self.assistant.ask(question)

    def search(self, question: str) -> list[Retrieved]:
        return [
            Retrieved(
                Place(self._files[passage.document_id], Span(passage.start, passage.end)),
                passage.text,
            )
            for passage in self.assistant.search(question, k=K)
        ]

    @cached_property
    def _files(self) -> dict[str, str]:
        return {document.id: Path(document.source).name for document in self.assistant.documents()}

    def close(self) -> None:
        self.assistant.close()
