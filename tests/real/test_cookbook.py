"""The cookbook's questions, asked of documents whose tables are laid out unlike the samples'."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.test_cookbook import QUESTIONS, asked_of_duckdb, asked_of_pandas, rows

#: A row a unit below a total; last year's columns beside this year's; items as rows; two tables of one kind;
#: one column of amounts; final accounts; projects of one name in several units.
LAYOUTS = [
    "杭州市气象局2026", "杭州市公安局2026", "西安市医疗保障局2022", "泉州市人民政府办公室部门", "苏州市审计局2026",
    "省法院2018", "江苏省高级人民法院2019", "普陀区财政局2024",
]  # fmt: skip
RUNNING, PUBLICS, PROJECTS, CHANGE = 0, 1, 2, 4


@pytest.fixture(scope="module")
def out(disclosures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layouts")
    (folder / "in").mkdir()
    for words in LAYOUTS:
        [path] = [path for path in disclosures.iterdir() if words in path.name]
        (folder / "in" / path.name).symlink_to(path)
    command = [sys.executable, "-m", "pipeline", "extract", str(folder / "in"), "--out", str(folder / "out")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert ended.returncode == 0, ended.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def frames(out: Path) -> list[pd.DataFrame]:
    return asked_of_pandas(out)


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_both_languages_give_the_same_answer(number: int, frames: list[pd.DataFrame], out: Path) -> None:
    columns, answer = asked_of_duckdb(out, number)
    assert list(frames[number].columns) == columns
    assert sorted(answer, key=str) == sorted(rows(frames[number]), key=str)


@pytest.mark.parametrize(
    ("department", "yuan"),
    [("杭州市气象局", 26_171_900), ("苏州市审计局", 23_420_000), ("江苏省高级人民法院", 172_792_900)],
)
def test_running_costs_are_counted_once(frames: list[pd.DataFrame], department: str, yuan: int) -> None:
    running = frames[RUNNING]
    latest = running[running.department == department].sort_values("fiscal_year").tail(1)
    assert list(latest.running_yuan) == [yuan]


@pytest.mark.parametrize(
    ("department", "reception", "cars_running"),
    [
        ("杭州市气象局", 60_200, 180_000),  # a total above two units
        ("杭州市公安局", 1_009_300, 29_872_000),
        ("西安市医疗保障局", 10_000, 25_000),  # the year before stands beside
        ("泉州市人民政府办公室", 188_500, 320_000),  # items as rows
    ],
)
def test_the_three_publics_are_those_printed(
    frames: list[pd.DataFrame], department: str, reception: int, cars_running: int
) -> None:
    publics = frames[PUBLICS]
    [row] = publics[publics.department == department].itertuples()
    assert (row.reception_yuan, row.cars_running_yuan) == (reception, cars_running)


def test_projects_of_one_name_are_told_apart_by_unit(frames: list[pd.DataFrame]) -> None:
    projects = frames[PROJECTS]
    units = projects[projects.project_name == "日常保障运行"].unit_name
    assert len(units) > 1
    assert units.is_unique


def test_a_body_changes_from_year_to_year(frames: list[pd.DataFrame]) -> None:
    court = frames[CHANGE][frames[CHANGE].department == "江苏省高级人民法院"]
    assert list(court.spent_yuan) == [331_721_500, 371_883_400]
    assert list(court.change_yuan)[1:] == [40_161_900]
