"""Lists of projects and forms of goals as provinces print them, from grids with their rules to published rows."""

from __future__ import annotations


def test_a_project_tells_its_indicators_in_one_cell(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称（资金使用单位） | 总计 | 财政拨款 | 绩效目标 | 绩效指标
        路灯维修 | 30.00 | 30.00 | 保障照明 | 1、1-产出指标；11-数量指标；盏数；实施周期指标值:≥9盏；年度指标值:≥3盏。
        """
    )
    [indicator] = tables["indicators"]
    assert (indicator.project_no, indicator.level2, indicator.operator, int(indicator.target_value)) == (
        1,
        "数量指标",
        ">=",
        3,
    )
    assert indicator.other == {"实施周期指标值": "≥9盏"}


def test_goals_that_a_form_numbers_are_one_text(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 审计专项 | < | 项目编码 | 42000022001T000000001 | <
        项目绩效总目标 | 名称 | < | 目标说明 | < | <
        ^ | 长期绩效目标1 | < | 三年内轮审一遍 | < | <
        ^ | 年度绩效目标1 | < | 审计十家企业 | < | <
        ^ | 年度绩效目标2 | < | 整改率达到95% | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
        产出指标 | 数量指标 | 审计项目数 | 10个 | < | <
        """
    )
    [project] = tables["projects"]
    assert project.goals == "审计十家企业\n整改率达到95%"


def test_words_over_sums_are_their_labels(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 审计专项 | < | 项目起止时间 | 2026-01-01至2026-12-31 | <
        预算金额（万元） | 合计 | 财政拨款 | 财政专户 | 单位资金 | 其他
        ^ | 30.00 | 25.00 | 0.00 | 5.00 | 0.00
        项目总体目标 | 完成审计 | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 指标方向
        ^ | 产出指标 | 数量指标 | 审计项目数 | 10个 | 正向
        """
    )
    [project] = tables["projects"]
    assert (int(project.budget_yuan), int(project.fiscal_yuan), project.goals) == (300000, 250000, "完成审计")


def test_money_may_be_told_with_what_it_consists_of(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > （2026年度）
        项目名称 | 审计专项 | < | 主管预算部门 | 某某市审计局 | <
        资金总额及构成 | 总额 | 30.5万元 | < | < | <
        ^ | 一、财政拨款：30.5万元（其中：上级资金10万元；本级20.5万元） | < | < | < | <
        项目绩效目标 | 长期目标 | < | 年度目标 | < | <
        ^ | 三年轮审 | < | 审计十家单位 | < | <
        年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 审计单位数 | 10家 |
        """
    )
    [project] = tables["projects"]
    assert (int(project.budget_yuan), int(project.fiscal_yuan), project.unit_name) == (305000, 305000, "某某市审计局")
    assert project.goals == "审计十家单位"


def test_a_budget_is_found_by_wordings_that_no_list_holds(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 审计专项 | < | <
        部门预算金额（元） | 300000.00 | < | <
        其中：财政资金 | 300000.00 | 其他资金 | 0.00
        一级指标 | 二级指标 | 三级指标 | 目标值（2026年）
        产出指标 | 数量指标 | 审计项目数 | 10个
        """
    )
    assert [int(each.budget_yuan) for each in tables["projects"]] == [300000]


def test_the_unit_of_a_forms_label_is_a_unit_stated(read_page):
    tables = read_page(
        """
        > 项目支出绩效自评表
        项目名称 | 审计专项 | < | < | < | <
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        ^ | 年度资金总额： | 90.00 | 89.974 | 89.974 | 100%
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        ^ | 产出指标 | 数量指标 | 审计项目数 | ≥10个 | 11个
        """,
        "某某县审计局2023年度部门决算",
    )
    assert [str(line.amount_yuan) for line in tables["lines"]] == ["900000.00", "899740.00", "899740.00"]
    assert {each.check_id for each in tables["findings"] if each.verdict == "fail"} == set()


def test_the_budget_is_the_sum_of_what_it_is_spent_on(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 办公楼运行 | < | 项目类别 | 本级项目 | <
        项目预算 | 成本构成 | 金额 | 测算依据 | 前年执行数 | 上年执行数
        ^ | 保安服务 | 191 | 招标文件 | 190 | 191
        ^ | 保洁服务 | 99 | 招标文件 | 98 | 99
        ^ | 合计 | 290 | | 288 | 290
        一级指标 | 二级指标 | 三级指标 | 绩效标准 | 指标值 | 备注
        产出指标 | 数量指标 | 维修次数 | 历史标准 | ≥280次 |
        """
    )
    assert [int(each.budget_yuan) for each in tables["projects"]] == [2900000]


def test_an_asterisk_before_a_heading_marks_what_must_be_filled_in(read_page):
    tables = read_page(
        """
        > 某某县价格认证中心2023年度整体绩效目标表
        部门（单位）名称 | 某某县价格认证中心 | < | < | < | <
        *年度总体绩效目标 | 做好价格认定 | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | *指标值 | 计量单位 | *评（扣）分标准
        产出指标 | 质量指标 | 认定合格率 | 100 | % | 未达酌情扣分
        """
    )
    [indicator] = tables["indicators"]
    assert (indicator.target_text, indicator.target_unit, indicator.scoring) == ("100", "%", "未达酌情扣分")


def test_what_the_year_is_to_reach_is_the_target_and_its_money_the_budget(read_page):
    """Forms print the years before beside the present one: money in the head, outcomes among the indicators."""
    tables = read_page(
        """
        > 部门预算项目支出绩效目标申报表
        项目基本情况 | 项目名称 | 平台运行维护 | < | < | <
        ^ | 项目属性 | 延续项目 | < | < | <
        项目资金情况 | 资金来源（万元） | 项目 | 上年度预算安排 | 上年度实际执行 | 本年度申请金额
        ^ | ^ | 合计 | 60.00 | 58.00 | 65.00
        ^ | ^ | 财政拨款 | 60.00 | 58.00 | 65.00
        绩效目标情况 | 预期目标 | 平台稳定运行 | < | < | <
        绩效指标 | 指标名称 | < | 上年度实际水平 | 本年度计划水平 | 指标内容/计算公式
        ^ | 二级指标 | 三级指标 | ^ | ^ | ^
        ^ | 目标完成程度 | 系统可用率 | 98% | 99% | 正常时间/总时间
        ^ | 项目实施效益 | 诉求响应率 | 90% | 95% | 响应数/诉求数
        """
    )
    [project] = tables["projects"]
    assert (int(project.budget_yuan), int(project.fiscal_yuan)) == (650000, 650000)
    assert [(each.level2, each.level3, each.target_text) for each in tables["indicators"]] == [
        ("目标完成程度", "系统可用率", "99%"),
        ("项目实施效益", "诉求响应率", "95%"),
    ]
    assert tables["indicators"][0].other["上年度实际水平"] == "98%"


def test_headings_over_two_rows_begin_a_table_even_with_the_label_of_a_form(read_page):
    tables = read_page(
        """
        > 机构人员情况表
        单位名称 | 编制数 | < | 年末实有人数 | <
        ^ | 小计 | 行政 | 小计 | 在职
        某某县气象局 | 30 | 10 | 42 | 28
        某某县防雷中心 | 12 | 0 | 15 | 11
        """
    )
    assert tables["tables"][0].header_rows == 2
    assert tables["lines"] == []


def test_a_form_may_tell_what_its_money_is_made_up_of_in_words(read_page):
    tables = read_page(
        """
        > 项目绩效目标表
        项目名称 | 村道硬化 | < | <
        资金总额及构成 | 总额160.5万元。一、财政拨款：92.3万元（其中：上级财政资金：62.3万元；本级财政：30万元）；二、其他：68.2万元 | < | <
        年度目标 | 硬化六公里 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 村道里程 | 6公里
        """
    )
    [project] = tables["projects"]
    assert (project.budget_yuan, project.fiscal_yuan) == (1605000, 923000)


def test_words_that_state_a_unit_of_money_label_the_sum_beside_them(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 渠系维修 | < | < | < | < | <
        资金来源 | 合计（万元） | 260.00 | 财政拨款（万元） | 200.00 | 社会捐助（万元） | 60.00
        一级指标 | 二级指标 | 三级指标 | < | < | < | 指标值
        产出指标 | 数量指标 | 维修水渠 | < | < | < | ≥24公里
        """
    )
    [project] = tables["projects"]
    assert (project.budget_yuan, project.fiscal_yuan) == (2600000, 2000000)
