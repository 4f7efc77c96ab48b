"""Where the words of a PDF stand, held against where they were drawn."""

import io

import pypdf
import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.pdf import read_pdf
from ingest.source_text import ReadingOptions, SourceText
from vectorstore.records import WordBox

WIDTH, HEIGHT = 400, 600
PLACED = (("Lighthouse", 50, 520), ("harbour", 230, 300), ("mussels", 90, 70))
SIZE = 14


def drawn(turn: int = 0) -> bytes:
    """Three words in known places of a page that a viewer turns."""
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica", SIZE)
    for word, x, y in PLACED:
        canvas.drawString(x, y, word)
    canvas.save()
    reader = pypdf.PdfReader(stored)
    writer = pypdf.PdfWriter()
    writer.add_page(reader.pages[0]).rotate(turn)
    turned = io.BytesIO()
    writer.write(turned)
    return turned.getvalue()


def read(content: bytes) -> SourceText:
    return read_pdf(content, ReadingOptions(ocr=False))


def boxes(source: SourceText) -> dict[str, WordBox]:
    return {
        source.text[box.start : box.end]: box for words in source.words for box in words.boxes()
    }


def test_a_word_s_box_is_where_it_was_drawn() -> None:
    found = boxes(read(drawn()))
    for word, x, y in PLACED:
        box = found[word]
        assert box.left * WIDTH == pytest.approx(x, abs=1)
        assert box.right * WIDTH == pytest.approx(x + stringWidth(word, "Helvetica", SIZE), abs=1)
        assert box.top * HEIGHT < HEIGHT - y - 0.7 * SIZE  # above its tall letters
        assert HEIGHT - y < box.bottom * HEIGHT < HEIGHT - y + 0.4 * SIZE


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_hold_the_ink_of_a_turned_page_as_it_is_seen(turn: int) -> None:
    content = drawn(turn)
    found = boxes(read(content))
    assert found.keys() == {word for word, _, _ in PLACED}
    assert ink_outside(content, list(found.values())) == 0


def test_boxes_are_fractions_of_what_the_crop_box_leaves_of_a_page() -> None:
    reader = pypdf.PdfReader(io.BytesIO(drawn()))
    writer = pypdf.PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.cropbox = pypdf.generic.RectangleObject((40, 200, 390, 560))
    stored = io.BytesIO()
    writer.write(stored)
    found = boxes(read(stored.getvalue()))
    assert found.keys() == {"Lighthouse", "harbour"}, "what lies outside isn't seen"
    assert found["Lighthouse"].left * 350 == pytest.approx(10, abs=1)
    assert ink_outside(stored.getvalue(), list(found.values())) == 0


def test_a_broken_word_has_a_box_on_each_of_its_lines() -> None:
    source = read(page_of("The story of the light-", "house and of its keeper, who never slept"))
    start = source.text.index("lighthouse")
    parts = [
        box
        for words in source.words
        for box in words.boxes()
        if box.start < start + len("lighthouse") and box.end > start
    ]
    assert [source.text[box.start : box.end] for box in parts] == ["light", "house"]
    assert parts[0].bottom <= parts[1].top + 0.01
    assert parts[0].left > parts[1].right


def page_of(*lines: str) -> bytes:
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=(WIDTH, HEIGHT))
    for number, line in enumerate(lines):
        canvas.drawString(50, 500 - 14 * number, line)
    canvas.save()
    return stored.getvalue()


def ink_outside(content: bytes, found: list[WordBox]) -> int:
    """How many dark pixels of the first page are in none of the boxes."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=2, grayscale=True).to_pil()
    for box in found:
        edges = (box.left * picture.width, box.top * picture.height)
        corner = (box.right * picture.width, box.bottom * picture.height)
        picture.paste(
            255, (int(edges[0]) - 1, int(edges[1]), int(corner[0]) + 2, int(corner[1]) + 1)
        )
    return sum(picture.histogram()[:128])
