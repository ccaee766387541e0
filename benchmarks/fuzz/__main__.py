"""Fuzz one target for some time; see the package."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import atheris

from benchmarks.fuzz.corpus import write_corpus
from benchmarks.fuzz.targets import TARGETS

_MEGABYTES = 2048
"""An input that makes the process larger counts as a crash."""


def main() -> None:
    """Hand over to the fuzzer, which ends the process."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description="Fuzz readers and parsers.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("outputs/fuzz"), help="corpus, and what crashed")
    given = parser.parse_args()
    target = TARGETS[given.target]
    corpus = given.folder / given.target
    write_corpus(given.target, corpus)
    options = {
        "max_total_time": given.seconds,
        "timeout": target.seconds,
        "max_len": target.bytes,
        "rss_limit_mb": _MEGABYTES,
        "artifact_prefix": f"{given.folder}{os.sep}{given.target}-",
        "print_final_stats": 1,
    }
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
