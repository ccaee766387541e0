"""A few lines of PDF written by hand, so that a test says exactly what is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_CJK = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    "/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
    "/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)


def text(x: float, y: float, words: str, size: float = 10, matrix: str = "1 0 0 1") -> str:
    """Print words with the baseline at y (PDF space, upwards)."""
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> str:
    """Draw a line."""
    return f"{width} w {x0} {y0} m {x1} {y1} l S\n"


def ruled(xs: list[float], ys: list[float]) -> str:
    """Draw a full lattice, one line for each x and y."""
    return "".join(rule(xs[0], y, xs[-1], y) for y in ys) + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def pdf(
    *contents: str,
    page: str = "/MediaBox[0 0 595 842]",
    forms: dict[str, str] | None = None,
    ascent: int = 880,
) -> bytes:
    """Return a PDF with one page for each content stream; `ascent` is what its font claims."""
    font = _CJK.replace("/Ascent 880", f"/Ascent {ascent}").replace(
        "/Descent -120", f"/Descent {ascent - 1000 if ascent else 0}"
    )
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font.encode()]
    names = ""
    for name, form in (forms or {}).items():  # a form may use those named before it
        head = (
            "<</Type/XObject/Subtype/Form/BBox[-2000 -2000 2000 2000]"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<<{names}>>>>/Length {len(form)}>>stream\n"
        )
        objects.append(f"{head}{form}\nendstream".encode())
        names += f"/{name} {len(objects)} 0 R"
    pages = []
    for content in contents:
        body = content.encode()
        objects.append(b"<</Length %d>>stream\n" % len(body) + body + b"\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R{page}/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<<{names}>>>>>>".encode()
        )
        pages.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(pages)}]>>".encode()
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def saved(folder: Path, *contents: str, **options: Any) -> Path:
    """Write a PDF and return its path; options as for `pdf`."""
    path = folder / "document.pdf"
    path.write_bytes(pdf(*contents, **options))
    return path
