"""Build the logical table of a chain: columns laid over each other, rows rejoined at the seams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.records import Cell
from normalize.chain import Chain, Piece
from normalize.folding import join_wrapped
from normalize.grid_columns import ColumnMap, lay_over
from normalize.header_paths import HeaderCell, header_cells, leaf_columns
from normalize.money import Unit, find_unit
from normalize.rejoin import SeamCell, SeamDecision, SeamView, decide
from normalize.schema import Evidence
from normalize.tables import Fragment, LogicalTable, Part, TableCell, TableRow

_OTHERS = 60
"""Rows of a block that teach which columns are key columns; more change nothing."""


@dataclass(slots=True)
class Draft:
    """A cell while its table is being built; parts are added at seams."""

    column: int
    column_span: int
    spans: bool
    """It covers several rows of its grid."""
    parts: list[Part] = field(default_factory=list)
    line_share: float | None = None

    @property
    def text(self) -> str:
        """All parts as one text."""
        return join_wrapped(line for part in self.parts for line in part.text.split("\n"))

    def absorb(self, other: Draft) -> None:
        """Go on with the part that stands after a seam."""
        self.parts.extend(other.parts)
        self.spans = self.spans or other.spans
        self.line_share = other.line_share if other.parts else self.line_share


@dataclass(slots=True)
class Row:
    """A row while its table is being built."""

    cells: list[Draft]
    pages: list[int]
    block: int
    """Number of header blocks printed before it."""
    rejoined: bool = False


@dataclass(frozen=True, slots=True)
class SeamSketch:
    """A decided seam inside one table."""

    piece: int
    """Number of the piece after the seam."""
    decision: SeamDecision
    row_before: int | None
    row_after: int | None


@dataclass(frozen=True, slots=True)
class Assembled:
    """A logical table and the seams inside it."""

    table: LogicalTable
    seams: tuple[SeamSketch, ...]


def assemble(chain: Chain, table_no: int) -> Assembled:
    """Return the logical table of a chain, with every seam decided."""
    return _Builder(chain, table_no).build()


class _Builder:
    def __init__(self, chain: Chain, table_no: int) -> None:
        self.chain = chain
        self.table_no = table_no
        self.column_count, self.maps = lay_over([piece.grid for piece in chain.pieces])
        self.rows: list[Row] = []
        self.header: list[HeaderCell] = []
        self.header_count = 0
        self.block = 0
        self.block_header: tuple[str, ...] = ()
        self.head_rows = 0
        self.seams: list[SeamSketch] = []
        self.fragments: list[Fragment] = []

    def build(self) -> Assembled:
        for number, piece in enumerate(self.chain.pieces):
            self._add(number, piece, self.maps[number])
        columns = leaf_columns(self.header, self.column_count)
        table = LogicalTable(
            table_no=self.table_no,
            title=self.chain.title,
            above=tuple(line.text for line in self.chain.pieces[0].placed.above),
            below=tuple(line.text for piece in self.chain.pieces for line in piece.placed.below),
            unit=_unit(self.chain, self.header),
            columns=columns,
            header=tuple(each.cell() for each in self.header),
            rows=self._finished_rows(),
            fragments=tuple(self.fragments),
            engine=self.chain.pieces[0].placed.engine,
            missing_columns=self._missing_columns(),
            head_rows=self.head_rows,
        )
        return Assembled(table, tuple(self.seams))

    def _add(self, number: int, piece: Piece, columns: ColumnMap) -> None:
        drafts = {id(cell): _draft(cell, piece, columns) for cell in piece.grid.cells}
        printed = sorted({*piece.data_rows, *piece.header_rows, *piece.caption_rows})
        before = len(self.rows)
        header_rows = len(piece.header_rows) + len(piece.repeated_rows)
        fresh = number > 0
        headers_at_end = bool(self.rows) and self.rows[-1].block < self.block
        first_row: int | None = None
        for grid_row in printed:
            if grid_row not in piece.data_rows:
                self._add_header(piece, grid_row, columns, drafts)
                continue
            cells = self._covering(piece, grid_row, columns, drafts)
            own = [
                drafts[id(cell)]
                for cell in piece.grid.slots[grid_row]
                if cell.row == grid_row or grid_row == printed[0]
            ]
            if not any(draft.text for draft in own):
                continue
            row = Row(cells, [] if piece.placed.page is None else [piece.placed.page], self.block)
            if fresh:
                fresh = False
                first_row = self._join(number, row, piece, drafts, columns, headers_at_end)
            else:
                self.rows.append(row)
            first_row = first_row or len(self.rows)
        if fresh and number > 0:
            # Nothing but a header or blank rows on this page.
            self._note_seam(number, SeamDecision("new_row", [Evidence("no_row_after", 1.0)]), before or None, None)
        last = len(self.rows) if first_row else before
        self.fragments.append(
            Fragment(
                piece.placed.page,
                piece.grid.order,
                piece.grid.box,
                first_row or 0,
                last,
                header_rows,
                piece.placed.title,
            )
        )

    def _covering(self, piece: Piece, grid_row: int, columns: ColumnMap, drafts: dict[int, Draft]) -> list[Draft]:
        """Return for each table column the draft that covers it; a lost column gets an empty one."""
        cells: list[Draft | None] = [None] * self.column_count
        for cell in piece.grid.slots[grid_row]:
            draft = drafts[id(cell)]
            for column in range(draft.column, draft.column + draft.column_span):
                cells[column] = draft
        return [draft or Draft(column, 1, spans=False) for column, draft in enumerate(cells)]

    def _add_header(self, piece: Piece, grid_row: int, columns: ColumnMap, drafts: dict[int, Draft]) -> None:
        starts_block = not self.header or (self.rows and self.rows[-1].block == self.block)
        if starts_block and self.rows:
            self.block += 1
            self.head_rows = len(self.rows)
        self.header_count += 1
        above = [each for each in self.header if each.block == self.block]
        self.header.extend(
            header_cells(
                [drafts[id(cell)] for cell in piece.grid.slots[grid_row] if cell.row == grid_row],
                [cell.row_span for cell in _starting(piece, grid_row)],
                header_row=self.header_count,
                table_row=self.block,
                caption=grid_row in piece.caption_rows,
                above=above,
                delimited=piece.grid.origin == "delimited",
            )
        )
        self.block_header = tuple(column.name for column in leaf_columns(self.header, self.column_count, self.block))

    def _join(
        self, number: int, row: Row, piece: Piece, drafts: dict[int, Draft], columns: ColumnMap, headers_at_end: bool
    ) -> int:
        """Decide the seam before a piece's first row; return that row's number."""
        before = len(self.rows)
        if not self.rows or headers_at_end or self.rows[-1].block != self.block:
            name = "header_before_seam" if headers_at_end or not self.rows else "header_after_seam"
            decision = SeamDecision("new_row", [Evidence(name, 5.0)])
            self.rows.append(row)
            self._note_seam(number, decision, before or None, len(self.rows))
            return len(self.rows)
        last = self.rows[-1]
        decision = decide(self._view(number, last, row, piece, drafts, columns))
        replaced: dict[int, Draft] = {}
        for column in sorted(decision.joined):
            upper, lower = last.cells[column], row.cells[column]
            if upper is lower or id(lower) in replaced:
                continue
            if lower.parts or lower.spans or not decision.rows_join:
                upper.absorb(lower)
            if lower.column == upper.column and lower.column_span == upper.column_span:
                replaced[id(lower)] = upper
            elif decision.rows_join:
                replaced[id(lower)] = upper
        for key, draft in list(drafts.items()):
            drafts[key] = replaced.get(id(draft), draft)
        if decision.rows_join:
            last.rejoined = True
            last.pages.extend(page for page in row.pages if page not in last.pages)
        else:
            row.cells = [replaced.get(id(draft), draft) for draft in row.cells]
            row.rejoined = decision.decision == "cut_row"
            self.rows.append(row)
        self._note_seam(number, decision, before, len(self.rows))
        return len(self.rows)

    def _view(
        self, number: int, last: Row, row: Row, piece: Piece, drafts: dict[int, Draft], columns: ColumnMap
    ) -> SeamView:
        block = [each for each in self.rows[:-1] if each.block == self.block][-_OTHERS:]
        others = [tuple(draft.text for draft in each.cells) for each in block]
        later = [grid_row for grid_row in piece.data_rows if not piece.header_rows or grid_row < min(piece.header_rows)]
        others += [
            tuple(draft.text for draft in self._covering(piece, grid_row, columns, drafts))
            for grid_row in later[1:_OTHERS]
            if self.block_header
        ]
        before_grid = self.chain.pieces[number - 1].grid
        return SeamView(
            tuple(_seam_cell(draft) for draft in last.cells),
            tuple(_seam_cell(draft) for draft in row.cells),
            tuple(each for each in others if any(each)) if self.block_header else (),
            self.block_header,
            open_rule="bottom" in before_grid.open_sides or "top" in piece.grid.open_sides,
        )

    def _note_seam(self, number: int, decision: SeamDecision, before: int | None, after: int | None) -> None:
        self.seams.append(SeamSketch(number, decision, before, after))

    def _finished_rows(self) -> tuple[TableRow, ...]:
        tops: dict[int, int] = {}
        heights: dict[int, int] = {}
        for row_no, row in enumerate(self.rows, start=1):
            for draft in {id(each): each for each in row.cells}.values():
                tops.setdefault(id(draft), row_no)
                heights[id(draft)] = row_no - tops[id(draft)] + 1
        finished: dict[int, TableCell] = {}
        rows = []
        for row_no, row in enumerate(self.rows, start=1):
            for draft in row.cells:
                if id(draft) not in finished:
                    finished[id(draft)] = TableCell(
                        tops[id(draft)], draft.column + 1, draft.text, heights[id(draft)], draft.column_span,
                        parts=tuple(draft.parts),
                    )  # fmt: skip
            cells = tuple(finished[id(draft)] for draft in row.cells)
            rows.append(TableRow(row_no, cells, tuple(sorted(row.pages)), row.rejoined))
        return tuple(rows)

    def _missing_columns(self) -> tuple[int, ...]:
        missing: set[int] = set()
        for piece, columns in zip(self.chain.pieces, self.maps, strict=True):
            if piece.grid.column_edges is None and piece.repeated_rows:
                missing |= set(range(columns.starts[-1] + 1, self.column_count + 1))
        named = {each.column + 1 for each in self.header if each.text}
        return tuple(sorted(missing & named))


def _starting(piece: Piece, grid_row: int) -> list[Cell]:
    seen: dict[int, Cell] = {}
    for cell in piece.grid.slots[grid_row]:
        if cell.row == grid_row:
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def _draft(cell: Cell, piece: Piece, columns: ColumnMap) -> Draft:
    column, column_span = columns.span(cell.column, cell.column_span)
    share = None
    if cell.lines and cell.box and cell.lines[-1].box:
        width = cell.box[2] - cell.box[0]
        share = (cell.lines[-1].box[2] - cell.lines[-1].box[0]) / width if width > 0 else None
    parts = [Part(piece.placed.page, cell.box, cell.text)] if cell.text.strip() else []
    return Draft(column, column_span, cell.row_span > 1, parts, share)


def _seam_cell(draft: Draft) -> SeamCell:
    return SeamCell(draft.text, draft.spans, draft.line_share, id(draft))


def _unit(chain: Chain, header: Sequence[HeaderCell]) -> Unit | None:
    lines = [line.text for piece in chain.pieces for line in piece.placed.above]
    for text in [
        *lines,
        *(each.text for each in header),
        *(line.text for p in chain.pieces for line in p.placed.below),
    ]:
        if unit := find_unit(text):
            return unit
    return None
