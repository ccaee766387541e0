"""`gongkai show` and `gongkai survey`: what a run came to, in the terminal."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from pipeline.show import _columns

Gongkai = Callable[..., "subprocess.CompletedProcess[str]"]

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def test_show_prints_a_document_found_by_name_or_id(gongkai: Gongkai, out: Path) -> None:
    by_name = gongkai("show", out, "好.pdf")
    assert by_name.returncode == 0
    assert "--table" not in by_name.stdout, "it has none"
    document_id = by_name.stdout.split("\n")[1].split()[0]
    assert gongkai("show", out, document_id[:6]).stdout == by_name.stdout
    several = gongkai("show", out, ".pdf")
    assert several.returncode == 2
    assert "5 documents go by" in several.stderr
    unknown = gongkai("show", out, "没有")
    assert unknown.returncode == 2
    assert "`gongkai show OUT` lists them" in unknown.stderr


def test_show_without_a_document_lists_all_of_them(gongkai: Gongkai, out: Path) -> None:
    told = gongkai("show", out)
    assert told.returncode == 0
    heading, *rows = told.stdout.splitlines()
    assert heading.split() == ["document_id", "status", "year", "department", "name"]
    assert len(rows) == 7
    (text,) = [row.split(maxsplit=4) for row in rows if row.endswith("text.txt")]
    assert text[1:] == ["complete", "2026", "某某局", "部门 一/text.txt"]
    assert gongkai("show", out, text[0]).returncode == 0
    assert "which document" in gongkai("show", out, "--page", "1").stderr
    assert "ends in .png" in gongkai("show", out, text[0], "--page", "1", "--draw", "page.jpg").stderr


def test_show_lists_the_tables_first_and_prints_them_when_asked(gongkai: Gongkai, tmp_path: Path) -> None:
    (sample,) = SAMPLES.glob("湾城市*.pdf")
    out = tmp_path / "out"
    gongkai("extract", sample, "--out", out)
    told = gongkai("show", out, "湾城市").stdout.splitlines()
    assert len(told) < 20
    assert told[3].split() == ["table", "kind", "pages", "rows", "fails", "records", "title"]
    assert told[6].split() == ["3", "B3", "5-6", "52", "110", "lines", "2024年部门支出预算总表"]
    assert told[-2].startswith("findings: ")
    one = gongkai("show", out, "湾城市", "--table", "3").stdout
    whole = gongkai("show", out, "湾城市", "--all").stdout
    assert one.count("== table") == 1
    assert whole.count("== table") == 9
    assert "-- lines: 110" in one
    assert "== seams: 11" in whole
    assert "== section 2: 一、主要职能, page 1\n" in whole
    prose = gongkai("show", out, "湾城市", "--page", "1").stdout
    assert "\nno table on this page\n" in prose
    assert "维护文化和旅游市场秩序。\n" in prose
    assert "\n== quoted amounts: 7\n" in prose
    assert "\t3141.27万元\t" in prose
    assert "\n-- set aside: 1\nrow\treason\ttext\n\tpage_number\t1\n" in prose
    mixed = gongkai("show", out, "湾城市", "--page", "6").stdout
    assert "no table" not in mixed
    assert "== section" not in mixed
    assert gongkai("show", out, "湾城市", "--table", "3", "--page", "1").stdout.endswith(
        "\ntable 3 is not on this page\n"
    )


def test_texts_are_cut_on_a_terminal_alone() -> None:
    rows = [("code", "goal"), ("1", "便民市场摊主对秩序和卫生状况的满意比例")]
    assert list(_columns(rows, None)) == ["code\tgoal", "1\t便民市场摊主对秩序和卫生状况的满意比例"]
    assert list(_columns(rows, 24))[1] == "   1 便民市场摊主对秩序和卫…"


def test_a_survey_says_what_moved_since_the_last(
    gongkai: Gongkai, source: Path, out: Path, make_pdf: Callable[[str], bytes]
) -> None:
    first = gongkai("survey", out).stdout
    assert "status: failed" in first
    assert first.startswith("the first survey here")
    assert "+" not in first.split("\n\n")[1]
    kept = out / "survey.json"
    # As earlier releases named it.
    kept.write_text(kept.read_text("utf-8").replace("documents_digest", "documents"), "utf-8")
    again = gongkai("survey", out).stdout.splitlines()[0]
    assert "nothing moved" in again
    assert "other documents" not in again
    (source / "新.pdf").write_bytes(make_pdf("a new one"))
    gongkai("extract", source, "--out", out)
    second = gongkai("survey", out).stdout
    assert second.startswith("compared with the last survey (extract ")
    assert "; of other documents: 7 then, 8 now): figures that moved: " in second.splitlines()[0]
    assert "other documents" not in gongkai("survey", out).stdout
    (line,) = [each for each in second.splitlines() if each.startswith("documents ")]
    assert line.split() == ["documents", "8", "+1"]
    history = json.loads(kept.read_text("utf-8"))
    assert len(history) == 2
    assert len(history[-1]["documents_digest"]) == 12


def test_a_survey_holds_what_was_found_against_the_contents_and_names_tables_of_no_known_kind(
    gongkai: Gongkai, tmp_path: Path
) -> None:
    head = "2026年某县某局部门预算\n\n目录\n\n一、部门收入总表\n\n二、部门支出总表\n\n三、机构情况\n\n第一部分 概况\n\n某局概况。\n\n"
    spending = "部门支出总表\n\n单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t5.00\t3.00\t2.00\n\n"
    odd = "抽查情况表\n\n机构\t抽查次数\n甲所\t3\n乙所\t4\n"
    (tmp_path / "half.txt").write_text(head + spending + odd, "utf-8")
    (tmp_path / "none.txt").write_text(head + "乙局概况。", "utf-8")
    out = tmp_path / "out"
    gongkai("extract", tmp_path / "half.txt", tmp_path / "none.txt", "--out", out)
    told = gongkai("survey", out).stdout
    rows = {line.split("  ")[0]: line.split() for line in told.splitlines()}
    assert rows["tables announced"][2] == "4"
    assert rows["tables announced and found"][4:] == ["1", "25.00%"]
    assert rows["抽查情况表"][1] == "1"
    assert "half.txt: listed in its contents and not found: 部门收入总表" in told
    assert "none.txt: prints none of the 2 tables its contents list" in told
    assert next(line.split() for line in told.splitlines() if line.startswith("half.txt"))[4] == "1/2"


def test_a_sentence_that_contradicts_itself_is_told_where_it_is_shown(gongkai: Gongkai, tmp_path: Path) -> None:
    source = tmp_path / "某局2024年部门预算.txt"
    source.write_text(
        "青桥区文化和旅游局2024年部门预算\n一、收支情况\n"
        "2024年收入预算100.00万元，其中：一般公共预算拨款收入80.00万元，政府性基金收入10.00万元。\n",
        "utf-8",
    )
    assert gongkai("extract", source, "--out", tmp_path / "out").returncode == 0
    shown = gongkai("show", tmp_path / "out", "某局", "--all").stdout
    assert shown.count("-- N-01 fails (unknown): ") == 1
