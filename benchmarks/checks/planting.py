"""Errors planted into the pages of a document, as a printer or a reader would make them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from extract.records import Cell, Extracted, Grid, TextLine
from normalize.money import parse_number

KINDS = ("digit", "point", "drop", "row", "swap", "shift")
"""A digit altered, the point moved, a digit lost, a row lost, two amounts of a column swapped, an amount one column off."""


@dataclass(frozen=True)
class Planted:
    """A document with one error in it."""

    extracted: Extracted
    what: str
    page: int | None
    row: int
    """Row of the grid, 0-based."""
    before: str
    after: str
    others: tuple[str, ...] = ()
    """What the other cells concerned printed."""


def plant_error(extracted: Extracted, kind: str, chance: random.Random) -> Planted:
    """Return the document with one error of a kind, somewhere in the numbers of its tables."""
    page_index, grid_index, at = chance.choice(list(_numbers(extracted)))
    page = extracted.pages[page_index]
    grid = page.grids[grid_index]
    cell = grid.cells[at]
    if kind == "row":
        changed = tuple(
            msgspec.structs.replace(each, lines=()) if each.row == cell.row else each for each in grid.cells
        )
        lost = tuple(each.text for each in grid.cells if each.row == cell.row and each.text.strip())
        return _planted(extracted, page_index, grid_index, changed, kind, cell, "", lost)
    if kind in ("swap", "shift"):
        other = _neighbour(grid, at, chance, same_row=kind == "shift")
        if other is None:
            return plant_error(extracted, kind, chance)
        changed = tuple(
            msgspec.structs.replace(each, lines=grid.cells[other].lines)
            if index == at
            else msgspec.structs.replace(each, lines=cell.lines)
            if index == other
            else each
            for index, each in enumerate(grid.cells)
        )
        there = grid.cells[other].text
        return _planted(extracted, page_index, grid_index, changed, kind, cell, there, (there,))
    text = _wrong(cell.text, kind, chance)
    if text is None:
        return plant_error(extracted, kind, chance)
    changed = tuple(
        msgspec.structs.replace(each, lines=(TextLine(text),)) if index == at else each
        for index, each in enumerate(grid.cells)
    )
    return _planted(extracted, page_index, grid_index, changed, kind, cell, text)


def _planted(
    extracted: Extracted,
    page_index: int,
    grid_index: int,
    cells: tuple[Cell, ...],
    kind: str,
    cell: Cell,
    after: str,
    others: tuple[str, ...] = (),
) -> Planted:
    page = extracted.pages[page_index]
    grids = tuple(replace(grid, cells=cells) if index == grid_index else grid for index, grid in enumerate(page.grids))
    pages = list(extracted.pages)
    pages[page_index] = replace(page, grids=grids)
    return Planted(replace(extracted, pages=tuple(pages)), kind, page.number, cell.row, cell.text, after, others)


def _numbers(extracted: Extracted) -> Iterator[tuple[int, int, int]]:
    """Return the cells that print an amount: a number with decimals or groups, no ordinal and no year."""
    for page_index, page in enumerate(extracted.pages):
        for grid_index, grid in enumerate(page.grids):
            for index, cell in enumerate(grid.cells):
                if _amount(cell.text):
                    yield page_index, grid_index, index


def _amount(text: str) -> bool:
    if "." not in text and "," not in text:
        return False
    try:
        printed = parse_number(text)
    except ValueError:
        return False
    return printed is not None and printed.value != 0


def _neighbour(grid: Grid, at: int, chance: random.Random, *, same_row: bool) -> int | None:
    cell = grid.cells[at]
    near = [
        index
        for index, each in enumerate(grid.cells)
        if index != at
        and (each.row == cell.row if same_row else each.column == cell.column)
        and (not each.text.strip() if same_row else _amount(each.text) and each.text != cell.text)
    ]
    return chance.choice(near) if near else None


def _wrong(text: str, kind: str, chance: random.Random) -> str | None:
    digits = [index for index, char in enumerate(text) if char.isdigit()]
    if kind == "digit":
        at = chance.choice(digits)
        digit = chance.choice([each for each in "0123456789" if each != text[at]])
        wrong = text[:at] + digit + text[at + 1 :]
    elif kind == "point":
        bare = text.replace(".", "").replace(",", "")
        wrong = f"{bare[:-3]}.{bare[-3:]}" if "." in text and len(bare) > 4 else f"{bare[:-1]}.{bare[-1:]}"
    else:
        at = chance.choice(digits)
        wrong = text[:at] + text[at + 1 :]
    try:
        was, now = parse_number(text), parse_number(wrong)
    except ValueError:
        return None
    return wrong if now is not None and was is not None and now.value != was.value else None
