"""Typeset a disclosure as PDF with typst: one content, any pagination.

Rows are cut in the middle of their cells where the page ends (if the layout
allows it), headers come again or not, rules are strokes or thin filled
rectangles. Only the font in `samples/fonts` is used, so that the bytes are the
same on every machine with the same typst.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import typst

from samples.generator.content import Block, Disclosure, Heading, PageBreak, Paragraph, Placed, Table
from samples.generator.font import FAMILY
from samples.generator.widths import column_widths

FONTS = Path(__file__).parents[1] / "fonts"

Borders: TypeAlias = Literal["strokes", "rectangles", "open_sides", "horizontal"]
"""How rules are drawn: stroked lines; filled rectangles as office programs print
them (a cut row then lacks its lower rule); strokes without the outer left and
right ones, but for tables with a cell as wide as the table; horizontal strokes alone."""

PageNumbers: TypeAlias = Literal["none", "plain", "dashes", "chinese"]
"""Nothing; 1; — 1 —; 第1页 共9页."""

#: A track of rules, one cell of it.
_BLACK = "table.cell(fill: black, inset: 0pt, []),"

#: A4 in points; the usual carrier.
A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a disclosure is set on pages; lengths in points."""

    page: tuple[float, float] = A4
    """Width and height before `landscape`."""
    landscape: bool = False
    margin: float = 56.0
    """On all four sides; page number and running head stand inside it."""
    font_size: float = 10.5
    """Of the prose; tables are set smaller by `table_scale`."""
    table_scale: float = 0.86
    cell_inset: float = 3.0
    """Between rule and text."""
    repeat_header: bool = True
    """Print the header again on the next page."""
    repeat_title: bool = False
    """Print title and unit line with it; only where the header comes first in the table."""
    breakable_rows: bool = True
    """Cut a row in the middle of its cells where the page ends."""
    borders: Borders = "strokes"
    rule: float = 0.5
    """Thickness of the rules."""
    page_numbers: PageNumbers = "dashes"
    running_head: str = ""
    """Printed at the top of each page; "" for none."""
    honour_page_breaks: bool = True
    """Begin a new page where the content says so."""
    page_per_table: bool = False
    """Begin a new page before each table, so that tables on one grid follow each other page by page."""
    centre_vertically: bool = True
    cjk_latin_gap: bool = False
    """Leave a quarter em between CJK characters and digits, as some producers do."""
    wide_tables_landscape: int | None = None
    """Set tables of this many columns or more on landscape pages of their own."""


def typeset_pdf(content: Disclosure, layout: Layout) -> bytes:
    """Return the disclosure as a PDF; the same arguments give the same bytes."""
    source = typst_source(content, layout)
    return _compile(source)


def _compile(source: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.compile(source.encode(), format="pdf", font_paths=fonts, timestamp=0, pdf_tags=False)


def typst_source(content: Disclosure, layout: Layout) -> str:
    """Return the typst program that sets the disclosure."""
    return "\n".join(_source(content, layout))


def _source(content: Disclosure, layout: Layout) -> Iterator[str]:
    width, height = _page_size(layout)
    yield f"#set document(title: {_text(content.title)}, date: none)"
    yield f"#set page(width: {width}pt, height: {height}pt, margin: {layout.margin}pt)"
    yield f"#set page(header: {_running_head(layout)}, footer: {_footer(layout)})"
    yield (
        f'#set text(font: {_text(FAMILY)}, size: {layout.font_size}pt, fallback: false, lang: "zh", region: "cn", '
        f"cjk-latin-spacing: {'auto' if layout.cjk_latin_gap else 'none'}, "
        # One line of a cell or paragraph may stand alone, as in the documents we imitate.
        "costs: (orphan: 0%, widow: 0%, runt: 0%))"
    )
    yield "#set par(leading: 0.55em, spacing: 0.8em)"
    for index, block in enumerate(content.blocks):
        wide = isinstance(block, Table) and _goes_landscape(block, layout)
        available = (height if wide else width) - 2 * layout.margin
        body = "\n".join(_block(block, layout, available, first=index == 0))
        yield f"#page(width: {height}pt, height: {width}pt)[\n{body}\n]" if wide else body


def _page_size(layout: Layout) -> tuple[float, float]:
    width, height = layout.page
    return (height, width) if layout.landscape else (width, height)


def _goes_landscape(table: Table, layout: Layout) -> bool:
    limit = layout.wide_tables_landscape
    return limit is not None and not layout.landscape and len(table.columns) >= limit


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _running_head(layout: Layout) -> str:
    if not layout.running_head:
        return "none"
    return f"align(center, text(size: 0.8em, {_text(layout.running_head)}))"


def _footer(layout: Layout) -> str:
    number = "counter(page).display()"
    styles = {
        "none": "none",
        "plain": f"context align(center, {number})",
        "dashes": f"context align(center)[— #{number} —]",
        "chinese": f"context align(center)[第#{number}页 共#counter(page).final().first()页]",
    }
    return styles[layout.page_numbers]


def _block(block: Block, layout: Layout, available: float, *, first: bool) -> Iterator[str]:
    match block:
        case PageBreak():
            if layout.honour_page_breaks and not first:
                yield "#pagebreak(weak: true)"
        case Heading(text=text, level=0):
            yield f"#align(center, text(size: 1.5em, {_text(text)}))"
        case Heading(text=text):
            yield f"#block(above: 1.2em, below: 1em, text(size: 1.1em, {_text(text)}))"
        case Paragraph(text=text):
            yield f"#par(first-line-indent: (amount: 2em, all: true), {_text(text)})"
        case Table():
            if layout.page_per_table and not first:
                yield "#pagebreak(weak: true)"
            yield from _table(block, layout, available)


def _table(table: Table, layout: Layout, available: float) -> Iterator[str]:
    rule = layout.rule if layout.borders == "rectangles" else 0.0
    size, widths = column_widths(
        table,
        available - rule * (len(table.columns) + 1),
        font_size=layout.font_size * layout.table_scale,
        inset=layout.cell_inset,
    )
    if not (table.title or table.department_line or table.unit_line):
        yield "#v(1.2em, weak: true)"  # an empty paragraph keeps tables apart
    yield f"#[#set text(size: {size:.2f}pt)"
    yield "#set par(leading: 0.45em)"
    # Titles stay with their table: sticky blocks move on with what follows.
    around = _around(table)
    inside = layout.repeat_title and table.header[0] == 0
    if not inside:
        yield from (f"#block(sticky: true, above: 0.7em, below: 0.7em, width: 100%, {line})" for line in around)
    grid = _Grid.of(table, layout, widths)
    yield from grid.source(around if inside else ())
    for note in table.notes:
        yield f"#block(above: 0.6em, {_text(note)})"
    yield "]"


def _around(table: Table) -> tuple[str, ...]:
    """Return title, department and unit line as typst expressions."""
    lines: list[str] = []
    if table.title:
        lines.append(f"align(center, text(size: 1.2em, {_text(table.title)}))")
    if table.department_line and table.unit_line:
        lines.append(f"[#{_text(table.department_line)} #h(1fr) #{_text(table.unit_line)}]")
    elif table.department_line:
        lines.append(f"align(left, {_text(table.department_line)})")
    elif table.unit_line:
        lines.append(f"align(right, {_text(table.unit_line)})")
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as typst cells; with `rectangles`, every rule is a thin black track of the grid."""

    table: Table
    layout: Layout
    widths: tuple[float, ...]
    placed: tuple[Placed, ...]
    slots: Mapping[tuple[int, int], Placed]
    """The cell that covers each (row, column)."""

    @classmethod
    def of(cls, table: Table, layout: Layout, widths: tuple[float, ...]) -> _Grid:
        placed = table.placed()
        slots = {
            (row, column): each
            for each in placed
            for row in range(each.row, each.row + each.cell.row_span)
            for column in range(each.column, each.column + each.cell.column_span)
        }
        return cls(table, layout, widths, placed, slots)

    def source(self, title: tuple[str, ...]) -> Iterator[str]:
        ruled = self.layout.borders == "rectangles"
        thin = f"{self.layout.rule}pt"
        widths = [f"{width:.2f}pt" for width in self.widths]
        columns = [thin, *(part for width in widths for part in (width, thin))] if ruled else widths
        start, stop = self.table.header
        by_row: list[list[Placed]] = [[] for _ in self.table.rows]
        for each in self.placed:
            by_row[each.row].append(each)
        half = f"{self.layout.rule / 2}pt"
        heights = [part for _ in by_row for part in (half, "auto", half)]
        rows = ["auto"] * len(title) + heights if ruled else ["auto"]
        yield f"#table(columns: ({', '.join(columns)},), rows: ({', '.join(rows)},), {self._style()},"
        lines = [self._row(number, row) for number, row in enumerate(by_row)]
        lead = [f"table.cell(colspan: {len(columns)}, stroke: none, {line})," for line in title]
        if ruled:
            # Each row has half a rule above and half a rule below, so that a page that ends between two rows
            # may show whole tables on both sides.
            lines = [
                "\n".join((self._post, self._rule(number - 1), line, self._rule(number)))
                for number, line in enumerate(lines)
            ]
        if not self.table.repeatable:
            yield from [*lead, *lines, ")"]
            return
        if start:
            yield from [*lead, *lines[:start]]
            lead = []
        repeat = "true" if self.layout.repeat_header else "false"
        yield f"table.header(repeat: {repeat},"
        yield from [*lead, *lines[start:stop]]
        yield "),"
        yield from lines[stop:]
        yield ")"

    def _style(self) -> str:
        vertical = "horizon" if self.layout.centre_vertically else "top"
        inset = f"(x: {self.layout.cell_inset}pt, y: {self.layout.cell_inset}pt)"
        return f"align: left + {vertical}, inset: {inset}, stroke: {self._stroke()}"

    def _stroke(self) -> str:
        rule = f"{self.layout.rule}pt"
        last = len(self.widths) - 1
        match self.layout.borders:
            case "rectangles":
                return "none"
            case "strokes":
                return rule
            case "horizontal":
                return f"(top: {rule}, bottom: {rule})"
            case "open_sides" if self.table.has_full_width_row:
                return rule
            case "open_sides":
                return (
                    f"(x, y) => (top: {rule}, bottom: {rule}, left: if x > 0 {{ {rule} }}, "
                    f"right: if x < {last} {{ {rule} }})"
                )

    def _row(self, number: int, row: list[Placed]) -> str:
        parts = [self._cell(each) for each in row]
        if self.layout.borders == "rectangles":
            parts = list(self._with_side_rules(number, row))
        return " ".join(parts)

    def _cell(self, each: Placed) -> str:
        ruled = self.layout.borders == "rectangles"
        cell = each.cell
        column_span = 2 * cell.column_span - 1 if ruled else cell.column_span
        row_span = 3 * cell.row_span - 2 if ruled else cell.row_span
        align = cell.align or self.table.columns[each.column].align
        start, stop = self.table.header
        if start <= each.row < stop and cell.align is None:
            align = "center"
        # A cell over several rows may always be cut, or none of its rows could leave the page.
        breakable = self.layout.breakable_rows or row_span > 1
        vertical = "horizon" if self.layout.centre_vertically else "top"
        options = [f"align: {align} + {vertical}", f"breakable: {str(breakable).lower()}"]
        if column_span > 1:
            options.append(f"colspan: {column_span}")
        if row_span > 1:
            options.append(f"rowspan: {row_span}")
        body = _text(cell.text) if cell.text else "box(height: 0.8em)"
        return f"table.cell({', '.join(options)}, {body}),"

    def _with_side_rules(self, number: int, row: list[Placed]) -> Iterator[str]:
        """Yield the row with a black sliver at every column edge that no merged cell covers."""
        begin = {each.column: each for each in row}
        for edge in range(len(self.widths) + 1):
            if not self._merged_over(number, edge) and not (edge == 0 and self._post):
                yield _BLACK
            if edge in begin:
                yield self._cell(begin[edge])

    @property
    def _post(self) -> str:
        """Return the left rule of a row that must not be cut: one cell that holds its three tracks together.

        Rows that may be cut have none, and one side of a page end between them may lack its rule.
        """
        whole = "table.cell(rowspan: 3, breakable: false, fill: black, inset: 0pt, []),"
        return "" if self.layout.breakable_rows else whole

    def _rule(self, number: int) -> str:
        """Return half of the black track between a row and the next, interrupted where a merged cell goes on."""
        parts: list[str] = []
        for edge in range(len(self.widths) + 1):
            goes_on = edge < len(self.widths) and self._same((number, edge), (number + 1, edge))
            left_goes_on = self._same((number, edge - 1), (number + 1, edge - 1))
            inside = goes_on and left_goes_on and self._merged_over(number, edge)
            if not inside and not (edge == 0 and self._post):
                parts.append(_BLACK)
            if edge < len(self.widths) and not goes_on:
                parts.append(_BLACK)
        return " ".join(parts)

    def _merged_over(self, number: int, edge: int) -> bool:
        """Tell whether one cell of the row lies on both sides of the column edge."""
        return self._same((number, edge - 1), (number, edge))

    def _same(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        return one in self.slots and self.slots[one] is self.slots.get(other)
