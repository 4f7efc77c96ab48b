"""Reading a zip file that a stranger packed: within limits, and nothing written to disk.

A zip file can claim any size and unpack to a million times its own, by repeating one byte or by
naming the same bytes many times over (D. Fifield, "A better zip bomb", 2019). So what it claims is
checked on opening, and what comes out is counted while it does.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from ingest.source_text import Unreadable

_MIB = 1024 * 1024
MOST_MEMBERS = 10_000
LARGEST_MEMBER = 256 * _MIB  # bytes, unpacked
LARGEST_TOTAL = 512 * _MIB
STEEPEST = 200  # times smaller than unpacked, past …
_STEEP_FROM = 10 * _MIB

_CHUNK = 1 * _MIB
_LOCAL_HEADER = 30  # bytes before a member's name
_CENTRAL = b"PK\x01\x02"
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (  # what zipfile raises for a file that isn't as it should be
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, LookupError, RuntimeError,
)  # fmt: skip


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked: shared by a zip file and the zip files within it."""

    size: int = LARGEST_TOTAL
    members: int = MOST_MEMBERS


class ZippedFile:
    """The members of a zip file by name, each read within limits."""

    def __init__(self, content: bytes, allowance: Allowance | None = None) -> None:
        """Raises Unreadable for what is damaged, or made to be too large."""
        self._allowance = allowance or Allowance()
        # Listing the members of a file made of nothing else would take a gigabyte.
        if content.count(_CENTRAL) > 10 * MOST_MEMBERS:
            raise _too_many()
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise Unreadable("is damaged; download or save it again.") from error
        self.members = self._zip.infolist()
        self._check_claims()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        return self._zip.namelist()

    def read(self, member: str | zipfile.ZipInfo, password: str | None = None) -> bytes:
        """A member's content. Raises Unreadable with what is wrong with it."""
        try:
            info = self._zip.getinfo(member) if isinstance(member, str) else member
        except KeyError as error:
            raise Unreadable(f"lacks its part {member}; download or save it again.") from error
        if info.flag_bits & 1 and password is None:
            raise Unreadable("is encrypted; give its password with --password, or unpack it.")
        if info.compress_type not in _USUAL:
            raise Unreadable("is packed in an unusual way; pack it anew as a plain zip file.")
        key = password.encode() if password is not None else None
        try:
            return self._counted(info, key)
        except _DAMAGE as error:
            if info.flag_bits & 1:
                raise Unreadable(
                    "is encrypted with another password; give the right one."
                ) from error
            raise Unreadable("is damaged; download or save it again.") from error

    def _counted(self, info: zipfile.ZipInfo, key: bytes | None) -> bytes:
        unpacked = bytearray()
        with self._zip.open(info, pwd=key) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += chunk
                self._allowance.size -= len(chunk)
                if self._allowance.size < 0 or _is_bomb(len(unpacked), info.compress_size):
                    raise _too_large()
        return bytes(unpacked)

    def _check_claims(self) -> None:
        self._allowance.members -= len(self.members)
        if self._allowance.members < 0:
            raise _too_many()
        if sum(info.file_size for info in self.members) > self._allowance.size:
            raise _too_large()
        end = 0
        for info in sorted(self.members, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise Unreadable("names the same bytes twice, as a zip bomb does; pack it anew.")
            end = info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size


def _is_bomb(unpacked: int, packed: int) -> bool:
    steep = unpacked > _STEEP_FROM and unpacked > STEEPEST * max(packed, 1)
    return unpacked > LARGEST_MEMBER or steep


def _too_large() -> Unreadable:
    return Unreadable(
        f"unpacks to more than {LARGEST_TOTAL // _MIB} MB, or holds a file of more than "
        f"{LARGEST_MEMBER // _MIB} MB or one packed more than {STEEPEST} times; "
        "unpack it, and add the files that you want."
    )


def _too_many() -> Unreadable:
    return Unreadable(
        f"holds more than {MOST_MEMBERS:,} files; unpack it, and add the files that you want."
    )
