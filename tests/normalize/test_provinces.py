"""Pages as provinces print them, from grids with their rules to published rows."""

from __future__ import annotations

import pytest

from extract.records import Cell, Extracted, Grid, Page, Paragraph, Source, TextLine
from normalize.walk import normalize_document

WIDTH, LINE = 500.0, 16.0


def grid(lines: list[str], order: int, top: float) -> Grid:
    """Cells between |, `<` and `^` merge with the left and upper one."""
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    count = len(rows[0])
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    size: dict[tuple[int, int], list[int]] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            at = owner[row, column - 1] if text == "<" else owner[row - 1, column] if text == "^" else (row, column)
            owner[row, column] = at
            span = size.setdefault(at, [1, 1])
            span[0], span[1] = max(span[0], row - at[0] + 1), max(span[1], column - at[1] + 1)
    x = [50 + WIDTH / count * number for number in range(count + 1)]
    y = [top + LINE * number for number in range(len(rows) + 1)]
    cells = []
    for (row, column), (height, width) in sorted(size.items()):
        text, box = rows[row][column], (x[column], y[row], x[column + width], y[row + height])
        cells.append(Cell(row, column, height, width, (TextLine(text, box, 6.0),) if text else (), box))
    return Grid(order, len(rows), count, tuple(cells), "ruled", (x[0], y[0], x[-1], y[-1]), tuple(y), tuple(x))


@pytest.fixture
def read():
    """Read one page of lines: `>` begins a line above the rules, the rest are rows; return the records."""

    def run(text: str, heading: str = "某某市某某局2026年部门预算"):
        lines = [line.strip() for line in text.strip().splitlines()]
        above = [heading, *(line[1:].strip() for line in lines if line.startswith(">"))]
        boxes = [(150.0, 20.0 + 14 * number, 450.0, 32.0 + 14 * number) for number in range(len(above))]
        paragraphs = tuple(
            Paragraph(number, (TextLine(line, box, 10.0 if number else 16.0),), box)
            for number, (line, box) in enumerate(zip(above, boxes, strict=True))
        )
        rows = [line for line in lines if not line.startswith(">")]
        page = Page(1, 600.0, 842.0, paragraphs, (grid(rows, len(above), boxes[-1][3] + 4),), engine="pdfium")
        records = normalize_document(Extracted(Source("a.pdf", "0" * 64, 1, "pdf"), (page,), "pdfium"))
        assert records.tables["coverage"][0].numbers_unaccounted == 0
        return records.tables

    return run


ACCOUNTS = "某某县审计局2023年度部门决算"


def figures(tables, row_no):
    return [
        (line.code, line.name, line.column_id, line.measure, str(line.amount_yuan))
        for line in tables["lines"]
        if line.row_no == row_no
    ]


def failed(tables):
    return [each.check_id for each in tables["findings"] if each.verdict == "fail"]


def test_the_parts_of_a_code_stand_beside_the_numbers_of_the_columns(read):
    tables = read(
        """
        > 收入决算表
        > 公开02表
        > 金额单位：元
        项 目 | < | < | < | 本年收入合计 | 财政拨款收入 | 其他收入
        功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
        类 | 款 | 项 | 栏次 | 1 | 2 | 3
        ^ | ^ | ^ | 合计 | 612.50 | 600.00 | 12.50
        201 | < | < | 一般公共服务支出 | 612.50 | 600.00 | 12.50
        2010801 | < | < | 行政运行 | 612.50 | 600.00 | 12.50
        """,
        ACCOUNTS,
    )
    [made] = tables["tables"]
    assert (made.kind, made.header_rows, made.row_count) == ("F2", 3, 3)
    assert made.header[:4] == [
        "项目/功能分类科目编码/类",
        "项目/功能分类科目编码/款",
        "项目/功能分类科目编码/项",
        "项目/科目名称",
    ]
    assert figures(tables, 1)[0] == (None, "合计", "1", "total", "612.50")
    assert figures(tables, 3)[2] == ("2010801", "行政运行", "3", "other", "12.50")


def test_a_header_of_other_words_below_figures_heads_a_table_of_its_own(read):
    tables = read(
        """
        > 一般公共预算支出表
        > 单位：千元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00
        二、一般公共预算基本支出 | < | < | < | <
        科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
        301 | 工资福利支出 | 15.00 | 15.00 |
        302 | 商品和服务支出 | 5.00 | | 5.00
        """
    )
    assert [(made.kind, made.unit, made.row_count) for made in tables["tables"]] == [
        ("B5", "thousand_yuan", 1),
        ("B6", "thousand_yuan", 2),
    ]
    assert [(line.code, line.measure, int(line.amount_yuan)) for line in tables["lines"] if line.table_no == 2] == [
        ("301", "total", 15000),
        ("301", "personnel", 15000),
        ("302", "total", 5000),
        ("302", "operating", 5000),
    ]


def test_the_same_header_again_begins_no_other_table(read):
    tables = read(
        """
        > 部门支出总表
        > 单位：元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        204 | 公共安全支出 | 3.00 | 2.00 | 1.00
        合计 | | | |
        """
    )
    assert [made.row_count for made in tables["tables"]] == [3]


def test_title_department_and_unit_may_be_rows_of_the_sheet(read):
    tables = read(
        """
        部门收入总表 | < | < | <
        | | | 单位：万元
        部门：某某县审计局 | < | < | <
        科目编码 | 科目名称 | 合计 | 事业收入
        ** | ** | 1 | 2
        201 | 一般公共服务支出 | 10.00 | 1.00
        """
    )
    [made] = tables["tables"]
    assert (made.kind, made.title, made.unit) == ("B2", "部门收入总表", "ten_thousand_yuan")
    assert figures(tables, 1) == [
        ("201", "一般公共服务支出", "1", "total", "100000.00"),
        ("201", "一般公共服务支出", "2", "business_income", "10000.00"),
    ]


def test_the_sum_of_operating_costs_stands_below_the_last_of_three_lists(read):
    tables = read(
        """
        > 一般公共预算财政拨款基本支出决算表
        > 单位：万元
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 20.00 | 307 | 债务利息及费用支出 | 0.00
        30101 | 基本工资 | 80.00 | 30201 | 办公费 | 20.00 | 310 | 资本性支出 | 1.00
        人员经费合计 | < | 80.00 | 公用经费合计 | < | < | < | < | 21.00
        """,
        ACCOUNTS,
    )
    assert tables["tables"][0].kind == "F6"
    assert failed(tables) == []


def test_units_above_their_projects_are_no_projects(read):
    tables = read(
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


def test_classes_of_indicators_stand_side_by_side(read):
    tables = read(
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


def test_a_project_tells_its_indicators_in_one_cell(read):
    tables = read(
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


def test_captions_of_a_sheet_may_stand_side_by_side(read):
    tables = read(
        """
        收入决算表 | < | < | <
        | | | 公开02表
        部门：某某县审计局 | < | 2023年度 | 金额单位：千元
        科目编码 | 科目名称 | 本年收入合计 | 事业收入
        栏次 | < | 1 | 2
        201 | 一般公共服务支出 | 10.00 | 1.00
        """,
        ACCOUNTS,
    )
    [made] = tables["tables"]
    assert (made.kind, made.title, made.unit, made.row_count) == ("F2", "收入决算表", "thousand_yuan", 1)
    assert figures(tables, 1)[0] == ("201", "一般公共服务支出", "1", "total", "10000.00")


def test_items_below_a_heading_over_groups_keep_their_names(read):
    tables = read(
        """
        > 收入预算总表
        > 单位：万元
        项目名称 | | 金额
        收入总计 | < | 98.00
        一般公共预算资金 | 小计 | 90.00
        ^ | 财政拨款补助 | 90.00
        其他资金 | 小计 | 8.00
        ^ | 经营收入 | 8.00
        """
    )
    assert [(line.name, line.is_total) for line in tables["lines"]] == [
        ("收入总计", True),
        ("小计", True),
        ("财政拨款补助", False),
        ("小计", True),
        ("经营收入", False),
    ]


def test_a_header_of_indicators_may_split_its_targets_by_year(read):
    tables = read(
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


def test_the_goals_and_targets_of_the_year_stand_right_of_those_of_the_whole_project(read):
    tables = read(
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


def test_units_with_codes_stand_above_projects_with_goals(read):
    tables = read(
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


def test_the_money_of_the_year_is_the_projects_where_last_years_stands_beside_it(read):
    tables = read(
        """
        > 项目支出绩效目标表
        > 单位：万元
        项目名称 | 上年预算数 | 本年预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        农牧专项 | 5.00 | 6.00 | 防疫 | 产出指标 | 数量指标 | 培训人数 | ≥10人
        """
    )
    assert [int(each.budget_yuan) for each in tables["projects"]] == [60000]


def test_the_code_of_a_department_may_stand_under_department_or_unit(read):
    tables = read(
        """
        > 部门收入总表
        > 单位：元
        部门（单位）代码 | 部门（单位）名称 | 合计 | 一般公共预算 | 单位资金
        101 | 某某旗审计局 | 12.00 | 10.00 | 2.00
        101001 | 某某旗审计局本级 | 12.00 | 10.00 | 2.00
        """
    )
    assert [(line.code_scheme, line.code) for line in tables["lines"]][::3] == [("unit", "101"), ("unit", "101001")]


def test_a_service_is_named_by_its_project_and_not_by_the_catalogue(read):
    tables = read(
        """
        > 部门政府购买服务支出预算表
        > 单位：万元
        购买服务项目 | 购买服务指导目录对应项目 | 预算数
        审计外包 | 审计服务 | 10.00
        """
    )
    assert [(line.kind, line.name) for line in tables["lines"]] == [("B14", "审计外包")]


def test_funds_below_fiscal_money_are_its_parts_where_nothing_is_numbered(read):
    tables = read(
        """
        > 部门收支总体情况表
        > 单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 功能分类 | 预算数
        财政拨款（补助） | 500.00 | 201 一般公共服务支出 | 400.00
        一般公共预算 | 500.00 | 202 外交支出 |
        政府性基金预算 | | 208 社会保障和就业支出 | 120.00
        事业收入 | 20.00 | 221 住房保障支出 |
        小 计 | 520.00 | 小 计 | 520.00
        收 入 总 计 | 520.00 | 支 出 总 计 | 520.00
        """
    )
    assert failed(tables) == []
    assert {"B-01", "B-03", "B-04"} <= {each.check_id for each in tables["findings"] if each.verdict == "pass"}


def test_a_project_has_the_name_of_its_lowest_level(read):
    tables = read(
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
def test_a_row_without_an_indicator_of_the_year_keeps_that_of_the_whole_project(read, right, expected):
    heading = "总体目标 | 实施期目标 | < | < | 年度目标 | < | <\n    ^ | 三年内轮审一遍 | < | < | 审计十家单位 | < | <"
    first, second = read(TWO_PAIRS.format(heading=heading, right=right))["indicators"]
    assert (first.level3, first.target_text) == expected
    assert (second.level3, second.target_text) == ("当年报告采纳率", "≥80%")


def test_two_lists_side_by_side_are_both_read_where_no_heading_tells_the_year_from_the_whole(read):
    tables = read(
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


def test_goals_that_a_form_numbers_are_one_text(read):
    tables = read(
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
