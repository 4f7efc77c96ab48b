import json
from pathlib import Path

import pytest

from evals.judge import Summary
from evals.questions import QuestionFileError
from evals.run import below_floors, evaluate, evaluate_and_print
from ingest.sample import SAMPLE

SUMMARY = Summary(
    answerable=80,
    unanswerable=20,
    citations=100,
    correct_with_citation=0.8,
    citation_validity=1.0,
    false_answers=0.1,
    false_abstentions=0.2,
)
QUOTE = "The special military courts have finalized 546 of those cases."
RECORD = {
    "id": "cases",
    "document": SAMPLE.name,
    "history": [],
    "question": "How many cases have the special military courts finalized?",
    "answerable": True,
    "accepted": [["546"]],
    "forbidden": [],
    "quotes": [[QUOTE]],
    "kind": None,
    "tags": [],
    "split": "test",
}
PERU = RECORD | {
    "id": "peru",
    "question": "What is the capital of Peru?",
    "answerable": False,
    "accepted": [],
    "quotes": [],
    "kind": "off-topic",
}


def questions(tmp_path: Path, *records: dict[str, object]) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, records)))
    return file


def test_figures_within_their_floors_are_no_problem() -> None:
    floors = {"correct_with_citation": 0.8, "citation_validity": 1.0, "false_answers": 0.1}

    assert below_floors(SUMMARY, floors) == []
    assert below_floors(SUMMARY, {}) == []


def test_each_figure_past_its_floor_or_ceiling_is_a_sentence() -> None:
    problems = below_floors(
        SUMMARY,
        {"correct_with_citation": 0.81, "false_answers": 0.09, "false_abstentions": 0.2},
    )

    assert problems == [
        "answered correctly with the right citation: 0.800 is past its floor 0.810",
        "false answers: 0.100 is past its ceiling 0.090",
    ]


def test_each_question_is_asked_and_judged(tmp_path: Path) -> None:
    answered, refused = evaluate(questions(tmp_path, RECORD, PERU), [SAMPLE])

    assert answered.correct
    assert answered.valid_citations == answered.citations > 0
    assert refused.correct
    assert refused.citations == 0


def test_a_quote_that_stands_nowhere_stops_the_run(tmp_path: Path) -> None:
    wrong = RECORD | {"quotes": [["The courts have finalized 547 cases."]]}

    with pytest.raises(QuestionFileError, match="does not stand in"):
        evaluate(questions(tmp_path, wrong), [SAMPLE])


def test_a_document_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="does not exist"):
        evaluate(questions(tmp_path, RECORD), [tmp_path / "missing.txt"])


def test_the_figures_are_printed_with_what_was_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    misjudged = RECORD | {"id": "misjudged", "accepted": [["five hundred"]]}

    within = evaluate_and_print(questions(tmp_path, RECORD, misjudged), [SAMPLE], verbose=True)

    printed = capsys.readouterr().out
    assert within
    assert "misjudged [words" in printed
    assert "cases [" not in printed
    assert "50.0%" in printed
    assert "100.0%" in printed
