from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.records import Records
from normalize.walk import normalize_document

ROWS = "科目编码\t科目名称\t合计\n201\t公共服务\t3.00\n"


def records(text: str) -> Records:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text"))


def test_two_pages_with_tables_make_one_seam_and_prose_between_is_no_reason_for_none() -> None:
    told = records("支出表\n\n" + ROWS + "\n以上是支出情况。\f收入表\n\n" + ROWS)
    [seam] = told.tables["seams"]
    assert (seam.page_before, seam.page_after, seam.decision) == (1, 2, "different_table")
    assert (seam.table_no_before, seam.table_no_after) == (1, 2)
    assert (seam.row_no_before, seam.row_no_after) == (1, 1)


def test_a_page_without_a_table_makes_no_seam() -> None:
    assert records("支出表\n\n" + ROWS + "\f说明。\f收入表\n\n" + ROWS).tables["seams"] == []


def test_two_tables_of_one_page_meet_at_no_seam() -> None:
    told = records("支出表\n\n" + ROWS + "\n收入表\n\n" + ROWS + "\f其他。")
    assert len(told.tables["tables"]) == 2
    assert told.tables["seams"] == []


def test_a_table_that_goes_on_says_where_and_why() -> None:
    told = records("支出表\n\n" + ROWS + "\f" + ROWS.replace("201", "202"))
    [seam] = told.tables["seams"]
    assert (seam.decision, seam.header_repeated, seam.title_repeated) == ("new_row", True, False)
    assert (seam.row_no_before, seam.row_no_after) == (1, 2)
    assert {"header_repeated", "columns_align"} <= {each.name for each in seam.evidence}
    assert seam.confidence > 0.8
    assert [table.row_count for table in told.tables["tables"]] == [2]


def test_a_source_without_pages_shows_cuts_inside_tables_only() -> None:
    told = records("支出表\n\n" + ROWS + "\n" + ROWS.replace("201", "202") + "\n收入表\n\n" + ROWS)
    [seam] = told.tables["seams"]
    assert (seam.page_before, seam.page_after) == (None, None)
    assert (seam.table_no_before, seam.table_no_after) == (1, 1)
