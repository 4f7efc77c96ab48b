"""A baseline: what a run came to, question by question, in a file without a word of a question.

So it can be committed where the question set itself can't, and a later run can be held
against it pair by pair. It is a JSON object, with a question on each line.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from evals.measures import MEASURES, Measure, Value
from evals.questions.record import Question, first_fault
from evals.results import Run
from evals.statistics import Difference, difference_of_values
from vectorstore.errors import AssistantError

_ABOUT = {"name", "answerer", "data_sha256", "code_sha256", "started_at", "threshold"}
_MARK = "question"
_DIGITS = 6

Cell = str | float | tuple[float, bool] | None


class BaselineUnusable(AssistantError):
    """A baseline that can't be used, or not for this run."""


class Baseline(BaseModel):
    """A run without its words: what each measure took of each question.

    `columns` name what stands in each row: a mark that tells whether the question is still
    the same, then measures by key. A cell is a number, a confidence with its outcome, or
    null where the measure doesn't speak of the question.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: dict[str, str | float]
    columns: list[str]
    rows: dict[str, list[Cell]]

    @model_validator(mode="after")
    def _is_a_table(self) -> "Baseline":
        if self.columns[:1] != [_MARK]:
            raise ValueError(f"the first column must be {_MARK!r}")
        if any(len(row) != len(self.columns) for row in self.rows.values()):
            raise ValueError("a row is not as long as the columns are many")
        return self

    @classmethod
    def of(cls, run: Run) -> "Baseline":
        """The baseline of a run; questions on which the machinery failed are not in it."""
        taken = [_rounded(one.values(run.judged)) for one in MEASURES]
        return cls(
            about=run.about.model_dump(include=_ABOUT),
            columns=[_MARK, *(one.key for one in MEASURES)],
            rows={
                seen.question.id: [
                    _mark(seen.question),
                    *(values.get(seen.question.id) for values in taken),
                ]
                for seen in run.judged
            },
        )

    def write(self, file: Path) -> None:
        """Write it, a question a line. Raises BaselineUnusable."""
        rows = ",\n".join(
            f"{json.dumps(key)}: {json.dumps(row, separators=(',', ':'))}"
            for key, row in self.rows.items()
        )
        head = f'"about": {json.dumps(self.about)},\n"columns": {json.dumps(self.columns)}'
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f'{{\n{head},\n"rows": {{\n{rows}\n}}\n}}\n', encoding="utf-8")
        except OSError as error:
            raise BaselineUnusable(f"The baseline {file} cannot be written ({error}).") from error

    @classmethod
    def read(cls, file: Path) -> "Baseline":
        """A baseline from its file, or from the results of a run. Raises BaselineUnusable."""
        if file.is_dir():
            return cls.of(Run.read(file))
        try:
            text = file.read_text(encoding="utf-8")
            parsed = json.loads(text)
            if isinstance(parsed, dict) and "observations" in parsed:
                return cls.of(Run.read(file))
            return cls.model_validate_json(text)
        except ValidationError as error:
            told = first_fault(error, "the file")
            raise BaselineUnusable(f"{file} isn't a baseline of this version ({told}).") from error
        except (OSError, ValueError) as error:
            raise BaselineUnusable(f"The baseline {file} cannot be read ({error}).") from error

    def values(self, of: Measure) -> dict[str, Value]:
        """What a measure took of each question that it spoke of, by id."""
        if of.key not in self.columns:
            return {}
        column = self.columns.index(of.key)
        cells = {key: row[column] for key, row in self.rows.items()}
        return {key: cell for key, cell in cells.items() if isinstance(cell, int | float | tuple)}


def _mark(question: Question) -> str:
    return sha256(question.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:12]


def _rounded(values: Mapping[str, Value]) -> dict[str, Value]:
    """As a baseline keeps them: short, and the same before and after it was written."""
    return {
        key: (round(value[0], _DIGITS), value[1])
        if isinstance(value, tuple)
        else round(value, _DIGITS)
        for key, value in values.items()
    }


def differences(run: Run, baseline: Baseline, seed: int = 0) -> dict[str, Difference]:
    """How far a run is from a baseline, by key of the measure, over the questions in common.

    A question that was changed since isn't in common. Raises BaselineUnusable if none is.
    """
    documents = {
        seen.question.id: seen.question.cluster
        for seen in run.judged
        if baseline.rows.get(seen.question.id, [None])[0] == _mark(seen.question)
    }
    if not documents:
        raise BaselineUnusable(
            f"The baseline {baseline.about.get('name', '')} has no question in common with "
            f"{run.about.name}; make a baseline of this question set."
        )
    found = {
        one.key: difference_of_values(
            one, baseline.values(one), _rounded(one.values(run.judged)), documents, seed
        )
        for one in MEASURES
    }
    return {key: difference for key, difference in found.items() if difference is not None}
