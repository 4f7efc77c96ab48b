"""Question records: what is asked, what counts as right, and what must be cited for it.

A question file holds one JSON object a line, with these keys:

    id          unique in the file
    document    name of the file that the question is about
    history     turns before it: {"role": "user" | "assistant", "content": …}
    question    as a person would ask it
    answerable  whether the documents answer it
    accepted    groups of alternatives; a right answer has one of every group
    forbidden   what a right answer must not have
    quotes      groups of alternatives, each standing in the document word for word; one of
                every group must be cited
    kind        of an unanswerable one: off-topic, near-topic, false-premise, missing-detail
    tags, split for slices of the results
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.follow_up import Turn
from vectorstore.errors import AssistantError


class QuestionFileError(AssistantError):
    """A question file that can't be used; the message names file and line."""


class Question(BaseModel):
    """One question with what is known to be right about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    document: str
    history: list[Turn]
    question: str
    answerable: bool
    accepted: list[list[str]]
    forbidden: list[str]
    quotes: list[list[str]]
    kind: str | None
    tags: list[str]
    split: str

    @model_validator(mode="after")
    def _is_whole(self) -> "Question":
        if self.answerable and not (self.accepted and self.quotes):
            raise ValueError("an answerable question needs accepted answers and quotes")
        if not self.answerable and (self.accepted or self.quotes):
            raise ValueError("an unanswerable question has no accepted answers and no quotes")
        return self


def read_questions(file: Path) -> list[Question]:
    """The questions of a file, in order. Raises QuestionFileError."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{file} cannot be read ({error}).") from error
    questions: list[Question] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _question(file, number, line)
        if question.id in seen:
            raise QuestionFileError(f"{file}, line {number}: the id {question.id!r} is taken.")
        seen.add(question.id)
        questions.append(question)
    if not questions:
        raise QuestionFileError(f"{file} has no questions in it.")
    return questions


def _question(file: Path, number: int, line: str) -> Question:
    try:
        record: Any = json.loads(line)
        return Question.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the record"
        raise QuestionFileError(f"{file}, line {number}: {where}: {first['msg']}.") from error
    except ValueError as error:
        raise QuestionFileError(f"{file}, line {number}: not JSON ({error}).") from error


def check_quotes(file: Path, questions: Iterable[Question], texts: dict[str, str]) -> None:
    """Raise QuestionFileError unless every quote stands in its document's text."""
    for question in questions:
        text = texts.get(question.document)
        if text is None:
            raise QuestionFileError(
                f"{file}: {question.id} is about {question.document}, which is not among the"
                " documents."
            )
        for quote in (quote for group in question.quotes for quote in group):
            if quote not in text:
                raise QuestionFileError(
                    f"{file}: {question.id}: the quote {quote[:60]!r} does not stand in"
                    f" {question.document}."
                )
