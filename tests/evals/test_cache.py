"""What is kept between runs, and for how long."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from evals.cache import Cache, CacheUnusable
from tests.evals.measures.made import observation

MONTHS_AGO = time.time() - 100 * 24 * 3600


def test_an_observation_comes_back_as_it_was(tmp_path: Path) -> None:
    seen = observation("one", confidence=0.25, seconds={"search": 0.5})

    Cache(tmp_path).put("key", seen)

    assert Cache(tmp_path).get(["key", "other"]) == {"key": seen}


def test_more_are_found_than_a_statement_can_name(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("0", observation("first"))
    cache.put("1200", observation("last"))

    assert cache.get([str(n) for n in range(1201)]).keys() == {"0", "1200"}


def test_what_nobody_used_for_a_month_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("used", "unused"):
        cache.put(key, observation(key))
        cache.library_folder(key)
    old(tmp_path)
    cache.get(["used"])
    cache.library_folder("used")

    again = Cache(tmp_path)

    assert again.get(["used", "unused"]).keys() == {"used"}
    assert [folder.name for folder in (tmp_path / "libraries").iterdir()] == ["used"]


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CacheUnusable, match="choose another with --cache"):
        Cache(tmp_path / "file")


def test_a_damaged_cache_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "observations.sqlite3").write_text("this is no database, it is a poem" * 100)

    with pytest.raises(CacheUnusable, match="not a database"):
        Cache(tmp_path)


def old(folder: Path) -> None:
    """Make everything in a cache months old."""
    database = sqlite3.connect(folder / "observations.sqlite3")
    with database:
        database.execute("UPDATE observations SET used_at = ?", (MONTHS_AGO,))
    database.close()
    for library in (folder / "libraries").iterdir():
        os.utime(library, (MONTHS_AGO, MONTHS_AGO))
