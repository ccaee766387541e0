from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.procurement import procurement_of
from normalize.tables import Ledger

ITEMISED = """
    政府采购项目来源 | < | 采购物品名称 | 政府采购目录序号 | 计量单位 | 数量 | 单价 | 政府采购金额 | <
    项目名称 | 预算资金 | ^ | ^ | ^ | ^ | ^ | 合计 | 一般公共预算拨款
    ---
    某某局小计 | | | | | | | 33.00 | 33.00
    办公设备购置费 | 40.20 | 台式计算机 | A0201 0104 | 台 | 38.00 | 0.83 | 31.54 | 31.54
    ^ | ^ | 打印机 | A02010601 | 台 | 2 | 0.73 | 1.46 |
"""


@pytest.fixture
def procured():
    def run(made):
        ledger = Ledger()
        return procurement_of(made, document_id="d", ledger=ledger), ledger

    return run


def test_an_item_has_project_code_quantity_and_money(table, procured):
    found, _ = procured(table(ITEMISED))
    item = found[1]
    assert (item.project_name, item.project_funds_yuan) == ("办公设备购置费", Decimal("402000.00"))
    assert (item.item, item.catalogue_code, item.measure_unit) == ("台式计算机", "A02010104", "台")
    assert (item.quantity, item.unit_price_yuan) == (Decimal("38.00"), Decimal("8300.00"))
    assert item.total_yuan == item.general_public_budget_yuan == Decimal("315400.00")


def test_a_project_over_several_rows_belongs_to_each_item(table, procured):
    found, _ = procured(table(ITEMISED))
    assert found[2].project_name == "办公设备购置费"
    assert found[2].project_funds_yuan == Decimal("402000.00")
    assert found[2].general_public_budget_yuan is None


def test_a_subtotal_glued_to_the_units_name_is_a_total(table, procured):
    found, _ = procured(table(ITEMISED))
    assert [row.is_total for row in found] == [True, False, False]


def test_columns_that_are_not_printed_are_null(table, procured):
    found, _ = procured(table("项目名称 | 采购品目名称 | 总计 \n --- \n 定额 | 复印纸 | 2.00"))
    assert (found[0].quantity, found[0].unit_price_yuan, found[0].catalogue_code) == (None, None, None)


def test_a_catalogue_code_glued_to_the_item_is_told_apart(table, procured):
    made = table(
        "采购项目 | 采购目录 | 数量 | 预算金额 \n --- \n 培训 | C02060000培训服务 | 1 | 90,000.00", unit="yuan"
    )
    found, _ = procured(made)
    assert (found[0].catalogue_code, found[0].item) == ("C02060000", "培训服务")


def test_categories_down_the_page_are_items(table, procured):
    found, _ = procured(table("采购类别 | 金额 \n --- \n A-货物 | 12.50 \n C-服务 | 7.50 \n 合计 | 20.00"))
    assert [(row.catalogue_code, row.item, row.is_total) for row in found] == [
        ("A", "货物", False),
        ("C", "服务", False),
        (None, "合计", True),
    ]


def test_categories_across_the_page_are_items_beside_their_sum(table, procured):
    found, _ = procured(table("单位名称 | 合计 | 货物 | 工程 | 服务 \n --- \n 某某局 | 6.00 | 1.00 | 2.00 | 3.00"))
    assert [(row.item, row.total_yuan, row.is_total) for row in found] == [
        (None, Decimal("60000.00"), True),
        ("货物", Decimal("10000.00"), False),
        ("工程", Decimal("20000.00"), False),
        ("服务", Decimal("30000.00"), False),
    ]


def test_rows_that_sum_the_items_below_them_are_totals(table, procured):
    made = table(
        """
        采购品目大类 | 专项名称 | 采购物品名称 | 采购组织形式 | 总计
        ---
        一、货物A | | | | 20.00
        | 办公设备购置费 | | | 20.00
        | | 台式计算机 | 分散自行组织 | 20.00
        """
    )
    found, _ = procured(made)
    assert [row.is_total for row in found] == [True, True, False]


def test_every_number_is_used_or_set_aside(table, procured):
    made = table(ITEMISED)
    _, ledger = procured(made)
    printed = {(cell.row_no, cell.column_no) for row in made.rows for cell in row.own_cells if cell.text}
    assert printed == ledger.used | ledger.set_aside.keys()


def test_items_belong_to_the_project_whose_row_sums_them(table):
    made = table(
        """
        采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计
        ---
        合计 | | | | | 9.00
        一、货物A | | | | | 7.00
        | 办公设备购置费 | 办公设备购置 | | | 5.00
        | | | 台式计算机 | 分散采购 | 5.00
        | 会议 | 会议费 | | | 2.00
        | | | 印刷品 | 分散采购 | 2.00
        二、服务C | | | | | 2.00
        | 物业管理费 | 物业管理费 | | | 2.00
        | | | 物业管理服务 | 集中采购 | 2.00
        """
    )
    found = procurement_of(made, document_id="d", ledger=Ledger())
    assert [(row.project_name, row.item) for row in found if not row.is_total] == [
        ("办公设备购置费", "台式计算机"),
        ("会议", "印刷品"),
        ("物业管理费", "物业管理服务"),
    ]
    assert [row.item for row in found if row.is_total] == ["合计", "一、货物A", None, None, "二、服务C", None]


def test_a_row_that_says_how_but_not_what_buys_the_item_above(table):
    made = table(
        """
        专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计
        ---
        合计 | | | | 9.00
        物业管理费 | 物业管理费 | | | 9.00
        | | 物业管理服务 | 分散采购 | 2.00
        | | | 集中采购 | 7.00
        """
    )
    found = procurement_of(made, document_id="d", ledger=Ledger())
    assert [(row.item, row.total_yuan) for row in found if not row.is_total] == [
        ("物业管理服务", Decimal(20_000)),
        ("物业管理服务", Decimal(70_000)),
    ]


def test_a_row_that_names_a_project_beside_how_it_buys_is_a_sum(table):
    made = table(
        """
        项目名称 | 采购品目 | 采购方式 | 金额
        ---
        合计 | | — | 9.00
        物业管理费 | | 公开招标 | 4.00
        | 物业管理服务 | 公开招标 | 4.00
        设备购置 | | 公开招标 | 5.00
        | 台式计算机 | 公开招标 | 5.00
        | | — | 5.00
        """
    )
    found = procurement_of(made, document_id="d", ledger=Ledger())
    assert [row.item for row in found if not row.is_total] == ["物业管理服务", "台式计算机"]


def test_codes_and_names_of_the_catalogue_may_share_a_heading(table):
    made = table(
        """
        采购项目 | 采购目录 | < | 数量 | 单价 | 合计
        ^ | 编码 | 名称 | ^ | ^ | ^
        ---
        信息化运维 | A02010105 | 台式计算机 | 10 | 0.50 | 5.00
        """
    )
    [row] = procurement_of(made, document_id="d", ledger=Ledger())
    assert (row.project_name, row.catalogue_code, row.item) == ("信息化运维", "A02010105", "台式计算机")


def test_sums_of_a_project_by_economic_code_belong_to_it(table):
    made = table(
        """
        采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 总计
        ---
        一、货物A | | | | 7.00
        | 审判业务费 | 办公设备购置 | | 5.00
        | | | 台式计算机 | 5.00
        | | 印刷费 | | 2.00
        | | | 印刷品 | 2.00
        二、服务C | | | | 2.00
        """
    )
    found = procurement_of(made, document_id="d", ledger=Ledger())
    assert [(row.project_name, row.item, row.is_total) for row in found][3:] == [
        ("审判业务费", None, True),
        ("审判业务费", "印刷品", False),
        (None, "二、服务C", True),
    ]


def test_a_total_over_code_and_item_keeps_its_label(table):
    made = table("项目编号 | 项目 | 总计 \n --- \n 合计 | < | 2.00 \n A | 货物 | 2.00")
    found = procurement_of(made, document_id="d", ledger=Ledger())
    assert [(row.item, row.catalogue_code, row.is_total) for row in found] == [
        ("合计", None, True), ("货物", "A", False),
    ]  # fmt: skip


def test_other_money_is_a_source_and_no_second_sum(table, procured):
    found, _ = procured(
        table(
            """
            项目名称 | 采购品目 | 资金来源 | < | <
            ^ | ^ | 合计 | 一般公共预算 | 其他资金
            ---
            设备购置 | 医疗设备 | 42.00 | 22.00 | 20.00
            """
        )
    )
    [row] = found
    assert (row.total_yuan, row.general_public_budget_yuan, row.other_yuan) == (
        Decimal("420000.00"),
        Decimal("220000.00"),
        Decimal("200000.00"),
    )


def test_the_sum_of_one_source_is_not_the_whole_sum(table, procured):
    found, _ = procured(
        table(
            """
            采购项目 | 采购品目 | 合计 | 一般公共预算 | <
            ^ | ^ | ^ | 小计 | 其中：上级补助
            ---
            设备购置 | 医疗设备 | 42.00 | 22.00 | 20.00
            """
        )
    )
    assert (found[0].total_yuan, found[0].general_public_budget_yuan) == (Decimal("420000.00"), Decimal("220000.00"))


def test_a_quantity_may_print_its_unit_of_measure(table, procured):
    found, _ = procured(table("采购项目名称 | 采购数量 | 采购预算金额 \n --- \n 密集架 | 20组 | 9.60"))
    assert (found[0].quantity, found[0].measure_unit) == (Decimal("20.0000"), "组")


def test_things_under_categories_of_their_own_rows_are_items_and_the_categories_totals(read_page):
    tables = read_page(
        """
        > 政府采购预算表
        > 单位：万元
        项目 | 数量 | 采购方式 | 采购金额 | <
        ^ | ^ | ^ | 合计 | 一般公共预算
        合计 | | | 94.00 | 94.00
        一、货物类 | | | 36.00 | 36.00
        1.便携式计算机 | 30台 | 框架协议 | 24.00 | 24.00
        2.空调机 | 24台 | 框架协议 | 12.00 | 12.00
        二、服务类 | | | 58.00 | 58.00
        1.物业管理服务 | 1项 | 公开招标 | 58.00 | 58.00
        """
    )
    assert [(row.item, row.quantity, row.is_total) for row in tables["procurement"]] == [
        ("合计", None, True),
        ("一、货物类", None, True),
        ("1.便携式计算机", 30, False),
        ("2.空调机", 24, False),
        ("二、服务类", None, True),
        ("1.物业管理服务", 1, False),
    ]


def test_sources_without_a_sum_beside_them_add_up_and_a_sum_is_not_its_first_source(table, procured):
    head = "    采购项目 | 数量 | 上级补助资金 | 本级安排资金{}\n    ---\n    电脑 | 5 | 30.00 | 20.00{}\n"
    [item] = procured(table(head.format("", "")))[0]
    assert item.total_yuan == Decimal("500000.00")
    [item] = procured(table(head.format(" | 合计", " | 50.00")))[0]
    assert item.total_yuan == item.other_yuan == Decimal("500000.00")
