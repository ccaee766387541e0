"""Wide sheets printed on two pages side by side: the right half has the columns, the left half the labels.

Both halves have as many rows, printed at the same heights; the right one
begins with a header and holds figures alone.
"""

from __future__ import annotations

from normalize.lanes import lay_out
from normalize.row_keys import CodeMemory, RowKey, key_of
from normalize.tables import LogicalTable

_LEAST_ROWS = 3
"""Rows that do not agree in number and height by chance."""
_TOLERANCE = 3.0
"""Greatest distance between the upper, or lower, ends of the halves, in points."""


def stands_beside(left: LogicalTable, right: LogicalTable) -> bool:
    """Tell whether a table is the right half of the sheet whose left half ends on the page before it."""
    if right.title or len(right.rows) < _LEAST_ROWS or len(left.rows) != len(right.rows):
        return False
    if left.header_rows != right.header_rows or len(left.fragments) != len(right.fragments):
        return False
    for half, other in zip(left.fragments, right.fragments, strict=True):
        if half.box is None or other.box is None:
            return False
        if abs(half.box[1] - other.box[1]) > _TOLERANCE or abs(half.box[3] - other.box[3]) > _TOLERANCE:
            return False
    before, after = left.fragments[-1].page, right.fragments[0].page
    if before is None or after != before + 1:
        return False
    lanes = lay_out(right).lanes
    return len(lanes) == 1 and not lanes[0].labels and any(lane.labels for lane in lay_out(left).lanes[:1])


def keys_of(left: LogicalTable) -> list[RowKey]:
    """Return what each row of a left half is about."""
    labels, memory = lay_out(left).lanes[0].labels, CodeMemory()
    return [key_of(row, labels, memory) for row in left.rows]
