"""Performance forms in the seven-column layout of Hebei, from the project they describe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from normalize.money import in_yuan
from normalize.schema import Indicator, Project, SpendingPlan
from samples.generator.content import Cell, Column, Row, Table

#: The form is seven columns wide because its head needs seven; the indicators fill six.
FORM_COLUMNS = (
    Column(1.1),
    Column(1.1),
    Column(1.5),
    Column(1.8),
    Column(1.1),
    Column(0.9),
    Column(0.9),
)
HEAD_ROWS = 6
"""Rows above the indicator header; they are data of the logical table."""
INDICATOR_HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
MONTHS = (3, 6, 10, 12)


@dataclass(frozen=True, slots=True)
class Target:
    """A target as its author means it, and as the form prints it."""

    text: str
    operator: str
    value: Decimal | None = None
    unit: str | None = None
    date: str | None = None


def at_least(value: str, unit: str) -> Target:
    """Return the target `>=value unit`."""
    return Target(f">={value}{unit}", ">=", Decimal(value), unit)


def at_most(value: str, unit: str) -> Target:
    """Return the target `<=value unit`."""
    return Target(f"<={value}{unit}", "<=", Decimal(value), unit)


def exactly(value: str, unit: str) -> Target:
    """Return the target `=value unit`."""
    return Target(f"={value}{unit}", "=", Decimal(value), unit)


def by_month(text: str, month: str) -> Target:
    """Return a date to keep, with its ISO month."""
    return Target(text, "<=", date=month)


def in_words(text: str) -> Target:
    """Return a target without a number."""
    return Target(text, "text")


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """One row of the indicator block."""

    level1: str
    level2: str
    level3: str
    description: str
    target: Target
    basis: str


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """A project with its goals."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    budget: Decimal
    """万元."""
    other: Decimal | None
    """万元 from other money; None where the cell stays blank."""
    use: str
    """What the money is for, without the sums."""
    goals: tuple[str, ...]
    plan: Mapping[int, Decimal | None]
    """Cumulative percentage by month; None where the cell stays blank."""
    indicators: tuple[IndicatorSpec, ...]

    @property
    def fiscal(self) -> Decimal:
        """万元 from fiscal money."""
        return self.budget - (self.other or 0)

    @property
    def purpose(self) -> str:
        """The statement of purpose as printed."""
        budget, fiscal, other = (_short(each) for each in (self.budget, self.fiscal, self.other or Decimal(0)))
        return f"预算数{budget}万元。其中：财政资金{fiscal}万元，其他资金{other}万元。{self.use}"

    @property
    def goals_text(self) -> str:
        """The goals as printed, all in one cell."""
        return " ".join(f"{number}、{goal}" for number, goal in enumerate(self.goals, 1))


def _short(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def form_table(number: int, form: ProjectForm) -> Table:
    """Return the printed form; `number` is the ordinal in its caption."""
    return indicator_table(
        title=f"{number}、{form.name}绩效目标表",
        department_line=f"{form.unit_code} {form.unit_name}",
        code=form.code,
        name=form.name,
        budget=_money(form.budget),
        fiscal=_money(form.fiscal),
        other=_money(form.other),
        purpose=form.purpose,
        plan=[(month, _money(form.plan[month])) for month in form.plan],
        goals=form.goals_text,
        indicators=[
            (each.level1, each.level2, each.level3, each.description, each.target.text, each.basis)
            for each in form.indicators
        ],
    )


def indicator_table(
    *,
    title: str,
    department_line: str | None,
    code: str,
    name: str,
    budget: str,
    fiscal: str,
    other: str,
    purpose: str,
    plan: Sequence[tuple[int, str]],
    goals: str,
    indicators: Sequence[tuple[str, str, str, str, str, str]],
) -> Table:
    """Return a form from the texts of its cells; `plan` pairs at most four months with their cells."""
    months = [*plan, *[(0, "")] * (len(MONTHS) - len(plan))]
    widths = (2, 1, 1, 2)
    head: list[Row] = [
        (Cell("项目编码"), Cell(code, column_span=2), Cell("项目名称"), Cell(name, column_span=3)),
        (
            Cell("预算规模及资金用途", row_span=2),
            *(Cell(text) for text in ("预算数", budget, "其中：财政资金", fiscal, "其他资金", other)),
        ),
        (Cell(purpose, column_span=6),),
        (
            Cell("资金支出计划（%）", row_span=2),
            *(
                Cell(f"{month}月底" if month else "", column_span=width)
                for (month, _), width in zip(months, widths, strict=True)
            ),
        ),
        tuple(Cell(text, column_span=width) for (_, text), width in zip(months, widths, strict=True)),
        (Cell("绩效目标"), Cell(goals, column_span=6)),
    ]
    header: Row = (*(Cell(text) for text in INDICATOR_HEADER[:5]), Cell(INDICATOR_HEADER[5], column_span=2))
    return Table(
        columns=FORM_COLUMNS,
        rows=(*head, header, *_indicator_rows(indicators)),
        header=(HEAD_ROWS, HEAD_ROWS + 1),
        title=title,
        department_line=department_line,
        unit_line="单位：万元",
    )


def _indicator_rows(indicators: Sequence[tuple[str, str, str, str, str, str]]) -> list[Row]:
    rows: list[Row] = []
    for level1, group in groupby(indicators, key=lambda each: each[0]):
        members = list(group)
        for position, (_, level2, level3, description, target, basis) in enumerate(members):
            first = (Cell(level1, row_span=len(members)),) if position == 0 else ()
            rest = (Cell(level2), Cell(level3), Cell(description), Cell(target), Cell(basis, column_span=2))
            rows.append(first + rest)
    return rows


def _yuan(amount: Decimal) -> Decimal:
    return in_yuan(amount, "ten_thousand_yuan")


def project_fact(form: ProjectForm, *, project_no: int, table_no: int) -> Project:
    """Return the project record that the form states."""
    return Project(
        document_id="",
        project_no=project_no,
        table_no=table_no,
        project_code=form.code,
        project_name=form.name,
        unit_code=form.unit_code,
        unit_name=form.unit_name,
        budget_yuan=_yuan(form.budget),
        fiscal_yuan=_yuan(form.fiscal),
        other_yuan=None if form.other is None else _yuan(form.other),
        purpose=form.purpose,
        goals=form.goals_text,
    )


def plan_facts(form: ProjectForm, *, project_no: int, table_no: int) -> list[SpendingPlan]:
    """Return the plan of payments that the form states."""
    return [
        SpendingPlan(
            document_id="",
            project_no=project_no,
            table_no=table_no,
            row_no=5,
            project_code=form.code,
            month=month,
            cumulative_percent=percent,
            cell_state="blank" if percent is None else "printed",
        )
        for month, percent in form.plan.items()
    ]


def indicator_facts(form: ProjectForm, *, project_no: int, table_no: int) -> list[Indicator]:
    """Return the indicators that the form states."""
    return [
        Indicator(
            document_id="",
            project_no=project_no,
            table_no=table_no,
            row_no=HEAD_ROWS + position,
            project_code=form.code,
            project_name=form.name,
            level1=each.level1,
            level2=each.level2,
            level3=each.level3,
            description=each.description,
            target_text=each.target.text,
            operator=each.target.operator,
            target_value=each.target.value,
            target_date=each.target.date,
            target_unit=each.target.unit,
            basis=each.basis,
        )
        for position, each in enumerate(form.indicators, 1)
    ]
