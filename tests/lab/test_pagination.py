"""Records do not depend on pages: one content, many layouts, two typesetters, the same records.

`python -m benchmarks.seams --lab 500` runs many more.
"""

from __future__ import annotations

import pytest

from benchmarks.seams.lab import KNOWN_FAILURES, TYPESETTERS, Typesetter, printable, said, trial
from samples.lab import CONTENTS

#: Paginations that were once read wrongly, with what was wrong.
MENDED: list[tuple[Typesetter, str, int]] = [
    ("office", "single", 8),  # a page number just below a cut row without a lower rule
    ("office", "county", 42),  # the page ends between months and values; the label stands beside the values
    ("office", "single", 53),  # 二十|一、灾害防治…: an ordinal cut after its tens
    ("office", "county", 51),  # the department's line on every page is no running head
    ("office", "county", 261),  # a form label and the goals beside it cut in one row
    ("office", "beijing", 3),  # goals that span the rows of a project go on over the page
    ("office", "hebei", 14),  # before the page end only the first line of tall cells, after it all short ones
    ("office", "hebei", 20),  # 资金|支出计划（%）: a label over two rows, cut between them
    ("office", "one_page_forms", 0),  # one row is left of the rows that a label spans
    ("typst", "county", 120),  # what is left of a cut row on the next page has no text
    ("typst", "guangdong", 132),  # the rest of a cell begins with the number of an item
    ("typst", "guangdong", 172),  # a running head in a document of few pages
    ("typst", "one_page_forms", 25),  # the rest of a cut row right above the indicator header
    ("typst", "two_on_a_page", 19),  # a running head below the top tenth of a small page
    ("typst", "hebei", 21),  # a squeezed full-width bracket reaches over the rule to the figures in the next cell
    ("typst", "untitled_forms", 1),  # a label beside header and rows goes on: its column is named by the whole of it
    ("text", "hebei", 1043),  # a row cut in every cell, its target too: 322|处
    ("office", "split", 1101),  # only the first line of a name before the seam; code and amounts stand after it
    ("office", "guangdong", 265),  # rows over several pages, of which the first shows no key column
    ("typst", "one_page_forms", 20),  # the header row of the indicators cut in the middle of a cell: 分值权重（90|分）
    ("typst", "shaanxi", 3015),  # 一级|指标 and 分值权|重（90分）: the header row cut, a label beside it goes on
    ("office", "single", 1114),  # a note over two lines, parted by the page end
    ("office", "split", 3311),  # a note over two lines, the first of which ends before the margin
    ("office", "county", 3080),  # title and department at a page's foot, and again at the top of the next
    ("office", "beijing", 3393),  # a blank cell over the rows of a project goes on beside a row that is cut
    ("office", "beijing", 3513),  # goals over one row a page, cut at a full stop beside a name printed pages before
    ("office", "hebei", 4079),  # the label of a cut row stands on its second page alone
    ("typst", "split", 4481),  # 故本表为空 on the next page is the rest of a note, no note of its own
    ("office", "county", 4050),  # 其他资 | 金 in the head of a form, its row label on the second page
    ("office", "county", 4290),  # a cut row between a blank level and another cut row
    ("text", "county", 0),  # （三）指导|电子商务…: an item of a list cut near its beginning is no heading
    ("text", "county", 3012),  # 5、机关|运行经费：指…, and the item after it cut too
    ("text", "county", 3014),  # the rest of a cell alone between two fragments
    ("text", "county", 3056),  # 2020|年11月底前
    ("text", "county", 3122),  # <=2.|4万元
    ("typst", "finals", 3368),  # a running head a point lower on pages of another size
    ("office", "beijing", 5363),  # a project begins on a page that prints neither its name nor its sum
    ("office", "guangdong", 7124),  # rows cut everywhere in narrow columns, where no line fills its cell
    ("office", "guangdong", 7954),  # a sum at a page's end, and below it the first lines of a project's goals alone
    ("office", "shanghai", 8026),  # 年度资金申请 | 总额 beside a label that stands on the second page alone
    ("office", "guangdong", 8114),  # a list of indicators in running text cut before there is any row to learn from
    ("office", "beijing", 8323),  # goals in small print, cut a wide frame above the page's end
    ("office", "beijing", 9273),  # names centred on each page by itself, with as many full pages before as after
    ("typst", "county", 7260),  # the small title of a scaled table reaches up into the line above
    ("typst", "guangdong", 7954),  # rows taller than the page, though rows are kept whole
    ("typst", "one_page_forms", 7060),  # 分值权重 | （90分）: a header word and its remark
    ("text", "county", 3026),  # the first item of a list and the second both cut near their beginnings
    ("text", "county", 3514),  # 2.加强过程|跟踪。 before an item cut behind its first sentence
    ("text", "county", 3934),  # the first item and the fourth cut, the last one short
    ("text", "county", 3944),  # the first item cut in its term, the second in its sentence
    ("text", "county", 4046),  # items cut at the full stop behind their first sentence
    ("text", "county", 10186),  # two items of three cut in their first, short sentence
    ("typst", "split", 161),  # the document's title as running head, on some pages only
    ("typst", "single", 20451),  # 收入|总计 and 支出|总计: all that the next page prints of the table
    ("typst", "guangdong", 21234),  # a page shows but the middle of one row: no rule across at all
    ("office", "beijing", 21497),  # a name cut at the page end: every other name of the column begins with a code
    ("office", "guangdong", 30331),  # one line of a row before the page end; the next page's last row is cut itself
    ("office", "beijing_units", 20096),  # a name printed two pages below the one its cell begins on
]


@pytest.mark.parametrize(
    ("typesetter", "content"), [(each, name) for each in TYPESETTERS for name in printable(each, CONTENTS)]
)
def test_the_records_are_the_same_on_any_pages(typesetter: Typesetter, content: str) -> None:
    seeds = [seed for seed in range(3) if (typesetter, content, seed) not in KNOWN_FAILURES]
    failed = [each for seed in seeds if (each := trial(typesetter, content, seed)).different]
    assert not [line for each in failed for line in said(each)]


@pytest.mark.parametrize(("typesetter", "content", "seed"), MENDED)
def test_a_pagination_once_read_wrongly_is_read_right(typesetter: Typesetter, content: str, seed: int) -> None:
    assert not list(said(trial(typesetter, content, seed)))


@pytest.mark.parametrize(
    ("typesetter", "content", "seed"),
    [
        pytest.param(*key, marks=pytest.mark.xfail(reason=reason, raises=AssertionError))
        for key, reason in KNOWN_FAILURES.items()
    ],
)
def test_a_known_failure_is_still_one(typesetter: Typesetter, content: str, seed: int) -> None:
    assert not list(said(trial(typesetter, content, seed)))
