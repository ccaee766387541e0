"""The cookbook's questions, asked of the samples: every block runs, and its two languages agree."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
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
def frames(out: Path) -> list[pd.DataFrame]:
    return asked_of_pandas(out)


def asked_of_pandas(out: Path) -> list[pd.DataFrame]:
    """Return each question's answer in pandas; the blocks build on each other."""
    space: dict[str, Any] = {}
    exec(SETUP.replace("outputs/samples", str(out)), space)
    results = []
    for _, (_, code) in QUESTIONS:
        exec(code, space)
        results.append(space["result"])
    return results


def asked_of_duckdb(out: Path, number: int) -> tuple[list[str], list[list[Any]]]:
    """Return the names of the columns and the rows of a question's answer in SQL."""
    (_, query), _ = QUESTIONS[number]
    with duckdb.connect(str(out / "gongkai.duckdb"), read_only=True) as connection:
        asked = connection.execute(query)
        return [column[0] for column in asked.description or []], plain(asked.fetchall())


def rows(frame: pd.DataFrame) -> list[list[Any]]:
    return plain(frame.astype(object).where(frame.notna(), None).to_numpy().tolist())


def plain(answer: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """Return rows as plain values, amounts as floats."""
    return [[value if value is None or isinstance(value, str) else float(value) for value in row] for row in answer]


def test_each_question_is_asked_in_both_languages() -> None:
    assert [(first, second) for (first, _), (second, _) in QUESTIONS] == [("sql", "python")] * 6


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_both_languages_give_the_same_answer(number: int, frames: list[pd.DataFrame], out: Path) -> None:
    columns, answer = asked_of_duckdb(out, number)
    assert list(frames[number].columns) == columns
    assert len(answer) > 0
    assert sorted(answer, key=str) == sorted(rows(frames[number]), key=str)
