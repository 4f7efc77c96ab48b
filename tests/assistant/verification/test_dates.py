"""Dates, however they are written, are compared in one form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.dates import Date, dates_of
from assistant.verification.words import words_of


def dates(text: str) -> list[str]:
    return [str(date) for date in dates_of(text, words_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "15 December 2018",
        "15th December 2018",
        "15th of December, 2018",
        "the fifteenth of December 2018",
        "Dec. 15, 2018",
        "December 15th, 2018",
        "December the 15th, 2018",
        "Saturday, 15 Dec 2018",
        "2018-12-15",
        "2018/12/15",
        "2018-12-15T10:30",
        "15.12.2018",
        "15/12/2018",
        "12/15/2018",
    ],
)
def test_a_date_is_the_same_however_it_is_written(text: str) -> None:
    assert dates(f"It opened on {text}.") == ["2018-12-15"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("in May 1871", ["1871-05"]),
        ("in September", ["09"]),
        ("in May", ["05"]),
        ("on 5 May", ["05-05"]),
        ("the Fourth of July", ["07-04"]),
        ("the twenty-first of June", ["06-21"]),
        ("September eleventh, 2001", ["2001-09-11"]),
    ],
)
def test_a_date_is_told_as_far_as_it_goes(text: str, told: list[str]) -> None:
    assert dates(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("23-25 May 2011", {"2011-05-23", "2011-05-25"}),
        ("23 and 25 May", {"05-23", "05-25"}),
        ("May 23–25", {"05-23", "05-25"}),
        ("from 28 February to 3 March 2011", {"02-28", "2011-03-03"}),
        ("May 5 and June 6, 2012", {"05-05", "2012-06-06"}),
        ("5th of May and 6th of June", {"05-05", "06-06"}),
        ("1, 2, 3, 4 and 5 May", {"05-01", "05-02", "05-03", "05-04", "05-05"}),
    ],
)
def test_several_days_are_several_dates(text: str, told: set[str]) -> None:
    assert set(dates(text)) == told


def test_where_a_day_might_be_the_month_both_readings_count() -> None:
    assert set(dates("3/5/2018")) == {"2018-03-05", "2018-05-03"}
    assert dates("3.5.2018") == ["2018-05-03"]


@pytest.mark.parametrize(
    "text", ["it may rain", "May I come?", "they march on", "2018-13-45", "45/45/2018", "v. 1.2.3"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_a_count_after_in_and_a_month_is_no_day() -> None:
    assert dates("In March 12 men came") == ["03"]
    assert dates("On March 12 men came") == ["03-12"]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ((2018, 12, 15), (2018, 12, 15), True),
        ((2018, 12, None), (2018, 12, 15), True),
        ((None, 12, 15), (2018, 12, 15), True),
        ((2018, 12, 15), (2018, 12, None), False),
        ((2018, 12, 15), (2019, 12, 15), False),
        ((2018, 12, 15), (2018, 11, 15), False),
        ((2018, 12, 15), (None, 12, 15), False),
    ],
)
def test_a_date_is_told_by_one_that_says_as_much(
    one: tuple[int | None, int, int | None], other: tuple[int | None, int, int | None], told: bool
) -> None:
    assert Date(*one, 0, 0).told_by(Date(*other, 0, 0), frozenset()) is told


def test_the_year_of_a_day_may_stand_elsewhere() -> None:
    assert Date(2018, 12, 15, 0, 0).told_by(Date(None, 12, 15, 0, 0), frozenset({"2018"}))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert dates(f"It was {day:{form}}.") == [f"{day:%Y-%m-%d}"]
