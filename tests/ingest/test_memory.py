"""A large document takes no more memory than a small one and its own text."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.generated import long_text


def most_memory(tmp_path: Path, characters: int) -> float:
    """The most memory, in MiB, that a process needs to ingest a text of this length."""
    file = tmp_path / f"{characters}.txt"
    file.write_text(long_text(characters))
    measured = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.ingest.ingest_and_measure",
            str(tmp_path / f"library-{characters}"),
            str(file),
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(measured.stdout)


@pytest.mark.slow
def test_a_text_twenty_times_as_long_takes_hardly_more_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    assert most_memory(tmp_path, 1_000_000) - most_memory(tmp_path, 50_000) < 200
