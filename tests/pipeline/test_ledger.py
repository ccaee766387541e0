"""The ledger saves time; without it, nothing else is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.ledger import Ledger


def _noted(out: Path, source: Path) -> Path:
    with closing(Ledger(out)) as ledger:
        ledger.note_digest(source, source.stat(), "a" * 64)
        ledger.open()
    return out / "shards" / "ledger.sqlite"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "预算.pdf"
    path.write_bytes(b"x")
    return path


def test_where_a_source_was_seen_is_remembered(tmp_path: Path, source: Path) -> None:
    _noted(tmp_path, source)
    with closing(Ledger(tmp_path)) as ledger:
        assert list(ledger.paths("a" * 64)) == [source]


def test_a_damaged_ledger_knows_nothing_and_is_made_anew(tmp_path: Path, source: Path) -> None:
    path = _noted(tmp_path, source)
    path.write_bytes(b"not a database, whatever it is called" * 100)
    before = path.read_bytes()
    with closing(Ledger(tmp_path)) as ledger:
        assert ledger.digest(source, source.stat()) is None
        assert list(ledger.paths("a" * 64)) == []
        assert list(ledger.costs()) == []
    assert path.read_bytes() == before, "only who owns the folder writes"
    _noted(tmp_path, source)
    with closing(Ledger(tmp_path)) as ledger:
        assert list(ledger.paths("a" * 64)) == [source]


def test_a_ledger_that_somebody_holds_is_left_alone(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _noted(tmp_path, source)
    monkeypatch.setattr("pipeline.ledger.PATIENCE", 0.1)
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        with closing(Ledger(tmp_path)) as ledger:
            assert ledger.digest(source, source.stat()) is None
            with pytest.raises(OSError, match="locked"):
                ledger.open()
    with closing(Ledger(tmp_path)) as ledger:
        assert list(ledger.paths("a" * 64)) == [source]
