"""A reply as it is written: read from any thread, closed from any other.

The models' clients run on an event loop in a thread of its own. There a call can be cancelled
at any moment, whatever it waits for: its turn, a retry, the next piece. A thread that waits
for a socket can't be woken.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from functools import lru_cache
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from assistant.answer import Usage

_Arrived = SimpleQueue["str | Usage | Exception | None"]  # None: nothing more will come


class ReplyStream(Iterator[str]):
    """The pieces of a reply, in order, as they come; they are whatever the model sends at once.

    Iterating raises ModelUnavailable where the model fails. `usage` is told once the reply is
    read to its end, and None where the provider doesn't count. One thread reads; any may
    `close` it, best by `with`: the model stops at once and no further piece is delivered.
    """

    def __init__(self, written: AsyncGenerator[str | Usage, None]) -> None:
        self.usage: Usage | None = None
        self._arrived: _Arrived = SimpleQueue()
        self._ended = threading.Event()
        self._writing = asyncio.run_coroutine_threadsafe(_pass_on(written, self._arrived), _loop())

    def __next__(self) -> str:
        while not self._ended.is_set():
            arrived = self._arrived.get()
            if self._ended.is_set():  # closed while this was waited for
                break
            if isinstance(arrived, str):
                return arrived
            if isinstance(arrived, Usage):
                self.usage = arrived
                continue
            self._ended.set()
            if arrived is not None:
                raise arrived
        raise StopIteration

    def close(self) -> None:
        """Stop the model, and whoever waits for its next piece. Doesn't wait; safe to repeat."""
        self._ended.set()
        self._writing.cancel()
        self._arrived.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self._writing.cancel()  # what nobody can read any more costs nothing any more


async def _pass_on(written: AsyncGenerator[str | Usage, None], arrived: _Arrived) -> None:
    try:
        async with aclosing(written):
            async for piece in written:
                arrived.put(piece)
    except Exception as error:
        arrived.put(error)
    finally:
        arrived.put(None)


# Clients keep connections, which belong to the loop they were made on: one for the process.
_MAKING_LOOP = threading.Lock()


def _loop() -> asyncio.AbstractEventLoop:
    with _MAKING_LOOP:
        return _running_loop()


@lru_cache(maxsize=1)
def _running_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat models", daemon=True).start()
    return loop
