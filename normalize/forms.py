"""Read the head of a form: labels beside their values, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from normalize.folding import fold
from normalize.lexicon import is_form_label
from normalize.tables import TableCell, TableRow

_LABEL_END = re.compile(
    r".{1,14}(?:名称|编码|代码|单位|部门|资金|总额|拨款|目标|日期|时间|年度|类别|性质|属性|负责人|电话|期限|周期|依据|概况|概述|用途|预算数|预算|金额|支出|合计|小计)"
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
    for row in rows:
        cells = _once(row.cells)
        if cells and cells[0].text and is_label(cells[0].text):
            row_label = _name(cells[0].text)
        fields.extend(_row_fields(row, cells, row_label))
    return fields


def is_label(text: str) -> bool:
    """Tell whether a text labels a field: a known label, or a short one that ends like one."""
    folded = fold(text)
    if is_form_label(text):
        return True
    short = len(folded) <= _LABEL_LENGTH
    return short and not re.search(r"\d", folded) and (folded.endswith(":") or bool(_LABEL_END.fullmatch(folded)))


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
        if is_form_label(cell.text) or (is_label(cell.text) and not (fresh and not fold(cell.text).endswith(":"))):
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
    return (head, value) if colon and value and not is_form_label(text) else None
