"""Work killed at any moment leaves finished documents whole, and no half ones.

`python -m tests.ingest.kills` does the same at many more moments.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.kills import WORKS, Nursery, kill, nursery
from vectorstore.embedding import Embedder

KILLS = 2  # of each kind of work


@pytest.fixture(scope="module")
def forks() -> Iterator[Nursery]:
    if not hasattr(os, "fork"):
        pytest.skip("this system has no processes that begin as copies of another")
    with nursery() as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_killed_at_any_moment_a_library_opens_whole_and_the_work_can_go_on(
    forks: Nursery, embedder: Embedder, tmp_path: Path, work: str
) -> None:
    done = kill(work, KILLS, 20, tmp_path, forks, embedder)

    assert done.survived == KILLS
    assert done.midway, "the machine was too fast: nothing was interrupted"
