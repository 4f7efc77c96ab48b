"""Layouts drawn by reportlab: rotated pages, no text layer, a password."""

import io
from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.layouts.prose import FISHING, HARBOUR, LIGHT, PANDEMIC, TIDES, TITLE

Layout = tuple[bytes, list[str]]

PASSWORD = "herring"
_WIDTH, _HEIGHT = A5


def _drawn(draw: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5, encrypt=encrypt, invariant=1)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, texts: Iterable[str], x: float, y: float, width: float) -> None:
    for text in texts:
        canvas.setFont("Times-Roman", 11)
        for line in simpleSplit(text, "Times-Roman", 11, width):
            canvas.drawString(x, y, line)
            y -= 14
        y -= 10


def rotated() -> Layout:
    """Pages stored sideways and upside down that a viewer shows upright."""

    def draw(canvas: Canvas) -> None:
        # reportlab stores a page that is turned by 90 or 270 degrees as wide as it is seen high.
        origins = {90: (_HEIGHT, 0), 180: (_WIDTH, _HEIGHT), 270: (0, _WIDTH)}
        for turn, texts in ((90, (HARBOUR, TIDES)), (180, (FISHING,)), (270, (LIGHT, PANDEMIC))):
            canvas.setPageRotation(turn)
            canvas.translate(*origins[turn])
            canvas.rotate(turn)
            _write(canvas, texts, 50, _HEIGHT - 60, 320)
            canvas.showPage()

    return _drawn(draw), [HARBOUR, TIDES, FISHING, LIGHT, PANDEMIC]


def sideways_table() -> Layout:
    """An upright page of text, then one whose text itself runs up the page."""

    def draw(canvas: Canvas) -> None:
        _write(canvas, (HARBOUR,), 50, _HEIGHT - 60, 320)
        canvas.showPage()
        canvas.translate(_WIDTH, 0)
        canvas.rotate(90)
        _write(canvas, (TIDES, FISHING), 50, _WIDTH - 60, 480)
        canvas.showPage()

    return _drawn(draw), [HARBOUR, TIDES, FISHING]


def encrypted() -> Layout:
    """One page that asks for a password."""
    lock = StandardEncryption(PASSWORD, ownerPassword="skipper", strength=128)
    return _drawn(lambda canvas: _write(canvas, (HARBOUR,), 50, _HEIGHT - 60, 320), lock), [HARBOUR]


def scanned() -> Layout:
    """Two pages that are only pictures of text."""
    return _drawn(lambda canvas: _scan(canvas, HARBOUR, LIGHT)), [HARBOUR, LIGHT]


def partly_scanned() -> Layout:
    """A page of text, then a picture of one."""

    def draw(canvas: Canvas) -> None:
        _write(canvas, (TIDES,), 50, _HEIGHT - 60, 320)
        canvas.showPage()
        _scan(canvas, LIGHT)

    return _drawn(draw), [TIDES, LIGHT]


def _scan(canvas: Canvas, *texts: str) -> None:
    font = ImageFont.truetype("LiberationSerif-Regular.ttf", 26)
    for text in texts:
        image = Image.new("1", (int(_WIDTH * 2), int(_HEIGHT * 2)), 1)
        drawing, y = ImageDraw.Draw(image), 120
        for line in simpleSplit(text, "Times-Roman", 26, 640):
            drawing.text((100, y), line, font=font, fill=0)
            y += 36
        canvas.drawImage(ImageReader(image), 0, 0, _WIDTH, _HEIGHT)
        canvas.showPage()


def interleaved() -> Layout:
    """Two columns of which the lines are drawn by turns, left and right, as old typesetters did."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageSize(landscape(A5))
        canvas.setFont("Times-Bold", 16)
        canvas.drawString(40, 380, TITLE)
        canvas.setFont("Times-Roman", 11)
        left, right = (simpleSplit(text, "Times-Roman", 11, 240) for text in (HARBOUR, TIDES))
        for number in range(max(len(left), len(right))):
            for x, lines in ((40, left), (310, right)):
                if number < len(lines):
                    canvas.drawString(x, 350 - 14 * number, lines[number])

    return _drawn(draw), [TITLE, HARBOUR, TIDES]
