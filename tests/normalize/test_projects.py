from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest
from records_by_hand import money

from normalize.form_amounts import leave_numbers
from normalize.performance import indicators_of, projects_of
from normalize.tables import Ledger


@pytest.fixture
def form(table):
    """Return the project of a form whose indicators begin at the given row."""

    def run(text, head_rows, **options):
        made = table(text, **options)
        body = made.rows[head_rows:]
        header = {number: cell.text for number, cell in enumerate(made.rows[head_rows].cells, 1)}
        columns = tuple(replace(column, path=(header[column.column_no],)) for column in made.columns)
        made = replace(made, columns=columns, head_rows=head_rows, rows=(*made.rows[:head_rows], *body[1:]))
        ledger = Ledger()
        block = projects_of(made, document_id="d", first_no=1, ledger=ledger)[0]
        found = indicators_of(made, block.rows, block.project, document_id="d", ledger=ledger)
        return block.project, found, ledger

    return run


NATIONAL = """
项目名称 | < | 系统运行维护 | < | < | <
主管部门及代码 | < | [292]某某局 | 实施单位 | 某某局本级 | <
项目资金（万元） | < | 年度资金总额： | 2,134.87 | 执行率分值（10） | <
^ | < | 其中：财政拨款 | 1,384.87 | |
^ | < | 上年结转 | 750.00 | |
年度总体目标 | 保障系统稳定运行，提高服务水平。 | < | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值
^ | 产出指标 | 数量指标 | 设备维护量 | ≥330台（套） | 20
^ | ^ | 质量指标 | 设备完好率 | ≥96% | 30
"""


def test_a_form_takes_its_money_in_the_unit_of_its_label(form):
    project, _, _ = form(NATIONAL, 6, unit="yuan")
    assert money(project) == (Decimal("21348700.00"), Decimal("13848700.00"), None)
    assert (project.project_name, project.unit_name) == ("系统运行维护", "某某局本级")
    assert project.goals == "保障系统稳定运行，提高服务水平。"


def test_sums_of_a_form_that_states_several_units_are_each_in_their_own(form):
    project, _, _ = form(
        """
        项目名称 | 某某项目 | 补助标准（元） | 500
        年度资金总额（万元） | 30.00 | 其中：财政拨款（元） | 200000.00
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 检查次数 | ≥5次
        """,
        2,
        unit=None,
    )
    assert money(project) == (Decimal("300000.00"), Decimal("200000.00"), None)


def test_the_sum_granted_is_taken_before_the_one_applied_for_and_alone(form):
    project, _, ledger = form(
        """
        项目名称 | 某某项目 | < | <
        部门预算金额 | 100.00 | 本年度预算申请数 | 80.00
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 检查次数 | ≥5次
        """,
        2,
    )
    assert project.budget_yuan == Decimal("1000000.00")
    assert (2, 2) in ledger.used
    assert (2, 4) not in ledger.used


def test_the_label_of_the_block_is_no_indicator(form):
    _, found, _ = form(NATIONAL, 6)
    assert [(each.level1, each.level2, each.level3, each.target_unit) for each in found] == [
        ("产出指标", "数量指标", "设备维护量", "台(套)"),
        ("产出指标", "质量指标", "设备完好率", "%"),
    ]
    assert [each.weight for each in found] == [20, 30]
    assert all(each.other == {} for each in found)


def test_the_target_of_the_year_is_taken_beside_that_of_the_project(form):
    _, found, _ = form(
        """
        项目名称 | 某某项目 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值
        产出指标 | 数量指标 | 检查次数 | ≥20次 | ≥5次
        """,
        1,
    )
    assert [(each.target_text, each.other) for each in found] == [("≥5次", {"实施周期指标值": "≥20次"})]


def test_operator_and_description_may_stand_behind_the_target(table):
    made = table(
        """
        项目名称 | 资金总额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值类型 | 度量单位 | 指标内容
        ---
        审计业务费 | 10.00 | 完成审计项目。 | 成本指标 | 经济成本指标 | 成本控制 | 10 | ≤ | 万元 | 控制在预算内
        """
    )
    block = projects_of(made, document_id="d", first_no=1, ledger=Ledger())[0]
    found = indicators_of(made, block.rows, block.project, document_id="d", ledger=Ledger())[0]
    assert (found.operator, found.target_value, found.target_unit) == ("<=", 10, "万元")
    assert (found.level3, found.description) == ("成本控制", "控制在预算内")


def test_money_that_no_project_column_takes_is_set_aside_as_such(form, table):
    made = table(NATIONAL)
    ledger = Ledger()
    leave_numbers(made, ledger)
    assert ledger.set_aside[5, 4] == "form_amount"
    assert ledger.set_aside[1, 3] == "label"


def test_goals_stand_below_their_headings(form):
    project, _, _ = form(
        """
        项目名称 | < | 文化产业发展专项资金 | <
        资金金额（万元） | 实施期资金总额： | | 年度资金总额： | 200
        总体目标 | 实施期总目标 | < | 年度目标 | <
        ^ | | < | 壮大产业规模，提高发展质量。 | <
        一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        产出指标 | 数量指标 | 扶持项目 | ≥30个 |
        """.replace("文化产业发展专项资金 | <", "文化产业发展专项资金 | < | <"),
        4,
        unit="yuan",
    )
    assert project.goals == "壮大产业规模，提高发展质量。"
    assert project.budget_yuan == Decimal("2000000.00")


def test_goals_in_several_boxes_under_one_label_are_told_together(form):
    project, _, _ = form(
        """
        专项（项目）名称 | 安全生产专项资金 | < | <
        年度总体目标 | 目标1：检查全市企业的安全生产。 | < | <
        ^ | 目标2：配备应急救援的车辆和物资。 | < | <
        备注 | 不含上年结转的资金与各区县的支出 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 检查次数 | ≥3次
        """,
        4,
    )
    assert project.goals == "目标1：检查全市企业的安全生产。\n目标2：配备应急救援的车辆和物资。"


def test_goals_that_nobody_filled_in_are_none(form):
    project, _, _ = form(
        """
        专项名称 | | < | <
        年度目标 | 目标1： 目标2：…… | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 指标1： |
        """,
        2,
    )
    assert project.goals is None


def test_a_goal_that_is_a_figure_is_told(form):
    project, _, _ = form(
        """
        专项名称 | | < | <
        年度目标 | 目标1：100 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 指标1： |
        """,
        2,
    )
    assert project.goals == "目标1：100"


def test_dots_to_fill_in_take_no_time(form):
    started = time.process_time()
    project, _, _ = form(
        f"""
        专项名称 | | < | <
        年度目标 | {"." * 26}完成审计 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 指标1： |
        """,
        2,
    )
    assert project.goals == "." * 26 + "完成审计"
    assert time.process_time() - started < 1


@pytest.mark.parametrize("label", ["*年度目标", "(年度目标", "年度[目标"])
def test_marks_in_the_label_of_the_goals_are_plain_text(form, label):
    project, _, _ = form(
        f"""
        项目名称 | 某某项目 | < | <
        {label} | 完成全年的检查工作。 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 检查次数 | ≥5次
        """,
        2,
    )
    assert project.goals == "完成全年的检查工作。"


def test_fiscal_money_of_several_levels_is_one_sum(form):
    project, _, _ = form(
        """
        转移支付名称 | 养老服务补助 | < | 省级主管部门 | 某某厅
        资金情况（万元） | 年度金额： | < | 30.00 | <
        ^ | 其中：中央财政资金 | < | 20.00 | <
        ^ | 省级财政资金 | < | 10.00 | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
        产出指标 | 数量指标 | 受益人数 | ≥30人 |
        """,
        4,
        unit="yuan",
    )
    assert money(project) == (Decimal("300000.00"), Decimal("300000.00"), None)


def test_a_printed_zero_of_fiscal_money_is_zero(form):
    project, _, _ = form(
        """
        项目名称 | 某某宣传 | < | <
        资金总额 | 42.00 | < | <
        财政拨款 | 0.00 | < | <
        其他资金 | 42.00 | < | <
        一级指标 | 二级指标 | 三级指标 | 目标值
        产出指标 | 数量指标 | 次数 | ≥3次
        """,
        4,
    )
    assert money(project) == (Decimal("420000.00"), Decimal("0.00"), Decimal("420000.00"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某某场馆建设费用项目绩效目标表", "某某场馆建设费用"),
        ("3、中国某某博览会绩效目标表", "中国某某博览会"),
        ("附件2-1：某某工程绩效目标表", "某某工程"),
        ("附表3某某工程绩效目标表", "某某工程"),
        ("12345热线平台项目绩效目标表", "12345热线平台"),
        ("附12345热线平台项目绩效目标表", "12345热线平台"),
        ("附2026年某某活动经费绩效目标表", "2026年某某活动经费"),
        ("附件12026年某某活动经费绩效目标表", "2026年某某活动经费"),
        ("附件12：2026年某某活动经费绩效目标表", "2026年某某活动经费"),
        ("附1.5公里道路建设绩效目标表", "1.5公里道路建设"),
        ("1.5公里道路建设绩效目标表", "1.5公里道路建设"),
        ("2026年某某活动经费绩效目标表", "2026年某某活动经费"),
        ("2026年市级重点专项资金绩效目标表（一级项目）", None),
        ("部门专项业务经费绩效目标表（2026年度）", None),
        ("项目支出绩效目标表", None),
    ],
)
def test_a_form_without_a_name_of_its_own_takes_the_one_in_its_title(form, title, name):
    project, _, _ = form(
        """
        专项资金情况（万元） | 资金总额： | 230.38 | <
        ^ | 财政拨款： | 230.38 | <
        一级指标 | 二级指标 | 三级指标 | 目标值
        成本指标 | 经济成本指标 | 预算控制率 | ≤50%
        """,
        2,
        title=title,
    )
    assert project.project_name == name


def test_a_title_that_begins_with_its_year_names_no_unit(form):
    project, _, _ = form(
        """
        项目名称 | 某某项目 | < | <
        主管部门 | 某某局 | < | <
        一级指标 | 二级指标 | 三级指标 | 目标值
        成本指标 | 经济成本指标 | 预算控制率 | ≤50%
        """,
        2,
        above=("2026年市级重点专项资金绩效目标表",),
    )
    assert (project.unit_code, project.unit_name) == (None, "某某局")
