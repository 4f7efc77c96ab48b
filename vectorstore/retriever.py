"""The hybrid retriever as LangChain knows retrievers: for use in anybody's chain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.library import Library


class HybridRetriever(BaseRetriever):
    """The `k` best passages of a library as LangChain documents.

    Their metadata says where they stand: document_id, title, start, end, and their score.

    >>> HybridRetriever(library=library, k=3).invoke("military court")  # doctest: +SKIP
    [Document(metadata={'document_id': …, 'start': 4003, …}, page_content='…'), …]
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                page_content=passage.text,
                metadata={
                    "document_id": passage.document_id,
                    "title": passage.title,
                    "start": passage.span.start,
                    "end": passage.span.end,
                    "score": passage.score,
                },
            )
            for passage in self.library.retrieve(query).passages[: self.k]
        ]
