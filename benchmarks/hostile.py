"""Write a folder of hostile files, and two good documents beside them.

    python -m benchmarks.hostile FOLDER [--big]

Prints as JSON which statuses each file may end with. `--big` makes the large
ones as large as they come: a page of a million objects, ten thousand pages, a
line of 1 GB, two gigabytes packed in four kilobytes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ole_writing import ole

#: What may become of a file: read, read in part, or failed with a reason.
ANY = ("complete", "partial", "failed")
READ = ("complete", "partial")
FAILED = ("failed",)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the large ones are."""

    objects: int = 60_000
    pages: int = 400
    line: int = 8 << 20
    """Bytes of a line."""
    bomb: int = 64 << 20
    """Bytes that a stream unpacks to."""
    depth: int = 20_000


BIG = Size(objects=1_000_000, pages=10_000, line=1 << 30, bomb=2 << 30, depth=1_000_000)

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
TEXT = b"BT /F 12 Tf 72 700 Td (Budget of 2026) Tj ET"


def stream(content: bytes, extra: bytes = b"", *, length: int | None = None) -> bytes:
    """Return a stream object; `length` where it lies about itself."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, extra, content)


def pdf(*objects: bytes, xref: bytes | None = None) -> bytes:
    """Return a PDF file of these objects, numbered from 1, the first its catalog."""
    body, offsets = io.BytesIO(), []
    body.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        offsets.append(body.tell())
        body.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = body.tell()
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    body.write(xref if xref is not None else b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows))
    body.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return body.getvalue()


def one_page(content: bytes, *more: bytes, page: bytes = PAGE) -> bytes:
    """Return a PDF of one page; `content` is a stream object, `more` come as objects 6 and on."""
    return pdf(CATALOG, PAGES, page, content, FONT, *more)


def packed(size: int) -> bytes:
    """Return `size` bytes of operators deflated twice, made piece by piece."""
    inner, outer = zlib.compressobj(9), zlib.compressobj(9)
    piece = b"q Q\n" * (1 << 18)
    parts = [outer.compress(inner.compress(piece)) for _ in range(max(1, size // len(piece)))]
    parts += [outer.compress(inner.flush()), outer.flush()]
    return b"".join(parts)


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def hostile_pdfs(size: Size) -> Iterator[tuple[str, bytes, Sequence[str]]]:
    """Yield (name, content, statuses it may end with)."""
    good = one_page(stream(TEXT))
    yield "bomb.pdf", one_page(stream(packed(size.bomb), b"/Filter [/FlateDecode /FlateDecode]")), ANY
    deep = b"[" * size.depth + b"]" * size.depth
    yield "nested arrays.pdf", one_page(stream(TEXT), page=PAGE[:-2] + b"/Deep %s >>" % deep), ANY
    yield "nested operators.pdf", one_page(stream(b"q " * size.depth + TEXT)), READ
    # 1 0 R in /Kids of itself, and a page whose parent is its own child.
    yield "tree of itself.pdf", pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>"), ANY
    kids = b"<< /Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 1 >>"
    yield "tree in a circle.pdf", pdf(CATALOG, kids, kids.replace(b"3 0", b"2 0")), ANY
    levels = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (at + 3) for at in range(size.depth // 10)]
    yield "tree of many levels.pdf", pdf(CATALOG, *levels, PAGE), ANY
    circle = b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R"
    yield "object streams in a circle.pdf", one_page(stream(TEXT), stream(b"7 0 [6 0 R]", circle)), ANY
    yield "count of millions.pdf", pdf(CATALOG, PAGES.replace(b"Count 1", b"Count 2147483647"), PAGE), ANY
    yield "count below zero.pdf", pdf(CATALOG, PAGES.replace(b"Count 1", b"Count -5"), PAGE, stream(TEXT), FONT), ANY
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>"
    inside = PAGE.replace(b"/Font <<", b"/XObject << /X 4 0 R >> /Font <<")
    yield "form in itself.pdf", one_page(stream(b"/X Do", form), page=inside), ANY
    yield "broken xref.pdf", good.replace(b"00000 n", b"99999 n").replace(b"startxref\n", b"startxref\n9"), READ
    yield "no xref.pdf", pdf(CATALOG, PAGES, PAGE, stream(TEXT), FONT, xref=b""), READ
    yield "xref of xref.pdf", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9 /XRefStm 9"), ANY
    yield "stream cut short.pdf", one_page(stream(zlib.compress(TEXT * 200)[:60], b"/Filter /FlateDecode")), ANY
    yield "file cut short.pdf", good[: len(good) // 3], FAILED
    yield "length beyond the file.pdf", one_page(stream(TEXT, length=1 << 40)), ANY
    yield "length of itself.pdf", one_page(b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream"), ANY
    yield "page without end.pdf", one_page(stream(TEXT), page=PAGE.replace(b"595 842", b"1e38 1e38")), ANY
    yield "page without room.pdf", one_page(stream(TEXT), page=PAGE.replace(b"595 842", b"0 0")), ANY
    far = b"1e30 0 0 1e30 0 0 cm 1e-30 w 0 0 m 1e38 1e38 l S " + TEXT
    yield "numbers without end.pdf", one_page(stream(far)), ANY
    boxes = b"".join(b"%d %d 9 9 re f\n" % (number % 590, number // 590 % 840) for number in range(size.objects))
    yield "page of objects.pdf", one_page(stream(zlib.compress(boxes), b"/Filter /FlateDecode")), ANY
    rules = b"".join(b"%.3f 0 m %.3f 842 l S\n" % (at / 40, at / 40) for at in range(min(size.objects // 3, 23_000)))
    rules += b"".join(b"0 %.3f m 595 %.3f l S\n" % (at / 30, at / 30) for at in range(min(size.objects // 3, 25_000)))
    yield "page of rules.pdf", one_page(stream(zlib.compress(rules), b"/Filter /FlateDecode")), ANY
    words = b"BT /F 4 Tf 1 0 0 1 9 9 Tm " + b"(12) Tj 3 2 Td " * size.objects + b"ET"
    yield "page of words.pdf", one_page(stream(zlib.compress(words), b"/Filter /FlateDecode")), ANY
    numbers = b" ".join(b"%d 0 R" % (number + 5) for number in range(size.pages))
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (numbers, size.pages)
    yield (
        "many pages.pdf",
        pdf(CATALOG, pages, FONT, stream(TEXT), *[PAGE.replace(b"5 0 R", b"3 0 R")] * size.pages),
        READ,
    )
    cmap = b"begincmap /X usecmap 1 begincodespacerange <00> <ffffffff> endcodespacerange "
    cmap += b"1 beginbfrange <00000000> <ffffffff> <4e00> endbfrange endcmap"
    font = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    yield "map of everything.pdf", pdf(CATALOG, PAGES, PAGE, stream(TEXT), font, stream(cmap)), ANY
    script = b"<< /S /JavaScript /JS (while(1){app.launchURL\\('http://192.0.2.1/'\\)}) >>"
    yield "script.pdf", one_page(stream(TEXT)).replace(CATALOG, CATALOG[:-2] + b"/OpenAction " + script + b">>"), READ


def hostile_others(size: Size) -> Iterator[tuple[str, bytes, Sequence[str]]]:
    """Yield (name, content, statuses it may end with)."""
    good = one_page(stream(TEXT, b"% another file"))
    text = "某某局2026年部门预算公开情况说明\n一、部门职责\n负责全市工作。\n"
    yield "text that is a PDF.txt", good + b"\n%1", READ
    yield "PDF that is a text.pdf", text.encode() + b"1", FAILED
    yield "PDF that is a picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), FAILED
    yield "text that begins with BM.txt", f"BM号：{text}2".encode(), READ
    yield "picture.txt", b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(99), FAILED
    yield "formulas.txt", (text + "项目名称\t金额\n=cmd|'/C calc'!A0\t-1\n@SUM(1+1)\t2\n").encode(), READ
    yield "locked.xlsx", ole({"EncryptionInfo": b"", "EncryptedPackage": b""}), FAILED
    yield "old.doc", ole({"WordDocument": b""}), FAILED
    yield "slides.doc", ole({"PowerPoint Document": b""}), FAILED
    yield "in a circle.xls", ole({"Workbook": b""}, after=1), FAILED
    yield "nothing.pdf", b"", FAILED
    yield "zeros.pdf", bytes(1 << 20), FAILED
    yield "noise.pdf", b"%PDF-1.7\n" + bytes((7 * at * at + at // 3) % 251 for at in range(50_000)), FAILED
    yield "header alone.pdf", b"%PDF-1.7", FAILED
    yield "cut.xlsx", zipped({"xl/workbook.xml": b"<x/>" * 99})[:200], FAILED
    yield "bomb.xlsx", zipped({"xl/workbook.xml": b" " * size.bomb, "[Content_Types].xml": b"<x/>"}), ANY
    entities = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(12))
    xml = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield "entities.html", f"{xml}<html><body><table><tr><td>&e12;&f;</td></tr></table></body></html>".encode(), ANY
    yield "divs.html", b"<html><body>" + b"<div><table><tr><td>" * (size.depth // 10), ANY
    yield "tabs.txt", text.encode() + b"1\t" * (size.line // 64) + b"\n1\n", ANY
    yield "feeds.txt", text.encode() + b"\f" * (size.depth // 10) + b"x", ANY
    yield "brackets.txt", (text + "（" * size.depth + "一、" * 2000).encode(), ANY


#: Names that shells, terminals, spreadsheets, SQL and JSON stumble over. Two are no UTF-8: one is GB 18030, one nothing.
NAMES: tuple[bytes, ...] = (
    b"line\nfeed.txt",
    b"quote'\"`$(id);--.txt",
    b"=HYPERLINK(1).txt",
    b"-rf.txt",
    b" blank .txt",
    b"back\\slash%2F%00.txt",
    b"\x1b[2Jterminal.txt",
    "预".encode() * 83 + b"12.txt",
    "部门预算.txt".encode("gb18030"),
    b"\xff\xfe\xff.txt",
    "\u202efdp.txt".encode(),
)


def write(folder: Path, size: Size) -> dict[str, Sequence[str]]:
    """Write the folder; return the statuses that each file may end with."""
    folder.mkdir(parents=True)
    expected: dict[str, Sequence[str]] = {}
    for name, content, statuses in (*hostile_pdfs(size), *hostile_others(size)):
        (folder / name).write_bytes(content)
        expected[name] = statuses
    with (folder / "one line.txt").open("wb") as file:
        piece = "某某局2026年部门预算公开情况说明，收入100万元。".encode() * 20_000
        while file.tell() < size.line:
            file.write(piece)
    expected["one line.txt"] = ANY
    for number, name in enumerate(NAMES):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 -- names that are no text
            file.write(f"某某局2026年部门预算公开情况说明，第{number}份。\n".encode())
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "itself.pdf").symlink_to(folder / "itself.pdf")
    (folder / "nowhere.pdf").symlink_to("/nonexistent/x.pdf")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "folder.pdf").mkdir()
    for name in ("good.pdf", "folder.pdf/good too.pdf"):
        (folder / name).write_bytes(one_page(stream(TEXT + b" % " + name.encode())))
        expected[name] = ("complete",)
    return expected


def main() -> int:
    """Write the folder that the arguments name."""
    parser = argparse.ArgumentParser(description="Write a folder of hostile files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--big", action="store_true")
    given = parser.parse_args()
    json.dump(write(given.folder, BIG if given.big else Size()), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
