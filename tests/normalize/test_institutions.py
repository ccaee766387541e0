from __future__ import annotations

import pytest

from normalize.institutions import institutions_of
from normalize.tables import Ledger


@pytest.fixture
def units(table):
    def run(text):
        ledger = Ledger()
        found = institutions_of(table(text), document_id="d", ledger=ledger)
        return [(each.name, each.nature, each.rank, each.funding) for each in found], ledger

    return run


def test_a_table_of_institutions_gives_nature_rank_and_funding(units):
    found, _ = units("单位名称 | 单位性质 | 单位规格 | 经费保障形式 \n --- \n 某某局 | 行政 | 正处级 | 财政拨款")
    assert found == [("某某局", "行政", "正处级", "财政拨款")]


def test_a_numbered_list_gives_names(units):
    found, ledger = units("序号 | 单位名称 | 备注 \n --- \n 1 | 某某局（本级） | \n 2 | 12345热线中心 | 新设")
    assert [name for name, *_ in found] == ["某某局（本级）", "12345热线中心"]
    assert ledger.set_aside == {(1, 1): "row_number", (2, 1): "row_number", (2, 3): "label"}


def test_names_in_two_columns_are_all_units(units):
    found, _ = units("序号 | 单位名称 | 序号 | 单位名称 \n --- \n 1 | 甲局 | 3 | 丙所 \n 2 | 乙站 | |")
    assert [name for name, *_ in found] == ["甲局", "丙所", "乙站"]


def test_a_total_is_no_unit(units):
    found, _ = units("单位名称 | 单位性质 | 编制数 \n --- \n 合计 | | 30 \n 某某局 | 行政 | 30")
    assert [name for name, *_ in found] == ["某某局"]
