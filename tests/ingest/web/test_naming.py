"""What a file from the web is called, and what is made of its encoding."""

import pytest

from ingest.web.naming import file_name, marked_as_utf8


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/tides.php", "text/html", "tides.html"),
        ("/2024/tides", "application/pdf", "tides.pdf"),
        ("/", "text/html", "example.org.html"),
        ("/notes.md", "text/plain", "notes.md"),
        ("/tides.csv", "application/octet-stream", "tides.csv"),
        ("/tides.txt", "", "tides.txt"),
        ("", "", "example.org"),
    ],
)
def test_the_type_tells_the_ending_and_else_the_address(path: str, kind: str, name: str) -> None:
    assert file_name("example.org", path, kind) == name


def test_text_in_the_encoding_that_the_server_names_is_read_so() -> None:
    russian = "Прилив"
    marked = marked_as_utf8(russian.encode("koi8-r"), "text/html", "koi8-r")
    assert marked.decode("utf-8-sig") == russian


def test_what_is_utf_8_is_that_whatever_the_server_says() -> None:
    content = "Прилив".encode()
    assert marked_as_utf8(content, "text/plain", "iso-8859-1") == content


@pytest.mark.parametrize("charset", ["klingon", "zlib", "ascii", "utf-8", None])
def test_an_encoding_that_it_is_not_changes_nothing(charset: str | None) -> None:
    content = "Прилив".encode("koi8-r")
    assert marked_as_utf8(content, "text/plain", charset) == content


def test_what_is_no_text_is_left_alone() -> None:
    assert marked_as_utf8(b"%PDF-1.7 \xff", "application/pdf", "latin-1") == b"%PDF-1.7 \xff"
