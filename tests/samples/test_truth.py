"""What is read is compared with what the content states, and with nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from samples.content.county_bureau import county_bureau
from samples.generator import differences, dump_text, every_cut
from samples.generator.dump import Plan

COUNTY = county_bureau()


def test_a_perfect_reading_differs_in_nothing() -> None:
    assert differences(COUNTY.facts, COUNTY) == {}


def test_blanks_and_width_make_no_difference_but_a_digit_does() -> None:
    first, *rest = COUNTY.facts["projects"]
    spaced = replace(first, goals=first.goals.replace("、", "、 "))
    wrong = replace(first, budget_yuan=first.budget_yuan + 1)
    assert differences({**COUNTY.facts, "projects": (spaced, *rest)}, COUNTY) == {}
    found = differences({**COUNTY.facts, "projects": (wrong, *rest)}, COUNTY)
    assert [(name, len(missing), len(extra)) for name, (missing, extra) in found.items()] == [("projects", 1, 1)]


def test_a_lost_record_is_missing_and_an_invented_one_is_extra() -> None:
    rows = COUNTY.facts["assets"]
    missing, extra = differences({**COUNTY.facts, "assets": rows[1:]}, COUNTY)["assets"]
    assert ([row["item"] for row in missing], extra) == (["资产总额"], [])
    missing, extra = differences({**COUNTY.facts, "assets": (*rows, rows[0])}, COUNTY)["assets"]
    assert (missing, [row["item"] for row in extra]) == ([], ["资产总额"])


@pytest.mark.parametrize("seed", [0, 1])
def test_every_single_cut_can_be_printed(seed: int) -> None:
    cuts = list(every_cut(COUNTY, seed))
    assert {cut.inside for cut in cuts} == {True, False}
    for cut in cuts:
        _, facts = dump_text(COUNTY, Plan((cut,)))
        assert len(facts) == 1
