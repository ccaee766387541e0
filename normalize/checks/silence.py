"""Which checks had nothing to look at, and why: one finding a check and document.

Only checks over tables are told, and only where a document prints one of
their tables: that a budget has no final accounts goes without saying.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from normalize.checks.catalogue import CATALOGUE, Check
from normalize.checks.told import not_applicable
from normalize.records import Records
from normalize.schema import Finding, Table

_KIND = re.compile(r"[BF]\d+g?")


def silent_findings(records: Records, told: Collection[str], document_id: str) -> Iterator[Finding]:
    """Return a finding for each check over tables that came to nothing; `told` are the checks that did not."""
    tables: list[Table] = records.tables["tables"]
    for check in CATALOGUE.values():
        alone = check.id[0] != "X" and all(map(_KIND.fullmatch, check.inputs))
        if check.id in told or check.tolerance in ("none", "exact") or not alone:
            continue
        own = [each for each in tables if each.kind in check.inputs]
        if own:
            reason = _reason(check, own)
            yield not_applicable(check.id, reason, [each.table_no for each in own], document_id)


def _reason(check: Check, own: list[Table]) -> str:
    printed = {each.kind for each in own}
    if all(each.is_empty for each in own):
        return "表中没有数据"
    if len(check.inputs) > 1 and len(printed) == 1 and check.tolerance == "units":
        others = "、".join(kind for kind in check.inputs if kind not in printed)
        return f"文件中没有{others}"
    return "表中没有可比较的数"
