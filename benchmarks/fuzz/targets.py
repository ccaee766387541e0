"""What is fuzzed: a function of bytes that raises only where our code is wrong."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import atheris
import msgspec

from benchmarks.fuzz.pieces import PIECES

with atheris.instrument_imports(include=["extract", "normalize"]):
    from extract.documents import read
    from extract.errors import SourceError
    from extract.plaintext import read_plaintext
    from extract.records import Extracted, Grid, Page, Paragraph, Source, TextLine
    from extract.sniff import sniff
    from normalize.codes import split_code
    from normalize.mentions import mentions_in
    from normalize.money import AmountError, find_unit, parse_amount
    from normalize.numbering import chinese_number, parse_ordinal
    from normalize.targets import parse_target
    from normalize.walk import normalize_document
    from pipeline.shards import check_shard
    from publish.columnar import check_records

SAMPLES = Path(__file__).parents[2] / "samples"

_MOST_REPEATS = 2_000
"""Of one piece: what takes time squared in the length shows."""


def pdf(data: bytes) -> None:
    """Read the bytes as a file named PDF, and publish what was read."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        try:
            extracted = read(Path(file.name), name="x.pdf")
        except SourceError:
            return
    _publish(extracted)


def head(data: bytes) -> None:
    """Tell what a file is."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        with suppress(SourceError):
            assert sniff(Path(file.name))


def plaintext(data: bytes) -> None:
    """Read a text made of the bytes, or of pieces that they choose, and publish it."""
    given = atheris.FuzzedDataProvider(data)
    content = _text(given).encode("utf-8", "ignore") if given.ConsumeBool() else data[1:]
    try:
        pages = read_plaintext(content)
    except SourceError:
        return
    _publish(Extracted(_source("text"), pages, "text"))


def numbers(data: bytes) -> None:
    """Parse a text as whatever a cell may hold."""
    given = atheris.FuzzedDataProvider(data)
    text, other = _text(given), _text(given, most=3)
    with suppress(AmountError):
        parse_amount(text, unit=find_unit(other) or "yuan")
    parse_target(text, operator_text=other, unit_text=other)
    parse_ordinal(text)
    chinese_number(text)
    mentions_in(text)
    split_code(text)


def pages(data: bytes) -> None:
    """Publish pages of a sample with texts, grids and pages changed, moved or gone."""
    given = atheris.FuzzedDataProvider(data)
    documents = _documents()
    document = documents[given.ConsumeIntInRange(0, len(documents) - 1)]
    count = given.ConsumeIntInRange(1, 6)
    begin = given.ConsumeIntInRange(0, max(0, len(document.pages) - 1))
    chosen = [_changed(page, given) for page in document.pages[begin : begin + count]]
    if given.ConsumeBool():
        chosen.insert(given.ConsumeIntInRange(0, len(chosen)), chosen[-1])
    if given.ConsumeBool():
        chosen.reverse()
    numbered = (dataclasses.replace(page, number=number) for number, page in enumerate(chosen, 1))
    _publish(Extracted(document.source, tuple(numbered), document.reader))


def _changed(page: Page, given: Any) -> Page:
    kept_grids = tuple(_changed_grid(grid, given) for grid in page.grids if given.ConsumeIntInRange(0, 7))
    kept = tuple(_changed_paragraph(each, given) for each in page.paragraphs if given.ConsumeIntInRange(0, 7))
    return dataclasses.replace(page, grids=kept_grids, paragraphs=kept)


def _changed_paragraph(paragraph: Paragraph, given: Any) -> Paragraph:
    if given.ConsumeIntInRange(0, 7) != 1:
        return paragraph
    return msgspec.structs.replace(paragraph, lines=(TextLine(_text(given, most=4), paragraph.box),))


def _changed_grid(grid: Grid, given: Any) -> Grid:
    """Change what cells say; they go on covering every slot once."""
    cells = list(grid.cells)
    for _ in range(given.ConsumeIntInRange(0, 6)):
        at = given.ConsumeIntInRange(0, len(cells) - 1)
        cell = cells[at]
        lines = tuple(TextLine(text, cell.box) for text in (_text(given, most=3),) if text)
        cells[at] = type(cell)(cell.row, cell.column, cell.row_span, cell.column_span, lines, cell.box)
    return dataclasses.replace(grid, cells=tuple(cells))


def _text(given: Any, most: int = 24) -> str:
    parts = []
    for _ in range(given.ConsumeIntInRange(0, most)):
        kind = given.ConsumeIntInRange(0, 9)
        if kind == 0:
            parts.append(given.ConsumeUnicodeNoSurrogates(12))
        elif kind == 1:
            parts.append(
                PIECES[given.ConsumeIntInRange(0, len(PIECES) - 1)] * given.ConsumeIntInRange(1, _MOST_REPEATS)
            )
        else:
            parts.append(PIECES[given.ConsumeIntInRange(0, len(PIECES) - 1)])
    return "".join(parts)


@cache
def _documents() -> tuple[Extracted, ...]:
    return tuple(_read_samples())


def _read_samples() -> Iterator[Extracted]:
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".pdf", ".txt"):
            yield read(path, name=path.name)


def _publish(extracted: Extracted) -> None:
    records = normalize_document(extracted)
    check_records(records)
    check_shard(records)


def _source(kind: str) -> Source:
    return Source(f"x.{kind}", "0" * 64, 1, kind)


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed, and how long an input may be and take."""

    run: Callable[[bytes], None]
    bytes: int
    seconds: int
    """Of CPU, beyond which an input counts as a hang."""


TARGETS = {
    "pdf": Target(pdf, 20_000, 30),
    "head": Target(head, 70_000, 10),
    "plaintext": Target(plaintext, 4_000, 30),
    "numbers": Target(numbers, 400, 10),
    "pages": Target(pages, 2_000, 60),
}
