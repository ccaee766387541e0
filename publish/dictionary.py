"""Render docs/data-dictionary.md from the schema and the names of the kinds.

python -m publish.dictionary --write    rewrite the page
python -m publish.dictionary --check    exit with 1 where it is stale
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, get_args, get_origin

from normalize.columns import Column, columns_of, is_row_class
from normalize.kinds import NAMES
from normalize.schema import TABLES
from publish.pages import render_command

_INTRODUCTION = """\
# Data dictionary

Rendered from `normalize/schema.py`, `normalize/nested.py` and `normalize/kinds.py` by `python -m publish.dictionary --write`; do not edit.

Every table also has `fiscal_year` (预算年度), an integer: the year budgeted or accounted, 0 where
unknown. In Parquet it stands in the path alone (`fiscal_year=2026/`); in CSV and DuckDB it is the
first column. In CSV, nested values are JSON, null is an empty field, and a text that a spreadsheet
would run as a formula has an apostrophe in front; codes are texts, some with leading zeros, so read
them as such (`pd.read_csv(…, dtype={"code": str, "department_code": str, "unit_code": str})`).
Money is in yuan. In pandas, decimals arrive as `Decimal` objects, and a mapping as a list of pairs.

"""

_KINDS = """
## Kinds

What `kind` says in `tables` and `lines`: B in budgets, F in final accounts. The names are the canonical ones; what a
document prints is in `tables.title`. Two tables of a document may be of one kind: where B5 or B6 is printed
of all fiscal money (财政拨款) and of the general public budget (一般公共预算), the title tells which.

| kind | name |
|---|---|
"""


def render() -> str:
    """Return the whole page as Markdown."""
    parts = [_INTRODUCTION]
    parts.append("| table | rows |\n|---|---|\n")
    parts += [f"| [{name}](#{name}) | {_docstring(row_type)} |\n" for name, row_type in TABLES.items()]
    parts += ["\nThe ids of `kind` are listed under [kinds](#kinds).\n"]
    nested: dict[str, Any] = {}
    for name, row_type in TABLES.items():
        parts += [f"\n## {name}\n\n{_docstring(row_type)}\n\n", *_column_table(row_type)]
        nested |= _nested_in(row_type)
    parts.append("\n## Nested values\n")
    for name, row_type in nested.items():
        parts += [f"\n### {name}\n\n{_docstring(row_type)}\n\n", *_column_table(row_type)]
    parts.append(_KINDS)
    parts += [f"| {kind} | {name} |\n" for kind, name in NAMES.items()]
    return "".join(parts)


def _column_table(row_type: Any) -> Iterator[str]:
    yield "| column | 中文 | type | null | meaning |\n|---|---|---|---|---|\n"
    for column in columns_of(row_type):
        unit = f" Unit: {column.of.unit}." if column.of.unit else ""
        null = "yes" if column.nullable else ""
        meaning = (column.of.meaning + unit).replace("|", "\\|")
        yield f"| {column.name} | {column.of.label} | {_type_name(column)} | {null} | {meaning} |\n"


def _type_name(column: Column) -> str:
    if column.type is Decimal:
        return f"decimal(18,{column.of.scale})"
    return _name_of(column.type)


def _name_of(bare: Any) -> str:
    names = {str: "text", int: "integer", float: "float", bool: "boolean"}
    if bare in names:
        return names[bare]
    if get_origin(bare) is list:
        return f"list of {_name_of(get_args(bare)[0])}"
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return f"map of {_name_of(key)} to {_name_of(value)}"
    return f"[{bare.__name__}](#{bare.__name__.lower()})"


def _nested_in(row_type: type) -> dict[str, Any]:
    return {each.__name__: each for column in columns_of(row_type) for each in _nested(column.type)}


def _nested(bare: Any) -> Iterator[Any]:
    if is_row_class(bare):
        yield bare
    for inner in get_args(bare):
        yield from _nested(inner)


def _docstring(row_type: type) -> str:
    return " ".join((row_type.__doc__ or "").split())


if __name__ == "__main__":
    sys.exit(render_command("data-dictionary.md", render(), "publish.dictionary"))
