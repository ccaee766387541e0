"""`datapackage.json`: the tables described after Data Package v2, with checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_origin

from normalize.columns import Column, columns_of, is_row_class

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number", Decimal: "number"}

FISCAL_YEAR: dict[str, Any] = {
    "name": "fiscal_year",
    "type": "integer",
    "title": "预算年度",
    "description": "Year budgeted or accounted; 0 where unknown. In Parquet it stands in the path alone.",
}


def describe(folder: Path, row_types: Mapping[str, type], *, version: str) -> dict[str, Any]:
    """Return the package of the Parquet and CSV files under the folder."""
    resources = []
    for table, row_type in row_types.items():
        fields = [FISCAL_YEAR, *(_field(column) for column in columns_of(row_type))]
        parts = [_file(folder, path) for path in sorted((folder / "parquet" / table).glob("*/*.parquet"))]
        description = " ".join((row_type.__doc__ or "").split())
        resources.append(
            {
                "name": table.replace("_", "-") + "-parquet",
                "type": "table",
                "title": table,
                "description": description,
                # A table of several files has one path each; `files` carries their checksums.
                "path": [part["path"] for part in parts],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": sum(part["bytes"] for part in parts),
                "files": parts,
                "schema": {"fieldsMatch": "partial", "fields": fields},
            }
        )
        sheet = _file(folder, folder / "csv" / f"{table}.csv")
        resources.append(
            {
                "name": table.replace("_", "-") + "-csv",
                "type": "table",
                "title": table,
                "description": description,
                **sheet,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        )
    return {
        "$schema": PROFILE,
        "name": "gongkai",
        "title": "公开: budgets and final accounts of Chinese government departments",
        "version": version,
        "resources": resources,
    }


def _file(folder: Path, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _type(column.type),
        "title": column.of.label,
        "description": column.of.meaning,
    }
    if column.of.unit is not None:
        described["unit"] = column.of.unit
    if column.of.scale is not None:
        described["scale"] = column.of.scale
    # An empty text is a value, but in CSV it cannot be told from null.
    if not column.nullable and column.type is not str:
        described["constraints"] = {"required": True}
    return described


def _type(bare: Any) -> str:
    if bare in _TYPES:
        return _TYPES[bare]
    if get_origin(bare) is list:
        return "array"
    if get_origin(bare) is dict or is_row_class(bare):
        return "object"
    raise TypeError(f"no data package type for {bare}")
