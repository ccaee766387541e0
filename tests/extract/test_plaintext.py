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


def test_a_document_on_one_line_has_its_headings_on_lines_again() -> None:
    parts = [
        "某县某局2020年度部门决算",
        "目录",
        "第一部分概况",
        "一、职责",
        "二、机构",
        "第二部分说明",
        "一、收入情况",
        "二、支出情况",
    ]
    body = ["第一部分概况", "一、职责", "（一）负责" + "监督 检查" * 80 + "。", "（二）负责其他工作。"]
    [page] = read_plaintext(" ".join(parts + body).encode())
    assert [each.text for each in page.paragraphs][1:] == [*parts[1:], *body]


def test_a_long_paragraph_with_blanks_stays_one() -> None:
    text = "本部门负责以下工作： 一、监督。" + "根据规定开展检查，并按 要求报告。" * 30
    [page] = read_plaintext(text.encode())
    assert len(page.paragraphs) == 1


def test_page_numbers_between_marks_are_no_text() -> None:
    [page] = read_plaintext("三、基本支出决算情况\n—3—\n说明。\n第4页 共8页\n12\n".encode())
    assert [(each.text, each.role) for each in page.paragraphs if each.role != "text"] == [
        ("—3—", "page_number"),
        ("第4页 共8页", "page_number"),
    ]


def test_blanks_without_end_in_a_line_cost_no_more_than_their_number() -> None:
    # Quadratic, it would not end within the patience of a test run.
    (page,) = read_plaintext(("x" + " " * 100_000 + "x").encode())
    assert page.paragraphs
