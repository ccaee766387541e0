"""What is wrong in a document, and what is proved right.

In: the records of one document. Out: findings, and a certificate for each
table whose numbers close. `catalogue` names the checks; the modules beside it
state their instances as `Identity` (a printed number against the sum of
others) or, where a rule is no sum, as findings.

A failed identity says that both sides cannot be true, not which is wrong, and
its cause is unknown until the pages are read again (`pipeline.second_reading`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from normalize.checks.accounts_told import account_identities
from normalize.checks.across_columns import row_identities
from normalize.checks.across_rows import rows_identities
from normalize.checks.between_tables import fiscal_income, shared_identities
from normalize.checks.certificates import Certificate, certificates
from normalize.checks.code_names import code_findings
from normalize.checks.counted import counted_identities, listed_findings
from normalize.checks.deciding import point_out
from normalize.checks.identities import Identity, Outcome, judge
from normalize.checks.numbered import numbered_findings
from normalize.checks.performance import cost_findings, plan_findings, project_identities, purpose_findings
from normalize.checks.procurement import asset_identities, procurement_findings, procurement_identities
from normalize.checks.public_costs import class_identities, cost_identities, economic_identities, staff_identities
from normalize.checks.purchased import purchase_findings, purchase_identities
from normalize.checks.quoted_changes import change_identities
from normalize.checks.quoted_codes import coded_identities, name_findings
from normalize.checks.quoted_rates import rate_identities
from normalize.checks.quoted_sums import balance_identities, quoted_identities
from normalize.checks.quoted_tables import told_identities
from normalize.checks.sheets import Sheet, sheets_of
from normalize.checks.silence import silent_findings
from normalize.checks.stated_targets import stated_target_findings
from normalize.checks.statements import stated_identities, statement_findings
from normalize.checks.structure import balance_forward, structure_findings
from normalize.checks.targets import target_findings
from normalize.checks.told import findings_of
from normalize.checks.two_lists import list_identities
from normalize.checks.wording import wording_findings
from normalize.records import Records
from normalize.schema import Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of all checks over one document."""

    findings: tuple[Finding, ...]
    certificates: Mapping[int, Certificate]
    """By table_no; tables no identity closes over are absent."""


def check(records: Records, document_id: str) -> Checked:
    """Check the records of one document, its tables listed."""
    sheets = sheets_of(records)
    outcomes = outcomes_of(records, sheets)
    findings: list[Finding] = list(findings_of(outcomes, document_id))
    findings.extend(purpose_findings(records, document_id))
    findings.extend(plan_findings(records, document_id))
    findings.extend(cost_findings(records, document_id))
    findings.extend(procurement_findings(records, document_id))
    findings.extend(name_findings(records, sheets, document_id))
    findings.extend(wording_findings(records, document_id))
    findings.extend(target_findings(records, document_id))
    findings.extend(structure_findings(records, sheets, document_id))
    findings.extend(code_findings(sheets, records.fiscal_year, document_id))
    findings.extend(numbered_findings(records, document_id))
    findings.extend(listed_findings(records, document_id))
    findings.extend(purchase_findings(records, document_id))
    findings.extend(stated_target_findings(records, document_id))
    findings.extend(statement_findings(records, document_id))
    told = {each.check_id for each in findings}
    findings.extend(silent_findings(records, told, document_id))
    findings.sort(key=lambda each: (each.check_id, each.table_nos, each.row_no or 0))
    return Checked(tuple(findings), certificates(sheets, outcomes))


def outcomes_of(records: Records, sheets: Sequence[Sheet]) -> list[Outcome]:
    """Return what every identity over a document's records comes to."""
    identities: list[Identity] = []
    for sheet in sheets:
        identities.extend(row_identities(sheet))
        identities.extend(rows_identities(sheet))
        identities.extend(list_identities(sheet))
    identities.extend(shared_identities(sheets))
    identities.extend(cost_identities(sheets))
    identities.extend(economic_identities(sheets))
    identities.extend(class_identities(sheets))
    identities.extend(staff_identities(sheets))
    identities.extend(fiscal_income(sheets))
    identities.extend(project_identities(records))
    identities.extend(procurement_identities(records))
    identities.extend(asset_identities(records))
    identities.extend(quoted_identities(records))
    identities.extend(balance_identities(records))
    identities.extend(rate_identities(records))
    identities.extend(told_identities(records, sheets))
    identities.extend(coded_identities(records, sheets))
    identities.extend(balance_forward(sheets))
    identities.extend(change_identities(records))
    identities.extend(counted_identities(records))
    identities.extend(purchase_identities(records))
    identities.extend(stated_identities(records, sheets))
    identities.extend(account_identities(records, sheets))
    outcomes: list[Outcome] = []
    for group in _groups(identities):
        outcomes.extend(judge(group))
    return point_out(outcomes)


def _groups(identities: list[Identity]) -> Iterator[list[Identity]]:
    """Return the identities of each check over each table."""

    def key(each: Identity) -> tuple[str, int]:
        return each.check_id, each.whole.table_no or 0

    for _, group in groupby(sorted(identities, key=key), key=key):
        yield list(group)
