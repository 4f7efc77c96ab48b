"""Zip archives: what is in them, under names that are safe, and never more than fits."""

import struct
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings

from ingest.formats.archive import Member, members
from ingest.formats.zipped import Allowance, ZippedFile
from ingest.source_text import Unreadable
from tests.ingest.formats.damage import damaged
from tests.ingest.formats.made import zipped

TWO = zipped({"notes/a.txt": "It rained.", "b.md": "# Tides\n" * 50})


def test_the_files_of_an_archive_come_in_its_order() -> None:
    assert list(members(TWO)) == [
        Member("notes/a.txt", b"It rained."),
        Member("b.md", b"# Tides\n" * 50),
    ]


def test_hidden_files_and_folders_are_passed_over() -> None:
    names = ["a.txt", ".hidden", "x/.DS_Store", "__MACOSX/._a.txt", "empty/", ".git/config"]
    assert [member.name for member in members(zipped(dict.fromkeys(names, "x")))] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/passwd", "etc/passwd"),
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\a.txt", "a.txt"),
        ("C:\\a\\b.txt", "a/b.txt"),
        ("a\u202etxt.exe", "a\ufffdtxt.exe"),
        ("a\nb\x1b[2J.txt", "a\ufffdb\ufffd[2J.txt"),
        ("..//..", "nameless"),
        ("x" * 500 + ".txt", "x" * 196 + ".txt"),
        ("小河.txt", "小河.txt"),
    ],
)
def test_a_name_is_made_safe_to_show(name: str, shown: str) -> None:
    assert [member.name for member in members(zipped({name: "x"}))] == [shown]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_two_names_are_the_same() -> None:
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as file:
        for name in ("a/b.txt", "a/b.txt", "../a/b.txt", "a/b (2).txt"):
            file.writestr(name, "x")
    assert [member.name for member in members(into.getvalue())] == [
        "a/b.txt",
        "a/b (2).txt",
        "a/b (3).txt",
        "a/b (2) (2).txt",
    ]


def test_an_archive_in_an_archive_is_opened_and_one_within_that_is_not() -> None:
    outer = zipped({"in.zip": zipped({"a.txt": "x", "in.zip": TWO}), "b.txt": "y"})
    assert list(members(outer)) == [
        Member("in.zip/a.txt", b"x"),
        Member("in.zip/in.zip", problem="is an archive within two others; unpack the outer one."),
        Member("b.txt", b"y"),
    ]


def test_one_bad_member_does_not_keep_the_others_from_being_read() -> None:
    content = bytearray(zipped({"a.txt": bytes(range(256)), "b.txt": "fine"}))
    content[60] ^= 0xFF
    found = list(members(bytes(content)))
    assert found[0].problem == "is damaged; download or save it again."
    assert found[1] == Member("b.txt", b"fine")
    found = list(members(zipped({"broken.zip": b"PK nothing", "b.txt": "fine"})))
    assert found[0].problem.startswith("is damaged")
    assert found[1].content == b"fine"


def test_an_encrypted_member_needs_its_password() -> None:
    content = encrypted("secret.txt", b"The tide rises at six.", b"harbour")
    (member,) = members(content)
    assert member.problem == "is encrypted; give its password with --password, or unpack it."
    (member,) = members(content, "harbour")
    assert member.content == b"The tide rises at six."
    (member,) = members(content, "wrong")
    assert "is encrypted with another password" in member.problem


def test_a_file_that_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    bomb = zipped({"zeros.txt": bytes(50 * 1024 * 1024), "b.txt": "fine"})
    assert len(bomb) < 100_000
    found = list(members(bomb))
    assert "packed more than 200 times" in found[0].problem
    assert found[1].content == b"fine"


def test_what_unpacks_to_more_than_it_claims_is_refused() -> None:
    content = bytearray(zipped({"zeros.txt": bytes(50 * 1024 * 1024)}))
    small = struct.pack("<I", 1000)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = small
    (member,) = members(bytes(content))
    assert member.problem
    assert len(member.content) <= 1000


def test_archives_share_what_may_be_unpacked_altogether() -> None:
    content = zipped({"a.txt": "x" * 600})
    allowance = Allowance(size=1000)
    assert ZippedFile(content, allowance).read("a.txt") == b"x" * 600
    with pytest.raises(Unreadable, match="unpacks to more than"):
        ZippedFile(content, allowance)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(Unreadable, match="holds more than 10,000 files"):
        list(members(zipped({str(number): "" for number in range(10_001)})))


def test_members_that_share_their_bytes_are_refused() -> None:
    content = zipped({"a.txt": "x" * 100, "b.txt": "y" * 100})
    end = content.index(b"PK\x05\x06")
    directory = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", directory + 4)
    entry = bytearray(content[directory:second])
    entry[46:51] = b"c.txt"
    forged = content[:directory] + content[directory:second] + entry + content[end:]
    tail = bytearray(forged[-22:])
    tail[12:16] = struct.pack("<I", len(content[directory:second]) + len(entry))
    with pytest.raises(Unreadable, match="as a zip bomb does"):
        list(members(forged[:-22] + bytes(tail)))


def test_a_member_packed_in_another_way_is_named() -> None:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.txt", "x")
    (member,) = members(into.getvalue())
    assert member.problem.startswith("is packed in an unusual way")


@settings(max_examples=150, deadline=None)
@given(damaged(TWO))
def test_a_damaged_archive_is_read_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        for member in members(content):
            assert member.name.isprintable()
            assert not member.problem or member.problem.endswith(".")


def encrypted(name: str, content: bytes, password: bytes) -> bytes:
    """A zip file with one member, encrypted as PKWARE's APPNOTE describes in section 6.1."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    table = [_crc_entry(b) for b in range(256)]

    def mix(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    def hide(byte: int) -> int:
        key = (keys[2] | 2) & 0xFFFF
        hidden = byte ^ ((key * (key ^ 1)) >> 8 & 0xFF)
        mix(byte)
        return hidden

    for byte in password:
        mix(byte)
    crc = zlib.crc32(content)
    hidden = bytes(map(hide, bytes(11) + bytes([crc >> 24]) + content))
    sizes = struct.pack("<III", crc, len(hidden), len(content))
    fields = struct.pack("<HHHHH", 20, 1, 0, 0, 0x21)
    names = struct.pack("<HH", len(name), 0)
    local = b"PK\x03\x04" + fields + sizes + names + name.encode() + hidden
    central = (
        b"PK\x01\x02" + struct.pack("<H", 20) + fields + sizes + names
        + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    )  # fmt: skip
    return (
        local
        + central
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    )


def _crc_entry(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xEDB88320 if byte & 1 else 0)
    return byte
