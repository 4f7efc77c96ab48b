"""A Chroma folder changed by somebody who wants whoever opens it to load a model of theirs."""

from pathlib import Path

import chromadb
from chromadb.config import Settings
from chromadb.utils.embedding_functions import DefaultEmbeddingFunction


def want_a_model(chroma: Path) -> None:
    """Have the collection name something that embeds; this one is harmless until it is called."""
    client = chromadb.PersistentClient(str(chroma), Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    client.delete_collection(collection.name)
    client.create_collection(collection.name, embedding_function=DefaultEmbeddingFunction())
    client.close()
