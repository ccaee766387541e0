"""Write a page of docs/ that is made from the code, or tell whether it is stale."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def render_command(name: str, page: str, module: str) -> int:
    """Do what the command line asks for with the page docs/`name`; return the exit status.

    `--write` rewrites it; `--check` ends with 1 where it differs from `page`. `module` is what renders it.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=f"Render docs/{name} from the code.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="rewrite the page")
    mode.add_argument("--check", action="store_true", help="exit with 1 where the page is stale")
    path = DOCS / name
    if parser.parse_args().write:
        path.write_text(page, "utf-8")
        return 0
    if path.is_file() and path.read_text("utf-8") == page:
        return 0
    sys.stderr.write(f"docs/{name} is stale: run `make format`\n")
    return 1
