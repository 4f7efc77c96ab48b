"""Question sets: questions together with the files that they are about.

A set comes from a question file and documents of one's own, or from a public data set in
its published format, whose documents are written out as files.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.questions.as_files import file_name, write_documents
from evals.questions.datasets import Dataset, DatasetQuestion, read_clapnq, read_squad
from evals.questions.mtrag import read_mtrag
from evals.questions.record import (
    SHORT_ANSWER,
    Place,
    Question,
    QuestionFileError,
    numbered_questions,
)
from vectorstore.records import Span

GOLDEN = Path(__file__).parents[1] / "golden" / "sample.jsonl"
"""The questions on the sample article."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions and the documents they are asked of: the whole of them is one library.

    `whole` is how many questions the set has, of which `questions` may be a sample. `origins`
    says for each question's id where it was written, for errors.
    """

    name: str
    questions: tuple[Question, ...]
    documents: tuple[Path, ...]
    whole: int
    origins: dict[str, str]


def from_files(questions: Path, documents: Sequence[Path]) -> QuestionSet:
    """The questions of a file over documents or folders. Raises QuestionFileError."""
    read = numbered_questions(questions)
    origins = {question.id: f"{questions}, line {line}" for line, question in read.items()}
    return QuestionSet(questions.stem, tuple(read.values()), tuple(documents), len(read), origins)


def from_dataset(kind: str, files: Sequence[Path], folder: Path) -> QuestionSet:
    """A public data set; its documents are written below `folder`. Raises QuestionFileError."""
    if len(files) > 1 and kind != "clapnq":
        raise QuestionFileError(f"A set in the format of {kind} is one file; name only one.")
    try:
        dataset, questions = _READERS[kind](files)
        documents = write_documents(dataset, folder)
    except KeyError as error:
        raise QuestionFileError(
            f"{_named(files)} is not in the format of {kind}: it has no {error}."
        ) from error
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise QuestionFileError(
            f"{_named(files)} cannot be read in the format of {kind} ({error})."
        ) from error
    origins = {question.id: f"{_named(files)}, question {question.id}" for question in questions}
    return QuestionSet(files[0].stem, tuple(questions), tuple(documents), len(questions), origins)


def sample(whole: QuestionSet, limit: int | None, seed: int) -> QuestionSet:
    """At most `limit` of the questions, drawn by `seed`, in their order; all documents stay."""
    if limit is None or limit >= len(whole.questions):
        return whole
    drawn = sorted(random.Random(seed).sample(range(len(whole.questions)), limit))
    return replace(whole, questions=tuple(whole.questions[i] for i in drawn))


def _named(files: Sequence[Path]) -> str:
    return " and ".join(file.name for file in files)


def _squad(files: Sequence[Path]) -> tuple[Dataset, list[Question]]:
    (file,) = files
    dataset = read_squad(file)
    names = _names(dataset)
    return dataset, [_short_answer(asked, dataset, names) for asked in dataset.questions]


def _short_answer(asked: DatasetQuestion, dataset: Dataset, names: Sequence[str]) -> Question:
    text = dataset.documents[asked.document].text
    places = _places(names[asked.document], asked.answers)
    return Question(
        id=asked.id,
        document=names[asked.document],
        question=asked.text,
        answerable=asked.answerable,
        accepted=[list(dict.fromkeys(span.of(text) for span in asked.answers))] if places else [],
        quotes=[list(places)] if places else [],
        kind=None if asked.answerable else "adversarial",
        tags=[SHORT_ANSWER],
    )


def _clapnq(files: Sequence[Path]) -> tuple[Dataset, list[Question]]:
    dataset = read_clapnq(*files)
    names = _names(dataset)
    return dataset, [_long_answer(asked, names[asked.document]) for asked in dataset.questions]


def _long_answer(asked: DatasetQuestion, name: str) -> Question:
    """Any selected sentence answers in part, so one must be cited; all of them should be."""
    places = _places(name, asked.answers)
    return Question(
        id=asked.id,
        document=name,
        question=asked.text,
        answerable=asked.answerable,
        quotes=[list(places)] if places else [],
        supporting=list(places),
        kind=None if asked.answerable else "passage doesn't say",
    )


def _names(dataset: Dataset) -> list[str]:
    return [file_name(number, document) for number, document in enumerate(dataset.documents)]


def _places(document: str, spans: Sequence[Span]) -> list[Place]:
    return [Place(document=document, start=span.start, end=span.end) for span in spans]


def _mtrag(files: Sequence[Path]) -> tuple[Dataset, list[Question]]:
    (file,) = files
    return read_mtrag(file)


_READERS: dict[str, Callable[[Sequence[Path]], tuple[Dataset, list[Question]]]] = {
    "squad": _squad,
    "squad2": _squad,
    "clapnq": _clapnq,
    "mtrag": _mtrag,
}
DATASETS = tuple(_READERS)
