import pytest

from extract.records import Cell, Grid, TextLine
from normalize.header_rows import is_column_number_row
from normalize.headers import indicator_header_rows, is_column_ids, leading_header_rows


def grid(text: str) -> Grid:
    """Rows by line, cells by |; `<` and `^` go on to the cell on the left or above."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    size: dict[tuple[int, int], list[int]] = {}
    for row, texts in enumerate(rows):
        for column, each in enumerate(texts):
            at = owner[row, column - 1] if each == "<" else owner[row - 1, column] if each == "^" else (row, column)
            owner[row, column] = at
            span = size.setdefault(at, [1, 1])
            span[0], span[1] = max(span[0], row - at[0] + 1), max(span[1], column - at[1] + 1)
    cells = tuple(
        Cell(row, column, *span, (TextLine(rows[row][column]),) if rows[row][column] else ())
        for (row, column), span in size.items()
    )
    return Grid(0, len(rows), len(rows[0]), cells, "ruled")


STATUTORY = """
项目 | < | 支出预算 | <
科目编码 | 科目名称 | 合计 | 基本支出
栏次 | ^ | 1 | 2
201 | 一般公共服务支出 | 10.00 | 10.00
"""
THREE_LEVELS = """
“三公”经费 | < | <
合计 | 公务接待费 | 公务用车购置及运行费
1.00 | 0.40 | 0.60
"""
LANES = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
一、一般公共预算拨款收入 | | 一、一般公共服务支出 |
"""
UNKNOWN_WORDS = """
会议 | 人数 | 花销
年会 | 20 | 1.50
例会 | 10 | 0.50
"""
SUB_HEADER = """
指导性目录 | < | 某某花销
甲级 | 乙级 | ^
A服务 | A01教育 | 3.00
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (STATUTORY.replace("栏次 | ^", "栏次 | <"), 3),
        (THREE_LEVELS, 2),
        (LANES, 2),
        (UNKNOWN_WORDS, 1),
        (SUB_HEADER, 2),
        ("合计 | | 3.00\n甲 | 乙 | 3.00", 0),
        ("项目名称 | 某某工程 | 主管部门 | 某局\n资金 | 1.00 | 其他 | 2.00", 0),
        ("201 | 一般公共服务支出 | 1.00\n202 | 外交支出 | 2.00", 0),
    ],
)
def test_header_rows_end_where_values_begin(text: str, rows: int) -> None:
    assert leading_header_rows(grid(text)) == rows


def test_a_form_heads_its_indicators_in_the_middle() -> None:
    form = grid(
        "项目名称 | 某某工程 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 次数 | 3次"
    )
    assert leading_header_rows(form) == 0
    assert indicator_header_rows(form, 0) == [1]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["栏次", "1", "2", "3"], True),
        (["**", "1"], True),
        (["1", "2=3+4", "3", "4"], True),
        (["1", "2", "3", "4"], True),
        (["2024", "2025"], False),
        (["3", "7", "12"], False),
        (["1"], False),
        (["合计", "1", "2"], False),
    ],
)
def test_column_ids_count_from_one_and_years_do_not(texts: list[str], *, expected: bool) -> None:
    assert is_column_ids(texts) is expected


@pytest.mark.parametrize(
    ("row", "numbers_columns"),
    [
        ("1 | 2 | 3", True),
        ("甲 | 乙 | 1 | 2", True),
        ("类 | 款 | 项 | 1 | 2 | 3 | 4", True),
        ("类 | 1 | 2=3+4 | 3 | 4", True),
        ("1 | 1 | 1 | 1", False),
        (" | 1 | 2", False),
        ("合计 | 1 | 2", False),
    ],
)
def test_column_numbers_among_the_rows_are_those_of_headers_too(table, row, numbers_columns):
    [made] = table(f"{' | '.join(['金额'] * len(row.split(' | ')))} \n --- \n {row}").rows
    assert is_column_number_row(made) == numbers_columns
    if numbers_columns:
        assert is_column_ids([cell.text for cell in made.own_cells])


def test_a_page_may_end_below_the_second_row_of_a_header_of_indicators() -> None:
    form = """
    项目名称 | 办案业务 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | <
    ^ | ^ | ^ | 当年指标值 | 前三年平均值
    """
    assert indicator_header_rows(grid(form), 0) == [1, 2]
    assert indicator_header_rows(grid(form.replace("当年指标值", "办结案件").replace("前三年平均值", "九百件")), 0) == [
        1
    ]


def test_a_page_that_goes_on_with_a_form_does_not_begin_with_a_header() -> None:
    rest = """
    项目支出明细预算 | 项目支出明细 | < | 金额
    ^ | 疫苗采购 | < | 200.00
    ^ | 冷链运行 | < | 120.00
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 接种剂次 | ≥6万剂
    """
    assert leading_header_rows(grid(rest)) == 0
