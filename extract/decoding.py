"""Bytes → text, in whichever of the usual Chinese encodings they are."""

from __future__ import annotations

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_LONGEST = 4
"""Bytes of the longest character in any of the encodings."""


def decoded(data: bytes, *, cut: bool = False) -> str | None:
    r"""Return the text of UTF-8, UTF-16 (with its mark) or GB 18030 bytes, None if they are none of these.

    `cut`: the bytes may end inside a character.

    Limitations: a UTF-8 text with a damaged byte may be GB 18030 by chance, and is then read as rubbish.

    >>> decoded("部门预算".encode("gb18030"))
    '部门预算'
    >>> decoded(b"\xff\xff") is None
    True
    """
    for encoding in ("utf-16",) if data.startswith(_UTF16_MARKS) else ("utf-8-sig", "gb18030"):
        for trim in range(_LONGEST if cut else 1):
            try:
                return data[: len(data) - trim].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
