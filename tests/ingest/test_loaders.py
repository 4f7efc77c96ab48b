"""Files to text, in whatever encoding they come, and a plain sentence for those that don't."""

import os
from pathlib import Path

import pytest

from ingest.errors import (
    DocumentError,
    FileEmpty,
    FileMissing,
    FileUnreadable,
    NothingToRead,
    NotText,
    NoWords,
)
from ingest.loaders import SourceText, is_supported, load, read_bytes, supported_endings

FRENCH = (
    "Le café était fermé à l’heure où nous sommes arrivés. Une élève a dit : « C’est déjà "
    "l’été ! » et le garçon répondit que la forêt, près du pont, n’était pas loin.\n"
)
GERMAN = "Die Straße über den Fluß ist schön; größere Häuser stehen für die Gäste bereit.\n"
POLISH = "Wczoraj poszedłem do lasu, żeby zobaczyć świerki i dęby; słońce świeciło.\n"
RUSSIAN = "Вчера я ходил в лес и видел три дерева. Было очень тепло, и солнце светило ярко.\n"
SIMPLIFIED = "小河边住着一位老人，他每天清晨都去钓鱼。邻居们都说他很安静，但是孩子们喜欢他。\n"
TRADITIONAL = "小河邊住著一位老人，他每天清晨都去釣魚。鄰居們都說他很安靜，但是孩子們喜歡他。\n"


def loaded(path: Path, content: bytes) -> SourceText:
    path.write_bytes(content)
    return load(path, read_bytes(path))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH + SIMPLIFIED, "utf-8"),
        (FRENCH + SIMPLIFIED, "utf-8-sig"),
        (FRENCH + SIMPLIFIED, "utf-16"),
        (GERMAN, "latin-1"),
        (GERMAN, "utf-16"),
        (FRENCH, "cp1252"),
        ("Le café est là, près de l’école.", "cp1252"),
        ("He said “no” — and left. It was Müller’s café.", "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED * 4000, "gb18030"),
        (TRADITIONAL, "big5"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_is_written_in(
    tmp_path: Path, text: str, encoding: str
) -> None:
    assert loaded(tmp_path / "a.txt", text.encode(encoding)).text == text


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert loaded(tmp_path / "a.txt", "Hello.".encode(encoding)).text == "Hello."


def test_line_ends_of_every_kind_become_newlines(tmp_path: Path) -> None:
    source = loaded(tmp_path / "a.txt", b"One\r\ntwo\rthree\n\r\nfour")
    assert source.text == "One\ntwo\nthree\n\nfour"


def test_the_title_of_a_text_is_its_first_line(tmp_path: Path) -> None:
    assert loaded(tmp_path / "a.txt", b"\n  The Harbour \n\nIt rained.").title == "The Harbour"


def test_the_title_is_the_file_name_where_the_first_line_is_a_sentence(tmp_path: Path) -> None:
    assert loaded(tmp_path / "report.txt", b"It rained.\nAll day.").title == "report"
    assert loaded(tmp_path / "report.txt", b"It rained and " * 40).title == "report"
    assert loaded(tmp_path / "report.txt", "昨天下雨。".encode()).title == "report"


def test_the_title_of_markdown_is_its_first_heading(tmp_path: Path) -> None:
    assert loaded(tmp_path / "a.md", b"By me.\n\n## The Harbour ##\n\nRain.").title == "The Harbour"
    assert loaded(tmp_path / "a.md", b"No heading here").title == "a"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"absent\.txt does not exist"):
        read_bytes(tmp_path / "absent.txt")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="not a regular file"):
        read_bytes(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(FileEmpty, match=r"a\.txt is empty"):
        read_bytes(tmp_path / "a.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Secret.")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(FileUnreadable, match="permissions"):
        read_bytes(file)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06",
        b"text with a \0 in it",
        bytes(range(1, 256)) * 4,
        "no byte order mark".encode("utf-16-le"),
    ],
)
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotText, match=r"a\.txt is not a text file"):
        loaded(tmp_path / "a.txt", content)


@pytest.mark.parametrize("content", [b" \n\t\r\n", "…—!?".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_words_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NoWords, match=r"a\.md has no words"):
        loaded(tmp_path / "a.md", content)


@pytest.mark.parametrize(
    "error",
    [
        FileMissing(Path("a\nb\x1b[2J\u202e.txt")),
        FileUnreadable(Path("a\nb\x1b[2J\u202e.txt"), "why"),
        FileEmpty(Path("a\nb\x1b[2J\u202e.txt")),
        NotText(Path("a\nb\x1b[2J\u202e.txt")),
        NoWords(Path("a\nb\x1b[2J\u202e.txt")),
        NothingToRead(Path("a\nb\x1b[2J\u202e.txt"), supported_endings()),
    ],
)
def test_a_message_is_one_printable_line_whatever_the_file_is_called(error: DocumentError) -> None:
    message = str(error)
    assert message.startswith("a�b�[2J�.txt ")
    assert message.isprintable()
    assert message.endswith(".")


def test_folders_are_searched_for_text_and_markdown() -> None:
    assert is_supported(Path("a.txt"))
    assert is_supported(Path("a.MD"))
    assert not is_supported(Path("a.png"))
    assert not is_supported(Path("a"))
