from hypothesis import given
from hypothesis import strategies as st

from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.records import Records
from normalize.walk import normalize_document


def records(text: str) -> Records:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text"))


def test_column_ids_and_reprinted_headers_are_set_aside_with_their_reason() -> None:
    told = records(
        "支出表\n\n单位：万元\n\n科目编码\t科目名称\t2024年合计\n201\t公共服务\t3.00\n\n科目编码\t科目名称\t2024年合计\n202\t外交\t4.00\n"
    )
    reasons = {(each.text, each.reason) for each in told.tables["set_aside"]}
    assert ("2024年合计", "repeated_header") in reasons
    assert ("单位：万元", "unit_line") in reasons
    coverage = told.tables["coverage"][0]
    assert (coverage.numbers_printed, coverage.numbers_unaccounted) == (6, 0)


def test_a_number_nobody_understands_is_counted_and_named() -> None:
    told = records("某表\n\n甲\t乙\n丙\t12:30\n丁\t14:45\n")
    coverage = told.tables["coverage"][0]
    aside = [each.text for each in told.tables["set_aside"] if each.reason == "not_understood"]
    assert coverage.numbers_unaccounted == sum(2 for _ in aside)


@given(
    st.lists(
        st.lists(st.text(alphabet="一二三0123456789.,%（）：年", max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_no_number_goes_missing_whatever_a_table_prints(rows: list[list[str]]) -> None:
    told = records("某表\n\n" + "\n".join("\t".join(row) for row in rows) + "\n")
    coverage = told.tables["coverage"][0]
    assert coverage.numbers_printed == (
        coverage.numbers_in_records + coverage.numbers_set_aside + coverage.numbers_unaccounted
    )
    assert min(coverage.numbers_in_records, coverage.numbers_set_aside, coverage.numbers_unaccounted) >= 0


def test_a_table_without_a_unit_is_read_in_the_documents_and_a_finding_says_so() -> None:
    head = "{}\n\n科目编码\t科目名称\t合计\n201\t公共服务\t3.00\n\n"
    told = records(head.format("支出表\n\n单位：万元") + "说明如下。\n\n" + head.format("收入表"))
    assert [table.unit for table in told.tables["tables"]] == ["ten_thousand_yuan"] * 2
    [finding] = [each for each in told.tables["findings"] if each.check_id == "D-05"]
    assert finding.table_nos == [2]
    assert "万元" in finding.message
