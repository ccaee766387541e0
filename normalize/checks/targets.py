"""Indicators and their targets: P-07, P-09, P-10, P-13, P-20, P-21.

A description states its own figure where it says 以上, 不低于 and the like; a
number named in passing (奖励10万元) is none. Only figures in the unit of the
target are compared, and only where there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from normalize.checks.figures import number_text
from normalize.checks.told import remark, spot_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Finding, Indicator

#: Second-level classes by the first level they belong to, since 2021 and before.
_LEVELS = {
    "产出": ("数量", "质量", "时效", "成本"),
    "效益": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "效果": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "满意度": ("满意度",),
    "成本": ("经济成本", "社会成本", "生态环境成本"),
}
_ELSEWHERE = {name: level1 for level1, names in _LEVELS.items() for name in names}

_SATISFACTION = re.compile(r"满意度")
#: 频率 counts, and 投诉率, 事故率, 故障率 are told in cases too.
_RATIO = re.compile(r"(?<!频)(?<!投诉)(?<!事故)(?<!故障)(?<!发生)(?:率|比重|比例|满意度|占比)$")
_DISSATISFACTION = re.compile(r"投诉|不满|差评")
_PEOPLE = frozenset({"人", "名", "人次"})
_COUNTS = frozenset({"个", "家", "次", "人", "名", "项", "件", "台", "套"})
_THINGS = re.compile(r"(?:品牌|项目|企业|论坛|场馆|设备|系统|课题)(?:的)?(?:数量|个数|数|情况)$")
_MONEY = re.compile(r"(?:支出|成本|费用|经费)$")
#: A figure that a description states as its own: 220家以上, 不少于10%, 2000万元以上.
_CLAIM = re.compile(
    r"(?:(?P<before>不低于|不少于|不超过|达到|≥|>=|至少)(?P<n1>\d+(?:\.\d+)?)(?P<u1>%|[一-鿿]{1,2}))"
    r"|(?P<n2>\d+(?:\.\d+)?)(?P<u2>%|[一-鿿]{1,2}?)(?P<after>以上|以下|以内)"
)
_ANY = re.compile(r"(?P<n>\d+(?:\.\d+)?)(?P<u>%|万元|亿元|元|[一-鿿])")
_MONEY_UNITS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def target_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return what is wrong with indicators."""
    indicators: list[Indicator] = records.tables["indicators"]
    empty = Counter(each.table_no for each in indicators if not (each.target_text or "").strip())
    every = Counter(each.table_no for each in indicators)
    for each in indicators:
        yield from _level(each, document_id)
        yield from _unit(each, document_id)
        yield from _satisfaction(each, document_id)
        yield from _claim(each, document_id)
        # Forms that leave most targets blank do not print them here.
        if each.level3 and not (each.target_text or "").strip() and 4 * empty[each.table_no] <= every[each.table_no]:
            yield remark("P-21", f"{_name(each)}没有填写指标值。", document_id, spot_of(each))


def _name(each: Indicator) -> str:
    return f"{each.project_name or ''}“{each.level3 or each.description or ''}”"


def _class(text: str | None) -> str:
    return re.sub(r"(?:指标|目标)$", "", fold(text or ""))


def _level(each: Indicator, document_id: str) -> Iterator[Finding]:
    level1, level2 = _class(each.level1), _class(each.level2)
    if level1 not in _LEVELS or not level2:
        return
    belongs = _ELSEWHERE.get(level2)
    if belongs is None or any(name in level2 for name in _LEVELS[level1]):
        return
    yield remark(
        "P-07",
        f"{_name(each)}的二级指标“{each.level2}”列在“{each.level1}”下，应属{belongs}指标。",
        document_id,
        spot_of(each),
    )


def _unit(each: Indicator, document_id: str) -> Iterator[Finding]:
    unit, name = fold(each.target_unit or ""), fold(each.level3 or "")
    if not unit or each.target_value is None:
        return
    told = fold(each.description or "")
    things = _THINGS.search(name) or _THINGS.search(told)
    wrong = (
        (things and unit in _PEOPLE and not re.search("人", name + told))
        or (_RATIO.search(name) and unit in _COUNTS)
        or (_MONEY.search(name) and unit in _COUNTS)
    )
    if wrong:
        yield remark(
            "P-09", f"{_name(each)}的指标值“{each.target_text}”计量单位与指标不符。", document_id, spot_of(each),
            actual_text=each.target_text,
        )  # fmt: skip


def _satisfaction(each: Indicator, document_id: str) -> Iterator[Finding]:
    value = each.target_value
    if value is None or not _SATISFACTION.search(fold(each.level2 or "")) or fold(each.target_unit or "") != "%":
        return
    if _DISSATISFACTION.search(fold(each.level3 or "")):
        return
    if not 0 <= value <= 100 or each.operator in ("<", "<="):
        yield remark(
            "P-20", f"{_name(each)}的满意度“{each.target_text}”应在0至100%之间，且为下限。", document_id, spot_of(each),
            actual_text=each.target_text,
        )  # fmt: skip


def _claim(each: Indicator, document_id: str) -> Iterator[Finding]:
    """Compare the figure a description states as its own with the target."""
    unit, value = fold(each.target_unit or ""), each.target_value
    described = fold(each.description or "")
    if not unit or value is None or not described or "成本" in (each.level2 or ""):
        return
    claims = [
        (Decimal(found["n1"] or found["n2"]), (found["u1"] or found["u2"])) for found in _CLAIM.finditer(described)
    ]
    if len(claims) != 1:
        return
    claimed, claimed_unit = claims[0]
    both_money = unit in _MONEY_UNITS and claimed_unit in _MONEY_UNITS
    differs = (
        claimed * _MONEY_UNITS[claimed_unit] != value * _MONEY_UNITS[unit]
        if both_money
        else claimed_unit == unit and claimed != value
    )
    others = {(Decimal(found["n"]), found["u"]) for found in _ANY.finditer(described + fold(each.level3 or ""))}
    if differs and (value, unit) not in others:
        yield remark(
            "P-10", f"{_name(each)}的指标描述为{number_text(claimed)}{claimed_unit}，指标值为“{each.target_text}”，两者不一致。",
            document_id, spot_of(each), expected_text=f"{number_text(claimed)}{claimed_unit}", actual_text=each.target_text,
        )  # fmt: skip
