"""Disks on which things go wrong: one that is full, one that can't be written to.

They are real file systems in memory, which only an administrator may mount.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A small disk, mounted at `place`."""

    def __init__(self, place: Path, kilobytes: int) -> None:
        self.place = place
        _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(place))

    def grow(self) -> None:
        """Make room."""
        _mount("-o", "remount,size=200m", str(self.place))

    def protect(self) -> None:
        """Let nothing be written any more."""
        _mount("-o", "remount,ro", str(self.place))

    def unprotect(self) -> None:
        """Let it be written to again."""
        _mount("-o", "remount,rw", str(self.place))


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Disk]:
    """A disk of so many kilobytes; the test is skipped where none can be mounted."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only an administrator of Linux can mount a small disk")
    place.mkdir()
    try:
        disk = Disk(place, kilobytes)
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
