"""A library that is asked and changed at once for a minute; longer by `python -m tests.soak`."""

import sys
from pathlib import Path

import pytest

from tests.soak import soak


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read as Linux tells it")
def test_nobody_is_answered_from_a_version_that_was_replaced_before(tmp_path: Path) -> None:
    result = soak(1, tmp_path)

    assert result.errors == []
    assert result.stale == 0
    assert result.citing > 0
    assert result.changes > 0
    warm, _, end = result.memory
    assert end < 1.2 * warm
