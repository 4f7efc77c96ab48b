"""A reading process that strangers' bytes have taken over harms nobody who listens to it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest import messages, reader
from ingest.reader import Reader
from ingest.source_text import Refusal, SourceText

ROOT = Path(__file__).parents[3]


@pytest.fixture
def taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_PROGRAM", "tests.ingest.hostile.taken_over")


@pytest.mark.usefixtures("taken_over")
@pytest.mark.parametrize(
    "deed", ["garbage", "nested", "large numbers", "many brackets", "half a message"]
)
def test_what_is_no_message_is_a_crash(deed: str) -> None:
    with Reader(silence=60.0) as asking:
        (found,) = asking.read(f"{deed}.txt", b"x")
        assert isinstance(found, Refusal)
        assert "crash" in found.reason
        assert list(asking.read("nothing.txt", b"x")) == []


@pytest.mark.usefixtures("taken_over")
def test_endless_progress_is_ended() -> None:
    with Reader(patience=1.0) as asking:
        (found,) = asking.read("endless progress.txt", b"x")
        assert isinstance(found, Refusal)
        assert "too long" in found.reason


@pytest.mark.usefixtures("taken_over")
@pytest.mark.parametrize("deed", ["endless documents", "endless small documents"])
def test_endless_documents_are_ended(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_MOST", 20 * 1024**2)
    with Reader() as asking:
        *documents, last = asking.read(f"{deed}.txt", b"x")
        assert len(documents) <= 20 * 1024
        assert all(isinstance(one, SourceText) for one in documents)
        assert isinstance(last, Refusal)


@pytest.mark.usefixtures("taken_over")
def test_progress_is_a_share_and_a_reason_is_one_line_that_can_be_shown() -> None:
    told: list[float] = []
    with Reader() as asking:
        assert list(asking.read("not a number.txt", b"x", on_progress=told.append)) == []
        (found,) = asking.read("escapes.txt", b"x")
    assert told == [1.0]
    assert isinstance(found, Refusal)
    assert (found.reason + found.part).isprintable()
    assert len(found.reason) <= 500


def test_a_process_at_work_ends_when_its_asker_is_killed() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("needs a system that tells a process's state in /proc")
    code = (
        "from ingest.reader import Reader\n"
        "reader = Reader(); list(reader.read('a.txt', b'It rained.'))\n"
        "print(reader._process.pid, flush=True)\n"
        "list(reader.read('a.csv', b'a,b\\n' + b'1,2\\n' * 60_000_000))\n"
    )
    asker = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert asker.stdout is not None
    at_work = int(asker.stdout.readline())
    time.sleep(1.0)
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    asker.stdout.close()
    deadline = time.monotonic() + 30
    while _is_running(at_work):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _is_running(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
