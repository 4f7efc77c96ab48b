"""Names and passwords: what is taken, what is refused, and in which words."""

import asyncio

import bcrypt
import pytest
from starlette.exceptions import HTTPException

from tests.awaiting import awaited
from ui.passwords import Accounts, AccountUnclear, PasswordUnusable, account_line, read_accounts
from ui.signing_in import FAILURES, WITHIN, Failures, SigningIn, address_of_visitor


def cheap(name: str, password: str, cost: int = 4) -> str:
    """As `htpasswd -nB` prints it."""
    hashed = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(cost)).decode()
    return f"{name}:$2y${hashed[4:]}"


def test_a_line_that_was_made_here_lets_its_owner_in() -> None:
    accounts = read_accounts([account_line("ann", "correct horse")])
    assert accounts.check("ann", "correct horse")
    assert not accounts.check("ann", "correct horse ")
    assert not accounts.check("bob", "correct horse")
    assert not accounts.check("ann", "")


def test_a_line_of_htpasswd_lets_its_owner_in() -> None:
    accounts = read_accounts([cheap("ann", "one"), cheap("bob", "two", 5)])
    assert accounts.check("ann", "one")
    assert accounts.check("bob", "two")
    assert not accounts.check("ann", "two")


def test_a_long_password_is_refused_when_made_and_cut_as_htpasswd_does_when_checked() -> None:
    with pytest.raises(PasswordUnusable, match="1 to 72 bytes"):
        account_line("ann", "ä" * 37)
    accounts = read_accounts([cheap("ann", "x" * 80)])
    assert accounts.check("ann", "x" * 80)
    assert not accounts.check("ann", "x" * 71)


@pytest.mark.parametrize("password", ["a\0b", "\ud800", "x" * 10_000])
def test_strange_passwords_are_wrong_and_nothing_worse(password: str) -> None:
    assert not read_accounts([cheap("ann", "a")]).check("ann", password)


def test_a_name_that_nobody_has_takes_the_rounds_of_a_known_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    accounts = read_accounts([cheap("ann", "one", 4), cheap("bob", "two", 6)])
    rounds: list[int] = []
    checked, spent = bcrypt.checkpw, bcrypt.hashpw
    monkeypatch.setattr(
        bcrypt, "checkpw", lambda word, hashed: (
            rounds.append(2 ** int(hashed[4:6])), checked(word, hashed)
        )[1],
    )  # fmt: skip
    monkeypatch.setattr(
        bcrypt, "hashpw", lambda word, salt: (
            rounds.append(2 ** int(salt[4:6])), spent(word, salt)
        )[1],
    )  # fmt: skip
    taken = []
    for name in ("ann", "bob", "nobody"):
        rounds.clear()
        accounts.check(name, "wrong")
        taken.append(sum(rounds))
    assert taken == [2**6] * 3


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("secret", "has no name before a colon"),
        (":$2y$05$" + "a" * 53, "has no name before a colon"),
        ("a b:$2y$05$" + "a" * 53, "has no name before a colon"),
        ("ann:secret", "has no bcrypt hash after ann's name"),
        ("ann:$apr1$abc$def", "has no bcrypt hash after ann's name"),
        ("ann:$2y$05$" + "a" * 52, "has no bcrypt hash after ann's name"),
        ("ann:$2y$31$" + "a" * 53, "has a hash of cost 31"),
        ("bob:$2y$05$" + "a" * 53, "names bob again"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_without_repeating_it(line: str, why: str) -> None:
    with pytest.raises(AccountUnclear) as error:
        read_accounts([cheap("bob", "b"), line])
    told = str(error.value)
    assert told.startswith(f"What was given as --auth number 2 {why}")
    assert "secret" not in told
    assert told.endswith("prints it.")


@pytest.mark.parametrize("name", ["", "a b", "a:b", "x" * 65])
def test_a_name_that_could_not_be_given_is_refused(name: str) -> None:
    with pytest.raises(PasswordUnusable, match="name"):
        account_line(name, "word")


def test_accounts_do_not_show_their_hashes() -> None:
    accounts = read_accounts([cheap("ann", "one")])
    assert "$2y$" not in repr(accounts)
    assert accounts
    assert not Accounts()


def test_who_fails_too_often_waits_and_then_may_try_again() -> None:
    now = [0.0]
    signing_in = SigningIn(read_accounts([cheap("ann", "one")]), Failures(lambda: now[0]))

    async def attempts() -> None:
        address_of_visitor.set("198.51.100.1")
        for _ in range(FAILURES):
            assert not await signing_in.check("ann", "wrong")
        with pytest.raises(HTTPException, match="wait a minute"):
            await signing_in.check("ann", "one")
        with pytest.raises(HTTPException):  # other names from there
            await signing_in.check("bob", "two")
        address_of_visitor.set("198.51.100.2")
        with pytest.raises(HTTPException):  # the same name from elsewhere
            await signing_in.check("ann", "one")
        assert not await signing_in.check("bob", "two")
        now[0] += WITHIN
        assert await signing_in.check("ann", "one")

    awaited(attempts())


def test_many_attempts_at_once_count_as_many() -> None:
    signing_in = SigningIn(read_accounts([cheap("ann", "one")]))

    async def attempts() -> list[bool | BaseException]:
        each = (signing_in.check("ann", "wrong") for _ in range(FAILURES * 2))
        return await asyncio.gather(*each, return_exceptions=True)

    assert awaited(attempts()).count(False) == FAILURES


def test_signing_in_often_is_no_failure() -> None:
    signing_in = SigningIn(read_accounts([cheap("ann", "one")]))

    async def attempts() -> bool:
        return all([await signing_in.check("ann", "one") for _ in range(FAILURES * 2)])

    assert awaited(attempts())


def test_failures_are_forgotten_rather_than_filling_the_memory() -> None:
    failures = Failures()
    for number in range(20_000):
        failures.add(f"name {number}")
    assert len(failures._times) == 10_000
