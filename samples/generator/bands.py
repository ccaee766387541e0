"""Lay the rows of one table over pages: each page takes a part of the table, band by band.

A band is what one page shows of one row. Cells of one row share its lines;
cells over several rows have their text spread over the bands of those rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samples.generator.content import Placed, Table
from samples.generator.lettering import broken, width
from samples.generator.press import Press

if TYPE_CHECKING:
    from samples.generator.office import OfficeLayout

_SLACK = 0.01
"""Points by which a sum of heights may miss its limit."""


@dataclass(slots=True)
class _Text:
    """The lines of a cell, and how far they are printed."""

    placed: Placed
    lines: tuple[str, ...]
    done: int = 0
    height_before: float = 0.0
    """Height of the parts of a merged cell on earlier pages."""

    @property
    def rows(self) -> range:
        return range(self.placed.row, self.placed.row + self.placed.cell.row_span)


@dataclass(frozen=True, slots=True)
class _Band:
    row: int
    top: float
    bottom: float
    first: int
    """First line of the row that the band shows."""
    stop: int
    starts: bool
    ends: bool


@dataclass(slots=True)
class Setting:
    """One table being set."""

    table: Table
    layout: OfficeLayout
    press: Press
    size: float
    edges: tuple[float, ...]
    """Of the columns, on this page."""
    number: int = 0
    """Of the table in its document, from 0."""
    bands: list[_Band] = field(default_factory=list)
    """What this page shows so far."""
    texts: dict[tuple[int, int], _Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = {(each.row, each.column): self._text(each) for each in self.table.placed()}

    def _text(self, each: Placed) -> _Text:
        available = self.edges[each.column + each.cell.column_span] - self.edges[each.column] - 2 * self.inset
        # Each edge moves by a quarter of an inset at most: what fits here stays between the rules on every page.
        return _Text(each, broken(each.cell.text, self.layout.font, self.size, available))

    @property
    def lead(self) -> float:
        """Distance of two lines."""
        return self.size * self.layout.leading

    @property
    def inset(self) -> float:
        """Between rule and text."""
        return self.layout.cell_inset

    def pages(self) -> Iterator[None]:
        """Print the table; yields whenever a page is full, for the caller to begin the next."""
        start, stop = self.table.header
        row = 0
        while row < len(self.table.rows):
            if row == start < stop:
                if self.press.y + self._header_height() > self.press.bottom and self._room_used():
                    yield from self._next_page(row)
                for each in range(start, stop):
                    self._whole(each)
                row = stop
                continue
            yield from self._row(row)
            row += 1
        self._print_part(going_on=False)

    def least_beginning(self) -> float:
        """Return the height of what must stand below a title: the header and the first line of a row."""
        start, _ = self.table.header
        header = 0.0 if start else self._header_height()
        return header + self.lead + 2 * self.inset

    def _room_used(self) -> bool:
        return bool(self.bands) or not self.press.fresh

    def _repeats(self, row: int) -> bool:
        """Tell whether the header is printed again above the row."""
        return self.layout.repeat_header and self.table.repeatable and self.table.header[1] <= row

    def _next_page(self, row: int) -> Iterator[None]:
        self._print_part(going_on=True)
        yield
        if self._repeats(row):
            again = Setting(self.table, self.layout, self.press, self.size, self.edges, self.number)
            for each in range(*self.table.header):
                again._whole(each)
            again._print_part(going_on=False)

    def _row(self, row: int) -> Iterator[None]:
        """Set one row, over as many pages as it needs."""
        first = 0
        alone = False  # the page was begun for this row
        while True:
            left = self._lines_left(row, first)
            height = left * self.lead + 2 * self.inset
            if self.press.y + height <= self.press.bottom + _SLACK:
                self._band(row, first, first + left, height, ends=True)
                return
            room = math.floor((self.press.bottom - self.press.y - 2 * self.inset + _SLACK) / self.lead)
            if alone and room < 1:
                raise ValueError(f"a line of row {row} does not fit on a page of its own")
            if room >= 1 and room < left and (self.layout.breakable_rows or alone):
                self._band(row, first, first + room, room * self.lead + 2 * self.inset, ends=False)
                first += room
            yield from self._next_page(row)
            alone = True

    def _lines_left(self, row: int, first: int) -> int:
        """Return how many lines the row still needs, those of merged cells that end with it included."""
        own = self._row_lines(row) - first
        for each in self._merged():
            if each.rows[-1] == row:
                here = self._height_here(each)
                needed = (len(each.lines) - each.done) * self.lead + 2 * self.inset - here - 2 * self.inset
                own = max(own, math.ceil((needed - _SLACK) / self.lead))
        return max(own, 1)

    def _row_lines(self, row: int) -> int:
        return max([1, *(len(each.lines) for each in self._own(row))])

    def _own(self, row: int) -> list[_Text]:
        return [each for (top, _), each in self.texts.items() if top == row and each.placed.cell.row_span == 1]

    def _merged(self) -> list[_Text]:
        return [each for each in self.texts.values() if each.placed.cell.row_span > 1]

    def _height_here(self, each: _Text) -> float:
        return sum(band.bottom - band.top for band in self.bands if band.row in each.rows)

    def _header_height(self) -> float:
        start, stop = self.table.header
        heights = [self._row_lines(row) * self.lead + 2 * self.inset for row in range(start, stop)]
        for each in sorted(self._merged(), key=lambda each: each.rows.stop):
            if start <= each.rows.start and each.rows.stop <= stop:
                inside = sum(heights[row - start] for row in each.rows)
                lines = math.ceil((len(each.lines) * self.lead + 2 * self.inset - inside - _SLACK) / self.lead)
                heights[each.rows[-1] - start] += max(0, lines) * self.lead
        return sum(heights)

    def _whole(self, row: int) -> None:
        lines = self._lines_left(row, 0)
        self._band(row, 0, lines, lines * self.lead + 2 * self.inset, ends=True)

    def _band(self, row: int, first: int, stop: int, height: float, *, ends: bool) -> None:
        top = self.press.y
        self.press.y += height
        self.bands.append(_Band(row, top, self.press.y, first, stop, first == 0, ends))

    def _print_part(self, *, going_on: bool) -> None:
        """Print what this page shows: texts, then rules."""
        bars: set[tuple[float, float, float, float]] = set()
        end = self.bands[-1].bottom if self.bands else 0.0
        for each in self.texts.values():
            mine = [band for band in self.bands if band.row in each.rows]
            if not mine:
                continue
            begins = mine[0].starts and mine[0].row == each.rows.start
            ends = mine[-1].ends and mine[-1].row == each.rows[-1]
            if each.placed.cell.row_span == 1:
                self._print_own(each, mine[0])
            else:
                self._print_merged(each, mine, ends=ends)
            bars |= self._bars(
                each.placed, mine[0].top, mine[-1].bottom, begins=begins, ends=ends, end=end, on=going_on
            )
        for bar in sorted(bars):
            self.press.bar(*bar)
        self.bands = []

    def _print_own(self, each: _Text, band: _Band) -> None:
        if self._centred(each) and self.layout.centring == "row":
            # A merged cell may add lines to the last part of a cut row; they move nothing that is printed already.
            height = max(self._row_lines(band.row), band.stop if band.first == 0 and band.ends else 0)
            offset = (height - len(each.lines)) // 2
            shown = [(slot - band.first, slot - offset) for slot in range(band.first, band.stop)]
            lines = [(float(slot), each.lines[line]) for slot, line in shown if 0 <= line < len(each.lines)]
        else:
            here = each.lines[band.first : band.stop]
            fits = band.first == 0 and len(here) == len(each.lines)
            shift = (band.stop - band.first - len(here)) / 2 if self._centred(each) and fits else 0.0
            lines = [(number + shift, line) for number, line in enumerate(here)]
        for slot, line in lines:
            self.press.note_row(self.number, band.row)
            self._letters(each.placed, band.top + self.inset + slot * self.lead, line)

    def _print_merged(self, each: _Text, bands: Sequence[_Band], *, ends: bool) -> None:
        """Print the lines of a merged cell that belong to this page."""
        top, height = bands[0].top, bands[-1].bottom - bands[0].top
        room = math.floor((height - 2 * self.inset + _SLACK) / self.lead)
        left = len(each.lines) - each.done
        shift = 0.0
        if self._centred(each) and self.layout.centring == "row":
            whole = sum(self._row_lines(row) * self.lead + 2 * self.inset for row in each.rows)
            lead_in = max(0.0, (whole - len(each.lines) * self.lead) / 2 - self.inset)
            shift = max(0.0, lead_in + each.done * self.lead - each.height_before)
            count = left if ends else min(left, max(0, math.floor((height - 2 * self.inset - shift) / self.lead)))
            shift = min(shift, max(0.0, height - 2 * self.inset - count * self.lead))
        else:
            count = min(left, room)
            if self._centred(each) and count == len(each.lines):
                shift = (height - 2 * self.inset - count * self.lead) / 2
        for number, line in enumerate(each.lines[each.done : each.done + count]):
            self._letters(each.placed, top + self.inset + shift + number * self.lead, line)
        each.done += count
        each.height_before += height

    def _centred(self, each: _Text) -> bool:
        start, stop = self.table.header
        return self.layout.centre_vertically or start <= each.rows.start < stop

    def _letters(self, placed: Placed, top: float, line: str) -> None:
        cell = placed.cell
        start, stop = self.table.header
        align = cell.align or ("center" if start <= placed.row < stop else self.table.columns[placed.column].align)
        left = self.edges[placed.column] + self.inset
        right = self.edges[placed.column + cell.column_span] - self.inset
        rest = right - left - width(line, self.layout.font, self.size)
        shift = {"left": 0.0, "center": rest / 2, "right": rest}[align]
        self.press.letters(left + shift, top + (self.lead - self.size) / 2, self.size, line)

    def _bars(
        self, placed: Placed, top: float, bottom: float, *, begins: bool, ends: bool, end: float, on: bool
    ) -> set[tuple[float, float, float, float]]:
        """Return the rules around what this page shows of a cell."""
        first, last = placed.column, placed.column + placed.cell.column_span
        x0, x1 = self.edges[first], self.edges[last]
        style = self.layout.break_rules
        bars = set()
        open_sides = self.layout.borders == "open_sides" and not self.table.has_full_width_row
        if not (open_sides and first == 0):
            bars.add((x0, top, x0, bottom))
        if not (open_sides and last == len(self.table.columns)):
            bars.add((x1, top, x1, bottom))
        if begins or style != "open":
            bars.add((x0, top, x1, top))
        at_page_end = on and bottom == end
        if not (at_page_end and (style == "bare" or (style == "open" and not ends))):
            bars.add((x0, bottom, x1, bottom))
        return bars
