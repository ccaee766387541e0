"""Render docs/seams.md: every reason by which pages are joined, with its weight.

    python -m publish.seam_page --write | --check

The reasons are the settings of `normalize.chain` and `normalize.rejoin`; the
text beside each is the note under it in the source.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from normalize.chain import ChainSettings
from normalize.rejoin import RejoinSettings

PAGE = Path(__file__).parents[1] / "docs" / "seams.md"

_HEAD = """# Seams

A seam is a page boundary between two pages that both carry a table. Two questions are asked there, and each answer is a
row of the `seams` table with its evidence. The weights of the reasons found are added up; positive means yes. The
further the sum is from zero, the higher the confidence.

This page is made from the code (`make format`).
"""


def page() -> str:
    """Return the text of the page."""
    parts = [_HEAD]
    parts.append("## Is it one table?\n\n" + "\n".join(_rows(ChainSettings)) + "\n")
    parts.append("## Is it one row?\n\n" + "\n".join(_rows(RejoinSettings)) + "\n")
    return "\n".join(parts)


def _rows(settings: type) -> Iterator[str]:
    notes = _notes(settings)
    yield "| reason | weight | what it says |"
    yield "|---|---|---|"
    for each in fields(settings):
        yield f"| `{each.name}` | {each.default} | {notes.get(each.name, '').replace('|', chr(92) + '|')} |"


def _notes(settings: type) -> dict[str, str]:
    """Return the note under each field of a settings class, lines joined."""
    [tree] = ast.parse(inspect.getsource(settings)).body
    assert isinstance(tree, ast.ClassDef)
    notes: dict[str, str] = {}
    name = None
    for statement in tree.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            notes[name] = " ".join(str(statement.value.value).split())
            name = None
    return notes


def main(arguments: list[str]) -> int:
    """Write the page, or tell whether it is fresh."""
    if arguments == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if arguments == ["--check"]:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write("docs/seams.md is stale; run make format\n")
        return 1
    sys.stderr.write("usage: python -m publish.seam_page --write | --check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
