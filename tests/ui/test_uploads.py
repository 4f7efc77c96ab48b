"""Names of uploaded files stay in their folder."""

from pathlib import Path

import pytest

from ui.uploads import safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("notes.txt", "notes.txt"),
        ("My notes (2).md", "My notes (2).md"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "document.txt"),
        (".hidden.txt", "hidden.txt"),
        ("a\nb.txt", "a_b.txt"),
        ("C:\\notes.txt", "C__notes.txt"),
        ("Überblick.txt", "Überblick.txt"),
    ],
)
def test_a_name_stays_in_its_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert Path(kept).name == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 400 + ".md") == "x" * 120 + ".md"
