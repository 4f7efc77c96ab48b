"""Two runs side by side."""

import pytest

from evals.compare import AboutChange, NothingInCommon, compare
from tests.evals.measures.made import RIGHT, WRONG_PLACE, WRONG_WORDS, observation, run_of

BEFORE = run_of(
    observation("stays", said=RIGHT),
    observation("falls", said=RIGHT),
    observation("rises", said=WRONG_WORDS),
    observation("wrong", said=WRONG_WORDS),
)
AFTER = run_of(
    observation("stays", said=RIGHT),
    observation("falls", said=WRONG_PLACE),
    observation("rises", said=RIGHT),
    observation("wrong", said=WRONG_PLACE),
)


def test_questions_gained_and_lost_are_named() -> None:
    found = compare(BEFORE, AFTER)
    assert found.gained == ["rises"]
    assert found.lost == ["falls"]
    assert found.common == ["stays", "falls", "rises", "wrong"]
    assert found.caution is None


def test_each_measure_has_both_estimates_and_their_difference() -> None:
    headline = compare(BEFORE, AFTER).measures[0]
    assert headline.before is not None
    assert headline.after is not None
    assert headline.difference is not None
    assert (headline.before.value, headline.after.value) == (0.5, 0.5)
    assert (headline.difference.value, headline.difference.changed) == (0, 2)
    assert headline.difference.low < 0 < headline.difference.high


def test_the_difference_is_always_that_of_the_two_estimates_shown() -> None:
    after = run_of(*AFTER.observations[1:], observation("new", said=RIGHT))
    for one in compare(BEFORE, after).measures:
        if one.before and one.after and one.difference:
            change = one.after.value - one.before.value
            assert one.difference.value == pytest.approx(change)


def test_a_measure_that_speaks_of_no_question_has_no_figures() -> None:
    found = {one.measure.key: one for one in compare(BEFORE, AFTER).measures}
    assert found["false_answers"].before is None
    assert found["false_answers"].difference is None


def test_questions_of_one_run_only_are_listed_and_left_out() -> None:
    after = run_of(*AFTER.observations[1:], observation("new", said=RIGHT))
    found = compare(BEFORE, after)
    assert (found.only_before, found.only_after) == (["stays"], ["new"])
    assert found.common == ["falls", "rises", "wrong"]
    assert found.caution == "Only the 3 questions in common are compared, 2 are left out."


def test_different_data_are_said_to_be_so() -> None:
    found = compare(BEFORE, run_of(*AFTER.observations, data_sha256="other"))
    assert not found.same_data
    assert found.caution is not None
    assert "different data" in found.caution


def test_a_question_asked_in_other_words_is_not_compared() -> None:
    reworded = AFTER.observations[0].question.model_copy(update={"question": "Which toy flies?"})
    first = AFTER.observations[0].model_copy(update={"question": reworded})
    found = compare(BEFORE, run_of(first, *AFTER.observations[1:]))
    assert found.reworded == ["stays"]
    assert "stays" not in found.common


def test_a_question_on_which_the_machinery_failed_is_neither_gained_nor_lost() -> None:
    after = run_of(observation("falls", error="no connection"), observation("stays", said=RIGHT))
    found = compare(BEFORE, after)
    assert found.failed == ["falls"]
    assert found.lost == []


def test_what_was_run_in_another_way_is_told_setting_by_setting() -> None:
    after = run_of(
        *AFTER.observations,
        settings={"threshold": 0.7, "model": "small"},
        code_sha256="other",
        started_at="2026-02-02",
    )
    assert compare(BEFORE, after).about == [
        AboutChange("settings.threshold", "0.5", "0.7"),
        AboutChange("code_sha256", "c", "other"),
        AboutChange("settings.model", "", "small"),
    ]


def test_a_run_compared_with_itself_shows_no_change() -> None:
    found = compare(BEFORE, BEFORE)
    assert (found.gained, found.lost, found.about) == ([], [], [])
    assert all(one.difference is None or one.difference.value == 0 for one in found.measures)


def test_runs_without_a_question_in_common_are_refused() -> None:
    with pytest.raises(NothingInCommon, match="no question in common"):
        compare(BEFORE, run_of(observation("other", said=RIGHT)))
