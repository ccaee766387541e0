"""The cookbook's questions, asked of the samples: every block runs, and its two languages agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = re.findall(r"^```(sql|python)\n(.*?)^```", (ROOT / "docs" / "cookbook.md").read_text("utf-8"), re.S | re.M)
SETUP = BLOCKS[0][1]
QUESTIONS = list(zip(BLOCKS[1::2], BLOCKS[2::2], strict=True))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cookbook") / "out"
    command = [sys.executable, "-m", "pipeline", "extract", str(ROOT / "samples"), "--out", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return folder


@pytest.fixture(scope="module")
def names(out: Path) -> dict[str, Any]:
    """Return what the blocks before a question have defined; they build on each other."""
    space: dict[str, Any] = {}
    exec(SETUP.replace("outputs/samples", str(out)), space)
    for _, (_, code) in QUESTIONS:
        exec(code, space)
        space.setdefault("results", []).append(space["result"])
    return space


def rows(frame: pd.DataFrame) -> list[list[Any]]:
    """Return rows as plain values, amounts as floats."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        [value if value is None or isinstance(value, str) else float(value) for value in row] for row in plain.values
    ]


def test_each_question_is_asked_in_both_languages() -> None:
    assert [(first, second) for (first, _), (second, _) in QUESTIONS] == [("sql", "python")] * 6


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_both_languages_give_the_same_answer(number: int, names: dict[str, Any], out: Path) -> None:
    (_, query), _ = QUESTIONS[number]
    with duckdb.connect(str(out / "gongkai.duckdb"), read_only=True) as connection:
        asked = connection.execute(query)
        columns = [column[0] for column in asked.description or []]
        answer = asked.fetchall()
    table: pd.DataFrame = names["results"][number]
    assert list(table.columns) == columns
    assert len(answer) > 0
    plain = [[value if value is None or isinstance(value, str) else float(value) for value in row] for row in answer]
    assert sorted(plain, key=str) == sorted(rows(table), key=str)
