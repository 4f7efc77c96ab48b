"""Bytes to text: the right letters, or a refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.encoding import decoded
from ingest.source_text import Unreadable

FRENCH = (
    "Le café était fermé à l’heure où nous sommes arrivés. Une élève a dit : « C’est déjà "
    "l’été ! » et le garçon répondit que la forêt, près du pont, n’était pas loin.\n"
)
RUSSIAN = "Вчера я ходил в лес и видел три дерева. Было очень тепло, и солнце светило ярко.\n"
CHINESE = "小河边住着一位老人，他每天清晨都去钓鱼。 Jeden Tag.\n"


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE, "One line only", "a"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (CHINESE * 3, "gb18030")]
)
def test_older_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


def test_one_broken_letter_does_not_make_another_encoding_of_a_utf8_text() -> None:
    assert decoded(FRENCH.encode() * 3 + b"caf\xe9\n") == FRENCH * 3 + "caf\ufffd\n"
    assert decoded((RUSSIAN * 3).encode()[:-3]) == (RUSSIAN * 3)[:-3] + "\ufffd"


def test_zeros_that_a_crash_left_are_dropped() -> None:
    assert decoded(b"A log of the day.\n" + b"\0" * 4096) == "A log of the day.\n"
    assert decoded(b"A log of the day.\n" + b"\0" * 3) == "A log of the day.\n"
    assert decoded(b"A log\0 of the day.\n" * 10 + b"More of it. " * 50).startswith("A log of the")


def test_line_ends_of_every_kind_become_newlines() -> None:
    assert decoded(b"One\r\ntwo\rthree\n\r\nfour") == "One\ntwo\nthree\n\nfour"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06",
        bytes(range(1, 256)) * 4,
        bytes(range(32)) * 40,
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
        b"".join(number.to_bytes(2, "little") for number in range(2000)),
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^is not a text file; save it as plain text"):
        decoded(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        assert "\0" not in decoded(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_read_as_what_it_is(text: str) -> None:
    assert decoded(text.encode()) == text.removeprefix("\ufeff")
