"""Layouts and plans drawn from a seed, for tests that try many paginations of one content."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import get_args

from samples.generator.content import Disclosure, Paragraph, Placed, Table
from samples.generator.dump import Cut, Hand, Plan, fragments
from samples.generator.typesetting import A4, Borders, Layout, PageNumbers

#: Page sizes in points: A4, A5, B5, A3, Letter and two that no paper has.
PAGES = (A4, (420.0, 595.0), (499.0, 709.0), (842.0, 1191.0), (612.0, 792.0), (480.0, 360.0), (700.0, 500.0))

#: Shortest page on which a row that may not be cut still fits, in points.
WHOLE_ROWS_NEED = 500.0

#: Text that a page end may divide: a number is printed on one line or not at all.
_DIVISIBLE = re.compile(r"[\u4e00-\u9fff]")


def random_layout(seed: int, *, running_head: str = "") -> Layout:
    """Return a layout in which every content of ours fits; the same seed gives the same one."""
    draw = random.Random(f"{seed}")
    page = draw.choice(PAGES)
    landscape = draw.random() < 0.3
    height = page[0] if landscape else page[1]
    repeat_header = draw.random() < 0.6
    return Layout(
        page=page,
        landscape=landscape,
        margin=draw.choice((36.0, 48.0, 64.0)),
        font_size=draw.choice((8.0, 9.0, 10.5, 12.0)) if height >= WHOLE_ROWS_NEED else 8.0,
        cell_inset=draw.choice((2.0, 3.0, 5.0)),
        repeat_header=repeat_header,
        repeat_title=repeat_header and draw.random() < 0.3,
        breakable_rows=height < WHOLE_ROWS_NEED or draw.random() < 0.75,
        borders=draw.choice(get_args(Borders)[:3]),
        rule=draw.choice((0.4, 0.5, 0.75)),
        page_numbers=draw.choice(get_args(PageNumbers)),
        running_head=running_head if draw.random() < 0.3 else "",
        honour_page_breaks=draw.random() < 0.5,
        page_per_table=draw.random() < 0.2,
        centre_vertically=draw.random() < 0.7,
        cjk_latin_gap=draw.random() < 0.3,
        wide_tables_landscape=9 if draw.random() < 0.3 else None,
    )


def random_plan(content: Disclosure, seed: int, *, plain: bool = True, undecidable: bool = False) -> Plan:
    """Return a plan with cuts in about half of the tables and a tenth of the paragraphs.

    With `plain`, pages are all written alike, so that texts may be compared as they are.
    No page ends between the months of a payment plan and their values: a converter drops blank columns,
    and nobody can say which month a value that is left belongs to. `undecidable` allows it.
    """
    draw = random.Random(f"{seed}")
    cuts: list[Cut] = []
    for index, block in enumerate(content.blocks):
        match block:
            case Paragraph(text=text) if len(text) > 8 and draw.random() < 0.1:
                cuts.append(Cut(index, offset=draw.randrange(4, len(text) - 3)))
            case Table() if len(block.rows) > 2 and draw.random() < 0.5:
                made = list(_table_cuts(block, index, draw))
                cuts.extend(cut for cut in made if undecidable or not _parts_a_plan(block, cut))
            case _:
                pass
    hands = (Hand(),) if plain else (Hand(), Hand(spaced=True), Hand(half_width=True, latex=True))
    return Plan(tuple(cuts), hands)


def every_cut(content: Disclosure, seed: int = 0) -> Iterator[Cut]:
    """Yield each single cut of each table: between rows with and without a repeated header, and through a row.

    `seed` chooses where the lines of a row that is cut end.
    """
    draw = random.Random(f"{seed}")
    for index, block in enumerate(content.blocks):
        if not isinstance(block, Table):
            continue
        start, stop = block.header
        for row in range(1, len(block.rows)):
            if row <= start or row >= stop:
                yield Cut(index, row, repeat_header=False)
            if row >= stop > start:
                yield Cut(index, row)
            if row < start or row >= stop:
                cut = _inside(block, index, row, _line_lengths(block, draw), draw)
                if cut is not None:
                    yield cut


def _table_cuts(table: Table, index: int, draw: random.Random) -> Iterator[Cut]:
    """Yield up to three cuts, each in a row of its own."""
    start, stop = table.header
    first = 1 if start else stop
    rows = [row for row in range(first, len(table.rows)) if not start <= row < stop]
    lines = _line_lengths(table, draw)
    for row in sorted(draw.sample(rows, min(len(rows), draw.choice((1, 1, 2, 3))))):
        repeat_header = draw.random() < 0.7
        repeat = draw.choice(("nothing", "nothing", "lines", "title")) if repeat_header and not start else "nothing"
        cut = _inside(table, index, row, lines, draw) if draw.random() < 0.6 else None
        if cut is None:
            kept = tuple(_label_kept(table, row, lines)) if draw.random() < 0.5 else ()
            cut = Cut(index, row, kept=kept)
        lost = int(repeat_header and not start and draw.random() < 0.2)
        made = Cut(index, row, cut.inside, cut.kept, 0, repeat_header, repeat, lost)  # type: ignore[arg-type]
        yield made if _loses_nothing(table, made) else Cut(index, row, cut.inside, cut.kept, 0, repeat_header)


def _parts_a_plan(table: Table, cut: Cut) -> bool:
    """Tell whether the cut parts the months of a payment plan from the values below them."""
    return any(
        each.cell.text.startswith("资金支出计划")
        and (each.row == cut.row if cut.inside else each.row < cut.row < each.row + each.cell.row_span)
        for each in table.placed()
    )


def _line_lengths(table: Table, draw: random.Random) -> list[int]:
    """Return how many characters a line of each column holds."""
    total = sum(column.share for column in table.columns)
    line = draw.choice((32, 44, 60))
    return [max(2, round(column.share / total * line)) for column in table.columns]


def _inside(table: Table, index: int, row: int, lines: list[int], draw: random.Random) -> Cut | None:
    """Return a cut through the row, or None where each of its cells holds one line."""
    own = [each for each in table.placed() if each.row == row and each.cell.row_span == 1]
    heights = {each.column: -(-len(each.cell.text) // _width(each, lines)) for each in own if _divisible(each)}
    if max(heights.values(), default=1) < 2:
        return None
    above = draw.randrange(1, max(heights.values()))
    kept = tuple((each.column, above * _width(each, lines)) for each in own if heights.get(each.column, 0) > above)
    return Cut(index, row, inside=True, kept=kept)


def _label_kept(table: Table, row: int, lines: list[int]) -> Iterator[tuple[int, int]]:
    for each in table.placed():
        crosses = each.row < row < each.row + each.cell.row_span
        if crosses and _divisible(each) and len(each.cell.text) > _width(each, lines):
            yield each.column, _width(each, lines)


def _width(each: Placed, lines: list[int]) -> int:
    return sum(lines[each.column : each.column + each.cell.column_span])


def _divisible(each: Placed) -> bool:
    return bool(_DIVISIBLE.search(each.cell.text))


def _loses_nothing(table: Table, cut: Cut) -> bool:
    if not cut.lost_columns:
        return True
    try:
        fragments(table, (cut,))
    except ValueError:
        return False
    return True
