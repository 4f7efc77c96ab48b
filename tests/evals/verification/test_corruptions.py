"""Rules that make a sentence wrong, and what keeps them from making it true."""

from random import Random

import pytest

from evals.verification import contraries, figure_swaps, name_swaps, units
from evals.verification.corruptions import is_said, share_said
from evals.verification.figures import dates, numbers
from evals.verification.names import names
from evals.verification.statement import Rewrite
from tests.evals.verification.tales import quote, statement


def made(rule: Rewrite, text: str, also: str = "") -> set[str | None]:
    """All that a rule makes of a sentence, by many seeds."""
    return {rule(text, statement(text, also=also), Random(seed)) for seed in range(40)}


def test_dates_and_numbers_are_told_apart() -> None:
    text = "On 3 May 1877 and in 1880, 1500 men and 14 ships left the 19th century for the 1990s."
    assert [date.span.of(text) for date in dates(text)] == [
        "3 May 1877",
        "1880",
        "19",
        "1990",
    ]
    assert [number.value for number in numbers(text)] == [1500, 14]
    assert [number.value for number in numbers("twenty-one of 2.5 million, 1,200 and one")] == [
        21,
        2.5,
        1200,
    ]


def test_names_are_found_without_the_words_that_open_a_sentence() -> None:
    text = "The river Elbe passes St. Anna, Henry IV of France and O'Brien's farm in May."
    assert [name.text for name in names(text)] == [
        "Elbe",
        "St. Anna",
        "Henry IV of France",
        "O'Brien",
    ]


def test_a_number_becomes_another_of_the_passage() -> None:
    text = "It has 14 bridges."
    assert made(figure_swaps.number_from_nearby, text, "There are 9 mills.") == {
        "It has 9 bridges."
    }
    assert made(figure_swaps.number_from_nearby, text, "There are 900 mills.") == {None}
    assert made(figure_swaps.number_from_nearby, text, "There are 14 mills.") == {None}


def test_a_number_becomes_one_near_it() -> None:
    changed = made(figure_swaps.number_near, "It has 40 bridges.")
    assert changed == {f"It has {number} bridges." for number in (16, 24, 30, 50, 60, 80)}
    assert made(figure_swaps.number_near, "It has two bridges.") <= {
        "It has three bridges.",
        "It has four bridges.",
    }


def test_a_bound_is_never_made_looser() -> None:
    assert all(
        int(one.split()[4]) > 40
        for one in made(figure_swaps.number_near, "It has more than 40 bridges.")
        if one
    )
    assert all(
        int(one.split()[3]) < 40
        for one in made(figure_swaps.digit_changed, "It has under 40 bridges.")
        if one
    )
    assert made(figure_swaps.number_near, "An even number greater than 2 is not prime.") == {None}


def test_what_is_about_a_number_is_moved_far() -> None:
    changed = made(figure_swaps.number_near, "It has about 100 bridges.")
    assert changed == {f"It has about {number} bridges." for number in (40, 60, 150, 200)}


def test_a_digit_or_the_scale_of_a_number_changes() -> None:
    changed = made(figure_swaps.digit_changed, "It has 64 bridges.")
    assert "It has 46 bridges." in changed
    assert "It has 64 bridges." not in changed
    assert made(figure_swaps.scale_changed, "It has 3 million trees.") == {
        "It has 3 billion trees."
    }


def test_two_numbers_are_exchanged_unless_that_is_the_same() -> None:
    assert made(figure_swaps.numbers_exchanged, "It has 14 bridges and some 30 mills.") == {
        "It has 30 bridges and some 14 mills."
    }
    assert made(figure_swaps.numbers_exchanged, "It has 14 or 30 bridges.") == {None}


def test_a_date_becomes_another_as_exact_one() -> None:
    text = "It burned on 3 May 1877."
    assert made(figure_swaps.date_from_nearby, text, "On 9 June 1901 and in 1888 it shone.") == {
        "It burned on 9 June 1901."
    }
    assert made(figure_swaps.date_from_nearby, text, "It was built in 1901.") == {None}


def test_a_part_of_a_date_changes() -> None:
    changed = made(figure_swaps.date_part_changed, "It burned on 3 May 1877.")
    assert any(one and one.endswith(" May 1877.") for one in changed)
    assert any(one and one.startswith("It burned on 3 May ") for one in changed)
    assert "It burned on 3 May 1877." not in changed


def test_by_a_year_is_never_made_a_later_one() -> None:
    changed = made(figure_swaps.date_part_changed, "By 1877 the tower had burned.")
    assert all(int(one.split()[1]) < 1877 for one in changed if one)


def test_dates_are_exchanged() -> None:
    assert made(figure_swaps.dates_exchanged, "Built in 1880, it burned in 1877.") == {
        "Built in 1877, it burned in 1880."
    }


def test_a_name_becomes_another_of_its_sort() -> None:
    text = "The tower was built by Lena Frost."
    also = "In Oslo it was painted by Karl Brandt, for the Elm Company of Norway."
    assert made(name_swaps.name_from_nearby, text, also) == {"The tower was built by Karl Brandt."}


def test_a_name_is_never_swapped_for_what_may_be_the_same() -> None:
    text = "The tower was built by Lena Frost."
    assert made(name_swaps.name_from_nearby, text, "Then Lena Moor Frost sold it.") == {None}
    assert made(name_swaps.name_from_nearby, text, "It was by Lena Frost, also Nora Brandt.") == {
        None
    }
    assert made(name_swaps.name_from_nearby, "They sailed from Bergen.", "It is in Europe.") == {
        None
    }


def test_names_are_exchanged_where_that_is_another_story() -> None:
    assert made(name_swaps.names_exchanged, "In 1190 Brandt defeated Moor.") == {
        "In 1190 Moor defeated Brandt."
    }
    assert made(name_swaps.names_exchanged, "In 1190 Brandt and Moor met.") == {None}
    assert made(name_swaps.names_exchanged, "It was led by Brandt, and then by Moor.") == {None}


@pytest.mark.parametrize(
    ("rule", "text", "contrary"),
    [
        (contraries.negation_added, "The tower was built.", "The tower was not built."),
        (contraries.negation_added, "It can be seen.", "It cannot be seen."),
        (contraries.past_negated, "They built a tower.", "They did not build a tower."),
        (contraries.never_added, "Anna Voss painted it.", "Anna Voss never painted it."),
        (contraries.negation_removed, "It was not hurt.", "It was hurt."),
        (contraries.negation_removed, "He never left.", "He left."),
        (contraries.negation_removed, "He no longer sails.", "He still sails."),
        (contraries.negation_removed, "Neither Ann nor Bob left.", "Both Ann and Bob left."),
        (contraries.direction_turned, "It lies north of Ulm.", "It lies south of Ulm."),
        (contraries.direction_turned, "Prices decreased.", "Prices increased."),
        (units.unit_exchanged, "It is 30 miles long.", "It is 30 kilometers long."),
        (units.unit_exchanged, "It costs $5,000.", "It costs €5,000."),
        (units.time_exchanged, "It sank the following year.", "It sank the following month."),
        # A longer time would be true: what happened that day happened that week.
        (units.time_exchanged, "It sank that day.", "It sank that hour."),
        (units.count_exchanged, "It had 300 soldiers.", "It had 300 officers."),
    ],
)
def test_a_sentence_is_turned_into_its_contrary(rule: Rewrite, text: str, contrary: str) -> None:
    assert made(rule, text) == {contrary}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        # Both may be true.
        (contraries.negation_added, "Some towers were built."),
        (contraries.negation_added, "It was not hurt."),
        (contraries.negation_added, "It was only a tower."),
        (contraries.past_negated, "He was sent and built it."),
        (contraries.negation_removed, "It is not only tall."),
        (contraries.negation_removed, "It works with or without wind."),
        # No direction, or part of a name.
        (contraries.direction_turned, "It was named after Voss."),
        (contraries.direction_turned, "They live in South Harbour."),
        (units.unit_exchanged, "They went miles and miles."),
        # What took more than ten years took more than ten months.
        (units.unit_exchanged, "It took more than ten years."),
    ],
)
def test_a_sentence_without_a_sure_contrary_is_left_alone(rule: Rewrite, text: str) -> None:
    assert made(rule, text) == {None}


def test_what_another_sentence_says_is_no_corruption() -> None:
    spoken = statement("Ann sold the mill.", also="Bob sold the mill in 1990.")
    (source,) = spoken.document
    assert is_said("Bob sold the mill.", [source], spoken.quote)
    assert not is_said("Ann sold the forge.", [source], spoken.quote)
    # The same words in another order say another thing, unless they are another sentence's.
    swapped = statement("Brandt defeated Moor.")
    assert not is_said("Moor defeated Brandt.", swapped.document, swapped.quote)
    assert is_said("Brandt defeated Moor!", swapped.document, swapped.quote)
    assert is_said("Moor defeated Brandt.", swapped.document, quote("Elsewhere."))


def test_the_share_said_is_that_of_the_nearest_sentence() -> None:
    (source,) = statement("Ann sold the mill.", also="Bob bought a forge.").document
    assert share_said("Ann sold the mill.", source) == 1
    assert share_said("Eve painted clouds.", source) == 0
