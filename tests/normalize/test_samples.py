"""The samples are read as their truth says, whatever the format and wherever the pages cut."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extract.documents import read
from normalize.folding import fold
from normalize.records import Records
from normalize.walk import normalize_document

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCES = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".txt"})

#: Published tables whose rows the truth of a sample states one by one.
STATED = [
    "documents", "sections", "tables", "lines", "projects", "spending_plan", "indicators", "procurement", "assets",
    "institutions", "glossary",
]  # fmt: skip


def read_sample(path: Path) -> Records:
    return normalize_document(read(path, name=path.name))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return _reencoded(value) if isinstance(value, str) else value


def _reencoded(text: str) -> str:
    """Take back what a text dump does to print: LaTeX and other signs, markdown, half width, blanks."""
    for dumped, printed in (
        (r"$\geq", "≥"),
        (r"\%$", "%"),
        (r"\%", "%"),
        ("$", ""),
        ("**", ""),
        ("≥", ">="),
        ("≤", "<="),
    ):
        text = text.replace(dumped, printed)
    return fold(text)


def _told(stated: dict[str, Any], row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the truth states of a record, and what the record says of the same fields."""
    decimals = {name for name, value in msgspec.structs.asdict(row).items() if isinstance(value, Decimal)}
    wanted = {name: Decimal(value) if name in decimals else value for name, value in stated.items()}
    return {name: _plain(value) for name, value in wanted.items()}, {
        name: _plain(getattr(row, name)) for name in stated
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_truth_says(path: Path) -> None:
    truth = json.loads((SAMPLES / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))
    records = read_sample(path)
    assert records.fiscal_year == truth["fiscal_year"]
    for name in STATED:
        stated = truth["records"].get(name, [])
        rows = records.tables[name]
        for each, row in zip(stated, rows, strict=False):
            wanted, told = _told(each, row)
            assert told == wanted, name
        assert len(rows) == len(stated), name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_number_of_a_sample_is_in_a_record_or_set_aside_with_a_reason(path: Path) -> None:
    records = read_sample(path)
    coverage = records.tables["coverage"][0]
    assert coverage.numbers_printed > 100
    assert coverage.numbers_unaccounted == 0
    assert coverage.numbers_printed == coverage.numbers_in_records + coverage.numbers_set_aside


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_sums_of_a_sample_close(path: Path) -> None:
    findings = read_sample(path).tables["findings"]
    assert len(findings) > 20
    assert {each.verdict for each in findings} <= {"pass", "insufficient", "not_applicable"}
    assert sum(each.verdict == "pass" for each in findings) > len(findings) / 2
