"""The watch over the tests' own connections: it lets through what stays here, and nothing else."""

import pytest

from tests.loopback import Watch, is_loopback, is_own_name


@pytest.mark.parametrize("host", [None, "localhost", "127.0.0.1", "::1", b"127.1", "2130706433"])
def test_this_machines_names_and_bare_addresses_ask_nobody(host: object) -> None:
    assert is_own_name(host)


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "%5b"])
def test_any_other_name_would_be_asked_about(host: str) -> None:
    assert not is_own_name(host)


@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("::1", 80, 0, 0), "/run/socket", (0, 0)])
def test_loopback_and_files_are_here(address: object) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("host", ["8.8.8.8", "10.0.0.1", "0.0.0.0", "::ffff:8.8.8.8", "a.example"])
def test_all_else_is_elsewhere(host: str) -> None:
    assert not is_loopback((host, 80))


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.getaddrinfo", ("a.example", 80, 0, 0, 0)),
        ("socket.connect", (None, ("8.8.8.8", 80))),
        ("socket.sendto", (None, ("8.8.8.8", 53))),
    ],
)
def test_what_was_tried_is_refused_and_told_with_its_test(
    event: str, arguments: tuple[object, ...]
) -> None:
    watch = Watch()
    with pytest.raises(PermissionError, match=event):
        watch._see(event, arguments)
    assert "test_what_was_tried_is_refused" in watch.tried[0]
