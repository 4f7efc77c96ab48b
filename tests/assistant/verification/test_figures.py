"""Numbers, however they are written, are compared in one form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verification.figures import figures_of


def numbers(text: str) -> list[tuple[str, str | None]]:
    return [(figure.value, figure.unit) for figure in figures_of(text).numbers]


def values(text: str) -> list[str]:
    return [value for value, _ in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("32,000 people", "32000"),
        ("32 thousand people", "32000"),
        ("thirty-two thousand people", "32000"),
        ("1 000 000 people", "1000000"),
        ("1.000.000 people", "1000000"),
        ("a million people", "1000000"),
        ("half a million people", "500000"),
        ("one and a half million people", "1500000"),
        ("1.5 million people", "1500000"),
        ("two thousand million people", "2000000000"),
        ("two hundred and six bones", "206"),
        ("one hundred and twenty-five thousand", "125000"),
        ("two dozen eggs", "24"),
        ("fifteen hundred eggs", "1500"),
        ("nineteen eighty-four", "1984"),
        ("twenty twenty", "2020"),
        ("two-thirds of them", "0.666667"),
        ("three quarters of them", "0.75"),
        ("3½ of them", "3.5"),
        ("½ of them", "0.5"),
        ("3,5 of them", "3.5"),
        ("the 15th man", "15"),
        ("the third man", "3"),
        ("the twenty-second man", "22"),
        ("٣ people", "3"),
        ("0.0000001 of them", "0.0000001"),
        ("9" * 30, "9" * 30),
        ("the 1.2.3th", "1.2.3"),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-5", "-5"),
        ("−5", "-5"),
        ("(–5)", "-5"),
        ("minus five", "-5"),
        ("-$3 million", "-3000000"),
        ("$-3", "-3"),
    ],
)
def test_the_sign_of_a_number_counts(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("pages 10-20", ["10", "20"]),
        ("pages 10–20", ["10", "20"]),
        ("pages 10 -20", ["10", "20"]),
        ("from ten to twenty", ["10", "20"]),
        ("between five and six", ["5", "6"]),
        ("six and seven hundred", ["6", "700"]),
        ("fifty-fifty", ["50", "50"]),
        ("a hundred, two hundred", ["100", "200"]),
        ("in 1914–18", ["1914", "1918"]),
        ("in 1999/00", ["1999", "2000"]),
        ("a score of 3-2", ["3", "2"]),
    ],
)
def test_two_numbers_beside_each_other_are_two(text: str, both: list[str]) -> None:
    assert values(text) == both


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the 1990s", "1990s"),
        ("the 1990's", "1990s"),
        ("the '90s", "1990s"),
        ("the nineties", "1990s"),
        ("the 19th century", "1800s"),
        ("nineteenth-century mills", "1800s"),
        ("the twenty-first century", "2000s"),
        ("the first century", "0s"),
    ],
)
def test_a_decade_or_century_is_told_by_its_first_year(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    ["the 18th and 19th centuries", "the eighteenth and nineteenth centuries"],
)
def test_of_several_centuries_each_is_one(text: str) -> None:
    assert values(text) == ["1700s", "1800s"]


def test_an_ordinal_before_a_century_that_it_does_not_count_is_none() -> None:
    assert values("the third 19th-century novel") == ["3", "1800s"]


@pytest.mark.parametrize(
    "text", ["one of them", "a year", "an hour", "hundreds of birds", "the first", "nobody", "x²"]
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("25 %", "%"),
        ("25 percent", "%"),
        ("25 per cent", "%"),
        ("25 percentage points", "%"),
        ("$25", "$"),
        ("25 dollars", "$"),
        ("USD 25", "$"),
        ("25m", "m"),
        ("25 metres", "m"),
        ("25 °C", "°c"),
        ("25° C", "°c"),
        ("25 degrees Celsius", "°c"),
        ("25 degrees", "°"),
        ("25°.", "°"),
        ("25 years", "year"),
        ("25 M", None),
        ("25 herons", None),
    ],
)
def test_a_unit_has_one_name_however_it_is_written(text: str, unit: str | None) -> None:
    assert numbers(text) == [("25", unit)]


def test_m_after_a_currency_means_millions_and_elsewhere_metres() -> None:
    assert numbers("£5m for 5 m") == [("5000000", "£"), ("5", "m")]


@pytest.mark.parametrize("text", ["at 5 p.m.", "at 5 pm", "at 5:00 pm"])
def test_a_full_hour_may_have_its_zeros(text: str) -> None:
    assert numbers(text) == [("5", "pm")]


def test_a_time_is_the_same_with_a_point() -> None:
    assert numbers("10.30 a.m.") == numbers("10:30 am")


def test_the_words_of_a_date_are_no_numbers_but_its_year_is_a_value() -> None:
    figures = figures_of("On 15 May 1871 came 40 men")

    assert [figure.value for figure in figures.numbers] == ["40"]
    assert figures.values == {"40", "1871"}


@given(st.integers(0, 10**15))
def test_thousands_separators_change_no_number(number: int) -> None:
    assert values(f"{number:,} men") == values(f"{number} men") == [str(number)]


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            "5 1,2 -  minus half and a an one hundred million twenty - th s May 3rd century $ ° "
            "percent quarter 10:30th . ' ½ ² 99999999999999999999 second first".split(" ")
        ),
        max_size=12,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_any_text_can_be_read(text: str) -> None:
    for figure in figures_of(text).numbers:
        assert figure.value
        assert figure.first <= figure.last
