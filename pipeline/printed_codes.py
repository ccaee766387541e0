"""Codes and names that published output prints and the code lists lack, as rows for `normalize/data/functional.csv`.

    python -m pipeline.printed_codes OUT

A code is taken where all documents that print it print one name. What several
departments print is `printed_by_several`; the rest is `printed_once`.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from normalize.codes import level_of, names_of, parent_of, scheme_of
from normalize.folding import fold

_PRINTED = """
    with keyed as (
        select document_id, fiscal_year, code, name from lines where code_scheme = 'functional'
        union
        select document_id, fiscal_year, each.code, each.name
        from lines, unnest(classifications) as list(each) where each.scheme = 'functional' and each.code is not null
    )
    select keyed.code, keyed.name, coalesce(documents.department, documents.document_id), min(keyed.fiscal_year)
    from keyed join documents using (document_id)
    where keyed.name is not null and keyed.fiscal_year > 0
    group by all order by all
"""


def unlisted_codes(database: Path) -> Iterator[tuple[str, str, int, str, str, str, str, str]]:
    """Yield code, name, level, parent, years, source, trust and note of each functional code that no list has."""
    with duckdb.connect(str(database), read_only=True) as connection:
        printed = connection.execute(_PRINTED).fetchall()
    names: dict[str, dict[str, str]] = defaultdict(dict)
    departments: dict[str, set[str]] = defaultdict(set)
    first_year: dict[str, int] = {}
    for code, name, department, year in printed:
        names[code].setdefault(fold(name), name)
        departments[code].add(department)
        first_year[code] = min(year, first_year.get(code, year))
    for code, found in sorted(names.items()):
        level = level_of(code, "functional")
        if len(found) != 1 or level is None or scheme_of(code) != "functional" or names_of(code, "functional"):
            continue
        trust = "printed_by_several" if len(departments[code]) > 1 else "printed_once"
        parent = parent_of(code, "functional") or ""
        name = next(iter(found.values()))
        yield code, name, level, parent, f"{first_year[code]}–", "printed in published documents", trust, ""


def main(arguments: Sequence[str]) -> int:
    """Print the rows as CSV; return the exit status."""
    if len(arguments) != 1:
        print("Usage: python -m pipeline.printed_codes OUT", file=sys.stderr)
        return 2
    csv.writer(sys.stdout, lineterminator="\n").writerows(unlisted_codes(Path(arguments[0]) / "gongkai.duckdb"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
