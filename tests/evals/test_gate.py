"""The gate: what passes, and what doesn't."""

import json
from pathlib import Path

import pytest

from evals.baseline import Baseline
from evals.gate import FloorsUnusable, Kind, check, read_floors
from evals.results import Observation, Reply, Run
from tests.evals.measures.made import (
    RIGHT,
    WRONG_PLACE,
    WRONG_WORDS,
    cited,
    observation,
    reply,
    run_of,
)


def answered(*said: Reply | None) -> Run:
    return run_of(*(observation(f"q{n}", said=one) for n, one in enumerate(said)))


def sentences(run: Run, floors: dict[str, float]) -> list[str]:
    return [problem.sentence for problem in check(run, floors)]


def test_a_run_without_faults_passes() -> None:
    run = answered(RIGHT, RIGHT)
    assert check(run, {"end_to_end": 1.0, "false_abstentions": 0.0}, Baseline.of(run)) == []


def test_a_citation_that_does_not_stand_never_passes() -> None:
    [problem] = check(answered(reply("Wind.", cited((0, 9)), cited((0, 100), stands=False))), {})
    assert problem.kind is Kind.CITATION
    assert problem.sentence == "q0: the document doesn't say what 1 of 2 citations quote."


def test_a_must_pass_question_must_pass() -> None:
    run = run_of(
        observation("vital", tags=["must-pass"], said=WRONG_PLACE),
        observation("fine", tags=["must-pass"], said=RIGHT),
        observation("other", said=WRONG_WORDS),
    )
    [problem] = check(run, {})
    assert problem.kind is Kind.MUST_PASS
    assert problem.sentence == "vital must come out right, but it didn't: wrong citation."


def test_a_figure_below_its_floor_does_not_pass() -> None:
    run = answered(RIGHT, WRONG_WORDS)
    assert check(run, {"end_to_end": 0.5}) == []
    [sentence] = sentences(run, {"end_to_end": 0.51})
    assert sentence.startswith("end_to_end (")
    assert sentence.endswith("is 0.5000, below its floor of 0.51.")


def test_a_figure_of_which_less_is_better_must_not_be_above_its_ceiling() -> None:
    run = answered(RIGHT, None)
    assert check(run, {"false_abstentions": 0.5}) == []
    assert sentences(run, {"false_abstentions": 0.4}) == [
        "false_abstentions (false abstentions) is 0.5000, above its ceiling of 0.4."
    ]


def test_a_floor_that_nothing_is_measured_against_does_not_pass_silently() -> None:
    assert sentences(answered(RIGHT), {"false_answers": 0.1}) == [
        "false_answers has a limit of 0.1, but no question of this run tells of it."
    ]


def test_a_sure_fall_against_the_baseline_does_not_pass() -> None:
    before, after = answered(*[RIGHT] * 40), answered(*[RIGHT] * 20, *[WRONG_WORDS] * 20)
    problem, risk = check(after, {}, Baseline.of(before))
    assert problem.kind is risk.kind is Kind.REGRESSION
    assert risk.sentence.startswith("aurc (")
    assert problem.sentence.startswith("end_to_end (")
    assert "fell by 0.500 against the baseline" in problem.sentence
    assert "40 questions" in problem.sentence


def test_a_sure_rise_of_an_error_does_not_pass() -> None:
    refused, answering = (
        [observation(f"q{n}", answerable=False, said=said) for n in range(40)]
        for said in (None, RIGHT)
    )
    problems = check(run_of(*answering), {}, Baseline.of(run_of(*refused)))
    assert [problem.sentence.split(" (")[0] for problem in problems] == [
        "end_to_end",
        "false_answers",
    ]
    assert "rose by 1.000" in problems[1].sentence


def test_a_change_for_the_better_passes() -> None:
    before, after = answered(*[WRONG_PLACE] * 40), answered(*[RIGHT] * 40)
    assert check(after, {}, Baseline.of(before)) == []


def test_a_change_that_may_be_chance_passes() -> None:
    before = answered(*[RIGHT] * 40)
    after = answered(*[RIGHT] * 39, WRONG_WORDS)
    assert check(after, {}, Baseline.of(before)) == []


def test_what_is_tolerated_can_be_chosen() -> None:
    before, after = answered(*[RIGHT] * 40), answered(*[RIGHT] * 20, *[WRONG_WORDS] * 20)
    assert check(after, {}, Baseline.of(before), tolerance=0.7) == []


def test_a_failure_of_the_machinery_is_told_apart_from_wrong_answers() -> None:
    failed: list[Observation] = [observation(f"x{n}", error="no connection") for n in range(2)]
    [problem] = check(run_of(observation("a", said=RIGHT), *failed), {})
    assert problem.kind is Kind.MACHINERY
    assert problem.sentence == ("The machinery failed on 2 questions, first on x0 (no connection).")


def test_a_run_that_failed_throughout_is_a_failure_and_no_regression() -> None:
    baseline = Baseline.of(answered(RIGHT))
    [problem] = check(run_of(observation("q0", error="no connection")), {}, baseline)
    assert problem.kind is Kind.MACHINERY


def test_floors_are_read_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text('{"end_to_end": 0.6, "false_answers": 1}')
    assert read_floors(file) == {"end_to_end": 0.6, "false_answers": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps({"end_to_ent": 0.6}), "'end_to_ent', which is none of"),
        (json.dumps({"end_to_end": "high"}), "need a number for 'end_to_end'"),
        (json.dumps({"end_to_end": True}), "need a number"),
        ('{"end_to_end": NaN}', "need a number"),
        ("[0.6]", "must be an object"),
        ("{", "cannot be read"),
    ],
)
def test_unusable_floors_are_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "floors.json"
    file.write_text(text)
    with pytest.raises(FloorsUnusable, match=said):
        read_floors(file)


def test_floors_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(FloorsUnusable, match=r"missing\.json"):
        read_floors(tmp_path / "missing.json")
