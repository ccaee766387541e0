"""Pieces of print that may be cells of a table without vertical rules, and the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.characters import FIRST_IDEOGRAPHIC
from extract.pdf.lines import PlacedLine
from extract.records import TextLine

_FIGURE = re.compile(r"[-－+]?[¥￥]?\d[\d,，]*(?:[.．]\d+)?\s*[%％]?|[-—－]+")

_AMOUNT = re.compile(r"^-?\d[\d,]*[.,]\d+$")

WORD_GAP = 0.7
"""Em between two pieces of one text: a blank that the author set; padding on both sides of a column is as wide.

Columns of words stand further apart, figures and codes may stand nearer to what is beside them.
"""

WRAPPED = 1.75
"""Em between baselines of one text that wraps, at most."""

_LATIN_GAP, _IDEOGRAPH_GAP = 0.3, 0.75
"""Em that are a blank, as where lines are built."""

SAME_BASELINE = 0.3
"""Em; prints of one line differ by less, a line centred beside two stands half a line (0.5 em) off."""


class Piece(NamedTuple):
    """Print without a gap that could part two columns; points from the page's top-left corner."""

    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    text: str

    @property
    def centre(self) -> float:
        """Middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2

    @property
    def is_figure(self) -> bool:
        """Amounts, codes, counts, shares, and the dash that stands for none."""
        return bool(_FIGURE.fullmatch(self.text.strip()))

    @property
    def line(self) -> TextLine:
        """The record of the piece."""
        box = (round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))
        return TextLine(self.text, box, self.size)


class Row(NamedTuple):
    """The pieces on one baseline, from left to right."""

    pieces: tuple[Piece, ...]
    words: tuple[Piece, ...]
    """The same, those that only a blank parts made one."""

    @property
    def top(self) -> float:
        """Upper end of the highest piece."""
        return min(each.top for each in self.pieces)

    @property
    def bottom(self) -> float:
        """Lower end of the lowest piece."""
        return max(each.bottom for each in self.pieces)

    @property
    def size(self) -> float:
        """Font size of the largest piece."""
        return max(each.size for each in self.pieces)


def piece_of(placed: PlacedLine) -> Piece:
    """Return a piece of print as such."""
    x0, top, x1, bottom = placed.line.box or (0.0, 0.0, 0.0, 0.0)
    return Piece(x0, top, x1, bottom, placed.baseline, placed.line.size or 10.0, placed.line.text)


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Return the pieces by baseline, from the top down."""
    rows: list[list[Piece]] = []
    for each in sorted(pieces, key=lambda each: each.baseline):
        if rows and each.baseline - rows[-1][0].baseline < SAME_BASELINE * each.size:
            rows[-1].append(each)
        else:
            rows.append([each])
    return [Row(tuple(sorted(row)), tuple(joined_words(sorted(row)))) for row in rows]


def joined_words(pieces: Sequence[Piece], gap: float = WORD_GAP) -> list[Piece]:
    """Return the pieces of one line, those no further apart than `gap` em made one."""
    words: list[Piece] = []
    is_code = False
    last = pieces[0] if pieces else None
    for each in pieces:
        near = words and each.x0 - words[-1].x1 <= gap * max(each.size, words[-1].size)
        if near and not is_code and not (gap == WORD_GAP and last and last.is_figure and _AMOUNT.search(each.text)):
            words[-1] = joined(words[-1], each)
        else:
            words.append(each)
        last = each
        # A code stands nearer to its name than words do.
        is_code = not near and each.is_figure and len(each.text) > 2 and gap == WORD_GAP
    return words


def joined(one: Piece, two: Piece) -> Piece:
    """Return two neighbours of one line as one piece."""
    latin = max(one.text[-1:], two.text[:1]) < chr(FIRST_IDEOGRAPHIC)
    blank = (two.x0 - one.x1) > (_LATIN_GAP if latin else _IDEOGRAPH_GAP) * max(one.size, two.size)
    return Piece(
        min(one.x0, two.x0),
        min(one.top, two.top),
        max(one.x1, two.x1),
        max(one.bottom, two.bottom),
        one.baseline,
        one.size,
        one.text + " " * blank + two.text,
    )


def letters_joined(words: Sequence[Piece], below: Sequence[Piece]) -> list[Piece]:
    """Return the words of a line of headings, those set wide (收　　入) made one; `below`: what stands lower.

    Single characters in a row belong together where the gaps between them are alike; a wider one parts two words.
    Several columns of one character each (类, 款, 项) have nothing below them.
    """
    found: list[Piece] = []
    run: list[Piece] = []

    def close() -> None:
        gaps = [two.x0 - one.x1 for one, two in pairwise(run)]
        least = min(gaps, default=0.0)
        for at, each in enumerate(run):
            gap = gaps[at - 1] if at else 0.0
            beside = min([*gaps[max(at - 2, 0) : max(at - 1, 0)], *gaps[at : at + 1]], default=0.0)
            alike = gap <= max(1.5 * least, least + each.size) or gap < 0.5 * beside
            if at and alike and gap <= _WIDEST_GAP * each.size and _above(found[-1], each, below):
                found[-1] = joined(found[-1], each)
            else:
                found.append(each)
        run.clear()

    for each in words:
        if len(each.text) == 1 and each.text >= chr(FIRST_IDEOGRAPHIC):
            run.append(each)
        else:
            close()
            found.append(each)
    close()
    return found


def _above(one: Piece, two: Piece, below: Sequence[Piece]) -> bool:
    """Tell whether two letters are near as in a word, or stand above something."""
    reach = _ASIDE * two.size
    return two.x0 - one.x1 <= _LETTER_GAP * two.size or any(
        each.x0 < two.x1 + reach and each.x1 > one.x0 - reach for each in below
    )


_ASIDE = 3.0
"""Em from a word set wide to the headings below it that stand on either side of its middle, at most."""


_WIDEST_GAP = 8.0
"""Em between the letters of a word that is set over its columns, at most."""

_LETTER_GAP = 1.1
"""Em between the letters of a short word that is set wide (合　计)."""


def rivers(intervals: Iterable[tuple[float, float]], least: float = 0.0) -> list[tuple[float, float]]:
    """Return the gaps wider than `least` that no interval reaches into, from left to right."""
    gaps: list[tuple[float, float]] = []
    reach: float | None = None
    for start, stop in sorted(intervals):
        if reach is not None and start - reach > least:
            gaps.append((reach, start))
        reach = stop if reach is None else max(reach, stop)
    return gaps


def merged(intervals: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the intervals, those that touch made one, from left to right."""
    found: list[tuple[float, float]] = []
    for start, stop in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found
