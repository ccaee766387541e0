"""Lists of projects as provinces print them, from grids with their rules to published rows."""

from __future__ import annotations


def test_units_above_their_projects_are_no_projects(read_page):
    tables = read_page(
        """
        > 项目支出预算明细表
        > 单位：万元
        单位/项目名称 | 项目编码 | 资金来源 | <
        ^ | ^ | 合计 | 单位资金
        合计 | | 120.00 | 20.00
        001-某某市某某局 | | 120.00 | 20.00
        001001-某某市某某局本级 | | 120.00 | 20.00
        审计专项经费 | 42000022001T000000001 | 80.00 |
        信息化运维 | 42000022001T000000002 | 40.00 | 20.00
        """
    )
    assert [(each.project_name, each.unit_code, each.unit_name) for each in tables["projects"]] == [
        ("审计专项经费", "001001", "某某市某某局本级"),
        ("信息化运维", "001001", "某某市某某局本级"),
    ]
    assert {(line.code_scheme, line.code) for line in tables["lines"] if line.row_no == 3} == {("unit", "001001")}


def test_units_with_codes_stand_above_projects_with_goals(read_page):
    tables = read_page(
        """
        > 部门预算项目绩效目标表
        > 单位：万元
        项目名称 | 年初预算 | 年度目标 | 绩效指标 | < | <
        ^ | ^ | ^ | 二级指标 | 三级指标 | 指标值
        301-某某县审计局 | 30.00 | | | |
        301001-某某县审计局本级 | 30.00 | | | |
        51000022Y000000001-审计专项 | 30.00 | 审计十家企业 | 数量指标 | 审计项目数 | ≥10个
        """
    )
    [project] = tables["projects"]
    assert (project.project_name, project.unit_code, project.unit_name) == ("审计专项", "301001", "某某县审计局本级")
    assert int(project.budget_yuan) == 300000


def test_the_money_of_the_year_is_the_projects_where_last_years_stands_beside_it(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 上年预算数 | 本年预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        农牧专项 | 5.00 | 6.00 | 防疫 | 产出指标 | 数量指标 | 培训人数 | ≥10人
        """
    )
    assert [int(each.budget_yuan) for each in tables["projects"]] == [60000]


def test_a_project_has_the_name_of_its_lowest_level(read_page):
    tables = read_page(
        """
        > 项目支出预算表
        > 单位：万元
        单位名称 | 一级项目名称 | 二级项目名称 | 合计 | 一般公共预算拨款
        合计 | | | 30.00 | 30.00
        某某县审计局 | 审计业务 | 预算执行审计 | 20.00 | 20.00
        某某县审计局 | 审计业务 | 经济责任审计 | 10.00 | 10.00
        """
    )
    assert [(each.project_name, int(each.budget_yuan)) for each in tables["projects"]] == [
        ("预算执行审计", 200000),
        ("经济责任审计", 100000),
    ]


def test_projects_below_units_and_functions_of_one_column(read_page):
    tables = read_page(
        """
        > 一般公共预算项目支出预算表
        > 单位：万元
        科目编码 | < | < | 单位代码 | 单位名称（科目、项目） | 金额
        类 | 款 | 项 | ^ | ^ | ^
         | | | | 合 计 | 112.34
         | | | | 某某县审计局 | 112.34
         | | | 301001 | 某某县审计局本级 | 112.34
         | | | | 审计业务 | 112.34
        201 | 08 | 04 | 301001 | 审计专项 | 80.00
        201 | 08 | 04 | 301001 | 信息化运维 | 32.34
        """
    )
    assert [(each.project_name, each.unit_code, int(each.budget_yuan)) for each in tables["projects"]] == [
        ("审计专项", "301001", 800000),
        ("信息化运维", "301001", 323400),
    ]


def test_a_group_above_its_projects_is_none_where_all_rows_make_one_tree(read_page):
    tables = read_page(
        """
        > 项目支出及其他支出情况表
        > 单位：万元
        支出项目类别（资金使用单位） | 合计 | 一般公共预算 | 绩效目标
        审计业务 | 120.00 | 120.00 |
        审计专项 | 80.00 | 80.00 | 审计十家
        信息化 | 40.00 | 40.00 | 稳定运行
        合计 | 120.00 | 120.00 |
        """
    )
    assert [each.project_name for each in tables["projects"]] == ["审计专项", "信息化"]


def test_the_unit_of_a_project_is_the_one_that_carries_it_out(read_page):
    tables = read_page(
        """
        > 部门项目绩效目标表
        > 单位：万元
        项目名称 | 主管部门 | 实施单位 | 预算执行率权重 | 一级指标 | 二级指标 | 三级指标 | 计算符号 | 目标值 | 权重（%）
        审计专项 | 022-某某市审计局 | 022001-某某市审计局本级 | 10 | 产出指标 | 数量指标 | 审计项目数 | ≥ | 10 | 50
        """
    )
    assert [each.unit_code for each in tables["projects"]] == ["022001"]
    [indicator] = tables["indicators"]
    assert (indicator.operator, int(indicator.weight), indicator.other) == (">=", 50, {})


def test_parts_of_a_project_with_sums_and_goals_of_their_own_are_told_apart(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 项目总额 | 财政拨款 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        11000026T000000000001-就业服务 | 82.90 | 82.90 | 掌握就业状况 | 产出指标 | 数量指标 | 调查次数 | ≥4次
        ^ | ^ | ^ | ^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90%
        ^ | 9.50 | 9.50 | 提高服务质量 | 产出指标 | 数量指标 | 培训人数 | ≥60人
        """
    )
    assert [(each.project_name, int(each.budget_yuan), each.goals) for each in tables["projects"]] == [
        ("就业服务", 829000, "掌握就业状况"),
        ("就业服务", 95000, "提高服务质量"),
    ]
    assert [each.project_no for each in tables["indicators"]] == [1, 1, 2]


def test_a_list_of_departments_heads_money_goals_and_indicators_in_three_lines(read_page):
    tables = read_page(
        """
        > 整体支出绩效目标表
        > 单位：万元
        单位编码 | 单位名称 | 年度预算申请 | < | < | 部门职能职责描述 | 整体绩效目标 | 部门整体支出年度绩效目标 | < | < | <
        ^ | ^ | 资金总额 | 按支出性质分 | < | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | ^ | ^ | 基本支出 | 项目支出 | ^ | ^ | ^ | ^ | ^ | ^
        010 | 某某县审计局 | 520.00 | 400.00 | 120.00 | 审计监督 | 完成计划 | 产出指标 | 数量指标 | 审计项目数 | ≥10个
        """
    )
    [made] = tables["tables"]
    assert (made.kind, made.header_rows, made.header[4]) == ("B12", 3, "年度预算申请/按支出性质分/项目支出")
    assert [(each.level3, each.target_text) for each in tables["indicators"]] == [("审计项目数", "≥10个")]


def test_money_planned_for_a_project_may_stand_under_subtotals(read_page):
    tables = read_page(
        """
        > 部门预算项目绩效目标汇总表
        单位名称 | 项目名称 | 预算安排（万元） | < | < | 绩效目标
        ^ | ^ | 小计 | 财政拨款 | 其他资金 | ^
        合计 | | 272.00 | 260.00 | 12.00 |
        某某县水利局 | 河道清淤 | 180.00 | 180.00 | | 清淤河道十二公里
        某某县水库管理所 | 水库养护 | 92.00 | 80.00 | 12.00 | 养护水库六座
        """
    )
    assert [(row.project_name, row.budget_yuan, row.fiscal_yuan) for row in tables["projects"]] == [
        ("河道清淤", 1800000, 1800000),
        ("水库养护", 920000, 800000),
    ]


def test_classes_that_head_columns_stand_under_their_first_level(read_page):
    tables = read_page(
        """
        > 项目支出绩效目标表
        项目名称 | 预算数（万元） | 总体绩效目标 | 产出指标 | < | 效益指标
        ^ | ^ | ^ | 数量指标 | 质量指标 | 社会效益指标
        志愿服务 | 26.00 | 壮大队伍 | 新增志愿者≥600人 | 培训合格率≥95% | 服务群众≥2万人次
        """
    )
    assert [(row.level1, row.level2, row.level3) for row in tables["indicators"]] == [
        ("产出指标", "数量指标", "新增志愿者"),
        ("产出指标", "质量指标", "培训合格率"),
        ("效益指标", "社会效益指标", "服务群众"),
    ]
