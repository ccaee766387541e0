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

from normalize.chain import ChainSettings
from normalize.rejoin import RejoinSettings
from publish.pages import render_command

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


if __name__ == "__main__":
    sys.exit(render_command("seams.md", page(), "publish.seam_page"))
