"""One page of a PDF as a picture, with places on it marked."""

import io
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from ingest.formats.pdf_document import opened, page_of
from ingest.formats.pdf_picture import picture_of
from ingest.source_text import Unreadable
from vectorstore.records import Box

_MOST_PIXELS = 16_000_000
_COLOUR = (255, 204, 0, 96)  # as a felt pen marks, the words still to be read


def render_page(
    content: bytes,
    page: int,
    boxes: Iterable[Box],
    password: str | None = None,
    width: int = 1000,
) -> bytes:
    """A page, by its number from 1, as a PNG about so many pixels wide, with `boxes` marked.

    Raises Unreadable where the document can't be opened or has no such page.
    """
    with opened(content, password) as document:
        if not 1 <= page <= len(document):
            raise Unreadable(f"has no page {page}; its last is page {len(document)}.")
        with page_of(document, page - 1) as loaded:
            scale = width / max(loaded.get_width(), 1.0) if loaded is not None else 1.0
            picture = picture_of(loaded, scale, _MOST_PIXELS) if loaded is not None else None
    if picture is None:
        raise Unreadable(f"has a page {page} that can't be shown; it is damaged.")
    stored = io.BytesIO()
    _marked(picture.convert("RGB"), _lines(list(boxes))).save(stored, "PNG")
    return stored.getvalue()


def _marked(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    drawing = ImageDraw.Draw(picture, "RGBA")
    for box in boxes:
        x, y = box.left * picture.width, box.top * picture.height
        drawing.rectangle(
            (x, y, max(box.right * picture.width, x), max(box.bottom * picture.height, y)),
            fill=_COLOUR,
        )
    return picture


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of words that follow each other in a line made one, so that the mark has no gaps."""
    found: list[Box] = []
    for box in boxes:
        if found and _follows(found[-1], box):
            before = found.pop()
            left, top = min(before.left, box.left), min(before.top, box.top)
            box = Box(left, top, max(before.right, box.right), max(before.bottom, box.bottom))
        found.append(box)
    return found


def _follows(before: Box, box: Box) -> bool:
    height = min(before.bottom - before.top, box.bottom - box.top)
    level = min(before.bottom, box.bottom) - max(before.top, box.top) > 0.6 * height
    return level and -height < max(box.left - before.right, before.left - box.right) < height
