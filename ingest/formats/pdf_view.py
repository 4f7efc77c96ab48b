"""A page as a reader sees it: cropped and turned, measured in points from its top left."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the top left of the page as seen."""

_LARGEST = 1e6  # points; PDF's own limit is 14,400


@dataclass(frozen=True, slots=True)
class View:
    """What of a page's own coordinates is seen, and by how many quarters it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int  # clockwise
    width: float  # as seen
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle in the page's own coordinates, as it is seen."""
        if self.quarters == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.quarters == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.quarters == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def view_of(page: pypdfium2.PdfPage) -> View | None:
    """How a page is seen; None where nothing of it is."""
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return None
    edges = (box.left, box.bottom, box.right, box.top)
    if not all(math.isfinite(edge) and abs(edge) < _LARGEST for edge in edges):
        return None
    if box.right - box.left < 1 or box.top - box.bottom < 1:
        return None
    quarters = raw.FPDFPage_GetRotation(page) % 4
    wide, high = box.right - box.left, box.top - box.bottom
    return View(*edges, quarters, *((high, wide) if quarters % 2 else (wide, high)))
