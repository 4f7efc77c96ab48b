"""Kept conversations on the command line."""

import json
from pathlib import Path

import pytest

from assistant.api import Assistant
from tests.command_line import Command, command_line

QUESTION = "Which exercise took place in Russia?"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_line(monkeypatch, capsys)


def kept_ids() -> list[str]:
    with Assistant.open() as assistant:
        return [listed.id for listed in assistant.conversations()]


def test_a_chat_is_kept_and_gone_on_with(run: Command) -> None:
    run("ingest", "--sample")

    first = run("chat", typed=f"{QUESTION}\n")
    (kept,) = kept_ids()
    second = run("chat", "--resume", kept[:5], typed="When was it?\n")
    shown = run("conversations", "show", kept[:5])

    assert first.err == second.err == f"Kept; go on with `assistant chat --resume {kept}`.\n"
    before, asked = second.out.rsplit("\n? ", 1)[0], second.out
    assert before.startswith(f"{QUESTION}\n\n? {QUESTION}\n")
    assert "[1] Pakistan's fight against terrorism: a brief, “Partners abroad”, char" in before
    assert "August 2018" in asked
    assert shown.code == 0
    assert "\n? When was it?\n" in shown.out
    assert kept_ids() == [kept]


def test_a_chat_without_a_question_and_one_to_be_forgotten_are_not_kept(run: Command) -> None:
    run("ingest", "--sample")

    nothing = run("chat", typed="")
    forgotten = run("chat", "--forget", typed=f"{QUESTION}\nWhen was it?\n")

    assert (nothing.code, nothing.err) == (0, "")
    assert (forgotten.code, forgotten.err) == (0, "")
    assert "August 2018" in forgotten.out
    assert kept_ids() == []
    listed = run("conversations", "list")
    assert listed.out == "No conversation is kept; `assistant chat` begins one.\n"
    assert run("chat", "--forget", "--resume", "abc").code == 2


def test_conversations_are_listed_renamed_and_deleted(run: Command) -> None:
    run("chat", typed="Hello!\nHello again!\n")
    run("chat", typed="Thank you!\n")
    second, first = kept_ids()

    listed = run("conversations", "list").out
    renamed = run("conversations", "rename", first, "[b]Greetings[/b]")
    deleted = run("conversations", "delete", second)

    lines = listed.splitlines()
    assert lines[0] == f"{second}  Thank you!"
    assert lines[1].strip().startswith("1 question, the last 2")
    assert lines[2] == f"{first}  Hello!"
    assert lines[3].strip().startswith("2 questions, the last 2")
    assert renamed.out == "Renamed to ‘[b]Greetings[/b]’.\n"
    assert deleted.out == "Deleted ‘Thank you!’.\n"
    assert run("conversations", "list").out.startswith(f"{first}  [b]Greetings[/b]\n")
    assert kept_ids() == [first]


def test_a_conversation_is_exported_to_a_file_or_to_the_terminal(
    run: Command, tmp_path: Path
) -> None:
    run("ingest", "--sample")
    run("chat", typed=f"{QUESTION}\n")
    (kept,) = kept_ids()

    printed = run("conversations", "export", kept)
    as_json = run("conversations", "export", kept, "--format", "json")
    written = run("conversations", "export", kept, "--out", tmp_path / "talk.md")
    refused = run("conversations", "export", kept, "--out", tmp_path)

    assert printed.out.startswith(f"# {QUESTION}\n")
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == printed.out
    assert written.out == ""
    assert json.loads(as_json.out)["id"] == kept
    assert refused.code == 1
    assert refused.err.startswith(f"Error: The conversation cannot be written to {tmp_path}")
    assert run("conversations", "export", kept, "--format", "pdf").code == 2


def test_a_conversation_shown_again_tells_what_has_changed_since(
    run: Command, tmp_path: Path
) -> None:
    file = tmp_path / "ferries.txt"
    file.write_text("Ferry handbook\n\nThe ferry to Ullapool leaves at nine in the morning.")
    run("ingest", file)
    run("chat", typed="When does the ferry to Ullapool leave?\n")
    (kept,) = kept_ids()
    assert "since this answer" not in run("conversations", "show", kept).out
    file.write_text("Ferry handbook\n\nThe ferry to Ullapool leaves at ten in the morning.")
    run("ingest", file)

    shown = run("conversations", "show", kept)
    resumed = run("chat", "--resume", kept, typed="")

    for done in (shown, resumed):
        words = " ".join(done.out.split())
        assert "The ferry to Ullapool leaves at nine in the morning. [1]" in words
        assert "‘Ferry handbook’ has changed since this answer, which quotes the earlier" in words


@pytest.mark.parametrize("given", ["nonsense", "", "\udcff", "%"])
@pytest.mark.parametrize(
    "command",
    [
        ("chat", "--resume={}"),
        ("conversations", "show", "{}"),
        ("conversations", "export", "{}"),
        ("conversations", "delete", "{}"),
        ("conversations", "rename", "{}", "Title"),
    ],
)
def test_an_unknown_conversation_is_said_in_one_sentence(
    run: Command, command: tuple[str, ...], given: str
) -> None:
    run("chat", typed="Hello!\n")

    done = run(*(part.format(given) for part in command))

    assert done.code == 1
    assert done.err == (
        f"Error: No conversation has the id {given!r}; `assistant conversations list` shows "
        "those there are.\n"
    )
    assert len(kept_ids()) == 1


def test_an_id_that_could_be_several_is_refused(run: Command) -> None:
    while len({kept[0] for kept in kept_ids()}) == len(kept_ids()):
        run("chat", typed="Hello!\n")
    ids = [kept[0] for kept in kept_ids()]
    shared = next(start for start in ids if ids.count(start) == 2)

    done = run("conversations", "delete", shared)

    assert done.code == 1
    assert done.err == (
        f"Error: The ids of 2 conversations begin with {shared!r}; give more of it.\n"
    )


def test_a_title_of_no_words_is_refused(run: Command) -> None:
    run("chat", typed="Hello!\n")

    done = run("conversations", "rename", *kept_ids(), " ")

    assert done.code == 1
    assert done.err == "Error: A conversation needs a title; give it at least one word.\n"
