"""Which rows of a grid are header, and what the header says of each column.

A header row is made of header words (`lexicon`) and holds no value; it may
stand at the top of a grid or, in a form, above the block of indicators in its
middle. Rows of column ids (1 2 3, 栏次, 1=2+3) belong to the header.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.records import Grid
from normalize.folding import fold
from normalize.lexicon import is_form_label, is_form_start, is_header_cell, is_indicator_header, is_level1, is_level2
from normalize.money import find_unit, is_number
from normalize.table_numbers import is_table_number

_COLUMN_ID = re.compile(
    r"\(?\d{1,2}\)?|\d{1,2}(?:[=+\-]\d{1,2})+|[a-z甲乙丙丁]|\d{1,2}=.{1,20}|栏次|行次|[\*※-]+", re.IGNORECASE
)
#: ** | 1 numbers the one column of amounts.
_MARKS = re.compile(r"[*※]+")
#: Parts of a code, each heading a column of its own.
CODE_PARTS = ("类", "款", "项", "目")
#: A heading may name its year: 2026年预算数, 2024年度, 2024.
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|$)")
_LONGEST_CAPTION = 50
_VALUE = re.compile(r"[-+]?[\d,]*\d\.\d+%?|[-+]?\d[\d,]*%?|\d{3,}.*")


def is_banner(grid: Grid, row: int) -> bool:
    """Tell whether one cell with text covers the whole row, as a title printed inside the rules does."""
    slots = grid.slots[row]
    return grid.column_count > 1 and len({id(cell) for cell in slots}) == 1 and bool(slots[0].whole_text)


def is_caption_banner(text: str) -> bool:
    """Tell whether a text that covers a whole row is a title, a year or a unit printed inside the rules."""
    folded = fold(text)
    if len(folded) > _LONGEST_CAPTION or is_form_label(text):
        return False
    return bool(re.search(r"表|(?:单位|部门)(?:名称|\([^()]*\))?[:：]|^\(?20\d\d年度?\)?$", folded))


def caption_row_count(grid: Grid) -> int:
    """Count the rows at the top that print number, title and unit inside the rules, blank ones between them too.

    Spreadsheets print them as rows of the sheet: a merged one, or one cell
    with text among empty ones.
    """
    count = 0
    for row in range(grid.row_count - 1):
        texts = [text for text in grid.row_texts[row] if text]
        if texts and not (_is_caption_row(texts) or _heads_list(grid, row)):
            break
        if texts:
            count = row + 1
    return count


def _is_caption_row(texts: Sequence[str]) -> bool:
    """Tell whether a row prints title, number, department, year or unit; several stand beside a unit or a number."""
    if not all(map(is_caption_banner, texts)):
        return False
    return len(texts) == 1 or any(find_unit(text) or is_table_number(text) for text in texts)


#: 二、一般公共预算基本支出 over a list that shares its rules with the one above.
NUMBERED_TITLE = re.compile(r"\(?[一二三四五六七八九十]+[)、.][^,;。:]{2,30}(?:预算|决算|支出|收入|经费|情况)")


def _heads_list(grid: Grid, row: int) -> bool:
    """Tell whether a numbered title covers a row right above a row of header words."""
    if not is_banner(grid, row) or not NUMBERED_TITLE.fullmatch(fold(grid.row_texts[row][0])):
        return False
    below = [text for text in grid.row_texts[row + 1] if text] if row + 1 < grid.row_count else []
    return len(below) > 1 and all(map(is_header_cell, below))


def is_column_ids(texts: Sequence[str]) -> bool:
    """Tell whether the texts number the columns: 1 2 3 …, 栏次 1 2, ** 1, 1=2+3, 类 款 项 1 2.

    Years, amounts and a lone number are no column ids.
    """
    folded = [fold(text) for text in texts if fold(text)]
    # Parts of a code head columns of their own beside it, as the last row of the header: 类 | 款 | 项 | 栏次 | 1 | 2.
    folded = list(itertools.dropwhile(CODE_PARTS.__contains__, folded))
    if len(folded) < 2 or not all(_COLUMN_ID.fullmatch(text) for text in folded):
        return False
    numbers = column_numbers(folded)
    consecutive = all(after - before in (0, 1) for before, after in itertools.pairwise(numbers))
    marked = folded[0] in ("栏次", "行次") or _MARKS.fullmatch(folded[0]) is not None
    return (len(numbers) >= 2 and consecutive and numbers[0] <= 2) or (bool(numbers) and marked)


def column_numbers(texts: Sequence[str]) -> list[int]:
    """Return the numbers that ids of columns begin with; 1=2+3 is 1."""
    return [int(found.group()) for text in texts if (found := re.search(r"\d+", fold(text)))]


def leading_header_rows(grid: Grid) -> int:
    """Count the header rows at the top of a grid; banners above them are counted too.

    A form has none: it begins with a label beside its value.
    """
    row = caption_row_count(grid)
    while row < grid.row_count and is_banner(grid, row):
        text = grid.row_texts[row][0]
        if not is_caption_banner(text) and (is_form_label(text) or not is_header_cell(text)):
            return 0  # a form: a label or a statement over its whole width
        row += 1
    if _labels_block(grid, row):
        return 0
    banners, found, deepest = row, False, row
    while row < grid.row_count:
        texts = grid.row_texts[row]
        if not any(texts):
            if found and _spanned_from_above(grid, row):
                row += 1
                continue
            break
        if is_column_ids(texts) and found:
            row += 1
        elif (
            _is_header_row(grid, row, found)
            or (row < deepest and not _has_value(texts))
            or (found and _divides(grid, row))
        ):
            found = True
            deepest = max(deepest, _deepest(grid, row))
            row += 1
        else:
            break
    row = min(row, grid.row_count)
    if not found:
        return 0 if banners == grid.row_count else _untypical_header(grid, banners)
    return row


def _labels_block(grid: Grid, row: int) -> bool:
    """Tell whether a page goes on with a form: a label beside sums and their headings, indicators further down."""
    first = grid.slots[row][0] if row < grid.row_count else None
    if first is None or first.row_span < 2 or first.row != row:
        return False
    beside = range(row + 1, min(row + first.row_span, grid.row_count))
    sums = any(_has_value(grid.row_texts[at]) for at in beside)
    return sums and bool(indicator_header_rows(grid, row + first.row_span))


def indicator_header_rows(grid: Grid, start: int) -> list[int]:
    """Return the rows from `start` on that head a block of indicators, sub-headers of its columns too."""
    heads = [row for row in range(start, grid.row_count) if is_indicator_header(grid.row_texts[row])]
    return [row for head in heads for row in range(_top_of_levels(grid, head, start), _end_of_levels(grid, head))]


def _top_of_levels(grid: Grid, head: int, start: int) -> int:
    """Return the row that a header of indicators begins with: 指标名称 over 二级指标 | 三级指标, the others beside both."""
    if head <= start:
        return head
    if grid.origin == "delimited":
        above = [text for text in grid.row_texts[head - 1] if text]
        short = all(len(fold(text)) <= _LONGEST_HEADING for text in above)
        return head - 1 if len(above) > 2 and short and not _has_value(above) and _divides(grid, head) else head
    begun = [
        cell for cell in grid.beginning[head - 1] if cell.row_span <= 2 or cell.column > 0
    ]  # no label of the block
    beside = [cell for cell in begun if cell.row_span == 2 and cell.whole_text]
    over = [cell for cell in begun if cell.row_span == 1 and cell.column_span > 1 and cell.whole_text]
    return head - 1 if beside and over and len(beside) + len(over) == len(begun) else head


def _end_of_levels(grid: Grid, head: int) -> int:
    """Return the row below a header of indicators: where 一级指标 covers several rows, 指标值 is split below it."""
    levels = [cell.row_span for cell in grid.beginning[head] if _LEVEL.fullmatch(fold(cell.whole_text))]
    end = head + 1
    while end < min(head + min(levels, default=1), grid.row_count) and not _has_value(grid.row_texts[end]):
        if end == grid.row_count - 1 and not _parts_target(grid, end):
            break  # where a page ends below the header, its last row must say that it is header
        end += 1
    while end < grid.row_count - 1 and _divides(grid, end) and _parts_target(grid, end):
        end += 1
    return end


def _parts_target(grid: Grid, row: int) -> bool:
    """Tell whether a row prints nothing but what a target is split into, besides cells that begin above it."""
    own = [cell.whole_text for cell in grid.beginning[row] if cell.whole_text]
    return bool(own) and all(map(_PART_OF_TARGET, map(fold, own)))


#: 前年, 当年指标值: what 指标值 is split into in sources without spans.
_PART_OF_TARGET = re.compile(
    r".{0,6}(?:年|年度|近.年|历史|参考).{0,8}(?:值|实现|水平)?|(?:运算|计算)?符号|值|(?:度量|计量)?单位"
).fullmatch


_LEVEL = re.compile("[一二三]级指标(?:名称)?")
_LONGEST_HEADING = 16
"""Characters; longer texts above a header of indicators are what the form says."""
_DEEPEST = 4
"""Printed levels of the deepest headers seen; a taller cell labels the rows of a block, not columns."""


def _deepest(grid: Grid, row: int) -> int:
    """Return the row below the tallest header cell that begins here: what stands beside it is sub-header."""
    if is_indicator_header(grid.row_texts[row]):
        return _end_of_levels(grid, row)
    spans = [cell.row_span for cell in grid.beginning[row] if cell.row_span <= _DEEPEST]
    return row + max(spans, default=1)


def _has_value(texts: Sequence[str]) -> bool:
    return any(_VALUE.fullmatch(fold(text)) and not _YEAR.match(fold(text)) for text in texts)


def _spanned_from_above(grid: Grid, row: int) -> bool:
    return any(cell.row < row for cell in grid.slots[row])


def _is_header_row(grid: Grid, row: int, found: bool) -> bool:
    texts = [text for text in grid.row_texts[row] if text]
    folded = [fold(text) for text in texts]
    if any(_VALUE.fullmatch(text) and not _YEAR.match(text) for text in folded):
        return False
    if is_indicator_header(texts):
        return True
    words = sum(is_header_cell(text) for text in texts) + _classes_beside(texts)
    if len(texts) == 1:
        # A lone 合计 or 项目 is the label of a data row unless the header goes on around it.
        spans = _spanned_from_above(grid, row)
        return found and spans and words == 1
    if is_form_start(texts[0]) and (words <= 0.5 * len(texts) or _goes_on_as_form(grid, row)):
        return False
    if _first_label_is_total(folded[0]) and found and words < len(texts):
        return False
    return words >= max(2, 0.6 * len(texts))


def _classes_beside(texts: Sequence[str]) -> int:
    """Count the classes of indicators that stand beside others: 数量指标 | 质量指标 head columns, one alone a row."""
    classes = [is_level2(text) and fold(text).endswith("指标") for text in texts]
    runs = [len(list(run)) for is_class, run in itertools.groupby(classes) if is_class]
    return sum(run for run in runs if run > 1)


def _divides(grid: Grid, row: int) -> bool:
    """Tell whether a row of tab-separated text divides the headings above it, which stand before blanks.

    一般公共预算 | | 政府性基金 over 小计 | 其中：专项 | : below a heading of one
    column is a blank, below one of several and the blanks behind it are texts.
    """
    if grid.origin != "delimited" or not 0 < row < grid.row_count:
        return False
    upper, lower = grid.row_texts[row - 1], grid.row_texts[row]
    filled = [text for text in lower if text]
    if len(filled) < 2 or not any(upper) or _has_value(filled) or is_form_label(lower[0]):
        return False
    wide = [not text or (column + 1 < len(upper) and not upper[column + 1]) for column, text in enumerate(upper)]
    single = [
        column
        for column, each in enumerate(wide)
        if not each and not (is_level1(upper[column]) and is_level2(lower[column]))  # 效益指标 over 社会效益指标
    ]
    blanks = [column for column, text in enumerate(upper) if not text]
    return not any(lower[column] for column in single) and any(lower[column] for column in blanks)


def _goes_on_as_form(grid: Grid, row: int) -> bool:
    """Tell whether a label of a form's head begins the next row: 项目名称 | 会议费 above 主管部门 | 某某局."""
    below = grid.slots[row + 1][0] if row + 1 < grid.row_count else None
    return below is not None and below.row == row + 1 and is_form_label(below.whole_text)


def _first_label_is_total(text: str) -> bool:
    return text in ("合计", "总计", "小计", "本年收入合计", "本年支出合计", "收入总计", "支出总计")


def _heads_two_rows(grid: Grid, row: int) -> bool:
    """Tell whether the first cell of a row stands beside two rows of headings, the upper over several of the lower."""
    if _divides(grid, row + 1):
        return True
    first, *others = grid.beginning[row]
    wide = any(cell.column_span > 1 and cell.row_span == 1 for cell in others)
    below = grid.row_texts[row + 1]
    return first.row_span == 2 and wide and len(below) > 1 and all(below) and not _has_value(below)


def _untypical_header(grid: Grid, banners: int) -> int:
    """Count one header row where words fail but values begin below texts in most columns."""
    if grid.row_count < banners + 2:
        return 0
    # 单位名称 | 编制数: a form's label has its value beside it, a header's has headings that go on below.
    if is_form_label((*grid.row_texts[banners], "")[0]) and not _heads_two_rows(grid, banners):
        return 0
    if indicator_header_rows(grid, banners):
        return 0  # a form goes on above the header of its indicators
    first = grid.beginning[banners]
    texts = grid.row_texts[banners]
    # The rest of a cell that a page cut stands alone, with nothing in the first column.
    divided = bool(texts[0]) and sum(map(bool, texts)) > 2 and _divides(grid, banners + 1)
    if any((not text and not divided) or is_number(text) or len(text) > 30 for text in texts) or len(texts) < 2:
        return 0
    end = max(cell.row + cell.row_span for cell in first)
    while divided and _divides(grid, end):
        end += 1
    if any(_has_value(grid.row_texts[row]) for row in range(banners, min(end, grid.row_count))):
        end = banners + 1
    below = [texts for texts in grid.row_texts[end:] if any(texts)]
    numeric = sum(any(is_number(text) for text in row) for row in below)
    if not below or numeric < 0.5 * len(below):
        return 0
    while end < grid.row_count - 1 and is_column_ids(grid.row_texts[end]):
        end += 1
    return end
