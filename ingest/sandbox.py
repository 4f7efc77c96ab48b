"""What a process that reads strangers' files gives up before it reads the first.

A file can be made to exhaust, hang or crash whatever reads it, or to make it do something else.
So the process takes from itself the memory and time beyond what reading needs, core dumps, files
to write, the network, and other programs but one. Each of these is a limit of the operating
system's where there is one; the audit hook behind them sees what Python code does, not what a
library written in C does.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

MEMORY = 3 * 1024**3
"""Bytes of address space: what the readers themselves map is some hundred megabytes of it."""

_CPU_SECONDS = 3600
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # flags of unshare(2)
_CHANGES_FILES = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.utime", "shutil.",
)  # fmt: skip
_STARTS_PROGRAMS = ("subprocess.Popen", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "pty")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def give_up_rights(program: str | None = None) -> None:
    """Keep this process, for good, from all that reading doesn't need.

    `program` is the one that it may still start, which gives up the same.
    """
    _limit_resources()
    _leave_network()
    sys.addaudithook(_refusing(program))


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # not a system with such limits
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (lower, lower))


def _leave_network() -> None:
    """Move to a network of its own that has nothing in it, where the system lets a user do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)


def _refusing(program: str | None) -> Any:
    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            is_open_already = isinstance(path, int)
            forbidden = not is_open_already and path != os.devnull and bool((flags or 0) & _WRITING)
        elif event.startswith(_STARTS_PROGRAMS):
            forbidden = program is None or arguments[0] not in (program, Path(program).name)
        else:
            forbidden = event.startswith(("socket.", *_CHANGES_FILES))
        if forbidden:
            raise PermissionError(f"a reader of files may not do this: {event}")

    return refuse
