"""The command line as a person uses it; `main` is called in this process unless it matters."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.api import Assistant
from assistant.settings import Settings
from tests.command_line import Command, Done, command_line
from vectorstore.lock import read_holder

ROOT = Path(__file__).parents[2]
SLOW = ("torch", "chromadb", "gradio", "transformers", "sentence_transformers", "langchain_core")
QUESTION = "How many cases were finalized?"


Run = Command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return command_line(monkeypatch, capsys)


def run_process(*arguments: str | Path) -> Done:
    """Runs the command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def assert_one_sentence(error: str) -> None:
    assert error.startswith("Error: ")
    assert error.endswith(".\n")
    assert error.count("\n") == 1


def test_the_sample_is_ingested_asked_listed_and_removed(run: Run) -> None:
    added = run("ingest", "--sample")
    again = run("ingest", "--sample")
    answered = run("ask", QUESTION)
    listed = run("sources")
    removed = run("remove", listed.out.split()[0])

    assert [done.code for done in (added, again, answered, listed, removed)] == [0] * 5
    assert added.out.startswith("Added Pakistan's fight against terrorism: a brief (")
    assert again.out == "1 document unchanged.\n"
    assert "546" in answered.out
    place = "“Operations and courts at home”, characters "
    shown = " ".join(answered.out.split())  # which a terminal of 80 columns breaks
    assert f"[1] Pakistan's fight against terrorism: a brief, {place}" in shown
    assert "pakistan-counter-terrorism.md" in listed.out
    assert removed.out == "Removed Pakistan's fight against terrorism: a brief.\n"
    assert "library is empty" in run("sources").out


def test_a_chat_model_is_named_beside_what_it_was_asked_for(
    run: Run, language_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_MODEL_URL", language_server)
    run("ingest", "--sample")

    answered = run("ask", QUESTION, "--model", "smollm2")
    quoted = run("ask", QUESTION)
    chatted = run("chat", "--model", "smollm2", typed="Hello!\n")

    assert answered.code in (0, 3)
    assert re.search(r"tokens read, \d+ written", answered.out)
    assert "tokens" not in quoted.out
    assert "tokens" not in chatted.out


@pytest.mark.parametrize("command", [("ask", QUESTION), ("chat",), ("ui", "--no-open")])
def test_a_chat_model_that_cannot_be_had_is_said_in_one_sentence(
    run: Run, command: tuple[str, ...]
) -> None:
    done = run(*command, "--model", "nobody:model")

    assert done.code == 1
    assert_one_sentence(done.err)
    assert "'nobody:model' has no known provider" in done.err


def test_a_question_may_be_asked_of_one_document(run: Run, tmp_path: Path) -> None:
    kites = tmp_path / "kites.txt"
    kites.write_text("Kites\n\nA kite needs a steady wind of ten knots.")
    run("ingest", "--sample", kites)
    with Assistant.open() as assistant:
        ids = {document.title: document.id for document in assistant.documents()}
    question = "What does a kite need?"

    for name in ("Kites", ids["Kites"], ids["Kites"][:8]):
        asked = run("ask", question, "--document", name)
        assert (asked.code, "ten knots" in asked.out) == (0, True)
    (sample,) = ids.keys() - {"Kites"}
    assert run("ask", question, "--document", sample).code == 3
    assert run("ask", question, "-d", sample, "-d", "Kites").code == 0
    unknown = run("ask", question, "--document", "nonsense")
    assert unknown.code == 1
    assert_one_sentence(unknown.err)
    assert "nonsense" in unknown.err


def test_every_model_that_a_page_is_to_offer_must_be_had(run: Run) -> None:
    done = run("ui", "--no-open", "--model", "quoting", "--model", "gguf:/a path/none.gguf")

    assert done.code == 1
    assert_one_sentence(done.err)
    assert "/a path/none.gguf" in done.err


def test_an_answer_as_json_holds_all_of_it(run: Run) -> None:
    run("ingest", "--sample")

    answer = json.loads(run("ask", QUESTION, "--json").out)

    assert "546" in answer["text"]
    assert answer["abstained"] is False
    assert answer["citations"] == [
        citation for sentence in answer["sentences"] for citation in sentence["citations"]
    ]
    for citation in answer["citations"]:
        assert citation.keys() == {
            "marker", "document_id", "title", "page", "start", "end", "quote", "section"
        }  # fmt: skip


def test_what_the_documents_do_not_answer_ends_with_three_and_the_nearest(run: Run) -> None:
    run("ingest", "--sample")

    done = run("ask", "Who painted Guernica?")
    as_json = run("ask", "Who painted Guernica?", "--json")

    assert (done.code, as_json.code) == (3, 3)
    assert done.out.startswith("The documents don't answer this.\n")
    assert "Nearest passages (not an answer):" in done.out
    assert json.loads(as_json.out)["abstained"] is True


def test_an_empty_library_says_so(run: Run) -> None:
    done = run("ask", QUESTION)

    assert done.code == 3
    assert done.out == "The library is empty. Add a document first, then ask about it.\n"


def test_a_chat_goes_on_from_what_was_said(run: Run) -> None:
    run("ingest", "--sample")

    done = run(
        "chat",
        typed="Which exercise took place in Russia?\n\nWhen was it?\nexit\nnever asked\n",
    )

    assert done.code == 0
    first, second = [shown for shown in done.out.split("\n? ") if shown.strip()]
    assert "[1] Pakistan's" in first
    assert "August 2018" in second
    assert "August 2018" not in run("ask", "When was it?").out.split("Nearest passages")[0]


def test_a_chat_ends_where_the_input_ends(run: Run) -> None:
    assert run("chat", typed="").code == 0


def test_files_that_cannot_be_read_are_named_and_the_others_added(run: Run, tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("Kites\n\nA kite needs a steady wind.")
    empty.write_text("")

    done = run("ingest", good, empty, tmp_path / "missing.txt")

    assert done.code == 1
    assert done.out == "Added Kites (1 passage)\n"
    assert [line for line in done.err.splitlines() if line] == [
        f"Not added: {empty} is empty; there is nothing to read in it.",
        f"Not added: {tmp_path / 'missing.txt'} does not exist; check the path.",
    ]


def test_an_id_can_be_copied_whole_from_a_narrow_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / ("a name that is far too long for a narrow terminal " * 3 + ".txt")
    file.write_text("A title that is far too long for a narrow terminal " * 2 + "\n\nKites fly.")
    run("ingest", file)

    listed = run("sources").out

    with Assistant.open() as assistant:
        (document,) = assistant.documents()
    assert document.id in listed
    assert document.source in listed


@pytest.mark.parametrize("command", ["remove", "ask", "ingest", "frobnicate"])
def test_a_command_that_is_not_understood_ends_with_two(run: Run, command: str) -> None:
    assert run(command).code == 2


def test_an_unknown_document_is_said_in_one_sentence(run: Run) -> None:
    done = run("remove", "nonsense")

    assert done.code == 1
    assert_one_sentence(done.err)
    assert "nonsense" in done.err


@pytest.mark.parametrize("threshold", ["high", "7"])
def test_a_setting_that_makes_no_sense_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, threshold: str
) -> None:
    monkeypatch.setenv("ASSISTANT_THRESHOLD", threshold)

    for command in (("ask", QUESTION), ("sources",), ("doctor",)):
        done = run(*command)
        assert done.code == 1
        assert_one_sentence(done.err)
        assert "ASSISTANT_THRESHOLD" in done.err


def test_a_library_that_cannot_be_made_is_said_in_one_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")

    done = run("sources", "--library", file / "library")

    assert done.code == 1
    assert_one_sentence(done.err)


def test_a_port_that_is_taken_is_said_in_one_sentence(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        done = run("ui", "--no-open", "--port", port)

    assert done.code == 1
    assert_one_sentence(done.err)
    assert port in done.err


def test_reindex_says_how_much_there_is(run: Run) -> None:
    run("ingest", "--sample")
    with Assistant.open() as assistant:
        (document,) = assistant.documents()

    assert run("reindex").out == f"The index holds {document.passages} passages.\n"


def test_the_doctor_finds_a_sound_library_sound(run: Run) -> None:
    run("ingest", "--sample")

    done = run("doctor")

    assert done.code == 0
    assert "WRONG" not in done.out
    for subject in ("weights", "disk space", "lock", "catalog", "stores", "network"):
        assert f"ok     {subject}: " in done.out


def test_the_doctor_ends_with_one_where_something_is_wrong(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_CHROMA_SERVER", "http://vectors.example.org:8000")

    done = run("doctor")

    assert done.code == 1
    assert "WRONG  network: vectors go to the Chroma server" in done.out


def test_a_document_cannot_write_to_the_terminal_but_as_text(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(
        "[bold red]Kites[/bold red] \x1b[31mfly\x1b[0m\n\n"
        "A kite \x1b]0;owned\x07needs [link=http://x.example]a steady wind[/link] \x9b2J of "
        "ten\x08\x08 knots\u202e and [/] a tail. :warning: ![](http://x.example/a.png)\n"
    )

    shown = [
        run("ingest", hostile),
        run("ask", "What steady wind does a kite need?"),
        run("ask", "Who painted Guernica in 1937?"),
        listed := run("sources"),
        run("remove", listed.out.split()[0]),
    ]

    assert "[bold red]Kites[/bold red]" in shown[0].out
    assert "[link=http://x.example]a steady wind[/link]" in " ".join(shown[1].out.split())
    assert ":warning:" in shown[2].out
    for done in shown:
        written = done.out + done.err
        assert all(character.isprintable() or character == "\n" for character in written)
    assert shown[4].out.startswith("Removed [bold red]Kites[/bold red]")


def test_help_names_every_command_and_loads_nothing_slow() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant.cli", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    for command in ("ingest", "ask", "chat", "sources", "remove", "reindex", "ui", "doctor"):
        assert f" {command} " in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert imported.isdisjoint(SLOW)


def test_a_process_of_its_own_answers_what_another_ingested(run: Run) -> None:
    run("ingest", "--sample")

    answered = run_process("ask", QUESTION)

    assert answered.code == 0
    assert answered.out == run("ask", QUESTION).out
    assert "546" in answered.out
    assert answered.err == ""


def test_a_library_in_use_is_refused_with_the_holders_process_id() -> None:
    with Assistant.open() as holder:
        pid = read_holder(holder.library.folder)["pid"]
        done = run_process("ask", QUESTION)

    assert pid == os.getpid()
    assert done.code == 1
    assert_one_sentence(done.err)
    assert f"in use by process {pid}" in done.err
    assert str(Settings().library) in done.err


def test_a_web_address_is_fetched_only_where_that_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://127.0.0.1/tides.html"
    off = run("ingest", url)
    assert off.code == 1
    assert f"Not added: {url} is a web address" in off.err
    assert "ASSISTANT_URLS=true" in off.err

    monkeypatch.setenv("ASSISTANT_URLS", "true")
    on, planned = run("ingest", url), run("ingest", "--dry-run", url)
    assert on.code == 1
    assert f"Not added: {url} lies on this machine or in a network that isn't public" in on.err
    assert planned.out == f"Would fetch, and add or update, {url}\n"
