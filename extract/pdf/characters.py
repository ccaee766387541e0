"""The printed characters of a page, as arrays.

Characters are placed by glyph origin and font size, not by the font's ascent:
LibreOffice writes Noto CJK with ascent 0 and a FontBBox several lines high.
"""

from __future__ import annotations

from dataclasses import dataclass

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

#: Blank or without width. Other control characters are kept: they betray a font without a usable mapping.
_BLANKS = np.array(
    [
        *(0, 9, 10, 11, 12, 13, 0x20, 0x85, 0xA0, 0xAD, 0x1680),
        *range(0x2000, 0x2010),
        *(0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF),
    ]
)
_MOSTLY = 0.8
"""Share of characters with one writing direction on a page set sideways; labels of upright tables stay far below."""

_LEVEL = 0.01
"""Points: boxes of one font on one baseline differ by less (single precision)."""

_INVISIBLE = 3
"""Text rendering mode 3: neither filled nor stroked."""


@dataclass(frozen=True, slots=True)
class Characters:
    """Non-blank characters in content order; all arrays have the same length.

    u runs along the writing direction, v across it (downwards for upright
    text), so that the same line builder serves rotated text.
    """

    text: list[str]
    code: Ints
    """Code points of `text`."""
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
    """Nobody sees it: invisible rendering mode, clipped away, or white on paper."""

    def __len__(self) -> int:
        return len(self.text)


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
    return np.asarray(
        (characters.turn[1:] == characters.turn[:-1])
        & (np.abs(np.diff(characters.v)) < 0.1 * size)
        & (gap < gap_limit * size)
        & (gap > -0.5 * size)
        & ~characters.after_blank[1:],
        dtype=np.bool_,
    )


def read_characters(text_page: Handle, count: int, frame: Frame) -> tuple[Characters, list[Handle | None]]:
    """Return the printing characters of a page and the text object that drew each.

    Blanks are kept as `after_blank` alone.
    """
    codes = np.array(library.indexed(library.text_unicode, text_page, range(count)), dtype=np.int64)
    codes[np.isin(codes, _LINE_END_HYPHENS)] = ord("-")
    blank = np.isin(codes, _BLANKS)
    kept = np.flatnonzero(~blank)
    blanks_before = np.cumsum(blank)[kept]
    after_blank = np.diff(blanks_before, prepend=0) > 0
    indexes = kept.tolist()

    loose = library.fill_indexed(library.text_loose_box, text_page, indexes, 4, np.float32, split=False)
    objects = library.indexed(library.text_object, text_page, indexes)
    # Matrix and font size belong to the text object: ask once for all its characters.
    handle = np.array([each or 0 for each in objects], dtype=np.int64)
    begins = np.ones(len(handle), dtype=np.bool_)
    begins[1:] = handle[1:] != handle[:-1]
    heads, of_head = kept[begins].tolist(), np.cumsum(begins) - 1
    matrix = library.fill_indexed(library.text_matrix, text_page, heads, 6, np.float32, split=False)[of_head]
    font_size = np.array(library.indexed(library.text_font_size, text_page, heads), dtype=np.float64)[of_head]
    hidden = _unpainted(objects)

    origin = _origins(text_page, kept, begins, loose, matrix)

    left, upper, right, lower = loose.astype(np.float64).T
    x0, top, x1, bottom = frame.boxes(left, lower, right, upper)
    x, y = frame.points(origin[:, 0], origin[:, 1])

    a, b, c, d = matrix[:, :4].astype(np.float64).T
    size = font_size * np.hypot(c, d)
    # Some generators scale a one-point font in a form's matrix that the text matrix does not show.
    extent = np.maximum(x1 - x0, bottom - top)
    size = np.where(size < 1.0, np.maximum(extent, 1.0), size)
    page_a, page_b, page_c, page_d = frame.matrix[:4]
    along_x, along_y = page_a * a + page_c * b, page_b * a + page_d * b
    turn = np.where(
        np.abs(along_x) >= np.abs(along_y), np.where(along_x >= 0, 0, 2), np.where(along_y > 0, 1, 3)
    ).astype(np.int64)
    characters = _placed(
        codes[kept],
        box=(x0, top, x1, bottom),
        x=x,
        y=y,
        size=size,
        turn=turn,
        after_blank=after_blank,
        hidden=hidden,
    )
    return characters, objects


def _origins(text_page: Handle, kept: Ints, begins: Flags, loose: Floats, matrix: Floats) -> Floats:
    """Return glyph origins (n, 2); of upright text on one baseline, that of the text object's first character.

    The x of an upright character is not used: its advance box says more.
    """
    first = np.flatnonzero(begins)
    of_head = np.cumsum(begins) - 1
    origin = library.fill_indexed(library.text_origin, text_page, kept[first].tolist(), 2, np.float64, split=True)
    origin = origin[of_head]
    if len(first) < len(kept):
        floor = loose[:, 3]
        uneven = np.maximum.reduceat(floor, first) - np.minimum.reduceat(floor, first) > _LEVEL
        # Vertical writing, sloping text, and fonts of no height, whose boxes follow each glyph.
        apart = (uneven | (np.abs(matrix[first, 1]) > _LEVEL))[of_head] & ~begins
        own = np.flatnonzero(apart)
        if len(own):
            indexes = kept[own].tolist()
            origin[own] = library.fill_indexed(library.text_origin, text_page, indexes, 2, np.float64, split=True)
    return np.asarray(origin)


def _unpainted(objects: list[Handle | None]) -> Flags:
    """Tell which characters belong to a text object that is not painted."""
    unique = [each for each in dict.fromkeys(objects) if each]
    modes = map(library.text_render_mode, unique)
    unseen = {each for each, mode in zip(unique, modes, strict=True) if mode == _INVISIBLE}
    if not unseen:
        return np.zeros(len(objects), dtype=np.bool_)
    return np.array([each in unseen for each in objects], dtype=np.bool_)


def _placed(
    code: Ints,
    *,
    box: tuple[Floats, Floats, Floats, Floats],
    x: Floats,
    y: Floats,
    size: Floats,
    turn: Ints,
    after_blank: Flags,
    hidden: Flags,
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
        text=list(map(chr, code.tolist())),
        code=code,
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
        after_blank=after_blank,
        hidden=hidden,
    )
