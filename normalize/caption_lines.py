"""What a line of text near a table states: its unit, department, number, date, title, or nothing of it."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from normalize.folding import fold
from normalize.money import find_unit
from normalize.table_numbers import is_table_number

LineClass: TypeAlias = Literal["unit", "department", "number", "date", "title", "prose"]

_DEPARTMENT = re.compile(
    r"(?:编制|填报|填表|公开|预算|主管|资金主管|项目主管|申报|编报|使用)?(?:单位|部门)(?:名称|全称|代码及名称|公章|\([^)]*\))*[:：].{0,60}"
    r"|(?!(?:19|20)\d\d年)\d{3,}[-_]?[\u4e00-\u9fff（）()]{2,40}(?<!表)"
)
_DATE = re.compile(
    r"20\d\d年度?|(?:截[止至](?:时间|日期)?|日期|填[报表](?:时间|日期)|预算年度|编制日期|公开时间)[:：]?.{0,20}"
)
_SENTENCE_END = "。；;，,、！？"
_TITLE_MAX = 60


def classify_line(text: str) -> LineClass:
    """Say what a line above a grid states; "title" where it could name a table.

    >>> classify_line("编制单位：某某局　　单位：万元")
    'unit'
    >>> classify_line("471001 某某市某某局系统")
    'department'
    >>> classify_line("部门政府采购预算")
    'title'
    >>> classify_line("我部门安排政府采购预算10万元。")
    'prose'
    """
    folded = fold(text)
    if not folded:
        return "prose"
    if len(folded) <= 80 and find_unit(text):
        return "unit"
    if is_table_number(text):
        return "number"
    if _DATE.fullmatch(folded):
        return "date"
    if _DEPARTMENT.fullmatch(folded):
        return "department"
    if len(folded) <= _TITLE_MAX and folded[-1] not in _SENTENCE_END + ":" and "。" not in folded:
        return "title"
    return "prose"
