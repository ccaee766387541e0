"""Indicators that a form prints in a block of its own above the one that names the table's columns.

Forms of a project over several years tell the targets of the whole project
(长期绩效指标) above those of the year; others begin each class of indicators
with a header of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from normalize.indicator_columns import has_indicators, roles_of
from normalize.performance import indicators_of
from normalize.schema import Indicator, Project
from normalize.tables import BlockAbove, Ledger, LogicalTable

BLOCK = "指标块"
"""Key of an indicator's `other` under which the heading of its block stands."""


def indicators_above(
    table: LogicalTable, project: Project | None, *, document_id: str, ledger: Ledger
) -> Iterator[Indicator]:
    """Yield the indicators of the blocks above the last one, each marked with the heading of its block, if it has one."""
    last = _heading(table, BlockAbove(table.columns, table.head_rows + 1, len(table.rows)))
    for block in table.blocks_above:
        if not has_indicators(roles_of(block.columns)):
            continue
        part = replace(table, columns=block.columns, head_rows=block.row_first - 1, blocks_above=())
        rows = table.rows[block.row_first - 1 : block.row_last]
        heading = _heading(table, block)
        for each in indicators_of(part, rows, project, document_id=document_id, ledger=ledger):
            if heading and heading != last:
                yield msgspec.structs.replace(each, other={BLOCK: heading, **each.other})
            else:
                yield each


def _heading(table: LogicalTable, block: BlockAbove) -> str | None:
    """Return what the header's first cell, or a row of one text right above it, calls the block."""
    roles = roles_of(block.columns)
    first = block.columns[0]
    if first.path and roles.get(first.column_no) in ("label", "extra", "goals"):
        return first.path[-1]
    above = table.rows[block.row_first - 2].cells if block.row_first > 1 else ()
    texts = {cell.text for cell in above}
    return texts.pop() or None if len(texts) == 1 else None
