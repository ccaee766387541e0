"""The inputs that fuzzing begins with, made on the spot."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hostile import Size, hostile_others, hostile_pdfs

_ROOT = Path(__file__).parents[2]


def write_corpus(target: str, folder: Path) -> None:
    """Write the first inputs of a target."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(_contents(target)):
        (folder / f"seed-{number:03}").write_bytes(content)


def _contents(target: str) -> Iterator[bytes]:
    chance = random.Random(2026)
    if target in ("pdf", "head"):
        small = Size(objects=40, pages=3, line=1 << 10, bomb=1 << 12, depth=40)
        for _, content, _ in (*hostile_pdfs(small), *hostile_others(small)):
            yield content[:20_000]
    elif target == "plaintext":
        for path in sorted((_ROOT / "samples").glob("*.txt")):
            text = path.read_bytes()
            for start in range(0, min(len(text), 60_000), 3_000):
                yield b"\0" + text[start : start + 3_000]
    # The other targets read bytes as choices.
    yield from (chance.randbytes(size) for size in (8, 64, 200, 400, 1_000, 2_000))
