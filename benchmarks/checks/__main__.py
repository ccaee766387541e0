"""Plant errors into the samples and count what the checks and the second reading make of them.

    python -m benchmarks.checks [errors, 1000] [misreadings, 200] [--missed]

An error is **caught** where a check fails that passed before; it **cannot be
caught** where none of the numbers concerned stands in an identity of the clean
document; else it is **missed**. `--missed` lists those. The clean samples must
raise no alarm.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from benchmarks.checks.planting import KINDS, Planted, plant_error
from extract.documents import read, reread
from extract.engines import Engine
from extract.records import Extracted, Page
from normalize.checks import outcomes_of
from normalize.checks.sheets import sheets_of
from normalize.folding import fold
from normalize.records import Records
from normalize.walk import normalize_document
from pipeline.second_reading import review

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").iterdir() if path.suffix == ".pdf")


@cache
def clean(index: int) -> tuple[Extracted, Records]:
    """Return a sample as it is."""
    extracted = read(SAMPLES[index], name=SAMPLES[index].name)
    return extracted, normalize_document(extracted)


def failures(records: Records) -> Counter[tuple[str, str]]:
    """Return the failed checks, each with its message."""
    return Counter((each.check_id, each.message) for each in records.tables["findings"] if each.verdict == "fail")


@cache
def checked_numbers(index: int) -> frozenset[tuple[int, str]]:
    """Return the printed numbers of a sample that stand in an identity that closes, with their pages."""
    _, records = clean(index)
    passed = [each.identity for each in outcomes_of(records, sheets_of(records)) if each.verdict == "pass"]
    return frozenset(
        (page, _bare(figure.text)) for each in passed for figure in (each.whole, *each.parts) for page in figure.pages
    )


def _bare(text: str) -> str:
    bare = fold(text).replace(",", "")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare


def tried(seed: int) -> tuple[str, str, str]:
    """Plant one error; return its kind, what came of it, and where it is."""
    index, kind = seed % len(SAMPLES), KINDS[seed // len(SAMPLES) % len(KINDS)]
    extracted, records = clean(index)
    planted = plant_error(extracted, kind, random.Random(seed))
    found = failures(normalize_document(planted.extracted)) - failures(records)
    concerned = {(planted.page or 0, _bare(text)) for text in (planted.before, *planted.others)}
    outcome = "caught" if found else "missed" if concerned & checked_numbers(index) else "cannot be caught"
    return kind, outcome, _told(index, planted)


def repaired(seed: int) -> tuple[str, str, str]:
    """Plant one error into the first reading alone; return its kind and what the second reading made of it."""
    index, kind = seed % len(SAMPLES), KINDS[seed // len(SAMPLES) % len(KINDS)]
    extracted, records = clean(index)
    planted = plant_error(extracted, kind, random.Random(seed))
    first = normalize_document(planted.extracted)
    if not failures(first) - failures(records):
        return kind, "no check failed", _told(index, planted)
    done = review(planted.extracted, first, lambda pages, engine: _pages(index, pages, engine))
    causes = {each.cause for each in done.records.tables["findings"]}
    if done.taken and not failures(done.records) - failures(records) and "reading" in causes:
        same = done.records.tables["lines"] == records.tables["lines"]
        return kind, "repaired" if same else "closed with other lines", _told(index, planted)
    left = {each.cause for each in done.records.tables["findings"] if each.verdict == "fail"}
    return kind, f"left: {' '.join(sorted(str(each) for each in left))}", _told(index, planted)


@cache
def _page(index: int, number: int, engine: Engine) -> Page:
    [page] = reread(SAMPLES[index], [number], engine)
    return page


def _pages(index: int, numbers: Sequence[int], engine: Engine) -> list[Page]:
    return [_page(index, number, engine) for number in numbers]


def _told(index: int, planted: Planted) -> str:
    return f"{SAMPLES[index].name[:3]} p{planted.page} row {planted.row} {planted.before!r} -> {planted.after!r}"


def _table(title: str, results: Sequence[tuple[str, str, str]]) -> None:
    outcomes = sorted({outcome for _, outcome, _ in results})
    counts = Counter((kind, outcome) for kind, outcome, _ in results)
    print(f"\n{title:24}" + "".join(f"{outcome:>26}" for outcome in outcomes))
    for kind in KINDS:
        print(f"{kind:24}" + "".join(f"{counts[kind, outcome]:26}" for outcome in outcomes))
    print(f"{'all':24}" + "".join(f"{sum(counts[kind, outcome] for kind in KINDS):26}" for outcome in outcomes))


def main(arguments: Sequence[str]) -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks")
    parser.add_argument("errors", nargs="?", type=int, default=1000)
    parser.add_argument("misreadings", nargs="?", type=int, default=200)
    parser.add_argument("--missed", action="store_true", help="list what was missed or left")
    asked = parser.parse_args(arguments)
    alarms = {path.name: failures(clean(index)[1]).total() for index, path in enumerate(SAMPLES)}
    for name, count in alarms.items():
        print(f"{count} failures in the clean {name}")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        planted = list(pool.map(tried, range(asked.errors), chunksize=10))
        misread = list(pool.map(repaired, range(asked.misreadings), chunksize=5))
    _table("error planted", planted)
    _table("number misread", misread)
    if asked.missed:
        for kind, outcome, told in (*planted, *misread):
            if outcome not in ("caught", "repaired", "no check failed"):
                print(kind, outcome, told)
    if any(alarms.values()):
        sys.exit("a clean sample raises an alarm")


if __name__ == "__main__":
    main(sys.argv[1:])
