"""Names, encodings and endings that lie or could harm: each file is read, or told in a sentence."""

import os
import sys
from pathlib import Path

import pytest

from ingest.files import find, read_bytes, source_name
from ingest.reader import Reader
from ingest.source_text import ReadingOptions, Refusal, SourceText
from tests.ingest.formats.made import paragraph, word_file, zipped
from tests.ingest.formats.test_archive import encrypted
from tests.ingest.hostile.outcomes import check

TEXT = "High tide is at noon.\n\nLow tide is at six in the evening."
LAYOUTS = Path(__file__).parents[1] / "layouts"


def read(name: str, content: bytes, password: str | None = None) -> list[SourceText | Refusal]:
    with Reader() as reader:
        return list(reader.read(name, content, ReadingOptions(password)))


@pytest.mark.parametrize("ending", ["pdf", "txt", "html", "csv", "zip", "md", "json", "exe", ""])
def test_a_word_file_is_one_whatever_its_name(ending: str) -> None:
    (found,) = read(f"tides.{ending}", word_file(paragraph(TEXT)))
    assert isinstance(found, SourceText)
    assert "High tide" in found.text


@pytest.mark.parametrize("ending", ["pdf", "docx", "odt", "epub", "zip"])
def test_what_is_not_what_its_name_says_is_told(ending: str) -> None:
    (found,) = read(f"tides.{ending}", TEXT.encode())
    check([found])
    assert isinstance(found, Refusal)
    assert f".{ending}" in found.reason


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "json", "jsonl", "html"])
@pytest.mark.parametrize(
    "content",
    [
        os.urandom(5000),
        bytes(5000),
        b"\x00" + TEXT.encode(),
        TEXT.encode().replace(b" ", b"\0"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16")[:-1],
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xff\xfe" + TEXT.encode(),
        b"\xed\xa0\xbd" * 100,
        b"\x1b[2J" * 100,
    ],
    ids=range(12),
)
def test_bytes_that_are_no_clean_text_are_read_or_told(ending: str, content: bytes) -> None:
    check(read(f"tides.{ending}", content))


@pytest.mark.parametrize(
    "name",
    ["a\nb.txt", "a\x1b[2J.txt", "a\u202etxt.txt", "n" * 251 + ".txt", "a\udcff.txt", "-rf.txt"],
)
def test_a_file_of_a_strange_name_is_found_and_read_under_one_that_can_be_shown(
    tmp_path: Path, name: str
) -> None:
    try:
        (tmp_path / name).write_text(TEXT)
    except OSError:
        pytest.skip("this file system has no such names")
    (file,) = find([tmp_path]).files
    (found,) = read(file.name, read_bytes(file))
    check([found])
    assert isinstance(found, SourceText)
    assert found.text == TEXT
    source_name(file).encode()


@pytest.mark.parametrize(
    "name", ["../../etc/a.txt", "/etc/a.txt", "..\\a.txt", "a\n.txt", "a\u202e.txt", "a\0b.txt"]
)
def test_a_member_s_name_leads_nowhere(name: str) -> None:
    (found,) = read("a.zip", zipped({name: TEXT}))
    check([found])
    assert not found.part.startswith(("/", "."))
    assert "\\" not in found.part


def test_names_in_a_folder_that_are_no_files_are_passed_over(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    (tmp_path / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    if sys.platform == "linux":
        (tmp_path / "memory.txt").symlink_to("/proc/self/mem")
    assert [file.name for file in find([tmp_path]).files] == ["a.txt"]


# What is locked


def test_an_encrypted_pdf_asks_for_its_password_and_opens_with_it() -> None:
    content = (LAYOUTS / "encrypted.pdf").read_bytes()
    (asked,) = read("a.pdf", content)
    assert asked == Refusal("is encrypted; give its password with --password.")
    (wrong,) = read("a.pdf", content, "cod")
    assert isinstance(wrong, Refusal)
    (opened,) = read("a.pdf", content, "herring")
    assert isinstance(opened, SourceText)
    assert "harbour" in opened.text


def test_an_encrypted_member_asks_for_its_password_and_opens_with_it() -> None:
    content = encrypted("a.txt", TEXT.encode(), b"herring")
    (asked,) = read("a.zip", content)
    assert isinstance(asked, Refusal)
    assert "--password" in asked.reason
    (opened,) = read("a.zip", content, "herring")
    assert isinstance(opened, SourceText)
    assert opened.text == TEXT
