"""Small PDF files made on the spot, and the command as a user runs it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

#: An empty page that only its password opens (AES, 128 bits), made by a PDF library.
PASSWORD = Path(__file__).parent / "password.pdf"


@pytest.fixture(scope="session")
def make_pdf() -> Callable[[str], bytes]:
    """Return a maker of one-page PDF files that print a line of ASCII."""
    return _make_pdf


def _make_pdf(text: str) -> bytes:
    stream = f"BT /F 12 Tf 72 700 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + rows + trailer


def _make_source(folder: Path) -> Path:
    """Write a folder with all that goes wrong, and two documents that do not."""
    inner = folder / "部门 一"
    inner.mkdir(parents=True)
    good = _make_pdf("Budget of 2026")
    files = {
        "好.pdf": good,
        "部门 一/同一份.pdf": good,
        "部门 一/text.txt": "某某局2026年部门预算公开情况说明\n一、部门职责\n负责全市工作。\n".encode(),
        "truncated.pdf": good[:200],
        "empty.pdf": b"",
        "picture.pdf": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100),
        "page.html": "<!DOCTYPE html><html><body><table><tr><td>一</td></tr></table></body></html>".encode(),
        "README.md": b"# notes",
        ".hidden.pdf": good + b"\n",
        "部门 一/~$draft.docx": b"lock",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    shutil.copy(PASSWORD, folder / "password.pdf")
    (inner / "loop").symlink_to(folder, target_is_directory=True)
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with all that goes wrong, and two documents that do not."""
    return _make_source(tmp_path / "预算 2026")


class Gongkai(Protocol):
    """Runs the command with its arguments."""

    def __call__(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def gongkai() -> Gongkai:
    """Return what runs the command and captures what it prints."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def _first_run(tmp_path_factory: pytest.TempPathFactory, gongkai: Gongkai) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("first")
    source = _make_source(folder / "预算 2026")
    return folder / "out", gongkai("extract", source, "--out", folder / "out")


@pytest.fixture
def first(_first_run: tuple[Path, Any]) -> Any:
    """What the first run over `source` printed."""
    return _first_run[1]


@pytest.fixture
def out(tmp_path: Path, _first_run: tuple[Path, Any]) -> Path:
    """The results of a run over `source`, to go on with."""
    return Path(shutil.copytree(_first_run[0], tmp_path / "结果 1"))
