"""Same sources, same bytes, five ways; how fast a pool and Ray are, and a run with nothing to do.

    python -m benchmarks.determinism [--copies N] [--folder FOLDER]

The documents are copies of `samples/`, a trailing comment telling them apart.
Prints for each way the digest of all Parquet and CSV, seconds and documents a
minute. Ray is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> None:
    """Run all ways and print a line for each."""
    parser = argparse.ArgumentParser(description="Compare ways of running.")
    parser.add_argument("--copies", type=int, default=100, help="documents")
    parser.add_argument("--small", action="store_true", help="copy only the smallest sample")
    parser.add_argument("--folder", type=Path, help="where to write")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        sources = Path(scratch) / "in"
        paths = copies(sources, given.copies, small=given.small)
        shuffled = random.Random(2026).sample(paths, len(paths))
        out = Path(scratch) / "out"
        digests = [_report("one worker", out / "one", [sources], "--jobs", "1")]
        digests.append(_report("two workers", out / "two", [sources], "--jobs", "2"))
        # Files given one by one come in this order; their names are the same as in the folder.
        digests.append(_report("shuffled, two workers", out / "shuffled", shuffled, "--jobs", "2"))
        _killed(out / "killed", sources)
        digests.append(_report("resumed after a kill", out / "killed", [sources], "--jobs", "2"))
        if importlib.util.find_spec("ray"):
            digests.append(_report("Ray, two cores", out / "ray", [sources], "--jobs", "2", "--executor", "ray"))
        digests.append(_report("nothing to do", out / "two", [sources], "--jobs", "2"))
    if len(set(digests)) > 1:
        sys.exit("the ways differ")


def copies(folder: Path, count: int, *, small: bool) -> list[Path]:
    """Write so many documents, copies of the samples or of the smallest one, and return them."""
    folder.mkdir()
    samples = sorted(path for path in _SAMPLES.iterdir() if path.suffix == ".pdf")
    if small:
        samples = [min(samples, key=lambda path: path.stat().st_size)]
    paths = []
    for number in range(count):
        sample = samples[number % len(samples)]
        path = folder / f"{number:05} {sample.name}"
        path.write_bytes(sample.read_bytes() + b"%%%d\n" % number)
        paths.append(path)
    return paths


def _command(out: Path, sources: list[Path], *arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "extract", *map(str, sources), "--out", str(out), *arguments]


def _killed(out: Path, sources: Path) -> None:
    """Kill a run when the first documents are done."""
    with subprocess.Popen(_command(out, [sources], "--jobs", "2"), stderr=subprocess.DEVNULL) as process:
        while not any(out.glob("shards/*/*/records-*")) and process.poll() is None:
            time.sleep(0.05)
        if process.poll() is not None:
            sys.exit("the run ended before it could be killed: ask for more copies")
        process.kill()


def _report(way: str, out: Path, sources: list[Path], *arguments: str) -> str:
    """Run, print a line, and return the digest of all published files."""
    started = time.perf_counter()
    done = subprocess.run(_command(out, sources, *arguments), capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    if done.returncode not in (0, 1):
        sys.exit(f"{way}: {done.stderr[-2000:]}")
    digest = hashlib.sha256()
    for path in sorted([*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv")]):
        digest.update(path.relative_to(out).as_posix().encode() + path.read_bytes())
    count = len(sources) if len(sources) > 1 else len(list(sources[0].iterdir()))
    print(f"{way}: {digest.hexdigest()[:16]}, {took:.1f} s, {count / took * 60:.0f} documents a minute", flush=True)
    return digest.hexdigest()


if __name__ == "__main__":
    main()
