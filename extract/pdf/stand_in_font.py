"""A font in which every character has a box, in place of fonts that a file names but does not carry.

pdfium skips text objects that its font draws nothing for, text and all, and looks
for missing fonts among those of the machine: a cover title set character by
character in 方正小标宋 without embedding vanishes on one machine and not on the
next. With this font nothing vanishes and every machine reads alike. Advances
come from the file's own widths wherever it states them; of the standard fonts,
for which it need not, the stand-in has the advances.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from collections.abc import Sequence
from typing import Any

from pypdfium2 import raw

_EM = 1000
"""Units of the font's em."""

_TOP, _BOTTOM = 880, -120
"""Em box of the usual CJK design, in units of the em."""

_HALF, _FULL = 500, 1000
"""Advances: Latin letters and figures of CJK fonts are half as wide as ideographs."""

_FAMILIES = {b"Helvetica": "Helvetica", b"Times": "Times-Roman", b"Courier": "Courier"}
"""Standard fonts and the upright regular font of each; figures and most marks are as wide in the others."""

_FIRST_ADVANCE, _LAST_ADVANCE = 0x20, 0x7E

_FIRST_IDEOGRAPHIC = 0x2E80
_LAST_CODE_POINT = 0x10FFFF

_FULL_REPERTOIRE = (3, 10)
"""Platform and encoding of a character map of all of Unicode."""


def install() -> None:
    """Give pdfium the stand-in font for every font it does not find in the file; once a process."""
    if not _INSTALLED:
        _INSTALLED.append(_font_info())
        raw.FPDF_SetSystemFontInfo(_INSTALLED[0])


def use_fonts_of_the_machine() -> None:
    """Return to pdfium's own search, for pictures of pages that people look at."""
    if _INSTALLED:
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())
        _INSTALLED.clear()


_INSTALLED: list[Any] = []
"""The structure pdfium calls back into; it must outlive every document."""


def font_bytes(latin: Sequence[int] = ()) -> bytes:
    """Return a TrueType font of boxes: for missing glyphs, for Latin and for all other characters.

    `latin`: advances of the characters from the blank on, each with a box of its own.
    """
    advances = (_FULL, _HALF, _FULL, *latin)
    glyphs = [_box(advance) for advance in advances]
    places = [sum(map(len, glyphs[:count])) for count in range(len(glyphs) + 1)]
    # Format 13 maps each range of characters to one glyph.
    after = _FIRST_ADVANCE + len(latin)
    ranges = [(0, _FIRST_ADVANCE - 1, 1)]
    ranges += [(_FIRST_ADVANCE + at, _FIRST_ADVANCE + at, 3 + at) for at in range(len(latin))]
    ranges += [(after, _FIRST_IDEOGRAPHIC - 1, 1), (_FIRST_IDEOGRAPHIC, _LAST_CODE_POINT, 2)]
    packed = b"".join(struct.pack(">3I", *each) for each in ranges)
    mapping = struct.pack(">HHIII", 13, 0, 16 + len(packed), 0, len(ranges)) + packed
    bounds = (0, _BOTTOM, _FULL, _TOP)
    ascent = (_TOP, _BOTTOM, 0)
    return _assembled(
        {
            b"cmap": struct.pack(">HHHHI", 0, 1, *_FULL_REPERTOIRE, 12) + mapping,
            b"glyf": b"".join(glyphs),
            b"head": struct.pack(
                ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *bounds, 0, 8, 2, 1, 0
            ),
            b"hhea": struct.pack(
                ">I3hH11hH", 0x10000, *ascent, _FULL, 0, 0, _FULL, 1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)
            ),
            b"hmtx": b"".join(struct.pack(">Hh", advance, 0) for advance in advances),
            b"loca": struct.pack(f">{len(places)}I", *places),
            b"maxp": struct.pack(">IH13H", 0x10000, len(glyphs), 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        }
    )


def _box(width: int) -> bytes:
    """Return the outline of a filled box from descent to ascent."""
    corners = [(0, _BOTTOM), (0, _TOP), (width, _TOP), (width, _BOTTOM)]
    across = [x - before for (x, _), (before, _) in zip(corners, [(0, 0), *corners], strict=False)]
    up = [y - before for (_, y), (_, before) in zip(corners, [(0, 0), *corners], strict=False)]
    outline = struct.pack(">5hHH", 1, 0, _BOTTOM, width, _TOP, len(corners) - 1, 0)
    outline += b"\x01" * len(corners) + struct.pack(">8h", *across, *up)
    return outline + b"\x00" * (-len(outline) % 4)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    """Return the tables behind their directory."""
    head = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48)
    place = len(head) + 16 * len(tables)
    directory = body = b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, place + len(body), len(table))
        body += table + b"\x00" * (-len(table) % 4)
    return head + directory + body


@functools.cache
def _font_of(handle: int) -> bytes:
    """Return the font pdfium knows by this handle: 1, or 2 and so on for the standard families."""
    if handle == 1:
        return font_bytes()
    # Many files need none of them, and the import is slow.
    from pdfminer.fontmetrics import FONT_METRICS  # noqa: PLC0415

    _, widths = FONT_METRICS[list(_FAMILIES.values())[handle - 2]]
    return font_bytes([int(widths[chr(each)]) for each in range(_FIRST_ADVANCE, _LAST_ADVANCE + 1)])


def _font_info() -> Any:
    """Return what pdfium asks for fonts: for the same name always the same bytes."""
    fields = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1

    def map_font(_info: Any, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, *_: Any) -> int:
        name = ctypes.cast(face, ctypes.c_char_p).value or b""
        family = name.partition(b"-")[0]
        return 2 + list(_FAMILIES).index(family) if family in _FAMILIES else 1

    def font_data(_info: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0  # no single tables: pdfium then asks for the whole file
        data = _font_of(font)
        if size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    info.Release = fields["Release"](lambda _info: None)
    info.MapFont = fields["MapFont"](map_font)
    info.GetFont = fields["GetFont"](lambda *_: 1)
    info.GetFontData = fields["GetFontData"](font_data)
    info.GetFaceName = fields["GetFaceName"](lambda *_: 0)
    info.GetFontCharset = fields["GetFontCharset"](lambda *_: 0)
    info.DeleteFont = fields["DeleteFont"](lambda *_: None)
    return info
