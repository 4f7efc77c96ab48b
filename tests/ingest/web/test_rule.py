"""The rule itself, as it holds for everybody: nothing on this machine or near it is fetched."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest.errors import NotFetched
from ingest.web.fetching import THE_RULE, fetch, fetch_within


@pytest.fixture(autouse=True)
def nothing_connects() -> Iterator[None]:
    """Not so much as a connection is tried, whether or not a server is there."""
    tried = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "socket.connect":
            tried.append(arguments[1])

    sys.addaudithook(watch)
    yield
    watching = False
    assert tried == []


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 localhost LOCALHOST 127.1 2130706433 0177.0.0.1 0x7f.0.0.1 0x7f000001
    017700000001 0.0.0.0 0 10.0.0.1 169.254.169.254 192.168.1.1 100.64.0.1 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] [fe80::1] [fd00::1]
    ①②⑦.⓪.⓪.① 127。0。0。1""".split(),
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_a_near_address_is_fetched_from(scheme: str, host: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetch(f"{scheme}://{host}/")
    assert f"{scheme}://{host}/" in str(refused.value)
    assert re.search("isn't public|is no web address", str(refused.value))


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "fd00::1", "::ffff:8.8.8.8"])
def test_no_name_of_a_near_address_is_fetched_from(address: str) -> None:
    rule = replace(THE_RULE, resolve=lambda host, port: ["8.8.8.8", address])
    with pytest.raises(NotFetched, match="isn't public"):
        fetch_within(rule, "https://tides.example/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://8.8.8.8/a.txt", "only http:// and https:// can"),
        ("file:///etc/passwd", "only http:// and https:// can"),
        ("gopher://8.8.8.8/", "only http:// and https:// can"),
        ("http://8.8.8.8:8080/", "port"),
        ("https://8.8.8.8:22/", "port"),
        ("http://8.8.8.8:0/", "port"),
        ("http:///a.txt", "names no host"),
        ("http://", "names no host"),
        ("http://8.8.8.8:port/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("http://8.8.8.8/\r\nHost: elsewhere", "is no web address"),
        ("http://\udce4/", "is no web address"),
    ],
)
def test_only_the_webs_own_schemes_and_ports_are_fetched(url: str, why: str) -> None:
    with pytest.raises(NotFetched, match=why):
        fetch(url)


def test_a_password_in_a_url_is_neither_sent_nor_repeated() -> None:
    with pytest.raises(NotFetched, match="name or password") as refused:
        fetch("https://ann:secret@8.8.8.8/a.txt")
    assert "secret" not in str(refused.value)
    assert "https://8.8.8.8/a.txt" in str(refused.value)
