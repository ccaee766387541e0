"""Bags that other programs find valid, written once and never again."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import bagit
import msgspec
import pyarrow.parquet as pq
import pytest

from normalize.records import Records
from normalize.schema import TABLES
from publish.archive import Bag, SourceGoneError, archive
from publish.manifest import read_manifest
from publish.publication import publish

Make = Callable[..., Records]

TODAY = datetime.date(2026, 1, 2)


class Desk:
    """Sources, results and bags in one folder."""

    def __init__(self, folder: Path, make_records: Make) -> None:
        self.folder = folder
        self.make_records = make_records
        self.sources: dict[str, Path] = {}

    def publish(self, *years: int) -> None:
        """Publish a document for each year; the same documents for the same years."""
        documents = []
        for number, year in enumerate(years, 1):
            path = self.folder / "in" / f"{year} 预算.PDF"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"a source of %d" % year)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            self.sources[digest] = path
            records = self.make_records(number, year)
            [row] = records.tables["documents"]
            row = msgspec.structs.replace(row, source_sha256=digest, source_name=path.name, status="complete")
            records.tables["documents"] = [row]
            documents.append(records)
        about = {"gongkai": "1", "versions": {"extract": "e"}, "fingerprint": "", "skipped": [], "unreadable": {}}
        publish(documents, self.folder / "out", about=about, of_document=lambda _: {}, version="1")

    def archive(self) -> list[Bag]:
        """Write the bags that are missing."""
        manifest = read_manifest(self.folder / "out")
        assert manifest is not None

        def seen(sha256: str) -> Iterable[Path]:
            return (self.sources[sha256],)

        return list(archive(self.folder / "out", self.folder / "bags", manifest, sources=seen, today=TODAY))


@pytest.fixture
def desk(tmp_path: Path, make_records: Make) -> Desk:
    return Desk(tmp_path, make_records)


def _content(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_every_year_is_a_valid_bag_of_its_own(desk: Desk) -> None:
    desk.publish(2024, 2025)
    bags = desk.archive()
    assert [(bag.documents, bag.is_new) for bag in bags] == [(1, True), (1, True)]
    for bag, year in zip(bags, (2024, 2025), strict=True):
        assert bag.path.name.startswith(f"gongkai-{year}-")
        assert bagit.Bag(str(bag.path)).is_valid()
        [source] = (bag.path / "data" / "sources").rglob("*.pdf")
        assert source.read_bytes() == b"a source of %d" % year
        for table in TABLES:
            rows = pq.read_table(bag.path / "data" / "tables" / "parquet" / table)
            with (bag.path / "data" / "tables" / "csv" / f"{table}.csv").open(encoding="utf-8-sig") as file:
                in_csv = list(csv.DictReader(file))
            assert {row["fiscal_year"] for row in in_csv} == {str(year)}
            assert len(in_csv) == rows.num_rows == (1 if table == "documents" else 3)
        for name in ("README.md", "code/constraints.txt", "code/docs/data-dictionary.md", "code/publish/archive.py"):
            assert (bag.path / "data" / name).is_file()


def test_one_changed_byte_makes_a_bag_invalid(desk: Desk) -> None:
    desk.publish(2024)
    [bag] = desk.archive()
    path = next((bag.path / "data" / "sources").rglob("*.pdf"))
    path.write_bytes(path.read_bytes().upper())
    assert not bagit.Bag(str(bag.path)).is_valid()


def test_a_year_more_never_opens_an_old_bag(desk: Desk) -> None:
    desk.publish(2024)
    desk.archive()
    before = _content(desk.folder / "bags")
    desk.publish(2024, 2025)
    assert [(bag.path.name[:12], bag.is_new) for bag in desk.archive()] == [
        ("gongkai-2024", False),
        ("gongkai-2025", True),
    ]
    after = _content(desk.folder / "bags")
    assert before.items() <= after.items()
    assert [bag.is_new for bag in desk.archive()] == [False, False]
    assert _content(desk.folder / "bags") == after


def test_a_source_that_has_gone_or_changed_stops_the_archive(desk: Desk) -> None:
    desk.publish(2024)
    for change in (lambda path: path.write_bytes(b"something else"), Path.unlink):
        change(*desk.sources.values())
        with pytest.raises(SourceGoneError, match=r"2024 预算\.PDF"):
            desk.archive()
        assert not list((desk.folder / "bags").iterdir())
    desk.publish(2024)
    [bag] = desk.archive()
    assert bag.is_new
    assert [path.name for path in (desk.folder / "bags").iterdir()] == [bag.path.name]


def test_a_bag_can_be_read_where_the_results_are_gone(desk: Desk) -> None:
    desk.publish(2024)
    [bag] = desk.archive()
    shutil.rmtree(desk.folder / "out")
    tables = bag.path / "data" / "tables"
    package: dict[str, Any] = json.loads((tables / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        for file in resource.get("files", [resource]):
            assert hashlib.sha256((tables / file["path"]).read_bytes()).hexdigest() == file["hash"].removeprefix(
                "sha256:"
            )
