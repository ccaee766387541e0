"""Records written by hand, as small as a check needs them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from normalize.checks import check
from normalize.records import Records
from normalize.schema import Amount, Document, Line, Section, Table

ID = "0" * 16


def document(kind: str = "final_accounts", year: int = 2024, text: str = "说明。", **more: Any) -> Records:
    into = Records(year)
    into.tables["documents"].append(
        Document(document_id=more.pop("document_id", ID), source_name="a.pdf", source_sha256="0" * 64, source_format="pdf",
                 source_bytes=1, document_kind=kind, **more)
    )  # fmt: skip
    into.tables["sections"].append(Section(document_id=ID, section_no=1, level=1, text=text, pages=[1]))
    return into


def quoted(into: Records, *rows: tuple[str, str, Any, Any], sentence: str = "一句。") -> Records:
    """Add levels of one sentence: (subject, 万元, measure, parent_no)."""
    for subject, text, measure, parent in rows:
        into.tables["amounts"].append(
            Amount(
                document_id=ID, amount_no=len(into.tables["amounts"]) + 1, section_no=1, subject=subject, measure=measure,
                amount_yuan=Decimal(text) * 10_000, amount_text=f"{text}万元", year=into.fiscal_year, parent_no=parent,
                sentence=sentence,
            )
        )  # fmt: skip
    return into


def table(
    into: Records,
    number: int,
    kind: str,
    columns: Sequence[tuple[str, str]],
    *rows: tuple[str, ...],
    unit: str = "ten_thousand_yuan",
) -> None:
    """Add a table; `columns` are (name, measure), each row a label (code and name) and its amounts, "" for a blank."""
    into.tables["tables"].append(
        Table(document_id=ID, table_no=number, kind=kind, header=[name for name, _ in columns], unit=unit, pages=[2])
    )
    for row_no, (label, *texts) in enumerate(rows, 1):
        code = label.split(" ")[0] if label[0].isdigit() else None
        for (column, measure), text in zip(columns, texts, strict=True):
            if text:
                into.tables["lines"].append(
                    Line(
                        document_id=ID, table_no=number, row_no=row_no, pages=[2], kind=kind, code=code,
                        name=label.rsplit(" ", 1)[-1], column=column, measure=measure, amount_text=text,
                        code_scheme="none" if code is None else "department_economic" if code[0] == "3" else "functional",
                        amount_yuan=Decimal(text) * (1 if unit == "yuan" else 10_000), is_total="合计" in label,
                    )
                )  # fmt: skip


def verdicts(into: Records, check_id: str) -> list[str]:
    return [each.verdict for each in check(into, ID).findings if each.check_id == check_id]
