"""Accounting identities inside one table: sums over columns, sums over rows, quantity times price.

Each outcome is a finding: pass, fail, or insufficient where a side is blank
(a blank is not zero). A failed sum does not say which side is wrong, and its
cause stays unknown: only one reading of the page has been made.

The tolerance follows the printed precision: parts rounded to 0.01 may miss
their printed sum by 0.005 each; amounts printed in whole cents may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from normalize.money import AmountError, Unit, in_yuan, parse_number
from normalize.records import Records
from normalize.schema import Finding, Line, Procurement, Project, Severity, Verdict

_HALF = Decimal("0.5")
_CENT = Decimal("0.01")

#: Check of row sums and of the hierarchy of codes, by kind of table.
_ROW_SUM = {"B3": "B-08", "B5": "B-14", "B6": "B-17", "B8": "B-14", "B9": "B-14", "F3": "F-08", "F5": "F-08"}
_HIERARCHY = {"B2": "B-09", "B3": "B-09", "B5": "B-09", "B8": "B-09", "B9": "B-09", "B6": "B-19",
              "F2": "F-09", "F3": "F-09", "F5": "F-09", "F6": "F-16", "F8": "F-09"}  # fmt: skip
_PARTS = ("basic", "project")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed whole against its printed parts, in yuan."""

    check_id: str
    whole: Decimal
    whole_text: str
    parts: tuple[Decimal, ...]
    precision: Decimal
    """Yuan in one unit of the last printed digit."""
    what: str
    table_no: int
    row_no: int | None
    pages: tuple[int, ...]
    open_ended: bool = False
    """More parts may be printed than the records hold (上年结转 beside 财政资金 and 其他资金)."""


def check(records: Records, units: Mapping[int, Unit | None], document_id: str) -> list[Finding]:
    """Return the outcome of every identity that applies to the records; `units` by table_no."""
    tables = records.tables
    sums: list[_Sum] = []
    for _, group in groupby(tables["lines"], key=lambda line: line.table_no):
        lines = list(group)
        sums.extend(_row_sums(lines))
        sums.extend(_code_sums(lines))
    sums.extend(_project_sums(tables["projects"]))
    sums.extend(_procurement_sums(tables["procurement"], units))
    return [_finding(each, document_id) for each in sums]


def _row_sums(lines: Sequence[Line]) -> Iterator[_Sum]:
    """合计 = 基本支出 + 项目支出, and 合计 = 人员经费 + 公用经费, row by row."""
    check_id = _ROW_SUM.get(lines[0].kind)
    if check_id is None:
        return
    for _, group in groupby(lines, key=lambda line: (line.row_no, line.lane)):
        row = list(group)
        by_measure: dict[str, list[Line]] = {}
        for line in row:
            by_measure.setdefault(line.measure, []).append(line)
        # Where 基本支出 has no column of its own, its two parts stand in for it.
        split = lines[0].kind == "B6" or "basic" not in by_measure
        names = ("personnel", "operating", "project") if split else _PARTS
        whole = by_measure.get("total", [])
        parts = [line for name in names for line in by_measure.get(name, [])]
        if len(whole) == 1 and parts and all(len(by_measure.get(name, [])) <= 1 for name in names):
            extra = [line for line in row if line.measure == "other" and line.amount_yuan]
            if not extra:
                label = whole[0].name or whole[0].code or "合计"
                yield _sum_of_lines(check_id, whole[0], parts, f"{label}：合计与各列之和")


def _code_sums(lines: Sequence[Line]) -> Iterator[_Sum]:
    """类 = Σ款, 款 = Σ项, 合计 = Σ类, in each amount column; only where the level below is printed."""
    check_id = _HIERARCHY.get(lines[0].kind)
    if check_id is None:
        return
    for key in sorted({(line.lane, line.column or "") for line in lines}):
        column = [line for line in lines if (line.lane, line.column or "") == key]
        coded = [line for line in column if line.code and not line.is_total]
        codes = [line.code or "" for line in coded]
        if len(set(codes)) != len(codes):
            continue  # one code on several rows: details by unit, no hierarchy
        for line in coded:
            below = [other for other in coded if _is_child(line.code or "", other.code or "")]
            if below:
                yield _sum_of_lines(check_id, line, below, f"{line.code}{line.name or ''}：与下级科目之和")
        totals = [line for line in column if line.is_total]
        tops = [line for line in coded if not any(_is_below(line.code or "", code) for code in codes)]
        if len({line.amount_yuan for line in totals}) == 1 and len(tops) > 1 and key[0] == 1:
            yield _sum_of_lines(check_id, totals[0], tops, "合计：与各科目之和")


def _is_child(code: str, other: str) -> bool:
    return other.startswith(code) and len(other) == len(code) + 2


def _is_below(code: str, other: str) -> bool:
    return code.startswith(other) and len(code) > len(other)


def _sum_of_lines(check_id: str, whole: Line, parts: Sequence[Line], what: str) -> _Sum:
    return _Sum(
        check_id,
        whole.amount_yuan,
        whole.amount_text,
        tuple(part.amount_yuan for part in parts),
        max(_precision(line) for line in (whole, *parts)),
        what,
        whole.table_no,
        whole.row_no,
        tuple(whole.pages),
    )


def _precision(line: Line) -> Decimal:
    """Return the yuan in one unit of the last digit a line prints."""
    try:
        printed = parse_number(line.amount_text)
    except AmountError:
        return _CENT
    if printed is None or not printed.value:
        return _CENT
    for unit in ("yuan", "ten_thousand_yuan", "thousand_yuan", "hundred_million_yuan", "million_yuan"):
        if abs(in_yuan(printed.value, _unit(unit))) == abs(line.amount_yuan):
            return max(_CENT, in_yuan(Decimal(1).scaleb(-printed.decimals), _unit(unit)))
    return _CENT


def _unit(name: str) -> Unit:
    return name  # type: ignore[return-value]


def _project_sums(projects: Sequence[Project]) -> Iterator[_Sum]:
    """预算数 = 财政资金 + 其他资金; a blank side stays out where the printed one closes alone."""
    for each in projects:
        parts = tuple(part for part in (each.fiscal_yuan, each.other_yuan) if part is not None)
        if each.budget_yuan is not None and parts and each.table_no is not None:
            what = f"{each.project_name or '项目'}：预算数与资金来源之和"
            yield _Sum("P-01", each.budget_yuan, str(each.budget_yuan), parts, _CENT, what, each.table_no, each.row_no,
                       tuple(each.pages), open_ended=True)  # fmt: skip


def _procurement_sums(rows: Sequence[Procurement], units: Mapping[int, Unit | None]) -> Iterator[_Sum]:
    """合计 = 数量 × 单价, and 合计 = Σ sources, row by row."""
    for each in rows:
        if each.total_yuan is None:
            continue
        label = each.item or each.project_name or "合计"
        # Amounts in 万元 are rounded to 0.01 of it, that is 100 yuan.
        cent = in_yuan(_CENT, units.get(each.table_no) or "yuan")
        where = (each.table_no, each.row_no, tuple(each.pages))
        if each.quantity and each.unit_price_yuan is not None and not each.is_total:
            product = each.quantity * each.unit_price_yuan
            # A rounded price times its quantity misses by half a unit of the last digit for each piece.
            precision = cent * each.quantity
            yield _Sum(
                "G-01", each.total_yuan, str(each.total_yuan), (product,), precision, f"{label}：数量乘单价", *where
            )
        sources = (
            each.general_public_budget_yuan, each.government_fund_yuan, each.state_capital_yuan, each.special_account_yuan,
            each.other_yuan,
        )  # fmt: skip
        printed = tuple(source for source in sources if source is not None)
        if printed:
            yield _Sum("G-02", each.total_yuan, str(each.total_yuan), printed, cent, f"{label}：资金来源之和", *where)


def _finding(each: _Sum, document_id: str) -> Finding:
    expected = sum(each.parts, Decimal(0))
    difference = each.whole - expected
    # Yuan with two decimals is exact: nothing was rounded on the way to the page.
    rounded = each.precision > _CENT
    tolerance = _HALF * each.precision * (len(each.parts) + 1) if rounded else Decimal(0)
    verdict: Verdict = "pass" if abs(difference) <= tolerance else "fail"
    if verdict == "fail" and each.open_ended and difference > 0:
        verdict = "insufficient"
    severity: Severity = "info" if verdict == "pass" else "error"
    return Finding(
        document_id=document_id,
        check_id=each.check_id,
        verdict=verdict,
        cause="unknown" if verdict == "fail" else None,
        severity=severity,
        expected=expected,
        actual=each.whole,
        difference=difference,
        tolerance=tolerance,
        expected_text=" + ".join(f"{part}" for part in each.parts),
        actual_text=each.whole_text,
        unit="yuan",
        message=f"{each.what}：{'相符' if verdict == 'pass' else f'不符，相差 {difference} 元'}",
        table_nos=[each.table_no],
        row_no=each.row_no,
        pages=list(each.pages),
    )
