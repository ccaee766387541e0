"""Write down what a sample holds, from its content and never from a reader."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec

from normalize.folding import fold
from samples.generator.content import Disclosure
from samples.generator.dump import CutFact

Row: TypeAlias = dict[str, str]

#: Columns that belong to a file or a reading of it, not to the content.
NOT_STATED = frozenset({
    "document_id", "pages", "rejoined", "source_name", "source_sha256", "source_format", "source_bytes", "page_count",
    "status", "message", "reader", "extracted_by", "also_named", "page_first", "page_last", "fragment_count",
    "header_repeated", "confidence", "certified", "identities_closed", "reading", "kind_name", "corrected",
    "classifications", "other",
})  # fmt: skip


def truth(content: Disclosure) -> dict[str, Any]:
    """Return fiscal year and records by published table, as JSON can hold them: decimals as text, nulls left out."""
    records = {name: [_stated(row) for row in rows] for name, rows in content.facts.items()}
    return {"fiscal_year": content.fiscal_year, "records": records}


def _stated(row: Any) -> dict[str, Any]:
    values = {name: value for name, value in msgspec.structs.asdict(row).items() if name not in NOT_STATED}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def differences(
    read: Mapping[str, Sequence[Any]],
    content: Disclosure,
    names: Sequence[str] | None = None,
    *,
    ignored: frozenset[str] = frozenset(),
) -> dict[str, tuple[list[Row], list[Row]]]:
    """Return by table the records missing from what was read and those that should not be there; {} if none.

    Texts are compared folded (NFKC, no blanks), only in columns that the content states
    and that are not `ignored`.
    """
    found: dict[str, tuple[list[Row], list[Row]]] = {}
    for name in names or [each for each in content.facts if each != "documents"]:
        stated = [_stated(row) for row in content.facts.get(name, ())]
        columns = {column for row in stated for column in row} - ignored
        expected, actual = (
            Counter(_comparable(row, columns) for row in rows)
            for rows in (stated, [_stated(row) for row in read.get(name, ())])
        )
        missing, extra = expected - actual, actual - expected
        if missing or extra:
            found[name] = ([dict(row) for row in missing.elements()], [dict(row) for row in extra.elements()])
    return found


def _comparable(row: dict[str, Any], columns: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, fold(str(value))) for name, value in row.items() if name in columns))


def truth_json(content: Disclosure) -> str:
    """Return the truth as text, one record a line."""
    stated = truth(content)
    lines = ["{", f' "fiscal_year": {stated["fiscal_year"]},', ' "records": {']
    names = list(stated["records"])
    for name in names:
        rows = [json.dumps(row, ensure_ascii=False) for row in stated["records"][name]]
        lines.append(f'  "{name}": [')
        lines.extend(f"   {row}{',' if position < len(rows) - 1 else ''}" for position, row in enumerate(rows))
        lines.append(f"  ]{',' if name != names[-1] else ''}")
    return "\n".join([*lines, " }", "}", ""])


def cuts_json(cuts: Sequence[CutFact]) -> str:
    """Return the cuts of a text in printed order, one a line."""
    rows = [json.dumps(dataclasses.asdict(cut), ensure_ascii=False) for cut in cuts]
    return "[\n" + ",\n".join(f" {row}" for row in rows) + "\n]\n"
