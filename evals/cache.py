"""What was already done: observations and libraries of earlier runs, kept between runs.

An observation is found again by a hash of everything it depends on, so a run that was
interrupted goes on where it stopped, and one that was finished costs nothing. What nobody
used for a month is forgotten.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from evals.results import Observation
from vectorstore.errors import AssistantError

_KEPT_SECONDS = 30 * 24 * 3600
_AT_ONCE = 500  # SQLite takes at most 999 variables in a statement


class CacheUnusable(AssistantError):
    """The folder for what is kept between runs can't be used."""


def default_folder() -> Path:
    return user_cache_path("article-assistant") / "evals"


class Cache:
    """Observations by key in one SQLite file, and folders for libraries beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._connected() as database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS observations"
                    " (key TEXT PRIMARY KEY, observation TEXT NOT NULL, used_at REAL NOT NULL)"
                )
                self._forget_old(database)
        except (OSError, sqlite3.Error) as error:
            raise CacheUnusable(
                f"The folder {folder} for what is kept between runs cannot be used ({error});"
                " choose another with --cache."
            ) from error

    def library_folder(self, key: str) -> Path:
        """The folder for one library and its documents; it may be there from earlier."""
        folder = self.folder / "libraries" / key[:24]
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()
        return folder

    def get(self, keys: Sequence[str]) -> dict[str, Observation]:
        """The observations that are known, by key."""
        found: dict[str, Observation] = {}
        with self._connected() as database:
            for first in range(0, len(keys), _AT_ONCE):
                some = keys[first : first + _AT_ONCE]
                among = f"key IN ({', '.join('?' * len(some))})"
                rows = database.execute(
                    f"SELECT key, observation FROM observations WHERE {among}", some
                )
                found |= {key: Observation.model_validate_json(text) for key, text in rows}
                database.execute(
                    f"UPDATE observations SET used_at = ? WHERE {among}", [time.time(), *some]
                )
        return found

    def put(self, key: str, observation: Observation) -> None:
        """Keep an observation, at once: the run may be stopped at any moment."""
        with self._connected() as database:
            database.execute(
                "INSERT OR REPLACE INTO observations VALUES (?, ?, ?)",
                (key, observation.model_dump_json(exclude_defaults=True), time.time()),
            )

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.folder / "observations.sqlite3", timeout=30)) as database:
            # A lost cache is made anew; waiting for the disk at every question is not worth it.
            database.execute("PRAGMA synchronous = OFF")
            with database:
                yield database

    def _forget_old(self, database: sqlite3.Connection) -> None:
        oldest = time.time() - _KEPT_SECONDS
        database.execute("DELETE FROM observations WHERE used_at < ?", (oldest,))
        for library in (self.folder / "libraries").glob("*"):
            if library.stat().st_mtime < oldest:
                shutil.rmtree(library, ignore_errors=True)
