"""Opening sources: what they are, and why some cannot be read."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_writing import pdf, saved, text

from benchmarks.ole_writing import ole
from extract.decoding import decoded
from extract.documents import open_source, read
from extract.errors import DamagedSourceError, EmptySourceError, EncryptedSourceError, UnsupportedSourceError
from extract.pdf import library
from extract.sniff import sniff


def write(folder, data, name="file.pdf"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\r\n\r\n%PDF-1.4\n", "pdf"),
        ("部门预算\n公开".encode(), "text"),
        ("部门预算".encode("gb18030"), "text"),
        ("部门预算".encode("utf-16"), "text"),
        (b"<!DOCTYPE html><html><table>", "html"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"BM" + bytes(12) + b"\x28\x00\x00\x00" + bytes(40), "image"),
        ("BM局2026年部门预算公开情况说明".encode(), "text"),
        (b"GIF8 is no picture", "text"),
        (bytes(range(256)), "unknown"),
    ],
)
def test_the_content_tells_the_format_whatever_the_name(tmp_path, data, kind):
    assert sniff(write(tmp_path, data)) == kind


def test_an_archive_is_told_from_what_it_stores_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "年报.pdf"
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/document.xml", "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.7")
        archive.write(inner, "b.docx")
    assert sniff(path) == "zip"


@pytest.mark.parametrize(
    ("member", "kind"), [("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"), ("a.pdf", "zip")]
)
def test_office_files_are_told_apart_by_their_parts(tmp_path, member, kind):
    path = tmp_path / "file.pdf"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "")
    assert sniff(path) == kind


WORD = b"\xec\xa5\xc1\x00" + bytes(6)
BOOK = struct.pack("<HH16x", 0x0809, 16)


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ({"WordDocument": WORD + b"\x00\x00"}, "doc"),
        ({"WordDocument": WORD + b"\x00\x01"}, "encrypted"),
        ({"Workbook": BOOK + struct.pack("<HHH", 0x0042, 2, 1200)}, "xls"),
        ({"Workbook": BOOK + struct.pack("<HHH", 0x002F, 2, 0)}, "encrypted"),
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "encrypted"),
        ({"PowerPoint Document": b""}, "office"),
    ],
)
def test_old_and_encrypted_office_files_are_told_apart_by_their_streams(tmp_path, streams, kind):
    assert sniff(write(tmp_path, ole(streams))) == kind


@pytest.mark.parametrize("megabytes", [8, 20])
def test_a_large_office_file_is_told_from_the_directory_at_its_end(tmp_path: Path, megabytes: int) -> None:
    # More names than one sector of the directory holds: which one is next, the end of the table says.
    streams = {f"stream {number}": b"" for number in range(9)} | {"WordDocument": WORD + b"\x00\x01"}
    assert sniff(write(tmp_path, ole(streams, blank=megabytes << 11))) == "encrypted"


def test_an_allocation_table_that_leads_in_a_circle_is_left(tmp_path: Path) -> None:
    whole = ole({f"stream {number}": b"" for number in range(4)} | {"WordDocument": WORD}, blank=20 << 11)
    at = 68  # where the header says which sector names further ones of the table
    [first] = struct.unpack_from("<I", whole, at)
    end = (first + 2) * 512
    circle = whole[: end - 4] + struct.pack("<I", first) + whole[end:]
    assert sniff(write(tmp_path, circle)) == "office"


def test_an_office_file_with_a_password_says_so(tmp_path):
    with pytest.raises(EncryptedSourceError, match="password"):
        read(write(tmp_path, ole({"EncryptedPackage": b""}), "预算.xlsx"), name="x")


@given(st.binary(max_size=600), st.integers(0, 1100))
def test_a_container_whose_directory_is_broken_or_leads_in_a_circle_ends_as_something(tmp_path_factory, new, at):
    folder = tmp_path_factory.mktemp("ole")
    whole = ole({"WordDocument": WORD + b"\x00\x00"})
    assert sniff(write(folder, whole[:8] + (whole[8:at] + new + whole[at + len(new) :])[: len(whole)]))


def test_an_empty_file_says_so(tmp_path):
    with pytest.raises(EmptySourceError, match="empty"):
        read(write(tmp_path, b""), name="x")


def test_a_picture_named_pdf_says_so(tmp_path):
    with pytest.raises(UnsupportedSourceError, match="picture"):
        read(write(tmp_path, b"\xff\xd8\xff\xe0"), name="x")


def test_plain_text_under_the_name_of_another_format_says_so(tmp_path):
    with pytest.raises(UnsupportedSourceError, match=r"named \.PDF but is plain text"):
        read(write(tmp_path, "404 页面不存在".encode(), "决算.PDF"), name="x")
    assert read(write(tmp_path, "本年收入合计10万元".encode(), "决算"), name="x").reader == "text"


def test_a_broken_pdf_says_so(tmp_path):
    with pytest.raises(DamagedSourceError, match="broken"):
        read(write(tmp_path, b"%PDF-1.7\n1 0 obj\n<<"), name="x")


def test_a_pdf_with_a_password_says_so(tmp_path):
    # Standard handler, revision 2, with an owner and a user entry that fit no empty password.
    data = pdf(text(100, 700, "甲")).replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"11" * 32
        + b">/U<"
        + b"22" * 32
        + b">>>",
    )
    with pytest.raises(EncryptedSourceError, match="password"):
        read(write(tmp_path, data), name="x")


def test_a_format_without_reader_is_named(tmp_path):
    with pytest.raises(UnsupportedSourceError, match="html"):
        read(write(tmp_path, b"<html><body></body></html>"), name="x")


def test_an_engine_that_cannot_read_the_format_is_refused(tmp_path):
    with pytest.raises(UnsupportedSourceError, match="pdfium"):
        read(write(tmp_path, "部门预算".encode()), name="x", engine="pdfium")


def test_a_document_knows_its_source_and_its_pages(tmp_path):
    path = saved(tmp_path, text(100, 700, "第一"), text(100, 700, "第二"))
    seen = []
    extracted = read(path, name="市/局.pdf", on_page=lambda done, total: seen.append((done, total)))
    assert extracted.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (extracted.source.name, extracted.source.format) == ("市/局.pdf", "pdf")
    assert [page.number for page in extracted.pages] == [1, 2]
    assert [page.paragraphs[0].text for page in extracted.pages] == ["第一", "第二"]
    assert extracted.reader.startswith("pdfium ")
    assert seen == [(1, 2), (2, 2)]


def test_pages_can_be_taken_one_by_one(tmp_path):
    with open_source(saved(tmp_path, text(100, 700, "甲"), text(100, 700, "乙")), name="x") as opened:
        assert opened.page_count == 2
        assert next(opened.pages).paragraphs[0].text == "甲"


def test_a_page_that_cannot_be_loaded_does_not_end_the_document(tmp_path):
    data = pdf(text(100, 700, "甲"), text(100, 700, "乙"), text(100, 700, "丙"))
    data = re.sub(rb"(/Kids\[\d+ 0 R) \d+ 0 R", rb"\1 1 0 R", data)
    first, second, third = read(write(tmp_path, data), name="x").pages
    assert (first.paragraphs[0].text, third.paragraphs[0].text) == ("甲", "丙")
    assert (second.number, second.issue, second.blocks) == (2, "unreadable", [])


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan"), 3e38])
def test_characters_of_a_damaged_page_that_stand_nowhere_harm_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: float
) -> None:
    fill = library.fill_indexed

    def damaged(*arguments: Any, **settings: Any) -> Any:
        values = fill(*arguments, **settings)
        if len(values) == 7:  # the boxes of all characters
            values[:2], values[2:3] = number, -number
        return values

    monkeypatch.setattr(library, "fill_indexed", damaged)
    (page,) = read(saved(tmp_path, text(100, 700, "甲乙丙") + text(100, 600, "部门预算")), name="x").pages
    assert page.paragraphs[-1].text == "部门预算"


def test_a_scanned_page_is_named(tmp_path):
    scan = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    assert read(saved(tmp_path, scan), name="x").pages[0].issue == "image_only"


def test_fonts_without_usable_characters_are_named_and_their_text_set_aside(tmp_path):
    (page,) = read(saved(tmp_path, text(100, 700, "\ue001\ue002\ue003\ue004\ue005\ue006")), name="x").pages
    assert page.issue == "garbled_text"
    assert not page.paragraphs
    assert [each.reason for each in page.dropped] == ["garbled"]


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1), st.integers(0, 3))
def test_text_is_decoded_even_where_a_sample_ends_inside_a_character(words, cut):
    data = words.encode()
    assert decoded(data[: len(data) - cut] or data, cut=True) is not None
