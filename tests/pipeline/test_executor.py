"""A hostile document costs only itself."""

from __future__ import annotations

import ctypes
import math
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.executor import Limits, Loss, run_apart, run_here


def _run(
    tmp_path: Path, work: Callable[[Any], Any], items: Sequence[Any], *, jobs: int = 2, **limits: Any
) -> dict[Any, Any]:
    return dict(
        run_apart(items, work, jobs=jobs, limits=Limits(**limits), log_of=lambda item: tmp_path / f"{item}.log")
    )


def test_every_item_ends_with_its_result(tmp_path: Path) -> None:
    items = [float(number) for number in range(12)]
    assert _run(tmp_path, math.sqrt, items, jobs=3) == {item: math.sqrt(item) for item in items}
    assert list(tmp_path.iterdir()) == [], "no logs where nothing went wrong"


def test_an_error_is_told_in_one_sentence_and_its_traceback_kept(tmp_path: Path) -> None:
    ended = _run(tmp_path, math.sqrt, [4.0, -1.0])
    assert ended[4.0] == 2.0
    assert (ended[-1.0].cause, ended[-1.0].text[:30]) == ("error", "unexpected error: ValueError: ")
    assert "Traceback" in (tmp_path / "-1.0.log").read_text()


def test_a_crash_in_native_code_costs_one_item(tmp_path: Path) -> None:
    buffer = ctypes.create_string_buffer(b"alive")
    ended = _run(tmp_path, ctypes.string_at, [0])
    assert ended == {0: Loss("crash", "the reader crashed (SIGSEGV)")}
    assert ctypes.string_at(buffer) == b"alive"


def test_an_item_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    started = time.monotonic()
    ended = _run(tmp_path, time.sleep, [0.0, 60.0], seconds=0.5)
    assert ended == {0.0: None, 60.0: Loss("time", "gave up after 0.5 seconds")}
    assert time.monotonic() - started < 30


def test_the_longest_limit_that_can_be_asked_for_is_one(tmp_path: Path) -> None:
    assert _run(tmp_path, math.sqrt, [4.0], seconds=999_999_999, megabytes=999_999_999) == {4.0: 2.0}


def test_an_item_that_needs_too_much_memory_is_given_up(tmp_path: Path) -> None:
    ended = _run(tmp_path, bytearray, [10, 1 << 40], megabytes=1024)
    assert ended == {10: bytearray(10), 1 << 40: Loss("memory", "needs more than 1024 MB of memory")}


@pytest.mark.parametrize("how", [signal.SIGABRT, signal.SIGSEGV, signal.SIGFPE])
def test_the_signal_that_ended_a_worker_is_named(tmp_path: Path, how: signal.Signals) -> None:
    ended = _run(tmp_path, signal.raise_signal, [how])
    assert ended == {how: Loss("crash", f"the reader crashed ({how.name})")}


def test_what_the_system_refuses_is_no_error_of_the_item(tmp_path: Path) -> None:
    [loss] = _run(tmp_path, os.listdir, ["/nonexistent"]).values()
    assert loss == Loss("system", "the system refused: No such file or directory")


@pytest.mark.parametrize(
    ("work", "item"),
    [
        (urllib.request.urlopen, "http://192.0.2.1/"),
        (socket.create_connection, ("192.0.2.1", 80)),
        (socket.create_connection, ("localhost", 80)),
        (socket.gethostbyname, "example.org"),
    ],
)
def test_no_worker_reaches_the_network(tmp_path: Path, work: Callable[[Any], Any], item: Any) -> None:
    # Every document of every test is read under the same rule.
    [loss] = run_apart([item], work, jobs=1, limits=Limits(), log_of=lambda _: tmp_path / "log")
    assert loss[1].cause == "error"
    assert "NetworkError" in loss[1].text


def test_closing_the_run_kills_what_runs(tmp_path: Path) -> None:
    running = run_apart([0.0, 60.0], time.sleep, jobs=2, limits=Limits(), log_of=lambda item: tmp_path / f"{item}.log")
    started = time.monotonic()
    assert next(running)[0] == 0.0
    running.close()
    assert time.monotonic() - started < 30


def test_in_one_process_an_error_is_raised() -> None:
    with pytest.raises(ValueError, match=r"math domain error|nonnegative"):
        list(run_here([-1.0], math.sqrt))


def test_a_stricter_limit_of_the_system_stays_and_costs_no_item(tmp_path: Path) -> None:
    # Limits are inherited by the server that starts the workers, so the whole run is another program.
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from pipeline.executor import Limits, run_apart\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))\n"
        "items, log = [4, 1 << 40], Path(sys.argv[1])\n"
        "endings = run_apart(items, bytearray, jobs=1, limits=Limits(megabytes=8192), log_of=lambda _: log)\n"
        "print(*('done' if ending == bytearray(4) else ending.cause for _, ending in endings))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "log")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.stdout == "done system\n", ended.stderr
