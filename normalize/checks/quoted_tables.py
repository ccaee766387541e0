"""Totals quoted in prose against the tables of the document: N-13, N-24, G-06, A-03, P-16.

Only subjects that name one cell are compared (部门收入预算, 一般公共预算支出,
“三公”经费), and only with a document's one table of the kind. The sum must
agree with one of the totals the table may state: of the year, or with what is
carried over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.checks.between_tables import side_totals, total_of
from normalize.checks.figures import CENT, Figure, quoted_figure, quoted_levels
from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet, units_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount, Project

#: Subjects of a whole, by the tables that state it.
_INCOME = re.compile(r"(?:部门|单位|本年|年度)*(?:预算)?收入(?:预算|决算)?(?:总计|合计|总额)?")
_SPENDING = re.compile(r"(?:部门|单位|本年|年度)*(?:预算)?支出(?:预算|决算)?(?:总计|合计|总额)?")
_GENERAL = re.compile(r"(?:本年)?一般公共预算(?:财政)?(?:拨款|当年拨款)?支出(?:预算)?(?:总计|合计)?")
_COSTS = re.compile(r"(?:财政拨款)?[\"“]?三公[\"”]?经费(?:财政拨款)?(?:支出)?(?:预算)?(?:数|总额|合计)?")
#: 收入支出总计, 收、支总计, 收支总预算: one sum for both sides, which balance.
_BOTH_SIDES = r"收入?[、和]?支出?(?:预算|决算)?总(?:计|额|预算|决算)"
_BALANCE = re.compile(rf"(?:部门|单位|本年|年度)*{_BOTH_SIDES}")
_FISCAL_BALANCE = re.compile(rf"(?:本年)?财政拨款{_BOTH_SIDES}")
_OFFICE = re.compile(r"(?:财政拨款的?)?机关运行经费(?:财政拨款)?(?:支出)?(?:预算)?(?:数|总额)?")
_ASSETS = re.compile(r".*(?:固定资产|资产)(?:总额|金额|总值|价值|原值)?(?:金额)?$")


def told_identities(records: Records, sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return the totals of prose against those of tables."""
    amounts = quoted_levels(records)
    yield from _totals(amounts, sheets)
    yield from _office(amounts)
    yield from _assets(records)
    yield from _projects(amounts, records)


def _totals(amounts: Sequence[Amount], sheets: Sequence[Sheet]) -> Iterator[Identity]:
    for subject, kinds, lanes, name, measure in (
        (_INCOME, ("B1", "F1"), (1,), "收支总表收入", "total"),
        (_SPENDING, ("B1", "F1"), (2,), "收支总表支出", "total"),
        (_BALANCE, ("B1", "F1"), (1, 2), "收支总表总计", None),
        (_FISCAL_BALANCE, ("B4", "F4"), (1, 2), "财政拨款收支总表总计", None),
    ):
        for kind in kinds:
            found = [sheet for sheet in sheets if sheet.kind == kind]
            if len(found) == 1:
                totals = [total for lane in lanes for total in side_totals(found[0], lane)]
                yield from _compare(amounts, subject, totals, name, measure)
    for subject, kind, name in ((_GENERAL, "B5", "一般公共预算支出表合计"), (_COSTS, "B7", "“三公”经费表合计")):
        found = [sheet for sheet in sheets if sheet.kind == kind]
        if len(found) == 1 and (total := total_of(found[0])) is not None:
            yield from _compare(amounts, subject, [total], name)


def _compare(
    amounts: Sequence[Amount], subject: re.Pattern[str], totals: Sequence[Figure], name: str, measure: str | None = None
) -> Iterator[Identity]:
    for each in amounts:
        if each.parent_no is None and subject.fullmatch(fold(each.subject or "")) and (measure in (None, each.measure)):
            pairs = [
                Identity("N-24", quoted_figure(each), (total,), f"文字“{each.subject}”与{name}") for total in totals
            ]
            if pairs:
                yield next((pair for pair in pairs if pair.closes), min(pairs, key=lambda pair: abs(pair.difference)))


def _office(amounts: Sequence[Amount]) -> Iterator[Identity]:
    """机关运行经费 is the daily operating cost of offices; public institutions in the department have their own."""
    office = [each for each in amounts if _OFFICE.fullmatch(fold(each.subject or ""))]
    daily = [each for each in amounts if re.fullmatch("(?:日常)?公用经费", fold(each.subject or ""))]
    if len({each.amount_yuan for each in office}) == 1 and len({each.amount_yuan for each in daily}) == 1:
        identity = Identity(
            "N-13", quoted_figure(office[0]), (quoted_figure(daily[0]),), "文字机关运行经费与日常公用经费"
        )
        yield identity if identity.closes else replace(identity, shaky="部门内事业单位的公用经费不计入机关运行经费")


def _assets(records: Records) -> Iterator[Identity]:
    wholes = [row for row in records.tables["assets"] if row.level == 0 and row.value_yuan is not None]
    if len(wholes) != 1:
        return
    row = wholes[0]
    for each in records.tables["amounts"]:
        if each.table_no is None and each.direction is None and _ASSETS.fullmatch(fold(each.subject or "")):
            if re.search("拟|购置|采购|新增", each.subject or ""):
                continue
            quoted = quoted_figure(each)
            figure = Figure(
                row.value_yuan, str(row.value_yuan), quoted.step, row.item, "ten_thousand_yuan", row.table_no, row.row_no,
                tuple(row.pages), place=(row.table_no, row.row_no, 1, "价值"),
            )  # fmt: skip
            yield Identity("A-03", quoted, (figure,), f"文字“{each.subject}”与资产表“{row.item}”")


#: 办公设备购置费 and 办公设备购置 are one project.
_PROJECT_TAIL = re.compile(r"(?:项目|经费|费用|费|支出)$")


def _bare(name: str) -> str:
    return _PROJECT_TAIL.sub("", fold(name).strip("\"'《》"))


def _projects(amounts: Sequence[Amount], records: Records) -> Iterator[Identity]:
    """A project has one amount in its form, in prose and as the funds its purchases are paid from: P-16, G-06."""
    projects: dict[str, list[Project]] = {}
    for each in records.tables["projects"]:
        if each.project_name and each.budget_yuan is not None:
            projects.setdefault(_bare(each.project_name), []).append(each)
    single = {name: group[0] for name, group in projects.items() if len(group) == 1 and len(name) > 3}
    for amount in amounts:
        if (project := single.get(_bare(amount.subject or ""))) is not None:
            quoted = quoted_figure(amount)
            whole = _budget(project, quoted.step)
            yield Identity("P-16", quoted, (whole,), f"文字所列“{amount.subject}”与其绩效目标表预算数")
    seen: set[tuple[str, Decimal]] = set()
    for row in records.tables["procurement"]:
        project = single.get(_bare(row.project_name or ""))
        if project is None or row.project_funds_yuan is None or (row.project_name, row.project_funds_yuan) in seen:
            continue
        seen.add((row.project_name, row.project_funds_yuan))
        funds = Figure(
            row.project_funds_yuan, str(row.project_funds_yuan), CENT, "预算资金", units_of(records)[row.table_no],
            row.table_no, row.row_no, tuple(row.pages), place=(row.table_no, row.row_no, 1, "预算资金"),
        )  # fmt: skip
        yield Identity("G-06", funds, (_budget(project, CENT),), f"采购表“{row.project_name}”预算资金与其项目预算数")


def _budget(project: Project, step: Decimal) -> Figure:
    value = project.budget_yuan or Decimal(0)
    return Figure(
        value, f"{value / 10000:f}", step, "预算数", "ten_thousand_yuan", project.table_no, project.row_no,
        tuple(project.pages), place=(project.table_no, project.row_no, project.project_no, "预算数"),
    )  # fmt: skip
