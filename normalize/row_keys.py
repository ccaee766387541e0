"""What a row of a list is about: its code, its name, all codes that key it.

Codes come whole, in parts (类|款|项 over three columns), glued to the name,
or below a 类 printed further up (`05` under `208`). Where several schemes key
one row, the functional code speaks for it, then the department's economic one,
the government's, the unit's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from normalize.codes import SCHEME_ORDER, header_scheme, level_of, scheme_of, split_code
from normalize.folding import REMEMBERED, fold
from normalize.nested import Classification
from normalize.tables import TableCell, TableRow
from normalize.vocabulary import CodeScheme

_TOTAL = re.compile(
    r"(?:[(（]?[一二三四五六七八九十]+[)）]?[、.])?(?:本年|当年|全年|本级|部门|单位|支出|收入|预算|决算|人员经费|公用经费|财政拨款|全局|收支)*"
    r"(?:合计|总计|小计|共计)(?:\(.*\))?[:：]?|.*(?:小计|合计|总计)|(?:合计|总计|小计)[:：(].*"
)
_DIGITS = re.compile(r"\d+")
#: 216.02 is a code in a column of codes and an amount elsewhere.
_DOTTED = re.compile(r"\d{3}\.\d{2}")
_COUNT = re.compile(r"[\d.,]+[\u4e00-\u9fff]{0,2}")
_REMARK_HEADER = re.compile(
    r"备注|说明|内容|用途|依据|理由|目标|简介|原因|时间|日期|年限|期限|概况|概述|描述|标准|方式|形式|型号|规格|是否|联系|情况$|指标|测算|期$"
)
_NAME_RANKS = (
    re.compile(r"科目名称|项目名称|名称.*科目|功能.*科目|经济.*科目"),
    re.compile(r"项目|科目"),
    re.compile(r"名称|事项|内容|类别|品目"),
)
#: One column names units and codes by turns: 单位名称（科目）, 单位（功能分类科目名称）.
_EITHER_NAME = re.compile(r"(?:单位|部门).*(?:科目|功能)|(?:科目|功能).*(?:单位|部门)")
_UNIT_NAME = re.compile(r"(?:预算|主管|所属)?(?:单位|部门)(?:名称)?$|资金使用单位")


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """A column that keys rows."""

    column_no: int
    header: str
    """Header path, joined."""
    part: int | None = None
    """0, 1, 2 for 类, 款, 项 of a code printed over several columns."""
    is_code: bool = False
    """Headed as codes; otherwise as names or both."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of one list is about."""

    scheme: CodeScheme = "none"
    code: str | None = None
    level: int | None = None
    name: str | None = None
    classifications: tuple[Classification, ...] = ()
    is_total: bool = False
    cells: tuple[TableCell, ...] = ()
    """Cells whose text is in the key."""


@dataclass(slots=True)
class CodeMemory:
    """Parts of the last whole code, for rows that leave 类 or 款 blank."""

    parts: list[str] = field(default_factory=lambda: ["", "", ""])
    beside: list[CodeMemory] = field(default_factory=list)
    """Those of further codes in parts: 类 | 款 of the department's classes, then of the government's."""


@lru_cache(REMEMBERED)
def is_total_label(text: str) -> bool:
    """Tell whether a label names a sum over rows: 合计, 总计, 小计 in any wording.

    >>> is_total_label("本年支出合计"), is_total_label("专用设备 小计"), is_total_label("一般公共服务支出")
    (True, True, False)
    """
    return bool(_TOTAL.fullmatch(fold(text)))


def is_remark_header(header: str) -> bool:
    """Tell whether a text column remarks on rows rather than naming them."""
    return bool(_REMARK_HEADER.search(fold(header)))


def key_of(row: TableRow, columns: Sequence[LabelColumn], memory: CodeMemory) -> RowKey:
    """Return what the row is about, read from the label columns of one list.

    `memory` carries 类 and 款 from row to row; pass the same one for all rows of a list.
    """
    # Final accounts print 类 | 款 | 项 beside the total's label once more.
    cells = [(column, cell) for column, cell in _distinct(row, columns) if fold(cell.text) not in ("类", "款", "项")]
    texts = [cell.text for _, cell in cells if cell.text.strip()]
    whole = fold("".join(texts))
    # 合 and 计 may stand in cells of their own: 合 | 计.
    if len(texts) > 1 and whole in ("合计", "总计", "小计"):
        return RowKey(name=whole, is_total=True, cells=tuple(cell for _, cell in cells if cell.text.strip()))
    keyed = _classified(cells, memory)
    best = min((each for each in keyed if each.code), key=lambda each: SCHEME_ORDER.index(each.scheme), default=None)
    names = [each for each in keyed if each.name]
    is_total = any(is_total_label(each.name) for each in names if each.name)
    # 某某中心 | 日常运行, 一般公共预算资金 | 小计: a label without a code counts where it is not the only one; 60人 is none.
    labels = [each for each in names if not _COUNT.fullmatch(fold(each.name or ""))]
    several = len({each.name for each in labels}) > 1
    by = [each for each in keyed if each.code or (several and each in labels)]
    all_codes = tuple(Classification(each.scheme, each.code, each.name) for each in by)
    if best is not None and best.code is not None:
        told = _told(cells, all_codes, best.name)
        return RowKey(best.scheme, best.code, level_of(best.code, best.scheme), best.name, all_codes, is_total, told)
    name = _best_name(names)
    return RowKey(name=name, classifications=all_codes, is_total=is_total, cells=_told(cells, all_codes, name))


def _told(
    cells: Sequence[tuple[LabelColumn, TableCell]], codes: Sequence[Classification], name: str | None
) -> tuple[TableCell, ...]:
    """Return the cells whose text the key repeats; a name beside a better one is not among them."""
    known = {each.code for each in codes} | {each.name for each in codes} | {name}
    told = []
    for column, cell in cells:
        code, rest = split_code(cell.text)
        whole = column.part is not None or cell.text.strip() in known or (rest is not None and rest in known)
        below = code is not None and rest is None and any((each.code or "").endswith(code) for each in codes)
        if cell.text.strip() and (whole or below):
            told.append(cell)
    return tuple(told)


@dataclass(slots=True)
class _Keyed:
    """A code and its name, or a name alone."""

    scheme: CodeScheme
    code: str | None
    name: str | None
    header: str
    text: str = ""
    """The cell as printed."""
    glued: bool = False
    """Code and name stand in one cell."""


def _distinct(row: TableRow, columns: Sequence[LabelColumn]) -> list[tuple[LabelColumn, TableCell]]:
    found: list[tuple[LabelColumn, TableCell]] = []
    for column in columns:
        cell = row.cells[column.column_no - 1]
        if not any(cell is other for _, other in found):
            found.append((column, cell))
    return found


def _classified(cells: Sequence[tuple[LabelColumn, TableCell]], memory: CodeMemory) -> list[_Keyed]:
    keyed: list[_Keyed] = []
    wholes = _whole_codes(cells, memory)
    for column, cell in cells:
        text = cell.text.strip()
        whole = wholes.get(column.column_no)
        if column.part is not None and (whole is not None or not text):
            if whole is not None and not any(each.code == whole for each in keyed):
                keyed.append(_Keyed(scheme_of(whole, column.header), whole, None, column.header))
            glued = split_code(text)[1] if text and not _DIGITS.fullmatch(fold(text)) else None
            if glued and keyed:
                keyed[-1].name = glued
            continue
        if not text:
            continue
        code, name = split_code(text)
        if code is None and column.is_code and _DOTTED.fullmatch(fold(text)):
            code, name = fold(text).replace(".", ""), None
        if code is not None and name is None and not (column.is_code or scheme_of(code, column.header) != "none"):
            code, name = None, text
        if code is not None:
            code = _below(code, column, memory)
            scheme = scheme_of(code, column.header)
            keyed.append(_Keyed(scheme, code, name, column.header, text, glued=name is not None))
        elif name is not None:
            _give_name(keyed, column, name)
    # Serial numbers and codes of projects are of no scheme: the label stays whole.
    for each in keyed:
        if each.code is not None and each.scheme == "none":
            each.name = each.text if each.glued else each.name
            each.code = None
    return _one_pair(keyed)


def _one_pair(keyed: list[_Keyed]) -> list[_Keyed]:
    """Join a code and a label that stand alone in a row: 功能科目名称 prints the unit's name beside 单位代码 too."""
    codes = [each for each in keyed if each.code is not None]
    labels = [each for each in keyed if each.code is None]
    if len(codes) == len(labels) == 1 and codes[0].name is None and codes[0].scheme == "unit":
        codes[0].name = labels[0].name
        return codes
    return keyed


def _give_name(keyed: list[_Keyed], column: LabelColumn, name: str) -> None:
    """Attach a name to the code it stands behind; a code of another scheme does not take it."""
    if _EITHER_NAME.search(fold(column.header)):
        unnamed = [each for each in keyed if each.code is not None and each.name is None]
        if unnamed:
            min(
                unnamed, key=lambda each: SCHEME_ORDER.index(each.scheme) if each.scheme in SCHEME_ORDER else 9
            ).name = name
            return
    scheme = header_scheme(column.header)
    for each in reversed(keyed):
        beside = header_scheme(each.header)
        if (
            each.code is not None
            and each.name is None
            and (None in (scheme, beside) or scheme in (beside, each.scheme))
        ):
            each.name = name
            return
    keyed.append(_Keyed(scheme or "none", None, name, column.header))


def _whole_codes(cells: Sequence[tuple[LabelColumn, TableCell]], memory: CodeMemory) -> dict[int, str | None]:
    """Return the whole code by the column of each of its parts; a 类 begins another code."""
    groups: list[list[tuple[LabelColumn, TableCell]]] = []
    for column, cell in cells:
        if column.part is None:
            continue
        if column.part == 0 or not groups:
            groups.append([])
        groups[-1].append((column, cell))
    memory.beside.extend(CodeMemory() for _ in range(len(groups) - 1 - len(memory.beside)))
    wholes = [_whole_code(group, each) for group, each in zip(groups, [memory, *memory.beside], strict=False)]
    return {column.column_no: whole for group, whole in zip(groups, wholes, strict=True) for column, _ in group}


def _whole_code(parts: Sequence[tuple[LabelColumn, TableCell]], memory: CodeMemory) -> str | None:
    """Join 类, 款, 项; blank ones before a printed one come from the rows above."""
    printed = ["", "", ""]
    for column, cell in parts:
        found = fold(cell.text)
        digits = found if _DIGITS.fullmatch(found) else (split_code(cell.text)[0] or "")
        if digits and column.part is not None:
            printed[column.part] = digits
    if not any(printed):
        return None
    deepest = max(index for index in range(3) if printed[index])
    text = printed[deepest]
    if len(text) >= 5 or (deepest == 0 and len(text) >= 3):
        whole = text  # merged over the three columns, or each column prints the whole code
    else:
        start = [*printed[:deepest], text]
        filled = [part or memory.parts[index] for index, part in enumerate(start)]
        if len(filled) > 1 and len(filled[1]) >= 5:
            filled = ["", *filled[1:]]
        whole = filled[0] + "".join(part if len(part) >= 5 else part.zfill(2) for part in filled[1:])
    if len(whole) in (3, 5, 7):
        memory.parts = [whole[:3], whole[3:5], whole[5:7]]
    return whole


def _below(code: str, column: LabelColumn, memory: CodeMemory) -> str:
    """Complete a code printed in two digits below its 类 (陕西: 208, then 05, then 2080505)."""
    if len(code) == 2 and memory.parts[0] and header_scheme(column.header) != "unit":
        return memory.parts[0] + code
    if len(code) in (3, 5, 7) and scheme_of(code, column.header) not in ("unit", "none"):
        memory.parts = [code[:3], code[3:5], code[5:7]]
    return code


def _best_name(names: Sequence[_Keyed]) -> str | None:
    """Return the name that tells most: 科目 and 项目 before others, units last, the rightmost among equals."""
    if not names:
        return None

    def rank(item: tuple[int, _Keyed]) -> tuple[int, int]:
        index, each = item
        header = fold(each.header)
        if each.name is not None and is_total_label(each.name):
            return (-1, -index)
        if _UNIT_NAME.search(header) and not re.search("项目", header):
            return (len(_NAME_RANKS) + 1, -index)
        if re.search("目录", header) and not re.search("品目|采购", header):
            return (len(_NAME_RANKS), -index)  # the entry of a catalogue that a service falls under
        level = next((n for n, pattern in enumerate(_NAME_RANKS) if pattern.search(header)), len(_NAME_RANKS))
        return (level, -index)

    return min(enumerate(names), key=rank)[1].name
