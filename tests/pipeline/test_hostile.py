"""Files made to break readers cost only themselves, end with a reason, and never get beyond their limits."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

#: Set to make the large files as large as they come; takes some minutes (`make test-long`).
IS_BIG = bool(os.environ.get("GONGKAI_BIG"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    """A folder of hostile files, and the statuses each of them may end with."""
    folder = tmp_path_factory.mktemp("hostile") / "in"
    command = [sys.executable, "-m", "benchmarks.hostile", str(folder), *["--big"] * IS_BIG]
    made = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return folder, json.loads(made.stdout)


#: The command, telling at its end how much memory it had itself, its workers left out.
MEASURED = """
import sys
from pathlib import Path
from pipeline.commands import main
status = main()
fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
Path("memory.txt").write_text(fields["VmHWM"].split()[0])
sys.exit(status)
"""


@pytest.fixture(scope="module")
def ended(hostile: tuple[Path, dict[str, list[str]]]) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = hostile[0].parent / "out"
    limits = ("--limit-seconds", "60" if IS_BIG else "10", "--limit-mb", "3072")
    command = [sys.executable, "-c", MEASURED, "extract", str(hostile[0]), "--out", str(out), *limits]
    # Our own code is imported wherever the command runs.
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return out, subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=900, cwd=out.parent, env=environment
    )


@pytest.fixture(scope="module")
def documents(ended: tuple[Path, Any]) -> pd.DataFrame:
    return pd.read_parquet(ended[0] / "parquet" / "documents").set_index("source_name")


def test_each_file_ends_with_a_status_it_may_have(
    documents: pd.DataFrame, hostile: tuple[Path, dict[str, list[str]]]
) -> None:
    statuses = dict(documents.status)
    wrong = {name: statuses.get(name) for name, allowed in hostile[1].items() if statuses.get(name) not in allowed}
    assert not wrong


def test_what_is_not_complete_says_why_and_nothing_is_an_error_of_ours(documents: pd.DataFrame) -> None:
    assert (documents.message.notna() == (documents.status != "complete")).all()
    assert not documents.message.fillna("").str.contains("unexpected error").any()


def test_good_documents_beside_them_are_complete(documents: pd.DataFrame) -> None:
    assert set(documents.status[["good.pdf", "folder.pdf/good too.pdf"]]) == {"complete"}


def test_names_that_are_no_text_are_readable_and_all_others_as_they_are(documents: pd.DataFrame) -> None:
    names = {
        *("line\nfeed.txt", "quote'\"`$(id);--.txt", "=HYPERLINK(1).txt", "-rf.txt", " blank .txt"),
        *("back\\slash%2F%00.txt", "\x1b[2Jterminal.txt", "预" * 83 + "12.txt", "\u202efdp.txt"),
        *("部门预算.txt", r"\xff\xfe\xff.txt"),
    }
    assert names <= set(documents.index)
    assert set(documents.status[sorted(names)]) == {"complete"}


def test_names_neither_move_the_terminal_nor_start_a_formula(ended: tuple[Path, Any]) -> None:
    out, process = ended
    assert process.returncode == 1
    assert "\x1b" not in process.stdout + process.stderr
    with (out / "csv" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["source_name"] for row in csv.DictReader(file)}
    assert "'=HYPERLINK(1).txt" in names
    assert "'-rf.txt" in names
    assert "line\nfeed.txt" in names


def test_links_that_lead_nowhere_are_named_and_pipes_are_no_documents(ended: tuple[Path, Any]) -> None:
    manifest = json.loads((ended[0] / "manifest.json").read_text("utf-8"))
    assert set(manifest["unreadable"]) == {"itself.pdf", "nowhere.pdf"}
    assert manifest["skipped"] == ["pipe.pdf"]


def test_the_driver_keeps_small_whatever_its_workers_meet(ended: tuple[Path, Any]) -> None:
    memory = ended[0].parent / "memory.txt"
    assert int(memory.read_text()) / 1024 < 500, "megabytes; most of it the libraries that publish"


def test_office_files_that_need_a_password_say_so(documents: pd.DataFrame) -> None:
    assert "password" in documents.message["locked.xlsx"]
    assert documents.source_format[["old.doc", "in a circle.xls"]].tolist() == ["doc", "xls"]
