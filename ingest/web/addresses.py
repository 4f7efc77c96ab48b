"""Which addresses may be fetched from: those of the public internet, and none nearer.

An address that a stranger gave, or one that it redirects to, could lead to a router, to a database
without a password, or to the keys that a cloud hands to its own machines. The ranges are those of
IANA's registries of special-purpose addresses (RFC 6890); they are written out where Python's
`ipaddress` takes them for public, which differs between its versions.
"""

import ipaddress
from ipaddress import IPv4Network, IPv6Network

_NOT_PUBLIC_4 = (
    IPv4Network("100.64.0.0/10"),  # behind a provider's address translation (RFC 6598)
    IPv4Network("192.0.0.0/24"),  # protocol assignments; a cloud keeps its keys in it
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, of which there are none any more
    IPv4Network("168.63.129.16/32"),  # a cloud's own services, at an address that looks public
)
# All that is given to networks so far. What wraps an IPv4 address (::ffff:0:0/96, 64:ff9b::/96 and
# others) is outside of it, but for Teredo and 6to4.
_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = (
    IPv6Network("2001::/23"),  # protocol assignments; Teredo is the first of them
    IPv6Network("2001:db8::/32"),  # for documentation
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # for documentation (RFC 9637)
)


def is_public(address: str) -> bool:
    """Whether an IP address, written as such, belongs to the public internet.

    >>> is_public("8.8.8.8"), is_public("192.168.1.1"), is_public("::ffff:8.8.8.8")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_4)
    return ip in _UNICAST_6 and not any(ip in network for network in _NOT_PUBLIC_6)
