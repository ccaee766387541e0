"""The frame of a page: from PDF space to points from the top-left corner of the page as shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from pypdfium2 import raw

from extract.pdf.library import Floats


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of the shown page and the affine map to it."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]
    """(a, b, c, d, e, f): x' = a·x + c·y + e, y' = b·x + d·y + f."""

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return the points as shown."""
        a, b, c, d, e, f = self.matrix
        if not b and not c:
            return a * x + e, d * y + f
        return a * x + c * y + e, b * x + d * y + f

    def boxes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return (left, top, right, bottom) as shown of boxes given by two opposite corners."""
        ax, ay = self.points(x0, y0)
        bx, by = self.points(x1, y1)
        return np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)

    def turned(self, turn: int) -> Frame:
        """Return the frame in which print that runs in direction `turn` (quarter turns clockwise) is upright."""
        a, b, c, d, e, f = self.matrix
        match turn:
            case 1:
                return Frame(self.height, self.width, (b, -a, d, -c, f, self.width - e))
            case 2:
                return Frame(self.width, self.height, (-a, -b, -c, -d, self.width - e, self.height - f))
            case 3:
                return Frame(self.height, self.width, (-b, a, -d, c, self.height - f, e))
            case _:
                return self


def frame_of(page: Any) -> Frame:
    """Return the frame of an open raw pdfium page, after /Rotate and CropBox."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, bottom, right, top = float(box.left), float(box.bottom), float(box.right), float(box.top)
    wide, high = right - left, top - bottom
    match raw.FPDFPage_GetRotation(page):
        case 1:
            return Frame(high, wide, (0.0, 1.0, 1.0, 0.0, -bottom, -left))
        case 2:
            return Frame(wide, high, (-1.0, 0.0, 0.0, 1.0, right, -bottom))
        case 3:
            return Frame(high, wide, (0.0, -1.0, -1.0, 0.0, top, right))
        case _:
            return Frame(wide, high, (1.0, 0.0, 0.0, -1.0, -left, top))
