"""Pictures of pages: what a PDF looks like where words of it are quoted, the words marked.

A stranger's PDF is drawn where it is read: in a process of its own (see ingest.reader).
"""

import threading
from collections.abc import Sequence
from functools import lru_cache

from ingest.reader import Reader
from ingest.source_text import Refusal
from vectorstore.catalog import Catalog
from vectorstore.errors import AssistantError
from vectorstore.records import Box, Span

_KEPT = 32  # pictures, of some hundred kilobytes each


class NoPicture(AssistantError):
    """A page of a document that can't be shown as it was printed."""

    def __init__(self, document_id: str, page: int, why: str) -> None:
        super().__init__(f"Page {page} of the document {document_id!r} {why}")


class PageImages:
    """Draws the pages of one library's documents. Threads may share it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reader = Reader()
        self._lock = threading.Lock()
        self._drawn = lru_cache(_KEPT)(self._draw)

    def close(self) -> None:
        """End the process that draws."""
        with self._lock:
            self._reader.close()

    def picture(self, document_id: str, page: int, quoted: Sequence[Span] = ()) -> bytes:
        """A page, from 1, as a PNG with what is quoted on it marked. Raises NoPicture."""
        return self._drawn(document_id, page, tuple(quoted))

    def _draw(self, document_id: str, page: int, quoted: tuple[Span, ...]) -> bytes:
        original = self._catalog.original(document_id)
        if original is None:
            raise NoPicture(document_id, page, "can't be shown as printed; read its text instead.")
        boxes = [
            Box(word.left, word.top, word.right, word.bottom)
            for word in self._catalog.page_words(document_id, page).boxes()
            if any(word.start < span.end and span.start < word.end for span in quoted)
        ]
        with self._lock:
            drawn = self._reader.draw(original, page, boxes)
        if isinstance(drawn, Refusal):
            raise NoPicture(document_id, page, drawn.reason)
        return drawn
