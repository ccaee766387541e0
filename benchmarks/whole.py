"""What whole documents take from the file to the published tables, beside pdfplumber's tables alone.

python -m benchmarks.whole [--documents N] [--rounds N]

The ways take turns, each run in a process of its own that has imported what a
run imports once: neither what another way has loaded nor starting Python counts.
"""

from __future__ import annotations

import argparse
import importlib
import io
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr
from functools import partial
from math import nan
from pathlib import Path
from statistics import median

from benchmarks.documents import Chosen, choose

Seconds = tuple[float, float]
"""By the clock, and of CPU; that of workers is not known to the process that waits for them: nan."""
Run = Callable[[Sequence[Chosen]], Seconds]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.whole", description="How fast whole documents are published.")
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print_whole(choose(given.documents, 1), given.rounds)


def print_whole(chosen: Sequence[Chosen], rounds: int) -> None:
    """Print milliseconds a page of each way, and pdfplumber's as a multiple of them: medians over rounds, extremes."""
    pages = sum(each.page_count for each in chosen)
    ways: dict[str, Run] = {
        "read, check, publish: one process": partial(_publish, jobs=0),
        "the same, a process a core": partial(_publish, jobs=os.cpu_count() or 1),
        "pdfplumber's tables alone": _plumber,
    }
    taken = [{name: _apart(way, chosen) for name, way in ways.items()} for _ in range(rounds)]
    print(f"\nwhole documents, {pages} pages, {rounds} rounds: ms a page; pdfplumber in one process is the measure")
    print(f"{'':36}{'wall':>9}{'':18}{'CPU':>9}")
    for name in ways:
        figures = ""
        for which in (0, 1):
            ratios = [each["pdfplumber's tables alone"][which] / each[name][which] for each in taken]
            spent = median(each[name][which] for each in taken) / pages * 1000
            figures += f"{spent:9.2f}{median(ratios):6.1f}×{f' ({min(ratios):.1f}–{max(ratios):.1f})':11}" * (spent > 0)
        print(f"{name:36}{figures}")


def _apart(way: Run, chosen: Sequence[Chosen]) -> Seconds:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(way, chosen).result()


def _publish(chosen: Sequence[Chosen], *, jobs: int) -> Seconds:
    for name in ("pipeline.document", "pipeline.warm", "publish.publication"):
        importlib.import_module(name)
    from pipeline.batch import Order, run  # noqa: PLC0415  # what the other way does not load

    sources = tuple(each.path for each in chosen)
    with tempfile.TemporaryDirectory() as out, redirect_stderr(io.StringIO()):
        wall, used = _timed(lambda: run(Order(sources, Path(out), jobs)))
    return wall, nan if jobs else used


def _plumber(chosen: Sequence[Chosen]) -> Seconds:
    from benchmarks.engines import plumber, quieten  # noqa: PLC0415  # what the other way does not load

    quieten()
    return _timed(lambda: [plumber(each.path, range(1, each.page_count + 1)) for each in chosen])


def _timed(work: Callable[[], object]) -> Seconds:
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


if __name__ == "__main__":
    main()
