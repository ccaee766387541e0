"""Compare readers over page ends, or run the pagination lab.

    python -m benchmarks.seams [N]                   N documents, every reader, scores side by side
    python -m benchmarks.seams --lab N [--from SEED] [--content NAME …]   N random paginations for each typesetter
    python -m benchmarks.seams --neighbours N        N documents of near neighbours for each typesetter

The lab exits with 1 where some record depends on pages.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.seams.documents import documents
from benchmarks.seams.lab import TYPESETTERS, Tally, run, said
from benchmarks.seams.readers import READERS
from benchmarks.seams.score import Score, score
from samples.lab import CONTENTS
from samples.lab.neighbours import NEIGHBOURS


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seams", description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, nargs="?", default=30, help="documents to compare readers on")
    parser.add_argument("--lab", type=int, metavar="N", help="paginations for each typesetter")
    parser.add_argument("--neighbours", type=int, metavar="N", help="documents of near neighbours for each typesetter")
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="SEED", help="first seed")
    parser.add_argument("--content", nargs="+", choices=[*CONTENTS, *NEIGHBOURS], help="only these contents")
    asked = parser.parse_args()
    if asked.lab or asked.neighbours:
        names = asked.content or list(NEIGHBOURS if asked.neighbours else CONTENTS)
        return _lab(range(asked.first, asked.first + (asked.lab or asked.neighbours)), names)
    _compare(asked.documents, asked.first)
    return 0


def _lab(seeds: range, names: list[str]) -> int:
    failed = 0
    for typesetter in TYPESETTERS:
        tally = Tally()
        started = time.perf_counter()
        for each in run(typesetter, seeds, names):
            tally.add(each)
            for line in said(each):
                print(line)
        decisions = ", ".join(f"{name} {count}" for name, count in sorted(tally.decisions.items()))
        print(
            f"{typesetter}: {tally.trials} paginations, {len(tally.failed)} with other records; seams: {decisions}; "
            f"{tally.unsure} near the threshold; tables merged {tally.merged}, split {tally.split}; "
            f"{time.perf_counter() - started:.0f} s"
        )
        for each in tally.failed:
            print(f"  failed: {typesetter} {each.content} {each.seed}")
        failed += len(tally.failed)
    return min(failed, 1)


def _compare(count: int, first: int) -> None:
    totals = {name: Score() for name in READERS}
    seconds = dict.fromkeys(READERS, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for truth in documents(count, first):
            path = Path(folder) / "document.pdf"
            path.write_bytes(truth.pdf)
            for name, reader in READERS.items():
                started = time.perf_counter()
                tables = reader(path)
                seconds[name] += time.perf_counter() - started
                totals[name].add(score(truth, tables))
    heads = ("exact cells", "cut rows joined", "false joins", "false merges", "tables split", "seconds")
    print(f"{count} documents from seed {first}")
    print(f"{'':36}" + "".join(f"{head:>20}" for head in heads))
    for name, total in totals.items():
        shares = (
            _share(total.cells_exact, total.cells),
            _share(total.cut_rows_joined, total.cut_rows),
            _share(total.false_joins, total.rows),
            _share(total.false_merges, total.tables),
            _share(total.tables_split, total.tables),
            f"{seconds[name]:.1f}",
        )
        print(f"{name:36}" + "".join(f"{share:>20}" for share in shares))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
