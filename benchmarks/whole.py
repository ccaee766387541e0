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
from pathlib import Path
from statistics import median

from benchmarks.documents import Chosen, choose

Run = Callable[[Sequence[Chosen]], float]
"""Documents → wall seconds."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.whole", description="How fast whole documents are published.")
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print_whole(choose(given.documents, 1), given.rounds)


def print_whole(chosen: Sequence[Chosen], rounds: int) -> None:
    """Print milliseconds a page of each way, and pdfplumber's time as a multiple of it: medians over rounds, extremes."""
    pages = sum(each.page_count for each in chosen)
    ways: dict[str, Run] = {
        "read, check, publish: one process": partial(_publish, jobs=0),
        "the same, a process a core": partial(_publish, jobs=os.cpu_count() or 1),
        "pdfplumber's tables alone": _plumber,
    }
    taken = [{name: _apart(way, chosen) for name, way in ways.items()} for _ in range(rounds)]
    print(f"\nwhole documents, {pages} pages, {rounds} rounds: wall ms a page; pdfplumber, one process, as the measure")
    for name in ways:
        ratios = [each["pdfplumber's tables alone"] / each[name] for each in taken]
        elapsed = median(each[name] for each in taken) / pages * 1000
        print(f"{name:36}{elapsed:9.2f}{median(ratios):8.1f}× ({min(ratios):.1f}–{max(ratios):.1f})")


def _apart(way: Run, chosen: Sequence[Chosen]) -> float:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(way, chosen).result()


def _publish(chosen: Sequence[Chosen], *, jobs: int) -> float:
    for name in ("pipeline.document", "pipeline.warm", "publish.publication"):
        importlib.import_module(name)
    from pipeline.batch import Order, run  # noqa: PLC0415  # what the other way does not load

    sources = tuple(each.path for each in chosen)
    with tempfile.TemporaryDirectory() as out, redirect_stderr(io.StringIO()):
        started = time.perf_counter()
        run(Order(sources, Path(out), jobs))
        return time.perf_counter() - started


def _plumber(chosen: Sequence[Chosen]) -> float:
    from benchmarks.engines import plumber, quieten  # noqa: PLC0415  # what the other way does not load

    quieten()
    started = time.perf_counter()
    for each in chosen:
        plumber(each.path, range(1, each.page_count + 1))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
