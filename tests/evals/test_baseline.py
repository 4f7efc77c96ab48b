"""Baselines: what they keep, what they don't, and how a run is held against one."""

import json
from pathlib import Path

import pytest

from evals.baseline import Baseline, BaselineUnusable, differences
from evals.measures import HEADLINE, MEASURES, measure
from evals.results import Retrieval
from tests.evals.measures.made import RIGHT, WRONG_WORDS, observation, ranked, run_of

RUN = run_of(
    observation("a", said=RIGHT, confidence=2 / 3),
    observation("b", confidence=1 / 7, withheld=WRONG_WORDS),
    observation("c", answerable=False, confidence=1 / 3),
    observation(
        "d",
        said=WRONG_WORDS,
        retrieval=Retrieval(searched="", passages=ranked((500, 600), (500, 600), (0, 90))),
    ),
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    made = Baseline.of(RUN)
    made.write(tmp_path / "new" / "baseline.json")
    assert Baseline.read(tmp_path / "new" / "baseline.json") == made


def test_a_baseline_has_no_words_of_questions_answers_or_documents(tmp_path: Path) -> None:
    Baseline.of(RUN).write(tmp_path / "baseline.json")
    written = (tmp_path / "baseline.json").read_text().casefold()
    for words in ("what does", "kite need", "wind", "string", "some words", "a.md"):
        assert words not in written


def test_each_question_has_a_line_of_its_own(tmp_path: Path) -> None:
    Baseline.of(RUN).write(tmp_path / "baseline.json")
    lines = (tmp_path / "baseline.json").read_text().splitlines()
    assert [line[:4] for line in lines if line.startswith('"') and line[2] == '"'] == [
        '"a":',
        '"b":',
        '"c":',
        '"d":',
    ]


def test_a_run_does_not_differ_from_its_own_baseline(tmp_path: Path) -> None:
    Baseline.of(RUN).write(tmp_path / "baseline.json")
    found = differences(RUN, Baseline.read(tmp_path / "baseline.json"))
    assert set(found) == {one.key for one in MEASURES if one.over(RUN.judged) is not None}
    assert {(one.value, one.low, one.high, one.changed) for one in found.values()} == {(0, 0, 0, 0)}


def test_a_baseline_keeps_numbers_pairs_and_blanks_apart() -> None:
    made = Baseline.of(RUN)
    assert made.values(measure("false_answers")) == {"c": 0}
    assert made.values(measure("auroc"))["c"] == (0.333333, False)
    assert made.values(measure("passage_mrr_at_10"))["d"] == 0.333333


def test_a_run_is_held_against_it_on_the_questions_in_common() -> None:
    later = run_of(observation("a"), observation("new", said=RIGHT))
    found = differences(later, Baseline.of(RUN))["end_to_end"]
    assert (found.value, found.n) == (-1, 1)


def test_a_question_that_was_changed_since_is_not_in_common() -> None:
    later = run_of(observation("a", accepted=[("breeze",)]), observation("b", said=RIGHT))
    found = differences(later, Baseline.of(RUN))["end_to_end"]
    assert (found.value, found.n) == (1, 1)


def test_questions_on_which_the_machinery_failed_are_in_no_baseline() -> None:
    assert Baseline.of(run_of(observation("x", error="failed"), observation("a"))).rows.keys() == {
        "a"
    }


def test_the_results_of_a_run_serve_as_a_baseline(tmp_path: Path) -> None:
    RUN.write(tmp_path / "results.json")
    assert Baseline.read(tmp_path) == Baseline.read(tmp_path / "results.json") == Baseline.of(RUN)


def test_a_measure_that_the_baseline_does_not_know_is_not_compared() -> None:
    made = Baseline.of(RUN)
    older = made.model_copy(
        update={
            "columns": made.columns[:2],
            "rows": {key: row[:2] for key, row in made.rows.items()},
        }
    )
    assert list(differences(RUN, older)) == [HEADLINE.key]


def test_a_baseline_of_other_questions_is_refused() -> None:
    with pytest.raises(BaselineUnusable, match="no question in common"):
        differences(run_of(observation("other")), Baseline.of(RUN))


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        json.dumps({"about": {}, "columns": ["end_to_end"], "rows": {}}),
        json.dumps({"about": {}, "columns": ["question", "f1"], "rows": {"a": ["mark"]}}),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text)
    with pytest.raises(BaselineUnusable, match=r"baseline\.json"):
        Baseline.read(file)


def test_a_baseline_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineUnusable, match=r"missing\.json"):
        Baseline.read(tmp_path / "missing.json")
