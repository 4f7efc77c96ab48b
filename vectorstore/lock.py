"""One process at a time: the library's lock, and who holds it.

Two processes that write to one Chroma folder lose vectors without an error, and a reader
beside a writer goes stale, so whoever opens a library holds it alone. The operating system
frees the lock when its holder dies, however it dies. Beside it lies a note with the
holder's process id and, once it serves one, the address of its chat page.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import LibraryInUse


class LibraryLock:
    """Held from construction until `release`. Raises LibraryInUse if another has it."""

    def __init__(self, folder: Path) -> None:
        self._note = folder / "holder.json"
        self._lock = FileLock(folder / "lock", is_singleton=False)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            holder = read_holder(folder)
            raise LibraryInUse(str(folder), holder.get("pid"), holder.get("url")) from None
        self.announce(None)

    def announce(self, url: str | None) -> None:
        """Leave word of a chat page that answers for this library.

        Where there is no room for that, a full library can still be opened, and made smaller.
        """
        with suppress(OSError):
            self._note.write_text(json.dumps({"pid": os.getpid(), "url": url}))

    def release(self) -> None:
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()


def read_holder(folder: Path) -> dict:  # type: ignore[type-arg]
    """The holder's note: `pid` and `url`; empty where there is none."""
    try:
        note = json.loads((folder / "holder.json").read_text())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}
