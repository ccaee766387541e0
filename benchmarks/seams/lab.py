"""The pagination lab: one content on many pages, its records compared with what the content says."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pypdfium2

from extract.documents import read
from normalize.records import Records
from normalize.schema import Seam
from normalize.walk import normalize_document
from samples.generator import Disclosure, differences, dump_text, random_layout, random_plan, typeset_pdf
from samples.generator.office import print_pdf, random_office_layout
from samples.lab import CONTENTS
from samples.lab.neighbours import NEIGHBOURS

Typesetter: TypeAlias = Literal["typst", "office", "text"]
"""Two that make PDF, and the converter's text of a Hebei-style disclosure."""

#: Tables of records that must not depend on pages.
COMPARED = (
    "tables", "lines", "projects", "spending_plan", "indicators", "procurement", "assets", "institutions", "sections",
    "glossary",
)  # fmt: skip

#: Not compared: a list without a unit line takes the document's, and its amounts say whether the unit is right; what
#: stands before the first heading is a section where there is any.
_IGNORED = frozenset({"unit", "section_no"})

#: Points that the lower rule of a table may lie below the type area.
_RULE_WIDTH = 2.0

#: Below this a decision counts as near its threshold.
UNSURE = 0.7


def typst_pdf(content: Disclosure, seed: int) -> bytes:
    """Return the content as typst sets it in the layout of a seed.

    A row taller than the page is cut also where rows are kept whole, as office
    programs do; typst lets it run over the page number and off the paper.
    """
    layout = random_layout(seed, running_head=content.title)
    pdf = typeset_pdf(content, layout)
    if not layout.breakable_rows and _reaches_into_margin(pdf, layout.margin):
        pdf = typeset_pdf(content, replace(layout, breakable_rows=True))
    return pdf


def _reaches_into_margin(pdf: bytes, margin: float) -> bool:
    """Tell whether a rule is drawn in the lower margin of some page; the margin is in points."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return any(
            each.get_bounds()[1] < margin - _RULE_WIDTH
            for page in document
            for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        )


def office_pdf(content: Disclosure, seed: int) -> bytes:
    """Return the content as the office typesetter prints it in the layout of a seed."""
    return print_pdf(content, random_office_layout(seed, running_head=content.title), seed=seed)


#: Every content by name.
MAKERS: Mapping[str, Callable[[int], Disclosure]] = {**CONTENTS, **NEIGHBOURS}


def converted_text(content: Disclosure, seed: int) -> bytes:
    """Return the content as a converter writes it down, pages ended by the plan of a seed."""
    # Asterisks of bold words are kept as printed; a PDF has none to compare with.
    text, _ = dump_text(content, replace(random_plan(content, seed), bold=False))
    return text.encode()


TYPESETTERS: Mapping[Typesetter, Callable[[Disclosure, int], bytes]] = {
    "typst": typst_pdf,
    "office": office_pdf,
    "text": converted_text,
}

#: Contents that converters' texts were seen of; spans leave no trace there, so that other layouts cannot be told.
IN_TEXT = ("county", "hebei")


def printable(typesetter: Typesetter, names: Iterable[str]) -> list[str]:
    """Return the contents among some that the typesetter can set."""
    return [name for name in names if typesetter != "text" or name in IN_TEXT]


#: Paginations that are read wrongly today, and why; `tests/lab` says when one is mended.
KNOWN_FAILURES: Mapping[tuple[Typesetter, str, int], str] = {
    ("office", "beijing_units", 42206): "names cut by a page's end stand in the middle of cells over many pages",
    ("office", "beijing_units", 41062): "two sums of a project stand far from the middle of their cells",
    ("office", "beijing_units", 50020): "goals that fill the first page alone lose what the second page shows of them",
    ("office", "guangdong", 3106): "a project's first page prints five characters of its goals and nothing else of it",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One content, typeset once and read again."""

    typesetter: Typesetter
    content: str
    seed: int
    different: Mapping[str, tuple[list[dict[str, str]], list[dict[str, str]]]]
    """By table: records missing, records that should not be there; {} where all agree."""
    seams: tuple[Seam, ...]
    surplus: int
    """Tables read beyond those the content has; negative where tables were merged."""

    @property
    def unsure(self) -> list[Seam]:
        """Seams decided near the threshold."""
        return [each for each in self.seams if each.confidence < UNSURE]


def read_bytes(document: bytes) -> Records:
    """Return the records of a PDF or a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(document)
        return normalize_document(read(path, name=path.name))


def trial(typesetter: Typesetter, content: str, seed: int) -> Trial:
    """Typeset one content of the lab in the layout of a seed, read it, and compare."""
    told = MAKERS[content](seed)
    records = read_bytes(TYPESETTERS[typesetter](told, seed))
    stated = replace(told, facts=_below_headings(told.facts))
    read = _below_headings(records.tables)
    names = [name for name in COMPARED if name in stated.facts or read[name]]
    different = differences(read, stated, names, ignored=_IGNORED)
    surplus = len(records.tables["tables"]) - len(told.facts["tables"])
    return Trial(typesetter, content, seed, different, tuple(records.tables["seams"]), surplus)


def _below_headings(tables: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the records without the sections that no heading opens: a document's title and what stands above it."""
    made = {name: tuple(rows) for name, rows in tables.items()}
    made["sections"] = tuple(each for each in made.get("sections", ()) if each.level > 0)
    return made


@dataclass(slots=True)
class Tally:
    """What a run of the lab found."""

    trials: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    unsure: int = 0
    merged: int = 0
    split: int = 0
    failed: list[Trial] = field(default_factory=list)

    def add(self, each: Trial) -> None:
        """Count one trial."""
        self.trials += 1
        self.decisions.update(seam.decision for seam in each.seams)
        self.unsure += len(each.unsure)
        self.merged += max(0, -each.surplus)
        self.split += max(0, each.surplus)
        if each.different:
            self.failed.append(each)


def run(typesetter: Typesetter, seeds: range, contents: list[str] | None = None) -> Iterator[Trial]:
    """Yield a trial for each seed, contents in turn."""
    names = printable(typesetter, contents or CONTENTS)
    for seed in seeds if names else ():
        yield trial(typesetter, names[seed % len(names)], seed)


def said(each: Trial, limit: int = 3) -> Iterator[str]:
    """Yield lines that say how a failed trial differs."""
    for name, (missing, extra) in each.different.items():
        yield f"{each.typesetter} {each.content} seed {each.seed}: {name} -{len(missing)} +{len(extra)}"
        for sign, rows in (("-", missing), ("+", extra)):
            for row in rows[:limit]:
                other = (extra if sign == "-" else missing)[:1]
                own = {key: value for key, value in row.items() if not other or other[0].get(key) != value}
                yield f"    {sign} {own}"[:300]
