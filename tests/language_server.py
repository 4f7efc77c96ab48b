"""A real language model behind a real server: SmolLM2-135M, served by llama.cpp on loopback."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.weights import smollm2


@contextmanager
def served_language_model() -> Iterator[str]:
    """The address of its API, as long as the context is open."""
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(smollm2())
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0
    wanted.n_ctx = 4096
    wanted.n_parallel = 1
    wanted.n_predict = 120
    wanted.warmup = False
    wanted.verbosity = 0
    # More threads than free processors wait for each other, for minutes.
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(wanted)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server  # which stops it


@contextmanager
def killable_language_model() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same in a process of its own, and that process."""
    command = [sys.executable, "-m", "tests.language_server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


if __name__ == "__main__":
    with served_language_model() as url:
        print(url, flush=True)
        sys.stdin.read()  # until whoever started this is gone
