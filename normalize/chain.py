"""Decide which grids are one table: the table a page ends with, and the one the next begins with.

Each reason has a name and a weight; the sum decides. The weights are few and
coarse on purpose: a title, a form's own label or prose in between outweigh
any likeness of columns, because dozens of one-page forms in a row share grid,
header and title and are different tables all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.records import Grid
from normalize.captions import PlacedGrid
from normalize.folding import fold
from normalize.free_columns import compare_free_columns
from normalize.headers import NUMBERED_TITLE, indicator_header_rows, leading_header_rows
from normalize.lexicon import is_form_start
from normalize.money import Unit, find_unit
from normalize.nested import Evidence
from normalize.pieces import (
    Piece,
    caption_rows,
    caption_texts,
    cuts_header,
    cuts_total,
    first_piece,
    header_texts,
    next_piece,
    repeated_rows,
    with_header_at_end,
)
from normalize.table_numbers import is_table_number

_NAMES_A_TABLE = re.compile("表|情况|明细|目录|一览|清单|预算|决算|总计|说明|附件")
#: 代表 is no table.
_TABLE = re.compile("(?<!代)表")
#: Whose table it is, who filled it in, or a note: the name of an assembly may hold 表, a note speak of 本表.
_STATES = re.compile(r"[^:表]{0,6}(?:单位|部门)[^:表]{0,8}:|(?:填表|填报|编制)[^:表]{0,8}:|[备附]?注\d{0,2}[:.、]")
_FORM_NUMBER = re.compile(r"[^\d(]{0,6}\d{1,3}(?:[-.]\d{1,3})*号?表")


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """Weights of the reasons (positive: one table) and tolerances."""

    prose_between: float = -6.0
    """Running text stands between: a table is not interrupted by it."""
    note_between: float = -3.0
    """A note (注：…) closed the table; a few print it on every page."""
    title_differs: float = -12.0
    """Another title is printed above the second grid; outweighs like headers and columns together."""
    title_new: float = -6.0
    """The second grid has a title, the first had none."""
    title_repeated: float = 2.0
    form_starts: float = -12.0
    """A label that begins a form, beside its value, when the table has no place for it."""
    header_repeated: float = 5.0
    header_differs: float = -5.0
    header_first: float = 5.0
    """A form's head has been printed, and the header of its indicators follows."""
    header_goes_on: float = 6.0
    """So far only header has been printed, or a header row goes on: the page cut the header itself."""
    header_absent: float = 1.0
    columns_align: float = 3.0
    columns_nest: float = 1.5
    """The outer edges and the edges of the narrower grid align; the other has more columns."""
    columns_differ: float = -3.0
    department_differs: float = -12.0
    """The lines above name another department or unit."""
    unit_differs: float = -12.0
    """Each states a unit of money, 万元 and 元: not one table, or its amounts would be wrong by 10,000."""
    same_page: float = -5.0
    """Two grids of one page are two tables, unless the source has no pages."""
    numbering_restarts: float = -3.0
    """Ordinals begin again at one."""
    edge_tolerance: float = 6.0
    """Greatest distance between matching column edges, in points; Word redraws them up to this far off."""
    edge_tolerance_relative: float = 0.012
    """The same as a share of the table's width, for pages printed at another scale."""


@dataclass(slots=True)
class Link:
    """The verdict on two neighbouring grids."""

    same: bool
    header_repeated: bool
    title_repeated: bool
    evidence: list[Evidence]

    @property
    def score(self) -> float:
        """Sum of the weights; positive means one table."""
        return sum(each.weight for each in self.evidence)


@dataclass(slots=True)
class Chain:
    """The grids of one logical table, with the verdicts between them."""

    pieces: list[Piece]
    links: list[Link] = field(default_factory=list)
    """One fewer than pieces."""
    before: Link | None = None
    """The verdict against the table before; None for the first."""

    @property
    def title(self) -> str | None:
        """Title above the first grid, else printed inside its rules."""
        first = self.pieces[0]
        inside = _title_inside(first.grid)
        above = first.placed.title or ""
        # A heading above the rules that names no table leaves the name to the title inside them; so does the name
        # of a spreadsheet's tab, which begins with the number printed there too (表11-财拨结转支出表 above 表11).
        named = _says_table(above) and not any(
            fold(above).startswith(fold(text)) for text in caption_texts(first.grid) if _is_number(text)
        )
        if inside is None or _is_number(inside) or named:
            return first.placed.title or inside
        return inside

    def labels(self) -> set[str]:
        """Return the form labels printed so far."""
        return set[str]().union(*(piece.labels for piece in self.pieces))


def chain(grids: Iterable[PlacedGrid], settings: ChainSettings | None = None) -> list[Chain]:
    """Return the document's tables in order, each a chain of grids."""
    settings = settings or ChainSettings()
    chains: list[Chain] = []
    for placed in grids:
        if not chains:
            chains.append(Chain([first_piece(placed)]))
            continue
        last = chains[-1]
        link = _link(last, placed, settings)
        if link.same:
            last.links.append(link)
            piece = next_piece(last.pieces, placed)
            if piece.rest_rows:
                last.pieces[-1] = with_header_at_end(last.pieces[-1])
            last.pieces.append(piece)
        else:
            chains.append(Chain([first_piece(placed)], before=link))
    return chains


def _link(chain_: Chain, placed: PlacedGrid, settings: ChainSettings) -> Link:
    """Weigh whether a grid continues the chain."""
    last = chain_.pieces[-1]
    reasons: list[Evidence] = []

    def add(name: str, weight: float) -> None:
        reasons.append(Evidence(name, weight))

    if placed.prose_before:
        add("prose_between", settings.prose_between)
    if last.placed.below:
        add("note_between", settings.note_between)
    if placed.page is not None and placed.page == last.placed.page:
        add("same_page", settings.same_page)
    title_repeated = _weigh_title(chain_, placed, settings, reasons)
    if (
        _departments(placed)
        and _departments(chain_.pieces[0].placed)
        and not (_departments(placed) & _departments(chain_.pieces[0].placed))
    ):
        add("department_differs", settings.department_differs)
    units = _units(placed), _units(last.placed)
    if all(units) and not units[0] & units[1]:
        add("unit_differs", settings.unit_differs)
    captions = len(caption_rows(placed.grid))
    repeated = repeated_rows(chain_.pieces, placed.grid, captions)
    if repeated:
        add("header_repeated", settings.header_repeated)
    elif _form_goes_on(chain_, placed.grid, captions):
        add("header_first", settings.header_first)
    elif cuts_header(last.grid, placed.grid, captions) or (
        header_texts(chain_.pieces) and not any(piece.data_rows for piece in chain_.pieces)
    ):
        add("header_goes_on", settings.header_goes_on)
    elif (
        leading_header_rows(placed.grid) > captions
        and not _starts_as_form_row(placed.grid, captions)
        and not cuts_total(last.grid, placed.grid, captions)
    ):
        add("header_differs", settings.header_differs)
    else:
        add("header_absent", settings.header_absent)
    if _starts_form(chain_, placed.grid, captions, repeated):
        add("form_starts", settings.form_starts)
    likeness = compare_columns(last.grid, placed.grid, settings)
    add(f"columns_{likeness}", getattr(settings, f"columns_{likeness}"))
    if repeated and _numbering_restarts(last, placed.grid, captions + len(repeated)):
        add("numbering_restarts", settings.numbering_restarts)
    return Link(sum(each.weight for each in reasons) > 0, bool(repeated), title_repeated, reasons)


def _title_inside(grid: Grid) -> str | None:
    """Return the title printed as a row of the grid; the longest text that names a table (表11 is its number)."""
    named = [
        text
        for text in caption_texts(grid)
        if (_says_table(text) and not _STATES.match(fold(text))) or NUMBERED_TITLE.fullmatch(fold(text))
    ]
    names = [text for text in named if not _is_number(text)]
    return max(names or named, key=len, default=None)


def _says_table(text: str) -> bool:
    return bool(_TABLE.search(fold(text)))


def _is_number(text: str) -> bool:
    """Tell whether a text is the number of a table alone: 表11, 财决01表."""
    return is_table_number(text) or bool(_FORM_NUMBER.fullmatch(fold(text)))


def _weigh_title(chain_: Chain, placed: PlacedGrid, settings: ChainSettings, reasons: list[Evidence]) -> bool:
    title = placed.title or _title_inside(placed.grid)
    if not title:
        # The department and the unit alone, printed again, are a caption repeated.
        again = {fold(line.text) for line in placed.above} & {fold(line.text) for line in chain_.pieces[0].placed.above}
        if again:
            reasons.append(Evidence("title_repeated", settings.title_repeated))
        return bool(again)
    known = {fold(each.placed.title) for each in chain_.pieces if each.placed.title}
    known |= {fold(chain_.title)} if chain_.title else set()
    bare = re.sub(r"\(?续表?\d*\)?$|^续表?[:：]?", "", fold(title))
    if fold(title) in known or bare in known or not bare:
        reasons.append(Evidence("title_repeated", settings.title_repeated))
        return True
    if not _NAMES_A_TABLE.search(fold(title)):
        return False  # a heading, or print that spills from a merged cell, says neither
    if known:
        reasons.append(Evidence("title_differs", settings.title_differs))
    else:
        reasons.append(Evidence("title_new", settings.title_new))
    return False


def _departments(placed: PlacedGrid) -> set[str]:
    """Return what the lines above say of department and unit code, unit of money apart."""
    names = set()
    for line in placed.above:
        if line.says == "department":
            names.add(re.sub(r"^.{0,8}[:：]", "", fold(line.text)))
    return names


def _units(placed: PlacedGrid) -> set[Unit]:
    """Return the units of money stated above a grid or in its caption rows."""
    texts = [*(line.text for line in placed.above), *caption_texts(placed.grid)]
    return {unit for text in texts if (unit := find_unit(text))}


def _starts_as_form_row(grid: Grid, row: int) -> bool:
    texts = [text for text in grid.row_texts[row] if text] if row < grid.row_count else []
    return bool(texts) and is_form_start(texts[0])


def _starts_form(chain_: Chain, grid: Grid, captions: int, repeated: list[int]) -> bool:
    """Tell whether the grid begins with a form's first label beside its value.

    A label that the table has printed already can only be the next form's; a
    new one goes on with the head of a form that the page cut.
    """
    if repeated or not _starts_as_form_row(grid, captions):
        return False
    if leading_header_rows(grid) > captions:
        return False
    texts = [text for text in grid.row_texts[captions] if text]
    label = fold(texts[0]).rstrip(":")
    labels = chain_.labels()
    return label in labels or not labels


def _form_goes_on(chain_: Chain, grid: Grid, row: int) -> bool:
    """Tell whether the header of indicators begins the grid and the table so far is a form's head without one."""
    if not chain_.labels() or header_texts(chain_.pieces) or row >= grid.row_count:
        return False
    return row in indicator_header_rows(grid, row)


def _numbering_restarts(last: Piece, grid: Grid, row: int) -> bool:
    """Tell whether first-column ordinals begin again at one under a reprinted header."""
    ends = next(
        (number for data in reversed(last.data_rows) if (number := _ordinal(last.grid, data)) is not None), None
    )
    starts = _ordinal(grid, row) if row < grid.row_count else None
    return ends is not None and ends > 1 and starts == 1


def _ordinal(grid: Grid, row: int) -> int | None:
    texts = grid.row_texts[row]
    found = re.fullmatch(r"(\d{1,3})[.、]?", fold(texts[0])) if texts else None
    if found:
        return int(found.group(1))
    return 1 if texts and re.match("一、", fold(texts[0])) else None


def compare_columns(first: Grid, second: Grid, settings: ChainSettings) -> str:
    """Say how the columns of two grids lie: "align", "nest" or "differ"."""
    if first.column_edges is None or second.column_edges is None:
        # A text dump loses the blank cells at a fragment's right end: fewer columns are the first ones.
        return "align" if abs(first.column_count - second.column_count) <= 1 else "nest"
    if edges_match(first.column_edges, second.column_edges, settings):
        return "align"
    free = compare_free_columns(first, second)
    if free is not None:
        return free
    few, many = sorted((first.column_edges, second.column_edges), key=len)
    if abs(few[0] - many[0]) <= 2 * settings.edge_tolerance and abs(few[-1] - many[-1]) <= 2 * settings.edge_tolerance:
        near = sum(min(abs(edge - other) for other in many) <= settings.edge_tolerance for edge in few)
        if near == len(few):
            return "nest"
        if near >= 0.75 * len(few) and len(few) > 3:
            return "nest"
    return "differ"


def edges_match(first: tuple[float, ...], second: tuple[float, ...], settings: ChainSettings) -> bool:
    """Tell whether two grids have the same columns, also when shifted or printed at another scale."""
    if len(first) != len(second):
        return False
    width = first[-1] - first[0]
    if all(abs(a - b) <= settings.edge_tolerance for a, b in zip(first, second, strict=True)):
        return True
    other = second[-1] - second[0]
    if width <= 0 or other <= 0:
        return False
    return all(
        abs((a - first[0]) / width - (b - second[0]) / other) <= settings.edge_tolerance_relative
        for a, b in zip(first, second, strict=True)
    )
