"""The sums of the samples close; read from their truth alone."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from samples.build import FOLDER

COUNTY = json.loads((FOLDER / "truth" / "澄岭县商务局2020年部门预算公开情况说明.json").read_text("utf-8"))["records"]
DISTRICTS = [
    json.loads(path.read_text("utf-8"))["records"] for path in sorted((FOLDER / "truth").glob("*文化和旅游局*.json"))
]

Row = dict[str, Any]


def amounts(records: Row, kind: str) -> list[Row]:
    return [{**line, "yuan": Decimal(line["amount_yuan"])} for line in records["lines"] if line["kind"] == kind]


def total(lines: list[Row], where: Callable[[Row], bool]) -> Decimal:
    return sum((line["yuan"] for line in lines if where(line)), Decimal(0))


def whole(lines: list[Row], measure: str) -> Decimal:
    return total(lines, lambda line: line["is_total"] and line["measure"] == measure)


def test_there_are_two_prints_of_the_nine_tables() -> None:
    kinds = ["B1", "B2", "B3", "B4", "B5", "B8", "B9", "B6", "B7"]
    assert [[table["kind"] for table in records["tables"]] for records in DISTRICTS] == [kinds, kinds]


@pytest.mark.parametrize("records", DISTRICTS)
def test_income_equals_expenditure_and_both_equal_their_parts(records: Row) -> None:
    summary = amounts(records, "B1")
    named = {line["name"]: line["yuan"] for line in summary}
    income = total(summary, lambda line: line["lane"] == 1 and "、" in line["name"])
    expenditure = total(summary, lambda line: line["lane"] == 2 and "、" in line["name"])
    assert named["本年收入合计"] == income
    assert named["收入总计"] == income + named["上年结转结余"] == named["支出总计"]
    assert named["本年支出合计"] == expenditure
    assert named["支出总计"] == expenditure + named["年终结转结余"]


@pytest.mark.parametrize("kind", ["B2", "B3", "B5", "B6"])
@pytest.mark.parametrize("records", DISTRICTS)
def test_every_level_of_the_codes_adds_up_in_every_column(records: Row, kind: str) -> None:
    lines = amounts(records, kind)
    printed = {(line["code"], line["measure"]): line["yuan"] for line in lines if "code" in line}
    below: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (code, measure), yuan in printed.items():
        below[code[:-2] if len(code) > 3 else "合计", measure] += yuan
    for (code, measure), yuan in below.items():
        assert yuan == (whole(lines, measure) if code == "合计" else printed[code, measure])


@pytest.mark.parametrize("kind", ["B2", "B3", "B5", "B6"])
@pytest.mark.parametrize("records", DISTRICTS)
def test_every_row_adds_up(records: Row, kind: str) -> None:
    rows: dict[int, list[Row]] = defaultdict(list)
    for line in amounts(records, kind):
        rows[line["row_no"]].append(line)
    for row in rows.values():
        assert total(row, lambda line: line["measure"] == "total") == total(
            row, lambda line: line["measure"] != "total"
        )


@pytest.mark.parametrize("records", DISTRICTS)
def test_the_tables_agree_with_one_another(records: Row) -> None:
    summary, income, expenditure, fiscal, general, basic, three = (
        amounts(records, kind) for kind in ("B1", "B2", "B3", "B4", "B5", "B6", "B7")
    )
    sums = {line["name"]: line["yuan"] for line in summary}
    assert whole(income, "total") == sums["收入总计"]
    assert whole(expenditure, "total") == sums["支出总计"]
    assert whole(fiscal, "total") == whole(general, "total") == whole(income, "general_public_budget")
    assert whole(basic, "total") == whole(general, "basic") == whole(expenditure, "basic")
    by_name = {
        line["name"]: line["yuan"] for line in expenditure if line.get("code_level") == 1 and line["measure"] == "total"
    }
    classes = {
        re.sub("^.+?、", "", line["name"]): line["yuan"]
        for line in summary
        if line["lane"] == 2 and "、" in line["name"]
    }
    assert by_name == classes
    values = [line["yuan"] for line in three]
    assert values[0] == values[1] + values[2] + values[3]
    assert values[3] == values[4] + values[5]
    items = {line["code"]: line["yuan"] for line in basic if line.get("code") and line["measure"] == "total"}
    half_a_cent_of_wan = Decimal(50)
    assert abs(items["30217"] - values[2]) <= half_a_cent_of_wan
    assert abs(items["30231"] - values[5]) <= half_a_cent_of_wan


def prose(records: Row, title: str) -> str:
    return "".join(section.get("text", "") for section in records["sections"] if section.get("title") == title)


def quoted(text: str) -> list[Decimal]:
    return [Decimal(number) for number in re.findall(r"(\d+(?:\.\d+)?)万元", text)]


def test_the_countys_income_and_expenditure_close() -> None:
    income, *sources = quoted(prose(COUNTY, "收入说明"))
    spent, basic, personnel, operating, projects, *items = quoted(prose(COUNTY, "支出说明"))
    assert income == sum(sources) == spent == basic + projects
    assert basic == personnel + operating
    assert projects == sum(items)


def test_the_countys_changes_close() -> None:
    _, change, basic, personnel, operating, projects, more, less = quoted(prose(COUNTY, "比上年增减情况"))
    assert (change, basic, projects) == (basic + projects, personnel - operating, more - less)


def test_the_countys_three_expenses_close() -> None:
    whole_, abroad, cars, purchase, upkeep, reception, less, *parts = quoted(
        prose(COUNTY, "财政拨款“三公”经费预算情况及增减变化原因")
    )
    assert whole_ == abroad + cars + reception
    assert cars == purchase + upkeep
    assert less == sum(parts)


def test_the_bureaus_projects_are_those_of_the_narrative() -> None:
    own = [project for project in COUNTY["projects"] if project["unit_code"] == "518002"]
    text = prose(COUNTY, "支出说明")
    assert sum(Decimal(project["budget_yuan"]) for project in own) / 10_000 == quoted(text)[4]
    assert all(project["project_name"] in text for project in own)


def test_each_project_is_paid_from_its_sources_and_paid_out_in_full() -> None:
    for project in COUNTY["projects"]:
        other = Decimal(project.get("other_yuan", 0))
        assert Decimal(project["budget_yuan"]) == Decimal(project["fiscal_yuan"]) + other
        plan = [row for row in COUNTY["spending_plan"] if row["project_no"] == project["project_no"]]
        shares = [Decimal(row["cumulative_percent"]) for row in plan if "cumulative_percent" in row]
        assert [row["month"] for row in plan] == [3, 6, 10, 12]
        assert shares == sorted(shares)
        assert shares[-1] == 100


def test_the_purchases_add_up_and_keep_within_their_projects() -> None:
    first, *rows = COUNTY["procurement"]
    assert first["is_total"]
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        assert Decimal(row["quantity"]) * Decimal(row["unit_price_yuan"]) == Decimal(row["total_yuan"])
        assert row["total_yuan"] == row["general_public_budget_yuan"]
        spent[row["project_name"]] += Decimal(row["total_yuan"])
    all_, goods, services = quoted(prose(COUNTY, "政府采购预算情况"))
    assert sum(spent.values()) == Decimal(first["total_yuan"]) == all_ * 10_000 == (goods + services) * 10_000
    budgets = {project["project_name"]: Decimal(project["budget_yuan"]) for project in COUNTY["projects"]}
    assert all(amount <= budgets[name] for name, amount in spent.items())


def test_the_assets_add_up_to_what_the_narrative_says() -> None:
    values = [(row["level"], Decimal(row["value_yuan"])) for row in COUNTY["assets"]]
    assert sum(value for level, value in values if level == 1) == values[0][1]
    assert quoted(prose(COUNTY, "国有资产信息"))[0] * 10_000 == values[0][1]


def test_the_county_shows_what_a_reader_must_cope_with() -> None:
    assert len(COUNTY["projects"]) >= 6
    assert len(COUNTY["glossary"]) >= 5
    assert any(project["project_name"][0].isdigit() for project in COUNTY["projects"])
    assert {row["operator"] for row in COUNTY["indicators"]} == {">=", "<=", "=", "text"}
    assert any("other_yuan" not in project for project in COUNTY["projects"])
