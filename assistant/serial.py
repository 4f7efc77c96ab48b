"""Answers and documents as JSON: the form in which the chat page's endpoints hand them out."""

from dataclasses import asdict
from typing import Any

from assistant.answer import Answer
from vectorstore.records import Document


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer with all that belongs to it, as dictionaries, lists, strings and numbers.

    The keys are the names of the fields of Answer, AnswerSentence, Citation and Passage, and
    `citations`, which holds those of all sentences in the order of their markers.
    """
    fields = asdict(answer) | {"citations": [asdict(citation) for citation in answer.citations]}
    return {name: _plain(value) for name, value in fields.items()}


def document_dict(document: Document) -> dict[str, Any]:
    """A document of the shelf, without its text."""
    return asdict(document)


def _plain(value: Any) -> Any:
    """JSON knows lists, but no tuples; what comes back from it should equal what went in."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
