"""A chat page as `assistant ui` serves it, in a process of its own, and plain HTTP to it."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.forked import Forked

ROOT = Path(__file__).parent.parent
Process = subprocess.Popen[str] | Forked
_OWN = (None, "127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def cookies(self) -> dict[str, str]:
        pairs = [line.split(";")[0] for line in self.headers.get_all("Set-Cookie") or []]
        return dict(pair.split("=", 1) for pair in pairs)


@dataclass(frozen=True)
class ServedPage:
    """A page that is being served."""

    url: str
    library: Path
    process: Process

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """One request, its path sent exactly as given. Streams are read up to 200 bytes."""
        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None and "Transfer-Encoding" not in (headers or {}):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            is_stream = "event-stream" in response.headers.get("Content-Type", "")
            content = response.read1(200) if is_stream else response.read()
            return Reply(response.status, response.headers, content)
        finally:
            connection.close()

    def post(self, path: str, told: Any, headers: dict[str, str] | None = None) -> Reply:
        body = json.dumps(told).encode()
        kind = {"Content-Type": "application/json"}
        return self.ask(path, "POST", body, kind | (headers or {}))

    def sign_in(self, name: str, password: str) -> Reply:
        form = urlencode({"username": name, "password": password}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("/login", "POST", form, kind)


def form_of(**files: bytes) -> tuple[bytes, dict[str, str]]:
    """Files as a form that is uploaded: its body and its headers. `a_txt` stands for a.txt."""
    head = '--edge\r\nContent-Disposition: form-data; name="files"; filename="{}"\r\n\r\n'
    parts = [
        head.format(name.replace("_", ".")).encode() + content + b"\r\n"
        for name, content in files.items()
    ]
    return b"".join(parts) + b"--edge--\r\n", {"Content-Type": "multipart/form-data; boundary=edge"}


@contextmanager
def begun_page(
    folder: Path, *options: str, documents: Sequence[Path] = (), fresh: bool = False
) -> Iterator[ServedPage]:
    """The page over a library in a folder, however it ends. Documents are put in first.

    A `fresh` one is served by a Python of its own, which takes much longer to start.
    """
    library = folder / "library"
    environment = os.environ | {"ASSISTANT_LIBRARY": str(library), "TMPDIR": str(folder)}
    command = [list(map(str, documents)), ["ui", "--no-open", "--port", "0", *options]]
    process: Process
    if fresh:
        path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=environment | {"PYTHONPATH": path},
        )
    else:
        process = Forked(run_page, *command, cwd=folder, env=environment)
    assert process.stdout
    said = process.stdout.readline()
    if not said.startswith("The chat is at "):
        raise AssertionError(f"the page did not start: {process.communicate()[1]}")
    try:
        yield ServedPage(said.split()[4].rstrip("/"), library, process)
    finally:
        process.kill()
        process.wait(60)


@contextmanager
def served_page(
    folder: Path,
    *options: str,
    documents: Sequence[Path] = (),
    stop: signal.Signals = signal.SIGINT,
    fresh: bool = False,
) -> Iterator[ServedPage]:
    """The same, ended by a signal; it must end well."""
    with begun_page(folder, *options, documents=documents, fresh=fresh) as page:
        try:
            yield page
        finally:
            page.process.send_signal(stop)
            _, errors = page.process.communicate(timeout=60)
        assert page.process.returncode == 0, errors
        for mishap in ("Traceback", "looked up", "connected to"):
            assert mishap not in errors, errors
        assert not (page.library / "holder.json").exists()
        assert list(folder.glob("article-assistant-*")) == []


# A shell may have told its children to ignore Ctrl-C.
_START = """
import json, signal, sys
from tests.served_page import run_page
signal.signal(signal.SIGINT, signal.default_int_handler)
run_page(*json.loads(sys.argv[1]))
"""


def run_page(documents: list[str], command: list[str]) -> None:
    """What the process of a page does; it says so if it looks for anybody but this machine."""
    sys.addaudithook(_tell_of_others)
    if documents:
        from assistant.api import Assistant

        with Assistant.open() as assistant:
            assert not assistant.ingest(documents).failed
    from assistant.cli import main

    sys.argv = ["assistant", *command]
    main()


def _tell_of_others(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo" and arguments[0] not in _OWN:
        print("looked up", arguments[0], file=sys.stderr)
    elif event == "socket.connect":
        where = arguments[1]  # a file's name, for a socket of this machine's
        if isinstance(where, tuple) and where[0] not in _OWN:
            print("connected to", where, file=sys.stderr)
