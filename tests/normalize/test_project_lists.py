"""Projects that stand as rows of one list, with their sums and levels."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_by_hand import money

from normalize.project_levels import leaf_rows
from normalize.project_lists import listed_projects
from normalize.tables import Ledger


@pytest.fixture
def listed(table):
    def run(text, **options):
        blocks = listed_projects(table(text, **options), document_id="d", first_no=1, ledger=Ledger())
        return [block.project for block in blocks]

    return run


def test_a_project_of_a_list_sums_its_sources(listed):
    found = listed(
        """
        单位名称 | 项目名称 | 总计 | 财政拨款收入 | < | 财政专户管理资金 | 单位资金
        ^ | ^ | ^ | 一般公共预算 | 政府性基金 | ^ | ^
        ---
        | 合计 | 40.00 | 25.00 | 5.00 | 4.00 | 6.00
        001001-某某局 | 执法办案 | 40.00 | 25.00 | 5.00 | 4.00 | 6.00
        """
    )
    assert [(each.unit_code, each.unit_name, each.project_name) for each in found] == [("001001", "某某局", "执法办案")]
    assert money(found[0]) == (Decimal("400000.00"), Decimal("300000.00"), Decimal("100000.00"))


@pytest.mark.parametrize(
    ("first", "more", "sums"),
    [
        ("829.76", "", [829_7600, 95_0000]),
        ("95.00", "", [95_0000, 95_0000]),
        ("100.00", "^ | 5.00 | 扩大覆盖面。 | 覆盖人数 | 9", [100_0000]),
    ],
)
def test_each_sum_with_goals_of_its_own_beside_one_name_is_listed(listed, first, more, sums):
    found = listed(
        f"""
        项目名称 | 项目总额 | 绩效目标 | 三级指标 | 本年绩效指标值
        ---
        11000026T000003742273-咨询服务项目 | {first} | 掌握就业状况。 | 监测次数 | 12
        ^ | ^ | ^ | 监测报告 | 4
        ^ | 95.00 | 提高服务质量。 | 活动场次 | 3
        {more}
        """
    )
    assert [each.budget_yuan for each in found] == sums
    assert {each.project_code for each in found} == {"11000026T000003742273"}


def test_a_printed_sum_of_fiscal_money_is_taken_before_its_parts(listed):
    found = listed(
        """
        支出项目类别（资金使用单位） | 总计 | 财政拨款 | < | 其他资金 | 绩效目标
        ^ | ^ | 合计 | 一般公共预算 | ^ | ^
        ---
        某某市统计局 | 50.00 | 40.00 | 40.00 | 10.00 |
        普查经费 | 50.00 | 40.00 | 40.00 | 10.00 | 摸清家底。
        """.replace("支出项目类别", "项目名称")
    )
    assert [(each.unit_name, each.project_name) for each in found] == [("某某市统计局", "普查经费")]
    assert money(found[0]) == (Decimal("500000.00"), Decimal("400000.00"), Decimal("100000.00"))


def test_sums_over_groups_of_projects_are_no_projects(listed):
    found = listed(
        """
        单位编码 | 单位（项目）名称 | 项目金额 | 项目简介
        ---
        ** | ** | ** | **
        | 合计 | 70.00 |
        114 | 某某办公厅 | 70.00 |
        114001 | 某某办公厅 | 70.00 |
        | 通用项目 | 20.00 |
        | 大宗印刷项目 | 20.00 |
        | 公报印制 | 20.00 |
        | 专用项目 | 50.00 |
        | 驻外机构保障 | 50.00 |
        | 驻京办保障 | 30.00 |
        | 驻沪办保障 | 20.00 |
        """
    )
    assert [(each.unit_code, each.project_name) for each in found] == [
        ("114001", "公报印制"),
        ("114001", "驻京办保障"),
        ("114001", "驻沪办保障"),
    ]


@given(st.lists(st.lists(st.integers(1, 99), min_size=1, max_size=4), min_size=1, max_size=5))
def test_two_levels_are_always_told_apart(groups):
    rows = [Decimal(amount) for group in groups for amount in (sum(group), *group)]
    leaves = leaf_rows(rows, Decimal(sum(map(sum, groups))))
    assert leaves is not None
    assert sum(rows[index] for index in leaves) == sum(map(sum, groups))


def test_a_plain_list_has_no_levels():
    assert leaf_rows([Decimal(1), Decimal(2)], Decimal(3)) is None


PARTS = """
    项目名称 | 项目总额 | 绩效目标 | 一级指标 | 三级指标 | 指标值
    ---
    印刷服务 | 16.70 | 印刷培训教材 | 产出指标 | 教材册数 | 100
    ^ | ^ | ^ | 成本指标 | 印刷成本 | 16.7
    ^ | 3.00 | 印刷宣传册 | 产出指标 | 宣传册数 | 50
    ^ | ^ | ^ | 成本指标 | 印刷成本 | 3
"""


def test_a_sum_printed_again_beside_each_indicator_is_no_part(listed):
    again = PARTS.replace("^ | ^ | ^", "^ | 16.70 | ^").replace("^ | 3.00 | 印刷宣传册", "^ | 16.70 | ^")
    assert [each.budget_yuan for each in listed(again)] == [Decimal("167000.00")]
