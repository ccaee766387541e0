from extract.plaintext import read_plaintext


def test_a_sentence_with_tabs_about_it_is_prose_and_the_rest_of_a_cut_row_is_a_row() -> None:
    [page] = read_plaintext("\t本部门2026年收入预算10万元。\n\n收入如下。\t\t\t\n\n\t\t标准\t\t\t\n".encode())
    assert [each.text for each in page.paragraphs] == ["本部门2026年收入预算10万元。", "收入如下。"]
    [rest] = page.grids
    assert [cell.text for cell in rest.cells] == ["", "", "标准", "", "", ""]


def test_bars_that_rule_nothing_are_no_table() -> None:
    [page] = read_plaintext("说明。\n|---|---|\n".encode())
    assert page.grids == ()


def test_the_rest_of_a_cut_cell_alone_between_two_fragments_is_a_row() -> None:
    cut = "\t预算数45.5万元。其中：财政资金45.5万元，用于支付秩序维护人员的\t\t\t"
    months = "资金支出计划（%）\t3月底\t6月底\t12月底\n"
    [page] = read_plaintext(f"{cut}\n\n\t工资和保险。\n\n{months}".encode())
    assert page.paragraphs == ()
    titled = read_plaintext(f"{cut}\n\n\t资金支出计划表\n\n\t本表单位：元\n{months}".encode())
    assert [each.text for each in titled[0].paragraphs] == ["资金支出计划表", "本表单位：元"]
