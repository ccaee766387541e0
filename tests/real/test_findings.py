"""What is wrong in real documents, as their pages and a finance bureau's own inspection sheet say."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.documents import read
from normalize.schema import Finding
from normalize.walk import normalize_document


def findings(disclosures: Path, words: str) -> list[Finding]:
    path = next(path for path in sorted(disclosures.iterdir()) if words in path.name and path.suffix != ".xlsx")
    return normalize_document(read(path, name=path.name)).tables["findings"]


def failed(found: list[Finding], check_id: str) -> list[Finding]:
    return [each for each in found if each.verdict == "fail" and each.check_id == check_id]


@pytest.fixture(scope="module")
def hebei(disclosures: Path) -> list[Finding]:
    return findings(disclosures, "市工业和信息化局2020")


@pytest.fixture(scope="module")
def inspected(disclosures: Path) -> list[Finding]:
    return findings(disclosures, "doc_check__unit_budget")


def test_income_in_prose_is_not_the_sum_of_its_sources(hebei: list[Finding]) -> None:
    [each] = failed(hebei, "N-01")
    assert (each.actual_text, each.difference) == ("8250.28万元", 45)
    assert failed(hebei, "N-05")


def test_a_project_plan_stops_at_fifteen_per_cent(hebei: list[Finding]) -> None:
    [each] = failed(hebei, "P-05")
    assert each.actual_text == "15.00"
    assert failed(hebei, "P-06")


def test_a_cost_is_bounded_from_below(hebei: list[Finding]) -> None:
    [each] = failed(hebei, "P-12")
    assert each.actual_text == ">=150万元"


def test_a_target_in_yuan_is_described_in_ten_thousands(hebei: list[Finding]) -> None:
    assert ">=2000元" in {each.actual_text for each in failed(hebei, "P-10")}


def test_the_second_section_is_missing(hebei: list[Finding]) -> None:
    [each] = failed(hebei, "D-01")
    assert "第2项" in each.message


def test_purchases_close_and_the_lost_column_is_not_called_wrong(hebei: list[Finding]) -> None:
    assert not failed(hebei, "G-01") + failed(hebei, "G-02") + failed(hebei, "G-03")
    assert "insufficient" in {each.verdict for each in hebei if each.check_id == "G-02"}


@pytest.mark.parametrize(
    ("check_id", "amount"),
    [
        ("B-08", "14,348,853.34"),  # 行政运行 in 支出总表: total and basic are equal, project is not blank
        ("B-14", "14,348,853.34"),  # the same in 一般公共预算支出表
        ("N-17", "-1.10%"),  # 1434.89 after 1690.69 is no 1.10 % less
        ("N-21", "57.8万元"),  # 56.12 two lines before
        ("N-17", "21.74%"),
        ("N-21", "170.03万元"),  # 207 before
        ("N-25", "医疗卫生与计划生育支出"),
    ],
)
def test_what_the_inspectors_found_is_found(inspected: list[Finding], check_id: str, amount: str) -> None:
    assert amount in {each.actual_text for each in failed(inspected, check_id)}


@pytest.mark.parametrize("check_id", ["D-08", "D-09", "N-23"])
def test_wording_the_inspectors_marked_is_found(inspected: list[Finding], check_id: str) -> None:
    assert failed(inspected, check_id)


def test_what_the_inspectors_passed_raises_no_other_error(inspected: list[Finding]) -> None:
    errors = {each.check_id for each in inspected if each.verdict == "fail" and each.severity == "error"}
    # A total that misses its parts by 0.34 yuan went unnoticed by them: it stands in four tables.
    assert errors == {"B-08", "B-09", "B-14", "B-16"}
