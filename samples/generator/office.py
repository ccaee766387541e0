"""Typeset a disclosure a second way: rows laid out by our own rules and printed with reportlab.

Independent of typst in everything that decides where a page ends: how lines
break, how rows are cut, where the text of merged cells stands, which rules a
page end leaves out. It imitates what office programs and print drivers do.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

from samples.generator.bands import Setting
from samples.generator.chance import random_layout
from samples.generator.content import Block, Disclosure, Heading, PageBreak, Paragraph, Table
from samples.generator.lettering import Font, broken, width
from samples.generator.press import Press
from samples.generator.typesetting import Layout
from samples.generator.widths import column_widths

Centring: TypeAlias = Literal["row", "part"]
"""Where a short text of a cut cell stands: in the middle of the whole cell, on
whichever page that is; or on the first page, in the middle of its part."""

BreakRules: TypeAlias = Literal["closed", "open", "bare"]
"""Rules at a page end: all drawn; none for cells that go on; none below any cell."""


@dataclass(frozen=True, slots=True)
class OfficeLayout(Layout):
    """How a disclosure is printed; `borders` may not be "horizontal"."""

    font: Font = "embedded"
    centring: Centring = "part"
    """Only with `centre_vertically`; else texts begin at the top of their cell."""
    break_rules: BreakRules = "closed"
    redrawn_edges: float = 0.0
    """Greatest distance, in points, by which column edges move from page to page, as Word redraws them."""
    loose_title: bool = False
    """Leave a title at the foot of a page whose table begins on the next."""
    lines_apart: bool = False
    """Print department and unit on lines of their own."""
    leading: float = 1.35
    """Distance of lines, in font sizes."""


def random_office_layout(seed: int, *, running_head: str = "") -> OfficeLayout:
    """Return a layout in which every content of ours fits; the same seed gives the same one."""
    draw = random.Random(f"office {seed}")
    general = random_layout(seed, running_head=running_head)
    return OfficeLayout(
        **{each.name: getattr(general, each.name) for each in fields(Layout)},
        font=draw.choice(("embedded", "named")),
        centring=draw.choice(("row", "part")),
        # Without outer rules a row of two columns has one rule left; without its lower one nothing bounds it.
        break_rules=draw.choice(("closed", "closed", "open", "bare")) if general.borders != "open_sides" else "closed",
        redrawn_edges=draw.choice((0.0, 0.0, 1.0, 3.0)),
        loose_title=draw.random() < 0.15,
        lines_apart=draw.random() < 0.3,
        leading=draw.choice((1.2, 1.35, 1.6)),
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and where the rows of its tables came to stand."""

    pdf: bytes
    row_pages: Mapping[tuple[int, int], frozenset[int]]
    """Pages, from 1, that show text of a row's own; keys are table and row, both from 0."""

    def cut_rows(self, content: Disclosure) -> frozenset[tuple[int, int]]:
        """Return the data rows with text on more than one page."""
        headers = [table.header for table in content.tables]
        return frozenset(
            (table, row)
            for (table, row), pages in self.row_pages.items()
            if len(pages) > 1 and not headers[table][0] <= row < headers[table][1]
        )


def print_pdf(content: Disclosure, layout: OfficeLayout, *, seed: int = 0) -> bytes:
    """Return the disclosure as a PDF; `seed` moves redrawn edges. The same arguments give the same bytes."""
    return print_pages(content, layout, seed=seed).pdf


def print_pages(content: Disclosure, layout: OfficeLayout, *, seed: int = 0) -> Printed:
    """Return the PDF of `print_pdf` with the pages of each row."""
    press = Press(layout.font, layout.margin, layout.rule, filled=layout.borders == "rectangles")
    printer = _Printer(press, layout, random.Random(f"edges {seed}"))
    printer.turn(wide=False)
    for block in content.blocks:
        printer.block(block)
    pdf = press.write(content.title, layout.page_numbers, layout.running_head)
    return Printed(pdf, {key: frozenset(pages) for key, pages in press.printed_rows.items()})


@dataclass(slots=True)
class _Printer:
    press: Press
    layout: OfficeLayout
    draw: random.Random
    tables: int = 0
    """Tables printed so far."""
    wide: bool = False
    """The page lies on its side for a wide table."""

    def turn(self, *, wide: bool) -> None:
        width, height = self.layout.page
        self.wide = wide
        self.press.turn((height, width) if self.layout.landscape or wide else (width, height))

    @property
    def available(self) -> float:
        return self.press.page.width - 2 * self.layout.margin

    def block(self, block: Block) -> None:
        if isinstance(block, Table):
            limit = self.layout.wide_tables_landscape
            wide = limit is not None and not self.layout.landscape and len(block.columns) >= limit
            if wide != self.wide or (self.layout.page_per_table and not self.press.fresh):
                self.turn(wide=wide)
            self._table(block)
            return
        if self.wide:
            self.turn(wide=False)
        size = self.layout.font_size
        match block:
            case PageBreak():
                if self.layout.honour_page_breaks and not self.press.fresh:
                    self.turn(wide=False)
            case Heading(text=text, level=0):
                self._lines(text, size * 1.5, align="center")
            case Heading(text=text):
                self._lines(text, size * 1.1, above=0.5 * size)
            case Paragraph(text=text):
                self._lines(text, size, indent=2 * size)

    def _lines(
        self,
        text: str,
        size: float,
        *,
        indent: float = 0.0,
        above: float = 0.0,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        lead = size * self.layout.leading
        self.press.y += above
        lines = broken(text, self.layout.font, size, self.available, first_indent=indent)
        for number, line in enumerate(lines):
            if self.press.y + lead > self.press.bottom:
                self.turn(wide=self.wide)
            rest = self.available - width(line, self.layout.font, size)
            shift = {"left": indent if number == 0 else 0.0, "center": rest / 2, "right": rest}[align]
            self.press.letters(self.layout.margin + shift, self.press.y, size, line)
            self.press.y += lead
        self.press.y += 0.35 * size

    def _table(self, table: Table) -> None:
        if not (table.title or table.unit_line or self.press.fresh):
            self.press.y += self.layout.font_size * self.layout.leading  # an empty paragraph keeps tables apart
        size, widths = column_widths(
            table,
            self.available,
            font_size=self.layout.font_size * self.layout.table_scale,
            # Each of two edges moves by up to a quarter of an inset; no number is broken for that.
            inset=1.25 * self.layout.cell_inset,
        )
        setting = Setting(table, self.layout, self.press, size, self._edges(widths), self.tables)
        self.tables += 1
        head = self._title_height(table, size)
        if not self.layout.loose_title and self.press.y + head + setting.least_beginning() > self.press.bottom:
            self.turn(wide=self.wide)
        self._title(table, size)
        repeat_title = self.layout.repeat_title and table.header[0] == 0
        for _ in setting.pages():
            self.turn(wide=self.wide)
            setting.edges = self._edges(widths)
            if repeat_title:
                self._title(table, size)
        self.press.y += 0.4 * size
        for note in table.notes:
            self._lines(note, size)

    def _edges(self, widths: Sequence[float]) -> tuple[float, ...]:
        """Return the column edges on this page."""
        edges = [self.layout.margin]
        for each in widths:
            edges.append(edges[-1] + each)
        jitter = min(self.layout.redrawn_edges, self.layout.cell_inset / 4)
        return tuple(edge + self.draw.uniform(-jitter, jitter) for edge in edges)

    def _title_height(self, table: Table, size: float) -> float:
        lines = len(broken(table.title or "", self.layout.font, size * 1.2, self.available))
        around = 2 if self.layout.lines_apart else 1
        return (lines * 1.2 + around + 1) * size * self.layout.leading

    def _title(self, table: Table, size: float) -> None:
        if table.title:
            self._lines(table.title, size * 1.2, align="center")
        if self.layout.lines_apart or not (table.department_line and table.unit_line):
            if table.department_line:
                self._lines(table.department_line, size)
            if table.unit_line:
                self._lines(table.unit_line, size, align="right")
            return
        if self.press.y + size * self.layout.leading > self.press.bottom:
            self.turn(wide=self.wide)
        right = self.layout.margin + self.available - width(table.unit_line, self.layout.font, size)
        self.press.letters(self.layout.margin, self.press.y, size, table.department_line)
        self.press.letters(right, self.press.y, size, table.unit_line)
        self.press.y += size * (self.layout.leading + 0.35)
