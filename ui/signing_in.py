"""Signing in: whoever fails too often, by name or by address, has to wait."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextvars import ContextVar

from starlette.exceptions import HTTPException

from ui.passwords import Accounts

FAILURES, WITHIN = 10, 60.0  # so many within so many seconds
INVITATION = (
    "Sign in to ask the documents. After ten wrong passwords within a minute, wait for one."
)
_REMEMBERED = 10_000  # names and addresses
_AT_ONCE = 2  # passwords checked at the same time; each takes a whole core

# Gradio tells whoever checks a password the name alone; PageGuard leaves the address here.
address_of_visitor: ContextVar[str] = ContextVar("address_of_visitor", default="")


class Failures:
    """How often each of some keys failed of late. The longest forgotten go when it is full."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def too_many(self, key: str) -> bool:
        times = self._times.get(key, ())
        return sum(self._clock() - time < WITHIN for time in times) >= FAILURES

    def add(self, key: str) -> None:
        self._times.setdefault(key, deque(maxlen=FAILURES)).append(self._clock())
        self._times.move_to_end(key)
        while len(self._times) > _REMEMBERED:
            self._times.popitem(last=False)

    def take_back(self, key: str) -> None:
        """What was counted as a failure was none."""
        times = self._times.get(key)
        if times:
            times.pop()


class SigningIn:
    """What Gradio asks whether a name and a password go together (`launch(auth=…)`)."""

    def __init__(self, accounts: Accounts, failures: Failures | None = None) -> None:
        self._accounts = accounts
        self._failures = failures or Failures()
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def check(self, name: str, password: str) -> bool:
        """Raises HTTPException 400, in which Gradio's page sees a wrong password, if too many."""
        keys = [f"name {name[:100]}", f"address {address_of_visitor.get()}"]
        if any(map(self._failures.too_many, keys)):
            raise HTTPException(400, "Too many wrong passwords; wait a minute and try again.")
        for key in keys:  # counted before it is checked, so that many at once count too
            self._failures.add(key)
        async with self._free:
            is_right = await self._accounts.acheck(name, password)
        if is_right:
            for key in keys:
                self._failures.take_back(key)
        return is_right
