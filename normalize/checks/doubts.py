"""Which pages deserve another engine's reading, and what such a reading settles.

A failed identity over tables, or a number that no record could take, makes the
pages it stands on doubtful. Another reading settles the doubt one of two ways:
it closes what failed, or it finds the same numbers in the same cells, and then
the page itself is wrong. Findings that another engine could not change (within
prose, wording) raise no doubt.

Limitations: what rejoining makes of a row at a page break is ours, whichever
engine read it; equal readings prove nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.records import Page
from normalize.checks.catalogue import CATALOGUE
from normalize.folding import fold
from normalize.money import is_number
from normalize.records import Records
from normalize.schema import Finding, Seam, SetAside

#: Checks over the numbers of tables, by the letter of their id.
_OF_TABLES = frozenset("ABFGPT")
#: Rules over cells that are no sums: a blank budget, shares of a plan, the code above a code. What breaks them may be
#: misread too.
_NO_SUMS = frozenset({"P-03", "P-04", "P-05", "T-03"})
#: Published tables that hold prose: a table read again and read the same does not settle what disagrees with them.
_PROSE = frozenset({"amounts", "sections"})
#: Of what prose says of purchases, assets and projects, prose alone tells that a row was lost; budgets and accounts
#: have sums for that.
_LISTS = frozenset("AGP")
#: Of these, where equal readings leave only the print: forms (P) are read by their labels, which is ours to get wrong.
_PLAIN = frozenset("ABFGT")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Pages that share a failure."""

    pages: tuple[int, ...]
    findings: tuple[Finding, ...]
    """The failures; () where only a cell could not be read."""


def doubts_of(records: Records) -> list[Doubt]:
    """Return the doubts about a document, the gravest first; no two share a page."""
    failed = [each for each in records.tables["findings"] if _is_doubtful(each)]
    groups: list[tuple[set[int], list[Finding]]] = []
    for finding in failed:
        _join(groups, _pages_of(finding, records), [finding])
    for aside in records.tables["set_aside"]:
        if _is_unread(aside):
            _join(groups, set(aside.pages), [])
    doubts = [Doubt(tuple(sorted(pages)), tuple(found)) for pages, found in groups]
    return sorted(doubts, key=lambda each: (not each.findings, len(each.pages), each.pages))


def _is_doubtful(finding: Finding) -> bool:
    if finding.check_id[0] not in _LISTS and _PROSE.intersection(CATALOGUE[finding.check_id].inputs):
        return False
    return (
        finding.verdict == "fail"
        and finding.check_id[0] in _OF_TABLES
        and (finding.expected is not None or finding.check_id in _NO_SUMS)
        and bool(finding.pages)
        and finding.severity != "info"
    )


def _pages_of(finding: Finding, records: Records) -> set[int]:
    """Return the pages of a failure that hold its tables; those of prose beside them are not read again."""
    tables = {page for each in records.tables["tables"] if each.table_no in finding.table_nos for page in each.pages}
    return set(finding.pages) & tables or set(finding.pages)


def _is_unread(aside: SetAside) -> bool:
    return (
        aside.reason == "not_understood"
        and aside.table_no is not None
        and bool(aside.pages)
        and any(each.isdigit() for each in aside.text)
    )


def _join(groups: list[tuple[set[int], list[Finding]]], pages: set[int], findings: list[Finding]) -> None:
    touching = [group for group in groups if group[0] & pages]
    merged = (
        pages.union(*(group[0] for group in touching)),
        [*(each for group in touching for each in group[1]), *findings],
    )
    groups[:] = [group for group in groups if not group[0] & pages]
    groups.append(merged)


def closes(before: Records, after: Records, doubt: Doubt) -> bool:
    """Tell whether another reading repairs a doubt and breaks nothing.

    What failed must pass, and no amount may go: a reading that sees no table fails nothing either.
    """
    failed_before, failed_after = _verdicts(before, "fail"), _verdicts(after, "fail")
    passed_before, passed_after = _verdicts(before, "pass"), _verdicts(after, "pass")
    repaired = failed_before.total() - failed_after.total()
    if failed_after - failed_before or _amounts(after) < _amounts(before):
        return False
    if doubt.findings:
        return repaired > 0 and any(
            passed_after[_key(each)]
            or _of_check(passed_after, each) > _of_check(passed_before, each)
            or gone(each, after)
            for each in doubt.findings
        )
    unread = sum(map(_is_unread, before.tables["set_aside"])) - sum(map(_is_unread, after.tables["set_aside"]))
    return unread > 0 and passed_after.total() > passed_before.total()


def _of_check(passed: Counter[tuple[str, str]], finding: Finding) -> int:
    return sum(count for (check_id, _), count in passed.items() if check_id == finding.check_id)


def _amounts(records: Records) -> int:
    shares = sum(each.cumulative_percent is not None for each in records.tables["spending_plan"])
    return shares + sum(len(records.tables[name]) for name in ("lines", "procurement", "projects"))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.check_id, statement_of(finding)


def statement_of(finding: Finding) -> str:
    """Return what a finding compares, without what came of it."""
    text = finding.message
    for end in ("不一致：", "：相符", "前者不应"):
        text = text.partition(end)[0]
    return text


def gone(finding: Finding, after: Records) -> bool:
    """Tell whether a rule that is no sum, and so never passes, is no longer broken."""
    if finding.expected is not None or finding.check_id not in _NO_SUMS:
        return False
    # By its place: its words hold the name of the project, which another engine may read otherwise.
    place = (finding.check_id, finding.table_nos, finding.row_no)
    failed = (each for each in after.tables["findings"] if each.verdict == "fail")
    return all((each.check_id, each.table_nos, each.row_no) != place for each in failed)


def _verdicts(records: Records, verdict: str) -> Counter[tuple[str, str]]:
    return Counter(
        _key(each) for each in records.tables["findings"] if each.verdict == verdict and each.check_id[0] in _OF_TABLES
    )


def numbers_in_cells(pages: Iterable[Page]) -> Counter[tuple[int | None, str]]:
    """Return the numbers that stand in cells of pages, each with how often it does."""
    return Counter(
        (page.number, number)
        for page in pages
        for grid in page.grids
        for cell in grid.cells
        for number in [fold(cell.text).replace(",", "")]
        if is_number(number)
    )


def same_facts(before: Records, after: Records, pages: Sequence[int]) -> bool:
    """Tell whether two readings put the same amounts under the same columns and codes on some pages."""
    return _facts(before, pages) == _facts(after, pages)


def _facts(records: Records, pages: Sequence[int]) -> Counter[tuple[object, ...]]:
    facts: Counter[tuple[object, ...]] = Counter()
    for line in records.tables["lines"]:
        if set(line.pages) & set(pages):
            facts[line.lane, fold(line.column or ""), line.code, line.amount_yuan] += 1
    for row in records.tables["procurement"]:
        if set(row.pages) & set(pages):
            facts[
                row.quantity, row.unit_price_yuan, row.total_yuan, row.general_public_budget_yuan, row.other_yuan
            ] += 1
    return facts


def at_a_seam(finding: Finding, seams: Iterable[Seam], suspects: Iterable[Finding]) -> bool:
    """Tell whether a failure may come from joining rows over a page break rather than from reading or print."""
    rows = {
        (table_no, row_no)
        for seam in seams
        if seam.decision != "different_table"
        for table_no, row_no in ((seam.table_no_before, seam.row_no_before), (seam.table_no_after, seam.row_no_after))
        if row_no is not None
    }
    tables = set(finding.table_nos)
    return any(
        tables & set(each.table_nos) and any((number, each.row_no) in rows for number in each.table_nos)
        for each in (finding, *suspects)
        if len(each.table_nos) == 1
    )


def settled(
    findings: Sequence[Finding], doubt: Doubt, seams: Sequence[Seam], *, agreed: bool
) -> Iterator[tuple[Finding, str]]:
    """Return the cause of each failure of a doubt that no reading repaired."""
    for each in findings:
        if each in doubt.findings:
            plain = each.check_id[0] in _PLAIN and not _PROSE.intersection(CATALOGUE[each.check_id].inputs)
            own = agreed and plain and not at_a_seam(each, seams, doubt.findings)
            yield each, "document" if own else "unknown"
