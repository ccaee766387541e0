"""`gongkai check` prints what is wrong, worst first, and says so in its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.schema import Finding
from pipeline.commands import COMPLETE, INCOMPLETE, USAGE, main
from pipeline.findings import Filter, NoSuchCheckError, Told, lines, named_checks, summary, unchecked

#: A document whose income is not the sum of its sources.
TEXT = """某某市某某局2024年部门预算公开情况说明
一、部门预算安排的总体情况
2024年预算收入8250.28万元，其中：一般公共预算收入8205.28万元，基金预算收入0万元，其他来源收入0万元。
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("documents")
    (source / "某某局.txt").write_text(TEXT, encoding="utf-8")
    results = tmp_path_factory.mktemp("results")
    assert main(["extract", str(source), "--out", str(results), "--jobs", "0"]) == COMPLETE
    return results


def test_a_contradiction_is_printed_under_its_document(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(out)]) == COMPLETE
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("某某局.txt")
    assert printed[1].split()[:2] == ["error", "N-01"]
    assert (
        printed[-1]
        == "failures: 1 error, 0 warn; documents with failures: 1; milder ones are not shown (--severity info shows all)"
    )


def test_documents_that_could_not_be_checked_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, results = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "某某局.txt").write_text(TEXT, encoding="utf-8")
    (source / "empty.pdf").write_bytes(b"")
    assert main(["extract", str(source), "--out", str(results), "--jobs", "0"]) == INCOMPLETE
    capsys.readouterr()
    assert main(["check", str(results)]) == COMPLETE
    assert capsys.readouterr().out.splitlines()[-1] == "not checked: 1 of 2 documents (failed)"
    assert main(["check", str(results), "--document", "某某局"]) == COMPLETE
    assert "not checked" not in capsys.readouterr().out


def test_a_partial_document_is_checked_in_part() -> None:
    entries = [{"document_id": str(at), "status": status} for at, status in enumerate(["partial", "complete"])]
    assert unchecked(entries) == "checked as far as read: 1 of 2 (partial)"


def test_strict_fails_where_an_error_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(out), "--strict"]) == INCOMPLETE
    assert main(["check", str(out), "--strict", "--check", "B"]) == COMPLETE
    capsys.readouterr()


def test_findings_are_chosen_by_document_check_and_verdict(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(out), "--document", "某某局", "--check", "N-01"]) == COMPLETE
    assert "N-01" in capsys.readouterr().out
    assert main(["check", str(out), "--check", "n-01, b"]) == COMPLETE
    assert "N-01" in capsys.readouterr().out
    assert main(["check", str(out), "--verdict", "pass"]) == COMPLETE
    assert "N-01" not in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--check", "Z-99"], ["--check", "N-01,"], ["--document", "没有这一份"]])
def test_what_does_not_exist_is_refused(out: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(out), *arguments]) == USAGE
    assert capsys.readouterr().err.startswith("gongkai: no ")


def test_nothing_published_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == USAGE
    assert "nothing is published" in capsys.readouterr().err


def finding(check_id: str, severity: str, verdict: str = "fail") -> Finding:
    return Finding(document_id="0" * 16, check_id=check_id, verdict=verdict, severity=severity, message="甲", pages=[3])


def test_a_filter_takes_a_group_of_checks_and_a_least_severity() -> None:
    wanted = Filter(checks=("B",), severity="warn")
    assert wanted.takes(finding("B-08", "error"))
    assert not wanted.takes(finding("B-08", "info"))
    assert not wanted.takes(finding("N-01", "error"))
    assert not wanted.takes(finding("B-08", "info", "pass"))
    assert Filter(verdict="pass", severity="error").takes(finding("B-08", "info", "pass"))


def test_a_line_says_how_bad_which_check_what_and_where() -> None:
    assert list(lines([Told("某局.pdf", "0" * 16, (finding("B-08", "error"),))]))[1] == "  error B-08  甲 第3页"


def test_what_passes_is_not_counted_among_the_documents_with_failures() -> None:
    failed = Told("甲.pdf", "0" * 16, (finding("B-08", "error"), finding("B-09", "error", "pass")))
    passed = Told("乙.pdf", "1" * 16, (finding("B-08", "info", "pass"),))
    assert summary([failed, passed]) == "failures: 1 error, 0 warn, 0 info; documents with failures: 1; pass: 2"
    assert summary([passed], "error") == "pass: 1"


def test_checks_are_known_by_id_and_by_group_in_letters_of_any_size() -> None:
    assert named_checks("b-08，N") == ("B-08", "N")
    with pytest.raises(NoSuchCheckError, match=r"B-99.*several"):
        named_checks("B-08,B-99")
