"""Whatever ends a worker costs its own document, with the reason; the others go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]


def _slow_pdf() -> bytes:
    """Return a page of so many words that there is time to kill its reader."""
    words = zlib.compress(b"BT /F 4 Tf 1 0 0 1 9 9 Tm " + b"(12) Tj 3 2 Td " * 40_000 + b"ET")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def folder(tmp_path: Path, make_pdf: Callable[[str], bytes]) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    (path / "slow.pdf").write_bytes(_slow_pdf())
    for number in range(3):
        (path / f"{number}.pdf").write_bytes(make_pdf(f"Budget {number}"))
    return path


def _workers(out: Path) -> Iterator[int]:
    """Yield the processes that write to a log under OUT/logs."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                log = (process / "fd" / "1").readlink()
            except OSError:
                continue
            if log.parent == out / "logs":
                yield int(process.name)


def _run(folder: Path, out: Path, *arguments: str, hit: signal.Signals | None = None, times: int = 1) -> pd.DataFrame:
    """Run with one worker, signal the one that does slow.pdf (the largest file, so the first); return the documents."""
    command = [sys.executable, "-m", "pipeline", "extract", str(folder), "--out", str(out), "--jobs", "1", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        already: set[int] = set()
        until = time.monotonic() + 60
        while hit and len(already) < times and time.monotonic() < until:
            for worker in set(_workers(out)) - already:
                os.kill(worker, hit)
                already.add(worker)
            time.sleep(0.005)
        assert process.wait(120) in (0, 1)
    return pd.read_parquet(out / "parquet" / "documents").set_index("source_name")


def _others_are_complete(documents: pd.DataFrame) -> bool:
    return list(documents.status.drop("slow.pdf")) == ["complete"] * 3


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_crash_in_native_code_fails_its_document_alone(folder: Path, tmp_path: Path, how: signal.Signals) -> None:
    documents = _run(folder, tmp_path / "out", hit=how)
    assert documents.message["slow.pdf"] == f"the reader crashed ({how.name})"
    assert _others_are_complete(documents)


def test_a_reader_that_hangs_is_given_up(folder: Path, tmp_path: Path) -> None:
    documents = _run(folder, tmp_path / "out", "--limit-seconds", "2", hit=signal.SIGSTOP)
    assert documents.message["slow.pdf"] == "gave up after 2 seconds"
    assert _others_are_complete(documents)


def test_a_worker_killed_by_somebody_else_costs_nothing(folder: Path, tmp_path: Path) -> None:
    documents = _run(folder, tmp_path / "out", hit=signal.SIGKILL)
    assert documents.status["slow.pdf"] == "complete"


def test_a_document_killed_twice_is_failed_and_tried_again_by_the_next_run(folder: Path, tmp_path: Path) -> None:
    documents = _run(folder, tmp_path / "out", hit=signal.SIGKILL, times=2)
    assert documents.message["slow.pdf"].startswith("was killed from outside (SIGKILL)")
    assert _others_are_complete(documents)
    assert _run(folder, tmp_path / "out").status["slow.pdf"] == "complete"


def test_a_document_that_needs_too_much_memory_says_so(folder: Path, tmp_path: Path) -> None:
    documents = _run(folder, tmp_path / "out", "--limit-mb", "64")
    assert set(documents.message) == {"needs more than 64 MB of memory"}


def test_workers_end_with_their_supervisor(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "pipeline", "extract", str(folder), "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not list(_workers(out)) and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
    until = time.monotonic() + 2
    while list(_workers(out)) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(_workers(out)) == []
