"""Dates to ISO 8601, and no date where it could be two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.dates import iso_date


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-03",
        "2021-5-3",
        "2021/05/03",
        "20210503",
        "20210503T1200Z",
        "2021-05-03T10:00:00+02:00",
        "2021-05-03 10:00",
        "3 May 2021",
        "3rd of May 2021",
        "May 3, 2021",
        "Monday, May 3rd, 2021",
        "Mon, 03 May 2021 10:00:00 GMT",
        "May 3, 2021 at 10:30 am",
        "3. Mai 2021",
        "3 de mayo de 2021",
        "3 mai 2021",
        "03.05.2021",
        "2021年5月3日",
    ],
)
def test_the_third_of_may_is_read_however_it_is_written(text: str) -> None:
    assert iso_date(text) == "2021-05-03"


def test_a_date_is_as_precise_as_it_is_written() -> None:
    assert iso_date("2021") == "2021"
    assert iso_date("May 2021") == "2021-05"
    assert iso_date("2021-05") == "2021-05"
    assert iso_date("Sept. 1999") == "1999-09"


@pytest.mark.parametrize(("text", "day"), [("13/04/2021", "13"), ("04/13/2021", "13")])
def test_a_date_in_slashes_is_read_where_only_one_number_can_be_the_month(
    text: str, day: str
) -> None:
    assert iso_date(text) == f"2021-04-{day}"


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2021",
        "2021-13-01",
        "2021-02-30",
        "Chapter 2021",
        "Version 2.1.2021",
        "12345678",
        "",
        "x",
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert iso_date(text) == ""


@given(st.dates())
def test_an_iso_date_is_read_as_itself(day: date) -> None:
    assert iso_date(day.isoformat()) == (day.isoformat() if 1000 <= day.year <= 2200 else "")
