"""The committed samples are what the generator makes, each with its truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from normalize.schema import TABLES
from samples.build import FOLDER, files

MADE = dict(files())
DOCUMENTS = {name for name in MADE if "/" not in name}


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_committed_file_is_byte_for_byte_what_the_generator_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == MADE[name], "make the samples again: python -m samples.build"


def test_the_folder_holds_these_documents_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.suffix in {".pdf", ".txt"}} == DOCUMENTS


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_document_has_a_truth_in_the_words_of_the_schema(name: str) -> None:
    truth = json.loads((FOLDER / "truth" / f"{Path(name).stem}.json").read_text("utf-8"))
    assert set(truth["records"]) <= set(TABLES)
    assert {"documents", "tables", "sections"} <= set(truth["records"])


def test_the_samples_stay_small() -> None:
    assert sum(len(data) for data in MADE.values()) < 1_500_000
    assert sum(path.stat().st_size for path in (FOLDER / "fonts").iterdir()) < 1_500_000
