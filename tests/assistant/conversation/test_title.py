"""What conversations are called."""

import pytest

from assistant.conversation.title import NoTitle, given_title, title_of


def test_a_short_question_is_the_title_on_one_line() -> None:
    assert title_of("  When does\n\tthe ferry leave? ") == "When does the ferry leave?"


def test_a_long_question_is_cut_at_a_word() -> None:
    question = "When does the earliest of the ferries to the islands in the west leave on Sundays?"

    assert title_of(question) == "When does the earliest of the ferries to the islands in the …"
    assert title_of("x" * 59 + " y" * 9) == "x" * 59 + " …"
    assert title_of("x" * 60 + " y" * 9) == "x" * 60 + " …"


def test_a_question_of_one_endless_word_is_cut_anywhere() -> None:
    assert title_of("渡" * 100) == "渡" * 60 + " …"


def test_a_question_without_a_word_has_a_title_nevertheless() -> None:
    assert title_of(" \n ") == "Untitled"


def test_a_person_may_write_a_title_of_any_length_but_must_write_one() -> None:
    assert given_title("All about\nferries " * 9) == ("All about ferries " * 9).strip()
    with pytest.raises(NoTitle, match="at least one word"):
        given_title(" \n ")
