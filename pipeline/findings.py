"""Print what the checks found, worst first, each document apart.

Checks across documents run here, over the documents published together: one
document's records say nothing of another's.

NoSuchCheckError (LookupError)   no check and no group of checks has the name given
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.checks.across_documents import compare_documents
from normalize.checks.catalogue import CATALOGUE
from normalize.records import Records
from normalize.schema import Finding
from pipeline.columns import printable
from pipeline.shards import read_records

SEVERITIES = ("error", "warn", "info")

_CAUSES = {"document": "原文如此", "reading": "识读已更正", "unknown": "原因未定", None: ""}


class NoSuchCheckError(LookupError):
    """No check and no group of checks has the name given."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are asked for."""

    checks: tuple[str, ...] = ()
    """Checks, or letters of their groups: B-08, B; none asks for all."""
    severity: str = "warn"
    """The least severity told."""
    verdict: str = "fail"
    """One verdict, or all."""

    def takes(self, finding: Finding) -> bool:
        """Tell whether a finding is asked for."""
        if self.checks and finding.check_id not in self.checks and finding.check_id[0] not in self.checks:
            return False
        if self.verdict not in ("all", finding.verdict):
            return False
        # What passes or cannot be judged is as severe as its check is not: it is told where its verdict is asked for.
        return finding.verdict != "fail" or SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.severity)


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of one document that are asked for, worst first."""

    name: str
    document_id: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """Failures that cannot be true."""
        return sum(each.severity == "error" and each.verdict == "fail" for each in self.findings)


def collect(out: Path, entries: Sequence[dict[str, Any]], wanted: Filter, chosen: Sequence[str] = ()) -> list[Told]:
    """Return the findings asked for, documents with most errors first; `chosen` limits it to some document_ids."""
    records: list[Records] = []
    names: dict[str, str] = {}
    for entry in entries:
        if entry["records_shard"]:
            records.append(read_records(out / entry["records_shard"]))
            names[entry["document_id"]] = entry["source_name"]
    across: dict[str, list[Finding]] = {}
    for each in compare_documents(records):
        across.setdefault(each.document_id, []).append(each)
    told = []
    for each_records in records:
        document_id = each_records.tables["documents"][0].document_id
        found = [*each_records.tables["findings"], *across.get(document_id, [])]
        asked = sorted(filter(wanted.takes, found), key=_worst_first)
        if asked and (not chosen or document_id in chosen):
            told.append(Told(names[document_id], document_id, tuple(asked)))
    return sorted(told, key=lambda each: (-each.errors, -len(each.findings), each.name))


def _worst_first(finding: Finding) -> tuple[int, int, str, tuple[int, ...], int]:
    verdict = ("fail", "insufficient", "not_applicable", "pass").index(finding.verdict)
    severity = SEVERITIES.index(finding.severity)
    return verdict, severity, finding.check_id, tuple(finding.pages), finding.row_no or 0


def lines(told: Sequence[Told], severity: str = "info") -> Iterator[str]:
    """Yield the findings as text: a heading for each document, a line for each finding, and how many there are.

    `severity` is the least one that was asked for: what is milder was not counted.
    """
    for each in told:
        yield f"{printable(each.name)}  {each.document_id}"
        for finding in each.findings:
            pages = ",".join(str(page) for page in finding.pages)
            place = f"第{pages}页" if pages else "、".join(f"表{number}" for number in finding.table_nos)
            cause = _CAUSES[finding.cause]
            marks = " ".join(part for part in (place, f"[{cause}]" if cause else "") if part)
            level = finding.severity if finding.verdict == "fail" else finding.verdict
            yield f"  {level:<5} {finding.check_id}  {finding.message} {marks}".rstrip()
        yield ""
    yield summary(told, severity)


def summary(told: Sequence[Told], severity: str = "info") -> str:
    """Return one line: how many failures of which severity, in how many documents, and what else was asked for."""
    findings = [finding for each in told for finding in each.findings]
    failed = [each for each in findings if each.verdict == "fail"]
    documents = len({each.document_id for each in failed})
    others = Counter(each.verdict for each in findings if each.verdict != "fail")
    asked = SEVERITIES[: SEVERITIES.index(severity) + 1]
    counts = ", ".join(f"{sum(finding.severity == level for finding in failed)} {level}" for level in asked)
    parts = [f"failures: {counts}; documents with failures: {documents}"] if failed or not others else []
    parts += ["milder ones are not shown (--severity info shows all)"] * (failed != [] and severity != "info")
    parts += [f"{verdict}: {count}" for verdict, count in sorted(others.items())]
    return "; ".join(parts)


def unchecked(entries: Sequence[dict[str, Any]], chosen: Sequence[str] = ()) -> str | None:
    """Return one line on the documents that could not be checked, or only in part; None where there are none."""
    asked = [each["status"] for each in entries if not chosen or each["document_id"] in chosen]
    failed, partial = asked.count("failed"), asked.count("partial")
    told = [f"not checked: {failed} of {len(asked)} documents (failed)"] * bool(failed)
    told += [f"checked as far as read: {partial} of {len(asked)} (partial)"] * bool(partial)
    return "; ".join(told) or None


def named_checks(text: str) -> tuple[str, ...]:
    """Return the checks and groups of checks that a list names, parted by commas, in letters of any size.

    >>> named_checks("b-08,N")
    ('B-08', 'N')

    Raises:
        NoSuchCheckError: One of them does not exist.

    """
    names = tuple(each.strip().upper() for each in text.replace("，", ",").split(","))
    for name in names:
        if name not in CATALOGUE and name not in {each[0] for each in CATALOGUE}:
            raise NoSuchCheckError(
                f"no check {name!r}; name checks (B-08), groups (B) or several (B-08,N); docs/checks.md lists them"
            )
    return names
