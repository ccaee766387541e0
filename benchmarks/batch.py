"""What a run over a folder costs: by the clock, in seconds of CPU, on the disk; the process pool beside Ray.

    python -m benchmarks.batch [SOURCES] [--ways local,ray,normalize,publish,nothing] [--rounds N] [--jobs N]

SOURCES is a folder of documents; without one, copies of `samples/` are made.
Each way is a run of the command: `local` and `ray` do everything, `normalize`
has kept pages and no records and publishes nothing new, `publish` has kept
both, `nothing` is repeated on what is done. Ways alternate, round by round, so that other work on the
machine meets all of them; of several rounds, the medians are told. CPU counts
every process of a run, its workers and Ray's own included, which is what can
be compared where other work has the cores. Linux only.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.determinism import copies
from publish.manifest import read_manifest

WAYS = ("local", "ray", "normalize", "publish", "nothing")

_CHILDREN_OF_CHILDREN = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): processes whose parent has ended become ours, and so does what they used."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    seconds: float
    cpu: float
    """Seconds of all processes."""
    megabytes: float
    """Of the largest process."""
    digest: str
    """Of Parquet and CSV."""


def main() -> None:
    """Run each way as often as asked, and print a line for each."""
    parser = argparse.ArgumentParser(description="Measure runs.")
    parser.add_argument("sources", type=Path, nargs="?", help="folder of documents (default: copies of the samples)")
    parser.add_argument("--copies", type=int, default=60, help="documents, where no folder is named")
    parser.add_argument("--ways", default="local,ray", help=f"of {','.join(WAYS)}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where to make a folder that is removed at the end")
    given = parser.parse_args()
    ctypes.CDLL(None).prctl(_CHILDREN_OF_CHILDREN, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        sources = given.sources
        if sources is None:
            sources = Path(scratch) / "in"
            copies(sources, given.copies, small=False)
        out = Path(scratch) / "out"
        # Whatever runs first finds the files in memory no more than the others do.
        ways = given.ways.split(",")
        if unknown := set(ways) - set(WAYS):
            parser.error(f"no such way: {', '.join(sorted(unknown))}")
        costs: dict[str, list[Cost]] = {way: [] for way in ways}
        _prepared("local", out, sources, given.jobs)
        for _ in range(given.rounds):
            for way in ways:
                costs[way].append(_prepared(way, out, sources, given.jobs))
        _tell_sizes(out, sources)
        digests = {cost.digest for each in costs.values() for cost in each}
        for way, each in costs.items():
            _tell(way, each, out)
    if len(digests) > 1:
        sys.exit(f"the ways differ: {sorted(digests)}")


def _prepared(way: str, out: Path, sources: Path, jobs: int) -> Cost:
    """Leave under `out` what the way may use, and run."""
    if way in ("local", "ray"):
        shutil.rmtree(out, ignore_errors=True)
    elif way == "normalize":
        for shard in out.glob("shards/*/*/records-*"):
            shard.unlink()
    if way == "publish":
        (out / "manifest.json").unlink()
    executor = "ray" if way == "ray" else "local"
    return _run(out, sources, "--jobs", str(jobs), "--executor", executor)


def _run(out: Path, sources: Path, *arguments: str) -> Cost:
    before = _used()
    started = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", "extract", str(sources), "--out", str(out), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 1):
        sys.exit(done.stderr[-2000:])
    _wait_for_all()
    digest = hashlib.sha256()
    for path in sorted([*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv")]):
        digest.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Cost(seconds, _used() - before, peak, digest.hexdigest()[:16])


def _wait_for_all() -> None:
    """Wait until every process of the run has ended: only then is it known what they used."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(way: str, costs: list[Cost], out: Path) -> None:
    manifest = read_manifest(out)
    assert manifest is not None
    count = manifest["document_count"]
    pages = sum(total["pages"] for total in manifest["totals"].values())
    seconds = statistics.median(each.seconds for each in costs)
    cpu = statistics.median(each.cpu for each in costs)
    print(
        f"{way}: {costs[0].digest}, {seconds:.1f} s ({min(each.seconds for each in costs):.1f} at best), "
        f"{count / seconds * 60:.0f} documents a minute, {cpu:.1f} s of CPU = {1000 * cpu / pages:.1f} ms a page; "
        f"largest process so far {costs[-1].megabytes:.0f} MB",
        flush=True,
    )


def _tell_sizes(out: Path, sources: Path) -> None:
    """Print how large the sources and results are, a page."""
    manifest = read_manifest(out)
    assert manifest is not None
    rows = sum(sum(entry["rows"].values()) for entry in manifest["documents"])
    pages = sum(total["pages"] for total in manifest["totals"].values())
    sizes = {
        "source": sum(path.stat().st_size for path in sources.rglob("*") if path.is_file()),
        "shards": _size(out, "shards/*/*/*.gz"),
        "Parquet": _size(out, "parquet/**/*.parquet"),
        "CSV": _size(out, "csv/*.csv"),
    }
    told = ", ".join(f"{size / 1000 / pages:.1f} kB of {name}" for name, size in sizes.items())
    print(f"{manifest['document_count']} documents, {pages} pages; a page: {rows / pages:.0f} rows, {told}", flush=True)


def _size(out: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in out.glob(pattern))


if __name__ == "__main__":
    main()
