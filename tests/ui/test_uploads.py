"""Names of uploaded files stay in their folder."""

from pathlib import Path

import pytest

from assistant.api import Assistant
from ingest.loaders import supported_endings
from ui.uploads import add_uploads, safe_name
from vectorstore.library import Library


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


def test_files_that_no_loader_is_for_are_refused_by_name_and_not_read(
    library: Library, tmp_path: Path
) -> None:
    with Assistant(library) as assistant:
        (tmp_path / "good.txt").write_text("A kite needs a steady wind.")
        named = [str(tmp_path / name) for name in ("gone.exe", "good.txt", "none")]
        told = add_uploads(assistant, named, lambda progress: None)  # gone.exe isn't even there
        assert told.splitlines() == [
            "Added “good”.",
            f"gone.exe was not added; files that can be read: {supported_endings()}.",
            f"none was not added; files that can be read: {supported_endings()}.",
        ]
        assert [file.name for file in (library.folder / "uploads").iterdir()] == ["good.txt"]
