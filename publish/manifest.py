"""What a publication says of itself; light to import, so that a run with nothing to do ends at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
PACKAGE = "datapackage.json"
DATABASE = "gongkai.duckdb"


def is_whole(out: Path) -> bool:
    """Tell whether every file that the data package names is there with its size."""
    try:
        package = json.loads((out / PACKAGE).read_text("utf-8"))
        files = [file for resource in package["resources"] for file in resource.get("files", [resource])]
        whole = all((out / file["path"]).stat().st_size == file["bytes"] for file in files)
    except (OSError, ValueError, KeyError):
        return False
    return whole and (out / DATABASE).is_file()


def read_manifest(out: Path) -> dict[str, Any] | None:
    """Return the manifest of the publication under `out`, or None where there is none."""
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None
