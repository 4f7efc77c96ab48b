"""What is written on evaluating stays true: measures, fields, options, the example."""

import json
import re
from pathlib import Path

import typer

from assistant.cli import app as whole_app
from evals.cli import app
from evals.measures.__main__ import markdown
from evals.questions.record import Question
from evals.verification.__main__ import parser

DOCS = (Path(__file__).parents[2] / "docs" / "evals.md").read_text(encoding="utf-8")


def test_the_tables_of_measures_are_those_that_the_command_prints() -> None:
    assert DOCS.endswith(f"\n\n{markdown()}\n")


def test_a_cell_of_the_tables_is_never_cut_in_two() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_every_field_of_a_question_is_explained() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE)
    assert explained == list(Question.model_fields)


def test_the_example_is_a_question_file() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)
    questions = [Question.model_validate(json.loads(line)) for line in example.splitlines()]
    assert [question.answerable for question in questions] == [True, False]


def test_every_option_that_is_named_exists() -> None:
    groups = [typer.main.get_command(one) for one in (app, whole_app)]
    assert all(isinstance(group, typer.core.TyperGroup) for group in groups)
    commands = [one for group in groups for one in (group, *group.commands.values())]
    known = {name for command in commands for one in command.params for name in one.opts}
    known |= {name for action in parser()._actions for name in action.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", DOCS)) <= known
