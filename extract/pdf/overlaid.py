"""A page number printed over a table that reaches down to the page's edge."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.pdf.lines import PlacedLine
from extract.pdf.placement import OUTSIDE
from extract.pdf.settings import ParagraphSettings
from extract.records import TextLine

_PIECE = re.compile(r"第\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页|第\s*\d{1,4}\s*页[\s,，、/／]*共\s*\d{1,4}\s*页")
_WHOLE = re.compile(r"第\s*\d{1,4}\s*页[\s,，、/／]*共\s*\d{1,4}\s*页")
_SAME_BASELINE = 0.5
"""Points; the pieces of one line that rules cross stand on one baseline."""


def lift_page_number(
    lines: Sequence[PlacedLine], size: tuple[float, float], settings: ParagraphSettings
) -> list[PlacedLine]:
    """Return the lines with a page number that was printed over cells outside them, in one piece.

    Only one in words (第3页 共8页) is told from what a cell says, and only at the edge of a page of this (width, height).
    """
    zone = settings.edge_zone * max(size)
    pieces = [
        each
        for each in lines
        if "页" in each.line.text
        and each.cell != OUTSIDE
        and each.line.box is not None
        and (each.line.box[1] > size[1] - zone or each.line.box[3] < zone)
        and _PIECE.fullmatch(each.line.text)
    ]
    lifted: list[PlacedLine] = []
    numbers: list[PlacedLine] = []
    for first in sorted(pieces, key=lambda each: each.line.box or ()):
        if first in lifted:
            continue
        row = [each for each in pieces if abs(each.baseline - first.baseline) <= _SAME_BASELINE]
        row.sort(key=lambda each: each.line.box or ())
        text = " ".join(each.line.text for each in row)
        if _WHOLE.fullmatch(text):
            left, top, right, bottom = zip(*(each.line.box for each in row if each.line.box), strict=True)
            box = (min(left), min(top), max(right), max(bottom))
            numbers.append(PlacedLine(OUTSIDE, TextLine(text, box, first.line.size), first.baseline, first.turn))
            lifted += row
    return [*(each for each in lines if each not in lifted), *numbers] if lifted else list(lines)
