from collections import Counter

from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.records import Records
from normalize.walk import normalize_document

FORM = """项目编码\t518-0101-YCN-{code}\t项目名称\t{name}
绩效目标\t做好{name}\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t完成{name}\t>=3次
"""


def records(text: str) -> Records:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text"))


def test_a_form_that_follows_another_without_a_gap_is_a_table_of_its_own() -> None:
    told = records(
        "项目绩效目标表\n\n" + FORM.format(code="AA01", name="道路养护") + FORM.format(code="AA02", name="桥梁检测")
    )
    assert [row.project_name for row in told.tables["projects"]] == ["道路养护", "桥梁检测"]
    assert [(row.project_no, row.level3) for row in told.tables["indicators"]] == [
        (1, "完成道路养护"),
        (2, "完成桥梁检测"),
    ]


def test_a_header_printed_again_in_a_dump_without_gaps_shows_a_page_end() -> None:
    head = "科目编码\t科目名称\t合计\n"
    told = records("支出表\n\n单位：万元\n\n" + head + "201\t公共服务\t3.00\n" + head + "202\t外交\t4.00\n")
    assert [table.row_count for table in told.tables["tables"]] == [2]
    [seam] = told.tables["seams"]
    assert (seam.decision, seam.header_repeated) == ("new_row", True)


def test_a_blank_line_alone_shows_none() -> None:
    head = "科目编码\t科目名称\t合计\n"
    told = records("支出表\n\n单位：万元\n\n" + head + "201\t公共服务\t3.00\n\n202\t外交\t4.00\n")
    assert Counter(seam.decision for seam in told.tables["seams"]) == {}
    assert [table.row_count for table in told.tables["tables"]] == [2]
