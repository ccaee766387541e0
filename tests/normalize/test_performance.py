from collections.abc import Callable
from decimal import Decimal

import pytest

from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.performance import split_levels
from normalize.records import Records
from normalize.tables import LogicalTable
from normalize.walk import normalize_document

FORM = """2024年部门预算

1、设备更新绩效目标表

518001 某县某局系统

单位：万元

项目编码\t518-0101-YCN-95DS\t\t项目名称\t办公设备更新专项资金\t\t
预算规模及资金用途\t预算数\t100.00\t其中：财政资金\t80.00\t其他资金\t20.00
\t预算数100万元。其中：财政资金80万元，其他资金20万元。主要用于更新设备。\t\t\t\t\t
资金支出计划（%）\t3月底\t\t6月底\t10月底\t12月底\t
\t\t\t40.00\t100.00\t\t
绩效目标\t1、更新设备\t\t\t\t\t
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\t
产出指标\t数量指标\t购置数量\t购置设备台数\t>=50台\t方案\t
\t质量指标\t合格率\t验收合格率\t=100%\t方案\t
满意度指标\t服务对象满意度指标\t满意度\t职工满意度\t>=90%\t\t
"""


def records(text: str) -> Records:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text"))


def test_a_form_gives_its_project_with_money_purpose_and_goals() -> None:
    [project] = records(FORM).tables["projects"]
    assert (project.project_code, project.project_name) == ("518-0101-YCN-95DS", "办公设备更新专项资金")
    assert (project.unit_code, project.unit_name) == ("518001", "某县某局系统")
    assert (project.budget_yuan, project.fiscal_yuan, project.other_yuan) == (1000000, 800000, 200000)
    assert project.purpose.startswith("预算数100万元。")
    assert project.goals == "1、更新设备"


def test_indicators_carry_the_level_above_and_leave_blank_what_is_blank() -> None:
    rows = records(FORM).tables["indicators"]
    assert [(row.level1, row.level2, row.target_value) for row in rows] == [
        ("产出指标", "数量指标", Decimal(50)),
        ("产出指标", "质量指标", Decimal(100)),
        ("满意度指标", "服务对象满意度指标", Decimal(90)),
    ]
    assert rows[2].basis is None
    assert {row.project_no for row in rows} == {1}


def test_a_plan_says_what_is_printed_and_what_is_blank() -> None:
    plan = records(FORM).tables["spending_plan"]
    assert [(row.month, row.cumulative_percent, row.cell_state) for row in plan] == [
        (3, None, "blank"), (6, Decimal(40), "printed"), (10, Decimal(100), "printed"), (12, None, "blank"),
    ]  # fmt: skip


def test_a_month_that_one_form_of_several_does_not_print_is_missing_and_not_blank() -> None:
    other = (
        FORM.split("\n\n", 1)[1]
        .replace("10月底\t12月底\t", "10月底\t\t")
        .replace("设备更新绩效", "道路养护绩效")
        .replace("95DS", "77KA")
    )
    plan = records(FORM + "\n" + other).tables["spending_plan"]
    assert [row.cell_state for row in plan if row.project_no == 2][-1] == "column_missing"


WIDE = """2026年部门预算

项目支出绩效目标表

单位：万元

项目名称\t项目总额\t财政资金\t绩效目标\t一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位
11000026T000001-道路养护\t7.00\t7.00\t养护道路\t产出指标\t数量指标\t养护里程\t≥\t120\t公里
\t\t\t\t效益指标\t社会效益指标\t通行条件\t定性\t改善\t
11000026T000002-桥梁检测\t3.00\t3.00\t检测桥梁\t产出指标\t时效指标\t完成时间\t≤\t10\t月
"""


def test_a_wide_table_gives_a_project_for_each_block_of_rows() -> None:
    told = records(WIDE).tables
    assert [(row.project_code, row.project_name, row.budget_yuan) for row in told["projects"]] == [
        ("11000026T000001", "道路养护", 70000), ("11000026T000002", "桥梁检测", 30000),
    ]  # fmt: skip
    assert [(row.project_no, row.operator, row.target_unit) for row in told["indicators"]] == [
        (1, ">=", "公里"), (1, "text", None), (2, "<=", "月"),
    ]  # fmt: skip


def test_three_levels_printed_in_one_column_are_told_apart() -> None:
    assert split_levels("效益指标社会效益指标带动就业人数", None, None) == ("效益指标", "社会效益指标", "带动就业人数")
    assert split_levels("带动就业人数", "效益指标", None) == ("效益指标", None, "带动就业人数")


def test_what_stands_behind_the_levels_keeps_its_marks_as_printed() -> None:
    assert split_levels("产出指标 数量指标“两区”报告（份），含附件", None, None) == (
        "产出指标", "数量指标", "“两区”报告（份），含附件",
    )  # fmt: skip


@pytest.mark.parametrize("blank", ["产出指标 | 数量指标 |  | ", " | |  | "])
def test_a_blank_line_of_a_form_is_no_indicator(table: Callable[..., LogicalTable], blank: str) -> None:
    told = records(FORM.replace("\t质量指标\t合格率\t验收合格率\t=100%\t方案\t", "\t".join(blank.split("|"))))
    assert len(told.tables["indicators"]) == 2


def test_the_parts_that_brackets_behind_a_sum_tell_are_quoted_amounts_of_its_row() -> None:
    form = FORM.replace(
        "预算规模及资金用途\t预算数\t100.00\t其中：财政资金\t80.00\t其他资金\t20.00",
        "预算资金\t100万元（其中：上级资金10万元）\t\t\t\t\t",
    )
    told = records(form).tables
    assert [row.budget_yuan for row in told["projects"]] == [1000000]
    assert [
        (row.subject, row.amount_yuan, row.row_no) for row in told["amounts"] if row.table_no and row.row_no == 2
    ] == [("上级资金", 100000, 2)]
    wide = records(WIDE.replace("3.00\t3.00", "3万元（其中：市级1万元）\t3.00")).tables
    assert [(row.project_code, row.amount_yuan) for row in wide["amounts"]] == [("11000026T000002", 10000)]


def test_a_part_that_brackets_tell_is_not_held_against_the_budget() -> None:
    form = FORM.replace("预算数\t100.00", "预算数\t100万元（其中：预算数30万元）")
    told = records(form).tables
    assert len([row for row in told["amounts"] if row.amount_yuan == 300000]) == 1
    found = {each.verdict for each in told["findings"] if each.check_id == "P-03"}
    assert found == {"pass"}


EVALUATED = """2024年度部门决算

某某项目绩效自评表

单位：万元

项目名称\t会议费\t\t\t\t
主管部门\t某某局\t\t\t\t
项目资金\t\t年初预算数\t全年预算数\t全年执行数\t得分
\t年度资金总额\t10.00\t9.00\t8.00\t9
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t得分
产出指标\t数量指标\t会议次数\t≥3次\t4次\t10
"""


def test_an_evaluated_project_is_named_and_its_money_left_to_the_lines() -> None:
    told = records(EVALUATED).tables
    [project] = told["projects"]
    assert (project.project_name, project.unit_name, project.budget_yuan) == ("会议费", "某某局", None)
    assert [(row.project_name, row.level3, row.other["实际完成值"]) for row in told["indicators"]] == [
        ("会议费", "会议次数", "4次")
    ]
    assert [(row.column, row.amount_text) for row in told["lines"]] == [
        ("年初预算数", "10.00"), ("全年预算数", "9.00"), ("全年执行数", "8.00"),
    ]  # fmt: skip


def test_a_sum_of_an_evaluated_project_that_no_line_takes_is_set_aside() -> None:
    sums = "预算资金\t30万元（其中：上级资金10万元）\t\t\t\t"
    told = records(EVALUATED.replace("主管部门", f"{sums}\n主管部门")).tables
    assert not [row for row in told["lines"] if "30万元" in row.amount_text]
    assert [row.reason for row in told["set_aside"] if "30万元" in row.text] == ["label"]


def test_a_sum_behind_its_label_in_the_same_cell_is_a_line_of_an_evaluated_project() -> None:
    told = records(EVALUATED.replace("主管部门", "年度资金总额：30万元\t\t\t\t\t\n主管部门")).tables
    assert [(row.name, row.amount_yuan) for row in told["lines"] if row.amount_text == "30"] == [
        ("年度资金总额", 300000)
    ]


def test_a_form_that_states_its_unit_in_a_label_borrows_none_from_other_tables() -> None:
    budget = "项目支出预算表\n\n单位：元\n\n项目名称\t预算数\n会议费\t10.00\n合计\t10.00\n"
    form = EVALUATED.partition("单位：万元\n\n")
    told = records(f"{budget}\n{form[0]}{form[2].replace('项目资金', '项目资金（万元）')}").tables
    assert [table.unit for table in told["tables"]] == ["yuan", "ten_thousand_yuan"]
    assert next(row.amount_yuan for row in told["lines"] if row.table_no == 2) == 100000
    assert "D-05" not in {each.check_id for each in told["findings"] if each.verdict == "fail"}


def test_a_rate_among_the_labels_says_nothing_of_the_unit_of_the_sums() -> None:
    rate = EVALUATED.replace("单位：万元\n\n", "").replace("项目资金\t\t", "补助标准（元）\t5\t\t\t\t\n项目资金\t\t")
    told = records(rate.replace("年初预算数", "年初预算数（万元）")).tables
    assert [table.unit for table in told["tables"]] == ["ten_thousand_yuan"]
    assert next(row.amount_yuan for row in told["lines"] if row.amount_text == "10.00") == 100000


def test_an_indicator_may_end_in_a_colon_and_what_stands_below_the_block_is_none() -> None:
    named = FORM.replace("\t质量指标\t合格率\t", "\t质量指标\t合格率：\t") + "填报人：\t\t联系电话：\t\t\t\t\n"
    assert [row.level3 for row in records(named).tables["indicators"]] == ["购置数量", "合格率：", "满意度"]
