"""How much may be sent to the page, and what a request may name.

A body that says it is too long is refused unread; one that doesn't say how long it is is cut
off where it gets too long. What is refused is still taken in for a while and thrown away,
because a browser that can't finish sending doesn't look at the answer.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope

from ui.routes import is_within

LARGEST_OTHER = 2 * 1024**2  # bytes of a request that is no upload: a question, what was said
_THROWN_AWAY = 4  # times the limit that is taken in of what is refused


class TooLong(Exception):
    """A body is longer than it may be."""


@dataclass(slots=True)
class Body:
    """The body of one request, cut off where it gets longer than `limit` bytes."""

    headers: Headers
    receive: Receive
    limit: int
    _read: int = field(default=0, init=False)
    is_too_long: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        said = self.headers.get("content-length", "0")
        self.is_too_long = not said.isdecimal() or int(said) > self.limit

    async def next(self) -> Message:
        """What is received next; a body that is too long breaks off."""
        if self.is_too_long:
            return {"type": "http.disconnect"}
        message = await self.receive()
        self._read += len(message.get("body", b""))
        self.is_too_long = self._read > self.limit
        return {"type": "http.disconnect"} if self.is_too_long else message

    async def whole(self) -> bytes:
        """All of it. Raises TooLong, or ClientDisconnect if it ends before its end."""
        parts, is_more = [], True
        while is_more:
            message = await self.next()
            if self.is_too_long:
                raise TooLong
            if message["type"] != "http.request":
                raise ClientDisconnect
            parts.append(message.get("body", b""))
            is_more = message.get("more_body", False)
        return b"".join(parts)

    async def throw_away(self) -> None:
        """Take in the rest, up to a bound. Who waits to be told to send is told nothing."""
        if "expect" in self.headers and not self._read:
            return
        while self._read <= _THROWN_AWAY * self.limit:
            message = await self.receive()
            self._read += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body", False):
                return


async def other_body(scope: Scope, receive: Receive) -> bytes:
    """The body of a request that is no upload. Raises TooLong once it may be answered."""
    body = Body(Headers(scope=scope), receive, LARGEST_OTHER)
    try:
        return await body.whole()
    except TooLong:
        await body.throw_away()
        raise


def replayed(content: bytes, receive: Receive) -> Receive:
    """Hands out a body that was read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message


def asks_for_more(told: Any, folder: Path) -> bool:
    """Whether a request's JSON names what the page itself never names.

    That is a file that isn't in Gradio's folder (Gradio refuses paths of its own accord, but
    fetches what is named by an address), and a component to be made for a message of the chat
    (Gradio makes any, with whatever arguments are sent).
    """
    waiting = [told]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            path = part.get("path")
            if "constructor_args" in part or (
                isinstance(path, str) and not is_within(path, folder)
            ):
                return True
            waiting += part.values()
    return False


def parsed(content: bytes) -> Any:
    """What a body says as JSON; None if it is none, which is for Gradio to complain about."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def size(count: int) -> str:
    """A number of bytes for people."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB"), (1024, "kB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
