"""What an answer rests on, in lines that a reader sees: where words stand, in which document."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.answer import Answer, Citation
from assistant.api import Assistant
from ingest.sections import heading_at, headings_of
from vectorstore.errors import AssistantError
from vectorstore.records import Heading, Passage

Place = Citation | Passage

_DOCUMENTS_KEPT = 64
_NEAREST = 3


class Places:
    """Where places of one library's documents are."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        # A document's id is made of its content, so what was read of it stays true.
        self._headings = lru_cache(_DOCUMENTS_KEPT)(self._read_headings)

    def headings(self, document_id: str) -> tuple[Heading, ...]:
        """The headings of a document; none of one that has left the library."""
        try:
            return self._headings(document_id)
        except AssistantError:
            return ()

    def line(self, place: Place, with_title: bool = True) -> str:
        """Where words stand: `Title · Section · page 2 · characters 1,024–1,180`."""
        heading = heading_at(self.headings(place.document_id), place.start)
        parts = [
            place.title if with_title else "",
            heading.title if heading and heading.title != place.title else "",
            f"page {place.page}" if place.page else "",
            f"characters {place.start:,}–{place.end:,}",
        ]
        return " · ".join(part for part in parts if part)

    def _read_headings(self, document_id: str) -> tuple[Heading, ...]:
        return headings_of(self._assistant.document(document_id))


def places(answer: Answer) -> Sequence[Place]:
    """What the page lists under an answer: its citations or, to a refusal, what was nearest."""
    if answer.citations:
        return answer.citations
    return answer.nearest[:_NEAREST] if answer.abstained else ()


def shortened(text: str, longest: int) -> str:
    """Text on one line, cut at a word if it is long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0] + " …"
