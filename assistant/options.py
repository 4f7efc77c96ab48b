"""How one question is answered: from which documents, in whose words, how strictly."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.writing.writer import Support
from vectorstore.errors import AssistantError, UnknownDocument
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Options:
    """What a question says of how it is to be answered; what it leaves out is as configured.

    `documents` are the ids of those that it is asked of, all of the library where empty.
    `answerer` says whose words the answer is in, QUOTING or the name of a configured chat model,
    and `support` what becomes of a model's sentence that nothing supports.
    """

    documents: tuple[str, ...] = ()
    answerer: str | None = None
    support: Support | None = None


AS_CONFIGURED = Options()


def document_ids(named: Sequence[str], documents: Sequence[Document]) -> tuple[str, ...]:
    """The ids of the documents that a person names, by id, its beginning, or the exact title.

    Raises UnknownDocument for what names none, AssistantError for what names several.
    """
    return tuple(dict.fromkeys(_document_id(name, documents) for name in named))


def _document_id(name: str, documents: Sequence[Document]) -> str:
    whole = [document.id for document in documents if document.id == name]
    titled = [document.id for document in documents if document.title == name]
    begun = [document.id for document in documents if name and document.id.startswith(name)]
    found = whole or titled or begun
    if not found:
        raise UnknownDocument(name)
    if len(found) > 1:
        what = "are called" if titled else "have an id that begins with"
        raise AssistantError(f"{len(found)} documents {what} {name!r}; give the whole id of one.")
    return found[0]
