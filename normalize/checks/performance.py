"""Projects and their forms: P-01 to P-21."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from normalize.checks.figures import CENT, Figure, number_text, quoted_figure
from normalize.checks.identities import Identity
from normalize.checks.sheets import units_of
from normalize.checks.told import remark, spot_of
from normalize.folding import fold
from normalize.money import YUAN, Unit
from normalize.records import Records
from normalize.schema import Amount, Finding, Indicator, Project, SpendingPlan

_BUDGET_WORDS = re.compile(r"^(?:项目)?预算(?:数|资金|总额|金额|规模)?$")
_COST = re.compile(r"成本")
_COST_NAME = re.compile(r"成本|支出|费|经费|单价|预算|价格|投入")
_RAISED = re.compile(r"自筹|到位|带动|撬动|拉动|节约|节省|收入")
_MONEY_UNITS: dict[str, Unit] = {"元": "yuan", "万元": "ten_thousand_yuan", "亿元": "hundred_million_yuan"}


def project_identities(records: Records) -> Iterator[Identity]:
    """Return the identities over projects: sources, stated purpose, cost targets."""
    projects: list[Project] = records.tables["projects"]
    quoted: dict[int | None, list[Amount]] = {}
    for amount in records.tables["amounts"]:
        if amount.table_no is not None:
            quoted.setdefault(amount.table_no, []).append(amount)
    per_table = {number: len(list(group)) for number, group in groupby(sorted(each.table_no or 0 for each in projects))}
    units = units_of(records)
    for each in projects:
        alone = each.table_no is not None and per_table[each.table_no] == 1
        # Brackets behind the sum tell its parts; the purpose alone states it again.
        purpose = fold(each.purpose or "")
        told = [one for one in quoted.get(each.table_no, []) if alone and fold(one.sentence) in purpose]
        yield from _sources(each, told)
        if each.table_no is not None and told:
            yield from _purpose(each, told, units[each.table_no])


def _sources(each: Project, told: Sequence[Amount]) -> Iterator[Identity]:
    name = each.project_name or "项目"
    if each.budget_yuan is None or each.table_no is None:
        return
    parts = [
        _figure(each, value, label)
        for value, label in ((each.fiscal_yuan, "财政资金"), (each.other_yuan, "其他资金"))
        if value is not None
    ]
    if not parts:
        return
    difference = each.budget_yuan - sum((part.value for part in parts), Decimal(0))
    # 其他资金0万元: the sentence fills the blank cell.
    no_other = any(fold(one.subject or "") == "其他资金" and not one.amount_yuan for one in told)
    # 上年结转 and the like may stand beside 财政资金 and 其他资金.
    shaky = "资金来源可能未列全" if difference > 0 and not no_other else ""
    yield Identity(
        "P-01", _figure(each, each.budget_yuan, "预算数"), tuple(parts), f"{name}：预算数与资金来源之和", shaky=shaky
    )


def _purpose(each: Project, amounts: Sequence[Amount], unit: Unit) -> Iterator[Identity]:
    if each.budget_yuan is None:
        return
    for amount in amounts:
        if _states_budget(amount):
            yield Identity(
                "P-03",
                quoted_figure(amount, "资金用途所述预算数"),
                (_figure(each, each.budget_yuan, "预算数", unit),),
                f"{each.project_name or '项目'}：资金用途所述预算数与表格预算数",
            )
            yield from _stated_sources(each, amount, amounts, unit)
            return


def _stated_sources(each: Project, budget: Amount, amounts: Sequence[Amount], unit: Unit) -> Iterator[Identity]:
    """其中：财政资金…万元，其他资金…万元 of the same sentence or the next one, against the cells of the form."""
    for word, cell in (("财政资金", each.fiscal_yuan), ("其他资金", each.other_yuan)):
        told = [other for other in amounts if other.direction is None and fold(other.subject or "") == word]
        if len(told) != 1 or cell is None:
            continue
        (part,) = told
        if part.sentence == budget.sentence or part.parent_no == budget.amount_no:
            yield Identity(
                "P-03", quoted_figure(part, f"资金用途所述{word}"), (_figure(each, cell, word, unit),),
                f"{each.project_name or '项目'}：资金用途所述{word}与表格{word}",
            )  # fmt: skip


def _figure(each: Project, value: Decimal, label: str, unit: Unit = "yuan") -> Figure:
    return Figure(
        value, f"{value / YUAN[unit]:f}", CENT, label, unit, each.table_no, each.row_no, tuple(each.pages),
        place=(each.table_no, each.row_no, each.project_no, label),
    )  # fmt: skip


def purpose_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return forms that leave the budget blank which their purpose states: P-03."""
    quoted = {each.table_no: each for each in reversed(records.tables["amounts"]) if _states_budget(each)}
    alone = Counter(each.table_no for each in records.tables["projects"])
    for each in records.tables["projects"]:
        told = quoted.get(each.table_no)
        if each.table_no is None or told is None or each.budget_yuan is not None or alone[each.table_no] > 1:
            continue
        if fold(told.sentence) in fold(each.purpose or ""):
            yield remark(
                "P-03", f"{each.project_name or '项目'}：资金用途所述预算数为{told.amount_text}，表中预算数为空白。",
                document_id, spot_of(each), expected_text=told.amount_text,
            )  # fmt: skip


def _states_budget(amount: Amount) -> bool:
    return amount.direction is None and _BUDGET_WORDS.match(fold(amount.subject or "")) is not None


def plan_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return what is wrong in the plans of payments: P-04, P-05, P-06."""
    plans: list[SpendingPlan] = records.tables["spending_plan"]
    names = {each.project_no: each.project_name or "项目" for each in records.tables["projects"]}
    for project_no, group in groupby(plans, key=lambda each: each.project_no):
        months = list(group)
        name = names.get(project_no, "项目")
        spot = spot_of(months[0])
        printed = [each for each in months if each.cumulative_percent is not None]
        shares = [each.cumulative_percent for each in printed if each.cumulative_percent is not None]
        text = "、".join(f"{each.month}月底{each.cumulative_percent}%" for each in printed)
        outside = any(not 0 <= share <= 100 for share in shares)
        if outside or any(after < before for before, after in pairwise(shares)):
            yield remark("P-04", f"{name}：支出计划累计比例应在0至100之间且不递减，现为{text}。", document_id, spot)
        if shares and max(shares) < 100:
            yield remark(
                "P-05", f"{name}：支出计划累计应达到100%，现最高为{text}。", document_id, spot,
                expected_text="100", actual_text=str(max(shares)),
            )  # fmt: skip
        missing = [each.month for each in months if each.cell_state == "column_missing"]
        if missing:
            told = "、".join(f"{month}月底" for month in missing)
            yield remark("P-06", f"{name}：支出计划表头缺少{told}一栏。", document_id, spot)


def money_of(indicator: Indicator) -> Decimal | None:
    """Return the target in yuan, or None where it is no sum of money."""
    unit = _MONEY_UNITS.get(fold(indicator.target_unit or ""))
    if unit is None or indicator.target_value is None:
        return None
    return indicator.target_value * YUAN[unit]


def cost_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return costs that are bounded from below, or that exceed the budget: P-12."""
    budgets = {each.project_no: each for each in records.tables["projects"]}
    units = units_of(records)
    alone = Counter(each.table_no for each in budgets.values())
    for each in records.tables["indicators"]:
        if not _COST.search(fold(each.level2 or "") + fold(each.level1 or "")):
            continue
        cost = money_of(each)
        if cost is None:
            continue
        spot = spot_of(each)
        name = f"{each.project_name or ''}“{each.level3 or ''}”"
        project = budgets.get(each.project_no)
        budget = project.budget_yuan if project is not None else None
        if each.operator in (">=", ">") and (cost == budget or _is_cost(each.level3)):
            yield remark(
                "P-12", f"{name}：成本指标应为上限，现为“{each.target_text}”。", document_id, spot,
                actual_text=each.target_text,
            )  # fmt: skip
        elif budget and alone[each.table_no] == 1 and cost > budget and _in_unit_of(units[each.table_no], each):
            yield remark(
                "P-12",
                f"{name}：成本指标“{each.target_text}”大于预算数{number_text(budget / 10000)}万元。",
                document_id,
                spot,
                expected_text=number_text(budget / 10000),
                actual_text=each.target_text,
            )


def _in_unit_of(unit: Unit, indicator: Indicator) -> bool:
    """Tell whether a target is in the unit of its form: where they differ, the form's may be a guess (none printed)."""
    return _MONEY_UNITS.get(fold(indicator.target_unit or "")) == unit


def _is_cost(name: str | None) -> bool:
    """Tell whether an indicator is a cost by its own name; 自筹资金到位 is not, whatever class it stands in."""
    folded = fold(name or "")
    return bool(_COST_NAME.search(folded)) and not _RAISED.search(folded)
