"""The door for every file: what a file is, whatever it is called, and what it holds."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.loaders import documents_in, is_supported, supported_endings
from ingest.messages import Found
from ingest.source_text import AS_USUAL, Refusal, SourceText, Unreadable

LAYOUTS = Path(__file__).parent / "layouts"
PDF = (LAYOUTS / "slides.pdf").read_bytes()
PAGE = b"<!DOCTYPE html><html><body><h1>Tides</h1><p>High tide is at noon today.</p></body></html>"


def found(name: str, content: bytes) -> list[Found]:
    return list(documents_in(name, content, AS_USUAL, lambda fraction: None))


def text_of(name: str, content: bytes) -> str:
    (document,) = found(name, content)
    assert isinstance(document, SourceText)
    return document.text


def packed(**members: bytes | str) -> bytes:
    """A zip archive, nothing in it compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx", "a.html", "a", "a.unknown"])
def test_a_file_is_what_its_first_bytes_say_whatever_it_is_called(name: str) -> None:
    assert "Ida Lund" in text_of(name, PDF)
    if name != "a.docx" and name != "a.pdf":
        assert text_of(name, PAGE).startswith("Tides")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.epub", "a.zip"])
def test_a_file_that_is_not_what_it_is_called_is_refused(name: str) -> None:
    with pytest.raises(Unreadable, match=f"is no {name[1:]} file inside"):
        found(name, b"Only some words.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format"),
        (b"{\\rtf1 Hello}", "rich text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "not a text file"),
        (b" \n\t ", "no words"),
        ("…—!?".encode(), "no words"),
    ],
)
def test_what_cannot_be_a_document_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        found("a.txt", content)


def test_a_file_that_says_no_title_goes_by_its_name() -> None:
    (document,) = found("report.txt", b"It rained. All day.")
    assert isinstance(document, SourceText)
    assert document.title == "report"


def test_an_archive_is_searched_like_a_folder() -> None:
    content = packed(
        **{
            "talks/slides.pdf": PDF,  # an archive may begin with a PDF and be none
            "a.txt": "High tide is at noon.",
            "table.csv": "name,joined\nAda,1840\nIda,1871\n",
            "picture.png": b"\x89PNG",
            "empty.txt": "",
            "bad.pdf": b"No PDF.",
        }
    )
    documents = {document.part: document for document in found("box.zip", content)}
    assert list(documents) == [
        "talks/slides.pdf", "a.txt", "table.csv, row 1", "table.csv, row 2", "empty.txt", "bad.pdf",
    ]  # fmt: skip
    refused = [part for part, document in documents.items() if isinstance(document, Refusal)]
    assert refused == ["empty.txt", "bad.pdf"]
    slides = documents["talks/slides.pdf"]
    assert isinstance(slides, SourceText)
    assert slides.original == PDF  # its pages can be shown


def test_an_archive_without_documents_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds no document"):
        found("box.zip", packed(**{"picture.png": b"\x89PNG"}))


def test_each_row_of_a_table_is_a_document() -> None:
    rows = found("people.csv", b"name,joined\nAda,1840\nIda,1871\n")
    assert [(row.title, row.part) for row in rows if isinstance(row, SourceText)] == [
        ("Ada", "row 1"),
        ("Ida", "row 2"),
    ]


def test_what_is_supported_is_said_by_the_ending() -> None:
    assert is_supported(Path("a.PDF"))
    assert is_supported(Path("box.zip"))
    assert not is_supported(Path("a.png"))
    assert ".docx, .epub, .htm" in supported_endings()
