"""What tests of several packages need: real documents, and records of every table."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import settings

from normalize.columns import columns_of, is_row_class
from normalize.records import Records
from normalize.schema import TABLES

#: How long an example takes says how busy the machine is, and nothing of what is claimed.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

#: Names the folder of real disclosures; they belong to others and are no part of the project.
DISCLOSURES = "GONGKAI_DISCLOSURES"


def pytest_report_header() -> str:
    folder = os.environ.get(DISCLOSURES)
    return f"real documents: {folder}" if folder else f"real documents: none, {DISCLOSURES} is not set"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get(DISCLOSURES):
        real = Path(__file__).parent / "real"
        for item in items:
            if real in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=f"reads real documents; {DISCLOSURES} names no folder"))


@pytest.fixture(scope="session")
def disclosures() -> Path:
    """Folder of real disclosures, for tests under tests/real."""
    return Path(os.environ[DISCLOSURES])


@pytest.fixture(scope="session")
def make_records() -> Callable[..., Records]:
    """Return a maker of records with rows in every table: (document number, fiscal year, rows a table)."""
    return _make_records


def _make_records(number: int, fiscal_year: int = 2026, rows: int = 3) -> Records:
    chance = random.Random(number)
    document_id = f"{number:016x}"
    records = Records(fiscal_year)
    for name, row_type in TABLES.items():
        count = 1 if name == "documents" else rows
        records.tables[name] = [
            msgspec.structs.replace(_row(row_type, chance), document_id=document_id) for _ in range(count)
        ]
    return records


def _row(row_type: Any, chance: random.Random) -> Any:
    values = {}
    for column in columns_of(row_type):
        missing = column.nullable and chance.random() < 0.3
        values[column.name] = None if missing else _value(column.type, chance, column.of.scale)
    return row_type(**values)


def _value(bare: Any, chance: random.Random, scale: int | None = None) -> Any:
    if get_origin(bare) is list:
        return [_value(get_args(bare)[0], chance) for _ in range(chance.randrange(3))]
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return {_value(key, chance): _value(value, chance) for _ in range(chance.randrange(3))}
    if is_row_class(bare):
        return _row(bare, chance)
    makers: dict[Any, Callable[[], Any]] = {
        str: lambda: chance.choice(["教育支出", "=1+1", "-", 'a,b"c\nd', "", "-1,234.56", "，全角"]),
        bool: lambda: chance.random() < 0.5,
        int: lambda: chance.randrange(1, 10**10),
        float: lambda: chance.randrange(1000) / 8,
        Decimal: lambda: Decimal(chance.randrange(-(10**12), 10**12)).scaleb(-(scale or 0)),
    }
    return makers[bare]()
