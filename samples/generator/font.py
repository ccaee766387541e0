"""Make the subset font of the samples from Noto Sans CJK SC.

    python -m samples.generator.font SOURCE.ttc TARGET.otf [TEXT_FILE …]

Needs fontTools; the committed font need not be made again unless a sample
uses a character it lacks (the tests say so).
"""

from __future__ import annotations

import sys
from pathlib import Path

FAMILY = "Gongkai Sample Sans"
"""A name of its own: the licence asks that changed fonts do not pass for the original."""


def gb2312(first_row: int, last_row: int) -> set[str]:
    """Return the characters of the rows of GB 2312, 1 to 94.

    >>> "啊" in gb2312(16, 16)
    True
    """
    found: set[str] = set()
    for row in range(first_row, last_row + 1):
        for column in range(1, 95):
            try:
                found.add(bytes([0xA0 + row, 0xA0 + column]).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # a hole in the table
    return found


def characters(texts: list[Path]) -> set[str]:
    """Return what the font must hold: ASCII, GB 2312 symbols and level 1, and every character of the texts."""
    wanted = {chr(code) for code in range(0x20, 0x7F)} | set("≥≤≠≈±×÷·—…‰℃㎡①②③④⑤⑥⑦⑧⑨⑩")
    wanted |= gb2312(1, 3) | gb2312(6, 6) | gb2312(16, 55)
    for text in texts:
        wanted |= {character for character in text.read_text("utf-8-sig") if character >= " "}
    return wanted


def make(source: Path, target: Path, texts: list[Path]) -> None:
    """Write the subset of the simplified Chinese face in `source` to `target`."""
    from fontTools import subset  # noqa: PLC0415  not needed to build the samples
    from fontTools.ttLib import TTCollection  # noqa: PLC0415

    faces = TTCollection(str(source)).fonts
    face = next(each for each in faces if each["name"].getDebugName(1).endswith("CJK SC"))
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True  # 0.7 % smaller than with subroutines
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["GSUB", "GPOS", "BASE", "VORG", "vhea", "vmtx"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(each) for each in characters(texts)])
    subsetter.subset(face)
    names = face["name"]
    for record in list(names.names):
        if record.nameID in (1, 3, 4):
            names.setName(FAMILY, record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID == 6:
            names.setName(FAMILY.replace(" ", ""), 6, record.platformID, record.platEncID, record.langID)
    top = face["CFF "].cff
    top.fontNames = [FAMILY.replace(" ", "")]
    top.topDictIndex[0].FamilyName = top.topDictIndex[0].FullName = FAMILY
    face.save(str(target))


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
