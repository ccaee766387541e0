"""What prose says of counts, years, funds and units, against itself and the tables: where it fails, where it keeps silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from normalize.checks import check
from normalize.records import Records
from normalize.schema import Amount, Asset, Document, Institution, Line, Section, SetAside, Table

ID = "0" * 16


def document(*paragraphs: str, kind: str = "budget", year: int = 2024, level: int = 1) -> Records:
    into = Records(year)
    into.tables["documents"].append(
        Document(document_id=ID, source_name="a.pdf", source_sha256="0" * 64, source_format="pdf", source_bytes=1,
                 document_kind=kind)
    )  # fmt: skip
    into.tables["sections"].append(
        Section(document_id=ID, section_no=1, level=level, text="\n".join(paragraphs), pages=[1])
    )
    return into


def quoted(
    into: Records, *rows: tuple[str, str, Any, Any, Any], sentence: str = "一句。", year: int | None = None
) -> None:
    """Add amounts of one sentence: (subject, 万元, measure, parent_no, direction)."""
    for subject, text, measure, parent, direction in rows:
        into.tables["amounts"].append(
            Amount(
                document_id=ID, amount_no=len(into.tables["amounts"]) + 1, section_no=1, subject=subject, measure=measure,
                direction=direction, amount_yuan=Decimal(text) * 10_000, amount_text=f"{text}万元",
                year=into.fiscal_year if year is None else year, parent_no=parent, sentence=sentence,
            )
        )  # fmt: skip


def table(
    into: Records, number: int, kind: str, *rows: tuple[str | None, str, dict[str, tuple[str, str]]], **more: Any
) -> None:
    """Add a table in 万元 of rows (code, name, {column: (measure, text)})."""
    columns = list(dict.fromkeys(column for _, _, printed in rows for column in printed))
    into.tables["tables"].append(
        Table(document_id=ID, table_no=number, kind=kind, header=columns, unit="ten_thousand_yuan", pages=[2], **more)
    )
    for row_no, (code, name, printed) in enumerate(rows, 1):
        for column, (measure, text) in printed.items():
            into.tables["lines"].append(
                Line(
                    document_id=ID, table_no=number, row_no=row_no, pages=[2], kind=kind, code=code, name=name,
                    code_scheme="none" if code is None else "department_economic" if code[0] == "3" else "functional",
                    column=column, measure=measure, amount_yuan=Decimal(text) * 10_000, amount_text=text,
                    is_total="合计" in name,
                )
            )  # fmt: skip


def verdicts(into: Records, check_id: str) -> list[str]:
    return [each.verdict for each in check(into, ID).findings if each.check_id == check_id]


VEHICLES = "截至2023年12月31日，共有车辆{}辆，其中：机要通信用车1辆、执法执勤用车2辆、其他用车4辆{}；单价100万元以上设备3台（套）。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (VEHICLES.format(7, ""), ["pass"]),
        (VEHICLES.format(8, ""), ["fail"]),
        (VEHICLES.format(8, "等"), ["insufficient"]),
        (VEHICLES.format(6, "等"), ["fail"]),
        ("共有车辆7辆，其中：其他用车7辆，单价50万元以上设备2台。", ["pass"]),
        ("购置车辆13辆，其中：2026应急保障用车13辆。", ["pass"]),
        ("共有车辆7辆，单价100万元以上设备3台（套）。", []),
    ],
)
def test_vehicles_are_the_sum_of_their_uses(text: str, expected: list[str]) -> None:
    assert verdicts(document(text), "N-20") == expected


GRADES = "绩效自评的2024年度项目{}个，平均得分99分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。"


@pytest.mark.parametrize(
    ("text", "expected"), [(GRADES.format(4), ["pass"]), (GRADES.format(5), ["fail"]), ("绩效自评项目4个。", [])]
)
def test_projects_by_grade_are_all_projects(text: str, expected: list[str]) -> None:
    assert verdicts(document(text, kind="final_accounts"), "F-25") == expected


@pytest.mark.parametrize(
    ("held", "stock", "expected"),
    [
        ("公务用车保有量为3辆。", "共有车辆2辆。", ["fail"]),
        ("公务用车保有量为2辆。", "共有车辆2辆。", ["pass"]),
        ("公务用车保有量为3辆。", "", []),
    ],
)
def test_cars_held_are_among_the_vehicles(held: str, stock: str, expected: list[str]) -> None:
    assert verdicts(document(held, stock, kind="final_accounts"), "F-26") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("内设机构3个，分别为：办公室、人事处、财务处。", []),
        ("内设机构4个，分别为：办公室、人事处、财务处。", ["fail"]),
        ("内设3个处室，分别是：办公室、人事和老干部处、财务处。", []),
        ("内设2个处室，分别是：办公室、财务处，另设机关党委。", []),
        ("内设4个处室和机关党委，处室分别是：办公室、财务处。", []),
        ("内设机构9个，分别为：办公室、人事处、财务处等。", []),
    ],
)
def test_a_number_of_bodies_is_that_of_their_names(text: str, expected: list[str]) -> None:
    assert verdicts(document(text), "D-14") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本部门2024年没有使用政府性基金预算拨款安排的支出。", ["fail"]),
        ("本部门2023年没有使用政府性基金预算拨款安排的支出。", []),
        ("本部门无当年政府性基金预算收支，并已公开空表。", []),
    ],
)
def test_a_fund_that_spends_nothing_has_no_amounts(text: str, expected: list[str]) -> None:
    into = document(text)
    table(into, 1, "B8", (None, "合计", {"合计": ("total", "5.00")}), title="政府性基金预算支出表")
    assert verdicts(into, "N-26") == expected


def empty_fund(*notes: str, amounts: int = 6) -> Records:
    into = document("收支预算说明。")
    quoted(into, *[("收入预算", "1.00", "total", None, None)] * amounts)
    into.tables["tables"].append(
        Table(
            document_id=ID, table_no=1, kind="B8", title="政府性基金预算支出表", unit="yuan", is_empty=True, pages=[9]
        )
    )
    into.tables["set_aside"].extend(SetAside(document_id=ID, text=each, pages=[9], reason="note") for each in notes)
    return into


def test_an_empty_table_says_that_there_is_nothing() -> None:
    assert verdicts(empty_fund(), "B-25") == ["fail"]
    assert verdicts(empty_fund("注：本表本年无发生额。"), "B-25") == []
    # Tables alone have their words in another file.
    assert verdicts(empty_fund(amounts=0), "B-25") == []


def test_assets_are_counted_at_a_date_that_fits_the_year() -> None:
    text = "截至{}年8月31日，某局共有车辆3辆。"
    assert verdicts(document(text.format(2023)), "A-04") == []
    assert verdicts(document(text.format(2021)), "A-04") == ["fail"]
    assert verdicts(document(text.format(2024), kind="final_accounts"), "A-04") == []
    assert verdicts(document(text.format(2021), kind="other"), "A-04") == []


@pytest.mark.parametrize(("units", "expected"), [(3, ["fail"]), (1, [])])
def test_a_body_without_units_lists_none(units: int, expected: list[str]) -> None:
    into = document("某局为一级预算单位，没有下属单位。")
    into.tables["institutions"].extend(
        Institution(document_id=ID, table_no=1, row_no=number, name=f"单位{number}") for number in range(units)
    )
    assert verdicts(into, "D-07") == expected


def with_titles(*titles: str) -> Records:
    into = document("说明。")
    for number, title in enumerate(titles, 1):
        table(into, number, f"B{number}", (None, "合计", {"合计": ("total", "5.00")}), title=title)
    return into


def test_titles_of_tables_name_the_year_of_the_document() -> None:
    years = ("2024年部门收支总表", "2024年部门收入总表", "2024年部门支出总表")
    assert verdicts(with_titles(*years), "D-06") == []
    assert verdicts(with_titles(*years, "2023年财政拨款收支总表"), "D-06") == ["fail"]
    # Where most name another year, the document's year may be what is wrong.
    assert verdicts(with_titles("2023年部门收支总表", "2023年部门收入总表", "2024年部门支出总表"), "D-06") == []


CONTENTS = ("目录", "一、部门收支总表", "二、部门收入总表.........3", "三、一般公共预算“三公”经费支出表")


@pytest.mark.parametrize(("kinds", "expected"), [((1, 2, 3, 4, 5), ["fail"]), ((1, 2, 3, 4, 5, 7), []), ((1, 2), [])])
def test_tables_the_contents_name_are_printed(kinds: tuple[int, ...], expected: list[str]) -> None:
    into = document(*CONTENTS, level=0)
    for number in kinds:
        table(into, number, f"B{number}", (None, "合计", {"合计": ("total", "5.00")}), title=f"表{number}")
    assert verdicts(into, "D-03") == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("B1", "B2", "B3", "B4", "B5", "B7"), ["fail"]),
        (("B1", "B2", "B3", "B4", "B5", "B7", "other"), []),
        (("B1", "B2"), []),
        (("B1", "B2", "B3", "B4", "B5", "B6", "B7"), []),
    ],
)
def test_statutory_tables_are_all_there(kinds: tuple[str, ...], expected: list[str]) -> None:
    into = document("说明。")
    for number, kind in enumerate(kinds, 1):
        table(into, number, kind, (None, "合计", {"合计": ("total", "5.00")}))
    assert verdicts(into, "D-04") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目总预算1720.00万，其中认定1720.00万元。", ["fail"]),
        ("预算支出增加1193.20万元，增长13.95。", ["fail"]),
        ("覆盖1.5万人，建成2.3万亩，预算100.00万元，增长3.5%。", []),
    ],
)
def test_amounts_and_rates_have_their_units(text: str, expected: list[str]) -> None:
    assert verdicts(document(text), "N-22") == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("（一）甲", "（二）乙", "（四）丁"), ["fail"]),
        (("（一）甲", "（二）乙", "（三）丙", "（四）丁"), []),
        (("（一）甲", "（二）乙；（三）丙", "（四）丁"), []),
        (("（一）甲", "（三）丙"), []),
        (("（一）甲", "（二）乙", "（一）甲", "（二）乙", "（三）丙"), []),
    ],
)
def test_numbered_paragraphs_run_on(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert verdicts(document(*paragraphs), "D-02") == expected


def test_an_increase_is_at_most_what_there_is() -> None:
    for change, expected in (("2.00", ["pass"]), ("9.49", ["fail"])):
        into = document("说明。")
        quoted(into, ("三公经费", "6.51", None, None, None), ("三公经费", change, None, None, "increase"))
        assert verdicts(into, "N-09") == expected
    into = document("说明。")
    sentence = "剔除一次性因素后增加9.49万元。"
    quoted(
        into, ("三公经费", "6.51", None, None, None), ("三公经费", "9.49", None, None, "increase"), sentence=sentence
    )
    assert verdicts(into, "N-09") == []


@pytest.mark.parametrize(
    ("prior", "change", "direction", "expected"),
    [
        ("100.00", "20.00", "increase", ["pass"]),
        ("100.00", "20.00", "decrease", ["fail"]),
        ("100.00", "25.00", "increase", ["insufficient"]),
        (None, "25.00", "decrease", []),
    ],
)
def test_more_or_less_follows_from_both_years(
    prior: str | None, change: str, direction: str, expected: list[str]
) -> None:
    into = document("说明。")
    quoted(into, ("收入", "120.00", "total", None, None))
    if prior is not None:
        quoted(into, ("收入", prior, "total", None, None), year=2023)
    quoted(into, ("收入", change, "total", None, direction))
    assert verdicts(into, "N-19") == expected


@pytest.mark.parametrize(("small", "expected"), [("34", ["pass", "pass"]), ("35", ["pass", "fail"]), (None, ["pass"])])
def test_small_firms_are_among_small_and_medium_ones(small: str | None, expected: list[str]) -> None:
    into = document("说明。")
    quoted(into, ("政府采购预算", "50", None, None, None))
    quoted(into, ("面向中小企业预留政府采购项目预算金额", "34", None, None, None))
    if small is not None:
        quoted(into, ("预留给小型和微型企业的政府采购项目预算", small, None, 2, None))
    assert sorted(verdicts(into, "N-15"), reverse=True) == sorted(expected, reverse=True)


def test_assets_have_a_value_where_they_have_a_quantity() -> None:
    for quantity, value, expected in (("5", "0", ["fail"]), ("5", "960000", []), ("5", None, [])):
        into = document("说明。")
        into.tables["tables"].append(Table(document_id=ID, table_no=1, kind="B15", unit="yuan", pages=[2]))
        into.tables["assets"].append(
            Asset(document_id=ID, table_no=1, row_no=1, item="车辆", level=1, quantity=Decimal(quantity),
                  value_yuan=None if value is None else Decimal(value))
        )  # fmt: skip
        assert verdicts(into, "A-05") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5%，主要原因是。", ["fail"]),
        ("比上年增加1万元，原因：。", ["fail"]),
        ("增长5%，主要是事业收入增加原因。", []),
        ("增长5%，是由于人员变动的原因。", []),
    ],
)
def test_a_reason_that_stands_before_the_word_is_no_missing_one(text: str, expected: list[str]) -> None:
    assert verdicts(document(text), "N-23") == expected


def test_the_public_costs_add_up_where_cars_are_told_in_two() -> None:
    into = document("说明。")
    quoted(into, ("“三公”经费支出预算合计", "24.75", None, None, None), ("因公出国（境）经费支出预算", "0", None, 1, None),
           ("公务用车购置费支出预算", "0", None, 1, None), ("公务用车运行维护费支出预算", "8.20", None, 1, None),
           ("公务接待费支出预算", "16.55", None, 1, None))  # fmt: skip
    assert verdicts(into, "N-10") == ["pass"]


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [("final_accounts", "合计", []), ("final_accounts", "总计", ["fail"]), ("budget", "合计", ["fail"])],
)
def test_a_year_that_is_over_balances_by_its_grand_totals(kind: str, word: str, expected: list[str]) -> None:
    into = document("说明。", kind=kind)
    quoted(into, (f"收入{word}", "9.00", "total", None, None))
    quoted(into, (f"支出{word}", "8.00", "total", None, None), sentence="另一句。")
    assert verdicts(into, "N-05") == expected
