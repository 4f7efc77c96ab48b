"""Question records: what is asked, what counts as right, and what must be cited for it.

A question file holds one JSON object a line. `id`, `document`, `question` and `answerable`
must be there; what is left out of the rest is empty.

    id          unique in the file
    document    name of the file that the question is about; empty if it is about no one of them
    history     turns before it: {"role": "user" | "assistant", "content": …}
    question    as a person would ask it
    answerable  whether the documents answer it
    accepted    groups of alternatives; a right answer has one of every group
    forbidden   what a right answer must not have
    quotes      groups of alternatives; one of every group must be cited. Each is text that
                stands in the document word for word, or a place: {"document", "start", "end"}
    supporting  whatever may be cited for the answer, and should be, where that is more than
                `quotes`: for precision and recall of citations
    kind        of an unanswerable one: off-topic, near-topic, false-premise, missing-detail, …
    tags        for slices of the results; with "must-pass" among them a wrong answer fails
                the gate
    split       which part of the set it belongs to, as dev or test
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.conversation.follow_up import Turn
from vectorstore.errors import AssistantError

MUST_PASS = "must-pass"
SHORT_ANSWER = "short-answer"
UNWORDED = "…"  # stands in a draft for the words of it that a person has yet to find


class QuestionFileError(AssistantError):
    """A question file that can't be used; the message names file and line."""


class Place(BaseModel):
    """A stretch of a document, named by its file: characters `start` up to `end`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    start: int
    end: int


class Question(BaseModel):
    """One question with what is known to be right about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    document: str
    history: list[Turn] = []
    question: str
    answerable: bool
    accepted: list[list[str]] = []
    forbidden: list[str] = []
    quotes: list[list[str | Place]] = []
    supporting: list[str | Place] = []
    kind: str | None = None
    tags: list[str] = []
    split: str = ""

    @property
    def cluster(self) -> str:
        """What it shares its difficulty with: its document, or nothing else if it has none."""
        return self.document or self.id

    @model_validator(mode="after")
    def _is_whole(self) -> "Question":
        if not self.question.strip():
            raise ValueError("the question has no words")
        if self.answerable and not (self.accepted or self.quotes):
            raise ValueError("an answerable question needs accepted answers or quotes")
        if not self.answerable and (self.accepted or self.quotes or self.supporting):
            raise ValueError("an unanswerable question has no accepted answers and no quotes")
        if any(not group for group in [*self.accepted, *self.quotes]):
            raise ValueError("a group of alternatives is empty")
        return self


def read_questions(file: Path) -> list[Question]:
    """The questions of a file, in order. Raises QuestionFileError."""
    return list(numbered_questions(file).values())


def numbered_questions(file: Path) -> dict[int, Question]:
    """The same, each with the number of its line, so that later errors can name it too."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{file} cannot be read ({error}).") from error
    questions: dict[int, Question] = {}
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _question(file, number, line)
        if is_draft(question):
            raise QuestionFileError(
                f"{file}, line {number}: the question is a draft still; put words in place of its"
                f" {UNWORDED}, or take the line out."
            )
        if question.id in seen:
            raise QuestionFileError(f"{file}, line {number}: the id {question.id!r} is taken.")
        seen.add(question.id)
        questions[number] = question
    if not questions:
        raise QuestionFileError(f"{file} has no questions in it.")
    return questions


def is_draft(question: Question) -> bool:
    """Whether a person has yet to word a question, or what is accepted as its answer."""
    return UNWORDED in question.question or any(UNWORDED in group for group in question.accepted)


def first_fault(error: ValidationError, whole: str) -> str:
    """Where a record is wrong first and why; `whole` is what it is called as a whole."""
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or whole}: {first['msg']}"


def _question(file: Path, number: int, line: str) -> Question:
    try:
        record: Any = json.loads(line)
        return Question.model_validate(record)
    except ValidationError as error:
        told = first_fault(error, "the record")
        raise QuestionFileError(f"{file}, line {number}: {told}.") from error
    except ValueError as error:
        raise QuestionFileError(f"{file}, line {number}: not JSON ({error}).") from error
