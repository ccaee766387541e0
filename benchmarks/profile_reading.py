"""Where the time of our reader goes, step by step.

python -m benchmarks.profile_reading [--documents N] [--pages N] [--rounds N]

Each step's own time, the steps it calls left out; milliseconds of CPU a page.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from benchmarks.documents import choose
from benchmarks.engines import floor
from extract.pdf import assembly, page
from extract.pdf.opening import opened

_STEPS = {
    page: (
        "inspect_page",
        "measure_characters",
        "place_characters",
        "read_drawing",
        "find_unread",
        "find_edges",
        "without_underlines",
        "find_lattices",
        "find_tiled",
        "assemble",
    ),
    assembly: (
        "drop_unreadable",
        "issue_of",
        "place",
        "build_lines",
        "with_unruled_rows",
        "find_aligned",
        "find_paragraphs",
        "in_reading_order",
    ),
}


class _Clock:
    """Own time of functions that call each other."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inner = [0.0]

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time taken."""

        def wrapper(*arguments: Any, **named: Any) -> Any:
            started = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **named)
            finally:
                elapsed = time.process_time() - started
                self.spent[function.__name__] += elapsed - self._inner.pop()
                self._inner[-1] += elapsed

        return wrapper


def main() -> None:
    """Print the steps, the slowest first."""
    parser = argparse.ArgumentParser(prog="benchmarks.profile_reading", description="Where the time goes.")
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    chosen = choose(given.documents, given.pages)
    clock = _Clock()
    count, loading = 0, 0.0
    with ExitStack() as patches:
        for module, names in _STEPS.items():
            for name in names:
                patches.enter_context(patch.object(module, name, clock.timed(getattr(module, name))))
        for each in chosen:
            with opened(each.path) as document:
                for _ in range(given.rounds):
                    for number in each.pages:
                        page.inspect_page(document, number)
                        count += 1
            started = time.process_time()
            floor(each.path, each.pages)
            loading += (time.process_time() - started) * given.rounds
    print(f"{count} pages; {sum(clock.spent.values()) / count * 1000:.2f} ms a page")
    for name, seconds in clock.spent.most_common():
        print(f"{name:22}{seconds / count * 1000:8.3f}")
    print(f"{'(pdfium loading)':22}{loading / count * 1000:8.3f}  of inspect_page")


if __name__ == "__main__":
    main()
