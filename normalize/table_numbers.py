"""How tables are numbered: 公开05表, 部门预算公开表5, 财决01表, 表2-1, 附表三, 附件1.

One pattern for every place that meets such a number: lines above a table, rows
inside its rules, the beginning of its title.
"""

from __future__ import annotations

import re

from normalize.folding import fold

_WORDS = r"(?:附件?|公开|预算|决算|预决算|部门|单位|财[决预]?|GK|YS|JS)*"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_NUMBER = rf"(?:\d{{1,3}}|{_CHINESE})"
#: 部门1 and 单位3 are a department and a unit.
_A_BODY = r"(?!(?:部门|单位)+[\d一二三四五六七八九十]+(?:[-.][\d一二三四五六七八九十]+)*(?!号?表))"
_WHOLE = re.compile(rf"{_A_BODY}{_WORDS}表?[-_]?{_NUMBER}(?:[-.]{_NUMBER})*(?:号?表)?:?|附件:?|(?:附|公开|公开附)表?:?")
#: 一、 counts titles too; 一 in 一般公共预算 is no number.
_LEADING = re.compile(
    rf"^(?:{_A_BODY}{_WORDS}表?[-_]?\d{{1,3}}(?:-\d+)*(?:号?表)?[-:.、]*(?!\d|年)|{_WORDS}表{_CHINESE}[-:、]*"
    rf"|\(?{_CHINESE}[、.)])+"
)


def is_table_number(text: str) -> bool:
    """Tell whether a text is the number of a table and nothing else.

    >>> [is_table_number(text) for text in ("公开05表", "部门预算公开表5", "财决01表", "附表三", "部门1", "收支总表")]
    [True, True, True, True, False, False]
    """
    return bool(_WHOLE.fullmatch(fold(text)))


def without_table_number(title: str) -> str:
    """Return the folded title without the number in front of it.

    >>> without_table_number("部门预算公开表5 支出总表"), without_table_number("财决01表 收入支出决算总表")
    ('支出总表', '收入支出决算总表')
    >>> without_table_number("2026年支出总表"), without_table_number("一般公共预算支出表")
    ('2026年支出总表', '一般公共预算支出表')
    """
    return _LEADING.sub("", fold(title))
