"""Documents from web addresses: fetched only where that is allowed, and only from public places.

What comes back is bytes, which are read like any file's (see ingest.reader).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: content, the name that its loader is chosen by, and its own address.

    `url` is where the content was in the end, after all redirects.
    """

    name: str
    content: bytes
    url: str


Fetch = Callable[[str], Fetched]
"""Gets what a URL leads to. Raises a DocumentError."""


def from_the_web(url: str) -> Fetched:
    """Fetch, within the rule (see ingest.web.fetching). Raises NotFetched, FileEmpty."""
    from ingest.web.fetching import fetch  # imports an HTTP client, which most never need

    return fetch(url)


def is_url(given: object) -> bool:
    """Whether something that is given to be ingested is a web address, and no path.

    >>> is_url("https://example.org/a.pdf"), is_url("a.pdf"), is_url("c:/a.pdf")
    (True, False, False)
    """
    return isinstance(given, str) and _URL.match(given) is not None
