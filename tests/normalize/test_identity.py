"""Whose document it is."""

from __future__ import annotations

import pytest

from normalize.identity import Identity, identify, statements_of
from normalize.places import place_of
from normalize.prose import ProseParagraph


def _identify(*lines: str, captions: tuple[str, ...] = (), metadata: str | None = None) -> Identity:
    return identify([ProseParagraph(line, (1,)) for line in lines], captions, metadata_title=metadata)


def test_one_title_line_says_it_all() -> None:
    assert _identify("石家庄市工业和信息化局2020年部门预算信息公开情况说明", "按照规定，现公开如下：") == Identity(
        title="石家庄市工业和信息化局2020年部门预算信息公开情况说明",
        place="石家庄市",
        department="石家庄市工业和信息化局",
        fiscal_year=2020,
        document_kind="budget",
        scope="department",
    )


def test_a_title_page_spreads_the_title_over_lines() -> None:
    found = _identify("2026年度", "泉州市人民政府办公室", "（本级）", "单位预算", "目录")
    assert (found.department, found.fiscal_year, found.scope) == ("泉州市人民政府办公室", 2026, "unit")
    wrapped = _identify("上海市普陀区规划和自然", "资源局", "2024年度部门决算", "目 录")
    assert (wrapped.department, wrapped.document_kind) == ("上海市普陀区规划和自然资源局", "final_accounts")


def test_a_label_names_the_body_where_the_title_does_not() -> None:
    found = _identify("上海市2026年市级单位预算", "预算单位：上海市审计局", "目 录")
    assert (found.department, found.place, found.scope) == ("上海市审计局", "上海市", "unit")
    tables = _identify(
        captions=("公开01表", "收支预算总表", "部门：江苏省政协办公厅", "单位：万元", "2018年收支预算总表")
    )
    assert (tables.title, tables.department, tables.fiscal_year) == ("收支预算总表", "江苏省政协办公厅", 2018)


def test_the_shortest_code_beside_the_own_name_is_the_departments() -> None:
    found = _identify(
        "石家庄市工业和信息化局2020年部门预算",
        captions=("471001 石家庄市工业和信息化局系统", "471002 石家庄市工业和信息化局", "471 石家庄市工业和信息化局"),
    )
    assert found.department_code == "471"


def test_the_sentences_name_body_and_year_where_no_title_is_printed() -> None:
    found = _identify(
        "目录",
        "第二部分 2019年度部门预算表",
        "江苏省政协办公厅2019年度收入、支出预算总计1万元。",
        metadata="江苏省政协办公厅2015年度部门预算",
    )
    assert (found.department, found.fiscal_year, found.title) == ("江苏省政协办公厅", 2019, None)


def test_a_collected_book_is_of_the_whole_department() -> None:
    found = _identify("西安市人民政府办公厅（汇总）", "2026年部门预算公开说明", "目 录")
    assert (found.department, found.scope) == ("西安市人民政府办公厅", "department")


def test_what_is_no_budget_is_other() -> None:
    found = _identify("某市本级建设工程抽查情况表", captions=("建设工程抽查情况表",))
    assert (found.document_kind, found.fiscal_year, found.department) == ("other", 0, None)


def test_a_rule_for_units_that_have_budgets_is_no_budget() -> None:
    found = _identify("某市预算单位政府集中采购目录", "市直各预算单位：", "一、政府集中采购目录", "按省级目录执行。")
    assert found.document_kind == "other"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("上海市普陀区人民政府万里街道办事处", "上海市普陀区"),
        ("泉州市市场监管综合监测与技术保障中心", "泉州市"),
        ("江苏省高级人民法院", "江苏省"),
        ("延边朝鲜族自治州教育局", "延边朝鲜族自治州"),
        ("杭州市城市管理局", "杭州市"),
        ("中共重庆市委宣传部", "重庆市"),
        ("国家信访局", "中央"),
        ("教育部", "中央"),
        ("城市管理局", None),
    ],
)
def test_the_place_is_what_the_bodys_name_begins_with(body: str, place: str | None) -> None:
    assert place_of(body) == place


def test_a_form_names_its_body_inside_its_cells(table) -> None:
    form = table("部门名称 | 泉州市人民政府办公室 | 部门预算编码 | 103 \n 资金总额 | 10.00 | 项目支出 | 10.00")
    stated = statements_of([form])
    found = identify([], ("部门整体支出绩效目标表",), stated=stated)
    assert (found.department, found.department_code, found.place) == ("泉州市人民政府办公室", "103", "泉州市")
    assert found.document_kind == "budget"


def test_a_list_by_units_tells_the_code_of_the_department(table) -> None:
    made = table(
        """
        单位编码 | 单位名称 | 合计
        ---
        | 合计 | 9.00
        201 | 中共西安市委宣传部 | 9.00
        201001 | 中共西安市委宣传部 | 9.00
        """
    )
    title = ProseParagraph("中共西安市委宣传部2021年部门综合预算", (1,))
    assert identify([title], (), stated=statements_of([made])).department_code == "201"


@pytest.mark.parametrize(
    ("title", "department", "kind"),
    [
        ("四川省审计厅2025年部门预算编制说明", "四川省审计厅", "budget"),
        ("杭州市西湖区审计局（杭州市西湖区内部审计指导中心）2021年度部门决算", "杭州市西湖区审计局", "final_accounts"),
    ],
)
def test_a_title_may_announce_an_account_or_add_a_second_name(title: str, department: str, kind: str) -> None:
    found = identify([ProseParagraph(title, (1,))], ())
    assert (found.department, found.document_kind) == (department, kind)


def test_the_headings_of_the_parts_name_body_and_year() -> None:
    found = _identify("目录", "第一部分 概况", "第二部分 清河县审计局（部门）2022年度部门决算明细表", "一、收支总表")
    assert (found.department, found.place, found.fiscal_year) == ("清河县审计局", "清河县", 2022)
    assert found.document_kind == "final_accounts"


def test_what_a_sentence_says_a_body_is_names_it_where_no_title_does() -> None:
    found = _identify(
        "目录", "第一部分 2023年度单位预算情况说明", "一、单位情况说明", "泉州市某某中心是泉州市某某局所属事业单位。"
    )
    assert (found.department, found.scope, found.fiscal_year) == ("泉州市某某中心", "unit", 2023)
    heading = _identify("一、职责", "第一部分 泉州市妇联概况", "按照泉州市审计局的要求编制。")
    assert heading.department == "泉州市妇联"


def test_verbs_before_a_name_are_no_part_of_it() -> None:
    found = _identify(
        "纳入清河县审计局2020年部门预算编制范围的单位包括：清河县审计局", "第二部分 清河县审计局2020年部门预算表"
    )
    assert found.department == "清河县审计局"


def test_the_year_accounted_for_is_the_year_of_a_document_without_title() -> None:
    found = _identify(
        "一、收入情况",
        "2020年本年收入合计100万元，与2019年相比增加5万元。",
        "二、支出情况",
        "2020年支出90万元，比2019年预算少。",
    )
    assert found.fiscal_year == 2020
    assert _identify("2019年收入1万元。", "2020年收入2万元。").fiscal_year == 0


def test_bars_that_a_saved_page_keeps_behind_its_cells_are_no_text() -> None:
    found = _identify("920清河县下口镇财政所 |", "预算年度:2025 |", "部门预算公开表")
    assert (found.department, found.place) == ("清河县下口镇财政所", "清河县")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("随州市公安局曾都区分局", "随州市"),
        ("关市镇人民政府", None),
        ("宁波市镇海区审计局", "宁波市镇海区"),
        ("重庆市乡村振兴局", "重庆市"),
        ("宁乡市镇中心小学", "宁乡市"),
        ("南部县财政局", "南部县"),
        ("苏州高新区财政局", "苏州高新区"),
    ],
)
def test_branches_and_townships_end_the_place(body: str, place: str | None) -> None:
    assert place_of(body) == place


@pytest.mark.parametrize(
    ("lines", "department", "year", "kind"),
    [
        # A page saved as text keeps the bars between cells.
        (("名 称 | 商洛市统计局2016年部门预算说明(2) |",), "商洛市统计局", 2016, "budget"),
        (("2021 年 10 月 辛集市农业农村局 2020 年度决算公开文本",), "辛集市农业农村局", 2020, "final_accounts"),
        (("息烽县文联2021年部门预算及“三公”经费预算公开说明",), "息烽县文联", 2021, "budget"),
        (
            ("2021 年度 新沂市审计局 部门决算公开 新沂市审计局 2021 年度部门决算公开",),
            "新沂市审计局",
            2021,
            "final_accounts",
        ),
        (("寿县司法局2022年“三公”经费预算情况",), "寿县司法局", 2022, "budget"),
        (("关于某省统计局财政拨款“三公”经费2021年决算和2022年预算情况的说明",), None, 2022, "budget"),
        (("2022年度清水县陇东镇学区部门决算",), "清水县陇东镇学区", 2022, "final_accounts"),
    ],
)
def test_titles_of_many_places(lines: tuple[str, ...], department: str | None, year: int, kind: str) -> None:
    found = _identify(*lines)
    assert (found.department, found.fiscal_year, found.document_kind) == (department, year, kind)


def test_a_second_name_and_the_heading_of_the_duties_tell_the_body() -> None:
    museum = _identify("目录", "第一部分 保山市博物馆（保山市文物管理所）概况", "第二部分 2023年度部门决算表")
    assert (museum.department, museum.place, museum.fiscal_year) == ("保山市博物馆", "保山市", 2023)
    duties = _identify(
        "（二）公务用车购置及运行维护费与2022年预算相比", "（一）广元市应急管理局职能简介", "（二）单位2023年重点工作"
    )
    assert (duties.department, duties.fiscal_year) == ("广元市应急管理局", 2023)


def test_the_publisher_of_a_page_gives_the_place_that_the_title_leaves_out() -> None:
    found = _identify("发布机构：兴庆区文化街街道办事处", "2021年度文化街街道办事处部门决算公开")
    assert (found.department, found.place) == ("兴庆区文化街街道办事处", "兴庆区")


def test_a_body_itself_is_a_unit_and_a_citys_own_departments_are_not() -> None:
    assert _identify("2025年鄂州市生态环境局本级预算公开情况说明").scope == "unit"
    assert _identify("鄂州市本级2025年部门预算").scope == "department"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("许镇镇2020年“三公”经费决算数共计35.5万元，比上年预算数下降35.45%。", "final_accounts"),
        ("2023年政府采购预算17000元，同比增加17000元。", "budget"),
        ("2018年“三公”经费支出2.05万元，年初预算为2.95万元。", "final_accounts"),
        ("2024年“三公”经费预算安排12万元，与上年持平。", "budget"),
        ("2019年“三公”经费支出预算为44.52万元，支出决算为22.62万元。", "final_accounts"),
    ],
)
def test_the_first_sums_tell_the_kind_of_a_text_without_title(text: str, kind: str) -> None:
    assert _identify(text).document_kind == kind


def test_a_title_that_wraps_inside_the_name_of_a_fund_goes_on() -> None:
    found = _identify("清河县审计局2019年度一般公共预算财政", "拨款“三公”经费支出决算情况说明", "一、决算表")
    assert (found.department, found.document_kind) == ("清河县审计局", "final_accounts")


def test_a_sentence_that_announces_sums_names_no_place() -> None:
    assert _identify("按照市政府要求，现将石桥镇2020年度“三公”经费决算情况公布如下：", "2020年41万元。").place is None
    assert place_of("泉州台商投资区财政局") is None


def test_departments_write_of_their_unit_too() -> None:
    assert _identify("三公经费说明", "本单位加强管理，2020年支出1万元。").scope is None
    assert _identify("某某管委会2020年部门“三公”经费预算").scope == "department"


def test_a_sheet_alone_says_whether_it_plans_or_accounts() -> None:
    assert _identify(captions=("2021年区本级“三公”经费预算支出表", "单位：万元")).document_kind == "budget"
    assert _identify(captions=("2021年“三公”经费决算支出表", "单位：万元")).document_kind == "final_accounts"


def test_a_title_may_end_in_a_colon() -> None:
    found = _identify("平川市财政局2026年度部门预算：", "一、主要职责")
    assert (found.title, found.document_kind) == ("平川市财政局2026年度部门预算", "budget")


def test_columns_of_two_years_are_those_of_the_later() -> None:
    title = "某某市司法局部门“三公”经费情况统计表"
    assert identify([], [title], headings=["2025年决算数", "2026年预算数"]).document_kind == "budget"


def test_goals_of_projects_are_set_with_the_budget() -> None:
    assert (
        _identify("某某市应急管理局2024年部门预算项目绩效目标", captions=("2024年项目申报表",)).document_kind
        == "budget"
    )


def test_a_title_without_budget_or_accounts_tells_the_year() -> None:
    assert _identify("某某局2020年度部门整体支出绩效评价指标评分表").fiscal_year == 2020


def test_the_columns_tell_a_plan_where_no_line_does() -> None:
    title = "2015年某某市司法局部门“三公”经费情况统计表"
    for heading, kind in (("本年预算数", "budget"), ("本年决算数", "final_accounts"), ("金额", "other")):
        assert identify([], [title], headings=["项目", heading]).document_kind == kind


def test_a_report_of_a_government_names_it_before_what_it_is_about() -> None:
    found = _identify("湾城市青桥区石桥镇人民政府关于2022年本级决算的报告")
    assert (found.department, found.place) == ("湾城市青桥区石桥镇人民政府", "湾城市青桥区")


def test_accounts_told_beside_how_a_later_budget_is_carried_out_are_of_the_earlier_year() -> None:
    found = _identify("关于桥头镇2022年财政决算情况和2023年上半年财政预算执行情况的报告")
    assert (found.fiscal_year, found.document_kind) == (2022, "final_accounts")


def test_units_below_a_body_are_not_its_name() -> None:
    found = _identify(
        "第一部分自治区人民政府机关事务管理局概况",
        "内设办公室。所属正处级事业单位：自治区政府机关服务中心、宾馆管理处。",
    )
    assert found.department == "自治区人民政府机关事务管理局"


def test_a_text_without_title_is_of_the_body_that_signs_it() -> None:
    found = _identify("一、收入预算", "2019年部门经费预算120000元。", "青桥区人大常委会办公室", "2019年3月23日")
    assert (found.department, found.place, found.document_kind) == ("青桥区人大常委会办公室", "青桥区", "budget")


def test_the_year_stands_behind_who_drew_the_figures_up() -> None:
    text = (
        "按照《中华人民共和国预算法》和省里的通知（某财预〔2022〕1号），经平川市财政局汇总，"
        "2025年全市各单位使用财政拨款安排“三公”经费预算总额为100万元。"
    )
    assert _identify(text).fiscal_year == 2025


def test_a_report_is_of_who_presents_it_to_the_assembly() -> None:
    found = _identify(
        "关于2022年预算执行情况",
        "和2023年预算草案的报告",
        "——2023年1月10日在澄岭县第十七届人民代表大会第二次会议上",
        "澄岭县财政局",
        "各位代表：",
        "受县人民政府委托，现提请审议。",
    )
    assert (found.department, found.fiscal_year, found.document_kind) == ("澄岭县财政局", 2023, "budget")


def test_a_place_begins_behind_the_words_of_a_request() -> None:
    assert _identify("关于提请批准2021年澄岭县本级财政决算草案的报告").place == "澄岭县"
    assert _identify("关于我市2020年市本级财政决算草案的报告").place is None


def test_a_year_without_such_a_budget_is_not_the_documents() -> None:
    assert _identify("项目支出预算5000元，同比增加5000元，2020年无此项预算").fiscal_year == 0
    assert _identify("2019年，市本级一般公共预算支出安排的“三公”经费预算为300万元。").fiscal_year == 2019


def test_notes_on_transfers_and_debts_are_titles() -> None:
    found = _identify("临溪区2020年转移支付情况说明", "一、2019年转移支付情况")
    assert (found.place, found.fiscal_year) == ("临溪区", 2020)
    assert _identify("2022年地方政府债务情况").fiscal_year == 2022


def test_the_first_words_of_a_note_on_the_three_publics_name_the_body() -> None:
    found = _identify("湾城市人民检察院财政拨款“三公”经费预算2015年情况如下：")
    assert (found.department, found.fiscal_year) == ("湾城市人民检察院", 2015)
