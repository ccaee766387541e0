"""Targets against what else a form says: P-11, P-19, P-22, P-23."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from normalize.checks.figures import number_text
from normalize.checks.told import remark, spot_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Document, Finding, Indicator, Project, SpendingPlan

_PAID = re.compile(r"(?:资金|预算|经费)(?:支付|支出|执行)(?:率|进度)$|^(?:支付|预算执行)(?:率|进度)$")
#: 471-0101-YCN-95DS: department, group, type, number, as in the forms of 2019 and 2020.
_PROJECT_CODE = re.compile(r"(\d{3})-\d{4}-[A-Z]{3}-[0-9A-Z]{4}")
#: 达到200家以上, directly after the name of an indicator.
_STATED = re.compile(
    r"(?:为|达到?|不低于|不少于|不超过|≥|>=|≤|<=|=|至少)*(?P<n>\d+(?:\.\d+)?)(?P<unit>%|[^\d,，。;；、以]{1,4})(?:以[上下内])?[,，。;；、]"
)
_WHOLE = Decimal(100)
_SHORTEST = 5
"""Characters of an indicator's name from which on it is found again in the goals for certain."""


def stated_target_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return targets and codes that contradict what stands beside them."""
    projects: dict[int, Project] = {each.project_no: each for each in records.tables["projects"]}
    plans: dict[int, list[Decimal]] = {}
    for month in records.tables["spending_plan"]:
        plan: SpendingPlan = month
        if plan.cumulative_percent is not None:
            plans.setdefault(plan.project_no, []).append(plan.cumulative_percent)
    for each in records.tables["indicators"]:
        project = projects.get(each.project_no or 0)
        if project is not None:
            yield from _goal(each, project, document_id)
        yield from _paid(each, max(plans.get(each.project_no or 0, [_WHOLE])), document_id)
        yield from _dated(each, records.fiscal_year, document_id)
    yield from _codes(records, document_id)


def _name(each: Indicator) -> str:
    return f"{each.project_name or ''}“{each.level3 or ''}”"


def _goal(each: Indicator, project: Project, document_id: str) -> Iterator[Finding]:
    """服务企业数量达到200家 in the goals, and another number as the target of 服务企业数量: P-11."""
    name, unit, value = fold(each.level3 or ""), fold(each.target_unit or ""), each.target_value
    if len(name) < _SHORTEST or not unit or value is None or each.target_value_high is not None:
        return
    _, *after = fold(project.goals or "").split(name)
    stated = [found["n"] for text in after if (found := _STATED.match(f"{text}。")) and found["unit"] == unit]
    numbers = {Decimal(number) for number in stated}
    if len(numbers) == 1 and value not in numbers:
        goal = f"{number_text(numbers.pop())}{each.target_unit}"
        yield remark(
            "P-11", f"{_name(each)}：绩效目标所述为{goal}，指标值为“{each.target_text}”，两者不一致。", document_id, spot_of(each),
            expected_text=goal, actual_text=each.target_text,
        )  # fmt: skip


def _paid(each: Indicator, planned: Decimal, document_id: str) -> Iterator[Finding]:
    """No more can be paid than all, and no more by the end of the year than is planned by then: P-19."""
    percent = fold(each.target_unit or "") == "%"
    if (
        each.target_value is None
        or not percent
        or not _PAID.search(fold(each.level3 or ""))
        or each.operator in ("<=", "<")
    ):
        return
    if each.target_value > min(planned, _WHOLE):
        limit = "100%" if planned >= _WHOLE else f"支出计划累计{number_text(planned)}%"
        yield remark(
            "P-19", f"{_name(each)}的指标值“{each.target_text}”大于{limit}。", document_id, spot_of(each),
            actual_text=each.target_text,
        )  # fmt: skip


def _dated(each: Indicator, year: int, document_id: str) -> Iterator[Finding]:
    """A target of the year is not due before it begins: P-23."""
    if year and each.target_date and int(each.target_date[:4]) < year:
        yield remark(
            "P-23", f"{_name(each)}的完成时间“{each.target_text}”早于预算年度{year}年。", document_id, spot_of(each),
            actual_text=each.target_text,
        )  # fmt: skip


def _codes(records: Records, document_id: str) -> Iterator[Finding]:
    """Codes of units and projects begin with the code of the department: P-22."""
    documents: list[Document] = records.tables["documents"]
    code = documents[0].department_code if documents else None
    if not code or not re.fullmatch(r"\d{3}", code):
        return
    for each in records.tables["projects"]:
        unit = each.unit_code or ""
        form = _PROJECT_CODE.fullmatch(each.project_code or "")
        for what, printed, wrong in (
            ("单位编码", unit, re.fullmatch(r"\d{6}", unit) and not unit.startswith(code)),
            ("项目编码", each.project_code, form is not None and form[1] != code),
        ):
            if wrong:
                yield remark(
                    "P-22", f"{each.project_name or '项目'}的{what}{printed}不以部门编码{code}开头。", document_id, spot_of(each),
                    expected_text=code, actual_text=printed,
                )  # fmt: skip
