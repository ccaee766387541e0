"""What a publication says of itself; light to import, so that a run with nothing to do ends at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, overload

import msgspec

MANIFEST = "manifest.json"
PACKAGE = "datapackage.json"
DATABASE = "gongkai.duckdb"

#: Folders under OUT that hold a publication in the making and the one it replaces.
STAGING = ".staging"
REPLACED = ".replaced"

#: The line of the manifest after which each document has a line of its own.
_DOCUMENTS = ' "documents": [\n'


class Entries(Sequence[dict[str, Any]]):
    """The documents of a manifest, read from the file one by one each time: there may be millions."""

    def __init__(self, path: Path, start: int, count: int) -> None:
        self._path = path
        self._start = start
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        with self._path.open("rb") as file:
            file.seek(self._start)
            for line in islice(file, self._count):
                yield msgspec.json.decode(line.rstrip(b",\n"))

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return list(self)[index]
        return next(islice(self, index if index >= 0 else index + self._count, None))


def read_manifest(out: Path) -> dict[str, Any] | None:
    """Return the manifest of the publication under `out`, or None where there is none.

    `documents` are `Entries`: their lines are read as they are asked for.
    """
    path = out / MANIFEST
    head: list[str] = []
    start = 0
    try:
        with path.open("rb") as file:
            for line in file:
                start += len(line)
                if line == _DOCUMENTS.encode():
                    break
                head.append(line.decode())
        manifest = json.loads("".join(head).rstrip().rstrip(",") + "}")
        manifest["documents"] = Entries(path, start, manifest["document_count"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if isinstance(manifest, dict) else None


def write_manifest(path: Path, about: Mapping[str, Any], entries: Path, count: int) -> None:
    """Write a manifest: what `about` says, then the documents, each a line of the file `entries`."""
    head = json.dumps({**about, "document_count": count}, ensure_ascii=False, indent=1)
    with path.open("w", encoding="utf-8") as manifest, entries.open(encoding="utf-8") as lines:
        manifest.write(head.removesuffix("\n}") + ",\n" + _DOCUMENTS)
        for number, line in enumerate(lines, 1):
            manifest.write(line if number == count else line.rstrip("\n") + ",\n")
        manifest.write(" ]\n}\n")


def is_whole(out: Path) -> bool:
    """Tell whether every file that the data package names is there with its size."""
    try:
        package = json.loads((out / PACKAGE).read_text("utf-8"))
        files = [file for resource in package["resources"] for file in resource.get("files", [resource])]
        whole = all((out / file["path"]).stat().st_size == file["bytes"] for file in files)
    except (OSError, ValueError, KeyError):
        return False
    return whole and (out / DATABASE).is_file()


def recover(out: Path) -> None:
    """Tidy up after a run that was killed while it published: bring back what it had put aside."""
    replaced = out / REPLACED
    if replaced.is_dir() and not (out / MANIFEST).is_file():
        # The manifest is put aside first and comes last: the new publication was not whole.
        inside = [path for path in replaced.rglob("*") if path.is_file()]
        parts = {path.relative_to(replaced).parts for path in inside}
        tops = {Path(*each[:2]) if each[0] == "parquet" else Path(*each) for each in parts}
        for part in sorted(tops, key=lambda part: part.as_posix() == MANIFEST):
            place = out / part
            if place.is_dir():
                shutil.rmtree(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            (replaced / part).replace(place)
    for leftover in (out / STAGING, replaced):
        if leftover.is_dir():
            shutil.rmtree(leftover)
