"""Which rows of a list of projects are projects, where sums over groups stand among them.

Some bureaus print 类别, 一级项目 and 二级项目 in one column, told apart by
their indent alone (seen in 专项业务经费支出表, province after city). The sums
tell them apart as well: where every project has the same number of rows above
it, the rows of a unit add up to a multiple of its total.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_DEEPEST = 4
"""Levels in one column; three is the most seen (类别, 一级项目, 二级项目)."""


def leaf_rows(amounts: Sequence[Decimal], whole: Decimal) -> frozenset[int] | None:
    """Return the indexes of the rows without parts below them; None where the sums show no levels.

    >>> leaf_rows([Decimal(text) for text in ("7", "3", "1", "2", "4", "4")], Decimal(7))
    frozenset({2, 3, 5})

    Limitations: lists that print some projects on the second level and some on
    the third are not resolved.
    """
    if whole <= 0 or not amounts:
        return None
    depth, rest = divmod(sum(amounts, Decimal(0)), whole)
    if rest or not 2 <= depth <= _DEEPEST:
        return None
    leaves: set[int] = set()
    position = 0
    while position < len(amounts):
        end = _walk(amounts, position, int(depth), leaves)
        if end is None:
            return None
        position = end
    return frozenset(leaves)


def _walk(amounts: Sequence[Decimal], position: int, depth: int, leaves: set[int]) -> int | None:
    """Return the position after the group that begins here; None where its parts miss its sum."""
    if depth == 1:
        leaves.add(position)
        return position + 1
    left, end = amounts[position], position + 1
    while left > 0:
        if end >= len(amounts):
            return None
        left -= amounts[end]
        following = _walk(amounts, end, depth - 1, leaves)
        if following is None:
            return None
        end = following
    return end if left == 0 else None
