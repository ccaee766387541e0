"""`gongkai show --draw`: the page with what was seen, as long as the source is at hand."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.show import SourceGoneError, draw


@pytest.fixture
def source(tmp_path, make_pdf):
    path = tmp_path / "downloads" / "预算.pdf"
    path.parent.mkdir()
    path.write_bytes(make_pdf("Budget 1.00"))
    return path


def entry(path):
    return {
        "source_name": path.name,
        "also_named": [],
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source_format": "pdf",
        "page_count": 1,
    }


@pytest.mark.parametrize("given", ["folder", "file"])
def test_a_page_is_drawn_from_the_file_or_the_folder_it_was_read_from(source, tmp_path, given):
    draw(entry(source), source.parent if given == "folder" else source, 1, tmp_path / "new" / "page.png")
    assert (tmp_path / "new" / "page.png").read_bytes().startswith(b"\x89PNG")


def test_a_source_that_is_gone_is_said_to_be_gone(source, tmp_path):
    known = entry(source)
    with pytest.raises(SourceGoneError, match="--source"):
        draw(known, tmp_path, 1, tmp_path / "page.png")
    source.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(SourceGoneError, match="not the file that was read"):
        draw(known, source.parent, 1, tmp_path / "page.png")


def test_a_page_the_document_does_not_have_is_refused(source, tmp_path):
    with pytest.raises(SourceGoneError, match="1 pages"):
        draw(entry(source), source, 2, tmp_path / "page.png")
    with pytest.raises(SourceGoneError, match="no pages"):
        draw({**entry(source), "page_count": None}, source, 1, tmp_path / "page.png")
