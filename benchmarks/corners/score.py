"""Which engine reads which corner case right.

python -m benchmarks.corners.score [--save FOLDER] [--cells]

A page is right when every cell of every table is: place, spans and text
(without blanks), and nothing else is a table.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks.corners.cases import Case, Table, usual_cases
from benchmarks.corners.covered import covered_cases
from benchmarks.corners.special import special_cases
from benchmarks.corners.typesetters import typeset_cases
from extract.documents import reread
from extract.engines import ENGINES, Engine
from extract.records import Page

_BLANK = re.compile(r"\s+")


def every_case() -> Iterator[Case]:
    """Yield all cases."""
    yield from usual_cases()
    yield from special_cases()
    yield from covered_cases()
    yield from typeset_cases()


def main() -> None:
    """Print a line for each case and the sums."""
    parser = argparse.ArgumentParser(prog="benchmarks.corners.score", description="Right and wrong, engine by engine.")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="keep the PDFs there")
    parser.add_argument("--cells", action="store_true", help="print what was read where it is wrong")
    given = parser.parse_args()
    engines: Sequence[Engine] = ENGINES[1:]
    right = dict.fromkeys(engines, 0)
    cells = dict.fromkeys(engines, (0, 0))
    count = 0
    print(f"{'exact cells of all':42}{''.join(f'{engine:>13}' for engine in engines)}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.save or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for case in every_case():
            path = folder / f"{case.name}.pdf"
            path.write_bytes(case.pdf)
            count += 1
            line = f"{case.name:42}"
            for engine in engines:
                (page,) = reread(path, [1], engine)
                good, total = exact_cells(case, page)
                cells[engine] = (cells[engine][0] + good, cells[engine][1] + total)
                is_right = good == total
                right[engine] += is_right
                line += f"{'right' if is_right else f'{good} of {total}':>13}"
                if given.cells and not is_right:
                    line += f"\n    {engine}: {page.issue} {[_cells(grid) for grid in tables_of(page)]}\n"
            print(line)
    print(f"{f'pages right, of {count}':42}{''.join(f'{right[engine]:13}' for engine in engines)}")
    print(f"{'cells exact':42}{''.join(f'{good / total:13.1%}' for good, total in cells.values())}")


def exact_cells(case: Case, page: Page) -> tuple[int, int]:
    """Return (cells read exactly, cells there are or were read); a page that must be flagged counts as one cell."""
    if case.issue is not None:
        return int(page.issue == case.issue), 1
    good = total = 0
    for truth, read in zip_longest(case.tables, tables_of(page), fillvalue=()):
        wanted, found = set(_cells(truth)), set(_cells(read))
        good += len(wanted & found)
        total += max(len(wanted), len(found))
    return good, total


def tables_of(page: Page) -> list[Table]:
    """Return the grids of a page in reading order, as the cases state them."""
    grids = sorted(page.grids, key=lambda grid: grid.order)
    return [
        tuple((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells)
        for grid in grids
    ]


def _cells(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Return the cells with texts that compare: no blanks, compatibility characters folded."""
    return [(*place, _BLANK.sub("", unicodedata.normalize("NFKC", text))) for *place, text in table]  # type: ignore[misc]


if __name__ == "__main__":
    main()
