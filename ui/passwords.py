"""Who may sign in: names with bcrypt hashes of their passwords, as `htpasswd -nB` prints them.

bcrypt (Provos and Mazières, “A Future-Adaptable Password Scheme”, 1999) reads the first 72
bytes of a password; a longer one is refused when its hash is made, and cut, as htpasswd cuts
it, when it is checked.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import bcrypt

from vectorstore.errors import AssistantError

_LONGEST_PASSWORD = 72  # bytes
_LONGEST_NAME = 64
_COST = 12  # of the hashes made here: 2^12 rounds, some tenths of a second
_HIGHEST_COST = 16  # beyond it, signing in would take many seconds
_HASH = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
_NAME = re.compile(r"[^\s:]+")


class AccountUnclear(AssistantError):
    """What was given as --auth can't be used; it isn't repeated, as it may be a password."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(
            f"What was given as --auth number {number} {why}; give it as NAME:HASH, as "
            "`assistant password NAME` or `htpasswd -nB NAME` prints it."
        )


class PasswordUnusable(AssistantError):
    """No hash can be made for this name or password."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Names and the bcrypt hashes of their passwords. Falsy if there are none."""

    hashes: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def check(self, name: str, password: str) -> bool:
        """Whether it is this person's password. Takes as long for a name that nobody has."""
        word = password.encode("utf-8", "replace")[:_LONGEST_PASSWORD]
        highest = max(map(_cost, self.hashes.values()))
        known = self.hashes.get(name)
        if known is None:
            _spend(word, highest)
            return False
        is_right = bcrypt.checkpw(word, known)
        # The costs c … highest-1 take 2^c + … = 2^highest - 2^c rounds: together with the
        # check itself what the dearest check takes.
        for cost in range(_cost(known), highest):
            _spend(word, cost)
        return is_right

    async def acheck(self, name: str, password: str) -> bool:
        """The same without blocking the event loop."""
        return await asyncio.to_thread(self.check, name, password)


def read_accounts(given: Iterable[str]) -> Accounts:
    """The accounts that lines NAME:HASH name. Raises AccountUnclear."""
    hashes: dict[str, bytes] = {}
    for number, line in enumerate(given, start=1):
        name, colon, hashed = line.strip().partition(":")
        match = _HASH.fullmatch(hashed)
        if not colon or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            raise AccountUnclear(number, "has no name before a colon")
        if match is None:
            raise AccountUnclear(number, f"has no bcrypt hash after {name}'s name")
        if not 4 <= int(match[1]) <= _HIGHEST_COST:
            raise AccountUnclear(
                number,
                f"has a hash of cost {int(match[1])}, where 4 to {_HIGHEST_COST} can be used",
            )
        if name in hashes:
            raise AccountUnclear(number, f"names {name} again")
        hashes[name] = hashed.encode("ascii")
    return Accounts(hashes)


def account_line(name: str, password: str) -> str:
    """NAME:HASH, to be given as --auth. Raises PasswordUnusable."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise PasswordUnusable(
            f"A user's name has 1 to {_LONGEST_NAME} characters, no spaces and no colon; choose "
            "another."
        )
    word = password.encode("utf-8")
    if not 0 < len(word) <= _LONGEST_PASSWORD:
        raise PasswordUnusable(
            f"A password has 1 to {_LONGEST_PASSWORD} bytes (that many plain letters); choose "
            "another."
        )
    return f"{name}:{bcrypt.hashpw(word, bcrypt.gensalt(_COST)).decode('ascii')}"


def _cost(hashed: bytes) -> int:
    return int(hashed[4:6])


def _spend(word: bytes, cost: int) -> None:
    """Take the time of a check."""
    bcrypt.hashpw(word, b"$2b$%02d$" % cost + b"." * 22)
