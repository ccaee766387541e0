"""Outcomes as findings: one sentence a bookkeeper would accept, with both sides as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Protocol

from normalize.checks.catalogue import CATALOGUE
from normalize.checks.figures import UNIT_WORDS, Figure, in_unit, number_text
from normalize.checks.identities import Identity, Outcome
from normalize.money import Unit
from normalize.schema import Finding
from normalize.vocabulary import Severity


class Located(Protocol):
    """A record with its place."""

    @property
    def table_no(self) -> int | None:
        """Its table."""

    @property
    def row_no(self) -> int | None:
        """Its row."""

    @property
    def pages(self) -> list[int]:
        """Its pages."""


#: Decimal places of the numbers of a finding.
_PLACES = 4
_MOST_PARTS = 12
"""Parts quoted in a message; the numbers of all stand in expected_text."""


def findings_of(outcomes: Iterable[Outcome], document_id: str) -> Iterator[Finding]:
    """Return the findings of one check over one table: each pass and fail, and one for all that is insufficient."""
    told = list(outcomes)
    for each in told:
        if each.verdict != "insufficient":
            yield finding_of(each, document_id)
    open_ones = [each for each in told if each.verdict == "insufficient"]
    for _, group in groupby(sorted(open_ones, key=_where), key=_where):
        yield _insufficient(list(group), document_id)


def _where(outcome: Outcome) -> tuple[str, int]:
    return outcome.identity.check_id, outcome.identity.whole.table_no or 0


def finding_of(outcome: Outcome, document_id: str) -> Finding:
    """Return the finding of an identity that passes or fails."""
    identity = outcome.identity
    unit = _unit(identity)
    failed = outcome.verdict == "fail"
    severity: Severity = _severity(identity) if failed else "info"
    figures = (identity.whole, *identity.parts)
    return Finding(
        document_id=document_id,
        check_id=identity.check_id,
        verdict=outcome.verdict,
        cause="unknown" if failed else None,
        severity=severity,
        expected=in_unit(identity.total, unit),
        actual=in_unit(identity.whole.value, unit),
        difference=in_unit(identity.difference, unit),
        tolerance=in_unit(identity.tolerance, unit),
        expected_text=" + ".join(part.text for part in identity.parts),
        actual_text=identity.whole.text,
        unit=unit,
        message=_sentence(outcome, unit),
        table_nos=sorted({each.table_no for each in figures if each.table_no is not None}.union(identity.tables)),
        row_no=identity.whole.row_no,
        pages=sorted({page for each in figures for page in each.pages}.union(identity.pages)),
    )


def _severity(identity: Identity) -> Severity:
    """Return how bad a failure is; copies of a rounded number that differ in the last digit are a slip."""
    figures = (identity.whole, *identity.parts)
    if identity.whole.unit is None:
        # A percentage off by one in its last digit was rounded the wrong way.
        figures = figures[:1]
    if len(figures) == 1 or (len(figures) == 2 and not any(each.is_exact for each in figures)):
        step = max(each.step for each in figures)
        if abs(identity.difference) <= step:
            return "info"
    return CATALOGUE[identity.check_id].severity


def _unit(identity: Identity) -> Unit | None:
    """Return the unit the finding is told in: that of the whole, or yuan where that would need too many places."""
    unit = identity.whole.unit
    numbers = (identity.whole.value, identity.total, identity.tolerance)
    if unit is not None and any(_places(in_unit(each, unit)) > _PLACES for each in numbers):
        return "yuan"
    return unit


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _sentence(outcome: Outcome, unit: Unit | None) -> str:
    identity = outcome.identity
    word = UNIT_WORDS[unit] if unit else "%" if identity.whole.text.endswith("%") else ""
    whole, total = (f"{number_text(in_unit(each, unit))}{word}" for each in (identity.whole.value, identity.total))
    difference = f"{number_text(abs(in_unit(identity.difference, unit)))}{word}"
    sides = f"前者{whole}，后者{total}"
    if len(identity.parts) > 1:
        sides += f"（{_listed(identity.parts)}）"
    if outcome.verdict == "pass":
        rounding = f"，尾差{difference}在舍入范围内" if identity.difference and identity.relation == "=" else ""
        return f"{identity.statement}：相符{rounding}。"
    words = {"=": "不一致", "<=": "前者不应大于后者", ">=": "前者不应小于后者"}[identity.relation]
    added = f"；{outcome.reason}" if outcome.reason else ""
    return f"{identity.statement}{words}：{sides}，相差{difference}{added}。"


def _listed(parts: Sequence[Figure]) -> str:
    texts = [part.text for part in parts[:_MOST_PARTS]]
    if len(parts) > _MOST_PARTS:
        texts.append(f"…共{len(parts)}项")
    return " + ".join(texts)


def _insufficient(outcomes: Sequence[Outcome], document_id: str) -> Finding:
    first = outcomes[0]
    identity = first.identity
    count = f"等{len(outcomes)}处" if len(outcomes) > 1 else ""
    return Finding(
        document_id=document_id,
        check_id=identity.check_id,
        verdict="insufficient",
        severity="info",
        message=f"{identity.statement}{count}无法判定：{first.reason}。",
        table_nos=sorted({each.table_no for each in (identity.whole, *identity.parts) if each.table_no is not None}),
        row_no=identity.whole.row_no,
        pages=sorted({page for each in outcomes for page in each.identity.whole.pages}),
    )


def not_applicable(check_id: str, reason: str, table_nos: Sequence[int], document_id: str) -> Finding:
    """Return the finding that a check has nothing to look at."""
    return Finding(
        document_id=document_id,
        check_id=check_id,
        verdict="not_applicable",
        severity="info",
        message=f"{CATALOGUE[check_id].zh}：不适用，{reason}。",
        table_nos=list(table_nos),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule is broken."""

    table_nos: tuple[int, ...] = ()
    row_no: int | None = None
    pages: tuple[int, ...] = ()


def spot_of(row: Located) -> Spot:
    """Return the place of a record."""
    return Spot(() if row.table_no is None else (row.table_no,), row.row_no, tuple(row.pages))


def remark(
    check_id: str,
    message: str,
    document_id: str,
    spot: Spot,
    *,
    expected_text: str | None = None,
    actual_text: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return the failure of a rule that is no sum; its severity is that of the catalogue unless a lesser one is given."""
    return Finding(
        document_id=document_id,
        check_id=check_id,
        verdict="fail",
        cause="unknown",
        severity=severity or CATALOGUE[check_id].severity,
        expected_text=expected_text,
        actual_text=actual_text,
        message=message,
        table_nos=list(spot.table_nos),
        row_no=spot.row_no,
        pages=sorted(set(spot.pages)),
    )
