"""What has become of the documents that an answer cites since it was given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.conversation.kept_turn import KeptTurn
from vectorstore.catalog import Catalog
from vectorstore.errors import UnknownDocument
from vectorstore.records import DocumentVersion


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that is no longer what an answer cites.

    `now` is the id of what has taken its place, None where it has left the library;
    `standing` are the markers of the citations whose very words stand there too, `missing` those
    of the others.
    """

    cited: DocumentVersion
    now: str | None
    standing: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """The change as it is told beside the answer."""
        document = f"The document ‘{self.cited.title}’"
        if self.now is None:
            return f"{document} has left the library since this answer."
        changed = f"{document} has changed since this answer"
        if not self.standing:
            return f"{changed}, which quotes the earlier version."
        if not self.missing:
            return f"{changed}; the words quoted still stand in it."
        return (
            f"{changed}; the words of {_markers(self.standing)} still stand in it, those of "
            f"{_markers(self.missing)} don't."
        )


def changes_since(turn: KeptTurn, catalog: Catalog) -> tuple[DocumentChange, ...]:
    """The documents cited that have changed or left since, in the order of their citations.

    A document is the one cited as long as its bytes are the same, wherever its file lies now;
    what has taken its place is what came from the same source.
    """
    citations = turn.answer.citations if turn.answer else ()
    return tuple(
        _change(version, [c for c in citations if c.document_id == version.document_id], catalog)
        for version in turn.versions
        if not catalog.is_ready(version.document_id)
    )


def _change(
    cited: DocumentVersion, citations: Sequence[Citation], catalog: Catalog
) -> DocumentChange:
    now, text = catalog.sources.ready_id(cited.source), ""
    try:
        text = catalog.document_text(now).text if now else ""
    except UnknownDocument:  # it left at this very moment
        now = None
    text = " ".join(text.split())
    markers = {citation.marker for citation in citations}
    missing = {citation.marker for citation in citations if not _stands(citation.quote, text)}
    return DocumentChange(cited, now, tuple(sorted(markers - missing)), tuple(sorted(missing)))


def _stands(quote: str, text: str) -> bool:
    """Whether words stand in a text, as whole words; its lines may be broken elsewhere."""
    words = re.escape(" ".join(quote.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text) is not None


def _markers(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)
