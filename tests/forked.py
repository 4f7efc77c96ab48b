"""Processes forked from one that has imported everything, which takes longer than what most do.

That one starts no thread and opens nothing, so what is forked from it is as good as new.
"""

import multiprocessing
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.imported"])


class Forked:
    """A function at work in a process of its own, told of as `subprocess.Popen` tells."""

    def __init__(
        self,
        work: Callable[..., None],
        *given: object,
        cwd: Path,
        env: Mapping[str, str],
    ) -> None:
        said, saying = _FORKING.Pipe(duplex=False)
        complaints, complaining = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(
            target=_begin, args=(work, given, saying, complaining, str(cwd), dict(env))
        )
        self._process.start()
        saying.close()
        complaining.close()
        self.stdout = os.fdopen(os.dup(said.fileno()), encoding="utf-8")
        self._stderr = os.fdopen(os.dup(complaints.fileno()), encoding="utf-8")
        self.args = [work.__name__, *given]

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float) -> None:
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(self.args, timeout)

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """What it wrote until its end, that was not read before."""
        self.wait(timeout)
        return self.stdout.read(), self._stderr.read()


def _begin(
    work: Callable[..., None],
    given: tuple[object, ...],
    saying: Connection,
    complaining: Connection,
    folder: str,
    environment: dict[str, str],
) -> None:
    os.dup2(saying.fileno(), 1)
    os.dup2(complaining.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    tempfile.tempdir = None  # which this environment may want elsewhere
    signal.signal(signal.SIGINT, signal.default_int_handler)
    work(*given)
