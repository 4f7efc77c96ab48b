"""Finding files and reading their bytes, whatever lies where a file should be."""

import os
import threading
from pathlib import Path

import pytest

from ingest import files
from ingest.errors import (
    DocumentError,
    FileChanging,
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    LinkOut,
    NotADocument,
    NothingToRead,
)
from ingest.files import find, read_bytes
from ingest.loaders import supported_endings


def write(path: Path, text: str = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_searched_by_name_below_and_below(tmp_path: Path) -> None:
    wanted = [write(tmp_path / name) for name in ("a.txt", "b/c/d.md", "b/e.TXT")]
    for name in (".hidden.txt", ".git/f.txt", "b/picture.png"):
        write(tmp_path / name)
    found = find([tmp_path])
    assert found.files == tuple(wanted)
    assert found.folders == (tmp_path,)
    assert found.failed == ()


def test_a_library_in_a_folder_is_no_document_of_it(tmp_path: Path) -> None:
    write(tmp_path / "library" / "catalog.sqlite3")
    write(tmp_path / "library" / "holder.json")
    write(tmp_path / "library" / "uploads" / "a.txt")
    wanted = write(tmp_path / "notes" / "a.txt")
    assert find([tmp_path]).files == (wanted,)


def test_a_link_out_of_its_folder_is_not_followed_unless_it_is_named(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.txt")
    write(tmp_path / "folder" / "a.txt")
    out, within = tmp_path / "folder" / "out.txt", tmp_path / "folder" / "within.txt"
    out.symlink_to(secret)
    within.symlink_to(tmp_path / "folder" / "a.txt")
    (tmp_path / "folder" / "deep").symlink_to(tmp_path / "elsewhere")
    found = find([tmp_path / "folder"])
    assert [file.name for file in found.files] == ["a.txt", "within.txt"]
    (failure,) = found.failed
    assert failure.source == str(out)
    assert "leads out of its folder" in failure.message
    assert find([out]).files == (out,)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    assert [file.name for file in find([tmp_path]).files] == ["a.txt"]
    with pytest.raises(FileUnreadable):
        read_bytes(tmp_path / "b.txt")


def test_a_folder_without_documents_is_told_and_not_taken_for_one_that_lost_them(
    tmp_path: Path,
) -> None:
    found = find([tmp_path])
    assert found.folders == ()
    assert "no documents" in found.failed[0].message


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(device: str) -> None:
    if not os.path.exists(device):  # noqa: PTH110
        pytest.skip(f"no {device} here")
    with pytest.raises(FileUnreadable):
        read_bytes(Path(device))


def test_nobody_waits_at_a_named_pipe(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(FileUnreadable, match="not a regular file"):
        read_bytes(tmp_path / "pipe.txt")


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(300 * 1024**2)
    with pytest.raises(FileTooLarge, match="larger than 256 MB"):
        read_bytes(large)


def test_a_file_that_grows_while_it_is_read_is_not_taken_in_half(tmp_path: Path) -> None:
    growing = tmp_path / "growing.txt"
    growing.write_bytes(b"x" * 20_000_000)
    stop = threading.Event()

    def grow() -> None:
        with growing.open("ab") as file:
            while not stop.is_set():
                file.write(b"y")
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        with pytest.raises(FileChanging, match="changed while it was read"):
            read_bytes(growing)
    finally:
        stop.set()
        writer.join()
    assert read_bytes(growing).startswith(b"x")


def test_a_missing_an_empty_and_a_forbidden_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"absent\.txt does not exist"):
        read_bytes(tmp_path / "absent.txt")
    with pytest.raises(FileUnreadable, match="not a regular file"):
        read_bytes(tmp_path)
    (tmp_path / "a.txt").touch()
    with pytest.raises(FileEmpty, match=r"a\.txt is empty"):
        read_bytes(tmp_path / "a.txt")
    file = write(tmp_path / "b.txt")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(FileUnreadable, match="permissions"):
        read_bytes(file)


STRANGE = Path("a\nb\x1b[2J\u202e.txt")


@pytest.mark.parametrize(
    "error",
    [
        FileMissing(STRANGE),
        FileUnreadable(STRANGE, "why"),
        FileEmpty(STRANGE),
        FileTooLarge(STRANGE, files._LARGEST),
        FileChanging(STRANGE),
        LinkOut(STRANGE),
        NotADocument(STRANGE, "is damaged; save it anew."),
        NothingToRead(STRANGE, supported_endings()),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_is_one_printable_sentence_that_names_the_file(error: DocumentError) -> None:
    assert str(error).isprintable()
    assert str(error).endswith(".")
    assert error.path == STRANGE
