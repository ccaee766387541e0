"""A plan of page ends hides nothing and invents nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samples.content.county_bureau import county_bureau
from samples.content.county_cuts import county_plan
from samples.content.district_tables import district_tables
from samples.generator import Cut, Disclosure, Hand, Paragraph, Plan, Table, dump_text, random_plan
from samples.generator.dump import fragments, paragraph_pieces

COUNTY = county_bureau()
#: Row of a form, from 0, with the values of the payment plan; the months stand above.
PLAN_VALUES = 4
CONTENTS = [COUNTY, district_tables("split"), district_tables("single")]


def told_again(table: Table, cuts: list[Cut]) -> dict[tuple[int, int], str]:
    """Put the fragments' texts back into the cells they were cut from."""
    texts = {(each.row, each.column): "" for each in table.placed()}
    owner = {
        (row, column): (each.row, each.column)
        for each in table.placed()
        for row in range(each.row, each.row + each.cell.row_span)
        for column in range(each.column, each.column + each.cell.column_span)
    }
    for fragment in fragments(table, cuts):
        for offset, row in enumerate(fragment.rows):
            for column, text in enumerate(row):
                assert not text or column in fragment.shown
                texts[owner[fragment.first + offset, column]] += text
    return texts


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CONTENTS), st.integers(0, 10**6))
def test_the_pieces_of_every_cell_and_paragraph_put_together_are_the_content(content: Disclosure, seed: int) -> None:
    plan = random_plan(content, seed)
    for index, block in enumerate(content.blocks):
        cuts = [cut for cut in plan.cuts if cut.block == index]
        if isinstance(block, Table):
            assert told_again(block, cuts) == {(each.row, each.column): each.cell.text for each in block.placed()}
        elif isinstance(block, Paragraph):
            assert "".join(paragraph_pieces(block.text, cuts)) == block.text


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_without_repeats_the_text_holds_each_character_once_whatever_the_cuts(seed: int) -> None:
    plan = random_plan(COUNTY, seed)
    cuts = tuple(
        Cut(each.block, each.row, each.inside, each.kept, each.offset, repeat_header=False) for each in plan.cuts
    )
    whole, _ = dump_text(COUNTY, Plan(bold=False))
    cut, _ = dump_text(COUNTY, Plan(cuts, bold=False))
    assert sorted("".join(whole.split())) == sorted("".join(cut.split()))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(CONTENTS), st.integers(0, 10**6))
def test_the_facts_tell_of_each_cut_in_a_table_once(content: Disclosure, seed: int) -> None:
    plan = random_plan(content, seed)
    _, facts = dump_text(content, plan)
    tables = [index for index, block in enumerate(content.blocks) if isinstance(block, Table)]
    assert len(facts) == sum(cut.block in tables for cut in plan.cuts)
    for fact in facts:
        same_row = fact.row_no_after == fact.row_no_before
        # A form's label over two rows may be cut between them: a cut row that goes on with the next.
        assert same_row or fact.row_no_after == fact.row_no_before + 1
        assert fact.decision == "cut_row" or not fact.columns or not same_row


def test_the_committed_plan_shows_every_kind_of_cut() -> None:
    text, facts = dump_text(COUNTY, county_plan(COUNTY))
    header = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据"
    assert f"{header}\t\n\n{header}\n产出指标" in text, "header alone at the foot of a page"
    assert "预算规模\t预算数" in text
    assert "\n\n及资金用途\t" in text, "label of the form cut"
    assert "\n\t指标\t\t再直排河道\t\t核查记录" in text, "level 2, description and basis go on"
    assert "518-0301-YCN-E0L 1\t" in text, "code with a blank"
    assert r"$\geq 92\%$" in text
    assert "**基本支出**：" in text
    assert "公务接待\n\n费1.40" in text.replace(" ", ""), "prose cut in the middle of a term"
    assert text.count("518 澄岭县商务局") == 2, "department and unit line again"
    assert [fact.decision for fact in facts].count("cut_row") == 6


def test_a_fragment_after_a_cut_has_only_the_columns_that_it_prints() -> None:
    form = next(block for block in COUNTY.blocks if isinstance(block, Table) and block.header[0])
    first, rest = fragments(form, [Cut(0, row=9)])
    assert len(first.shown) == 7
    assert rest.shown == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("cut", "problem"),
    [
        (Cut(0, row=6, inside=True), "part of the header"),
        (Cut(0, row=9, inside=True), "cuts no cell"),
        (Cut(0, row=9, lost_columns=1), "holds text"),
    ],
)
def test_an_impossible_cut_is_refused(cut: Cut, problem: str) -> None:
    block = next(index for index, each in enumerate(COUNTY.blocks) if isinstance(each, Table) and each.header[0])
    with pytest.raises(ValueError, match=problem):
        dump_text(COUNTY, Plan((Cut(block, cut.row, cut.inside, lost_columns=cut.lost_columns),)))


def test_hands_change_how_a_page_is_written_and_nothing_else() -> None:
    plain, _ = dump_text(COUNTY, Plan())
    spaced, _ = dump_text(COUNTY, Plan(hands=(Hand(spaced=True),)))
    assert spaced != plain
    assert spaced.replace(" ", "") == plain.replace(" ", "")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_a_random_plan_parts_no_months_from_their_values_unless_asked(seed: int) -> None:
    def parted(plan: Plan) -> set[Cut]:
        forms = {index for index, block in enumerate(COUNTY.blocks) if isinstance(block, Table) and block.header[0]}
        return {cut for cut in plan.cuts if cut.block in forms and cut.row == PLAN_VALUES and not cut.inside}

    assert not parted(random_plan(COUNTY, seed))


def test_some_plan_parts_months_from_values_when_asked() -> None:
    plans = (random_plan(COUNTY, seed, undecidable=True) for seed in range(40))
    assert any(cut.row == PLAN_VALUES and not cut.inside for plan in plans for cut in plan.cuts)
