"""Characters and lattices of a page, whichever engine found them, → the page's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.pdf.aligned import edges_of_fills, find_aligned, lone_rules, may_line_up
from extract.pdf.aligned_pieces import Piece, joined_words, piece_of, rows_of
from extract.pdf.characters import Characters
from extract.pdf.edges import Edges
from extract.pdf.frame import Frame
from extract.pdf.lattice import Lattice
from extract.pdf.lines import PlacedLine, build_lines
from extract.pdf.order import in_reading_order
from extract.pdf.overlaid import lift_page_number
from extract.pdf.paragraphs import find_paragraphs, is_page_number
from extract.pdf.paths import Drawing
from extract.pdf.placement import OUTSIDE, place
from extract.pdf.quality import drop_unreadable, issue_of
from extract.pdf.settings import PdfSettings
from extract.pdf.unruled_rows import with_unruled_rows
from extract.records import Cell, Dropped, Grid, Page, TextLine


@dataclass(frozen=True, slots=True)
class Seen:
    """What an engine sees on a page; coordinates as in `extract.records`."""

    frame: Frame
    characters: Characters
    drawing: Drawing
    horizontal: Edges
    lattices: Sequence[Lattice]


def assemble(number: int, seen: Seen, settings: PdfSettings, engine: str) -> tuple[Page, list[PlacedLine]]:
    """Return page `number` and all its printed lines with the cell they were given to."""
    frame, characters, drawing, lattices = seen.frame, seen.characters, seen.drawing, seen.lattices
    chosen, dropped = drop_unreadable(characters, drawing, frame, settings.text)
    issue = issue_of(characters, chosen, drawing, frame)
    if issue == "garbled_text":
        text = characters.text(chosen)
        dropped = (*dropped, Dropped(text, "garbled"))
        chosen = chosen[:0]
    cell = place(characters, lattices, settings.text)
    lines = build_lines(characters, cell, chosen, settings.text)
    lines = lift_page_number(lines, (frame.width, frame.height), settings.paragraph)
    inside: dict[int, list[TextLine]] = {}
    outside: list[PlacedLine] = []
    for line in lines:
        if line.cell < 0:
            outside.append(line)
        else:
            inside.setdefault(line.cell, []).append(line.line)
    grids, first = [], 0
    for lattice in lattices:
        grid = _grid(lattice, inside, first)
        first += len(lattice.cells)
        if any(cell.lines for cell in grid.cells):  # charts and ornaments cross lines too
            grids.append(with_unruled_rows(grid, settings.aligned))
    rules = lone_rules(seen.horizontal, grids)
    if len(drawing.areas) and sum(" " in each.line.text for each in outside) > 1:
        rules = rules.joined(lone_rules(edges_of_fills(drawing.areas, settings.aligned, settings.lattice), grids))
    if may_line_up(outside, rules, settings.aligned):
        apart = replace(settings.text, same_baseline=settings.aligned.same_baseline)
        pieces = build_lines(characters, cell, chosen[cell[chosen] < 0], apart, split_gap=settings.aligned.split_gap)
        numbers = {
            each.line for each in outside if is_page_number(each.line, (frame.width, frame.height), settings.paragraph)
        }
        pieces = [each for each in pieces if each.line not in numbers]
        aligned = find_aligned(pieces, rules, settings.aligned)
        if aligned:
            outside = _without(outside, pieces, {piece for each in aligned for piece in each.pieces})
            grids += [each.grid for each in aligned]
    found = find_paragraphs(outside, grids, (frame.width, frame.height), settings.paragraph)
    paragraphs, ordered = in_reading_order(found, grids)
    page = Page(
        number=number,
        width=round(frame.width, 2),
        height=round(frame.height, 2),
        paragraphs=paragraphs,
        grids=ordered,
        dropped=dropped,
        issue=issue,
        engine=engine,
    )
    return page, lines


def _without(outside: list[PlacedLine], pieces: list[PlacedLine], taken: set[Piece]) -> list[PlacedLine]:
    """Return the lines outside tables; of those that stand in aligned tables, what is beside the tables."""
    middles = [(each.centre, each.middle) for each in taken]

    def stands_in_table(line: PlacedLine) -> bool:
        x0, top, x1, bottom = line.line.box or (0.0, 0.0, 0.0, 0.0)
        return any(x0 <= x <= x1 and top <= y <= bottom for x, y in middles)

    parted = [line for line in outside if stands_in_table(line)]
    boxes = [line.line.box for line in parted if line.line.box is not None]
    beside = [each for each in map(piece_of, (each for each in pieces if each.turn == 0)) if each not in taken]
    beside = [
        each
        for each in beside
        if any(x0 <= each.centre <= x1 and top <= each.middle <= bottom for x0, top, x1, bottom in boxes)
    ]
    gone = {id(line) for line in parted}
    kept = [line for line in outside if id(line) not in gone]
    for row in rows_of(beside):
        kept += [PlacedLine(OUTSIDE, each.line, each.baseline, 0) for each in joined_words(row.pieces, 2.0)]
    return kept


def _grid(lattice: Lattice, inside: dict[int, list[TextLine]], first: int) -> Grid:
    columns = tuple(np.round(lattice.columns, 2).tolist())
    rows = tuple(np.round(lattice.rows, 2).tolist())
    cells = tuple(
        Cell(
            each.row,
            each.column,
            each.row_span,
            each.column_span,
            tuple(inside.get(number, ())),
            (
                columns[each.column],
                rows[each.row],
                columns[each.column + each.column_span],
                rows[each.row + each.row_span],
            ),
        )
        for number, each in enumerate(lattice.cells, first)
    )
    return Grid(
        order=0,
        row_count=len(rows) - 1,
        column_count=len(columns) - 1,
        cells=cells,
        origin="ruled",
        box=(columns[0], rows[0], columns[-1], rows[-1]),
        row_edges=rows,
        column_edges=columns,
        open_sides=lattice.open_sides,
    )
