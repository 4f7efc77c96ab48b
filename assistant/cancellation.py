"""Stopping what another thread is doing: an answer that nobody waits for any more."""

import threading
from collections.abc import Callable


class Cancellation:
    """Calls what was registered as soon as `cancel` is called, from any thread, and once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._stops: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._cancelled

    def on_cancel(self, stop: Callable[[], None]) -> None:
        """Register what stops the work; called at once if it is cancelled already."""
        with self._lock:
            if not self._cancelled:
                self._stops.append(stop)
                return
        stop()

    def cancel(self) -> None:
        """Stop the work; nothing happens where it is done."""
        with self._lock:
            self._cancelled, stops, self._stops = True, self._stops, []
        for stop in stops:
            stop()
