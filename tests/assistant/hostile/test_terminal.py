"""A terminal is shown what documents and an obedient model wrote as text, and obeys none of it."""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import cli
from tests.assistant.hostile.documents import dressed_up_reply, hostile_documents, obedient_reply
from tests.forked import Forked
from tests.obedient_server import obedient_server

ROOT = Path(__file__).parents[3]
COLOUR = re.compile(r"\x1b\[[\d;]*m")  # rich's own: bold, dim
END = "end of what this command wrote"


@pytest.mark.slow
def test_a_terminal_gets_no_control_characters_and_no_links(tmp_path: Path) -> None:
    document = next(d for d in hostile_documents() if d.kind == "terminal escapes")
    file = tmp_path / "document.md"
    file.write_text(document.text, encoding="utf-8")

    with obedient_server(f"{dressed_up_reply(document)}\n\n{obedient_reply(document)}") as url:
        added, asked, quoted = terminal(
            ["ingest", str(file)],
            ["ask", document.question, "--model", "obedient"],
            ["ask", document.question],
            ASSISTANT_LIBRARY=str(tmp_path / "library"),
            ASSISTANT_MODEL_URL=url,
        )

    for shown in (added, asked, quoted):
        assert shown.strip()
        assert [c for c in COLOUR.sub("", shown) if not c.isprintable() and c != "\n"] == []
    assert COLOUR.search(asked)
    assert ("chat model" in asked, "chat model" in quoted) == (True, False)
    for shown in (asked, quoted):
        assert document.fact in shown


def terminal(*commands: list[str], **environment: str) -> list[str]:
    """What each of some commands writes to a terminal that knows colours and links.

    One process runs them all: each would load the model anew.
    """
    knowing = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    process = Forked(run, commands, cwd=ROOT, env=os.environ | knowing | environment)
    said, complained = process.communicate()
    assert process.returncode == 0, complained
    *shown, after = said.split(f"{END}\n")
    assert not after
    return shown


def run(commands: Sequence[list[str]]) -> None:
    """Run commands of the command line, and say where each ends."""
    for arguments in commands:
        sys.argv = ["assistant", *arguments]
        try:
            cli.main()
        except SystemExit as ended:
            if ended.code:
                raise
        print(END, flush=True)
