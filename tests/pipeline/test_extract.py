"""`gongkai extract` from the outside: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import msgspec
import pandas as pd
import pytest

from pipeline.batch import _Chosen, _fingerprint
from pipeline.ledger import Ledger
from pipeline.shards import read_records, write_records
from pipeline.sources import discover
from pipeline.versions import versions
from publish.manifest import recover

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]

FAILED = {"truncated.pdf", "empty.pdf", "picture.pdf", "page.html", "password.pdf"}


def _published(out: Path) -> dict[str, bytes]:
    files = (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_each_failure_has_its_own_reason_and_the_rest_is_done(
    first: subprocess.CompletedProcess[str], out: Path
) -> None:
    ended = first
    assert ended.returncode == 1, ended.stderr
    documents = pd.read_parquet(out / "parquet" / "documents").set_index("source_name")
    assert dict(documents.status == "failed") == {
        name: name in FAILED for name in [*FAILED, "好.pdf", "部门 一/text.txt"]
    }
    messages = documents.message[sorted(FAILED)]
    assert messages.notna().all()
    assert messages.is_unique
    assert all(f"failed: {name}: {message}" in ended.stdout for name, message in messages.items())
    assert list(documents.also_named["好.pdf"]) == ["部门 一/同一份.pdf"]
    assert documents.source_format["picture.pdf"] == "image"
    assert "README.md" in ended.stdout
    assert re.search(r"complete documents without any table: 2 \((?:好.pdf|部门 一/text.txt), ", ended.stdout)
    assert ended.stdout.splitlines()[0].split()[-2:] == ["passes", "failures"]
    assert ended.stderr.count("\n") == 7, "one line a document"
    assert not list((out / "logs").glob("*"))


def test_copies_of_a_document_that_cannot_be_read_are_named_with_it(gongkai: Gongkai, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.pdf").write_bytes(b"")
    ended = gongkai("extract", folder, "--out", tmp_path / "out")
    assert "failed: 0.pdf (also 1.pdf, 2.pdf, 3.pdf and 2 more): The file is empty" in ended.stdout
    assert "No document could be read" in ended.stdout


def test_complete_documents_end_with_0(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    ended = gongkai("extract", source / "部门 一" / "text.txt", "--out", tmp_path / "out")
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [["extract", "."], ["extract", "nowhere", "--out", "out"], ["extract", "", "--out", "out"], ["extract", ".", "--out", "out", "--jobs", "-1"],
     ["extract", ".", "--out", "out", "--limit-mb", "9" * 10], ["extract", ".", "--out", "out", "--engine", "magic"], ["show", ".", "x"], ["survey", "."], ["nonsense"], []],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_a_sentence(
    gongkai: Gongkai, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = gongkai(*arguments)
    assert ended.returncode == 2
    assert "gongkai" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_without_documents_says_so(gongkai: Gongkai, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    (folder / "README.md").write_text("x")
    ended = gongkai("extract", folder, "--out", tmp_path / "out")
    assert ended.returncode == 1
    assert "no documents" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_the_bytes_do_not_depend_on_workers_order_or_reruns(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    runs = {"here": ["--jobs", "0"], "one": ["--jobs", "1"], "three": ["--jobs", "3"]}
    for name, arguments in runs.items():
        gongkai("extract", source, *arguments, "--out", tmp_path / name)
    files = sorted(source.glob("*.pdf"))
    gongkai("extract", *files, "--out", tmp_path / "sorted")
    gongkai("extract", *reversed(files), "--jobs", "2", "--out", tmp_path / "grown")
    assert _published(tmp_path / "sorted") == _published(tmp_path / "grown")
    gongkai("extract", source, "--out", tmp_path / "grown")
    one = _published(tmp_path / "one")
    assert {Path(name).suffix for name in one} == {".csv", ".parquet"}
    for name in ("here", "three", "grown"):
        assert _published(tmp_path / name) == one


def test_a_finished_run_repeated_does_nothing(
    gongkai: Gongkai, source: Path, out: Path, first: subprocess.CompletedProcess[str]
) -> None:
    # The ledger notes now what had changed too short a time before the first run to be trusted.
    aside = (".lock", "ledger.sqlite")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.name not in aside}
    second = gongkai("extract", source, "--out", out)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert second.stderr == ""
    assert second.returncode == first.returncode
    assert "new documents: 0, kept from earlier runs: 7" in second.stdout


def test_a_new_document_is_the_only_one_read(
    gongkai: Gongkai, source: Path, out: Path, make_pdf: Callable[[str], bytes]
) -> None:
    (source / "新.pdf").write_bytes(make_pdf("a new one"))
    ended = gongkai("extract", source, "--out", out)
    assert ended.stderr.count("\n") == 1
    assert "新.pdf" in ended.stderr
    assert len(pd.read_parquet(out / "parquet" / "documents")) == 8


def test_a_lost_file_is_published_again_without_reading(gongkai: Gongkai, source: Path, out: Path) -> None:
    before = _published(out)
    (out / "csv" / "lines.csv").unlink()
    assert gongkai("extract", source, "--out", out).stderr == ""
    assert _published(out) == before


def test_a_run_publishes_its_sources_and_keeps_others_when_asked(
    gongkai: Gongkai, source: Path, out: Path, make_pdf: Callable[[str], bytes]
) -> None:
    before = _published(out)
    (source / "好.pdf").write_bytes(make_pdf("a new version"))
    (source / "empty.pdf").unlink()
    kept = gongkai("extract", source, "--keep", "--out", out)
    documents = pd.read_parquet(out / "parquet" / "documents")
    # The copy is its own document now, and empty.pdf is published though it has gone.
    assert sorted(documents.source_name) == sorted([*FAILED, "好.pdf", "部门 一/同一份.pdf", "部门 一/text.txt"])
    assert "left out" not in kept.stdout
    ended = gongkai("extract", source, "--out", out)
    assert "published before, but not among these sources: 1 (left out; " in ended.stdout
    assert "empty.pdf" not in set(pd.read_parquet(out / "parquet" / "documents").source_name)
    assert _published(out) != before


def test_a_shard_that_the_disk_has_damaged_is_made_again(gongkai: Gongkai, source: Path, out: Path) -> None:
    before = _published(out)
    shards = sorted((out / "shards").rglob("*.json.gz"))
    for shard in shards[::2]:
        shard.write_bytes(shard.read_bytes()[:-9])
    (out / "manifest.json").unlink()
    ended = gongkai("extract", source, "--out", out)
    assert ended.returncode == 1, ended.stderr
    assert _published(out) == before
    # Damaged pages are read anew when they are asked for.
    for shard in (out / "shards").rglob("*.json.gz"):
        if shard.name.startswith("records-"):
            shard.unlink()
        else:
            shard.write_bytes(b"")
    gongkai("extract", source, "--out", out)
    assert _published(out) == before


def test_a_publication_cut_in_the_middle_of_its_move_is_brought_back(out: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for part in ("manifest.json", "datapackage.json", "csv/lines.csv", "parquet/lines"):
        (out / ".replaced" / part).parent.mkdir(parents=True, exist_ok=True)
        (out / part).rename(out / ".replaced" / part)
    shutil.copytree(out / "parquet" / "cells", out / "parquet" / "lines")
    (out / ".staging" / "csv").mkdir(parents=True)
    recover(out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert not (out / ".staging").exists()


def test_what_a_killed_publication_put_aside_is_kept_when_asked(
    gongkai: Gongkai, source: Path, out: Path, tmp_path: Path
) -> None:
    (out / ".replaced").mkdir()
    (out / "manifest.json").rename(out / ".replaced" / "manifest.json")
    (source / "部门 一" / "text.txt").rename(tmp_path / "new.txt")
    gongkai("extract", tmp_path / "new.txt", "--keep", "--out", out)
    assert len(pd.read_parquet(out / "parquet" / "documents")) == 7


def test_a_new_reason_for_the_next_try_is_published(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    out, document = tmp_path / "out", source / "部门 一" / "text.txt"
    gongkai("extract", document, "--out", out)
    (shard,) = (out / "shards").rglob("records-*")
    records = read_records(shard)
    (row,) = records.tables["documents"]
    again = shard.with_name(shard.name.replace("records-", "again-"))
    stages, found = versions(), discover([document])
    told = []
    for message in ("one reason", "another reason"):
        records.tables["documents"] = [msgspec.structs.replace(row, status="failed", message=message)]
        write_records(again, records)
        chosen = _Chosen(row.document_id, (), None, again.relative_to(out).as_posix())
        told.append(_fingerprint(out, stages, found, [chosen]))
    assert told[0] != told[1]


def test_a_file_that_has_not_changed_is_not_read_again(gongkai: Gongkai, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = folder / "说明.txt"
    text.write_text("某某局2026年部门预算公开情况说明")
    os.utime(text, ns=(0, 0))
    while time.time_ns() - text.stat().st_ctime_ns < 2.1e9:
        time.sleep(0.1)
    gongkai("extract", folder, "--out", out)
    with closing(Ledger(out)) as ledger:
        assert ledger.digest(text, text.stat()) == hashlib.sha256(text.read_bytes()).hexdigest()
        text.write_text("某某局2027年部门预算公开情况说明")
        os.utime(text, ns=(0, 0))
        assert ledger.digest(text, text.stat()) is None, "same size, same time of change, other content"


def test_a_renamed_file_is_published_under_its_new_name(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    gongkai("extract", source / "部门 一", "--out", out)
    (source / "部门 一" / "text.txt").rename(source / "部门 一" / "说明.txt")
    gongkai("extract", source / "部门 一", "--out", out)
    assert "说明.txt" in set(pd.read_parquet(out / "parquet" / "documents").source_name)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_goes_on_where_it_was(
    gongkai: Gongkai, tmp_path: Path, make_pdf: Callable[[str], bytes], how: signal.Signals
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(24):
        (source / f"{number}.pdf").write_bytes(make_pdf(f"Budget {number}"))
    command = [*_command(), "extract", str(source), "--out", str(out), "--jobs", "1"]
    # Where the tests run in the background of a shell, SIGINT is ignored, and children would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(how)
        rest = process.stderr.read()
        process.wait(60)
    assert process.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
    assert ("what was done is kept" in rest) == (how == signal.SIGINT)
    assert not (out / "manifest.json").exists()
    _wait_for_orphans(out)
    ended = gongkai("extract", source, "--out", out)
    assert 0 < ended.stderr.count("\n") < 24
    whole = tmp_path / "whole"
    gongkai("extract", source, "--out", whole)
    assert _published(out) == _published(whole)


def _command() -> list[str]:
    import sys

    return [sys.executable, "-c", "import sys; from pipeline.commands import main; sys.exit(main())"]


def _wait_for_orphans(out: Path) -> None:
    """Wait until a worker that outlived its supervisor has ended: nothing changes any more."""
    seen: set[Path] = set()
    while (now := set(out.rglob("*"))) != seen:
        seen = now
        time.sleep(0.5)


def test_a_second_run_into_the_same_folder_is_refused(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    import fcntl

    out = tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = gongkai("extract", source, "--out", out)
    assert ended.returncode == 2
    assert "another run" in ended.stderr


def test_results_work_where_they_are_moved(out: Path, tmp_path: Path) -> None:
    moved = Path(shutil.move(out, tmp_path / "别处"))
    with duckdb.connect(str(moved / "gongkai.duckdb"), read_only=True) as database:
        assert database.sql("select count(*) from documents").fetchall() == [(7,)]


def test_the_manifest_leads_from_a_document_to_its_shards(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert all((out / entry["records_shard"]).is_file() for entry in manifest["documents"])
    assert {entry["source_name"] for entry in manifest["documents"] if entry["pages_shard"] is None} == FAILED
    assert manifest["skipped"] == ["README.md"]


def test_the_version_names_every_stage(gongkai: Gongkai) -> None:
    assert gongkai("--version").stdout.startswith("gongkai 0.1.0 (extract ")


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX systems")
def test_a_terminal_gets_a_bar(source: Path, tmp_path: Path) -> None:
    leader, follower = os.openpty()
    command = [*_command(), "extract", str(source), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower) as process:
        process.wait(120)
    os.close(follower)
    drawn = os.read(leader, 1 << 16).decode("utf-8", "replace")
    os.close(leader)
    assert "█" in drawn
    assert "7/7" in drawn


def test_a_document_given_up_at_a_limit_is_tried_again_under_another(
    gongkai: Gongkai, source: Path, tmp_path: Path
) -> None:
    arguments = ("extract", source / "好.pdf", "--out", tmp_path / "out")
    tight = gongkai(*arguments, "--limit-mb", "64")
    assert tight.returncode == 1
    assert "failed: 好.pdf: needs more than 64 MB of memory" in tight.stdout
    assert "new documents: 0" in gongkai(*arguments, "--limit-mb", "64").stdout
    wide = gongkai(*arguments)
    assert wide.returncode == 0
    assert "new documents: 1" in wide.stdout


def test_the_archive_holds_the_sources_and_is_written_once(gongkai: Gongkai, source: Path, tmp_path: Path) -> None:
    out, bags = tmp_path / "out", tmp_path / "包"
    gongkai("extract", source, "--out", out)
    first = gongkai("archive", out, bags)
    assert first.returncode == 0, first.stderr
    kept = {hashlib.sha256(path.read_bytes()).hexdigest() for path in bags.glob("*/data/sources/*/*")}
    documents = pd.read_parquet(out / "parquet" / "documents")
    assert kept == set(documents.source_sha256)
    assert "written: " in first.stdout
    assert "written" not in gongkai("archive", out, bags).stdout
    (source / "好.pdf").unlink()
    (source / "部门 一" / "同一份.pdf").unlink()
    shutil.rmtree(bags)
    ended = gongkai("archive", out, bags)
    assert ended.returncode == 2
    assert "好.pdf is no longer where it was read" in ended.stderr


@pytest.mark.parametrize("command", [["survey"], ["check"], ["show", "text.txt"]])
def test_a_shard_that_has_gone_is_told_in_a_sentence(gongkai: Gongkai, out: Path, command: list[str]) -> None:
    for shard in (out / "shards").rglob("records-*"):
        shard.unlink()
    ended = gongkai(command[0], out, *command[1:])
    assert ended.returncode == 2
    assert "gongkai extract" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_results_among_the_sources_themselves_are_refused(gongkai: Gongkai, source: Path) -> None:
    before = sorted(source.rglob("*"))
    ended = gongkai("extract", source, "--out", source)
    assert ended.returncode == 2
    assert "holds the sources" in ended.stderr
    assert sorted(source.rglob("*")) == before


def test_what_the_system_refuses_is_told_in_a_sentence(gongkai: Gongkai, out: Path) -> None:
    (out / ".survey.json").mkdir()
    ended = gongkai("survey", out)
    assert ended.returncode == 2
    assert (ended.stderr.count("\n"), "Is a directory" in ended.stderr) == (1, True)


def test_a_terminal_without_chinese_gets_escapes(out: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(
        [*_command(), "show", str(out), "text.txt"], capture_output=True, env=environment, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert b"\\u90e8" in ended.stdout
