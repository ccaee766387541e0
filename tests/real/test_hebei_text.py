"""The text dump of a Hebei bureau's budget of 2020, checked by eye line by line."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from extract.documents import read
from normalize.records import Records
from normalize.walk import normalize_document


@pytest.fixture(scope="module")
def records(disclosures: Path) -> Records:
    path = next(disclosures.glob("石家庄__*2020*.txt"))
    return normalize_document(read(path, name=path.name))


def test_each_project_has_its_code_name_and_money(records: Records) -> None:
    projects = records.tables["projects"]
    codes = ["95DS", "SUCD", "773S", "3A37", "1UA4", "8FT8", "6FYK", "88ZN", "RHQ1", "G00M", "7ONI"]
    assert [each.project_code[-4:] for each in projects] == codes
    assert projects[9].project_code == "471-0101-YCN-G00M"  # printed with a blank inside
    amounts = [1000, 270, 2000, 100, 200, 200, 150, 3290, 3000, 100, 52]
    assert [each.budget_yuan for each in projects] == [Decimal(amount) * 10000 for amount in amounts]
    assert [each.fiscal_yuan for each in projects] == [each.budget_yuan for each in projects]
    assert all(each.other_yuan is None for each in projects)  # blank is not zero
    assert [each.unit_code for each in projects] == ["471001"] * 8 + ["471002"] * 3
    assert projects[8].project_name == "2020中国国际数字经济博览会"


def test_each_month_of_a_plan_is_read_under_its_own_heading(records: Records) -> None:
    plan = {
        (each.project_no, each.month): each.cumulative_percent or each.cell_state
        for each in records.tables["spending_plan"]
    }
    hundred = {1: 6, 2: 6, 3: 6, 4: 10, 5: 6, 6: 6, 8: 10, 9: 12, 10: 6}
    for project, month in hundred.items():
        states = {m: plan[project, m] for m in (3, 6, 10, 12)}
        assert states == {m: Decimal(100) if m == month else "blank" for m in (3, 6, 10, 12)}
    assert [plan[7, month] for month in (3, 6, 10, 12)] == ["blank", "blank", Decimal(15), "column_missing"]
    assert [plan[11, month] for month in (3, 6, 10, 12)] == ["blank", Decimal(50), Decimal(100), "blank"]


def test_ninety_two_indicators_keep_their_level_and_target(records: Records) -> None:
    indicators = records.tables["indicators"]
    assert len(indicators) == 92
    assert Counter(each.project_no for each in indicators) == dict(
        zip(range(1, 12), [5, 8, 10, 8, 10, 8, 9, 7, 12, 10, 5], strict=True)
    )
    assert Counter(each.operator for each in indicators) == {">=": 66, "=": 21, "<=": 3, ">": 1, "text": 1}
    assert all(each.level1 and each.level2 and each.level3 and each.description for each in indicators)
    assert [each.level2 for each in indicators].count("社会效益指标") == 11
    assert {each.level1 for each in indicators} == {"产出指标", "效果指标", "满意度指标"}
    no_basis = [(each.project_no, each.level3) for each in indicators if not each.basis]
    assert no_basis == [(10, "项目质量要求")]


def test_six_cut_rows_are_whole_and_no_other_row_is_joined(records: Records) -> None:
    joined = [each for each in records.tables["indicators"] if each.rejoined]
    assert [(each.project_no, each.level2, each.level3) for each in joined] == [
        (4, "社会效益指标", "社会效益"),
        (6, "社会效益指标", "是否符合国家政策"),
        (7, "质量指标", "公益性服务"),
        (8, "质量指标", "达到规上企业入统标准"),
        (9, "数量指标", "峰会期间举办主题活动数量"),
        (11, "服务对象满意度指标", "劳动聘用人员满意度"),
    ]
    assert joined[0].basis == "国家级小型微型创业创新示范基地管理办法"
    assert joined[2].description == "为小微企业提供公益性或低收费服务占总服务的10%以上"
    seams = records.tables["seams"]
    assert Counter(each.decision for each in seams) == {"cut_row": 7, "new_row": 5}
    label = next(each for each in seams if each.table_no_before == 3)
    assert (label.decision, label.row_no_before, label.row_no_after) == ("cut_row", 2, 3)


def test_procurement_adds_up_although_a_continuation_lost_a_column(records: Records) -> None:
    rows = records.tables["procurement"]
    assert [each.is_total for each in rows] == [True] + [False] * 10
    assert rows[0].total_yuan == sum(each.total_yuan for each in rows[1:]) == Decimal("31922000.00")
    last = rows[-1]
    assert (last.item, last.catalogue_code, last.total_yuan) == ("其他社会服务", "C190299", Decimal("520000.00"))
    # The source of the money is in no column of that page; the sum above would give it, but it is not printed.
    assert last.general_public_budget_yuan is None
    assert last.project_name == "中小企业服务中心劳务派遣经费"


def test_assets_keep_blanks_apart_from_zeros(records: Records) -> None:
    assets = records.tables["assets"]
    assert [(each.level, each.quantity, each.value_yuan) for each in assets] == [
        (0, None, Decimal("8519900.00")),
        (1, None, None),
        (2, None, None),
        (1, Decimal(5), Decimal("966700.00")),
        (1, None, None),
        (1, None, Decimal("7553200.00")),
    ]
    assert {each.as_of for each in assets} == {"2019-12-31"}


def test_the_document_says_who_it_is_and_explains_seven_terms(records: Records) -> None:
    document = records.tables["documents"][0]
    assert (document.department, document.place, records.fiscal_year) == ("石家庄市工业和信息化局", "石家庄市", 2020)
    assert (document.document_kind, document.status) == ("budget", "complete")
    assert [each.term for each in records.tables["glossary"]] == [
        "一般公共预算拨款收入", "基本支出", "项目支出", "上缴上级支出", "“三公”经费", "机关运行费", "上年结转",
    ]  # fmt: skip
    assert [each.name for each in records.tables["institutions"]] == ["石家庄市工业和信息化局"]
    coverage = records.tables["coverage"][0]
    assert coverage.numbers_unaccounted == 0
