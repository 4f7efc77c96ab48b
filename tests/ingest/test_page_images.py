"""Pages of PDFs as pictures, with what is quoted marked where it stands."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from ingest.page_images import NoPicture, PageImages
from ingest.pipeline import ingest
from ingest.source_text import ReadingOptions
from tests.ingest.layouts.drawn import PASSWORD
from tests.ingest.test_pipeline import write
from vectorstore.library import Library
from vectorstore.records import DocumentText, Span

LAYOUTS = Path(__file__).parent / "layouts"


@pytest.fixture
def images(library: Library) -> Iterator[PageImages]:
    drawn = PageImages(library.catalog)
    yield drawn
    drawn.close()


def added(library: Library, file: Path) -> DocumentText:
    (document,) = ingest(library, [file]).added
    return library.catalog.document_text(document.id)


def marked_rows(png: bytes) -> list[int]:
    """The rows of a picture in which something is marked, in hundredths of its height."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = picture.load()
    assert pixels is not None
    rows = {
        100 * y // picture.height
        for y in range(0, picture.height, 2)
        for x in range(0, picture.width, 4)
        if pixels[x, y][2] < 190 < pixels[x, y][0]  # type: ignore[index]
    }
    return sorted(rows)


def test_the_words_that_are_quoted_are_marked_on_their_page(
    library: Library, images: PageImages
) -> None:
    document = added(library, LAYOUTS / "book.pdf")
    start = document.text.index("This well-known peculiarity")
    quoted = Span(start, start + 60)
    page = document.page(start)
    assert page == 5
    rows = marked_rows(images.picture(document.id, page, [quoted]))
    assert rows
    assert rows[-1] - rows[0] < 15  # some lines in one place
    assert marked_rows(images.picture(document.id, page)) == []
    assert marked_rows(images.picture(document.id, page + 1, [quoted])) == []


def test_a_page_that_there_is_not_is_told(library: Library, images: PageImages) -> None:
    document = added(library, LAYOUTS / "slides.pdf")
    with pytest.raises(NoPicture, match="its last is page 5"):
        images.picture(document.id, 99)


def test_a_document_without_pages_has_no_pictures(
    library: Library, images: PageImages, tmp_path: Path
) -> None:
    document = added(library, write(tmp_path / "a.txt", "High tide is at noon."))
    assert not document.printed
    with pytest.raises(NoPicture, match="read its text instead"):
        images.picture(document.id, 1)


def test_a_pdf_in_an_archive_can_be_seen_too(
    library: Library, images: PageImages, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "box.zip", "w") as archive:
        archive.write(LAYOUTS / "slides.pdf", "talks/slides.pdf")
    document = added(library, tmp_path / "box.zip")
    assert document.printed
    assert images.picture(document.id, 2).startswith(b"\x89PNG")


def test_an_encrypted_pdf_is_read_and_not_shown(library: Library) -> None:
    file = LAYOUTS / "encrypted.pdf"
    assert "--password" in ingest(library, [file]).failed[0].message
    (document,) = ingest(library, [file], options=ReadingOptions(PASSWORD)).added
    assert not library.catalog.document_text(document.id).printed
