"""合计 = Σ columns, row by row, as the header's own tree says.

A group of columns with a leaf 合计 or 小计 states a sum: the leaf equals its
sisters, a sister that is a group counting with its own 小计. Columns of 其中
are parts of parts and stay out, as do other years and percentages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from normalize.checks.identities import Identity
from normalize.checks.public_costs import item_of
from normalize.checks.sheets import Sheet, SheetRow
from normalize.folding import fold

#: Check of row sums by kind of table; T-01 is the same for tables of no statutory kind.
ROW_CHECK = {
    "B1": "B-08", "B2": "B-06", "B3": "B-08", "B4": "B-11", "B5": "B-14", "B6": "B-17", "B6g": "B-17", "B7": "B-20",
    "B8": "B-14", "B9": "B-14", "B10": "B-23", "F2": "F-07", "F3": "F-08", "F4": "F-10", "F5": "F-08", "F7": "F-17",
    "F8": "F-08", "F9": "F-08",
}  # fmt: skip

#: Kinds whose form itself states the row sum.
_STATED = frozenset({"B3", "B5", "B6", "F3", "F5"})

#: Kinds whose sums follow from what their columns are called.
_OF_COSTS = frozenset({"B7", "F7"})

_WHOLE = re.compile(r"(?:.*(?:合计|小计|总计|总额|总数)|预算总额)(?:数|\(.*\))?")
#: Never a part: 其中 (a part of a part), other bases, other years, shares.
_NO_PART = re.compile(
    r"其中|扣除|不含|上年(?:度|预算|执行|决算|完成|年初|数)|上年$|去年|执行|增减|增长|比|%|占|备注|数量|单价|预算资金|面积|编制|人数|累计"
)
_BUDGET = re.compile(r"一般公共预算|政府性基金|财政拨款")
#: 按支出性质分 beside 按经济分类分: each group makes up the whole.
_SPLIT = re.compile(r"按.{2,10}分")
_THREE = re.compile(r"出国|公务用车|公务接待|公车")


@dataclass(slots=True)
class _Node:
    """A header text with the texts under it."""

    text: str
    children: dict[str, _Node] = field(default_factory=dict)
    column: str | None = None
    """The column name, for a leaf."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A column that the header makes the sum of others."""

    whole: str
    parts: tuple[tuple[str, ...], ...]
    """Each part as the columns that make it up: one, or all leaves of a group without 小计."""


def column_sums(header: Sequence[str], amounts: Sequence[str]) -> tuple[ColumnSum, ...]:
    """Return the sums a header states over the columns that print amounts.

    >>> column_sums(["科目", "合计", "基本/小计", "基本/人员", "基本/公用", "项目"],
    ...             ["合计", "基本/小计", "基本/人员", "基本/公用", "项目"])[0]
    ColumnSum(whole='合计', parts=(('基本/小计',), ('项目',)))
    """
    root = _Node("")
    for name in header:
        if name not in amounts:
            continue
        node = root
        for text in name.split("/"):
            node = node.children.setdefault(text, _Node(text))
        node.column = name
    return tuple(_sums(root))


def _sums(node: _Node) -> Iterator[ColumnSum]:
    whole = _whole(node)
    if whole is not None and whole.column is not None:
        sisters = [each for each in node.children.values() if each is not whole and _counts(each)]
        if "三公" in whole.text:
            sisters = [each for each in sisters if _THREE.search(each.text)]
        split = [each for each in sisters if _SPLIT.match(fold(each.text)) and each.column is None]
        if len(split) > 1:
            yield from (ColumnSum(whole.column, tuple((name,) for name in _columns(each))) for each in split)
            sisters = []
        # One budget alone: the others are blank all over the table, and the total repeats it.
        if len(sisters) > 1 or any(_BUDGET.match(fold(each.text)) for each in sisters):
            yield ColumnSum(whole.column, tuple(_columns(each) for each in sisters))
    for child in node.children.values():
        yield from _sums(child)


def _whole(node: _Node) -> _Node | None:
    leaves = [each for each in node.children.values() if each.column and _WHOLE.fullmatch(fold(each.text))]
    return leaves[0] if len(leaves) == 1 else None


def _counts(node: _Node) -> bool:
    return not _NO_PART.search(fold(node.text)) and bool(_columns(node))


def _columns(node: _Node) -> tuple[str, ...]:
    """Return the columns whose sum the node stands for."""
    if node.column is not None:
        return (node.column,)
    whole = _whole(node)
    if whole is not None and whole.column is not None:
        return (whole.column,)
    return tuple(column for child in node.children.values() if _counts(child) for column in _columns(child))


def row_identities(sheet: Sheet) -> Iterator[Identity]:
    """Return the row sums of a table, one for each row and stated sum."""
    check_id = ROW_CHECK.get(sheet.kind, "T-01")
    for lane in sheet.lanes:
        for stated in column_sums(sheet.table.header, sheet.columns(lane)):
            is_stated = sheet.kind in _STATED or (sheet.kind in _OF_COSTS and _by_definition(stated))
            for row in sheet.lane(lane):
                identity = _identity(check_id, stated, row, inferred=not is_stated)
                if identity is not None:
                    yield identity


def _by_definition(stated: ColumnSum) -> bool:
    """Tell whether the parts are the three public costs and no others, or those of cars: 会议费 beside them is not."""
    items = [next(filter(None, map(item_of, reversed(part[0].split("/")))), None) for part in stated.parts]
    return sorted(map(str, items)) in (["abroad", "cars", "guests"], ["purchase", "running"])


def proved_zeros(sheet: Sheet) -> frozenset[tuple[int, int, str]]:
    """Return the blank cells, as (row_no, lane, column), that are zero for certain: the row closes without them.

    Rows that a page cut are left out: their blank may be a number that was not read.
    """
    return frozenset(
        (row.row_no, lane, column)
        for lane in sheet.lanes
        for stated in column_sums(sheet.table.header, sheet.columns(lane))
        for row in sheet.lane(lane)
        if (identity := _identity("", stated, row, inferred=False)) is not None
        and identity.blanks
        and not identity.shaky
        and not identity.is_trivial
        and not identity.difference
        and all(part.value >= 0 for part in identity.parts)
        for part in stated.parts
        for column in part
        if column not in row.figures
    )


def _identity(check_id: str, stated: ColumnSum, row: SheetRow, *, inferred: bool) -> Identity | None:
    whole = row.figures.get(stated.whole)
    columns = [column for part in stated.parts for column in part]
    parts = tuple(row.figures[column].named(_leaf(column)) for column in columns if column in row.figures)
    if whole is None or not parts:
        return None
    blanks = tuple(_leaf(column) for column in columns if column not in row.figures)
    names = "、".join(_short(part[:1]) if len(part) == 1 else "、".join(map(_leaf, part)) for part in stated.parts)
    cut = "该行被分页切断，空白格可能有数未读到" if blanks and len(row.pages) > 1 else ""
    return Identity(
        check_id,
        whole.named(_leaf(stated.whole)),
        parts,
        f"{row.label}：{_leaf(stated.whole)}与{names}之和",
        blanks=blanks,
        shaky=cut,
        inferred=inferred,
    )


def _leaf(column: str) -> str:
    return column.rsplit("/", 1)[-1]


def _short(columns: Sequence[str]) -> str:
    path = columns[0].split("/")
    return path[-2] if len(path) > 1 and _WHOLE.fullmatch(fold(path[-1])) else path[-1]
