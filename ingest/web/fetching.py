"""Fetching what a URL leads to, within bounds that whoever is at the other end can't move."""

import ssl
from collections.abc import Callable, Container
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version

import httpcore2
import httpx2

from ingest.errors import FileEmpty, NotFetched
from ingest.web import Fetched
from ingest.web.addresses import is_public
from ingest.web.connection import (
    Deadline,
    Network,
    NotReached,
    OutOfTime,
    Resolve,
    Transport,
    looked_up,
)
from ingest.web.naming import file_name, marked_as_utf8, media_type

_HEADERS = {
    "User-Agent": f"article-assistant/{version('article-assistant')}",
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
}
_LONGEST_SHOWN = 200  # characters of an address that a server has named


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a fetch may go. What is set here is the rule; only tests, on loopback, widen it.

    `largest` is in bytes, as they arrive and unpacked; `seconds` are for all of it but the
    look-ups of names, for which the system has its own limit.
    """

    may_reach: Callable[[str], bool] = is_public
    ports: Container[int] = (80, 443)
    resolve: Resolve = looked_up
    trusted: Callable[[], ssl.SSLContext] = httpcore2.default_ssl_context
    largest: int = 20 * 1024**2
    seconds: float = 30.0
    connect_seconds: float = 10.0
    redirects: int = 5


THE_RULE = Bounds()


def fetch(url: str) -> Fetched:
    """What a URL leads to. Raises NotFetched or FileEmpty, each one sentence that names the URL."""
    return fetch_within(THE_RULE, url)


def fetch_within(bounds: Bounds, url: str) -> Fetched:
    """The same within other bounds."""
    at = checked(url, bounds.ports)
    deadline = Deadline(bounds.seconds)
    network = Network(bounds.may_reach, bounds.resolve, deadline, bounds.connect_seconds)
    transport = Transport(network, bounds.trusted())
    try:
        with httpx2.Client(transport=transport, trust_env=False, headers=_HEADERS) as client:
            for _ in range(bounds.redirects + 1):
                with client.stream("GET", at, follow_redirects=False) as response:
                    if not response.has_redirect_location:
                        return _received(url, at, response, bounds.largest, deadline)
                    at = _next(url, at, response.headers["Location"], bounds.ports)
    except NotReached as error:
        raise NotFetched(_leading(url, at), str(error)) from None
    except httpcore2.ConnectTimeout:
        raise NotFetched(_leading(url, at), "gives no answer; try again later.") from None
    except (OutOfTime, httpcore2.TimeoutException):
        what = f"took longer than {bounds.seconds:.0f} seconds; try again later, or save it."
        raise NotFetched(_leading(url, at), what) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.DecodingError) as error:
        raise NotFetched(_leading(url, at), _mishap(error)) from error
    raise NotFetched(url, f"leads on and on, more than {bounds.redirects} times; check it.")


def checked(url: str, ports: Container[int] = THE_RULE.ports) -> httpx2.URL:
    """A URL of the form that may be fetched. Raises NotFetched; nothing is looked up."""
    try:
        read = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError):
        raise NotFetched(url, "is no web address; check how it is spelled.") from None
    if read.scheme not in ("http", "https"):
        raise NotFetched(url, "can't be fetched; only http:// and https:// can.")
    if read.userinfo:
        # The sentence may be kept or shown: the password must not be in it.
        shown = str(read.copy_with(userinfo=None))
        raise NotFetched(shown, "was given with a name or password, which isn't sent; save it.")
    if not read.host:
        raise NotFetched(url, "names no host; check how it is spelled.")
    if _port(read) not in ports:
        raise NotFetched(url, "names a port that isn't the web's (80, 443); save it and add that.")
    return read


def _next(url: str, at: httpx2.URL, location: str, ports: Container[int]) -> httpx2.URL:
    """Where a redirect leads. Raises NotFetched."""
    try:
        to = at.join(location)
    except (httpx2.InvalidURL, ValueError):
        raise NotFetched(url, "leads on to what is no web address; check it.") from None
    if at.scheme == "https" and to.scheme == "http":
        raise NotFetched(_leading(url, to), "can't be fetched safely, unlike the first.")
    try:
        return checked(str(to), ports)
    except NotFetched as error:
        raise NotFetched(f"{url}, which leads to {_short(str(error.path))},", error.what) from None


def _received(
    url: str, at: httpx2.URL, response: httpx2.Response, largest: int, deadline: Deadline
) -> Fetched:
    """The content of the last response, if it is one and not too much."""
    if response.status_code != HTTPStatus.OK:
        what = f"answered {_status(response.status_code)}; check it, or try again later."
        raise NotFetched(_leading(url, at), what)
    content = bytearray()
    for part in response.iter_bytes():
        deadline.left()
        content += part
        if len(content) > largest:
            what = f"is larger than {largest // 1024**2} MB; save it in parts."
            raise NotFetched(_leading(url, at), what)
    if not content:
        raise FileEmpty(url)
    kind = media_type(response.headers.get("Content-Type", ""))
    whole = marked_as_utf8(bytes(content), kind, response.charset_encoding)
    return Fetched(file_name(at.host, at.path, kind), whole, str(at))


def _leading(url: str, at: httpx2.URL) -> str:
    """The URL that was given, and where it has led if that is elsewhere."""
    return url if at == httpx2.URL(url) else f"{url}, which leads to {_short(str(at))},"


def _short(url: str) -> str:
    """An address that a stranger chose, as long as a sentence can bear."""
    return url if len(url) <= _LONGEST_SHOWN else f"{url[:_LONGEST_SHOWN]}…"


def _port(url: httpx2.URL) -> int:
    default = 443 if url.scheme == "https" else 80
    return default if url.port is None else url.port


def _status(code: int) -> str:
    """A status in words of ours: a server may send any."""
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)


def _mishap(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"has a certificate that isn't trusted ({cause.verify_message.rstrip('.')}); check it."
        )
    if isinstance(cause, ssl.SSLError):
        return "can't be reached safely, as its TLS is broken or too old; try again later."
    if isinstance(error, httpx2.DecodingError):
        return "sent what can't be unpacked; try again later, or save it and add the file."
    if isinstance(error, httpcore2.ConnectError):
        reason = cause.strerror if isinstance(cause, OSError) else None
        return f"can't be reached ({reason or 'no connection'}); check it, or try again later."
    return "broke off or sent what is no web page; try again later, or save it and add the file."
