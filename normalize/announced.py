"""The statutory tables that a document's own contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.folding import fold
from normalize.kinds import kind_in_accounts, kind_of_caption
from normalize.records import Records

_CONTENTS = re.compile(r"^目录")
_LEADERS = re.compile(r"[.…·。]{3,}.*$|\d{1,3}$")
_ENTRY = re.compile(
    r"^(?:表?[一二三四五六七八九十\d]+[、.．)]|\([一二三四五六七八九十]+\)|附?表\d+[:：]?)?(?P<name>.{3,40}表)$"
)
_STATUTORY = frozenset({"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9"})


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
        lines = [fold(line) for line in section.text.split("\n")]
        start = next((at for at, line in enumerate(lines) if _CONTENTS.match(line)), len(lines))
        for line in lines[start + 1 :]:
            found = _ENTRY.match(_LEADERS.sub("", line))
            named = kind_of_caption(found["name"]) if found else None
            if found is None or named is None or named[0] not in _STATUTORY:
                continue
            kind = kind_in_accounts(named[0]) if final else named[0]
            if kind not in told:
                told.add(kind)
                printed = kind in kinds or any(found["name"] in title for title in titles)
                yield Announced(found["name"], kind, printed, next(iter(section.pages), None))
