"""A terminal is shown what documents and an obedient model wrote as text, and obeys none of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.hostile.documents import dressed_up_reply, hostile_documents, obedient_reply
from tests.obedient_server import obedient_server

ROOT = Path(__file__).parents[3]
COLOUR = re.compile(r"\x1b\[[\d;]*m")  # rich's own: bold, dim


@pytest.mark.slow
def test_a_terminal_gets_no_control_characters_and_no_links(tmp_path: Path) -> None:
    document = next(d for d in hostile_documents() if d.kind == "terminal escapes")
    file = tmp_path / "document.md"
    file.write_text(document.text, encoding="utf-8")
    library = ["--library", str(tmp_path / "library")]

    added = terminal("ingest", str(file), *library)
    with obedient_server(f"{dressed_up_reply(document)}\n\n{obedient_reply(document)}") as url:
        asked = terminal("ask", document.question, "--model", "obedient", *library, url=url)
    quoted = terminal("ask", document.question, *library)

    for shown in (added, asked, quoted):
        assert [c for c in COLOUR.sub("", shown) if not c.isprintable() and c != "\n"] == []
    for shown in (asked, quoted):
        assert document.fact in shown


def terminal(*arguments: str, url: str = "") -> str:
    """What a command writes to a terminal that knows colours and links."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        cwd=ROOT,
        env=os.environ
        | {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
        | ({"ASSISTANT_MODEL_URL": url} if url else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
