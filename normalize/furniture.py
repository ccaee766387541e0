"""Print that repeats on pages and belongs to none of them: running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from extract.records import Box, Page, TextLine
from normalize.caption_lines import classify_line
from normalize.folding import fold

Place: TypeAlias = tuple[str, Literal["top", "bottom"], int]
"""Folded text with its figures masked, the page's end it stands at, and its distance from there."""

_MARGIN = 0.1
"""Share of the page's height at either end in which running heads stand."""
_MARGIN_LEAST = 60.0
"""Points in which they stand on small pages, whose margins are as wide as those of large ones."""
_STEP = 4.0
"""Points within which two heights count as one."""
_PAGES = 3
"""Pages a line must stand on; two where it is a line of the first page, as the document's own title is."""
#: Lines that belong to the table below them, wherever they stand again and again.
_OF_TABLES = frozenset({"unit", "department", "number", "date"})
_CAPTION = re.compile("表|目录|单位[:：]")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Print that repeats on pages and belongs to none of them."""

    page: int | None
    text: str
    box: Box | None
    reason: Literal["page_number", "running_head"]


def running_heads(pages: Sequence[Page]) -> frozenset[Place]:
    """Return the places of lines that stand at one height on several pages, their figures apart.

    A table's own title repeated over its pages is no running head: it is the
    evidence that a table goes on. What stands right above a table wherever it
    is printed is taken for such a title.
    """
    seen: dict[Place, list[tuple[Page, TextLine]]] = defaultdict(list)
    for page in pages:
        for line in _lines(page):
            place = place_of_line(page, line)
            if place and not _CAPTION.search(place[0]) and classify_line(line.text) not in _OF_TABLES:
                seen[place].append((page, line))
    first = {fold(line.text) for line in _lines(pages[0])} if pages else set()
    return frozenset(place for place in seen if _is_running(place, _near(seen, place), first))


def _near(seen: Mapping[Place, Sequence[tuple[Page, TextLine]]], place: Place) -> list[tuple[Page, TextLine]]:
    """Return where a line stands at a height or at the ones next to it: two heights a point apart may round apart."""
    text, end, step = place
    return [each for near in (step - 1, step, step + 1) for each in seen.get((text, end, near), ())]


def place_of_line(page: Page, line: TextLine) -> Place | None:
    """Return where at a page's end a line stands, None inside the page and without layout."""
    if line.box is None or page.height is None:
        return None
    _, top, _, bottom = line.box
    margin = max(page.height * _MARGIN, _MARGIN_LEAST)
    at_top = bottom <= margin
    if not at_top and top < page.height - margin:
        return None
    text = re.sub(r"\d+", "#", fold(line.text))
    return (text, "top", round(top / _STEP)) if at_top else (text, "bottom", round((page.height - bottom) / _STEP))


def _lines(page: Page) -> list[TextLine]:
    return [line for block in page.paragraphs if block.role == "text" for line in block.lines]


def _is_running(place: Place, found: Sequence[tuple[Page, TextLine]], first: set[str]) -> bool:
    pages = {page.number for page, _ in found}
    needed = _PAGES - 1 if {fold(line.text) for _, line in found} & first else _PAGES
    if len(pages) < needed:
        return False
    return place[1] == "bottom" or any(_stands_apart(page, line) for page, line in found)


def _stands_apart(page: Page, line: TextLine) -> bool:
    """Tell whether a line at the page's top is no caption: no table follows, or other text names it."""
    tops = [grid.box[1] for grid in page.grids if grid.box and any(cell.lines for cell in grid.cells)]
    if not tops or line.box is None:
        return True
    between = [
        other for other in _lines(page) if other.box and line.box[3] <= other.box[1] < min(tops) and other is not line
    ]
    return any(classify_line(other.text) in ("title", "prose") for other in between)
