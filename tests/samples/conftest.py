"""What a content says and what a PDF of it prints, as the typesetters' tests compare them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pypdfium2
import pytest

from samples.generator import Disclosure, Heading, Paragraph, Table


@pytest.fixture(scope="session")
def characters() -> Callable[[Disclosure], Counter[str]]:
    """Return all characters of a content, blanks apart."""
    return _characters


@pytest.fixture(scope="session")
def printed() -> Callable[[bytes], list[str]]:
    """Return the print of each page of a PDF, blanks apart."""
    return _printed


def _characters(content: Disclosure) -> Counter[str]:
    texts: list[str] = []
    for block in content.blocks:
        if isinstance(block, Heading | Paragraph):
            texts.append(block.text)
        elif isinstance(block, Table):
            texts += [each.cell.text for each in block.placed()]
            texts += [block.title or "", block.department_line or "", block.unit_line or "", *block.notes]
    return Counter("".join("".join(texts).split()))


def _printed(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    # pdfium replaces a hyphen at a line's end by U+FFFE or U+0002.
    return ["".join(text.replace("\ufffe", "-").replace("\x02", "-").split()) for text in pages]
