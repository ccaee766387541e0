"""Build the logical table of a chain: columns laid over each other, rows rejoined at the seams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.centred import ends_at_seams
from normalize.chain import Chain, ChainSettings
from normalize.drafts import Draft, DraftPiece, Row
from normalize.folding import fold
from normalize.grid_columns import lay_over
from normalize.header_paths import HeaderCell, header_cells, leaf_columns
from normalize.money import Unit, find_unit
from normalize.nested import Evidence
from normalize.rejoin import SeamDecision, decide
from normalize.seam_texts import label_beside_header
from normalize.seam_view import SeamCell, SeamView
from normalize.tables import BlockAbove, Fragment, LogicalTable, TableCell, TableRow

_OTHERS = 60
"""Rows of a block that teach which columns are key columns; more change nothing."""

_ENOUGH = 2
"""Rows of a page from which its last one is not needed to learn from."""


#: Columns that group rows: a blank there right after a seam is the group of the row before, never a blank of its own.
_GROUPS_ROWS = re.compile("一级指标|二级指标")


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
        self.column_count, maps = lay_over([piece.grid for piece in chain.pieces])
        self.pieces = [
            DraftPiece(piece, columns, self.column_count) for piece, columns in zip(chain.pieces, maps, strict=True)
        ]
        self.ends_at_seams = ends_at_seams(self.pieces, self.column_count)
        self.rows: list[Row] = []
        self.header: list[HeaderCell] = []
        self.header_count = 0
        self.head_rows = 0
        self.block = 0
        self.blocks_above: list[BlockAbove] = []
        self.block_header: tuple[str, ...] = ()
        self.header_row: list[Draft] = []
        self.seams: list[SeamSketch] = []
        self.fragments: list[Fragment] = []

    def build(self) -> Assembled:
        for number, piece in enumerate(self.pieces):
            self._add(number, piece)
        table = LogicalTable(
            table_no=self.table_no,
            title=self.chain.title,
            above=tuple(line.text for line in self.chain.pieces[0].placed.above),
            below=tuple(line.text for piece in self.chain.pieces for line in piece.placed.below),
            unit=_unit(self.chain, self.header),
            columns=leaf_columns(self.header, self.column_count),
            header=tuple(each.cell() for each in self.header),
            rows=_finished(self.rows),
            fragments=tuple(self.fragments),
            engine=self.chain.pieces[0].placed.engine,
            head_rows=self.head_rows,
            blocks_above=tuple(self.blocks_above),
        )
        return Assembled(table, tuple(self.seams))

    def _add(self, number: int, piece: DraftPiece) -> None:
        before, seam_open = len(self.rows), number > 0
        headers_at_end = bool(self.rows) and self.rows[-1].block < self.block
        first_row: int | None = None
        for grid_row in piece.printed:
            if grid_row in piece.piece.rest_rows:
                self._go_on_with_header(number, piece, grid_row)
                seam_open = False
            elif grid_row not in piece.piece.data_rows:
                self._add_header(piece, grid_row)
            elif piece.has_own_text(grid_row):
                row = Row(piece.covering(grid_row), piece.pages, self.block)
                if seam_open:
                    seam_open = False
                    self._join(number, row, headers_at_end=headers_at_end)
                else:
                    self.rows.append(row)
                first_row = first_row or len(self.rows)
        if seam_open:
            # Nothing but a header or blank rows on this page.
            self._note_seam(number, SeamDecision("new_row", [Evidence("no_row_after", 1.0)]), before or None, None)
        placed = piece.piece.placed
        header_rows = len(piece.piece.header_rows) + len(piece.piece.repeated_rows)
        last = len(self.rows) if first_row else before
        self.fragments.append(
            Fragment(
                placed.page, placed.grid.box, first_row or 0, last, header_rows, placed.title,
                placed.grid.column_count,
            )
        )  # fmt: skip

    def _add_header(self, piece: DraftPiece, grid_row: int) -> None:
        if piece is not self.pieces[0] and grid_row in piece.piece.caption_rows:
            return  # the title printed again; it is set aside, and begins no new block
        starts_block = not self.header or (self.rows and self.rows[-1].block == self.block)
        if starts_block and self.rows:
            if self.header:
                columns = leaf_columns(self.header, self.column_count, self.block)
                self.blocks_above.append(BlockAbove(columns, self.head_rows + 1, len(self.rows)))
            self.block += 1
            self.head_rows = len(self.rows)
        self.header_count += 1
        self.header_row = piece.covering(grid_row)
        beginning = piece.beginning(grid_row)
        for draft, _ in beginning:
            draft.header_row = self.header_count
        self.header.extend(
            header_cells(
                [draft for draft, _ in beginning],
                [min(row_span, piece.header_rows_from(grid_row)) for _, row_span in beginning],
                header_row=self.header_count,
                table_row=self.block,
                caption=grid_row in piece.piece.caption_rows,
                above=[each for each in self.header if each.block == self.block],
                delimited=piece.piece.grid.origin == "delimited",
            )
        )
        self.block_header = tuple(column.name for column in leaf_columns(self.header, self.column_count, self.block))

    def _go_on_with_header(self, number: int, piece: DraftPiece, grid_row: int) -> None:
        """Give the rests of words on a page's top to the header row that the page before ends with."""
        row = Row(piece.covering(grid_row), piece.pages, self.block)
        self._label_rows(number, row)
        replaced = {}
        for upper, lower in zip(self.header_row, row.cells, strict=True):
            if upper is not lower and lower.rows == 1 and id(lower) not in replaced:
                upper.absorb(lower)
                replaced[id(lower)] = upper
        self.block_header = tuple(column.name for column in leaf_columns(self.header, self.column_count, self.block))
        decision = SeamDecision("cut_row", [Evidence("header_goes_on", ChainSettings().header_goes_on)])
        self._note_seam(number, decision, len(self.rows) or None, None)

    def _join(self, number: int, row: Row, *, headers_at_end: bool) -> None:
        """Decide the seam before a piece's first row, and add the row or its parts."""
        before = len(self.rows)
        if not self.rows or headers_at_end or self.rows[-1].block != self.block:
            name = "header_before_seam" if headers_at_end or not self.rows else "header_after_seam"
            if name == "header_before_seam":
                self._label_rows(number, row)
            self.rows.append(row)
            self._note_seam(number, SeamDecision("new_row", [Evidence(name, 5.0)]), before or None, len(self.rows))
            return
        last = self.rows[-1]
        decision = decide(self._view(number, last, row))
        replaced = _go_on(last, row, decision)
        self.pieces[number].replace(replaced)
        if decision.rows_join:
            last.rejoined = True
            last.pages.extend(page for page in row.pages if page not in last.pages)
        else:
            row.cells = [replaced.get(id(draft), draft) for draft in row.cells]
            row.rejoined = decision.decision == "cut_row"
            self.rows.append(row)
        self._note_seam(number, decision, before, len(self.rows))

    def _label_rows(self, number: int, row: Row) -> None:
        """Let a label that begins beside the header at a page's end go on beside the rows of the next page."""
        replaced = {}
        for upper, lower in zip(self.header_row, row.cells, strict=True):
            same_place = (upper.column, upper.column_span) == (lower.column, lower.column_span)
            beside = lower.rows > 1 or (upper.text and lower.text)
            if same_place and beside and id(lower) not in replaced and label_beside_header(upper.text, lower.text):
                upper.absorb(lower)
                replaced[id(lower)] = upper
        self.pieces[number].replace(replaced)
        row.cells = [replaced.get(id(draft), draft) for draft in row.cells]

    def _view(self, number: int, last: Row, row: Row) -> SeamView:
        """Show the two rows at a seam, with the other rows of their block on both sides."""
        piece = self.pieces[number]
        block = [each.cells for each in self.rows[:-1] if each.block == self.block][-_OTHERS:]
        if self.block_header:
            end = min(piece.piece.header_rows, default=piece.piece.grid.row_count)
            rows = [each for each in piece.piece.data_rows if each < end]
            # The page's last row may be half of one itself, and tells nothing of what a row fills.
            rows = rows[1:-1] if len(rows) > _ENOUGH and rows[-1] == piece.piece.data_rows[-1] else rows[1:]
            block += [piece.covering(each) for each in rows[: _OTHERS - 1]]
        texts = [tuple(draft.text for draft in cells) for cells in block]
        # Columns in which some cell covers several rows label groups of rows.
        labels = {
            column for cells in [*block, last.cells, row.cells] for column, draft in enumerate(cells) if draft.spans
        }
        labels |= {column for column, name in enumerate(self.block_header) if _GROUPS_ROWS.search(name)}
        shown = labels if self.block_header else set()
        before_grid = self.chain.pieces[number - 1].grid
        return SeamView(
            tuple(_seam_cell(draft, label=column in shown) for column, draft in enumerate(last.cells)),
            tuple(
                replace(_seam_cell(draft, label=column in shown), begins_anew=(number, column) in self.ends_at_seams)
                for column, draft in enumerate(row.cells)
            ),
            tuple(each for each in texts if any(each)) if self.block_header else (),
            self.block_header,
            above=self._above(last),
            open_rule="bottom" in before_grid.open_sides or "top" in piece.piece.grid.open_sides,
            ruled=piece.piece.grid.column_edges is not None,
        )

    def _above(self, last: Row) -> tuple[str, ...]:
        """Return the texts of the row above the last one, where a label stands beside both in a form's head."""
        if self.block_header or len(self.rows) < 2:
            return ()
        upper = self.rows[-2].cells
        beside = any(draft is other and draft.text for draft, other in zip(upper, last.cells, strict=True))
        return tuple(draft.text for draft in upper) if beside else ()

    def _note_seam(self, number: int, decision: SeamDecision, before: int | None, after: int | None) -> None:
        self.seams.append(SeamSketch(number, decision, before, after))


def _go_on(last: Row, row: Row, decision: SeamDecision) -> dict[int, Draft]:
    """Let the cells that cross a seam absorb their parts after it; return by identity which is now which."""
    replaced: dict[int, Draft] = {}
    for column in sorted(decision.joined):
        upper, lower = last.cells[column], row.cells[column]
        if upper is lower or id(lower) in replaced:
            continue
        upper.absorb(lower)
        same_place = lower.column == upper.column and lower.column_span == upper.column_span
        if same_place or decision.rows_join:
            replaced[id(lower)] = upper
    return replaced


def _finished(rows: Sequence[Row]) -> tuple[TableRow, ...]:
    """Return the rows with their cells numbered; a cell over several rows is one cell in all of them."""
    extent: dict[int, tuple[int, int]] = {}
    for row_no, row in enumerate(rows, start=1):
        for draft in row.cells:
            top, _ = extent.get(id(draft), (row_no, row_no))
            extent[id(draft)] = (top, row_no)
    cells: dict[int, TableCell] = {}
    for row in rows:
        for draft in row.cells:
            if id(draft) not in cells:
                top, bottom = extent[id(draft)]
                if draft.header_row is not None:
                    top, bottom = 0, 0  # published as a header cell
                cells[id(draft)] = TableCell(
                    top, draft.column + 1, draft.text, bottom - top + 1, draft.column_span, draft.header_row,
                    tuple(draft.parts),
                )  # fmt: skip
    return tuple(
        TableRow(row_no, tuple(cells[id(draft)] for draft in row.cells), tuple(sorted(row.pages)), row.rejoined)
        for row_no, row in enumerate(rows, start=1)
    )


def _seam_cell(draft: Draft, *, label: bool) -> SeamCell:
    return SeamCell(draft.text, draft.spans, label, draft.line_share, id(draft), draft.rows, draft.room_below)


def _unit(chain: Chain, header: Sequence[HeaderCell]) -> Unit | None:
    """Return the unit stated above the table, in its header or under it, in that order."""
    above = [line.text for piece in chain.pieces for line in piece.placed.above]
    below = [line.text for piece in chain.pieces for line in piece.placed.below]
    for text in [*above, *(each.text for each in header), *below]:
        if unit := find_unit(text):
            return unit
    return _wrapped_unit(above)


#: 单位：万 at the right edge, 元 on the line below.
_CUT_UNIT = re.compile(r"单位:(?:人民币)?(?P<start>[百千万亿]{0,2})$")
_END_OF_UNIT = re.compile(r"[百千万亿]{0,2}元")


def _wrapped_unit(lines: Sequence[str]) -> Unit | None:
    """Return the unit of a unit line that wraps inside its unit, as a narrow cell makes it.

    >>> _wrapped_unit(["单位：万", "部门：某某局", "元"])
    'ten_thousand_yuan'
    """
    folded = [fold(text) for text in lines]
    for number, text in enumerate(folded):
        cut = _CUT_UNIT.search(text)
        end = next((each for each in folded[number + 1 :] if _END_OF_UNIT.fullmatch(each)), None)
        if cut is not None and end is not None:
            return find_unit(f"单位:{cut['start']}{end}")
    return None
