"""The records of one document, as normalize hands them to publish."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from normalize.schema import TABLES


@dataclass(slots=True)
class Records:
    """Rows of every published table for one document."""

    fiscal_year: int
    """Year budgeted or accounted; 0 where unknown. Partition of all its rows."""
    tables: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})
    """Rows of `schema` by table name; every name of `schema.TABLES` is a key."""
    borrowed_units: frozenset[int] = frozenset()
    """table_no of tables that state no unit and were read in the one most tables of the document state."""
