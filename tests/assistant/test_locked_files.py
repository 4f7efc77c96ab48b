"""Files with a password: told how to open them, and opened with it."""

from pathlib import Path

import pytest

from assistant.api import Assistant
from tests.command_line import command_line
from tests.ingest.formats.test_archive import encrypted

LOCKED = Path(__file__).parents[1] / "ingest" / "layouts" / "encrypted.pdf"


def locked_files(folder: Path) -> list[Path]:
    archive = folder / "shelf.zip"
    archive.write_bytes(encrypted("a.txt", b"The tide rises at six in the evening.", b"herring"))
    return [LOCKED, archive]


def test_locked_files_are_read_with_their_password_only(
    assistant: Assistant, tmp_path: Path
) -> None:
    files = locked_files(tmp_path)
    for wrong in (None, "cod"):
        failed = assistant.ingest(files, password=wrong).failed
        assert ["is encrypted" in one.message for one in failed] == [True, True]
    report = assistant.ingest(files, password="herring")
    assert (len(report.added), report.failed) == (2, ())


@pytest.mark.parametrize("given", [("--password", "herring"), ()])
def test_the_command_line_takes_a_password_as_an_option_or_from_the_environment(
    given: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = command_line(monkeypatch, capsys)
    files = locked_files(tmp_path)
    without = run("ingest", *files)
    assert without.code == 1
    assert "--password" in without.out + without.err
    if not given:
        monkeypatch.setenv("ASSISTANT_FILE_PASSWORD", "herring")
    done = run("ingest", *files, *given)
    assert (done.code, done.err.strip()) == (0, "")
