"""A shard holds what was put in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from extract.records import Cell, Dropped, Extracted, Grid, Page, Paragraph, Source, TextLine
from normalize.records import Records
from pipeline.shards import ShardPaths, read_pages, read_records, tidy, write_pages, write_records

Make = Callable[..., Records]


def test_records_come_back_as_they_were(tmp_path: Path, make_records: Make) -> None:
    records = make_records(7, 2024)
    write_records(tmp_path / "records-a.json.gz", records)
    assert read_records(tmp_path / "records-a.json.gz") == records


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    line = TextLine("一、收入＝支出", (1.5, 2.0, 3.25, 4.0), 10.5)
    grid = Grid(
        1, 1, 2, (Cell(0, 0, 1, 2, (line,), (0.0, 0.0, 1.0, 1.0)),), "ruled", None, (0.0, 1.0), None, frozenset({"top"})
    )
    assert grid.slots[0][0].text == line.text
    page = Page(
        1, 595.0, 842.0, (Paragraph(0, (line,)),), (grid,), (Dropped("x", "overprint"),), "image_only", "pdfium"
    )
    extracted = Extracted(Source("部门 一/预算.pdf", "a" * 64, 3, "pdf"), (page, Page(None)), "pdfium 5", None)
    write_pages(tmp_path / "pages-a.json.gz", extracted)
    assert read_pages(tmp_path / "pages-a.json.gz") == extracted


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, make_records: Make) -> None:
    for name in ("one", "two"):
        write_records(tmp_path / name / "records-a.json.gz", make_records(7))
    one, two = ((tmp_path / name / "records-a.json.gz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_what_a_publication_may_name_stays_until_the_next_one_is_there(tmp_path: Path, make_records: Make) -> None:
    pages = Extracted(Source("x", "a" * 64, 3, "pdf"), (), "pdfium")
    old, new = ShardPaths(tmp_path, "old", "old", "60s-64MB"), ShardPaths(tmp_path, "new", "new", "60s-64MB")
    for paths in (old, new):
        write_pages(paths.pages, pages)
        write_records(paths.records, make_records(7))
    assert len(list(tmp_path.iterdir())) == 4
    tidy(new)
    assert sorted(tmp_path.iterdir()) == [new.pages, new.records]


def test_a_document_ends_in_one_way(tmp_path: Path, make_records: Make) -> None:
    paths = ShardPaths(tmp_path, "a", "b", "60s-64MB")
    for path in (paths.records, paths.limited, paths.again):
        write_records(path, make_records(7))
        assert list(tmp_path.iterdir()) == [path]


def test_rows_that_do_not_fit_are_not_kept(tmp_path: Path, make_records: Make) -> None:
    records = make_records(7)
    records.tables["lines"].append(msgspec.structs.replace(records.tables["lines"][0], name=5))
    with pytest.raises(msgspec.ValidationError, match=r"lines\[3\]\.name"):
        write_records(tmp_path / "records-a.json.gz", records)
    assert not list(tmp_path.iterdir())
