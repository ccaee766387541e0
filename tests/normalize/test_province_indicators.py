"""Blocks of indicators as forms of provinces print them."""

from __future__ import annotations

import pytest


def test_classes_of_indicators_stand_side_by_side(read_page):
    tables = read_page(
        """
        > 部门预算项目绩效目标表
        > 单位：万元
        单位编码（项目编码） | 单位（项目）名称 | 项目金额 | < | 绩效目标 | 绩效指标 | < | < | <
        ^ | ^ | 资金总额 | 政府预算资金 | ^ | 成本指标 | < | 产出指标 | <
        ^ | ^ | ^ | ^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值
        012001 | 某某县审计局 | 30.00 | 30.00 | | | | |
        410000250000000000001 | 审计专项 | 30.00 | 30.00 | 完成审计 | 控制数 | ≤30万元 | 项目数 | ≥10个
        ^ | ^ | ^ | ^ | ^ | | | 合格率 | ≥98%
        """
    )
    [project] = tables["projects"]
    assert (project.project_code, project.unit_code, project.goals) == ("410000250000000000001", "012001", "完成审计")
    assert (int(project.budget_yuan), int(project.fiscal_yuan)) == (300000, 300000)
    assert [(each.row_no, each.level1, each.level3, each.target_text) for each in tables["indicators"]] == [
        (2, "成本指标", "控制数", "≤30万元"),
        (2, "产出指标", "项目数", "≥10个"),
        (3, "产出指标", "合格率", "≥98%"),
    ]


def test_a_header_of_indicators_may_split_its_targets_by_year(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 审计专项 | < | 项目编码 | 42000022001T000000001 | <
        项目总预算 | 90.00 | < | 项目当年预算 | 30.00 | <
        项目绩效总目标 | 名称 | < | 目标说明 | < | <
        ^ | 长期绩效目标1 | < | 三年内轮审一遍 | < | <
        ^ | 年度绩效目标1 | < | 审计十家企业 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
        ^ | ^ | ^ | 近两年指标值 | < | 预期当年实现值
        ^ | ^ | ^ | 前年 | 上年 | ^
        产出指标 | 数量指标 | 审计项目数 | 8个 | 9个 | 10个
        """
    )
    [project] = tables["projects"]
    assert (int(project.budget_yuan), project.goals) == (300000, "审计十家企业")
    [indicator] = tables["indicators"]
    assert (indicator.target_text, indicator.level3) == ("10个", "审计项目数")
    assert list(indicator.other.values()) == ["8个", "9个"]


def test_the_goals_and_targets_of_the_year_stand_right_of_those_of_the_whole_project(read_page):
    tables = read_page(
        """
        > 项目绩效目标申报表
        > （2026年度）
        项目名称 | 审计专项 | < | < | < | < | <
        项目资金（万元） | 中期资金总额： | 90.00 | < | 年度资金总额：30 | < | <
        总体目标 | 中期目标（2026年—2028年） | < | < | 年度目标 | < | <
        ^ | 三年内轮审一遍 | < | < | 审计十家单位 | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 审计项目数 | ≥30个 | 当年审计项目数 | ≥10个
        """
    )
    [project] = tables["projects"]
    assert (int(project.budget_yuan), project.goals) == (300000, "审计十家单位")
    [indicator] = tables["indicators"]
    assert (indicator.level3, indicator.target_text) == ("当年审计项目数", "≥10个")
    assert indicator.other == {"三级指标": "审计项目数", "指标值": "≥30个"}


TWO_PAIRS = """
    > 项目绩效目标申报表
    > （2026年度）
    项目名称 | 审计专项 | < | < | < | < | <
    {heading}
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 审计项目数 | ≥30个 | {right}
    ^ | 产出指标 | 质量指标 | 报告采纳率 | ≥90% | 当年报告采纳率 | ≥80%
    """


@pytest.mark.parametrize(
    ("right", "expected"),
    [(" | ", ("审计项目数", "≥30个")), (" | ≥10个", ("审计项目数", "≥10个")), ("新增项目 | ", ("新增项目", None))],
)
def test_a_row_without_an_indicator_of_the_year_keeps_that_of_the_whole_project(read_page, right, expected):
    heading = "总体目标 | 实施期目标 | < | < | 年度目标 | < | <\n    ^ | 三年内轮审一遍 | < | < | 审计十家单位 | < | <"
    first, second = read_page(TWO_PAIRS.format(heading=heading, right=right))["indicators"]
    assert (first.level3, first.target_text) == expected
    assert (second.level3, second.target_text) == ("当年报告采纳率", "≥80%")


def test_two_lists_side_by_side_are_both_read_where_no_heading_tells_the_year_from_the_whole(read_page):
    tables = read_page(
        """
        > 项目绩效目标表
        项目名称 | 审计专项 | < | <
        年度目标 | 审计十家单位 | < | <
        产出指标 | < | 效益指标 | <
        指标名称 | 指标值 | 指标名称 | 指标值
        审计项目数 | ≥10个 | 问题整改率 | ≥95%
        报告数 | ≥12份 | |
        """
    )
    assert [(each.level1, each.level3, each.target_text) for each in tables["indicators"]] == [
        ("产出指标", "审计项目数", "≥10个"),
        ("效益指标", "问题整改率", "≥95%"),
        ("产出指标", "报告数", "≥12份"),
    ]


def test_two_pairs_headed_by_their_targets_are_the_whole_and_the_year(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 审计专项 | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 中期指标值 | 三级指标 | 年度指标值
        ^ | 产出指标 | 数量指标 | 审计项目数 | ≥30个 | 当年审计项目数 | ≥10个
        ^ | 效益指标 | 社会效益指标 | 用款规范 | 规范 | |
        """.replace("审计专项 | < | < | < | <", "审计专项 | < | < | < | < | <")
    )
    assert [(each.level3, each.target_text) for each in tables["indicators"]] == [
        ("当年审计项目数", "≥10个"),
        ("用款规范", "规范"),
    ]


def test_one_name_with_two_targets_has_that_of_the_year(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 审计专项 | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 实施期指标值 | 指标值
        ^ | 产出指标 | 数量指标 | 审计项目数 | ≥30个 | ≥10个
        """
    )
    [indicator] = tables["indicators"]
    assert (indicator.target_text, indicator.other) == ("≥10个", {"实施期指标值": "≥30个"})


def test_classes_head_columns_behind_the_name_of_a_project_too(read_page):
    tables = read_page(
        """
        > 项目绩效目标表
        > 单位：万元
        项目名称 | 预算金额 | 绩效目标 | 数量指标 | 质量指标 | 满意度指标
        审计业务 | 30.00 | 完成年度审计。 | 审计项目≥10个 | 合格率≥95% | 群众满意度≥90%
        审计培训 | 20.00 | 完成年度培训。 | 培训3期、会议2次 | 无 | 学员满意度≥85%
        """
    )
    assert [(each.project_name, int(each.budget_yuan)) for each in tables["projects"]] == [
        ("审计业务", 300000),
        ("审计培训", 200000),
    ]
    assert [(each.project_name, each.level3, each.target_text) for each in tables["indicators"]] == [
        ("审计业务", "审计项目", "≥10个"),
        ("审计业务", "合格率", "≥95%"),
        ("审计业务", "群众满意度", "≥90%"),
        ("审计培训", "培训", "3期"),
        ("审计培训", "会议", "2次"),
        ("审计培训", "学员满意度", "≥85%"),
    ]


def test_classes_head_columns_that_tell_their_indicators(read_page):
    tables = read_page(
        """
        > 部门预算项目绩效目标表
        > 单位：万元
        序号 | 项目名称 | 项目金额 | 绩效目标 | 数量指标 | 时效指标 | 社会效益指标 | 满意度指标
        1 | 审计专项 | 30.00 | 完成审计 | 审计企业≥10家，出具报告≥12份 | 12月底前 | 用款规范 | ≥90%
        """
    )
    assert [(each.level2, each.level3, each.target_text) for each in tables["indicators"]] == [
        ("数量指标", "审计企业", "≥10家"),
        ("数量指标", "出具报告", "≥12份"),
        ("时效指标", None, "12月底前"),
        ("社会效益指标", "用款规范", None),
        ("满意度指标", None, "≥90%"),
    ]


def test_an_indicator_named_at_the_second_level_has_no_first(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 办公楼运行 | < | <
        一级指标 | 二级指标 | 绩效标准 | 当年预期实现值
        数量指标 | 维修次数 | 全年维修情况 | ≥280次
        ^ | 巡检次数 | 全年巡检情况 | 200次
        """
    )
    assert [(each.level1, each.level2, each.level3, each.target_text) for each in tables["indicators"]] == [
        (None, "数量指标", "维修次数", "≥280次"),
        (None, "数量指标", "巡检次数", "200次"),
    ]


def test_kinds_of_indicators_stand_side_by_side(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标汇总表
        > 单位：万元
        项目名称 | 项目金额 | 绩效目标 | 数量指标 | < | 社会效益指标 | <
        ^ | ^ | ^ | 指标名称 | 指标值 | 指标名称 | 指标值
        公路养护 | 150.00 | 保证路况良好 | 养护里程 | ≥20公里 | 受益人口 | ≥2万人
        ^ | ^ | ^ | 更换标志牌 | ≥50块 | |
        """
    )
    assert [(each.level1, each.level2, each.level3) for each in tables["indicators"]] == [
        (None, "数量指标", "养护里程"),
        (None, "社会效益指标", "受益人口"),
        (None, "数量指标", "更换标志牌"),
    ]
    assert [each.project_name for each in tables["indicators"]] == ["公路养护"] * 3


def test_a_block_of_targets_for_the_whole_project_stands_above_that_for_the_year(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 村组整治 | < | < | <
        项目资金（万元） | 120.00 | < | < | <
        长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
        ^ | 产出指标 | 数量指标 | 整治村组 | 12个
        ^ | ^ | 质量指标 | 验收合格率 | 100%
        年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值
        ^ | 产出指标 | 数量指标 | 当年整治村组 | 5个
        """
    )
    [project] = tables["projects"]
    found = [(each.project_no, each.level2, each.level3, each.target_text, each.other) for each in tables["indicators"]]
    assert found == [
        (1, "数量指标", "整治村组", "12个", {"指标块": "长期绩效指标"}),
        (1, "质量指标", "验收合格率", "100%", {"指标块": "长期绩效指标"}),
        (1, "数量指标", "当年整治村组", "5个", {}),
    ]
    assert int(project.budget_yuan) == 1200000


def test_a_block_above_may_have_fewer_columns_than_the_last(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标申报表
        项目名称 | 疫苗接种 | < | < | <
        长期绩效目标表 | 一级指标 | 二级指标 | 三级指标 | 指标值 | <
        ^ | 产出指标 | 数量指标 | 三年接种 | ≥20万剂 | <
        年度绩效目标表 | 一级指标 | 二级指标 | 三级指标 | 指标值 | <
        ^ | ^ | ^ | ^ | 上年 | 预计当年实现
        ^ | 产出指标 | 数量指标 | 当年接种 | 6万剂 | ≥7万剂
        """.replace("疫苗接种 | < | < | <", "疫苗接种 | < | < | < | <")
    )
    assert [(each.level3, each.target_text, each.other) for each in tables["indicators"]] == [
        ("三年接种", "≥20万剂", {"指标块": "长期绩效目标表"}),
        ("当年接种", "≥7万剂", {"指标值/上年": "6万剂"}),
    ]


def test_classes_on_rows_of_their_own_head_the_indicators_below(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        低保资金 | 应保尽保 | | | | | |
        | | 产出指标 | | | | |
        | | | 数量指标 | | | |
        | | | | 低保人数 | >= | 3200 | 人
        | | | | 救助人次 | >= | 500 | 人次
        | | | 质量指标 | | | |
        | | | | 准确率 | >= | 98 | %
        | | 效益指标 | | | | |
        | | | | 生活水平 | = | 有所提升 |
        """
    )
    assert [(each.level1, each.level2, each.level3) for each in tables["indicators"]] == [
        ("产出指标", "数量指标", "低保人数"),
        ("产出指标", "数量指标", "救助人次"),
        ("产出指标", "质量指标", "准确率"),
        ("效益指标", None, "生活水平"),
    ]


def test_an_empty_class_gives_the_next_rows_no_level(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 健身活动 | < | <
        年度目标 | 举办赛事 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        效益指标 | 生态效益指标 | |
        | | 参赛人数 | ≥800人
        """
    )
    [indicator] = tables["indicators"]
    assert (indicator.level1, indicator.level2) == (None, None)


def test_columns_that_print_classes_alone_are_levels_whatever_heads_them(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标申报表
        项目名称 | 图书购置 | < | <
        年度目标 | 丰富馆藏 | < | <
        指标类型 | 指标名称 | 指标内容 | 目标值
        1.产出指标 | 数量指标 | 购书册数 | ≥1.2万册
        ^ | 质量指标 | 编目准确率 | ≥99%
        2.满意度指标 | 读者满意度指标 | 读者满意率 | ≥95%
        """
    )
    assert [(each.level1, each.level2, each.level3) for each in tables["indicators"]] == [
        ("1.产出指标", "数量指标", "购书册数"),
        ("1.产出指标", "质量指标", "编目准确率"),
        ("2.满意度指标", "读者满意度指标", "读者满意率"),
    ]


def test_a_fourth_level_tells_what_the_third_means(read_page):
    tables = read_page(
        """
        > 项目绩效目标表
        项目名称 | 公园建设 | < | < | <
        年度目标 | 建成六处 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 四级指标 | 指标值
        产出指标 | 数量指标 | 设施建设 | 新建公园 | ≥6处
        ^ | ^ | ^ | 改造公厕 | ≥12座
        """
    )
    assert [(each.level3, each.description, each.target_text) for each in tables["indicators"]] == [
        ("设施建设", "新建公园", "≥6处"),
        ("设施建设", "改造公厕", "≥12座"),
    ]


def test_of_three_years_of_targets_the_first_is_the_plans_own(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > （2023年度）
        项目名称 | 监测能力 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 总体指标值 | 2023年指标值 | 2024年指标值 | 2025年指标值
        产出指标 | 数量指标 | 断面数 | ≥45个 | ≥12个 | ≥15个 | ≥18个
        """
    )
    [indicator] = tables["indicators"]
    assert indicator.target_text == "≥12个"
    assert list(indicator.other.values()) == ["≥45个", "≥15个", "≥18个"]
