"""Self-evaluations (自评表) as provinces print them: what was budgeted and spent, beside indicators and their outcome."""

from __future__ import annotations


def _money(tables) -> list[tuple[str, str, str, str]]:
    return [(each.name, each.column or "", each.measure, each.amount_text) for each in tables["lines"]]


def test_sums_in_pairs_of_label_and_value_are_budget_and_outlay(read_page):
    tables = read_page(
        """
        > 项目支出绩效自评表
        项目名称 | 抽样检验 | < | < | < | <
        主管部门 | 某某县市场监督管理局 | < | 实施单位 | 某某县检验中心 | <
        预算执行情况（万元） | 预算数 | 42.00 | < | 执行数 | 39.90
        ^ | 其中：财政拨款 | 40.00 | < | 其中：财政拨款 | 38.00
        ^ | 其他资金 | 2.00 | < | 其他资金 | 1.90
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 预期指标值 | 实际完成指标值
        ^ | 产出指标 | 数量指标 | 检验批次 | ≥300批次 | 312批次
        """,
        "某某县市场监督管理局2019年度部门决算",
    )
    assert _money(tables) == [
        ("预算数", "", "budget", "42.00"),
        ("执行数", "", "final", "39.90"),
        ("其中：财政拨款", "预算数", "budget", "40.00"),
        ("其中：财政拨款", "执行数", "final", "38.00"),
        ("其他资金", "预算数", "budget", "2.00"),
        ("其他资金", "执行数", "final", "1.90"),
    ]
    assert [(each.level3, each.target_text) for each in tables["indicators"]] == [("检验批次", "≥300批次")]


def test_a_block_of_money_has_headings_of_its_own(read_page):
    """The header of the indicators stands below it: its 指标性质 heads no money."""
    tables = read_page(
        """
        > 部门预算项目支出绩效自评表
        项目名称 | 安全巡查 | < | < | < | < | < | <
        项目基本情况 | 1.年度目标完成情况 | 项目年度目标 | < | 年度目标完成情况 | < | < | <
        ^ | ^ | 全年巡查十二次 | < | 已巡查十二次 | < | < | <
        预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 原因
        ^ | 总额 | 20.00 | 25.00 | 24.00 | 96.00% | 10 | 尾款未付
        ^ | 其中：财政资金 | 20.00 | 25.00 | 24.00 | 96.00% | / | ^
        绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值
        ^ | 产出指标 | 数量指标 | 巡查次数 | ≥ | 12 | 次 | 12
        项目负责人： | < | < | < | 财务负责人： | < | < | <
        """,
        "某某县应急管理局2023年度部门决算",
    )
    assert [(name, column, measure) for name, column, measure, _ in _money(tables)] == [
        (name, column, measure)
        for name in ("总额", "其中：财政资金")
        for column, measure in (("年初预算", "budget"), ("调整后预算数", "budget"), ("预算执行数", "final"))
    ]
    [indicator] = tables["indicators"]
    assert (indicator.level3, indicator.operator, indicator.target_unit) == ("巡查次数", ">=", "次")
    [project] = tables["projects"]
    assert project.goals == "全年巡查十二次"


def test_an_outcome_below_the_money_is_no_outlay(read_page):
    tables = read_page(
        """
        > 项目支出绩效自评表
        项目名称 | 造价咨询 | < | < | < | <
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 得分
        ^ | 年度资金总额： | 90 | 89.974 | 89.974 | 10
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
        产出指标 | 成本指标 | 咨询总成本 | ≤90万元 | 90 | 8
        ^ | 质量指标 | 报告合格率 | ≥100百分比 | 100 | 8
        """,
        "某某镇人民政府2022年度部门决算",
    )
    assert [amount for *_, amount in _money(tables)] == ["90", "89.974", "89.974"]
    assert [each.other["实际完成值"] for each in tables["indicators"]] == ["90", "100"]


def test_a_sheet_of_blocks_reads_each_below_its_own_headings(read_page):
    """基础数据表: staff, money of three years and floor space in one grid, each block with headings and a unit."""
    tables = read_page(
        """
        > 部门整体支出绩效评价基础数据表
        财政供养人员情况（人） | 编制数 | < | 2021年实际在职人数 | < | 控制率
        ^ | 45 | < | 42 | < | 93.33%
        经费控制情况（万元） | 2020年决算数 | < | 2021年预算数 | < | 2021年决算数
        三公经费 | 18.60 | < | 16.00 | < | 14.20
        其中：公务接待 | 8.60 | < | 7.00 | < | 6.00
        楼堂馆所控制情况 | 批复规模（㎡） | 实际规模（㎡） | 规模控制率 | 预算投资（万元） | 实际投资（万元）
        ^ | 900 | 880 | 97% | 50.00 | 48.00
        """,
        "某某县统计局2021年度部门整体支出绩效评价",
    )
    assert [(each.name, each.year, each.measure, int(each.amount_yuan)) for each in tables["lines"][:6]] == [
        ("三公经费", 2020, "final", 186000),
        ("三公经费", 2021, "budget", 160000),
        ("三公经费", 2021, "final", 142000),
        ("其中：公务接待", 2020, "final", 86000),
        ("其中：公务接待", 2021, "budget", 70000),
        ("其中：公务接待", 2021, "final", 60000),
    ]
    assert [(each.column, int(each.amount_yuan)) for each in tables["lines"][6:]] == [
        ("预算投资（万元）", 500000),
        ("实际投资（万元）", 480000),
    ]


def test_what_an_indicator_reached_is_no_sum_in_the_unit_of_the_forms_money(read_page):
    tables = read_page(
        """
        > 项目支出绩效自评表
        项目名称 | 规划编制 | < | < | <
        项目资金（万元） | < | 全年预算数 | 全年执行数 | 执行率
        ^ | 年度资金总额 | 90.00 | 89.97 | 99.97%
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 成本指标 | 每村编制费用 | ≤22000元 | 21500
        """,
        "某某县自然资源局2022年度部门决算",
    )
    assert [int(each.amount_yuan) for each in tables["lines"]] == [900000, 899700, 21500]


def test_a_label_and_its_sum_in_one_cell_are_an_amount(read_page):
    tables = read_page(
        """
        > 部门整体支出绩效自评表
        部门名称 | 某某县档案馆 | < | < | <
        年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 80.00 | 90.00 | 88.00
        ^ | 按收入性质分： | < | 按支出性质分： | <
        ^ | 其中：一般公共预算：85.00 | < | 其中：基本支出：60.00 | <
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 整理卷数 | ≥900卷 | 950卷
        """,
        "某某县档案馆2022年度部门决算",
    )
    assert [(each.name, each.measure, int(each.amount_yuan)) for each in tables["lines"]][3:] == [
        ("其中：一般公共预算", "general_public_budget", 850000),
        ("其中：基本支出", "basic", 600000),
    ]
