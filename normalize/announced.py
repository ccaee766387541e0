"""The statutory tables that a document's own contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.contents import entry_title, heads_contents
from normalize.folding import fold
from normalize.kinds import STATUTORY, kind_in_accounts, kind_of_caption
from normalize.records import Records
from normalize.table_numbers import without_table_number

_TABLE = re.compile(r"[^:,。;]{3,40}表")


@dataclass(frozen=True, slots=True)
class Announced:
    """A statutory table that the contents list."""

    name: str
    kind: str
    """As in `tables.kind`."""
    printed: bool
    """The document has a table of that kind, or one whose title has the name."""
    page: int | None
    """Where the contents begin."""


def announced_tables(records: Records) -> Iterator[Announced]:
    """Yield the statutory tables that the contents list, in their order, each kind once."""
    final = any(each.document_kind == "final_accounts" for each in records.tables["documents"])
    kinds = {each.kind for each in records.tables["tables"]}
    titles = {fold(each.title or "") for each in records.tables["tables"]}
    told: set[str] = set()
    for section in records.tables["sections"]:
        if section.level != 0:
            continue
        lines = [line.strip() for line in section.text.split("\n")]
        start = next(
            (at for at, line in enumerate(lines) if heads_contents(line) or fold(line).startswith("目录")), len(lines)
        )
        for at, line in enumerate(lines):
            name = without_table_number(entry_title(line))
            # Outside contents that say so, an entry is told from a sentence by its number or its page.
            is_entry = _TABLE.fullmatch(name) and (at > start or name != fold(line))
            named = kind_of_caption(name) if is_entry else None
            if named is None or named[0] not in STATUTORY:
                continue
            kind = kind_in_accounts(named[0]) if final else named[0]
            if kind not in told:
                told.add(kind)
                printed = kind in kinds or any(name in title for title in titles)
                yield Announced(name, kind, printed, next(iter(section.pages), None))
