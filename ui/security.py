"""What the page may load, and who may talk to it.

Documents, models and questions are strangers' text. The page shows them as text alone; the
policy here is the second wall: even markup that slipped through could load nothing from
elsewhere and start no script. Other sites open in the same browser can't reach the page.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class PageGuard:
    """Middleware: sends the policy with every response, and turns foreign requests away.

    A request is foreign if another site's page sent it (its Origin isn't this page's), or
    if a page on this machine is called by a name that isn't this machine's.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._local = host in _LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if self._is_foreign(Headers(scope=scope)):
            refusal = PlainTextResponse("This page answers only to itself.", status_code=403)
            await refusal(scope, receive, send_guarded)
        else:
            await self._app(scope, receive, send_guarded)

    def _is_foreign(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if self._local and urlsplit(f"//{host}").hostname not in _LOOPBACK:
            return True
        return origin is not None and urlsplit(origin).netloc != host
