from __future__ import annotations

import duckdb
import pytest

from pipeline.printed_codes import main, unlisted_codes


@pytest.fixture
def database(tmp_path):
    """Output of three documents of two departments, with the columns the question needs."""
    path = tmp_path / "gongkai.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table documents (document_id varchar, department varchar)")
        connection.execute("insert into documents values ('a', '甲局'), ('b', '乙局'), ('c', '乙局')")
        connection.execute(
            "create table lines (document_id varchar, fiscal_year int, code_scheme varchar, code varchar, name varchar,"
            " classifications struct(scheme varchar, code varchar, name varchar)[])"
        )
        rows = [
            ("a", 2025, "functional", "2019801", "某项业务"),
            ("b", 2026, "functional", "2019801", "某项业务"),
            ("b", 2026, "functional", "2019802", "另一项业务"),
            ("c", 2026, "functional", "2019803", "一名"),
            ("a", 2025, "functional", "2019803", "二名"),
            ("a", 2025, "functional", "201", "一般公共服务支出"),
        ]
        connection.executemany("insert into lines values (?, ?, ?, ?, ?, [])", rows)
    return path


def test_codes_on_which_departments_agree_are_offered_with_what_is_known_of_them(database):
    assert list(unlisted_codes(database)) == [
        ("2019801", "某项业务", 3, "20198", "2025–", "printed in published documents", "printed_by_several", ""),
        ("2019802", "另一项业务", 3, "20198", "2026–", "printed in published documents", "printed_once", ""),
    ]


def test_the_rows_come_as_csv(database, capsys):
    assert main([str(database.parent)]) == 0
    assert capsys.readouterr().out.startswith("2019801,某项业务,3,20198,2025–,")
    assert main([]) == 2
