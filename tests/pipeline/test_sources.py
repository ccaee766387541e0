"""Which files are documents."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.sources import SourcesError, discover


def test_a_folder_is_searched_to_its_bottom_and_a_loop_ends(source: Path) -> None:
    found = discover([source])
    assert sorted(each.name for each in found.documents) == sorted(
        ["好.pdf", "部门 一/text.txt", "truncated.pdf", "empty.pdf", "picture.pdf", "page.html", "password.pdf"]
    )
    assert found.skipped == ["README.md"]


def test_duplicates_are_one_document_under_the_smallest_name(source: Path) -> None:
    (copied,) = [each for each in discover([source]).documents if each.also_named]
    assert (copied.name, copied.also_named) == ("好.pdf", ("部门 一/同一份.pdf",))


def test_the_order_of_documents_is_that_of_their_ids(source: Path) -> None:
    ids = [each.document_id for each in discover([source]).documents]
    assert ids == sorted(ids)
    assert all(len(each) == 16 for each in ids)


def test_a_file_given_by_name_is_a_document_whatever_it_is_called(source: Path) -> None:
    found = discover([source / "README.md", source / ".hidden.pdf"])
    assert sorted(each.name for each in found.documents) == [".hidden.pdf", "README.md"]


def test_a_file_without_a_telling_name_counts_by_its_content(tmp_path: Path, source: Path) -> None:
    (source / "好.pdf").rename(tmp_path / "download.aspx")
    (tmp_path / "预算说明").write_text("本部门预算公开情况说明如下。" * 30, "utf-8")
    (tmp_path / "旧编码").write_bytes(("本部门预算公开情况说明如下。" * 30).encode("gb18030"))
    (tmp_path / "note").write_text("明天再下载", "utf-8")
    (tmp_path / "core").write_bytes(bytes(1000))
    found = discover([tmp_path], without=source)
    assert sorted(each.name for each in found.documents) == ["download.aspx", "旧编码", "预算说明"]
    assert found.skipped == ["core", "note"]


@pytest.mark.parametrize(
    "name", ["README", "readme.txt", "LICENSE.html", "OFL.txt", "README (1).txt", "CHANGELOG-2.txt", "license.zh.pdf"]
)
def test_pages_about_a_folder_are_documents_only_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("本部门预算公开情况说明如下。" * 30, "utf-8")
    assert discover([tmp_path]).documents == []
    assert discover([tmp_path]).skipped == [name]
    assert [each.name for each in discover([tmp_path / name]).documents] == [name]


def test_a_notice_of_a_budget_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "Notice of the budget.txt").write_text("x")
    assert len(discover([tmp_path]).documents) == 1


@pytest.mark.parametrize("name", ["notice_2024.pdf", "预算.jpg", "README"])
def test_a_pdf_is_a_document_whatever_it_is_called(tmp_path: Path, make_pdf: Callable[[str], bytes], name: str) -> None:
    (tmp_path / name).write_bytes(make_pdf("Budget"))
    assert [each.name for each in discover([tmp_path]).documents] == [name]


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Too long a path is refused to root as well.
    monkeypatch.chdir(tmp_path)
    for _ in range(20):
        Path("深" * 80).mkdir()
        os.chdir("深" * 80)
    monkeypatch.chdir(tmp_path)
    found = discover([tmp_path])
    assert list(found.unreadable.values()) == ["File name too long"]
    assert found.documents == []


def test_the_folder_of_the_results_is_no_source(source: Path) -> None:
    out = source / "outputs"
    out.mkdir()
    (out / "review.html").write_text("<html>")
    assert not any("review" in each.name for each in discover([source], without=out).documents)


def test_a_path_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="没有"):
        discover([tmp_path / "没有"])
