"""Nothing that the tests run reaches past this machine: what tries is refused, and told by name.

The hook sees the tests' own process. Pages that tests serve in another have one like it
(tests.served_page).
"""

import ipaddress
import os
import socket
import sys
from typing import Any

_LOOKS_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_SENDS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getnameinfo")
_OWN_NAMES = (None, "", "localhost")


class Watch:
    """What was tried beyond loopback, as sentences that each name the test."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    def begin(self) -> None:
        """Refuse it from now on: a hook can't be taken away."""
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _LOOKS_UP:
            allowed = is_own_name(arguments[0])
        elif event in _SENDS:
            address = arguments[0] if event == "socket.getnameinfo" else arguments[1]
            allowed = is_loopback(address)
        else:
            return
        if not allowed:
            test = os.environ.get("PYTEST_CURRENT_TEST", "no test")
            self.tried.append(f"{test} tried {event} {arguments[-1 if event in _SENDS else 0]!r}")
            raise PermissionError(self.tried[-1])


def is_own_name(host: Any) -> bool:
    """Whether no other machine is asked about a name; an address in any spelling needs nobody."""
    host = host.decode() if isinstance(host, bytes) else host
    if host in _OWN_NAMES or str(host).lower() in (*_OWN_NAMES, socket.gethostname().lower()):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        try:
            socket.inet_aton(host)  # as C reads 127.1, 0x7f000001 and the like
        except (OSError, UnicodeError):
            return False
    return True


def is_loopback(address: Any) -> bool:
    """Whether what is connected or sent to is this machine: an address of it, a file, a kernel."""
    if not isinstance(address, tuple) or not isinstance(address[0], str):
        return True
    try:
        ip = ipaddress.ip_address(address[0])
    except ValueError:
        return is_own_name(address[0]) and address[0].lower() == "localhost"
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback
