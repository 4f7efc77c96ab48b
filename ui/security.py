"""What the page may load, and who may talk to it about what.

Documents, models and questions are strangers' text. The page shows them as text alone; the
policy here is the second wall: even markup that slipped through could load nothing from
elsewhere and start no script. Other sites open in the same browser can't reach the page, and
of Gradio's routes only those are open that the page needs.
"""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.remote import is_loopback_host
from ui import bodies, routes
from ui.door import Door
from ui.readers import Reader, cookie, recognise, signed_in
from ui.sessions import Sessions, session_of
from ui.signing_in import address_of_visitor
from ui.upload_route import UploadRoute

# Gradio starts itself with scripts inside its page, hence 'unsafe-inline'; script-src-attr
# still bars the handlers (onerror=…) by which markup would start one.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)
_UNUSED = "camera display-capture geolocation microphone midi payment serial usb".split()
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class PageGuard:
    """Middleware: sends the policy with every response, and lets through what may come in.

    A request is foreign if another site's page sent it (its Origin isn't this page's, or the
    browser says so), or if a page of this machine, where nobody signs in, is called by a name
    that isn't this machine's. `folder` is the only one that files are given from.
    """

    def __init__(self, app: ASGIApp, door: Door, folder: Path) -> None:
        self._app = app
        self._door = door
        self._folder = folder
        self._sessions = Sessions()
        self._uploads = UploadRoute(app, door.largest_upload, folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # nothing of the page speaks so
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        user = signed_in(scope) if self._door.accounts else None
        reader = recognise(scope, user, self._door.is_local)
        address_of_visitor.set(scope["client"][0] if scope["client"] else "")
        guarded = self._guarded(scope, send)
        refusal = self._refused(scope, user)
        if refusal is not None:
            await refusal(scope, receive, guarded)
        elif scope["method"] == "POST" and routes.UPLOAD.fullmatch(scope["path"]):
            await self._uploads(scope, receive, guarded)
        else:
            await self._pass_on(scope, reader, receive, guarded)

    def _guarded(self, scope: Scope, send: Send) -> Send:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if not routes.is_lasting(scope["path"]):
                    headers["Cache-Control"] = "no-store"
                if scope["path"] == "/" and not self._door.accounts and message["status"] == 200:
                    headers.append("Set-Cookie", cookie(scope))
            await send(message)

        return send_guarded

    def _refused(self, scope: Scope, user: str | None) -> PlainTextResponse | None:
        """What a request is answered that may not come in, whatever it holds."""
        path = scope["path"]
        if self._is_foreign(scope):
            return _refusal(403, "This page answers only to itself.")
        if not routes.is_open(scope["method"], path):
            return _refusal(404, "There is nothing here.")
        if self._door.accounts and user is None and not routes.is_public(path):
            return _refusal(401, "Sign in first.")
        file = routes.wanted_file(path)
        if file is not None and not routes.is_within(file, self._folder):
            return _refusal(403, "This file is not given out.")
        return None

    async def _pass_on(self, scope: Scope, reader: Reader, receive: Receive, send: Send) -> None:
        told = None
        if scope["method"] == "POST":
            try:
                content = await bodies.other_body(scope, receive)
            except bodies.TooLong:
                limit = bodies.size(bodies.LARGEST_OTHER)
                await _refusal(413, f"What was sent is longer than {limit}; send less.")(
                    scope, receive, send
                )
                return
            receive = bodies.replayed(content, receive)
            told = bodies.parsed(content)
            if bodies.asks_for_more(told, self._folder):
                await _refusal(403, "The page doesn't take this.")(scope, receive, send)
                return
        session = session_of(scope, told)
        if session and self._sessions.is_anothers(session, reader.id if reader.is_lasting else "?"):
            await _refusal(403, "This session is somebody else's.")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        # Who signs in may come by another name, through a server that passes requests on.
        is_this_machine = self._door.is_local and not self._door.accounts
        if is_this_machine and not is_loopback_host(_name_in(host)):
            return True
        if origin is not None and urlsplit(origin).netloc != host:
            return True
        # A link on another site may lead to the page, and nothing else of it.
        is_elsewheres = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        is_link = headers.get("sec-fetch-mode") == "navigate" and scope["path"] == "/"
        return is_elsewheres and not is_link


def _name_in(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # an address in brackets that is none
        return ""


def _refusal(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(sentence, status_code=status)
