"""A small PDF writer: what a page draws is said operator by operator."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Font: TypeAlias = Literal[
    "song", "song_gbk", "song_utf16", "song_vertical", "no_mapping", "western", "disguised", "helvetica"
]

_DESCRIPTOR = (
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
)
_GB1 = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]"
_IDENTITY = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"


def _composite(encoding: str, collection: str, kind: str) -> str:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[<</Type/Font"
        f"/Subtype/{kind}/BaseFont/STSong-Light{collection}{_DESCRIPTOR}>>]>>"
    )


def _every_width(width: int) -> str:
    return f"/FirstChar 0/LastChar 255/Widths[{' '.join([str(width)] * 256)}]"


#: No font is in the file, as with many office programs.
_FONTS: dict[Font, str] = {
    "song": _composite("UniGB-UCS2-H", _GB1, "CIDFontType0"),
    "song_gbk": _composite("GBK-EUC-H", _GB1, "CIDFontType0"),
    "song_utf16": _composite("UniGB-UTF16-H", _GB1, "CIDFontType0"),
    "song_vertical": _composite("UniGB-UCS2-V", _GB1, "CIDFontType0"),
    "no_mapping": _composite("Identity-H", _IDENTITY, "CIDFontType2"),
    "western": f"<</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding{_every_width(500)}>>",
    "disguised": f"<</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding{_every_width(1000)}>>",
    "helvetica": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
}

_GLYPHS_OF_NO_MAPPING = 0x400
"""Glyph numbers of the font without mapping start here: they mean nothing outside its file."""


def _encoded(words: str, font: Font) -> bytes:
    match font:
        case "song_gbk" | "western":
            return words.encode("gbk")
        case "helvetica":
            return words.encode("cp1252")
        case "disguised":
            return bytes(0x3A + ord(each) % 0x40 for each in words)
        case "no_mapping":
            return b"".join((_GLYPHS_OF_NO_MAPPING + ord(each) % 1000).to_bytes(2) for each in words)
        case _:
            return words.encode("utf-16-be")


@dataclass(slots=True)
class Sheet:
    """One page; y runs upwards as in PDF."""

    width: float = 595
    height: float = 842
    left: float = 0
    """x of the page's left edge; few files have another one than 0."""
    bottom: float = 0
    entries: str = ""
    """Further entries of the page's dictionary: /Rotate 90, /CropBox […]."""
    operators: list[str] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    """Form XObjects by name; a form may use those before it."""
    has_picture: bool = False
    """A grey picture goes by the name /Picture."""
    typed: list[tuple[str, tuple[float, float, float, float], str]] = field(default_factory=list)
    """What is typed on the page or into its fields: (/FreeText or /Widget, its box, operators within the box)."""

    def draw(self, operators: str) -> None:
        """Add operators as they are."""
        self.operators.append(operators)

    def text(
        self, x: float, y: float, words: str, *, size: float = 10, matrix: str = "1 0 0 1", font: Font = "song"
    ) -> None:
        """Print words with their baseline starting at (x, y)."""
        self.draw(f"BT /{font} {size} Tf {matrix} {x:g} {y:g} Tm <{_encoded(words, font).hex()}> Tj ET")

    def type_in(self, kind: Literal["/FreeText", "/Widget"], x: float, y: float, words: str) -> None:
        """Type words over the page or into a field of its form, their baseline starting at (x, y)."""
        look = f"BT /song 10 Tf 2 3 Td <{_encoded(words, 'song').hex()}> Tj ET"
        self.typed.append((kind, (x - 2, y - 3, x + 10 * len(words), y + 12), look))

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5) -> None:
        """Stroke a line."""
        self.draw(f"{width} w {x0:g} {y0:g} m {x1:g} {y1:g} l S")

    def fill(self, x: float, y: float, width: float, height: float, *, colour: str = "0 g") -> None:
        """Fill a rectangle."""
        self.draw(f"{colour} {x:g} {y:g} {width:g} {height:g} re f 0 g")

    def lattice(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Stroke every x from the first to the last y, and every y likewise."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])


def saved(sheet: Sheet) -> bytes:
    """Return a PDF of one page."""
    return saved_pages([sheet])


def saved_pages(sheets: Iterable[Sheet]) -> bytes:
    """Return a PDF of these pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *(font.encode() for font in _FONTS.values())]
    fonts = "".join(f"/{name} {number} 0 R" for number, name in enumerate(_FONTS, 3))
    pages = []
    for sheet in sheets:
        names = ""
        if sheet.has_picture:
            objects.append(_stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x80"))
            names = f"/Picture {len(objects)} 0 R"
        for name, form in sheet.forms.items():
            resources = f"/Resources<</Font<<{fonts}>>/XObject<<{names}>>>>"
            objects.append(_stream(f"/Subtype/Form/BBox[-2000 -2000 2000 2000]{resources}", form.encode()))
            names += f"/{name} {len(objects)} 0 R"
        notes = ""
        for kind, place, look in sheet.typed:
            wide, high = place[2] - place[0], place[3] - place[1]
            objects.append(
                _stream(f"/Subtype/Form/BBox[0 0 {wide:g} {high:g}]/Resources<</Font<<{fonts}>>>>", look.encode())
            )
            corners = " ".join(f"{each:g}" for each in place)
            look_of = f"/AP<</N {len(objects)} 0 R>>"
            objects.append(f"<</Type/Annot/Subtype{kind}/FT/Tx/F 4/Rect[{corners}]{look_of}>>".encode())
            notes += f" {len(objects)} 0 R"
        objects.append(_stream("", "\n".join(sheet.operators).encode()))
        box = f"{sheet.left:g} {sheet.bottom:g} {sheet.left + sheet.width:g} {sheet.bottom + sheet.height:g}"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{sheet.entries}/Annots[{notes}]"
            f"/Contents {len(objects)} 0 R/Resources<</Font<<{fonts}>>"
            f"/ExtGState<</Faint<</ca 0.2>>>>/XObject<<{names}>>>>>>".encode()
        )
        pages.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()
    return _file(objects)


def _stream(entries: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
