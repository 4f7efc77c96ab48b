"""The Chroma collection: passage vectors, to find the nearest ones among many.

Everything in it can be made again from the catalog. Hazards of Chroma 1.5.9 that shape this
file: `add` ignores ids that exist, `upsert` merges metadata, one call takes at most 5,461
rows, and without `embedding_function=None` it would download a model of its own.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import AssistantError, IndexFailed, LibraryUnreadable
from vectorstore.storage_errors import of_index, of_server

_ROWS_A_CALL = 5000

# The index is approximate, and how it is built depends on threads. With Chroma's defaults a
# library of 1,600 passages made twice found other passages for one question in eighty; with
# these it finds what an exact search finds, for a millisecond or two more.
_GRAPH = {"space": "ip", "ef_construction": 200, "ef_search": 400}
_NOTHING = ("legacy", "unknown")  # how Chroma writes that a collection has no embedding function


class VectorIndex:
    """Vectors of passages by passage id, in a folder of ours or on a Chroma server.

    Raises IndexFailed and LibraryUnwritable. One that has `failed` is to be closed and opened anew:
    a write after one that failed for want of room would wait for ever.
    """

    def __init__(self, folder: Path, library_id: str, server: str | None = None) -> None:
        self.failed = False
        self._folder, self._server = folder, server
        self._client = _server_client(server) if server else _local_client(folder)
        self._name = f"passages-{library_id}"
        try:
            self._collection = self._open_collection()
        except BaseException as error:
            self._client.close()
            if not failed_inside(error):
                raise
            raise self._sentence(error) from error

    def close(self) -> None:
        self._client.close()

    def count(self) -> int:
        with self._told():
            count: int = self._collection.count()
        return count

    def add(
        self,
        ids: Sequence[int],
        document_ids: Sequence[str],
        vectors: Sequence[NDArray[np.floating]],
    ) -> None:
        """Put vectors in. Ids must be new."""
        for first in range(0, len(ids), _ROWS_A_CALL):
            rows = slice(first, first + _ROWS_A_CALL)
            with self._told():
                self._collection.add(
                    ids=[str(i) for i in ids[rows]],
                    embeddings=np.asarray(vectors[rows], dtype=np.float32),
                    metadatas=[{"document_id": d} for d in document_ids[rows]],
                )

    def remove_document(self, document_id: str) -> None:
        with self._told():
            self._collection.delete(where={"document_id": document_id})

    def nearest(
        self, vector: NDArray[np.float32], limit: int, documents: Collection[str] = ()
    ) -> list[int]:
        """Ids of the passages whose vectors have the highest product with this one.

        With `documents`, of theirs alone: Chroma looks no further, so none is crowded out.
        """
        with self._told():
            found = self._collection.query(
                query_embeddings=vector[None, :],
                n_results=limit,
                where={"document_id": {"$in": [*documents]}} if documents else None,
                include=[],
            )
        return [int(i) for i in found["ids"][0]]

    def vectors(self, ids: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors kept for some passages, by passage id; what is not kept is left out."""
        with self._told():
            found = self._collection.get(ids=[str(i) for i in ids], include=["embeddings"])
        vectors: Any = found["embeddings"]
        return {
            int(i): np.asarray(vector, np.float32)
            for i, vector in zip(found["ids"], vectors, strict=True)
        }

    def clear(self) -> None:
        """Throw everything away, to be filled again."""
        with self._told():
            self._client.delete_collection(self._name)
            self._collection = self._open_collection()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What fails in Chroma becomes a sentence."""
        try:
            yield
        except BaseException as error:
            if not failed_inside(error):
                raise
            self.failed = True
            raise self._sentence(error) from error

    def _sentence(self, error: BaseException) -> Exception:
        return of_server(self._server, error) if self._server else of_index(self._folder, error)

    def _open_collection(self) -> Any:
        collection = self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": dict(_GRAPH)}
        )
        # Chroma's client makes, at the next `add`, whatever the collection names as what embeds
        # its texts, a stranger's model with a stranger's code too (chroma-core/chroma#6717).
        model = collection._model  # of these, only this has the schema as it was kept
        if _names_an_embedder([model.configuration_json, model.serialized_schema]):
            raise IndexFailed(
                f"The collection {self._name} of Chroma at {self._server or self._folder} asks for "
                "an embedding model to be loaded, which no library does; delete it there, and its "
                "vectors are made anew."
            )
        return collection


def _local_client(folder: Path) -> Any:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    try:
        return chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
    except BaseException as error:
        # Chroma keeps what failed to start, and would hand it out at the next attempt.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        if not failed_inside(error):
            raise
        raise of_index(folder, error) from error


def failed_inside(error: BaseException) -> bool:
    """Whether this is Chroma's failure. Its Rust core panics with what is no `Exception`."""
    if isinstance(error, AssistantError):
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _names_an_embedder(kept: Any) -> bool:
    """Whether what Chroma kept of a collection names something that embeds; ours name nothing."""
    if isinstance(kept, dict):
        of_it = kept.get("embedding_function") or {}
        return of_it.get("type", "unknown") not in _NOTHING or any(
            map(_names_an_embedder, kept.values())
        )
    return isinstance(kept, list) and any(map(_names_an_embedder, kept))


def _server_client(server: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(server)
    try:
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except Exception as error:
        raise LibraryUnreadable(
            f"The Chroma server at {server} does not answer ({type(error).__name__}); start it, "
            "or unset ASSISTANT_CHROMA_SERVER."
        ) from error
