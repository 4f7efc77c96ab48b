"""Words: what counts as the same word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.words import STOP_WORDS, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("finalized", "Finalizing"),
        ("courts", "court"),
        ("Müller", "muller"),
        ("CAFÉ", "café"),
        ("Straße", "STRASSE"),
        ("Pakistan’s", "Pakistan"),
        ("Pakistan's", "Pakistan"),
        ("32,000", "32000"),
        ("1,234,567.5", "1234567.5"),
        ("15th", "15"),
        ("3rd", "three"),
        ("Seven", "7"),
        ("ﬁnding", "finding"),
    ],
)
def test_these_are_the_same_word(one: str, other: str) -> None:
    assert stems(one) == stems(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1990s", "1990"),
        ("9.5", "95"),
        ("9,5", "95"),
        ("one", "1"),
        ("court", "courage"),
        ("not", "now"),
    ],
)
def test_these_are_different_words(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_keep_their_order_and_repeat() -> None:
    assert stems("Courts judge; judges court.") == ["court", "judg", "judg", "court"]


def test_stop_words_and_punctuation_leave_nothing() -> None:
    assert stems(" ".join(STOP_WORDS)) == []
    assert stems("… — “” !? ()[]{} \0 \n") == []
    assert stems("") == []


def test_scripts_without_spaces_are_cut_into_overlapping_pairs() -> None:
    assert stems("军事法庭") == ["军事", "事法", "法庭"]
    assert stems("茶") == ["茶"]
    assert stems("NATO军事") == ["nato", "军事"]


def test_a_word_of_a_scripts_run_is_found_in_the_run() -> None:
    assert set(stems("法庭")) <= set(stems("特别军事法庭已经成立"))


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=200))
def test_a_stem_is_one_word_that_the_keyword_index_can_store(text: str) -> None:
    for stem in stems(text):
        assert stem
        assert not set(stem) & set(' \n\t"')


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100), st.text(max_size=100))
def test_texts_side_by_side_have_the_words_of_both(one: str, other: str) -> None:
    assert stems(f"{one}\n{other}") == stems(one) + stems(other)
