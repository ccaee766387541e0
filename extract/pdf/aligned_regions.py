"""Where on a page rows line up: stretches of lines that leave the same gaps free.

A line belongs to a table while no piece of it prints across a gap that the rows
around it leave; sentences and titles do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.aligned_header import Rule
from extract.pdf.aligned_pieces import Piece, Row, merged, rivers
from extract.pdf.settings import AlignedSettings

UNIT_LINE = re.compile(
    r"单位\s*[:：]\s*(?:人民币)?\s*(?:[百千]?万?亿?元|[^:：]{0,8}元)|[（(]\s*单位\s*[:：]?\s*[百千]?[万亿]?元"
)
"""The line between a statutory table and its title tells in what its money is counted."""

_NOTE = re.compile(r"\s*(?:备?注|说明|填表|制表|资料来源)\s*\d*\s*[:：]")
_TOLD = re.compile(r"[:：]|\d{4}\s*年")
"""What a line above the table tells of it (部门：…, 2024年度)."""

_SENTENCE = re.compile(r"[。；]\s*$")
_LEADER = re.compile(r"[.．…·]{4,}")

_LARGER = 1.15
"""Titles are set larger than the table below them, at least this much."""

_HEADINGS_LARGER = 1.4
"""Headings are set larger than what is below them, at most this much."""

_FULL = 0.8
"""Share of a table's width that a rule between two of its rows covers at least."""


@dataclass(slots=True)
class Region:
    """The lines of a table: those with figures and what stands between and below them, and the header above."""

    header: list[Row]
    body: list[Row]
    has_unit_line: bool = False
    rules: list[Rule] = field(default_factory=list)
    """Horizontal rules and edges of fills within it, from the top down."""
    full: list[float] = field(default_factory=list)
    """Heights at which they cover its whole width."""

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Left and right end of every word of the body."""
        return [(each.x0, each.x1) for row in self.body for each in row.words]


def find_regions(rows: Sequence[Row], rules: Sequence[Rule], settings: AlignedSettings) -> list[Region]:
    """Return the stretches of lines that may be tables, from the top down; no line is in two of them."""
    regions: list[Region] = []
    taken = 0
    start = 0
    while start < len(rows):
        run = _run_from(rows, start, settings) if _has_figures(rows[start]) else []
        if not run:
            start += 1
            continue
        first, last = run[0], run[-1]
        width = _extent(rows[first : last + 1])
        inside = _near(rules, width)
        heights = full_heights(inside, width)
        last = _downwards(rows, first, last, heights, settings)
        top, has_unit_line = _upwards(rows, taken, first, last, heights, settings)
        regions.append(_region(rows[top:first], rows[first : last + 1], inside, heights, has_unit_line))
        taken = start = last + 1
    return regions


def _region(
    header: Sequence[Row], body: Sequence[Row], rules: Sequence[Rule], heights: Sequence[float], has_unit_line: bool
) -> Region:
    """Return a region with the rules around its lines."""
    top = (header or body)[0].top
    above = [each for each in heights if top - 1.5 * body[0].size < each <= top + 2]
    high = above[-1] - 2 if above else top
    below = [each for each in heights if body[-1].bottom - 2 <= each < body[-1].bottom + 3 * body[0].size]
    low = below[0] + 2 if below else body[-1].bottom
    return Region(
        list(header),
        list(body),
        has_unit_line,
        [each for each in rules if high <= each.y <= low],
        [each for each in heights if high <= each <= low],
    )


def worded_regions(rows: Sequence[Row], rules: Sequence[Rule], settings: AlignedSettings) -> list[Region]:
    """Return the stretches of lines that may be tables of words: a line of headings and rows that leave gaps between.

    The headings stand between two rules or below the unit line, and the rows leave as many gaps as the headings do.
    """
    regions: list[Region] = []
    taken = 0
    for at, row in enumerate(rows):
        if at < taken or len(row.words) < _FEWEST_HEADINGS or any(each.is_figure for each in row.words):
            continue
        width = _extent(rows[at : at + 6])
        near = _near(rules, width)
        heights = full_heights(near, width)
        above = [each for each in heights if row.top - 1.5 * row.size < each <= row.top + 2]
        below = [each for each in heights if row.bottom - 2 <= each < row.bottom + 1.5 * row.size]
        has_unit_line = any(_is_unit_line(each) for each in rows[max(0, at - 2) : at])
        if not has_unit_line and not (above and below):
            continue
        last = _worded_end(rows, at, [each for each in heights if each > row.bottom + 2], settings)
        body = rows[at + 1 : last + 1]
        if len(body) >= settings.fewest_rows and sum(len(each.words) > 1 for each in body) >= 0.7 * len(body):
            region = _region([row], body, near, heights, has_unit_line)
            regions.append(region)
            taken = last + 1
    return regions


_FEWEST_HEADINGS = 3


def _worded_end(rows: Sequence[Row], at: int, heights: Sequence[float], settings: AlignedSettings) -> int:
    """Return the last line that leaves as many gaps as the headings in line `at` do."""
    header = rows[at]
    spans = _spans(header)
    least = 0.7 * header.size
    last = at
    for number in range(at + 1, len(rows)):
        row = rows[number]
        if row.top - rows[number - 1].bottom > settings.row_gap or _stops(row, header.size):
            break
        if len(heights) > 1 and heights[-1] < row.top + 3:
            break
        wider = merged([*spans, *_spans(row)])
        if len(rivers(wider, least)) < len(header.words) - 1:
            break
        spans, last = wider, number
    return last


def _has_figures(row: Row) -> bool:
    """Tell whether a line has a figure beside another piece, and is no line of contents."""
    if len(row.words) < 2 or any(_LEADER.search(each.text) for each in row.words):
        return False
    return any(each.is_figure for each in row.words[1:]) or (
        row.words[0].is_figure and len(row.words[0].text) > 2 and len(row.words) > 2
    )


def _run_from(rows: Sequence[Row], start: int, settings: AlignedSettings) -> list[int]:
    """Return the numbers of the lines with figures that leave the same gaps free as the first one."""
    run = [start]
    spans = _spans(rows[start])
    least = 0.7 * rows[start].size
    for at in range(start + 1, len(rows)):
        row = rows[at]
        if row.top - rows[at - 1].bottom > settings.row_gap or _stops(row, rows[start].size):
            break
        if _has_figures(row):
            # Column numbers and 合计 in the middle of their columns leave gaps that longer labels cover; the gaps of
            # a row of the same table stay.
            wider = merged([*spans, *_spans(row)])
            if len(rivers(wider, least)) < max(len(row.words) - 1, 1):
                break
            spans = wider
            run.append(at)
            continue
        gaps = rivers(spans, least)
        across = sum(_prints_across([each], [gap]) for each in row.words for gap in gaps)
        if across > (1 if len(gaps) > 2 and len(run) < settings.fewest_rows else 0):
            break
    return run


def _prints_across(pieces: Sequence[Piece], gaps: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a piece covers a gap that rows leave free."""
    return any(each.x0 < left and each.x1 > right for each in pieces for left, right in gaps)


def _downwards(rows: Sequence[Row], first: int, last: int, heights: Sequence[float], settings: AlignedSettings) -> int:
    """Return the last line of the table: labels without amounts and ends of wrapped ones belong to it."""
    gaps = rivers([span for row in rows[first : last + 1] for span in _spans(row)], 0.7 * rows[first].size)
    steps = [two.top - one.bottom for one, two in pairwise(rows[first : last + 1])]
    usual = min(settings.row_gap, max([*steps, 0.8 * rows[first].size]) * 1.3)
    while last + 1 < len(rows):
        row = rows[last + 1]
        if row.top - rows[last].bottom > usual or _stops(row, rows[first].size) or _prints_across(row.words, gaps):
            break
        if len(row.words) == 1 and (_SENTENCE.search(row.words[0].text) or not gaps):
            break
        if heights and heights[-1] > rows[first].bottom and rows[last].bottom - 3 < heights[-1] < row.top + 3:
            break  # below the last rule
        last += 1
    return last


def _upwards(
    rows: Sequence[Row], taken: int, first: int, last: int, heights: Sequence[float], settings: AlignedSettings
) -> tuple[int, bool]:
    """Return the first line of the header, and whether a unit line stands above it.

    A lone word over several columns may be a heading or the title: it is a heading if a rule or the unit line follows
    above.
    """
    gaps = rivers([span for row in rows[first : last + 1] for span in _spans(row)], 0.7 * rows[first].size)
    top = first
    sure: int | None = None
    while top > taken:
        row = rows[top - 1]
        if _is_unit_line(row):
            return top, True
        room = settings.row_gap * (2 if _rule_between(row, rows[top], heights) else 1)
        if rows[top].top - row.bottom > room or _stops(row, rows[top].size):
            break
        if top < first and _crosses_first_rule(row, rows[top], heights):
            sure = None
            break
        if len(row.words) == 1:
            word = row.words[0]
            if len(word.text) > 25 or _SENTENCE.search(word.text):
                break
            if _covers(word, gaps) > 1 and sure is None:
                sure = top
        elif not any(_TOLD.search(each.text) for each in row.words):
            sure = None  # no title stands below headings
        top -= 1
        if first - top > _MOST_HEADER_LINES:
            break
    framed = bool(heights) and rows[top].top - 1.5 * rows[top].size < heights[0] <= rows[top].top + 2
    top = top if sure is None or framed else sure
    return top, any(_is_unit_line(row) for row in rows[max(taken, top - 2) : top])


_MOST_HEADER_LINES = 14
"""Three levels, each wrapped."""


def _is_unit_line(row: Row) -> bool:
    return bool(UNIT_LINE.search("".join(each.text for each in row.words)))


def _covers(piece: Piece, gaps: Sequence[tuple[float, float]]) -> int:
    return sum(piece.x0 < right and piece.x1 > left for left, right in gaps)


def _rule_between(row: Row, below: Row, heights: Sequence[float]) -> bool:
    return any(row.bottom - 3 < each < below.top + 3 for each in heights)


def _crosses_first_rule(row: Row, below: Row, heights: Sequence[float]) -> bool:
    """Tell whether the first rule of the table lies between two lines: what is above it is no header."""
    return len(heights) > 1 and row.bottom - 3 < heights[0] < below.top + 3


def _stops(row: Row, size: float) -> bool:
    """Tell whether a line is none of a table's: larger print, a note, a unit line, contents."""
    text = "".join(each.text for each in row.words)
    return (
        row.pieces[0].size > (_LARGER if len(row.words) == 1 else _HEADINGS_LARGER) * size
        or bool(_NOTE.match(text))
        or bool(UNIT_LINE.search(text))
        or bool(_LEADER.search(text))
        or any(len(each.text) > 30 and _SENTENCE.search(each.text) for each in row.words)
    )


def _spans(row: Row) -> list[tuple[float, float]]:
    return [(each.x0, each.x1) for each in row.words]


def _extent(rows: Sequence[Row]) -> tuple[float, float]:
    return min(row.pieces[0].x0 for row in rows), max(each.x1 for row in rows for each in row.pieces)


def _near(rules: Sequence[Rule], width: tuple[float, float]) -> list[Rule]:
    """Return the rules over or under a stretch of the page's width."""
    return [each for each in rules if each.x0 < width[1] and each.x1 > width[0]]


def full_heights(rules: Sequence[Rule], width: tuple[float, float]) -> list[float]:
    """Return the heights at which rules cover nearly the whole stretch, from the top down."""
    heights: list[float] = []
    level: list[Rule] = []
    for each in [*sorted(rules), Rule(1e9, 0.0, 0.0)]:
        if level and each.y - level[0].y > 1.0:
            covered = sum(min(one.x1, width[1]) - max(one.x0, width[0]) for one in level)
            if covered >= _FULL * (width[1] - width[0]):
                heights.append(level[0].y)
            level = []
        level.append(each)
    return heights
