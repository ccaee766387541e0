"""Errors planted into the pages of our samples, as a printer or a reader would make them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

from extract.documents import read
from extract.records import Cell, Extracted, Grid, TextLine
from normalize.money import parse_number
from normalize.records import Records
from normalize.walk import normalize_document

SAMPLES = Path(__file__).parents[3] / "samples"


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


@cache
def _pages(name: str) -> Extracted:
    [path] = [path for path in SAMPLES.iterdir() if path.name.startswith(name) and path.suffix == ".pdf"]
    return read(path, name=path.name)


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Extracted]:
    """Return the pages of the sample whose name begins so."""
    return _pages


@pytest.fixture(scope="session")
def plant() -> Callable[[Extracted, str, random.Random], Planted]:
    """Return what plants an error of a kind: digit, point, swap, row, drop, shift."""
    return plant_error


@pytest.fixture(scope="session")
def failures() -> Callable[[Extracted], list[tuple[str, str]]]:
    """Return what lists the failures of a document as (check, message)."""

    def of(extracted: Extracted) -> list[tuple[str, str]]:
        records: Records = normalize_document(extracted)
        return [(each.check_id, each.message) for each in records.tables["findings"] if each.verdict == "fail"]

    return of


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
        return _planted(extracted, page_index, grid_index, changed, kind, cell, "")
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
        return _planted(extracted, page_index, grid_index, changed, kind, cell, grid.cells[other].text)
    text = _wrong(cell.text, kind, chance)
    if text is None:
        return plant_error(extracted, kind, chance)
    changed = tuple(
        msgspec.structs.replace(each, lines=(TextLine(text),)) if index == at else each
        for index, each in enumerate(grid.cells)
    )
    return _planted(extracted, page_index, grid_index, changed, kind, cell, text)


def _planted(
    extracted: Extracted, page_index: int, grid_index: int, cells: tuple[Cell, ...], kind: str, cell: Cell, after: str
) -> Planted:
    page = extracted.pages[page_index]
    grids = tuple(replace(grid, cells=cells) if index == grid_index else grid for index, grid in enumerate(page.grids))
    pages = list(extracted.pages)
    pages[page_index] = replace(page, grids=grids)
    return Planted(replace(extracted, pages=tuple(pages)), kind, page.number, cell.row, cell.text, after)


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
