"""Turn the sample font's cubic outlines into TrueType ones, which reportlab can embed.

The file in `samples/fonts` stays the only font of the project; the conversion
takes some seconds, once a process.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

_SOURCE = Path(__file__).parents[1] / "fonts" / "GongkaiSampleSans-Regular.otf"

#: Greatest distance between the two outlines, in thousandths of an em; not visible in print.
_MAX_ERROR = 1.0


@cache
def truetype() -> bytes:
    """Return the sample font with quadratic outlines."""
    font = TTFont(_SOURCE)
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    table.compile(font)
    metrics = font["hmtx"]
    for name in order:
        metrics[name] = (metrics[name][0], getattr(glyphs[name], "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    limits.maxTwilightPoints = limits.maxStorage = limits.maxFunctionDefs = limits.maxInstructionDefs = 0
    limits.maxStackElements = limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    limits.compile(font)
    names = font["post"]
    names.formatType, names.extraNames, names.mapping = 3.0, [], {}
    font.sfntVersion = "\x00\x01\x00\x00"
    made = BytesIO()
    font.save(made)
    return made.getvalue()
