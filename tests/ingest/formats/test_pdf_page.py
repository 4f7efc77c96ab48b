"""Pages of PDFs as pictures, with words marked."""

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf_page import render_page
from ingest.source_text import Unreadable
from vectorstore.records import Box


def page_sized(width: float, height: float) -> bytes:
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=(width, height))
    canvas.drawString(width / 2, height / 2, "harbour")
    canvas.save()
    return stored.getvalue()


def test_a_page_is_drawn_as_wide_as_asked_with_its_boxes_marked() -> None:
    picture = Image.open(
        io.BytesIO(render_page(page_sized(400, 600), 1, [Box(0.1, 0.1, 0.3, 0.2)], width=800))
    )
    assert picture.size == (800, 1200)
    assert picture.getpixel((160, 180)) != (255, 255, 255)
    assert picture.getpixel((40, 180)) == (255, 255, 255)


def test_what_is_marked_can_still_be_read() -> None:
    everything = [Box(0.0, 0.0, 1.0, 1.0)]
    picture = Image.open(io.BytesIO(render_page(page_sized(400, 600), 1, everything)))
    darkest, lightest = picture.convert("L").getextrema()
    assert isinstance(darkest, int)
    assert isinstance(lightest, int)
    assert lightest - darkest > 100


def test_words_that_follow_each_other_are_marked_without_a_gap() -> None:
    words = [Box(0.1, 0.1, 0.2, 0.12), Box(0.21, 0.1, 0.3, 0.12)]
    picture = Image.open(io.BytesIO(render_page(page_sized(400, 600), 1, words, width=1000)))
    assert picture.getpixel((205, 165)) == picture.getpixel((150, 165)) != (255, 255, 255)


@pytest.mark.parametrize("size", [(14_400, 14_400), (14_400, 3), (3, 14_400), (1, 1)])
def test_no_page_makes_an_unbounded_picture(size: tuple[float, float]) -> None:
    picture = Image.open(io.BytesIO(render_page(page_sized(*size), 1, [])))
    assert picture.width * picture.height <= 16_100_000


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(Unreadable, match="has no page 2; its last is page 1"):
        render_page(page_sized(400, 600), 2, [])
