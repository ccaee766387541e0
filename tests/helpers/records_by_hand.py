"""Records of one document written out by hand, for checks and for what they print."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from normalize.checks import Checked, check
from normalize.records import Records
from normalize.schema import Amount, Finding, Line, Project, Table

ID = "0" * 16


def records(year: int = 2024) -> Records:
    return Records(year)


def add_table(
    into: Records, number: int, kind: str, header: list[str], unit: str = "ten_thousand_yuan", **more: Any
) -> None:
    into.tables["tables"].append(
        Table(document_id=ID, table_no=number, kind=kind, header=header, unit=unit, pages=[1], **more)
    )


def add_row(
    into: Records, number: int, kind: str, row_no: int, label: str, amounts: dict[str, tuple[str, str]], **more: Any
) -> None:
    """Add the lines of a row; `amounts` maps column to (measure, text); the label begins with a code or is a name."""
    code = label.split(" ", maxsplit=1)[0] if label[:3].isdigit() else None
    name = label.rsplit(" ", maxsplit=1)[-1]
    scale = 10_000 if into.tables["tables"][-1].unit == "ten_thousand_yuan" else 1
    for column, (measure, text) in amounts.items():
        into.tables["lines"].append(
            Line(
                document_id=ID, table_no=number, row_no=row_no, pages=[1], kind=kind, code=code, name=name,
                code_scheme="none" if code is None else "department_economic" if code[0] == "3" else "functional",
                code_level=None if code is None else len(code) // 2, column=column, measure=measure,
                amount_yuan=Decimal(text) * scale, amount_text=text,
                is_total=name in ("合计", "收入总计", "支出总计"), **more,
            )
        )  # fmt: skip


def told(checked: Checked, *verdicts: str) -> list[tuple[str, int | None]]:
    return [(each.check_id, each.row_no) for each in checked.findings if each.verdict in verdicts]


def summary(income: list[tuple[str, str]], spent: list[tuple[str, str]], kind: str = "B1") -> Records:
    into = records()
    add_table(into, 1, kind, ["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"])
    for lane, (side, rows) in enumerate((("收入", income), ("支出", spent)), 1):
        for row_no, (label, text) in enumerate(rows, 1):
            add_row(into, 1, kind, row_no, label, {f"{side}/预算数": ("budget", text)}, lane=lane)
    return into


def fails(into: Records) -> list[Finding]:
    return [each for each in check(into, ID).findings if each.verdict == "fail"]


def quoted(into: Records, *rows: tuple[str, str, str | None, int | None, str | None], sentence: str) -> None:
    """Add amounts of one sentence: (subject, 万元, measure, parent_no, direction)."""
    for subject, text, measure, parent, direction in rows:
        number = len(into.tables["amounts"]) + 1
        into.tables["amounts"].append(
            Amount(
                document_id=ID, amount_no=number, section_no=1, subject=subject, measure=measure, direction=direction,
                amount_yuan=Decimal(text) * 10_000, amount_text=f"{text}万元", year=2024, parent_no=parent, sentence=sentence,
            )
        )  # fmt: skip


def money(project: Project) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return a project's sum, its fiscal money and its other funds, in yuan."""
    return project.budget_yuan, project.fiscal_yuan, project.other_yuan
