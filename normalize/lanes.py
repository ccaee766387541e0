"""Which columns of a table key its rows, which hold amounts, and which lists stand side by side.

A table prints one list or several lanes of lists: 收入 beside 支出, or the
economic codes of basic expenditure folded into two or three lanes. A lane is a
run of label columns followed by the value columns they label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from normalize.codes import header_scheme, scheme_of, split_code
from normalize.folding import fold
from normalize.leaf_measures import is_count, is_money, is_percentage
from normalize.money import is_number
from normalize.row_keys import LabelColumn, is_remark_header, is_total_label
from normalize.tables import LeafColumn, LogicalTable

Role: TypeAlias = Literal["ordinal", "code", "name", "amount", "percentage", "count", "text", "empty"]

_ORDINAL = re.compile(r"序号|行次|栏次|编号|排序|No\.?", re.IGNORECASE)
_CODE_HEADER = re.compile(r"编码|代码")
_PROJECT_CODE = re.compile(r"项目(?:代码|编码|编号)")
_PARTS = {"类": 0, "款": 1, "项": 2}
#: 合 and 计 may be set apart in the code columns of a total's row.
_PART_VALUE = re.compile(r"\d{1,8}|[合总小计]|[类款项]|栏次|\*+")
_NAME_HEADER = re.compile(r"名称|项目|科目|单位|部门|类别|类型|品目|事项|收入|支出|功能|经济|目录|内容")
_IN_PERCENT = re.compile(r"(?:%|\(%\)|比例|幅度|占比|率)$")
_PERCENT_VALUE = re.compile(r"[-+]?[\d,.]+%")


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """What content a column needs to be taken for one role."""

    numeric_share: float = 0.5
    """Least share of numbers among a column's values for a column of amounts (blanks and a stray label apart)."""
    code_share: float = 0.8
    """Least share of whole codes among the values of a column without a telling header."""
    short_text: int = 12
    """Median characters up to which a column of uses lists items rather than telling reasons."""
    long_text: int = 40
    """Median characters above which a column without header remarks on rows, as prose does."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the lists that stand side by side."""

    number: int
    """From 1, left to right."""
    labels: tuple[LabelColumn, ...]
    amounts: tuple[int, ...]
    """Column numbers, from 1."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Roles of all columns and the lanes they form."""

    roles: tuple[Role, ...]
    """By column."""
    lanes: tuple[Lane, ...]


def lay_out(table: LogicalTable, settings: LaneSettings | None = None) -> Layout:
    """Return the role of each column and the lanes of the table."""
    settings = settings or LaneSettings()
    values = _values(table)
    roles = [_role(column, values[column.column_no - 1], table, settings) for column in table.columns]
    _first_codes(roles, values, settings)
    parts = _code_parts(table.columns, roles, values)
    return Layout(tuple(roles), tuple(_lanes(table.columns, roles, parts)))


def _values(table: LogicalTable) -> list[list[str]]:
    """Return the folded non-blank texts that begin in each column, merged labels apart."""
    values: list[list[str]] = [[] for _ in table.columns]
    for row in table.rows:
        for cell in row.own_cells:
            if (text := fold(cell.text)) and cell.column_no <= len(values):
                values[cell.column_no - 1].append(text)
    return values


def _role(column: LeafColumn, values: Sequence[str], table: LogicalTable, settings: LaneSettings) -> Role:
    path = [fold(text) for text in column.path]
    leaf = path[-1] if path else ""
    header = "/".join(path)
    telling = [text for text in values if not is_total_label(text)]
    numbers = [text for text in telling if is_number(text)]
    if leaf and _ORDINAL.fullmatch(leaf):
        return "ordinal"
    if (leaf in _PARTS or (telling and telling[0] in _PARTS)) and all(_PART_VALUE.fullmatch(text) for text in telling):
        return "code"
    if _PROJECT_CODE.search(leaf) and "名称" not in leaf:
        return "text"  # projects have a table of their own; their codes are of no scheme
    if not telling:
        return _empty_role(leaf, header)
    if leaf and _CODE_HEADER.search(leaf) and not re.search("名称", leaf):
        return "code"
    if sum(bool(_PERCENT_VALUE.fullmatch(text)) for text in telling) > 0.5 * len(telling):
        return "percentage"
    if len(numbers) >= settings.numeric_share * len(telling):
        if leaf and re.search("名称", leaf) and all(split_code(text)[0] for text in numbers):
            return "code"
        if not path and _whole_codes(telling, settings):
            return "code"
        return _number_role(path, header, numbers, table)
    if any(is_number(text) and "." in text for text in numbers) and is_money(leaf) and not _NAME_HEADER.search(leaf):
        return "amount"
    lengths = sorted(len(text) for text in telling)
    if leaf == "支出用途" and lengths[len(lengths) // 2] <= settings.short_text:
        return "name"  # a list of uses: 基本支出, 项目支出
    if is_remark_header(leaf) and not re.search(r"名称|科目|项目", leaf):
        return "text"
    if not _NAME_HEADER.search(leaf) and lengths[len(lengths) // 2] > settings.long_text:
        return "text"
    return "name"


def _empty_role(leaf: str, header: str) -> Role:
    if leaf and _CODE_HEADER.search(leaf):
        return "code"
    if re.search(r"名称|^(?:项目|科目|单位|收入|支出)$", leaf):
        return "name"
    return "amount" if is_money(header) and not is_percentage(leaf) else "empty"


def _whole_codes(values: Sequence[str], settings: LaneSettings) -> bool:
    codes = [text for text in values if text.isdigit() and len(text) in (3, 5, 7) and scheme_of(text) != "none"]
    return len(codes) >= settings.code_share * len(values)


def _number_role(path: Sequence[str], header: str, numbers: Sequence[str], table: LogicalTable) -> Role:
    leaf = path[-1] if path else ""
    if is_percentage(leaf) and not re.search(r"金额|数$", leaf):
        return "percentage"
    if any(_IN_PERCENT.search(text) for text in path[:-1]) and not re.search(r"额|数$", leaf):
        return "percentage"  # 比上年增减（%） over 合计 | 基本支出 | 项目支出
    if re.fullmatch(r"年度|年份|年|时间|日期|.*年月|电话|联系电话", leaf):
        return "text"
    if is_count(leaf) or (is_count(header) and not is_money(leaf)):
        return "count"
    if leaf in ("小计", "合计", "总计") and is_count(group := "/".join(path[:-1])) and not is_money(group):
        return "count"  # 编制数 over 小计 | 行政 | 事业
    if is_money(header):
        return "amount"
    if path and re.search(r"经济|功能|编码", header):
        return "code"
    if path and _ordinals(numbers):
        return "ordinal"
    # Without a header or with an odd one: money where the table states a unit of money.
    return "amount" if table.unit is not None else "count"


def _ordinals(numbers: Sequence[str]) -> bool:
    return len(numbers) > 1 and all(
        text.isdigit() and int(text) == index
        for index, text in enumerate(numbers, start=int(numbers[0] or 0) if numbers[0].isdigit() else 1)
    )


def _first_codes(roles: list[Role], values: Sequence[Sequence[str]], settings: LaneSettings) -> None:
    """Take a leading column of whole codes for codes whatever its header says (a merged 科目 over code and name)."""
    for index, role in enumerate(roles):
        if role not in ("amount", "count"):
            continue
        digits = [text for text in values[index] if not is_total_label(text)]
        whole = [text for text in digits if text.isdigit() and scheme_of(text) in _SCHEMES]
        followed = index + 1 < len(roles) and roles[index + 1] in ("name", "code")
        if digits and len(whole) >= settings.code_share * len(digits) and followed:
            roles[index] = "code"


_SCHEMES = ("functional", "department_economic", "government_economic")


def _code_parts(
    columns: Sequence[LeafColumn], roles: Sequence[Role], values: Sequence[Sequence[str]]
) -> dict[int, int]:
    """Return 0, 1, 2 for columns (by number) that hold 类, 款, 项 of one code."""
    parts: dict[int, int] = {}
    index = 0
    while index < len(columns):
        run = index
        while run < len(columns) and roles[run] == "code" and run - index < 3:
            run += 1
        group = columns[index:run]
        leaves = [fold(column.path[-1]) if column.path else "" for column in group]
        if group and leaves[0] == "类":
            count = next((n for n, leaf in enumerate(leaves) if n and leaf not in ("款", "项")), len(leaves))
            parts.update({column.column_no: n for n, column in enumerate(group[:count])})
            index += count
        elif len(group) >= 2 and _short(values[index], 3) and all(_short(values[n], 2) for n in range(index + 1, run)):
            parts.update({column.column_no: n for n, column in enumerate(group)})
            index = run
        else:
            index += 1
    return parts


def _short(values: Sequence[str], digits: int) -> bool:
    """Tell whether most values are numbers of that many digits, as the parts of a code are."""
    telling = [text for text in values if text not in _PARTS]  # 类 | 款 | 项 | 合计 may be the first row
    fitting = [text for text in telling if text.isdigit() and len(text) == digits]
    return bool(telling) and len(fitting) >= 0.6 * len(telling)


def _lanes(columns: Sequence[LeafColumn], roles: Sequence[Role], parts: dict[int, int]) -> list[Lane]:
    lanes: list[Lane] = []
    labels: list[LabelColumn] = []
    amounts: list[int] = []
    values_seen = behind_alone = False
    for index, (column, role) in enumerate(zip(columns, roles, strict=True)):
        if role in ("code", "name"):
            if values_seen and any(each in ("amount", "percentage", "count") for each in roles[index + 1 :]):
                lanes.append(Lane(len(lanes) + 1, tuple(labels), tuple(amounts)))
                labels, amounts, values_seen = [], [], False
            header = "/".join(column.path)
            if not header and labels and labels[-1].column_no == column.column_no - 1 and not labels[-1].is_code:
                header = labels[-1].header  # one heading printed over groups leaves the column of their items blank
            # Behind the last amount only columns of codes key the row (金额 | 功能分类科目代码 | 功能分类科目名称),
            # unless nothing stands before it: 合计 | 基本支出 | 科目编码 | 科目名称.
            behind_alone = behind_alone or (values_seen and not labels)
            if not values_seen or behind_alone or header_scheme(header) is not None:
                part = parts.get(column.column_no)
                labels.append(LabelColumn(column.column_no, header, part, role == "code"))
        elif role in ("amount", "percentage", "count"):
            values_seen = values_seen or role == "amount"
            if role == "amount":
                amounts.append(column.column_no)
    lanes.append(Lane(len(lanes) + 1, tuple(labels), tuple(amounts)))
    kept = [lane for lane in lanes if lane.amounts]
    return [Lane(number, lane.labels, lane.amounts) for number, lane in enumerate(kept, start=1)]
