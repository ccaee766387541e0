"""Killed at any moment, a run leaves nothing half-written, and the next one goes on."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.shards import read_pages, read_records

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]

#: How often a run is killed; GONGKAI_KILLS asks for more (`make test-long`).
KILLS = int(os.environ.get("GONGKAI_KILLS", "6"))

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make_pdf: Callable[[str], bytes]) -> Path:
    path = tmp_path_factory.mktemp("kills") / "in"
    path.mkdir()
    for number in range(20):
        (path / f"{number}.pdf").write_bytes(make_pdf(f"Budget {number}"))
    for sample in SAMPLES.glob("*.txt"):
        shutil.copy(sample, path)
    return path


def _check(out: Path) -> None:
    """Make sure that whatever has its final name is whole."""
    for shard in (out / "shards").rglob("[!.]*.json.gz"):
        (read_pages if shard.name.startswith("pages") else read_records)(shard)
    if not (out / "manifest.json").is_file():
        return
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        for file in resource.get("files", [resource]):
            digest = hashlib.sha256((out / file["path"]).read_bytes()).hexdigest()
            assert file["hash"] == f"sha256:{digest}", file["path"]


def _published(out: Path) -> dict[str, bytes]:
    files = (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_a_run_killed_again_and_again_ends_as_one_left_alone(gongkai: Gongkai, folder: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    started = time.monotonic()
    assert gongkai("extract", folder, "--out", whole).returncode == 0
    takes = time.monotonic() - started
    chance = random.Random(2026)
    for number in range(KILLS):
        if number % 5 == 4:
            # As after a change of the code of publish: everything is published again.
            (out / "manifest.json").unlink(missing_ok=True)
        command = [sys.executable, "-m", "pipeline", "extract", str(folder), "--out", str(out)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, takes))
            process.kill()
        _check(out)
    assert gongkai("extract", folder, "--out", out).returncode == 0
    assert _published(out) == _published(whole)
    left = {path.relative_to(out).parts[0] for path in out.rglob(".*")}
    assert left <= {".lock", "shards"}
