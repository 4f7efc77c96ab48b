"""`assistant eval` as a person uses it: results, report, gate, exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assistant.chain import AnswerChain
from evals.results import Run
from tests.command_line import Command, Done, command_line
from tests.evals.shelf_of_two import APPLES, CHAIN, PERU, documents, questions

Evaluated = Command


@pytest.fixture
def evaluate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Evaluated:
    """Runs `assistant eval` in a folder of its own, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    documents(tmp_path / "documents")
    run = command_line(monkeypatch, capsys)
    return lambda *arguments: run("eval", *arguments)


def asked(*records: dict[str, object]) -> list[str | Path]:
    """The options for these records, by default a set that comes out right."""
    file = questions(Path("mine.jsonl"), *records)
    return ["--questions", file, "--documents", "documents"]


WRONG = APPLES | {"accepted": [["pears"]]}


def test_without_options_the_samples_questions_are_asked(evaluate: Evaluated) -> None:
    done = evaluate()

    assert done.code == 0
    run = Run.read(Path("eval-results/sample"))
    assert len(run.observations) == 153


def test_ones_own_questions_give_results_a_report_and_junit(evaluate: Evaluated) -> None:
    done = evaluate(*asked(APPLES, PERU))

    assert done.code == 0
    assert "2 of 2 questions" in done.out
    folder = Path("eval-results/mine")
    assert [seen.question.id for seen in Run.read(folder).observations] == ["apples", "peru"]
    assert "<h1" in (folder / "report.html").read_text(encoding="utf-8")
    assert ET.parse(folder / "junit.xml").getroot().get("tests") == "2"


def test_a_wrong_answer_alone_is_no_regression(evaluate: Evaluated) -> None:
    assert evaluate(*asked(WRONG)).code == 0


def test_a_figure_below_its_floor_is_a_regression(evaluate: Evaluated) -> None:
    Path("floors.json").write_text('{"end_to_end": 0.9}')

    done = evaluate(*asked(WRONG, PERU), "--floors", "floors.json")

    assert done.code == 1
    assert "end_to_end" in done.out


def test_a_must_pass_question_that_goes_wrong_is_a_regression(evaluate: Evaluated) -> None:
    done = evaluate(*asked(WRONG | {"tags": ["must-pass"]}))

    assert done.code == 1
    assert "apples must come out right" in done.out


def test_a_run_no_worse_than_its_baseline_passes(evaluate: Evaluated) -> None:
    evaluate(*asked(), "--write-baseline", "baseline.json")

    done = evaluate(*asked(), "--baseline", "baseline.json")

    assert done.code == 0
    assert "smell of" not in Path("baseline.json").read_text()


def test_a_run_surely_worse_than_its_baseline_does_not(evaluate: Evaluated) -> None:
    evaluate(*asked(), "--write-baseline", "baseline.json")

    # It refuses both questions that it answered: no resample can have that otherwise.
    done = evaluate_refusing(evaluate, "--baseline", "baseline.json")

    assert done.code == 1
    assert "false_abstentions (false abstentions) rose by 1.000" in done.out
    assert "against the baseline" in done.out


def evaluate_refusing(evaluate: Evaluated, *options: str) -> Done:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ASSISTANT_THRESHOLD", "1.0")
        return evaluate(*asked(), *options)


def test_two_runs_are_compared_question_by_question(evaluate: Evaluated) -> None:
    evaluate(*asked(), "--out", "before")
    evaluate_refusing(evaluate, "--out", "after")

    done = evaluate("compare", "before/mine", "after/mine/results.json")

    assert done.code == 0
    assert "apples" in done.out
    assert "threshold" in done.out


def test_slices_are_printed_one_by_one_with_the_same_figures(evaluate: Evaluated) -> None:
    done = evaluate(*asked(APPLES, CHAIN, PERU), "--slice", "smell", "--slice", "off-topic")

    assert done.code == 0
    _, smell, off_topic = done.out.split(" of 3 questions\n")
    assert smell.count("passage MRR@10") == 1
    assert "off-topic: 1" in smell
    assert "passage MRR@10" not in off_topic


def test_a_failure_of_the_machinery_has_its_own_exit_code(
    evaluate: Evaluated, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: AnswerChain, understood: object) -> None:
        raise RuntimeError("no more memory")

    monkeypatch.setattr(AnswerChain, "search", broken)

    done = evaluate(*asked())

    assert done.code == 2
    assert "no more memory" in done.out
    assert Path("eval-results/mine/results.json").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--questions", "missing.jsonl", "--documents", "documents"], "cannot be read"),
        (["--questions", "mine.jsonl"], "Say with --documents"),
        (["--documents", "documents"], "Say with --questions"),
        (["--dataset", "squad3", "--path", "x.json"], "--dataset is one of squad"),
        (["--dataset", "squad"], "Say with --path"),
        (["--path", "x.json"], "Say with --dataset"),
        (["--dataset", "squad", "--path", "x.json"], "x.json cannot be read"),
        (["--floors", "mine.jsonl"], "The floors mine.jsonl"),
        (["--baseline", "missing.json"], "The baseline missing.json cannot be read"),
        (["--slice", "colour"], "--slice colour is no tag, kind, split or document"),
        (["compare", "missing", "missing"], "missing cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    evaluate: Evaluated, options: list[str], told: str
) -> None:
    questions(Path("mine.jsonl"), CHAIN)

    done = evaluate(*options)

    assert done.code == 2
    assert done.err.startswith("Error: ")
    assert told in " ".join(done.err.split())


def test_a_public_set_is_asked_as_one_library(evaluate: Evaluated) -> None:
    article = {
        "title": "Tides",
        "paragraphs": [
            {
                "context": "Most harbours see high water twice a day.",
                "qas": [
                    {
                        "id": f"tide-{n}",
                        "question": "How often do harbours see high water?",
                        "answers": [{"text": "twice a day", "answer_start": 29}],
                    }
                    for n in range(3)
                ],
            }
        ],
    }
    Path("tides.json").write_text(json.dumps({"data": [article]}))

    done = evaluate("--dataset", "squad", "--path", "tides.json", "--limit", "2", "--seed", "3")

    assert done.code == 0
    run = Run.read(Path("eval-results/tides"))
    assert len(run.observations) == 2
    assert run.about.questions_in_set == 3
    assert run.observations[0].retrieval.passages[0].place.document == "0000-tides.txt"


def test_drafts_become_a_question_file_once_they_are_worded(evaluate: Evaluated) -> None:
    assert evaluate("new", "drafts.jsonl", "--documents", "documents").code == 0
    unworded = evaluate("--questions", "drafts.jsonl", "--documents", "documents")
    assert unworded.code == 2
    assert "line 1" in unworded.err

    drafts = [json.loads(line) for line in Path("drafts.jsonl").read_text().splitlines()]
    for draft in drafts:
        draft["question"] = draft["question"].replace("…", "is told of bread and chains")
    Path("drafts.jsonl").write_text("\n".join(map(json.dumps, drafts)))

    assert evaluate("--questions", "drafts.jsonl", "--documents", "documents").code == 0
