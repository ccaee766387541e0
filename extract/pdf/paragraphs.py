"""Lines outside tables → paragraphs, told apart by margins, indents, spacing and size."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.page_numbers import may_name_page
from extract.pdf.lines import PlacedLine
from extract.pdf.settings import ParagraphSettings
from extract.records import Box, Grid, Paragraph, TextLine

_LEADER = re.compile(r"[.．…·]{4,}\s*[-—]?\s*\d*\s*[-—]?$")
"""Dots to the page number in a table of contents: the line reaches the margin, its sentence ends all the same."""

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+部分"
)
_SENTENCE_END = ("。", "；", "：", "！", "？", "”", "）", ";", ":")


@dataclass(frozen=True, slots=True)
class Margins:
    """The type area of a page, as its prose shows it. Points."""

    left: float
    right: float
    pitch: float
    """Usual distance between baselines."""
    indented: bool
    """Paragraphs on this page begin with an indent."""
    size: float
    """Font size of the running text."""


def is_page_number(line: TextLine, size: tuple[float, float], settings: ParagraphSettings) -> bool:
    """Tell whether a line is a page number alone at the upper or lower edge of a page of this (width, height)."""
    if line.box is None or not may_name_page(line.text):
        return False
    zone = settings.edge_zone * max(size)
    return line.box[1] > size[1] - zone or line.box[3] < zone


def find_paragraphs(
    lines: Sequence[PlacedLine], grids: Sequence[Grid], size: tuple[float, float], settings: ParagraphSettings
) -> list[Paragraph]:
    """Return the paragraphs of a page of the given (width, height), not yet numbered."""
    numbers = [each for each in lines if is_page_number(each.line, size, settings)]
    taken = {id(each) for each in numbers}
    prose = sorted((each for each in lines if id(each) not in taken), key=lambda each: (_box(each)[1], _box(each)[0]))
    paragraphs = [Paragraph(0, (each.line,), each.line.box, role="page_number") for each in numbers]
    if not prose:
        return paragraphs
    margins = find_margins(prose, grids, size[0], settings)
    barriers = [each.box for each in grids if each.box is not None]
    groups: list[list[PlacedLine]] = []
    for each in prose:
        if groups and _goes_on(
            groups[-1], each, margins=margins, barriers=barriers, page_width=size[0], settings=settings
        ):
            groups[-1].append(each)
        else:
            groups.append([each])
    return paragraphs + [_paragraph(group, margins, size[0], settings) for group in groups]


def find_margins(
    prose: Sequence[PlacedLine], grids: Sequence[Grid], page_width: float, settings: ParagraphSettings
) -> Margins:
    """Return the type area of a page with at least one line outside tables."""
    body = _body_size(prose)
    running = [each for each in prose if abs(_size(each) - body) < 0.1 * body and "  " not in each.line.text] or prose
    left = min(_box(each)[0] for each in running)
    right = max(_box(each)[2] for each in running)
    # Without two lines that end together (contents, covers, captions) nothing shows it; pages are symmetric enough.
    if sum(_box(each)[2] > right - settings.right_slack * body for each in running) < 2:
        right = max([right, page_width - left, *(each.box[2] for each in grids if each.box is not None)])
    steps = [b.baseline - a.baseline for a, b in itertools.pairwise(prose)]
    steps = [step for step in steps if 0.9 * body < step < 3.0 * body]
    indented = any(
        settings.indent * body <= _box(one)[0] - left <= settings.deepest_indent * body
        and _box(one)[2] > right - settings.right_slack * body
        and _box(two)[0] - left < 0.5 * body
        for one, two in itertools.pairwise(prose)
    )
    return Margins(left, right, median(steps) if steps else 1.5 * body, indented, body)


def _goes_on(
    group: list[PlacedLine],
    line: PlacedLine,
    *,
    margins: Margins,
    barriers: Sequence[Box],
    page_width: float,
    settings: ParagraphSettings,
) -> bool:
    """Tell whether a line continues the paragraph above it."""
    previous, first = group[-1], group[0]
    size, above, below = _size(line), _box(previous), _box(line)
    step = line.baseline - previous.baseline
    if previous.turn != line.turn or abs(_size(previous) - size) > settings.size_change * size:
        return False
    if not 0 < step <= settings.spacing * max(margins.pitch, size):
        return False
    if any(above[1] < box[1] < below[3] or above[1] < box[3] < below[3] for box in barriers):
        return False
    if _stands_alone(previous, margins, page_width, settings) or _stands_alone(line, margins, page_width, settings):
        return False
    if not _reaches_right(previous, margins, settings):
        return False
    start = _box(first)[0]
    if _NUMBERED.match(line.line.text) and (
        previous.line.text.endswith(_SENTENCE_END)
        or (_NUMBERED.match(first.line.text) and abs(below[0] - start) < settings.same_start * size)
    ):
        return False
    if len(group) > 1:
        return abs(below[0] - above[0]) < settings.same_start * size
    if start - margins.left >= settings.indent * size:
        # The first line is indented, so the second stands left of it: at the margin, or in a list under the number.
        return below[0] < start - settings.same_start * size
    hanging = bool(_NUMBERED.match(first.line.text))
    return abs(below[0] - start) < settings.same_start * size or (hanging and 0 < below[0] - start < 3 * size)


def _stands_alone(line: PlacedLine, margins: Margins, page_width: float, settings: ParagraphSettings) -> bool:
    """Tell whether a line is no running text: pieces far apart, a line of contents, a title, print flush right."""
    text, box, size = line.line.text, _box(line), _size(line)
    if "  " in text or _LEADER.search(text) or box[0] - margins.left > settings.deepest_indent * size:
        return True
    centred = abs((box[0] + box[2]) - page_width) < 2 * size
    return centred and box[0] > margins.left + 2.5 * size and box[2] < margins.right - 2 * size


def _reaches_right(line: PlacedLine, margins: Margins, settings: ParagraphSettings) -> bool:
    return _box(line)[2] >= margins.right - settings.right_slack * _size(line)


def _paragraph(group: list[PlacedLine], margins: Margins, page_width: float, settings: ParagraphSettings) -> Paragraph:
    first, last = group[0], group[-1]
    boxes = [_box(each) for each in group]
    return Paragraph(
        order=0,
        lines=tuple(each.line for each in group),
        box=(
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        ),
        ends_open=_reaches_right(last, margins, settings) and not _stands_alone(last, margins, page_width, settings),
        starts_flush=margins.indented
        and abs(_size(first) - margins.size) <= settings.size_change * margins.size
        and _box(first)[0] - margins.left < settings.same_start * _size(first)
        and not _stands_alone(first, margins, page_width, settings),
    )


def _body_size(lines: Sequence[PlacedLine]) -> float:
    """Return the font size most characters are set in."""
    sizes: Counter[float] = Counter()
    for each in lines:
        sizes[_size(each)] += len(each.line.text)
    return sizes.most_common(1)[0][0]


def _size(line: PlacedLine) -> float:
    return line.line.size or 10.0


def _box(line: PlacedLine) -> Box:
    return line.line.box or (0.0, 0.0, 0.0, 0.0)
