"""Render docs/checks.md: every check, what it says, over what, within which tolerance.

    python -m publish.check_page --write | --check

The text is that of `normalize.checks.catalogue`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from normalize.checks.catalogue import CATALOGUE, TOLERANCES
from publish.pages import render_command

_HEAD = """# Checks

What a printed document says of itself, and whether it holds. `gongkai check OUT` tells what failed; the `findings` table
has every outcome.

- **pass**: the identity closes; zeros alone are not counted. What rounding may leave is allowed for and named.
- **fail**: both sides cannot be true (error), probably are not (warn), or look odd (info). A failed sum does not say which
  side is wrong, unless a second failure agrees with it on one number and one value of it; then both say so. The cause is
  `document` where other engines read the same numbers in the same cells, `reading` where another engine's reading closed
  it (that reading was then taken), else `unknown`. `gongkai check` prints it in brackets: [原文如此] for `document`,
  [识读已更正] for `reading`, [原因未定] for `unknown`.
- **not_applicable**: the document prints a table of the check but nothing to compare; told once a check and document.
- **insufficient**: a side is blank or was cut by a page, or the layout is not certain; told once a check and table.

A blank is not zero: a sum with a blank part fails only where other rows of the table close with blanks.

A table is certified where every number of it that is not zero stands in an identity that closes, at least one of them a
sum within the table, and none fails. `identities_closed` counts the linearly independent ones.

This page is made from the code (`make format`).
"""

_GROUPS = {
    "N": "Prose (N)",
    "B": "Budget tables (B)",
    "F": "Final accounts (F)",
    "P": "Projects and performance (P)",
    "G": "Procurement (G)",
    "A": "Assets (A)",
    "D": "The document (D)",
    "T": "Other tables (T)",
    "C": "Corrections (C)",
    "X": "Across documents (X), told by `gongkai check`",
}


def page() -> str:
    """Return the text of the page."""
    parts = [_HEAD]
    parts.append("## Tolerances\n\n" + "\n".join(f"- **{name}**: {text}" for name, text in TOLERANCES.items()) + "\n")
    for letter, group in groupby(CATALOGUE.values(), key=lambda each: each.id[0]):
        rows = [
            (each.id, each.zh, each.en, ", ".join(each.inputs), each.tolerance, each.severity, each.not_applicable)
            for each in group
        ]
        parts.append(f"## {_GROUPS[letter]}\n\n" + "\n".join(_table(rows)) + "\n")
    return "\n".join(parts)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "| check | 内容 | says | over | tolerance | severity | silent where |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


if __name__ == "__main__":
    sys.exit(render_command("checks.md", page(), "publish.check_page"))
