"""What each column of a block of indicators holds, by its header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from normalize.folding import fold
from normalize.lexicon import is_level1, is_level2
from normalize.tables import LeafColumn, TableRow

Role: TypeAlias = Literal[
    "level1", "level2", "level3", "description", "target", "operator", "unit", "basis", "weight", "scoring",
    "explanation", "note", "project", "project_code", "unit_name", "unit_code", "budget", "fiscal", "other_funds",
    "goals", "purpose", "label", "number", "extra",
]  # fmt: skip

#: Header patterns in the order they are tried, on the folded leaf header; seen in the forms of a dozen cities.
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"序号|行次", "number"),
    (r"一级(?:绩效)?指标.*", "level1"),
    (r"二级(?:绩效)?指标.*", "level2"),
    (r"(?:三级|四级)(?:绩效)?指标(?:名称|内容)?.*|(?:绩效)?指标(?:名称|内容)|绩效指标(?:名称|内容)?", "level3"),
    (r"(?:绩效)?指标(?:值)?类型|(?:绩效)?指标(?:性质|方向|符号)|绩效指标性质|(?:运算|计算|比较)符号?|符号|性质", "operator"),
    (r"(?:绩效)?(?:度量|计量|计算|指标值)单位|(?:指标|绩效)(?:度量|计量)?单位|单位", "unit"),
    (r".*(?:指标值|目标值).*依据|.*确定依据|.*设定依据|.*制定依据|依据|数据来源.*|指标值来源.*", "basis"),
    (r"指标值内容|(?:绩效)?指标描述|指标说明|指标含义", "description"),
    (r"(?:绩效)?指标解释|解释.*|指标释义", "explanation"),
    (r".*评.{0,6}分.{0,2}(?:标准|规则|办法|方法).*|扣分标准|计分.*", "scoring"),
    (r"(?:项目)?(?:预算)?执行率.*(?:权重|分值).*", "label"),
    (r".*权重.*|分值.*|.*分值", "weight"),
    (r"(?:全年|本年度?|年度|当年|实施期|实施周期|中期|长期|预期|计划|\d{4}年度?|项目|绩效|本期)*(?:绩效)?(?:指标值|目标值|指标目标值).*|指标值|目标值|年度指标|指标要求|预期值|标准值", "target"),
    (r"(?:预[期计])?(?:当年|本年度?)?(?:预[期计])?实现值?|(?:本年度?|当年)(?:计划|预期)(?:水平|完成值|达到值)", "target"),
    (r"备注|说明", "note"),
    (r"(?:项目|专项|政策)(?:编码|编号|代码)|(?:单位|部门)(?:编码|代码)\((?:项目|专项)(?:编码|代码)\)", "project_code"),
    (r".*(?:项目|专项|政策|活动|任务)名称.*|项目|支出项目类别.*|项目\(政策\)名称", "project"),
    (r"(?:单位|部门)\((?:项目|专项)\)(?:名称)?|(?:单位|部门)名称\((?:科目|功能)[^()]*(?:项目|专项)[^()]*\)", "project"),
    (r"(?:预算|主管|实施|申报|填报|资金使用|项目|资金主管)?(?:单位|部门)(?:名称|全称)?", "unit_name"),
    (r"(?:预算|主管|实施)?(?:单位|部门)(?:编码|代码)", "unit_code"),
    (r"(?:其中[:/]*)?(?:(?:其他|其它|非财政|自筹)(?:来源)?资金|单位资金|财政专户|教育收费|(?:事业|经营|其他)收入).*", "other_funds"),
    (r"(?:其中[:/]*)?财政(?:性)?(?:资金|拨款).*|政府预算资金|公共财政拨款|(?:本年)?(?:一般公共预算|政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款|资金|收入)*", "fiscal"),
    (r".*(?:项目总额|年初预算|总计|合计|预算金额|预算总额|资金总额|金额|预算数|项目预算|总额|年度预算).*", "budget"),
    (r"(?:项目|年度|本年|当年)*(?:预算|资金|经费)(?:安排|申请|规模|情况)(?:数|金额|情况)?(?:\((?:万元|元)\))?(?:/小计)?", "budget"),
    (r".*(?:绩效|年度|总体|项目)目标.*", "goals"),
    (r"(?:项目)?(?:简介|概况|概述|内容|主要内容|资金用途|主要用途)|(?:项目)?用途", "purpose"),
)  # fmt: skip


def roles_of(columns: Sequence[LeafColumn]) -> dict[int, Role]:
    """Return the role of each headed column by column number; "extra" where the header is unknown."""
    roles: dict[int, Role] = {}
    for column in columns:
        if not column.path:
            continue
        leaf, whole = required(column.path[-1]), fold("/".join(column.path))
        role = "extra" if _CARRIED.search(whole) else _role(leaf)
        if (role == "extra" and not _CARRIED.search(whole)) or (role == "budget" and len(column.path) > 1):
            wider = _role(whole)
            role = wider if wider != "extra" else role
        roles[column.column_no] = role
    if roles and "target" in roles.values():
        _prefer_bare_unit(columns, roles)
        _leave_row_labels(columns, roles)
        _prefer_target_of_year(columns, roles)
        _describe_named(columns, roles)
    return roles


def required(header: str) -> str:
    """Return a header folded, without the asterisk of fields that must be filled in.

    >>> required("*指标值"), required("评分标准")
    ('指标值', '评分标准')
    """
    return fold(header).lstrip("*★")


#: Money of last year beside that of this year.
_CARRIED = re.compile(r"结转|结余|^(?:上年|去年)|/(?:上年|去年)")


@lru_cache(1024)
def _role(text: str) -> Role:
    return next((role for pattern, role in _ROLES if re.fullmatch(pattern, text)), "extra")


def _prefer_bare_unit(columns: Sequence[LeafColumn], roles: dict[int, Role]) -> None:
    """Take 单位 right of the target for its unit of measure and left of the indicators for a body's name."""
    target = next(number for number, role in roles.items() if role == "target")
    for column in columns:
        if roles.get(column.column_no) == "unit" and fold(column.path[-1]) == "单位" and column.column_no < target - 3:
            roles[column.column_no] = "unit_name"


#: What the first column of a form says of its whole block of indicators.
_BLOCK_LABEL = re.compile(r"(?:年度|当年|项目|部门|整体|支出|专项|实施期)*(?:绩效)(?:目标)?指标(?:\(.*\))?")
_NAMED_INDICATOR = re.compile(r"[三四]级指标.*|指标(?:名称|内容).*")


def _leave_row_labels(columns: Sequence[LeafColumn], roles: dict[int, Role]) -> None:
    """Take 绩效指标 left of the levels for the label of the block: it names no indicator."""
    leaves = {column.column_no: fold(column.path[-1]) for column in columns if column.path}
    first = next((number for number, role in roles.items() if role in ("level1", "level2")), None)
    named = [number for number, leaf in leaves.items() if _NAMED_INDICATOR.fullmatch(leaf)]
    start = min([*named, *([first] if first is not None else [])], default=None)
    for number, leaf in leaves.items():
        if start is not None and number < start and _BLOCK_LABEL.fullmatch(leaf):
            roles[number] = "label"


def _prefer_target_of_year(columns: Sequence[LeafColumn], roles: dict[int, Role]) -> None:
    """Take the year's target where that of the whole project stands beside it; the other is kept by its header."""
    targets = [column for column in columns if roles.get(column.column_no) == "target"]
    leaves = {fold(column.path[-1]) for column in targets}
    of_year = [column for column in targets if re.search("年度|本年|当年|20\\d\\d", fold(column.path[-1]))]
    of_year = of_year or [column for column in targets if not _OF_WHOLE.fullmatch(fold(column.path[-1]))]
    names = [number for number, role in roles.items() if role == "level3"]
    between = any(targets[0].column_no < number < targets[-1].column_no for number in names) if targets else False
    if len(leaves) > 1 and of_year and not between:
        years = [re.search(r"20\d\d", fold(column.path[-1])) for column in of_year]
        planned = len(of_year) >= _YEARS_OF_A_PLAN and all(years)
        taken = of_year[0 if planned else -1]
        for column in targets:
            if column.path != taken.path:
                roles[column.column_no] = "extra"


_YEARS_OF_A_PLAN = 3
"""Targets for as many years are those of a plan, which begins with the year; of two the first is last year's."""


def _describe_named(columns: Sequence[LeafColumn], roles: dict[int, Role]) -> None:
    """Take 指标内容 or 四级指标 beside 三级指标 for the description of what the latter names."""
    named = [column for column in columns if roles.get(column.column_no) == "level3"]
    if "description" not in roles.values() and any(re.match("三级", fold(column.path[-1])) for column in named):
        for column in named:
            if re.fullmatch("(?:绩效)?指标内容|四级(?:绩效)?指标(?:名称|内容)?", fold(column.path[-1])):
                roles[column.column_no] = "description"


@dataclass(frozen=True, slots=True)
class Lane:
    """The columns of one list of indicators; forms that lay out 产出, 效益 … side by side have several."""

    level1: str | None
    """The class that heads the list, None where a column or nothing names it."""
    roles: dict[int, Role]
    level2: str | None = None
    """The same for lists of 数量指标, 质量指标 … side by side."""


def indicator_lanes(columns: Sequence[LeafColumn], roles: dict[int, Role], head: Sequence[TableRow] = ()) -> list[Lane]:
    """Return the lists of indicators a row holds, from left to right; one for most forms.

    Two lists that the header does not name take their classes from the rows above it (`head`).
    """
    of_class: dict[tuple[str | None, str | None], dict[int, Role]] = {}
    for column in columns:
        above = column.path[:-1]
        named = (
            next((text for text in reversed(above) if is_level1(text)), None),
            next((text for text in reversed(above) if is_level2(text) and not is_level1(text)), None),
        )
        if any(named) and column.column_no in roles:
            of_class.setdefault(named, {})[column.column_no] = roles[column.column_no]
    lanes = [Lane(level1, held, level2) for (level1, level2), held in of_class.items() if has_indicators(held)]
    if len(lanes) > 1:
        # 社会效益指标 beside 数量指标 is a second level, too.
        second_level = any(lane.level1 is None for lane in lanes)
        return [
            replace(lane, level1=None, level2=lane.level1) if second_level and is_level2(lane.level1 or "") else lane
            for lane in lanes
        ]
    second = second_list(roles)
    if second is None or year_beside_whole(columns, head, second):
        return [Lane(None, roles)]
    first = min(number for number, role in roles.items() if role == "level3")
    left = {number: role for number, role in roles.items() if number < second}
    right = {number: role for number, role in roles.items() if number >= second}
    if not {"level1", "level2"} & set(right.values()):  # levels left of both lists are those of both
        right |= {number: role for number, role in left.items() if number < first and role in ("level1", "level2")}
    return [Lane(_class_above(head, first), left), Lane(_class_above(head, second), right)]


def _class_above(head: Sequence[TableRow], column_no: int) -> str | None:
    """Return the class in the row right above the header, None where that prints something else there."""
    text = head[-1].text(column_no) if head else ""
    return text if is_level1(text) else None


def second_list(roles: dict[int, Role]) -> int | None:
    """Return the first column of the right list where a block names its indicators and targets twice, else None."""
    names = [number for number, role in roles.items() if role == "level3"]
    targets = [number for number, role in roles.items() if role == "target"]
    if not names or not targets or min(names) > min(targets):
        return None
    again = [number for number in names if min(targets) < number < max(targets)]
    if not again:
        return None
    levels = [number for number, role in roles.items() if role in ("level1", "level2") and number > min(targets)]
    return min([*again, *levels])


#: 中期目标（2026年—2028年）, 实施期指标.
_OF_WHOLE = re.compile(r"(?!.*(?:年度|当年|本年)).{0,4}(?:实施期|实施周期|总体|长期|中期).{0,20}")
_OF_THE_YEAR = re.compile(r".{0,6}(?:年度|当年|本年).{0,16}")


def year_beside_whole(columns: Sequence[LeafColumn], head: Sequence[TableRow], second: int) -> bool:
    """Tell whether the header or a row above it heads what is the year's beside what is the whole project's."""
    left = [text for column in columns if column.column_no < second for text in column.path]
    right = [text for column in columns if column.column_no >= second for text in column.path]
    if any(_OF_WHOLE.fullmatch(fold(text)) for text in left) and any(_OF_THE_YEAR.fullmatch(fold(t)) for t in right):
        return True
    return any(_heads_both(row) for row in head)


def _heads_both(row: TableRow) -> bool:
    texts = [fold(cell.text) for cell in dict.fromkeys(row.cells) if cell.text]
    if len(texts) > 2:
        texts = texts[1:]  # 总体目标 | 实施期目标 | 年度目标: the first labels the row
    return len(texts) == 2 and bool(_OF_WHOLE.fullmatch(texts[0]) and _OF_THE_YEAR.fullmatch(texts[1]))


def of_the_year(roles: dict[int, Role], second: int, row: TableRow) -> dict[int, Role]:
    """Return the roles of a row that names its indicators for the whole project and, from `second` on, for the year.

    三级指标 | 指标值 | 三级指标 | 指标值: what the right pair prints is the year's; where it is blank the left one
    stands, and a target without a name of its own has the left name.
    """
    printed = {role for number, role in roles.items() if number >= second and row.text(number)}
    given: set[Role] = {"level3", "target"} if "level3" in printed else {"target"} if "target" in printed else set()
    return {number: "extra" if role in given and number < second else role for number, role in roles.items()}


def class_columns(columns: Sequence[LeafColumn]) -> dict[int, str]:
    """Return the columns that classes head: 数量指标 | 质量指标 | …, each cell telling its indicators."""
    leaves = {column.column_no: fold(column.path[-1]) for column in columns if column.path}
    return {number: leaf for number, leaf in leaves.items() if is_level2(leaf) or is_level1(leaf)}


def with_printed_levels(roles: dict[int, Role], rows: Sequence[TableRow]) -> dict[int, Role]:
    """Take columns that print nothing but classes for the levels of indicators, whatever heads them.

    指标类型 | 指标名称 | 指标内容 over 产出指标 | 数量指标 | 检查次数. A level that a header names stays where it is,
    and one column of names is left.
    """
    found = dict(roles)
    tests: tuple[tuple[Role, Callable[[str], bool]], ...] = (("level1", is_level1), ("level2", is_level2))
    for level, is_class in tests:
        if level in found.values():
            continue
        for number, role in found.items():
            texts = {text for row in rows if (text := row.text(number))}
            others = [each for each, held in found.items() if held == "level3" and each != number]
            named = sum(map(is_class, texts))
            if role in _MAY_PRINT_CLASSES and others and named > len(texts) / 2 and all(map(_ENDS_AS_CLASS, texts)):
                found[number] = level
                break
    return found


#: 读者满意度指标 is no member of the list of classes, but says that it is one.
_ENDS_AS_CLASS = re.compile(r".{2,12}(?:指标|效益|满意度)(?:[(（].*[)）])?").fullmatch
#: Headings that some places put over the classes: 指标类型, 指标名称.
_MAY_PRINT_CLASSES: frozenset[Role] = frozenset({"level3", "operator", "label", "extra"})


def class_above(column: LeafColumn) -> str | None:
    """Return the first level that a heading over a column of a class names: 产出指标 over 数量指标."""
    return next((text for text in reversed(column.path[:-1]) if is_level1(text)), None)


def has_indicators(roles: dict[int, Role]) -> bool:
    """Tell whether the columns are those of a block of indicators."""
    held = set(roles.values())
    return "target" in held and bool({"level3", "level2", "level1"} & held)
