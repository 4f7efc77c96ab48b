"""One process at a time."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vectorstore.errors import LibraryInUse
from vectorstore.lock import LibraryLock, read_holder

_HOLD = """
import sys
from pathlib import Path
from vectorstore.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
lock.announce(sys.argv[2] or None)
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


def hold(folder: Path, url: str = "") -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), url],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_process_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        with pytest.raises(LibraryInUse, match=f"in use by process {holder.pid};") as refusal:
            LibraryLock(tmp_path)
        assert refusal.value.pid == holder.pid
        assert refusal.value.url is None


def test_the_refusal_says_where_the_chat_page_is(tmp_path: Path) -> None:
    with hold(tmp_path, "http://127.0.0.1:7860/") as holder:
        with pytest.raises(LibraryInUse, match="chat page is at http://127") as refusal:
            LibraryLock(tmp_path)
        assert refusal.value.url == "http://127.0.0.1:7860/"
        assert refusal.value.pid == holder.pid


def test_a_lock_that_was_released_can_be_taken(tmp_path: Path) -> None:
    with hold(tmp_path):
        pass  # leaving ends it
    assert read_holder(tmp_path) == {}
    LibraryLock(tmp_path).release()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    lock = LibraryLock(tmp_path)
    assert read_holder(tmp_path) == {"pid": os.getpid(), "url": None}
    lock.release()


def test_the_same_process_is_refused_too(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    with pytest.raises(LibraryInUse, match=str(os.getpid())):
        LibraryLock(tmp_path)
    lock.release()
    lock.release()  # harmless


@pytest.mark.parametrize("note", ["", "{", "[]", "null", json.dumps({"other": 1})])
def test_a_damaged_note_hides_only_who_the_holder_is(tmp_path: Path, note: str) -> None:
    lock = LibraryLock(tmp_path)
    (tmp_path / "holder.json").write_text(note)
    with pytest.raises(LibraryInUse, match="in use by another process"):
        LibraryLock(tmp_path)
    lock.release()
