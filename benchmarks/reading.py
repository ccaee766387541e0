"""Milliseconds a page of every engine, side by side; memory; growth with the number of pages.

python -m benchmarks.reading [--documents N] [--pages N] [--rounds N] [--growth 10,100,1000,10000]

Engines take turns on each document, so that a busy machine slows all of them.
A figure is the median over documents of the median over rounds. CPU counts all
threads of the process.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.documents import Chosen, choose
from benchmarks.engines import READERS, quieten
from benchmarks.long_document import write_long_document
from benchmarks.memory import measured
from benchmarks.whole import print_whole
from extract.engines import ENGINES


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.reading", description="How fast pages are read.")
    parser.add_argument("--documents", type=int, default=24)
    parser.add_argument("--pages", type=int, default=5, help="pages with tables of each document")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", default="10,100,1000", help="lengths of documents, comma-separated")
    given = parser.parse_args()
    quieten()
    chosen = choose(given.documents, given.pages)
    print_speed(chosen, given.rounds)
    print_whole(chosen, given.rounds)
    print_memory(chosen)
    print_growth([int(each) for each in given.growth.split(",")])


def print_speed(chosen: Sequence[Chosen], rounds: int) -> None:
    """Print wall and CPU milliseconds a page of each engine, and its ratio to ours."""
    pages = sum(len(each.pages) for each in chosen)
    print(f"reading to cell text: {pages} pages with tables of {len(chosen)} documents, {rounds} rounds")
    wall: dict[str, list[float]] = {name: [] for name in READERS}
    processor: dict[str, list[float]] = {name: [] for name in READERS}
    for document in chosen:
        for name, (elapsed, used) in _take_turns(document, rounds).items():
            wall[name].append(elapsed)
            processor[name].append(used)
    print(f"{'':16}{'wall ms':>9}{'CPU ms':>9}{'pages/s':>9}{'to ours: wall':>15}{'CPU':>7}{'mean':>7}")
    for name in READERS:
        ratio = median(wall[name]) / median(wall["ours"])
        used_ratio = median(processor[name]) / median(processor["ours"])
        mean_ratio = sum(wall[name]) / sum(wall["ours"])
        print(
            f"{name:16}{median(wall[name]):9.2f}{median(processor[name]):9.2f}{1000 / median(wall[name]):9.1f}"
            f"{ratio:14.1f}×{used_ratio:6.1f}×{mean_ratio:6.1f}×"
        )


def _take_turns(document: Chosen, rounds: int) -> dict[str, tuple[float, float]]:
    """Return (wall, CPU) milliseconds a page of each engine, medians over rounds."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in READERS}
    for _ in range(rounds):
        for name, reader in READERS.items():
            started, used = time.perf_counter(), time.process_time()
            reader(document.path, document.pages)
            elapsed = (time.perf_counter() - started, time.process_time() - used)
            times[name].append(elapsed)
    share = 1000 / len(document.pages)
    return {
        name: (median(w for w, _ in each) * share, median(c for _, c in each) * share) for name, each in times.items()
    }


def print_memory(chosen: Sequence[Chosen]) -> None:
    """Print the peak memory of a process that reads some pages with each engine."""
    longest = max(chosen, key=lambda each: each.page_count)
    print(f"\npeak memory of a process, {len(longest.pages)} pages of a document of {longest.page_count}")
    for engine in ENGINES[1:]:
        print(f"{engine:16}{measured(engine, longest.path, longest.pages)[0]:9.0f} MB")


def print_growth(lengths: Sequence[int]) -> None:
    """Print time and memory against the number of pages, for reading one page after the other."""
    print("\ngrowth: a table of 30 rows on every page, read page by page")
    print(f"{'pages':>8}{'CPU ms a page':>15}{'peak MB':>9}{'file MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for length in lengths:
            path = Path(folder) / f"{length}.pdf"
            write_long_document(path, length)
            peak, used = measured("pdfium", path)
            print(f"{length:8}{used / length * 1000:15.2f}{peak:9.0f}{path.stat().st_size / 1e6:9.1f}")


if __name__ == "__main__":
    main()
