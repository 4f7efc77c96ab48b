"""Real web servers on loopback, well-behaved or not, and the bounds within which tests fetch."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.web.fetching import THE_RULE, Bounds

HERE = replace(THE_RULE, may_reach=lambda address: address == "127.0.0.1", ports=range(65536))
"""The rule, but for this machine alone, where tests have their servers."""

Answers = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def served(answer: Answers, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers each GET so; yields its address, without a slash at the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):  # who asked may have heard enough
                answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    with _running(_Server(("127.0.0.1", 0), Handler)) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}"


@contextmanager
def served_raw(answer: Callable[[Any], None]) -> Iterator[str]:
    """A server that does with each connection, a socket, what it likes."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.request.recv(65536)
                answer(self.request)

    with _running(_RawServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"


def page(content: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Answers:
    """What answers with this content. A header `Content_Encoding` stands for Content-Encoding."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(content)

    return answer


def redirect(to: str) -> Answers:
    """What sends whoever asks elsewhere."""
    return page(b"", status=302, Location=to)


def within(seconds: float = THE_RULE.seconds, **others: Any) -> Bounds:
    return replace(HERE, seconds=seconds, **others)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass  # a client that trusts no certificate of ours


class _RawServer(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def _running(server: Any) -> Iterator[Any]:
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
