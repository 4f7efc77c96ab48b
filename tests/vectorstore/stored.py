"""Documents put into a library with vectors of chance, for tests that need no meaning."""

import numpy as np

from vectorstore.catalog import NewDocument
from vectorstore.embedding import PassageVectors
from vectorstore.library import EmbeddedPassage, Library
from vectorstore.records import PassageSpan, Source, Span


def new_document(name: str, text: str = "Some words. And more.") -> NewDocument:
    return NewDocument(name, f"Title of {name}", f"/shelf/{name}.txt", f"sha-{name}", text)


def random_passages(name: str, passages: int) -> tuple[NewDocument, list[EmbeddedPassage]]:
    """A document of so many passages of one sentence each, `<name>x<number>.`"""
    sentences = [f"{name}x{i}." for i in range(passages)]
    document = new_document(name, " ".join(sentences))
    random = np.random.default_rng(len(name) + passages)
    found: list[EmbeddedPassage] = []
    start = 0
    for sentence in sentences:
        span = Span(start, start + len(sentence))
        start = span.end + 1
        vector = random.normal(size=(1, 384))
        vector = (vector / np.linalg.norm(vector)).astype(np.float16)
        vectors = PassageVectors(
            vector[0],
            vector,
            np.zeros((1, 96), np.uint8),
            np.ones(1, np.float16),
            np.zeros(1, np.uint16),
        )
        found.append(EmbeddedPassage(name, document.text, PassageSpan(span, (span,)), vectors))
    return document, found


def put(library: Library, name: str, passages: int, finish: bool = True) -> None:
    """Bring such a document into a library."""
    document, embedded = random_passages(name, passages)
    library.begin(document)
    for first in range(0, passages, 500):
        library.add(embedded[first : first + 500])
    if finish:
        library.finish([(name, Source(document.source, document.source))])
