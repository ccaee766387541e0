"""Characters that are no reading of their own, and pages whose text cannot be published."""

from __future__ import annotations

import numpy as np

from extract.pdf.characters import Characters
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Ints
from extract.pdf.paths import Drawing
from extract.pdf.settings import TextSettings
from extract.records import Box, Dropped, PageIssue

_GARBLED_SHARE = 0.3
"""Share of unusable characters from which a page's text is rubbish; sound pages stay below 0.02."""

_PICTURE_SHARE = 0.5
"""Share of the page under pictures from which a page with hardly any text is a scan."""

_FEW_CHARACTERS = 12
"""A scanned page may still carry a typed page number or a stamp."""

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
    hidden = characters.hidden & ~outside
    if hidden.any() and _picture_share(drawing, frame) >= _PICTURE_SHARE:
        hidden[:] = False  # an invisible text layer over a scan is the only reading the file offers
    over = _overprinted(characters, settings) & ~outside & ~hidden
    dropped = [
        *_dropped(characters, outside, "outside_page"),
        *_dropped(characters, hidden, "hidden"),
        *_dropped(characters, over, "overprint"),
    ]
    return np.flatnonzero(~(outside | hidden | over)), tuple(dropped)


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
        items.append(Dropped("".join(characters.text[each] for each in run.tolist()), reason, box))  # type: ignore[arg-type]
    return items


def _overprinted(characters: Characters, settings: TextSettings) -> Flags:
    """Mark every further drawing of a character at (nearly) the same place."""
    code = characters.code
    marked = np.zeros(len(code), dtype=np.bool_)
    width = np.maximum(characters.u1 - characters.u0, 0.0)
    near_u = np.minimum(settings.overprint * characters.size, 0.6 * width)
    near_v = settings.overprint * characters.size
    # Sorting by a rounded baseline can put two drawings of one character in different rows: look with two roundings.
    for shift in (0.0, 0.5):
        row = np.floor(characters.v / np.maximum(characters.size, 1.0) * 2.0 + shift)
        order = np.lexsort((characters.u0, row, code))
        same = (
            (np.diff(code[order]) == 0)
            & (np.diff(row[order]) == 0)
            & (np.abs(np.diff(characters.u0[order])) <= near_u[order][1:])
            & (np.abs(np.diff(characters.v[order])) <= near_v[order][1:])
        )
        for at in np.flatnonzero(same).tolist():
            one, two = int(order[at]), int(order[at + 1])
            marked[max(one, two)] = True
    return marked


def issue_of(characters: Characters, chosen: Ints, drawing: Drawing, frame: Frame) -> PageIssue | None:
    """Return why the page's text cannot be published, None if it can."""
    if len(chosen) < _FEW_CHARACTERS and _picture_share(drawing, frame) >= _PICTURE_SHARE:
        return "image_only"
    text = "".join(characters.text[at] for at in chosen.tolist())
    return "garbled_text" if is_garbled(text) else None


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
    if not text:
        return False
    code = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    unusable = np.zeros(len(code), dtype=np.bool_)
    for first, last in _UNUSABLE:
        unusable |= (code >= first) & (code <= last)
    if unusable.sum() >= _GARBLED_SHARE * len(code):
        return True
    ideographs = code[(code >= 0x3400) & (code <= 0x9FFF)]
    if len(ideographs) < _ENOUGH_IDEOGRAPHS:
        return False
    words = ideographs.tobytes().decode("utf-32-le")
    kept = max(len(words.encode(name, "ignore")) // 2 for name in ("gb2312", "big5"))
    return kept < (1 - _RARE_SHARE) * len(words)


#: Placeholders, and scripts these documents never use: what glyph numbers turn into without a mapping.
_UNUSABLE = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0x0100, 0x036F),  # Latin Extended, phonetic, combining
    (0x0400, 0x1FFF),  # Cyrillic … Greek Extended
    (0xA000, 0xABFF),
    (0xD800, 0xF8FF),  # surrogates, private use
    (0xFFF0, 0xFFFD),
)
_ENOUGH_IDEOGRAPHS = 20
"""Fewer say nothing about how rare a text's ideographs are."""
