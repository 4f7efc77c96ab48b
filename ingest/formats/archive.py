"""Zip archives: the files in them, one after the other, and nothing written to disk.

An archive within an archive is opened too, one within that is not. A member that can't be read
doesn't keep the others from being read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipInfo

from ingest.formats.zipped import Allowance, ZippedFile
from ingest.source_text import Unreadable

_LONGEST_NAME = 200  # characters
_UTF8_NAME = 0x800  # the flag of a name that is written in UTF-8
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `problem` is why there is no content: what follows the name."""

    name: str
    content: bytes = b""
    problem: str = ""


def members(content: bytes, password: str | None = None) -> Iterator[Member]:
    """The files of an archive, in its order. Names are safe to show, and no two are the same.

    Hidden files and those that macOS adds are passed over. Raises Unreadable where the archive
    as a whole is damaged, too large, or made to harm.
    """
    taken: dict[str, int] = {}
    for member in _members(content, password, Allowance(), "", inner=False):
        yield Member(_another(member.name, taken), member.content, member.problem)


def _members(
    content: bytes, password: str | None, allowance: Allowance, folder: str, inner: bool
) -> Iterator[Member]:
    archive = ZippedFile(content, allowance)
    for info in archive.members:
        name = folder + _safe(_name(info))
        if info.is_dir() or _is_hidden(name):
            continue
        try:
            member = archive.read(info, password)
        except Unreadable as error:
            yield Member(name, problem=str(error))
            continue
        if not name.lower().endswith(".zip"):
            yield Member(name, member)
        elif inner:
            yield Member(name, problem="is an archive within two others; unpack the outer one.")
        else:
            try:
                yield from _members(member, password, allowance, f"{name}/", inner=True)
            except Unreadable as error:
                yield Member(name, problem=str(error))


def _name(info: ZipInfo) -> str:
    """A member's name; many programs write UTF-8 and don't say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _safe(name: str) -> str:
    """A name as a path below the archive, of characters that can be shown.

    >>> _safe("/etc/../a\\\\b\\u202e.txt")
    'etc/a/b\\ufffd.txt'
    """
    steps = re.split(r"[/\\]", name)
    kept = [step for step in steps if step.strip() not in ("", ".", "..")]
    if kept and re.fullmatch("[A-Za-z]:", kept[0]):
        kept = kept[1:]
    shown = "/".join(kept)[-_LONGEST_NAME:].lstrip("/")
    return "".join(c if c.isprintable() else "\ufffd" for c in shown) or "nameless"


def _is_hidden(name: str) -> bool:
    return any(step.startswith(".") or step == "__MACOSX" for step in name.split("/"))


def _another(name: str, taken: dict[str, int]) -> str:
    """The name, or the first of "name (2).txt", "name (3).txt" … that is free."""
    path = PurePosixPath(name)
    free = name
    while free in taken:
        taken[name] += 1
        free = str(path.with_name(f"{path.stem} ({taken[name]}){path.suffix}"))
    taken[free] = 1
    return free
