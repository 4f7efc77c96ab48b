"""Which addresses are of the public internet."""

import pytest

from ingest.web.addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.215.14",
        "100.63.255.255",
        "172.15.0.1",
        "172.32.0.1",
        "2606:4700::1",
        "2a00:1450:4001:800::200e",
    ],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.255.0.1 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16""".split(),
)
def test_no_address_of_a_nearer_network_is(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    """:: ::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 100::1 2001:db8::1
    2001:2::1 2001:10::1 3fff::1 5f00::1""".split(),
)
def test_nor_is_one_of_version_6(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    """::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 ::127.0.0.1 ::7f00:1 64:ff9b::7f00:1
    64:ff9b::808:808 64:ff9b:1::a00:1 2002:7f00:1:: 2002:808:808:: 2001:0:4136:e378::1""".split(),
)
def test_nor_is_one_that_wraps_an_older_one(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "2130706433", "0x7f.1", "127.1", "8.8.8.8 "])
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)
