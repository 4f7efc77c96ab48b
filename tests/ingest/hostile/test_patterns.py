"""Texts made against our patterns keep nobody waiting where nothing limits the time."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.hostile.patterns import BEFORE

ROOT = Path(__file__).parents[3]
_NEVER = 120  # seconds, in which some have enough; what is quadratic needs much longer


@pytest.mark.slow
@pytest.mark.parametrize("before", BEFORE)
def test_sentences_and_headings_are_found_in_texts_made_against_patterns(before: str) -> None:
    command = [sys.executable, "-m", "tests.ingest.hostile.patterns", before]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_NEVER)
    assert done.stdout == "read all\n", done.stderr
