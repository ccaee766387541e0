"""Bags for the archive (BagIt, RFC 8493): the sources of a year, what we made of them, and the code that did.

A bag is written once, aside, and moved into place; no run opens it again. Its
name carries a digest of what it holds, so that a year that has not changed is
left alone, and one that has gets a further bag beside the old one.

SourceGoneError (LookupError)   a source that was read is no longer where it was
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.schema import TABLES
from publish.datapackage import describe
from publish.manifest import PACKAGE
from publish.partitions import partitions

_HOME = Path(__file__).resolve().parents[1]

#: What of a checkout goes with the data, where it is there.
_CODE = (
    *("extract", "normalize", "publish", "pipeline", "docs"),
    *("pyproject.toml", "constraints.txt", "Makefile", "README.md", "LICENSE"),
)

#: Bytes read at a time.
_BLOCK = 1 << 20

#: Suffixes kept on sources, so that a desktop knows what to open them with.
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")

_README = """\
# {title}

This bag holds {count} documents in which departments of the Chinese government disclosed their budgets and accounts,
and the tables that gongkai {release} made of them. 本包收录{count}份部门预算决算公开文件及由其整理的数据表。

- `sources/`: the documents as they were published. Each is named after the first 16 digits of its SHA-256; the row of
  `documents` with that `document_id` says how the file was called, whose it is and how it was read.
- `tables/csv/`: one CSV file a table. UTF-8 with a byte order mark, commas, double quotes; the first line names the
  columns. An apostrophe before `=`, `+`, `-` or `@` is ours and keeps spreadsheets from running the text. Lists and
  nested values are JSON; an empty field is null.
- `tables/parquet/`: the same rows in Apache Parquet (compressed with Zstandard), amounts as exact decimals.
- `tables/datapackage.json`: every column with its type, Chinese label, meaning and unit, and the SHA-256 of every file
  (Data Package v2).
- `code/`: the program, the versions of the libraries it ran with (`constraints.txt`), `docs/data-dictionary.md`.

## In twenty years

- **Is it whole?** `sha256sum -c manifest-sha256.txt` in the folder above. Any program that computes SHA-256 will do.
- **Without any of our tools.** The CSV files are plain text. `document_id` joins all tables; `table_no`, `row_no` and
  `pages` lead from a row to the page it is printed on. Open that page in `sources/` and compare.
- **With the program.** It needs Python {python} and the libraries of `code/constraints.txt`. The tables came from
  `gongkai extract SOURCES --out OUT`; the same versions over the same sources give the same bytes.
- **What the numbers mean.** `code/docs/data-dictionary.md`; money is in yuan (CNY) as printed, never corrected. Rows of
  `findings` say where a document contradicts itself or where we may have misread it.

A bag is never changed. Where documents of the year were added later or read better, there is a further bag.
"""


class SourceGoneError(LookupError):
    """A source that was read is no longer where it was, or has changed."""


@dataclass(frozen=True, slots=True)
class Bag:
    """One bag of the archive."""

    path: Path
    documents: int
    is_new: bool
    """False where an earlier run had written it."""


def archive(
    out: Path,
    folder: Path,
    manifest: Mapping[str, Any],
    *,
    sources: Callable[[str], Iterable[Path]],
    today: datetime.date,
) -> Iterator[Bag]:
    """Yield a bag for each fiscal year of the publication under `out`; write those that `folder` lacks.

    `sources` tells where files with a SHA-256 were seen.

    Raises:
        SourceGoneError: A source of a new bag is nowhere with the bytes that were read.

    """
    package = json.loads((out / PACKAGE).read_text("utf-8"))
    documents: dict[int, list[tuple[str, str, str]]] = {}
    for entry in manifest["documents"]:
        documents.setdefault(entry["fiscal_year"], []).append(
            (entry["source_sha256"], entry["document_id"], entry["source_name"])
        )
    parts = {year: list(_parts(package, year)) for year in documents}
    bags = {year: folder / _name(year, documents[year], parts[year]) for year in sorted(documents)}
    aside = {year: bag.with_name(f".{bag.name}") for year, bag in bags.items() if not bag.is_dir()}
    for year, bag in bags.items():
        if year not in aside:
            yield Bag(bag, len(documents[year]), is_new=False)
    for path in aside.values():
        if path.is_dir():
            # A run was killed over it.
            shutil.rmtree(path)
    try:
        _split_csv(out, {year: path / "data" / "tables" / "csv" for year, path in aside.items()})
        for year, path in aside.items():
            _copy_sources(path / "data" / "sources", documents[year], sources)
            tables = path / "data" / "tables"
            for part in parts[year]:
                _copy(out / part["path"], tables / part["path"], part["hash"])
            present = {Path(part["path"]).parts[1] for part in parts[year]}
            with partitions(tables / "parquet", {name: TABLES[name] for name in TABLES if name not in present}):
                pass
            described = describe(tables, TABLES, version=manifest["gongkai"])
            (tables / PACKAGE).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
            _copy_code(path / "data" / "code")
            (path / "data" / "README.md").write_text(_readme(year, len(documents[year]), manifest), "utf-8")
            _seal(path, year, manifest, today)
            path.replace(bags[year])
            yield Bag(bags[year], len(documents[year]), is_new=True)
    finally:
        # What is whole has its name by now.
        for path in aside.values():
            shutil.rmtree(path, ignore_errors=True)


def _parts(package: Mapping[str, Any], year: int) -> Iterator[dict[str, Any]]:
    """Yield the Parquet files of a year."""
    for resource in package["resources"]:
        for part in resource.get("files", ()):
            if Path(part["path"]).parent.name == f"fiscal_year={year}":
                yield part


def _name(year: int, documents: Sequence[tuple[str, str, str]], parts: Sequence[Mapping[str, Any]]) -> str:
    content = hashlib.sha256()
    for digest in sorted([*(sha256 for sha256, _, _ in documents), *(part["hash"] for part in parts)]):
        content.update(digest.encode() + b"\n")
    return f"gongkai-{year or 'year-unknown'}-{content.hexdigest()[:12]}"


def _split_csv(out: Path, folders: Mapping[int, Path]) -> None:
    """Write the rows of each year into its own folder, in one walk over the files."""
    if not folders:
        return
    csv.field_size_limit(1 << 30)  # a cell's parts and a section's text are longer than the usual 128 kB
    for table in TABLES:
        with ExitStack() as files:
            source = csv.reader(
                files.enter_context((out / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline=""))
            )
            header = next(source)
            writers = {}
            for year, folder in folders.items():
                folder.mkdir(parents=True, exist_ok=True)
                target = (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="")
                writers[str(year)] = csv.writer(files.enter_context(target))
                writers[str(year)].writerow(header)
            for row in source:
                if row[0] in writers:
                    writers[row[0]].writerow(row)


def _copy_sources(
    folder: Path, documents: Sequence[tuple[str, str, str]], sources: Callable[[str], Iterable[Path]]
) -> None:
    for sha256, document_id, name in documents:
        suffix = Path(name).suffix.lower()
        target = folder / document_id[:2] / (document_id + (suffix if _SUFFIX.fullmatch(suffix) else ""))
        for path in sources(sha256):
            if path.is_file() and _copy(path, target, f"sha256:{sha256}", must_match=False):
                break
        else:
            target.unlink(missing_ok=True)
            raise SourceGoneError(
                f"{name} is no longer where it was read, or has changed; extract it again, then archive"
            )


def _copy(source: Path, target: Path, expected: str, *, must_match: bool = True) -> bool:
    """Copy a file; tell whether it has the digest expected."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            digest.update(block)
            writing.write(block)
    if f"sha256:{digest.hexdigest()}" == expected:
        return True
    if must_match:
        raise SourceGoneError(f"{source} has changed since it was published; run gongkai extract again")
    return False


def _copy_code(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in _CODE:
        source = _HOME / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif source.is_file():
            shutil.copyfile(source, folder / name)


def _title(year: int) -> str:
    return (
        f"Budgets and accounts of Chinese government departments, {f'fiscal year {year}' if year else 'year unknown'}"
    )


def _readme(year: int, count: int, manifest: Mapping[str, Any]) -> str:
    return _README.format(title=_title(year), count=count, release=manifest["gongkai"], python="3.11 or newer")


def _seal(bag: Path, year: int, manifest: Mapping[str, Any], today: datetime.date) -> None:
    """Write the tag files: what a bag says of itself, and the digests of all it holds."""
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    versions = ", ".join(f"{stage} {version}" for stage, version in manifest["versions"].items())
    information = {
        "Bag-Software-Agent": f"gongkai {manifest['gongkai']} ({versions})",
        "Bagging-Date": today.isoformat(),
        "Bag-Group-Identifier": "gongkai",
        "External-Identifier": bag.name.removeprefix("."),
        "External-Description": _title(year),
        "Payload-Oxum": f"{sum(path.stat().st_size for path in payload)}.{len(payload)}",
    }
    (bag / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    (bag / "bag-info.txt").write_text("".join(f"{key}: {value}\n" for key, value in information.items()), "utf-8")
    _write_digests(bag, payload, "manifest-sha256.txt")
    _write_digests(bag, sorted(path for path in bag.iterdir() if path.is_file()), "tagmanifest-sha256.txt")


def _write_digests(bag: Path, paths: Iterable[Path], name: str) -> None:
    with (bag / name).open("w", encoding="utf-8") as manifest:
        for path in paths:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            manifest.write(f"{digest}  {_encoded(path.relative_to(bag).as_posix())}\n")


def _encoded(path: str) -> str:
    """Return a path as a manifest has it (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
