"""The inputs that fuzzing begins with, made on the spot."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def write_corpus(target: str, folder: Path) -> None:
    """Write the first inputs of a target."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(_contents(target)):
        (folder / f"seed-{number:03}").write_bytes(content)


def _contents(target: str) -> Iterator[bytes]:
    chance = random.Random(2026)
    if target in ("pdf", "head"):
        hostile = _hostile()
        small = hostile.Size(objects=40, pages=3, line=1 << 10, bomb=1 << 12, depth=40)
        for _, content, _ in (*hostile.hostile_pdfs(small), *hostile.hostile_others(small)):
            yield content[:20_000]
    elif target == "plaintext":
        for path in sorted((_ROOT / "samples").glob("*.txt")):
            text = path.read_bytes()
            for start in range(0, min(len(text), 60_000), 3_000):
                yield b"\0" + text[start : start + 3_000]
    # The other targets read bytes as choices.
    yield from (chance.randbytes(size) for size in (8, 64, 200, 400, 1_000, 2_000))


def _hostile():  # type: ignore[no-untyped-def]
    """Return the module that writes hostile files for the tests."""
    path = _ROOT / "tests" / "pipeline" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look for it there.
    sys.modules["hostile"] = module
    spec.loader.exec_module(module)
    return module
