"""Which statutory tables the contents of a document list."""

from __future__ import annotations

import pytest

from normalize.announced import announced_tables
from normalize.records import Records
from normalize.schema import Section, Table

ID = "0" * 16


@pytest.mark.parametrize(
    "contents",
    [
        ["目 录", "一、部门收支总表…………第3页", "二、“三公”经费支出表…………9", "三、名词解释…………12"],
        ["第一部分 部门概况", "第二部分 部门预算表", "表1：部门收支总表 3", "表2：“三公”经费支出表 9"],
        ["目录：", "部门收支总表", "“三公”经费支出表"],
        ["目录", "（一）公开01表 部门收支总表", "（二）公开02表 “三公”经费支出表", "第三部分 名词解释"],
    ],
)
def test_tables_that_contents_list_are_held_against_those_printed(contents: list[str]) -> None:
    records = Records(2024)
    records.tables["sections"].append(
        Section(
            document_id=ID,
            section_no=1,
            level=0,
            text="\n".join(["某县某局部门支出总表", *contents, "注：本表为部门支出总表"]),
            pages=[2],
        )
    )
    records.tables["tables"].append(Table(document_id=ID, table_no=1, kind="B1", title="收支总表", pages=[3]))
    told = [(each.name, each.kind, each.printed, each.page) for each in announced_tables(records)]
    assert told == [("部门收支总表", "B1", True, 2), ('"三公"经费支出表', "B7", False, 2)]
