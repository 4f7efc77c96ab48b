"""What a process that reads files can't do any more."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ATTEMPT = """
import os, socket, subprocess, sys
from ingest.sandbox import MEMORY, give_up_rights
give_up_rights("/bin/true")
try:
    {attempt}
except (OSError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("done")
"""


def attempt(statement: str, folder: Path) -> str:
    """How a statement ends after the process has given up its rights."""
    code = ATTEMPT.format(attempt=statement)
    ended = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.strip()


@pytest.mark.parametrize(
    "statement",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket().bind(('127.0.0.1', 0))",
        "open(sys.argv[1] + '/new', 'w')",
        "open(sys.argv[1] + '/there', 'a')",
        "os.remove(sys.argv[1] + '/there')",
        "os.rename(sys.argv[1] + '/there', sys.argv[1] + '/new')",
        "os.mkdir(sys.argv[1] + '/new')",
        "subprocess.run(['/bin/ls'])",
        "os.system('ls')",
        "os.execv('/bin/ls', ['ls'])",
    ],
)
def test_it_reaches_no_network_writes_no_file_and_starts_no_program(
    tmp_path: Path, statement: str
) -> None:
    (tmp_path / "there").write_text("Still.")
    assert attempt(statement, tmp_path) == "PermissionError"
    assert [file.read_text() for file in tmp_path.iterdir()] == ["Still."]


def test_it_gets_no_more_memory_than_reading_needs(tmp_path: Path) -> None:
    assert attempt("bytearray(MEMORY)", tmp_path) == "MemoryError"
    assert attempt("bytearray(MEMORY // 4)", tmp_path) == "done"


def test_it_still_reads_and_starts_the_one_program_that_it_may(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("Still.")
    assert attempt("open(sys.argv[1] + '/there').read()", tmp_path) == "done"
    assert attempt("subprocess.run(['/bin/true'], check=True)", tmp_path) == "done"
