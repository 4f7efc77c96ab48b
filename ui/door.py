"""The door of the page: where it is served, who may come in, and how much they may bring.

On this machine alone it may stand open. Served to other machines it asks for a name and a
password, or is opened to all by a word that nobody says by accident.
"""

import re
from dataclasses import dataclass, field

from assistant.remote import is_loopback_host
from ui.passwords import Accounts
from vectorstore.errors import AssistantError

_UNITS = {"": 1, "b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}
_SIZE = re.compile(r"(\d{1,12})\s*([kmg]?b|)", re.IGNORECASE)
LARGEST_UPLOAD = 50 * _UNITS["mb"]


class DoorUnsafe(AssistantError):
    """Other machines could reach the page, and nobody said who may."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Served at {host}, the page can be reached from other machines: name who may use it "
            "with --auth (`assistant password NAME` makes what to give), or open it to everybody "
            "with --no-auth."
        )


class DoorContradictory(AssistantError):
    """Somebody is to sign in, and nobody is."""

    def __init__(self) -> None:
        super().__init__(
            "The page can't both ask for passwords (--auth or ASSISTANT_AUTH) and not "
            "(--no-auth); leave one of them out."
        )


class SizeUnclear(AssistantError):
    """A size that can't be read."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"{given!r} is no size; give the largest upload as a number with kb, mb or gb after "
            "it, such as 50mb."
        )


@dataclass(frozen=True, slots=True)
class Door:
    """How the page is served.

    `port` None takes the first free one from 7860 on, 0 any free one. `accounts` are those who
    may sign in; without any, nobody has to. `largest_upload` is in bytes, all files of one
    upload together. Raises DoorUnsafe if other machines could reach a page without accounts
    that isn't `open_to_all`, DoorContradictory if it has both.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    accounts: Accounts = field(default_factory=Accounts)
    open_to_all: bool = False
    largest_upload: int = LARGEST_UPLOAD

    def __post_init__(self) -> None:
        if self.accounts and self.open_to_all:
            raise DoorContradictory
        if not (self.is_local or self.accounts or self.open_to_all):
            raise DoorUnsafe(self.host)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback_host(self.host)


def size_in_bytes(given: str) -> int:
    """A size such as 50mb in bytes; a kb is 1,024 of them. Raises SizeUnclear."""
    match = _SIZE.fullmatch(given.strip())
    size = int(match[1]) * _UNITS[match[2].lower()] if match else 0
    if size <= 0:
        raise SizeUnclear(given)
    return size
