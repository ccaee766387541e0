"""Fuzz one target for some time; see the package."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

from benchmarks.fuzz.corpus import write_corpus
from benchmarks.fuzz.targets import TARGETS, Target

_MEGABYTES = 2048
"""An input that makes the process larger counts as a crash."""


_STUCK = 20
"""Times its seconds of CPU that an input may take by the clock, as on a machine with other work; beyond it hangs where
no Python code runs."""


class SlowInputError(Exception):
    """An input that takes too much CPU; of no kind that a reader might catch."""


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
        "timeout": target.seconds * _STUCK,
        "max_len": target.bytes,
        "rss_limit_mb": _MEGABYTES,
        "artifact_prefix": f"{given.folder}{os.sep}{given.target}-",
        "print_final_stats": 1,
    }
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(corpus)], _timed(target))
    atheris.Fuzz()


def _timed(target: Target) -> Callable[[bytes], None]:
    """Return what runs the target and raises where an input takes too much CPU."""

    def give_up(*_: object) -> None:
        raise SlowInputError(f"more than {target.seconds} seconds of CPU")

    # The fuzzer's own clock is SIGALRM.
    signal.signal(signal.SIGVTALRM, give_up)

    def run(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, target.seconds)
        try:
            target.run(data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    return run


if __name__ == "__main__":
    main()
