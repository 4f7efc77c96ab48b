"""Connections to where a fetch may go, and no longer than it may take.

A name is looked up once, all its addresses are checked, and the connection is made to one of those:
a second look-up could tell another address (DNS rebinding). The name stays what is asked for and
what the certificate must be of. Each time bytes are waited for, no more time is left than the whole
fetch has, so that one byte at a time leads nowhere.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import httpcore2
import httpx2

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a name, for a port. Raises OSError or UnicodeError where it has none."""


class NotReached(Exception):
    """Why there is no connection: what follows a URL in a sentence."""


class OutOfTime(Exception):
    """The fetch has taken all the time that it may."""


def looked_up(host: str, port: int) -> list[str]:
    """What the system says are the addresses of a name; of an address in any spelling, that."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


class Deadline:
    """When a fetch must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """The seconds that are left. Raises OutOfTime."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise OutOfTime
        return seconds if at_most is None else min(seconds, at_most)


class Network(httpcore2.NetworkBackend):
    """Connects to checked addresses alone."""

    def __init__(
        self,
        may_reach: Callable[[str], bool],
        resolve: Resolve,
        deadline: Deadline,
        connect_seconds: float,
    ) -> None:
        self._may_reach, self._resolve = may_reach, resolve
        self._deadline, self._connect_seconds = deadline, connect_seconds
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception = NotReached("has a name without an address; check how it is spelled.")
        for address in self._checked(host, port):
            seconds = self._deadline.left(self._connect_seconds)
            try:
                stream = self._plain.connect_tcp(address, port, seconds, None, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise NotReached(
                "has a name that isn't known; check how it is spelled, and the network."
            ) from None
        if not all(self._may_reach(address) for address in addresses):
            raise NotReached(
                "lies on this machine or in a network that isn't public, where nothing is "
                "fetched from; save it and add the file."
            )
        return addresses


class _Stream(httpcore2.NetworkStream):
    """A connection on which nothing is waited for beyond the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left()
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx2.BaseTransport):
    """How an httpx2 client sends requests over such connections; it knows of no proxy."""

    def __init__(self, network: Network, trusted: ssl.SSLContext) -> None:
        self._pool = httpcore2.ConnectionPool(ssl_context=trusted, network_backend=network)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        asked = httpcore2.Request(
            request.method,
            httpcore2.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
        )
        answer = self._pool.handle_request(asked)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of a response, as it arrives."""

    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
