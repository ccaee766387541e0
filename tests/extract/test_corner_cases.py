"""Every corner case of the benchmark is read exactly by the first reading."""

from __future__ import annotations

import pytest

from benchmarks.corners.score import every_case, exact_cells
from extract.documents import reread

CASES = list(every_case())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_cell_is_read_exactly(case, tmp_path):
    path = tmp_path / "case.pdf"
    path.write_bytes(case.pdf)
    (page,) = reread(path, [1], "pdfium")
    right, total = exact_cells(case, page)
    assert right == total
