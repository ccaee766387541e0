"""Killed at any moment, a run leaves nothing half-written, and the next one goes on."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.shards import read_pages, read_records

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]

#: How many runs are killed, each in a folder of its own; GONGKAI_KILLS asks for more (`make test-long`).
KILLS = int(os.environ.get("GONGKAI_KILLS", "3"))

#: Copies of each sample that a run reads.
COPIES = 2 if KILLS < 10 else 5

#: The moments follow from it: the same ones each time.
SEED = 2026

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make_pdf: Callable[[str], bytes]) -> Path:
    path = tmp_path_factory.mktemp("kills") / "in"
    path.mkdir()
    for number in range(12):
        (path / f"{number}.pdf").write_bytes(make_pdf(f"Budget {number}"))
    # Long enough that moments fall among them; a comment after its end changes nothing but a file's digest.
    for sample in SAMPLES.glob("*.pdf"):
        for number in range(COPIES):
            (path / f"{number} {sample.name}").write_bytes(sample.read_bytes() + b"%%%d\n" % number)
    return path


@dataclass(frozen=True, slots=True)
class Whole:
    """A run left alone."""

    digests: dict[str, str]
    """SHA-256 of its Parquet and CSV, by path."""
    takes: float
    """Seconds, from the start of the command to its end."""
    publishes: float
    """Seconds of them from the first file published to the end."""


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    out = tmp_path_factory.mktemp("whole") / "out"
    started = time.monotonic()
    with _started(folder, out) as process:
        _wait_for_publication(process, out)
        publishing = time.monotonic()
        assert process.wait(300) == 0
    return Whole(_digests(out), time.monotonic() - started, time.monotonic() - publishing)


def _started(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run that leads a group of processes."""
    command = [sys.executable, "-m", "pipeline", "extract", str(folder), "--out", str(out)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=SAMPLES.parent, start_new_session=True
    )


def _wait_for_publication(process: subprocess.Popen[bytes], out: Path) -> None:
    while not (out / ".staging").is_dir() and process.poll() is None:
        time.sleep(0.002)


def _killed(folder: Path, out: Path, seconds: float, *, publishing: bool = False) -> float | None:
    """Start a run and kill its group after some time, counted from its beginning or from when it publishes.

    Returns None, or how long a run took, counted likewise, that had ended before.
    """
    with _started(folder, out) as process:
        if publishing:
            _wait_for_publication(process, out)
        started = time.monotonic()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            if process.wait() == -signal.SIGKILL:
                return None
        return time.monotonic() - started


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


def _digests(out: Path) -> dict[str, str]:
    files = (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _leftovers(out: Path) -> set[str]:
    return {path.relative_to(out).parts[0] for path in out.rglob(".*")} - {".lock", "shards"}


def _reached(out: Path) -> str:
    """Say how far a killed run had come."""
    if (out / "manifest.json").is_file():
        return "had published"
    if (out / ".staging").is_dir():
        return "was publishing"
    done = len(list(out.glob("shards/*/*/records-*")))
    return f"had done {done} documents"


@pytest.mark.parametrize("number", range(KILLS))
def test_a_run_killed_at_any_moment_and_resumed_ends_as_one_left_alone(
    gongkai: Gongkai, folder: Path, whole: Whole, tmp_path: Path, number: int
) -> None:
    out = tmp_path / "out"
    chance = random.Random(f"{SEED} {number}")
    # Publishing is short, and the moments in it are the dangerous ones: every third run dies there.
    publishing = number % 3 == 2
    # Half as much again as it took: the machine may be busier now, and the end of a run is a moment too.
    most = 1.5 * (whole.publishes if publishing else whole.takes)
    while True:
        seconds = chance.uniform(0, most)
        took = _killed(folder, out, seconds, publishing=publishing)
        if took is None:
            break
        # The machine is less busy: the next moment is one of the time that this run took.
        most = took
        shutil.rmtree(out)
    # Shown where the test fails, and with -rP.
    print(f"seed {SEED} {number}: killed after {seconds:.3f} s{' of publishing' * publishing}; it {_reached(out)}")
    _check(out)
    assert gongkai("extract", folder, "--out", out).returncode == 0
    assert _digests(out) == whole.digests
    assert not _leftovers(out)
    shutil.rmtree(out)


def test_a_run_killed_again_and_again_ends_as_one_left_alone(
    gongkai: Gongkai, folder: Path, whole: Whole, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    chance = random.Random(SEED)
    kills, number, most = min(KILLS, 10), 0, whole.takes
    while number < kills:
        if number % 3 == 1:
            # As after a change of the code of publish: everything is published again.
            (out / "manifest.json").unlink(missing_ok=True)
        seconds = chance.uniform(0, most)
        took = _killed(folder, out, seconds)
        _check(out)
        if took is None:
            print(f"seed {SEED}, kill {number}: after {seconds:.3f} s; it {_reached(out)}")
            number, most = number + 1, 1.5 * most
        else:
            # Less and less is left to do: the next moment is one of the time that this run took.
            most = took
    assert gongkai("extract", folder, "--out", out).returncode == 0
    assert _digests(out) == whole.digests
    assert not _leftovers(out)
