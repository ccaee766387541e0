"""Read the head of a form: labels beside their values, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from normalize.folding import REMEMBERED, fold
from normalize.lexicon import is_form_label
from normalize.money import Unit, find_unit, is_number
from normalize.tables import TableCell, TableRow

_LABEL_END = re.compile(
    r".{1,14}(?:名称|编码|代码|单位|部门|资金|总额|拨款|目标|日期|时间|年度|类别|性质|属性|负责人|电话|期限|周期|依据|概况|概述|用途|情况|安排|预算数|预算|(?:申请|安排|执行)数|金额|支出|合计|小计)"
)
_LABEL_LENGTH = 16
"""Longest text, in characters, that can label a field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form's head with the labels it stands under."""

    label: str
    """Nearest label on its left, folded, without colon."""
    parents: tuple[str, ...]
    """Labels further left in the row, folded, the nearest last."""
    cell: TableCell
    row: TableRow

    @property
    def text(self) -> str:
        """The value as printed."""
        return self.cell.text


def head_fields(rows: Iterable[TableRow]) -> list[Field]:
    """Return the fields of a form's rows in printed order; blank values too."""
    fields: list[Field] = []
    row_label = ""
    headed: tuple[TableCell, dict[int, str]] | None = None
    past: tuple[TableCell, frozenset[int]] | None = None
    listed = list(rows)
    for number, row in enumerate(listed, start=1):
        cells = _once(row.cells)
        if years := _years_before(cells):
            past = cells[0], years
        elif past is not None and (cells[0] is past[0] or not cells[0].text):
            cells = [cell for cell in cells if cell.column_no not in past[1] or not is_number(cell.text)]
        if cells and cells[0].text and is_label(cells[0].text):
            row_label = _name(cells[0].text)
        if headed is not None and (cells[0] is headed[0] or _blank_below(headed[0], cells[0])):
            # What stands below a heading is its value, even one that ends like a label (审计十家单位).
            below = [
                cell
                for cell in cells[1:]
                if cell.text
                and cell.column_no in headed[1]
                and not (_is_known(cell.text) or fold(cell.text).endswith(":"))
            ]
            fields.extend(Field(headed[1][cell.column_no], (row_label,), cell, row) for cell in below)
            if below:
                continue
        headed = _heading(cells, _once(listed[number].cells) if number < len(listed) else ())
        if headed is None:
            fields.extend(_row_fields(row, cells, row_label))
    return fields


_PAST = re.compile(r"(?:上|前|去|上一)年.*|近.年.*")
_PRESENT = re.compile(r"(?:本|当)年.*|本次.*")


def _years_before(cells: Sequence[TableCell]) -> frozenset[int]:
    """Return the columns in which a row heads sums of past years beside those of the present one; none otherwise."""
    past = [cell for cell in cells[1:] if _PAST.fullmatch(fold(cell.text))]
    present = any(_PRESENT.fullmatch(fold(cell.text)) for cell in cells[1:])
    return frozenset(
        number for cell in past if present for number in range(cell.column_no, cell.column_no + cell.column_span)
    )


def _heading(cells: Sequence[TableCell], below: Sequence[TableCell]) -> tuple[TableCell, dict[int, str]] | None:
    """Return the labels of a row that head the row below it: 总体目标 | 实施期总目标 | 年度目标, nothing beside them.

    Over sums alone any words are labels: 合计 | 财政拨款 | 财政专户 | 其他.
    """
    first = cells[0]
    others = [cell for cell in cells[1:] if not any(cell is other for other in below)]
    blank = bool(below) and _blank_below(first, below[0])
    if (first.row_span < 2 and not blank) or not others or not all(cell.text for cell in others):
        return None
    if blank and not _over_sums(first, others, below):
        return None
    if not all(is_label(cell.text) for cell in others) and not _over_sums(first, others, below):
        return None
    return first, {cell.column_no: _name(cell.text) for cell in others}


def _blank_below(label: TableCell, cell: TableCell) -> bool:
    """Tell whether a cell is the blank that a source without spans leaves below a label of several rows."""
    return not cell.text and bool(label.text) and label.row_span == 1 and not any(part.box for part in label.parts)


def _over_sums(first: TableCell, headings: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    texts = [cell.text for cell in below[1:] if cell.text]
    words = all(len(fold(cell.text)) <= _LABEL_LENGTH and not re.search(r"\d", cell.text) for cell in headings)
    same = {cell.column_no for cell in below[1:]} == {cell.column_no for cell in headings}
    beside = bool(below) and (below[0] is first or _blank_below(first, below[0]))
    return words and same and beside and len(texts) > 1 and all(_SUM.fullmatch(fold(text)) for text in texts)


#: Labels of the money and goals of forms, beside those that tell where a form begins.
_MORE_LABELS = frozenset({
    "市级支出", "补助区县", "实施期总目标", "年度总目标", "实施期限", "执行率分值", "年度金额", "中央财政资金", "市级财政资金", "省级财政资金", "区级财政资金",
    "县级财政资金", "地方财政资金", "本级财政资金", "上级资金", "长期绩效目标", "上年结转", "结转资金", "自筹资金", "单位资金", "事业收入", "资金总量",
    "资金总额及构成", "总额", "合计", "总计",
})  # fmt: skip
_OF_WHICH = re.compile(r"^其中:?")
_IN_UNIT = re.compile(r"\((?:(?:单位:)?(?:人民币)?(?:元|千元|万元|亿元|%|\d+分?)|20\d\d年?[^()]{0,10})\):?$")
#: 其他（万元）: words that state the unit of what stands beside them.
_MONEY_BEHIND = re.compile(r"\((?:单位:)?(?:人民币)?[百千万亿]{0,2}元\)$")
#: 年度绩效目标1: goals that a form numbers.
_SERIAL = re.compile(r"\d{1,2}$")
#: 30万元, or 30万元（其中：上级资金10万元）.
_SUM = re.compile(r"[\d,]+(?:\.\d+)?(?:万元|元)?(?:\(其中.*\))?")


#: What the money of a project is called, beside prices, rates and values of things.
_OF_SUMS = re.compile(r"资金|预算|总额|金额|经费|支出|投资|拨款|执行数|合计|单位")
#: 补助标准（元）: a rate is printed in a unit of its own.
_RATE = re.compile(r"标准|单价|[人户日月年]均|平均|每")


def unit_of_label(label: str) -> Unit | None:
    """Return the unit a label states for the sums beside and below it; that of a rate holds for the rate alone.

    >>> unit_of_label("项目资金（万元）"), unit_of_label("补助标准（元）")
    ('ten_thousand_yuan', None)
    """
    return None if _RATE.search(label) else find_unit(label)


def unit_of_head(rows: Iterable[TableRow]) -> Unit | None:
    """Return the unit the labels in the head of a form state (项目资金（万元）); None where they state several."""
    sums: set[Unit] = set()
    others: set[Unit] = set()
    for cell in (cell for row in rows for cell in row.own_cells):
        bare = bare_label(cell.text)
        if len(bare) <= _LABEL_LENGTH and (unit := unit_of_label(cell.text)):
            (sums if _OF_SUMS.search(bare) else others).add(unit)
    stated = sums or others
    return stated.pop() if len(stated) == 1 else None


def bare_label(text: str) -> str:
    """Return a label folded, without colon and without the unit in its brackets.

    >>> bare_label("资金金额（万元）：")
    '资金金额'
    """
    return _IN_UNIT.sub("", fold(text)).rstrip(":")


@lru_cache(REMEMBERED)
def is_label(text: str) -> bool:
    """Tell whether a text labels a field: a known label, or a short one that ends like one."""
    folded = bare_label(text)
    if _is_known(text):
        return True
    short = len(folded) <= _LABEL_LENGTH
    ends = fold(text).endswith(":") or bool(_LABEL_END.fullmatch(folded) or _MONEY_BEHIND.search(fold(text)))
    return short and not re.search(r"\d", folded) and ends


@lru_cache(REMEMBERED)
def _is_known(text: str) -> bool:
    bare = bare_label(text)
    single = bare if ":" in bare else _SERIAL.sub("", bare)
    return any(is_form_label(each) for each in (text, bare, single)) or _OF_WHICH.sub("", single) in _MORE_LABELS


def _name(text: str) -> str:
    return fold(text).rstrip(":")


def _once(cells: Sequence[TableCell]) -> list[TableCell]:
    return list({id(cell): cell for cell in cells}.values())


def _row_fields(row: TableRow, cells: Sequence[TableCell], row_label: str) -> Iterator[Field]:
    """Yield the fields of one row; a blank after a label is that label's blank value."""
    labels: list[str] = []
    fresh = False
    for number, cell in enumerate(cells):
        # Right of a label stands its value, even one that ends like a label (某某专项资金).
        if _is_known(cell.text) or (is_label(cell.text) and not (fresh and not fold(cell.text).endswith(":"))):
            glued = _split_glued(cell.text)
            if glued:
                yield Field(glued[0], tuple(labels), cell, row)
                continue
            labels = (
                [*labels, _name(cell.text)]
                if fresh
                else [*labels[:1], _name(cell.text)]
                if labels
                else [_name(cell.text)]
            )
            fresh = True
            continue
        glued = _split_glued(cell.text)
        if glued and _is_known(glued[0]) and _SUM.fullmatch(glued[1]):
            yield Field(glued[0], tuple(dict.fromkeys([row_label, *labels])), cell, row)
            fresh = False
            continue
        if not labels:
            if cell.text:
                yield Field(row_label, (), cell, row)
            continue
        following = cells[number + 1] if number + 1 < len(cells) else None
        if cell.text or (fresh and (following is None or not following.text or is_label(following.text))):
            parents = tuple(dict.fromkeys([row_label, *labels[:-1]]))
            yield Field(labels[-1], parents, cell, row)
            fresh = False


def _split_glued(text: str) -> tuple[str, str] | None:
    """Split a label from a value printed in the same cell (项目名称：某某工程)."""
    head, colon, value = fold(text).partition(":")
    head = re.sub(r"^[一二三四五六]、", "", head)
    return (head, value) if colon and value and not _is_known(text) else None
