"""Ending well: a page that is told to stop lets go of its library, whoever tells it."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """While it lasts, SIGTERM raises KeyboardInterrupt in the main thread, as Ctrl-C does.

    Either sets the event too: Python drops what is raised at a bad moment, such as while an
    object is being thrown away.
    """
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped  # only the main thread can be told
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        stopped.set()
        raise KeyboardInterrupt

    # A shell has whatever it starts in the background ignore Ctrl-C; so it stays.
    heeded = [number for number in (signal.SIGINT, signal.SIGTERM) if _is_heeded(number)]
    before = {number: signal.signal(number, interrupt) for number in heeded}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave() -> NoReturn:
    """End this process at once, with all that was to be closed closed.

    Python's own end takes seconds with so much imported, and takes the ground away from threads
    that still compute, of which PyTorch makes an abort of the process.
    """
    with suppress(OSError):  # whoever read what was written may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(0)


def _is_heeded(number: signal.Signals) -> bool:
    return signal.getsignal(number) not in (signal.SIG_IGN, None)
