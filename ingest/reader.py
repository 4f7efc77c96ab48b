"""Reading files in a process of their own, so that no file harms the one that asks.

The process gives up what it doesn't need (ingest.sandbox) and is ended when it is silent, or at
work on one file, for too long. What crashes, hangs or bursts is one sentence about that file, and
the next file gets a new process.
"""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import ingest
from ingest.messages import (
    Found,
    Misspoken,
    PageRequest,
    ReadRequest,
    Reply,
    Request,
    received,
    send_request,
)
from ingest.source_text import AS_USUAL, ReadingOptions, Refusal, SourceText
from vectorstore.records import Box

_SILENCE = 120.0  # seconds without a word, after which a file is given up
_PATIENCE = 7200.0  # seconds of work on one file: of 500 scanned pages, each may take some
_FILES = 500  # after which a process is replaced: libraries leak …
_WORK = 1800.0  # … as after so many seconds: its time is limited (ingest.sandbox)
_AHEAD = 2  # messages that are taken before they are asked for
_PROGRAM = "ingest.reading_process"
_ROOT = Path(ingest.__file__).parents[1]

_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "SYSTEMROOT", "TMPDIR", "TESSDATA_PREFIX")

_CRASHED = "made its reader crash; it may be damaged, so save it anew and try again."
_HUNG = "takes too long to be read; it may be damaged, so save it anew or in parts."

Message = Reply | Misspoken


class Reader:
    """Reads files one after the other; to be closed, best by `with`. Not for several threads."""

    def __init__(self, silence: float = _SILENCE, patience: float = _PATIENCE) -> None:
        self._silence = silence
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: queue.Queue[Message] = queue.Queue(_AHEAD)
        self._listener: threading.Thread | None = None
        self._files = 0
        self._work = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            while self._listener is not None and self._listener.is_alive():
                with suppress(queue.Empty):  # until it need not wait to be heard
                    self._messages.get(timeout=0.05)
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()

    def read(
        self,
        name: str,
        content: bytes,
        options: ReadingOptions = AS_USUAL,
        on_progress: Callable[[float], None] = lambda fraction: None,
    ) -> Iterator[Found]:
        """The documents in a file, as they are read; a Refusal for what can't be one.

        To be read to the end, or else the reader closed.
        """
        for reply in self._replies(ReadRequest(name, options), content):
            if isinstance(reply, float):
                on_progress(reply)
            elif isinstance(reply, SourceText | Refusal):
                yield reply

    def draw(self, content: bytes, page: int, boxes: Sequence[Box] = ()) -> bytes | Refusal:
        """A page of a PDF, from 1, as a PNG with some boxes on it marked."""
        replies = self._replies(PageRequest(page, tuple(boxes)), content)
        drawn = [reply for reply in replies if isinstance(reply, bytes | Refusal)]
        return drawn[0] if drawn else Refusal(_CRASHED)

    def _replies(self, request: Request, content: bytes) -> Iterator[Reply]:
        process = self._at_work()
        assert process.stdin is not None
        # In a thread: a process that reads no more would keep its asker waiting for ever.
        asking = threading.Thread(target=_ask, args=(process.stdin, request, content), daemon=True)
        asking.start()
        given_up = self._work + self._patience
        while True:
            begun = time.monotonic()
            try:
                message = self._messages.get(timeout=min(self._silence, given_up - self._work))
            except (queue.Empty, ValueError):  # ValueError: no time is left
                self.close()
                yield Refusal(_HUNG)
                return
            # While the asker works on what it was given, nobody waits: that isn't counted.
            self._work += time.monotonic() - begun
            if isinstance(message, Misspoken):
                self.close()
                yield Refusal(_CRASHED)
                return
            if message is None:
                asking.join()
                return
            yield message

    def _at_work(self) -> subprocess.Popen[bytes]:
        if self._files >= _FILES or self._work >= _WORK:
            self.close()
        self._files += 1
        if self._process is None:
            self._files, self._work = 1, 0.0
            self._process = _started()
            self._messages = queue.Queue(_AHEAD)
            self._listener = threading.Thread(
                target=_listen, args=(self._process.stdout, self._messages), daemon=True
            )
            self._listener.start()
        return self._process


def _started() -> subprocess.Popen[bytes]:
    """A fresh process, which finds this project and its libraries where this one does."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-S", "-P", "-m", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # Ctrl-C is this process's to deal with
    )


def _ask(pipe: BinaryIO, request: Request, content: bytes) -> None:
    with suppress(OSError, ValueError):  # the process is gone: whoever waits for it is told
        send_request(pipe, request, content)


def _listen(pipe: BinaryIO | None, messages: "queue.Queue[Message]") -> None:
    assert pipe is not None
    with suppress(Misspoken, OSError, ValueError):
        for message in received(pipe):
            messages.put(message)
    messages.put(Misspoken("no more"))
