"""The data package describes the files as they are; the data dictionary is fresh."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest

from normalize.columns import columns_of
from normalize.records import Records
from normalize.schema import TABLES
from publish import check_page, seam_page
from publish.dictionary import render
from publish.manifest import is_whole, read_manifest
from publish.pages import DOCS
from publish.publication import publish

#: What the profiles of Data Package v2 demand of the properties that we write.
PROFILE = {
    "type": "object",
    "required": ["$schema", "resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "title": {"type": "string"},
        "version": {"type": "string"},
        "resources": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/resource"}},
    },
    "$defs": {
        "path": {"type": "string", "pattern": r"^[^./~\\][^\\]*$", "not": {"pattern": r"(^|/)\.\.(/|$)"}},
        "resource": {
            "type": "object",
            "required": ["name", "path"],
            "properties": {
                "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
                "path": {
                    "oneOf": [
                        {"$ref": "#/$defs/path"},
                        {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/path"}},
                    ]
                },
                "type": {"const": "table"},
                "format": {"type": "string"},
                "mediatype": {"type": "string", "pattern": "^.+/.+$"},
                "encoding": {"type": "string"},
                "bytes": {"type": "integer"},
                "hash": {"type": "string", "pattern": "^[^:]+:[a-fA-F0-9]+$"},
                "schema": {
                    "type": "object",
                    "required": ["fields"],
                    "properties": {
                        "fields": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/field"}},
                        "fieldsMatch": {"enum": ["exact", "equal", "subset", "superset", "partial"]},
                        "missingValues": {"type": "array", "items": {"type": "string"}},
                    },
                },
            },
        },
        "field": {
            "type": "object",
            "required": ["name", "type"],
            "properties": {
                "name": {"type": "string"},
                "type": {"enum": ["string", "number", "integer", "boolean", "object", "array"]},
                "title": {"type": "string"},
                "description": {"type": "string"},
                "constraints": {
                    "type": "object",
                    "properties": {"required": {"type": "boolean"}},
                    "additionalProperties": False,
                },
            },
        },
    },
}

Make = Callable[..., Records]


@pytest.fixture
def out(tmp_path: Path, make_records: Make) -> Path:
    documents = [make_records(1, 2025), make_records(2, 2026)]
    publish(
        documents,
        tmp_path,
        about={"versions": {"extract": "e"}},
        of_document=lambda _: {"records_shard": "shards/x"},
        version="1.2",
    )
    return tmp_path


def test_every_file_is_listed_with_size_and_digest(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    listed = {}
    for resource in package["resources"]:
        for file in resource.get("files", [resource]):
            listed[file["path"]] = (file["bytes"], file["hash"])
    actual = {
        path.relative_to(out).as_posix(): (
            path.stat().st_size,
            "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
    }
    assert listed == actual
    assert package["version"] == "1.2"


def test_the_package_is_a_data_package_of_version_2(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    jsonschema.validate(package, PROFILE)
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))


def test_fields_say_what_the_schema_says(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    by_name = {resource["name"]: resource for resource in package["resources"]}
    assert len(by_name) == 2 * len(TABLES)
    for table, row_type in TABLES.items():
        fields = by_name[f"{table.replace('_', '-')}-csv"]["schema"]["fields"]
        assert [field["name"] for field in fields] == ["fiscal_year", *(each.name for each in columns_of(row_type))]
        assert all(field["title"] and field["description"] for field in fields)
    amount = next(each for each in by_name["lines-csv"]["schema"]["fields"] if each["name"] == "amount_yuan")
    assert (amount["type"], amount["unit"], amount["constraints"]) == ("number", "CNY", {"required": True})


def test_the_manifest_counts_the_rows_of_each_document(out: Path) -> None:
    manifest = read_manifest(out)
    assert manifest is not None
    assert [entry["fiscal_year"] for entry in manifest["documents"]] == [2025, 2026]
    assert manifest["documents"][0]["records_shard"] == "shards/x"
    lines = sum(entry["rows"]["lines"] for entry in manifest["documents"])
    assert lines == pq.read_table(out / "parquet" / "lines").num_rows


def test_a_publication_with_a_file_missing_or_cut_is_not_whole(out: Path) -> None:
    assert is_whole(out)
    path = out / "csv" / "lines.csv"
    path.write_bytes(path.read_bytes()[:-1])
    assert not is_whole(out)
    path.unlink()
    assert not is_whole(out)


@pytest.mark.parametrize(
    ("name", "page"),
    [("data-dictionary.md", render), ("checks.md", check_page.page), ("seams.md", seam_page.page)],
)
def test_a_page_made_from_the_code_is_fresh(name: str, page: Callable[[], str]) -> None:
    assert (DOCS / name).read_text("utf-8") == page(), "run `make format`"


def test_the_data_dictionary_names_every_column() -> None:
    page = render()
    for table, row_type in TABLES.items():
        assert f"\n## {table}\n" in page
        assert all(f"| {column.name} | {column.of.label} |" in page for column in columns_of(row_type))
