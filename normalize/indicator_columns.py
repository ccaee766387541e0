"""What each column of a block of indicators holds, by its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from normalize.folding import fold
from normalize.tables import LeafColumn

Role: TypeAlias = Literal[
    "level1", "level2", "level3", "description", "target", "operator", "unit", "basis", "weight", "scoring",
    "explanation", "note", "project", "project_code", "unit_name", "unit_code", "budget", "fiscal", "other_funds",
    "goals", "label", "number", "extra",
]  # fmt: skip

#: Header patterns in the order they are tried, on the folded leaf header; seen in the forms of a dozen cities.
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"序号|行次", "number"),
    (r"一级(?:绩效)?指标.*", "level1"),
    (r"二级(?:绩效)?指标.*", "level2"),
    (r"(?:三级|四级)(?:绩效)?指标(?:名称|内容)?.*|(?:绩效)?指标(?:名称|内容)|绩效指标(?:名称|内容)?", "level3"),
    (r"(?:绩效)?指标(?:性质|方向|符号)|绩效指标性质|运算符号?|比较符号?|符号|性质", "operator"),
    (r"(?:绩效)?(?:度量|计量|计算|指标值)单位|(?:指标|绩效)(?:度量|计量)?单位|单位", "unit"),
    (r".*(?:指标值|目标值).*依据|.*确定依据|.*设定依据|.*制定依据|依据|数据来源.*|指标值来源.*", "basis"),
    (r"(?:绩效)?指标描述|指标说明|指标含义", "description"),
    (r"(?:绩效)?指标解释|解释.*|指标释义", "explanation"),
    (r".*评.{0,6}分.{0,2}(?:标准|规则|办法|方法).*|扣分标准|计分.*", "scoring"),
    (r".*权重.*|分值.*|.*分值", "weight"),
    (r"(?:全年|本年度?|年度|当年|预期|计划|\d{4}年度?|项目|绩效|本期)*(?:绩效)?(?:指标值|目标值|指标目标值).*|指标值|目标值|年度指标|指标要求|预期值|标准值", "target"),
    (r"备注|说明", "note"),
    (r"(?:项目|专项|政策)(?:编码|编号|代码)", "project_code"),
    (r".*(?:项目|专项|政策|活动|任务)名称.*|项目|支出项目类别.*|项目\(政策\)名称", "project"),
    (r"(?:预算|主管|实施|申报|填报|资金使用)?(?:单位|部门)(?:名称|全称)?", "unit_name"),
    (r"(?:预算|主管|实施)?(?:单位|部门)(?:编码|代码)", "unit_code"),
    (r"(?:其中[:/]*)?(?:其他|其它|非财政|自筹)(?:来源)?资金.*", "other_funds"),
    (r"(?:其中[:/]*)?财政(?:性)?(?:资金|拨款).*小计|财政拨款/合计|(?:其中[:/]*)?财政(?:性)?(?:资金|拨款).*", "fiscal"),
    (r".*(?:项目总额|总计|合计|预算金额|预算总额|资金总额|金额|预算数|项目预算|总额|年度预算).*", "budget"),
    (r".*(?:绩效|年度|总体|项目)目标.*", "goals"),
)  # fmt: skip


def roles_of(columns: Sequence[LeafColumn]) -> dict[int, Role]:
    """Return the role of each headed column by column number; "extra" where the header is unknown."""
    roles: dict[int, Role] = {}
    for column in columns:
        if not column.path:
            continue
        leaf, whole = fold(column.path[-1]), fold("/".join(column.path))
        role = _role(leaf)
        if role == "extra" or (role == "budget" and len(column.path) > 1):
            wider = _role(whole)
            role = wider if wider != "extra" else role
        roles[column.column_no] = role
    if roles and "target" in roles.values():
        _prefer_bare_unit(columns, roles)
    return roles


def _role(text: str) -> Role:
    return next((role for pattern, role in _ROLES if re.fullmatch(pattern, text)), "extra")


def _prefer_bare_unit(columns: Sequence[LeafColumn], roles: dict[int, Role]) -> None:
    """Take 单位 right of the target for its unit of measure and left of the indicators for a body's name."""
    target = next(number for number, role in roles.items() if role == "target")
    for column in columns:
        if roles.get(column.column_no) == "unit" and fold(column.path[-1]) == "单位" and column.column_no < target - 3:
            roles[column.column_no] = "unit_name"


def has_indicators(roles: dict[int, Role]) -> bool:
    """Tell whether the columns are those of a block of indicators."""
    held = set(roles.values())
    return "target" in held and bool({"level3", "level2", "level1"} & held)
