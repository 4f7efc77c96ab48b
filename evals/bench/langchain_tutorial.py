"""The pipeline of LangChain's semantic search tutorial, with local weights.

Chunks of 1,000 characters that overlap by 200, a Chroma store, similarity search
(https://docs.langchain.com/oss/python/langchain/knowledge-base). The embeddings are
sentence-transformers' `encode` with its defaults: 32 texts a batch, float32.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from sentence_transformers import SentenceTransformer

from evals.bench.places import Place, Retrieved
from evals.bench.systems import K
from vectorstore.records import Span


class EncodeEmbeddings(Embeddings):
    """sentence-transformers for LangChain, in the few lines that everybody writes."""

    def __init__(self, model: Path) -> None:
        self.model = SentenceTransformer(str(model))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.model.encode(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self.model.encode(text).tolist()
        return vector


def chunks(documents: Path) -> list[Document]:
    """A folder's files as the tutorial cuts them; `start_index` is where a chunk stands."""
    # Not an import statement: the project doesn't need this package, only its benchmark.
    splitters = import_module("langchain_text_splitters")
    splitter = splitters.RecursiveCharacterTextSplitter(
        chunk_size=1000, chunk_overlap=200, add_start_index=True
    )
    whole = [
        Document(file.read_text(encoding="utf-8"), metadata={"source": file.name})
        for file in sorted(documents.iterdir())
    ]
    cut: list[Document] = splitter.split_documents(whole)
    return cut


class LangChainTutorial:
    """Splitter, embeddings, Chroma."""

    def __init__(self, model: Path) -> None:
        self._embeddings = EncodeEmbeddings(model)

    def ingest(self, documents: Path, library: Path) -> None:
        self._store(library).add_documents(chunks(documents))

    def open(self, library: Path) -> None:
        self._opened = self._store(library)

    def _store(self, library: Path) -> Any:
        chroma = import_module("langchain_chroma").Chroma
        return chroma(embedding_function=self._embeddings, persist_directory=str(library))

    def first_result(self, question: str) -> None:
        self.search(question)

    def search(self, question: str) -> list[Retrieved]:
        return [_retrieved(chunk) for chunk in self._opened.similarity_search(question, k=K)]

    def close(self) -> None:
        """Chroma has nothing to close here: it goes with the process."""


def _retrieved(chunk: Document) -> Retrieved:
    start = int(chunk.metadata["start_index"])
    span = Span(start, start + len(chunk.page_content))
    return Retrieved(Place(str(chunk.metadata["source"]), span), chunk.page_content)
