"""The printed characters of a page, as arrays.

Characters are placed by glyph origin and font size, not by the font's ascent:
LibreOffice writes Noto CJK with ascent 0 and a FontBBox several lines high.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from extract.pdf import library
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Floats, Handle, Ints

ASCENT = 0.88
"""Top of an ideograph's em box above the baseline, in em (the usual CJK design)."""

FIRST_IDEOGRAPHIC = 0x2E80
"""First code point of CJK blocks; what stands before is set with the widths of Latin type."""

DESCENT = 0.12
"""Bottom of an ideograph's em box below the baseline, in em."""

_LINE_END_HYPHENS = (0x02, 0xFFFE)
"""What pdfium reports for a hyphen at the end of a line; project codes are wrapped there."""

_LAST_UNIT = 0xFFFF

_MEANT = np.arange(_LAST_UNIT + 1)
"""For each code unit the character that is meant."""
_MEANT[list(_LINE_END_HYPHENS)] = ord("-")

_NOTHING = 0xFEFF
"""A blank of no width."""

_IS_SURROGATE = np.arange(_LAST_UNIT + 1) >> 11 == 0xD800 >> 11
"""For each code unit whether it is half of a character beyond the basic plane."""


def _table_of_blanks() -> Flags:
    """Return for each code unit whether it is blank; other control characters betray a font without a mapping."""
    blank = np.zeros(_LAST_UNIT + 1, dtype=np.bool_)
    blank[[0, 9, 10, 11, 12, 13, 0x20, 0x85, 0xA0, 0xAD, 0x1680]] = True
    blank[0x2000:0x2010] = True
    blank[[0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF]] = True
    return blank


_IS_BLANK = _table_of_blanks()
_PRINTS = ~_IS_BLANK

_MOSTLY = 0.8
"""Share of characters with one writing direction on a page set sideways; labels of upright tables stay far below."""

_ASKEW = 0.05
"""Tangent of the angle (3°) from which print is set askew; crooked scans lean by a degree or two."""

_FAR = 1e6
"""Points: 350 m off, where no page reaches. Damaged files have numbers without end, of which no difference is one."""

_LEVEL = 0.01
"""Points: boxes of one font on one baseline differ by less (single precision)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What pdfium says of the printing characters of a page, in PDF space; arrays of length n."""

    number: Ints
    """Place in pdfium's text page."""
    code: Ints
    after_blank: Flags
    loose: Floats
    """(n, 4) left, upper, right, lower of the advance box."""
    origin: Floats
    """(n, 2) of the glyph; of upright characters on one baseline, that of the first."""
    matrix: Floats
    """(n, 4) a, b, c, d of the text matrix."""
    font_size: Floats


@dataclass(frozen=True, slots=True)
class Characters:
    """Non-blank characters in content order; all arrays have the same length.

    u runs along the writing direction, v across it (downwards for upright
    text), so that the same line builder serves rotated text.
    """

    code: Ints
    """Code points."""
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    x_middle: Floats
    y_middle: Floats
    u0: Floats
    """Start of the advance along the writing direction."""
    u1: Floats
    """End of the advance."""
    v: Floats
    """Baseline."""
    size: Floats
    """Font size in points as shown."""
    turn: Ints
    """Writing direction in quarter turns clockwise from left-to-right."""
    after_blank: Flags
    """The file has a blank between the character and the one before it."""
    hidden: Flags
    """Nobody sees it (see `visibility`)."""
    faint: Flags
    """Painted so thin that print below shows through (see `visibility`)."""
    slanted: Flags
    """Set askew, as watermarks are."""
    number: Ints
    """The character's number in pdfium's text page."""

    def __len__(self) -> int:
        return len(self.code)

    def text(self, which: Ints) -> str:
        """Return some of the characters as a string."""
        return string_of(self.code[which])


def string_of(code: Ints) -> str:
    """Return the string of these code points; halves of surrogate pairs, which broken fonts map to, are U+FFFD."""
    points = code.astype("<u4")
    lone = (points >= 0xD800) & (points <= 0xDFFF)
    if lone.any():
        # No file format takes them: JSON and Arrow refuse the whole document.
        points = np.where(lone, np.uint32(0xFFFD), points).astype("<u4")
    return points.tobytes().decode("utf-32-le", "replace")


def usual_turn(characters: Characters) -> int:
    """Return the writing direction of a page set sideways as a whole, else 0."""
    if not characters.turn.any():
        return 0
    counts = np.bincount(characters.turn, minlength=4)
    usual = int(counts.argmax())
    return usual if counts[usual] >= _MOSTLY * len(characters) else 0


def joints(characters: Characters, gap_limit: float) -> Flags:
    """Tell for each pair of neighbours in content order whether they stand in one run: (n - 1).

    `gap_limit` in em. A run is print that nobody would take apart: one baseline, no gap, no blank.
    """
    size = np.minimum(characters.size[1:], characters.size[:-1])
    gap = characters.u0[1:] - characters.u1[:-1]
    v, turn = characters.v, characters.turn
    return np.asarray(
        (turn[1:] == turn[:-1])
        & (np.abs(v[1:] - v[:-1]) < 0.1 * size)
        & (gap < gap_limit * size)
        & (gap > -0.5 * size)
        & ~characters.after_blank[1:],
        dtype=np.bool_,
    )


def is_blank(character: str) -> bool:
    """Tell whether a character prints nothing."""
    return bool(_IS_BLANK[min(ord(character), _LAST_UNIT)])


def measure_characters(text_page: Handle, count: int) -> Measured:
    """Return the printing characters of a text page; blanks are kept as `after_blank` alone."""
    codes = _codes(text_page, count)
    kept = np.flatnonzero(_PRINTS[np.minimum(codes, _LAST_UNIT)])
    after_blank = np.zeros(len(kept), dtype=np.bool_)
    after_blank[:1] = kept[:1] > 0
    after_blank[1:] = kept[1:] - kept[:-1] > 1
    numbers = kept.tolist()
    loose = _near(library.fill_indexed(library.text_loose_box, text_page, numbers, 4, np.float32, split=False))
    # The box is as high as the font is large and stands on its baseline: ask only the first of several that agree.
    begins = np.ones(len(kept), dtype=np.bool_)
    _, upper, _, lower = loose.T
    begins[1:] = (np.abs(upper[1:] - upper[:-1]) > _LEVEL) | (np.abs(lower[1:] - lower[:-1]) > _LEVEL)
    of_head = np.cumsum(begins) - 1
    heads = kept[begins].tolist()
    matrix = _near(library.fill_indexed(library.text_matrix, text_page, heads, 6, np.float32, split=False))
    font_size = _near(np.array(library.indexed(library.text_font_size, text_page, heads), dtype=np.float64))
    # On a page lying on its side the boxes of one height stand above each other: each has a baseline of its own.
    asked, of_asked = heads, of_head
    lying = matrix[:, 1] != 0
    if lying.any():
        begins |= lying[of_head]
        asked, of_asked = kept[begins].tolist(), np.cumsum(begins) - 1
    origin = _near(library.fill_indexed(library.text_origin, text_page, asked, 2, np.float64, split=True))
    return Measured(kept, codes[kept], after_blank, loose, origin[of_asked], matrix[of_head, :4], font_size[of_head])


def _near(values: Floats) -> Floats:
    """Return the numbers within reach; what is no number is 0."""
    near = values.astype(np.float64)
    if np.abs(near).max(initial=0.0) <= _FAR:
        return near
    return np.clip(np.nan_to_num(near, posinf=_FAR, neginf=-_FAR), -_FAR, _FAR)


def _codes(text_page: Handle, count: int) -> Ints:
    """Return the code points of all characters, with one call where no character is missing or takes two units."""
    units = np.zeros(count + 1, dtype=np.uint16)
    written = library.text_units(text_page, 0, count, units.ctypes.data)
    if written == count + 1 and not _IS_SURROGATE[units].any():
        return _MEANT[units[:count]]
    codes = np.array(library.indexed(library.text_unicode, text_page, range(count)), dtype=np.int64)
    # pdfium counts a character beyond the basic plane twice, as its halves: the first stands for both.
    first = np.flatnonzero((codes[:-1] >> 10 == 0xD800 >> 10) & (codes[1:] >> 10 == 0xDC00 >> 10))
    codes[first] = 0x10000 + ((codes[first] - 0xD800) << 10) + codes[first + 1] - 0xDC00
    codes[first + 1] = _NOTHING
    return np.where(codes <= _LAST_UNIT, _MEANT[np.minimum(codes, _LAST_UNIT)], codes)


def place_characters(measured: Measured, frame: Frame) -> Characters:
    """Return the characters as shown."""
    left, upper, right, lower = measured.loose.T
    x0, top, x1, bottom = frame.boxes(left, lower, right, upper)
    x, y = frame.points(measured.origin[:, 0], measured.origin[:, 1])
    # A font of negative size is set by a matrix that turns it back.
    a, b, c, d = measured.matrix.T * np.sign(measured.font_size)
    size = np.abs(measured.font_size) * np.hypot(c, d)
    # Some generators scale a one-point font in a form's matrix that the text matrix does not show.
    tiny = size < 1.0
    if tiny.any():
        size = np.where(tiny, np.maximum(np.maximum(x1 - x0, bottom - top), 1.0), size)
    page_a, page_b, page_c, page_d = frame.matrix[:4]
    along_x, along_y = page_a * a + page_c * b, page_b * a + page_d * b
    turn = np.zeros(len(size), dtype=np.int64)
    turned = along_x <= np.abs(along_y)
    if turned.any():
        lying = np.abs(along_x) >= np.abs(along_y)
        turn = np.where(lying, np.where(along_x >= 0, 0, 2), np.where(along_y > 0, 1, 3)).astype(np.int64)
    placed = _placed(measured, box=(x0, top, x1, bottom), x=x, y=y, size=size, turn=turn)
    if along_x.any() and along_y.any():
        across, along = np.sort(np.abs([along_x, along_y]), axis=0)
        placed = replace(placed, slanted=across > _ASKEW * along)
    return placed


def _placed(
    measured: Measured,
    *,
    box: tuple[Floats, Floats, Floats, Floats],
    x: Floats,
    y: Floats,
    size: Floats,
    turn: Ints,
) -> Characters:
    """Place each character by its origin; only the advance is taken from pdfium's box."""
    x0, top, x1, bottom = box
    u0, u1, v = x0.copy(), x1.copy(), y.copy()
    left, upper, right, lower = x0.copy(), y - ASCENT * size, x1.copy(), y + DESCENT * size
    if turn.any():
        one, two, three = turn == 1, turn == 2, turn == 3
        u0[one], u1[one], v[one] = top[one], bottom[one], -x[one]
        left[one], right[one] = x[one] - DESCENT * size[one], x[one] + ASCENT * size[one]
        u0[two], u1[two], v[two] = -x1[two], -x0[two], -y[two]
        upper[two], lower[two] = y[two] - DESCENT * size[two], y[two] + ASCENT * size[two]
        u0[three], u1[three], v[three] = -bottom[three], -top[three], x[three]
        left[three], right[three] = x[three] - ASCENT * size[three], x[three] + DESCENT * size[three]
        sideways = one | three
        upper[sideways], lower[sideways] = top[sideways], bottom[sideways]
    x_middle, y_middle = (left + right) / 2, (upper + lower) / 2
    return Characters(
        code=measured.code,
        x0=left,
        top=upper,
        x1=right,
        bottom=lower,
        x_middle=x_middle,
        y_middle=y_middle,
        u0=u0,
        u1=u1,
        v=v,
        size=size,
        turn=turn,
        after_blank=measured.after_blank,
        hidden=np.zeros(len(turn), dtype=np.bool_),
        faint=np.zeros(len(turn), dtype=np.bool_),
        slanted=np.zeros(len(turn), dtype=np.bool_),
        number=measured.number,
    )
