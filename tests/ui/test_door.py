"""Where the page may be served, and how sizes are read."""

import pytest

from ui.door import Door, DoorContradictory, DoorUnsafe, SizeUnclear, size_in_bytes
from ui.passwords import read_accounts

ANN = read_accounts(["ann:$2y$05$" + "a" * 53])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_this_machine_may_reach_a_page_without_accounts(host: str) -> None:
    assert Door(host).is_local


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "box", "", "127.1", "localhost.a"])
def test_other_machines_need_accounts_or_a_word(host: str) -> None:
    with pytest.raises(DoorUnsafe, match=r"--auth .* --no-auth"):
        Door(host)
    assert not Door(host, accounts=ANN).is_local
    assert not Door(host, open_to_all=True).is_local


def test_one_cannot_ask_for_passwords_and_not() -> None:
    with pytest.raises(DoorContradictory):
        Door(accounts=ANN, open_to_all=True)


@pytest.mark.parametrize(
    ("given", "size"),
    [("50mb", 50 * 1024**2), ("1 GB", 1024**3), ("10KB", 10_240), ("7b", 7), ("7", 7)],
)
def test_a_size_is_a_number_and_a_unit(given: str, size: int) -> None:
    assert size_in_bytes(given) == size


@pytest.mark.parametrize("given", ["", "mb", "0mb", "-1mb", "1.5mb", "50 mib", "1tb", "x"])
def test_a_size_that_cannot_be_read_is_told(given: str) -> None:
    with pytest.raises(SizeUnclear, match="such as 50mb"):
        size_in_bytes(given)
