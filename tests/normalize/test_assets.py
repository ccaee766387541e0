from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.assets import assets_of
from normalize.tables import Ledger

STOCK = """
    项目 | 数量 | 价值（金额单位：万元）
    ---
    资产总额 | | 851.99
    1、房屋（平方米） | |
    其中：办公用房（平方米） | 120.50 |
    2、车辆（台、辆） | 5 | 96.67
    3、单价在20万元以上的设备 | |
"""


@pytest.fixture
def assets(table):
    def run(text, **options):
        return assets_of(table(text, **options), document_id="d", ledger=Ledger())

    return run


def test_the_whole_its_items_and_their_parts_have_levels(assets):
    assert [row.level for row in assets(STOCK)] == [0, 1, 2, 1, 1]


def test_quantities_take_their_unit_from_the_label(assets):
    rows = assets(STOCK)
    assert [row.quantity_unit for row in rows] == [None, "平方米", "平方米", "台、辆", None]
    assert rows[2].quantity == Decimal("120.50")


def test_values_take_their_unit_from_the_header(assets):
    assert assets(STOCK, unit="yuan")[0].value_yuan == Decimal("8519900.00")


def test_blank_cells_stay_null(assets):
    assert [row.value_yuan for row in assets(STOCK)[1:3]] == [None, None]


def test_the_date_of_the_stock_stands_above_the_table(assets):
    rows = assets(STOCK, above=("编制部门：某某局", "截止时间：2019年12月31日"))
    assert {row.as_of for row in rows} == {"2019-12-31"}


def test_items_across_the_page_are_assets_too(assets):
    rows = assets(
        """
        资产总额 | 固定资产 | < | <
        ^ | 小计 | 房屋 | 车辆
        ---
        100.00 | 60.00 | 50.00 | 10.00
        """
    )
    assert [(row.item, row.level, row.value_yuan) for row in rows] == [
        ("资产总额", 0, Decimal("1000000.00")),
        ("固定资产", 1, Decimal("600000.00")),
        ("固定资产/房屋", 2, Decimal("500000.00")),
        ("固定资产/车辆", 2, Decimal("100000.00")),
    ]


def test_the_national_form_lays_items_side_by_side_beside_the_label_of_its_one_row(assets):
    rows = assets(
        """
        项目 | 行次 | 资产总额 | 流动资产 | 固定资产 | < | < | 无形资产
        ^ | ^ | ^ | ^ | 小计 | 房屋构筑物 | 车辆 | ^
        ---
        合计 | 1 | 900.00 | 100.00 | 800.00 | 600.00 | 200.00 |
        """,
        unit="yuan",
    )
    assert [(row.item, row.level, int(row.value_yuan)) for row in rows] == [
        ("资产总额", 0, 900),
        ("流动资产", 1, 100),
        ("固定资产", 1, 800),
        ("固定资产/房屋构筑物", 2, 600),
        ("固定资产/车辆", 2, 200),
    ]


def test_assets_to_be_bought_are_worth_their_sum_and_not_their_price(assets):
    rows = assets(
        """
        单位名称 | 资产名称 | 数量 | 单价 | 金额 | 资金来源
        ---
        某某县审计局 | 台式电脑 | 10 | 0.50 | 5.00 | 一般公共预算
        合计 | | 10 | | 5.00 |
        """
    )
    assert [(row.item, row.level, row.quantity, row.value_yuan) for row in rows] == [
        ("台式电脑", 1, Decimal(10), Decimal("50000.00")),
        ("合计", 0, Decimal(10), Decimal("50000.00")),
    ]


def test_where_units_alone_are_named_each_row_is_what_one_holds(assets):
    [row] = assets(
        """
        单位名称 | 数量 | 价值
        ---
        某某市水务局 | 3 | 500.00
        """
    )
    assert (row.item, row.quantity, row.value_yuan) == ("某某市水务局", Decimal(3), Decimal("5000000.00"))


def test_items_beside_units_are_what_each_unit_holds(assets):
    rows = assets(
        """
        单位名称 | 房屋 | < | 车辆 | <
        ^ | 面积 | 价值 | 数量 | 价值
        ---
        某某市水务局 | 80.00 | 60.00 | 3 | 40.00
        """
    )
    assert [row.item for row in rows][::2] == ["某某市水务局/房屋/面积", "某某市水务局/车辆/数量"]
    assert [row.quantity for row in rows] == [Decimal("80.00"), None, Decimal(3), None]


def test_what_is_bought_is_named_by_its_name_and_not_by_its_kind(assets):
    [row] = assets(
        """
        单位名称 | 资产类别 | 资产分类代码.名称 | 资产名称 | 计量单位 | 数量 | 单价 | 金额
        ---
        某某市水务局 | 设备 | A02010105 台式计算机 | 台式机 | 台 | 10 | 0.50 | 5.00
        """
    )
    assert (row.item, row.quantity, row.quantity_unit, row.value_yuan) == ("台式机", 10, "台", Decimal("50000.00"))


def test_numbers_of_rows_may_stand_below_the_word_for_numbers_of_columns(read_page):
    tables = read_page(
        """
        > 国有资产占用情况表
        > 单位：台、辆、套
        项目 | 栏次 | 数量
        （一）车辆数合计（台、辆） | 1 | 3
        3.机要通信用车 | 4 | 3
        """
    )
    assert [(row.item, int(row.quantity)) for row in tables["assets"]] == [
        ("（一）车辆数合计（台、辆）", 3),
        ("3.机要通信用车", 3),
    ]


@pytest.fixture
def left(table):
    def run(text, **options):
        ledger = Ledger()
        assets_of(table(text, **options), document_id="d", ledger=ledger)
        return ledger.set_aside

    return run


def test_numbers_with_their_measure_behind_them_are_quantities_and_values(assets):
    rows = assets(
        """
        项目 | 数量 | 价值
        ---
        1、房屋 | 1200平方米 | 300万元
        2、车辆 | 5辆 | 96.67
        """,
        unit="yuan",
    )
    assert [(row.quantity, row.quantity_unit, row.value_yuan) for row in rows] == [
        (Decimal(1200), "平方米", Decimal("3000000.00")),
        (Decimal(5), "辆", Decimal("96.67")),
    ]


def test_a_number_among_words_is_not_understood_where_quantities_and_values_stand(left):
    aside = left(
        """
        资产名称 | 规格 | 数量 | 价值
        ---
        房屋 | 2层办公楼 | 1200平方米（含地下） | 约300万元左右
        """
    )
    assert aside == {(1, 2): "label", (1, 3): "not_understood", (1, 4): "not_understood"}


def test_items_across_the_page_may_print_their_measure(assets, left):
    text = """
        资产总额 | 房屋 | 车辆 | 对外投资
        ---
        100万元 | 50平方米 | 3辆 | 约10万元
        """
    rows = assets(text, unit="yuan")
    assert [(row.item, row.quantity, row.quantity_unit, row.value_yuan) for row in rows] == [
        ("资产总额", None, None, Decimal("1000000.00")),
        ("房屋", Decimal(50), "平方米", None),
        ("车辆", Decimal(3), "辆", None),
    ]
    assert left(text) == {(1, 4): "not_understood"}


def test_items_below_a_class_that_sums_them_are_its_parts(assets):
    rows = assets(
        """
        资产类别 | 数量 | 金额（万元）
        ---
        通用设备 | 120 | 78.00
        台式电脑 | 100 | 50.00
        打印机 | 20 | 28.00
        家具 | 40 | 4.00
        办公桌 | 40 | 4.00
        合计 | 160 | 82.00
        """
    )
    assert [row.level for row in rows] == [1, 2, 2, 1, 2, 0]


def test_parts_named_in_a_column_of_their_own_under_one_heading(assets):
    rows = assets(
        """
        项目 | < | 数量 | 价值（万元）
        ---
        一、车辆（辆） | < | 4 | 96.00
        其中 | 机要通信用车 | 1 | 36.00
        ^ | 应急保障用车 | 3 | 60.00
        二、家具 | < | 460 | 52.00
        """
    )
    assert [(row.item, row.level) for row in rows] == [
        ("一、车辆（辆）", 1),
        ("机要通信用车", 2),
        ("应急保障用车", 2),
        ("二、家具", 1),
    ]


def test_what_is_there_already_is_not_what_is_bought(read_page):
    tables = read_page(
        """
        > 新增资产配置预算表
        单位名称 | 资产名称 | 计量单位 | 现有数量 | 新增数量 | 单价（元） | 总金额（元） | 资金来源
        某某县档案馆 | 密集架 | 组 | 12 | 8 | 15000 | 120000 | 一般公共预算
        某某县档案馆 | 扫描仪 | 台 | 4 | 3 | 28000 | 84000 | 单位资金
        """
    )
    assert [(row.item, row.quantity, row.value_yuan) for row in tables["assets"]] == [
        ("密集架", 8, 120000),
        ("扫描仪", 3, 84000),
    ]


def test_headings_that_name_what_is_counted_head_quantities(read_page):
    tables = read_page(
        """
        > 国有资产占有使用情况表
        单位名称 | 公务用车（辆） | < | 单价50万元以上通用设备（台、套）
        ^ | 小计 | 执法执勤用车 | ^
        合计 | 32 | 23 | 6
        某某县公安局 | 26 | 18 | 5
        某某县看守所 | 6 | 5 | 1
        """
    )
    assert [(row.item, row.quantity, row.quantity_unit, row.value_yuan) for row in tables["assets"][:4]] == [
        ("公务用车（辆）", 32, "辆", None),
        ("公务用车（辆）/执法执勤用车", 23, "辆", None),
        ("单价50万元以上通用设备（台、套）", 6, "台、套", None),
        ("某某县公安局/公务用车（辆）", 26, "辆", None),
    ]
