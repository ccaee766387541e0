"""On Ray a run is the same run: same bytes, same reasons."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="Ray is not installed: the extra [ray]")

from pipeline.cluster import run_on_ray
from pipeline.executor import ClusterError, Limits, Loss

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]


def _published(out: Path) -> dict[str, bytes]:
    files = (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_a_run_on_ray_gives_the_same_bytes_and_reasons(
    gongkai: Gongkai,
    source: Path,
    first: subprocess.CompletedProcess[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, executor in (("ray", "ray"), ("local", "local")):
        ended = gongkai("extract", source.name, "--out", name, "--executor", executor, "--jobs", "2")
        assert ended.returncode == first.returncode, ended.stderr
        assert ended.stderr.count("\n") == 7, "a line a document and no word of Ray's"
    assert _published(tmp_path / "ray") == _published(tmp_path / "local")


def test_a_crash_on_ray_costs_one_item(tmp_path: Path) -> None:
    items = [0, int(signal.SIGSEGV), int(signal.SIGABRT)]
    ended = run_on_ray(
        items, signal.raise_signal, jobs=2, address=None, limits=Limits(), log_of=lambda item: tmp_path / f"{item}.log"
    )
    assert dict(ended) == {
        0: None,
        int(signal.SIGSEGV): Loss("crash", "the reader crashed (SIGSEGV)"),
        int(signal.SIGABRT): Loss("crash", "the reader crashed (SIGABRT)"),
    }


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Path) -> None:
    ended = run_on_ray([1], abs, jobs=1, address="nonsense", limits=Limits(), log_of=lambda _: tmp_path / "log")
    with pytest.raises(ClusterError, match="nonsense"):
        list(ended)
