"""Fetching from servers of every kind. All of them are on loopback, which is allowed here alone."""

import gzip
import itertools
import time
import tracemalloc
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from ingest.errors import FileEmpty, NotFetched
from ingest.web.fetching import THE_RULE, fetch_within
from tests.ingest.web.servers import HERE, page, redirect, served, served_raw, within
from tests.network import free_port

TIDES = b"<!doctype html><title>Tides</title><p>The tide is lowest at noon."


def refusal(url: str, bounds: Any = HERE) -> str:
    with pytest.raises(NotFetched) as refused:
        fetch_within(bounds, url)
    assert url in str(refused.value)
    return str(refused.value)


def test_a_page_is_fetched_with_its_name_and_address() -> None:
    with served(page(TIDES)) as url:
        fetched = fetch_within(HERE, f"{url}/tides.php?when=noon")
    assert fetched.content == TIDES
    assert fetched.name == "tides.html"
    assert fetched.url == f"{url}/tides.php?when=noon"


def test_the_server_is_told_the_name_that_was_asked_for() -> None:
    hosts = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        hosts.append(request.headers["Host"])
        page(TIDES)(request)

    with served(answer) as url:
        port = url.rpartition(":")[2]
        bounds = replace(HERE, resolve=lambda host, port: ["127.0.0.1"])
        fetch_within(bounds, f"http://tides.example:{port}/")
    assert hosts == [f"tides.example:{port}"]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with served(page(TIDES)) as url:
        assert fetch_within(HERE, f"{url}/").content == TIDES


def test_a_redirect_is_followed_and_its_end_told() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        (redirect("/new/tides.html") if request.path == "/old" else page(TIDES))(request)

    with served(answer) as url:
        fetched = fetch_within(HERE, f"{url}/old")
    assert (fetched.content, fetched.url) == (TIDES, f"{url}/new/tides.html")


def test_a_redirect_that_goes_in_a_circle_ends() -> None:
    asked = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        redirect("/b" if request.path == "/a" else "/a")(request)

    with served(answer) as url:
        assert "more than 5 times" in refusal(f"{url}/a")
    assert len(asked) == 6


@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "localhost.", "10.0.0.1", "0x7f000002"])
def test_a_redirect_to_where_nothing_may_be_fetched_is_not_followed(host: str) -> None:
    resolve = {"localhost.": ["127.0.0.2"]}
    bounds = replace(
        HERE, resolve=lambda host, port: resolve.get(host) or THE_RULE.resolve(host, port)
    )
    with served(redirect(f"http://{host}/secret")) as url:
        told = refusal(f"{url}/", bounds)
    assert "isn't public" in told
    assert f"http://{host}/secret" in told


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/passwd", "only http:// and https:// can"),
        ("ftp://127.0.0.1/", "only http:// and https:// can"),
        ("data:text/plain,tides", "only http:// and https:// can"),
        ("http://ann:secret@127.0.0.1/", "name or password"),
        ("http://127.0.0.1:port/", "no web address"),
        ("http:///tides", "more than 5 times"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_told(to: str, why: str) -> None:
    with served(redirect(to)) as url:
        told = refusal(f"{url}/")
    assert why in told
    assert "secret" not in told


def test_the_address_of_a_redirect_is_not_repeated_at_any_length() -> None:
    with served(redirect(f"ftp://example.org/{'a' * 9000}")) as url:
        assert len(refusal(f"{url}/")) < 500


def test_a_redirect_to_a_port_that_is_not_the_webs_is_not_followed() -> None:
    with served(page(TIDES)) as other, served(redirect(f"{other}/")) as url:
        only = {int(url.rpartition(":")[2])}
        assert "port" in refusal(f"{url}/", replace(HERE, ports=only))


def test_a_name_is_looked_up_once_and_only_what_was_checked_is_reached() -> None:
    asked = []
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    with served(page(TIDES)) as url:
        port = url.rpartition(":")[2]
        bounds = replace(HERE, resolve=resolve)
        assert fetch_within(bounds, f"http://rebinding.example:{port}/").content == TIDES
        assert asked == ["rebinding.example"]
        assert "isn't public" in refusal(f"http://rebinding.example:{port}/", bounds)


def test_one_address_that_may_not_be_reached_is_one_too_many() -> None:
    with served(page(TIDES)) as url:
        port = url.rpartition(":")[2]
        bounds = replace(HERE, resolve=lambda host, port: ["127.0.0.1", "10.0.0.1"])
        assert "isn't public" in refusal(f"http://both.example:{port}/", bounds)


def test_a_name_that_nobody_knows_is_told() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert "isn't known" in refusal("http://nowhere.example/", replace(HERE, resolve=resolve))
    nothing = replace(HERE, resolve=lambda host, port: [])
    assert "without an address" in refusal("http://nowhere.example/", nothing)
    assert "isn't known" in refusal(f"http://{'a' * 64}.example/")


def test_a_port_where_nobody_listens_is_told() -> None:
    assert "can't be reached" in refusal(f"http://127.0.0.1:{free_port()}/")


def test_a_body_of_one_byte_at_a_time_ends_with_the_time() -> None:
    def drip(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"a")
            time.sleep(0.02)

    with served_raw(drip) as url:
        assert "took longer than 1 seconds" in refusal(f"{url}/", within(seconds=1.0))


def test_a_head_of_one_byte_at_a_time_ends_with_the_time() -> None:
    def drip(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(1000):
            connection.sendall(b"a")
            time.sleep(0.02)

    with served_raw(drip) as url:
        assert "took longer than 1 seconds" in refusal(f"{url}/", within(seconds=1.0))


def test_a_server_that_says_nothing_is_left() -> None:
    with served_raw(lambda connection: time.sleep(20)) as url:
        assert "took longer than 1 seconds" in refusal(f"{url}/", within(seconds=1.0))


def test_all_redirects_together_have_one_time() -> None:
    numbers = itertools.count()

    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        redirect(f"/{next(numbers)}")(request)

    with served(answer) as url:
        assert "took longer than 1 seconds" in refusal(f"{url}/", within(seconds=1.0))


def test_a_body_without_end_ends_at_the_largest_size() -> None:
    def pour(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            connection.sendall(b"tide " * 10000)

    with served_raw(pour) as url:
        assert "is larger than 20 MB" in refusal(f"{url}/")


def test_a_length_that_is_told_is_not_believed() -> None:
    def answer(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\ntides")

    with served_raw(answer) as url:
        assert "broke off" in refusal(f"{url}/")


@pytest.mark.parametrize("times", [1, 2])
def test_a_small_body_that_unpacks_to_a_large_one_is_not_unpacked_whole(times: int) -> None:
    bomb = bytes(256 * 1024**2)
    for _ in range(times):
        bomb = gzip.compress(bomb, 9)
    with served(page(bomb, Content_Encoding=", ".join(["gzip"] * times))) as url:
        tracemalloc.start()
        try:
            assert "is larger than 20 MB" in refusal(f"{url}/")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 80 * 1024**2


def test_a_packed_body_is_unpacked() -> None:
    with served(page(gzip.compress(TIDES), Content_Encoding="gzip")) as url:
        assert fetch_within(HERE, f"{url}/").content == TIDES


def test_what_only_claims_to_be_packed_is_told() -> None:
    with served(page(TIDES, Content_Encoding="gzip")) as url:
        assert "can't be unpacked" in refusal(f"{url}/")


@pytest.mark.parametrize("status", [204, 206, 304, 401, 404, 500, 503])
def test_an_answer_that_is_no_page_is_told(status: int) -> None:
    with served(page(b"", status=status)) as url:
        assert f"answered {status}" in refusal(f"{url}/")


def test_a_status_that_nobody_knows_is_told() -> None:
    with served(page(b"", status=799)) as url:
        assert "answered 799;" in refusal(f"{url}/")


def test_an_empty_page_is_told() -> None:
    with served(page(b"")) as url, pytest.raises(FileEmpty, match=url):
        fetch_within(HERE, f"{url}/")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    ],
)
def test_what_is_no_http_is_told(said: bytes) -> None:
    with served_raw(lambda connection: connection.sendall(said)) as url:
        assert "what is no web page" in refusal(f"{url}/")
