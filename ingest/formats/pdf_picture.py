"""A PDF's page as a picture, of bounded size whatever the page's."""

import math

import pypdfium2
from PIL import Image

_LONGEST = 20_000  # pixels of a side


def picture_of(
    page: pypdfium2.PdfPage, scale: float, most_pixels: int, grey: bool = False
) -> Image.Image | None:
    """The page at so many pixels a point, or smaller; None where nothing of it is seen."""
    width, height = page.get_size()
    if not (0 < width < 1e6 and 0 < height < 1e6):
        return None
    scale = min(scale, math.sqrt(most_pixels / (width * height)), _LONGEST / max(width, height))
    bitmap = page.render(scale=scale, grayscale=grey)
    try:
        picture: Image.Image = bitmap.to_pil().copy()  # it is of the bitmap's own memory
        return picture
    finally:
        bitmap.close()
