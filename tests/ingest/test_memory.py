"""A large document takes no more memory than a small one and its own text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.generated import long_text


@pytest.mark.slow
def test_a_text_twenty_times_as_long_takes_hardly_more_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    files = [tmp_path / name for name in ("short.txt", "long.txt")]
    for file, characters in zip(files, (3_000, 60_000), strict=True):
        file.write_text(long_text(characters))

    measured = subprocess.run(
        [sys.executable, "-m", "tests.ingest.ingest_and_measure", tmp_path / "library", *files],
        cwd=Path(__file__).parents[2],
        # What was freed counts no more. Else glibc keeps some of it, more or less by chance.
        env=os.environ | {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"},
        capture_output=True,
        text=True,
        check=True,
    )

    short, long = map(float, measured.stdout.split())
    assert long - short < 60
