"""Cases set by programs rather than by hand: typst and ReportLab."""

from __future__ import annotations

import io
from collections.abc import Iterator

import typst
from reportlab import rl_config
from reportlab.lib.colors import black, lightblue
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from benchmarks.corners.cases import MERGED, WORDS, Case, plain
from benchmarks.corners.cases import Table as Truth
from samples.generator.font import FAMILY
from samples.generator.typesetting import FONTS

_MERGED = [["科目", "预算", ""], ["", "基本", "项目"], ["合计", "1.00", "2.00"]]
_FIGURES = [["科目", "预算数"], ["教育支出", "1,234.56"], ["科技支出", "34.50"], ["合计", "1,269.06"]]


def typeset_cases() -> Iterator[Case]:
    """Yield pages of both typesetters."""
    yield Case("typst_strokes", _typst(_table(WORDS, "stroke: 0.5pt")), (plain(WORDS),))
    yield Case("typst_coloured_header", _typst(_table(WORDS, _BAND)), (plain(WORDS),))
    yield Case("typst_three_lines", _typst(_table(_FIGURES, _THREE_LINES)), (plain(_FIGURES),))
    yield Case("typst_merged", _typst(_TYPST_MERGED), (MERGED,))
    yield Case("typst_rotated_label", _typst(_TYPST_ROTATED), (_ROTATED_TRUTH,))
    yield Case("reportlab_grid", _reportlab(WORDS, [("GRID", (0, 0), (-1, -1), 0.5, black)]), (plain(WORDS),))
    yield Case("reportlab_merged", _reportlab(_MERGED, _SPANS), (MERGED,))
    yield Case("reportlab_header_band", _reportlab(WORDS, _HEADER), (plain(WORDS),))


_BAND = "stroke: 0.5pt, fill: (_, y) => if y == 0 { blue.lighten(60%) }"
_THREE_LINES = "stroke: none, align: (x, _) => if x == 0 { left } else { right }, table.hline(), table.hline(y: 1)"

_TYPST_MERGED = """#table(columns: (80pt, 80pt, 80pt), stroke: 0.5pt,
  table.cell(rowspan: 2)[科目], table.cell(colspan: 2)[预算], [基本], [项目], [合计], [1.00], [2.00])"""

_TYPST_ROTATED = """#table(columns: (24pt, 80pt), stroke: 0.5pt,
  table.cell(rowspan: 3, rotate(-90deg, reflow: true)[绩效指标]), [数量指标], [质量指标], [时效指标])"""
_ROTATED_TRUTH: Truth = (
    (0, 0, 3, 1, "绩效指标"),
    (0, 1, 1, 1, "数量指标"),
    (1, 1, 1, 1, "质量指标"),
    (2, 1, 1, 1, "时效指标"),
)


def _table(rows: list[list[str]], options: str) -> str:
    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    last = ", table.hline()" if "hline" in options else ""
    columns = "(" + "90pt, " * len(rows[0]) + ")"
    return f"#table(columns: {columns}, {options}, {cells}{last})"


def _typst(body: str) -> bytes:
    source = f'#set page(paper: "a4")\n#set text(font: "{FAMILY}", size: 10pt, fallback: false)\n{body}\n'
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    made: bytes = typst.compile(source.encode(), format="pdf", font_paths=fonts, timestamp=0)
    return made


_SONG = "STSong-Light"
_SPANS = [
    ("GRID", (0, 0), (-1, -1), 0.5, black),
    ("SPAN", (0, 0), (0, 1)),
    ("SPAN", (1, 0), (2, 0)),
]
_HEADER = [("GRID", (0, 0), (-1, -1), 0.5, black), ("BACKGROUND", (0, 0), (-1, 0), lightblue)]


def _reportlab(rows: list[list[str]], style: list[tuple[object, ...]]) -> bytes:
    rl_config.invariant = 1
    registerFont(UnicodeCIDFont(_SONG))
    table = Table(rows, colWidths=90)
    table.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), _SONG, 10), *style]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()
