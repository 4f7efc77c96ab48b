"""The route by which files come in: how large they may be, and how many may lie about unread.

Gradio writes what is uploaded to its own folder, and forgets some of it there: files of which
only a part came, and empty ones that it makes on the way.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.bodies import Body, size

_AROUND_FILES = 1024**2  # bytes that a form may put around its files
_UNFINISHED = re.compile(r"tmp[a-z0-9_]{8}")
_LYING_ABOUT = 40  # times the largest upload that may be in the folder; an hour clears it


@dataclass(slots=True)
class UploadRoute:
    """Lets uploads of at most `largest` bytes through; all files of one count together."""

    app: ASGIApp
    largest: int
    folder: Path
    _running: int = field(default=0, init=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = Body(Headers(scope=scope), receive, self.largest + _AROUND_FILES)
        refusal = self._refused(body)
        if refusal is None and not body.is_too_long:
            self._running += 1
            try:
                if await self._passed_on(body, scope, send):
                    return
            finally:
                self._running -= 1
                self._clear()
        if refusal is None:
            refusal = PlainTextResponse(
                f"The files are larger than {size(self.largest)} together; add fewer at a time, "
                "or smaller ones.",
                status_code=413,
            )
        await body.throw_away()
        await refusal(scope, receive, send)

    def _refused(self, body: Body) -> PlainTextResponse | None:
        kind = body.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "multipart/form-data":
            return PlainTextResponse("Files come as multipart/form-data.", status_code=415)
        if not self._has_room():
            return PlainTextResponse(
                "Too much was uploaded of late; try again in an hour.", status_code=503
            )
        return None

    async def _passed_on(self, body: Body, scope: Scope, send: Send) -> bool:
        """Whether it was answered; not if it turned out to be too long before an answer began."""
        has_begun = False

        async def send_unless_too_long(message: Message) -> None:
            nonlocal has_begun
            if not body.is_too_long:
                has_begun = True
                await send(message)

        with suppress(ClientDisconnect):  # it went away, or was cut off here
            await self.app(scope, body.next, send_unless_too_long)
        return has_begun or not body.is_too_long

    def _has_room(self) -> bool:
        try:
            lying = sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
        except FileNotFoundError:  # one that was just taken away
            return True
        return lying + self.largest <= _LYING_ABOUT * self.largest

    def _clear(self) -> None:
        """Take away what was left half done; what came whole lies in folders of its own."""
        if self._running == 0:
            for file in self.folder.iterdir():
                if _UNFINISHED.fullmatch(file.name) and file.is_file():
                    file.unlink(missing_ok=True)
