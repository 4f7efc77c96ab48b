"""A server in front of the real one: it refuses as often as it is told, and notes what it saw."""

import http.client
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a request is answered instead of being passed on."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = '{"error": {"message": "not now"}}'


@dataclass(slots=True)
class Relay:
    """What was asked so far; `hung_up` is set once somebody left before the end of a reply."""

    url: str = ""
    asked: int = 0
    most_at_once: int = 0
    hung_up: threading.Event = field(default_factory=threading.Event)
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, more: int) -> None:
        """One more reply has begun, or one less is under way."""
        with self.lock:
            self.under_way += more
            self.most_at_once = max(self.most_at_once, self.under_way)


def read_on(response: http.client.HTTPResponse) -> bytes:
    """What has come of a reply; nothing at its end, also where the server died before it."""
    try:
        return response.read1()
    except (http.client.IncompleteRead, ConnectionResetError):
        return b""


@contextmanager
def relayed(server: str, refusals: Sequence[Refusal] = (), stalls: bool = False) -> Iterator[Relay]:
    """Pass requests on to `server`, an API's address, after as many refusals as there are.

    One that `stalls` passes on the beginning of a reply and then waits for the asker to leave.
    """
    relay, left = Relay(), list(refusals)
    behind = urlsplit(server)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with relay.lock:
                relay.asked += 1
                refusal = left.pop(0) if left else None
            if refusal:
                self.answer(refusal.status, refusal.headers, refusal.body.encode())
                return
            try:
                self.pass_on(body)
            except OSError:
                relay.hung_up.set()

        def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def pass_on(self, body: bytes) -> None:
            relay.count(1)
            connection = http.client.HTTPConnection(behind.hostname or "", behind.port)
            try:
                connection.request("POST", self.path, body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                kind = response.headers.get("Content-Type", "application/json")
                self.answer(response.status, {"Content-Type": kind}, b"")
                while piece := read_on(response):
                    if b"[DONE]" in piece:  # whoever reads this may ask again at once
                        relay.count(-1)
                    self.wfile.write(piece)
                    if stalls and b"content" in piece:
                        self.rfile.read(1)  # nothing, as soon as nobody listens
                        raise ConnectionResetError
            finally:
                connection.close()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        relay.url = f"http://127.0.0.1:{listening.server_port}{behind.path}"
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield relay
        finally:
            listening.shutdown()
            thread.join()
