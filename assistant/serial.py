"""Answers and documents as JSON: what the page's endpoints hand out and the catalog keeps."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from assistant.answer import Answer
from vectorstore.records import Document


def answer_dict(answer: Answer) -> dict[str, Any]:
    """An answer with all that belongs to it, as dictionaries, lists, strings and numbers.

    The keys are the names of the fields of Answer, AnswerSentence, Citation and Passage,
    `citations`, which holds those of all sentences in the order of their markers, and `notices`.
    """
    made = {
        "citations": [asdict(citation) for citation in answer.citations],
        "notices": answer.notices,
    }
    return {name: _plain(value) for name, value in (asdict(answer) | made).items()}


def read_answer(record: Mapping[str, Any]) -> Answer:
    """The answer that `answer_dict` took apart, equal to it; also with JSON in between.

    Fields that an older record lacks have their defaults, and names that are no fields are
    passed over. Citations are not checked again: they tell what stood there when they were made.
    """
    answer = rebuilt(Answer, record)
    assert isinstance(answer, Answer)
    return answer


def rebuilt(kind: Any, value: Any) -> Any:
    """A value of a type made of dataclasses, `tuple[X, ...]`, `X | None` and what JSON knows."""
    if isinstance(kind, type) and is_dataclass(kind):
        types = get_type_hints(kind)
        given = {f.name: value[f.name] for f in fields(kind) if f.name in value}
        return kind(**{name: rebuilt(types[name], item) for name, item in given.items()})
    if get_origin(kind) is tuple:
        return tuple(rebuilt(get_args(kind)[0], item) for item in value)
    if NoneType in get_args(kind):
        return None if value is None else rebuilt(get_args(kind)[0], value)
    return value


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
