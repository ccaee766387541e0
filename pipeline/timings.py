"""What documents cost: seconds by stage, kept beside the shards and out of the published tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

from pipeline.tasks import Outcome


class Cost(TypedDict, total=False):
    """Cost of one document; a stage that an earlier run did keeps what it cost then."""

    pages: int
    extract_seconds: float
    normalize_seconds: float


class Timings:
    """Costs by document_id, in OUT/shards/timings.json."""

    def __init__(self, out: Path) -> None:
        self._path = out / "shards" / "timings.json"
        self.costs: dict[str, Cost] = {}
        if self._path.is_file():
            self.costs = json.loads(self._path.read_text("utf-8"))

    def add(self, document_id: str, outcome: Outcome) -> None:
        """Note what a document cost in this run."""
        cost = self.costs.setdefault(document_id, {})
        cost["pages"] = outcome.pages
        if outcome.extract_seconds is not None:
            cost["extract_seconds"] = round(outcome.extract_seconds, 4)
        if outcome.normalize_seconds is not None:
            cost["normalize_seconds"] = round(outcome.normalize_seconds, 4)

    def save(self) -> None:
        """Write the file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_suffix(".tmp")
        aside.write_text(json.dumps(self.costs, indent=0, sort_keys=True), "utf-8")
        aside.replace(self._path)
