"""Characters that are no reading of their own, and pages whose text cannot be published."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from extract.pdf.characters import Characters
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Floats, Ints
from extract.pdf.paths import Drawing
from extract.pdf.settings import TextSettings
from extract.records import Box, Dropped, PageIssue

_GARBLED_SHARE = 0.3
"""Share of unusable characters from which a page's text is rubbish; sound pages stay below 0.02."""

_GARBLED_LETTERS = 0.5
"""The same, of what numbers are not made of."""

_ENOUGH_UNUSABLE = 20
"""Fewer may be ticks and bullets on a page of figures."""

_PICTURE_SHARE = 0.5
"""Share of the page under pictures from which a page with hardly any text is a scan."""

_FEW_CHARACTERS = 12
"""A scanned page may still carry a typed page number or a stamp."""

_ASKEW_SHARE = 0.5
"""Share of print set askew from which it is the page's text; a watermark repeated over a page stays below."""

_RARE_SHARE = 0.4
"""Share of ideographs outside GB 2312 and Big5 from which a font's mapping is nonsense."""


def drop_unreadable(
    characters: Characters, drawing: Drawing, frame: Frame, settings: TextSettings
) -> tuple[Ints, tuple[Dropped, ...]]:
    """Return the indexes of characters to read, and what is left out with its reason."""
    if not len(characters):
        return np.zeros(0, dtype=np.int64), ()
    outside = (
        (characters.x_middle < 0)
        | (characters.x_middle > frame.width)
        | (characters.y_middle < 0)
        | (characters.y_middle > frame.height)
    )
    hidden, faint = characters.hidden & ~outside, characters.faint & ~outside
    if (hidden | faint).any() and _picture_share(drawing, frame) >= _PICTURE_SHARE:
        hidden[:] = faint[:] = False  # an invisible text layer over a scan is the only reading the file offers
    watermark = (faint | _across(characters)) & ~outside & ~hidden
    over = _overprinted(characters, settings) & ~outside & ~hidden & ~watermark
    dropped = [
        *_dropped(characters, outside, "outside_page"),
        *_dropped(characters, hidden, "hidden"),
        *_dropped(characters, watermark, "watermark"),
        *_dropped(characters, over, "overprint"),
    ]
    return np.flatnonzero(~(outside | hidden | watermark | over)), tuple(dropped)


def _across(characters: Characters) -> Flags:
    """Mark print set askew over the page, unless the page itself is askew."""
    if np.count_nonzero(characters.slanted) < _ASKEW_SHARE * len(characters):
        return characters.slanted
    return np.zeros(len(characters), dtype=np.bool_)


def _dropped(characters: Characters, which: Flags, reason: str) -> list[Dropped]:
    """Return runs of neighbouring characters as one item each."""
    at = np.flatnonzero(which)
    if not len(at):
        return []
    items = []
    for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1):
        box: Box = (
            round(float(characters.x0[run].min()), 2),
            round(float(characters.top[run].min()), 2),
            round(float(characters.x1[run].max()), 2),
            round(float(characters.bottom[run].max()), 2),
        )
        items.append(Dropped(characters.text(run), reason, box))  # type: ignore[arg-type]
    return items


def _overprinted(characters: Characters, settings: TextSettings) -> Flags:
    """Mark every further drawing of a character at (nearly) the same place."""
    code = characters.code
    marked = np.zeros(len(code), dtype=np.bool_)
    width = np.maximum(characters.u1 - characters.u0, 0.0)
    near_u = np.minimum(settings.overprint * characters.size, 0.6 * width)
    near_v = settings.overprint * characters.size
    rows = characters.v / np.maximum(characters.size, 1.0) * 2.0
    rows -= rows.min()
    u0 = characters.u0
    place = (u0 - u0.min()) / max(float(np.ptp(u0)), 1.0)
    # A rounded baseline can put two drawings of one character in different rows: look with two roundings.
    for shift in (0.0, 0.5) if _is_parted_by_rounding(rows) else (0.0,):
        row = np.floor(rows + shift)
        group = code * (row.max() + 1.0) + row
        # One sort by character, row and place: the group is whole, the place less than 1.
        order = np.argsort(group + 0.999 * place)
        one, two = order[:-1], order[1:]
        same = (group[one] == group[two]) & (np.abs(u0[two] - u0[one]) <= near_u[two])
        same &= np.abs(characters.v[two] - characters.v[one]) <= near_v[two]
        marked[np.maximum(one, two)[same]] = True
    if marked.any():
        marked[_met_by_chance(characters, marked, near_v)] = False
    return marked


def _is_parted_by_rounding(rows: Floats) -> bool:
    """Tell whether the rows up to each whole number are not those up to each half."""
    ascending = np.sort(rows)
    whole, half = np.floor(ascending), np.floor(ascending + 0.5)
    return bool(((whole[1:] != whole[:-1]) != (half[1:] != half[:-1])).any())


def _met_by_chance(characters: Characters, marked: Flags, near: Floats) -> list[int]:
    """Return marked characters of texts that go on with another character than the print below them.

    A heading wider than its cell runs on under its neighbour's, where the cell cuts it off: 政府预算支出 under 预算数
    has 预算 in common with it by chance, and 数 stands upon 支 (seen in spreadsheets' headings side by side).
    """
    kept: list[int] = []
    code, u0, u1, v = characters.code, characters.u0, characters.u1, characters.v
    order = np.argsort(u0)
    places = u0[order]
    at = np.flatnonzero(marked)
    for stretch in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1):
        first, last = int(stretch[0]), int(stretch[-1])
        for beside, gap in ((first - 1, u0[first] - u1[first - 1]), (last + 1, u0[(last + 1) % len(u0)] - u1[last])):
            if not 0 <= beside < len(code) or abs(gap) > near[first] or abs(v[beside] - v[first]) > near[first]:
                continue
            low, high = np.searchsorted(places, (u0[beside] - near[first], u0[beside] + near[first]))
            below = order[low:high]
            below = below[(below != beside) & (np.abs(v[below] - v[beside]) <= near[first])]
            if len(below) and not (code[below] == code[beside]).any():
                kept.extend(stretch.tolist())
                break
    return kept


def issue_of(characters: Characters, chosen: Ints, drawing: Drawing, frame: Frame) -> PageIssue | None:
    """Return why the page's text cannot be published, None if it can."""
    if len(chosen) < _FEW_CHARACTERS and _picture_share(drawing, frame) >= _PICTURE_SHARE:
        return "image_only"
    return "garbled_text" if _is_garbled(characters.code[chosen]) or _is_disguised(characters, chosen) else None


def _is_disguised(characters: Characters, chosen: Ints) -> bool:
    """Tell whether much of the print are ideographs that the file calls Latin letters or marks: as wide as high."""
    code = characters.code[chosen]
    letters = chosen[_IS_NARROW[np.minimum(code, _LAST_UNIT)]]
    if not len(letters) or len(letters) < _GARBLED_SHARE * len(chosen):
        return False
    wide = (characters.u1 - characters.u0)[letters] > _AS_WIDE_AS_HIGH * characters.size[letters]
    return bool(np.count_nonzero(wide) >= _GARBLED_SHARE * len(chosen))


def _picture_share(drawing: Drawing, frame: Frame) -> float:
    """Return the largest share of the page that pictures cover; strips of one scan add up."""
    if not len(drawing.pictures):
        return 0.0
    boxes = drawing.pictures
    wide = np.clip(np.minimum(boxes[:, 2], frame.width) - np.maximum(boxes[:, 0], 0), 0, None)
    high = np.clip(np.minimum(boxes[:, 3], frame.height) - np.maximum(boxes[:, 1], 0), 0, None)
    return float((wide * high).sum() / max(frame.width * frame.height, 1.0))


def is_garbled(text: str) -> bool:
    r"""Tell whether a text comes from fonts without a usable mapping to characters.

    >>> is_garbled("一般公共预算支出 1,234.56")
    False
    >>> is_garbled("\x01\x02\ue001\ufffd")
    True
    """
    return _is_garbled(np.array(list(map(ord, text)), dtype=np.int64))


def _is_garbled(code: Ints) -> bool:
    if not len(code):
        return False
    unit = np.minimum(code, _LAST_UNIT)
    unusable = np.count_nonzero(_IS_UNUSABLE[unit])
    if unusable >= _GARBLED_SHARE * len(code):
        return True
    # Figures are often set in a font of their own, that works.
    if unusable >= _ENOUGH_UNUSABLE and unusable >= _GARBLED_LETTERS * np.count_nonzero(~_IS_OF_NUMBERS[unit]):
        return True
    ideographs = unit[(code >= _IDEOGRAPHS.start) & (code < _IDEOGRAPHS.stop)]
    if len(ideographs) < _ENOUGH_IDEOGRAPHS:
        return False
    kept = max(np.count_nonzero(common[ideographs]) for common in _COMMON)
    return bool(kept < (1 - _RARE_SHARE) * len(ideographs))


_LAST_UNIT = 0xFFFF
_IDEOGRAPHS = range(0x3400, 0xA000)

#: Placeholders, and scripts these documents never use: what glyph numbers turn into without a mapping.
_UNUSABLE = (
    range(0x00, 0x20),
    range(0x7F, 0xA0),
    range(0xC0, 0x100),  # accented letters: GBK bytes read as Western
    range(0x0100, 0x0370),  # Latin Extended, phonetic, combining
    range(0x0400, 0x2000),  # Cyrillic … Greek Extended
    range(0xA000, 0xAC00),
    range(0xD800, 0xF900),  # surrogates, private use
    range(0xFFF0, 0xFFFE),
)
_ENOUGH_IDEOGRAPHS = 20
"""Fewer say nothing about how rare a text's ideographs are."""


def _table(codes: Iterable[int]) -> Flags:
    """Return for each code unit whether it is among the codes."""
    table = np.zeros(_LAST_UNIT + 1, dtype=np.bool_)
    table[list(codes)] = True
    return table


def _ideographs_of(charset: str) -> Flags:
    every = "".join(map(chr, _IDEOGRAPHS))
    return _table(map(ord, every.encode(charset, "ignore").decode(charset)))


_IS_UNUSABLE = _table(itertools.chain(*_UNUSABLE))
_IS_OF_NUMBERS = _table(map(ord, "0123456789,.-%"))
_IS_NARROW = _table(range(0x21, 0x7F)) & ~_IS_OF_NUMBERS & ~_table(map(ord, "WMmw@"))
"""Letters and marks of ASCII that no type sets as wide as it is high; what numbers are made of does not count, which
files without a table of widths spread out."""
_AS_WIDE_AS_HIGH = 0.97
"""Em."""
_COMMON = (_ideographs_of("gb2312"), _ideographs_of("big5"))
