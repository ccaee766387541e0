"""What a new user meets first: the Makefile's folders and the README's examples."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("given", "goes_to"),
    [([], "outputs/samples"), (["SOURCE=某 局"], "outputs"), (["SOURCE=某 局", "OUT=别处"], "别处"), (["OUT=x"], "x")],
)
def test_make_extract_publishes_where_the_readme_says(given: list[str], goes_to: str) -> None:
    told = subprocess.run(
        ["make", "--just-print", "--print-data-base", "extract", *given],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin:/usr/local/bin"},
    ).stdout  # fmt: skip
    assert re.findall(r"^OUT :?\??=\s*(.*)$", told, re.MULTILINE)[-1] == goes_to


@pytest.mark.parametrize(
    ("target", "empty"), [("extract", "SOURCE"), ("extract", "OUT"), ("survey", "SOURCE"), ("archive", "OUT")]
)
@pytest.mark.parametrize("way", ["argument", "environment"])
def test_a_variable_that_is_given_and_empty_is_refused(target: str, empty: str, way: str) -> None:
    made = subprocess.run(
        ["make", "--old-file=.venv/.installed", "--old-file=.venv/.built", target, *([f"{empty}="] if way == "argument" else [])],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin"} | ({empty: ""} if way == "environment" else {}),
    )  # fmt: skip
    assert made.returncode == 2
    assert f"{empty} is given, but empty" in made.stderr


@pytest.mark.parametrize("way", ["argument", "environment"])
def test_names_with_dollars_reach_the_command_as_they_are(tmp_path: Path, way: str) -> None:
    names = {"SOURCE": "预算$公开 $(HOME)/a'b$$", "OUT": "结果$1", "DIR": "包$$$x"}
    told = tmp_path / "told.mk"
    told.write_text('told:\n\t@printf \'%s\\n\' "$$SOURCE" "$$OUT" "$$DIR" "$$ARCHIVED"\n')
    given = [f"{name}={value}" for name, value in names.items()]
    made = subprocess.run(
        [
            "make",
            "--no-print-directory",
            "-f",
            "Makefile",
            "-f",
            str(told),
            "told",
            *(given if way == "argument" else []),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin"} | (names if way == "environment" else {}),
    )
    assert made.stdout.splitlines() == [*names.values(), names["OUT"]]


def test_the_examples_of_the_readme_run_and_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "outputs" / "samples"
    subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", "samples", "--out", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [python] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(python, {})
    assert "县域商业网点改造专项资金" in capsys.readouterr().out
    [query] = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    rows = duckdb.sql(query).fetchall()
    shown = [line.strip("| ").split(" | ") for line in readme.splitlines() if re.match(r"\| .*局 \|", line)]
    assert [[str(value) for value in row] for row in rows] == shown
