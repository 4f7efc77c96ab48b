"""Asking a busy provider again: how often, after what waits, and for how long in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from langchain_core.exceptions import ModelRateLimitError

from assistant.models.failures import OVERLOADED, status

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState

_LONGEST_WAIT = 20.0  # seconds, where the provider doesn't say how long


@dataclass(frozen=True, slots=True)
class Retries:
    """One policy for all providers; their clients' own retries are switched off.

    After the first attempt it waits `first_wait` seconds, then twice as long each time, and up
    to `first_wait` more by chance, so that many who were refused together don't come back
    together. A provider that says how long to wait (Retry-After) is believed. What would take
    longer than `in_all` seconds is given up at once.
    """

    attempts: int = 4
    first_wait: float = 1.0
    in_all: float = 60.0

    def retrying(self) -> "AsyncRetrying":
        """What runs one call by this policy, and raises the last error if none came through."""
        from tenacity import (
            AsyncRetrying,
            retry_if_exception,
            stop_after_attempt,
            stop_before_delay,
        )

        return AsyncRetrying(
            retry=retry_if_exception(is_busy),
            wait=self._wait,
            stop=stop_after_attempt(self.attempts) | stop_before_delay(self.in_all),
            reraise=True,
        )

    def _wait(self, state: "RetryCallState") -> float:
        from tenacity import wait_exponential_jitter

        error = state.outcome.exception() if state.outcome else None
        asked = retry_after(error) if error else None
        if asked is not None:
            return asked
        backoff = wait_exponential_jitter(
            multiplier=self.first_wait, max=_LONGEST_WAIT, jitter=self.first_wait
        )
        return backoff(state)


def is_busy(error: BaseException) -> bool:
    """Whether a provider refused for now: a rate limit or an overload, not an empty account."""
    if getattr(error, "code", None) == "insufficient_quota":  # OpenAI's, also with status 429
        return False
    return isinstance(error, ModelRateLimitError) or status(error) in (429, *OVERLOADED)


def retry_after(error: BaseException) -> float | None:
    """The seconds after which a provider wants to be asked again, if it says so.

    The header holds seconds or a date: RFC 9110, section 10.2.3.
    """
    headers = getattr(getattr(error, "response", None), "headers", None)
    value = headers.get("retry-after") if isinstance(headers, Mapping) else None
    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
