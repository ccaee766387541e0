"""Pages to print on: marks collected top-down, written as PDF by reportlab once the number of pages is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from samples.generator.lettering import Font, font_name, width
from samples.generator.typesetting import PageNumbers

_ASCENT = 0.86
"""Of both fonts, as a share of the size: how far below its top a line's letters stand."""


@dataclass(frozen=True, slots=True)
class _Letters:
    x: float
    top: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """A stroked line, or a thin filled rectangle in its place."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class _Page:
    width: float
    height: float
    marks: list[_Letters | _Bar] = field(default_factory=list)


@dataclass(slots=True)
class Press:
    """Sets marks on the last page; lengths in points, from the top-left corner."""

    font: Font
    margin: float
    rule: float
    filled: bool
    """Draw rules as filled rectangles."""
    pages: list[_Page] = field(default_factory=list)
    y: float = 0.0
    """Top of what is printed next."""
    printed_rows: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    """Pages, from 1, on which each row of each table (both from 0) has text of its own."""

    @property
    def page(self) -> _Page:
        """The page being printed."""
        return self.pages[-1]

    @property
    def bottom(self) -> float:
        """Lowest place for print."""
        return self.page.height - self.margin

    @property
    def fresh(self) -> bool:
        """Tell whether nothing is printed on the page yet."""
        return not self.page.marks

    def turn(self, size: tuple[float, float]) -> None:
        """Begin a page."""
        self.pages.append(_Page(*size))
        self.y = self.margin

    def note_row(self, table: int, row: int) -> None:
        """Remember that the page shows text of a row."""
        self.printed_rows.setdefault((table, row), set()).add(len(self.pages))

    def letters(self, x: float, top: float, size: float, text: str) -> None:
        """Print one line of text."""
        if text.strip():
            self.page.marks.append(_Letters(x, top, size, text))

    def bar(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a horizontal or vertical rule."""
        self.page.marks.append(_Bar(x0, top, x1, bottom))

    def write(self, title: str, numbers: PageNumbers, running_head: str) -> bytes:
        """Return the PDF; the same marks give the same bytes."""
        made = BytesIO()
        canvas = Canvas(made, invariant=1, pageCompression=1)
        canvas.setTitle(title)
        for number, page in enumerate(self.pages, 1):
            canvas.setPageSize((page.width, page.height))
            canvas.setLineWidth(self.rule)
            for mark in [*page.marks, *self._furniture(page, number, numbers, running_head)]:
                if isinstance(mark, _Bar):
                    self._draw(canvas, page, mark)
                else:
                    canvas.setFont(font_name(self.font), mark.size)
                    canvas.drawString(mark.x, page.height - mark.top - _ASCENT * mark.size, mark.text)
            canvas.showPage()
        canvas.save()
        return made.getvalue()

    def _draw(self, canvas: Canvas, page: _Page, bar: _Bar) -> None:
        top, bottom = page.height - bar.top, page.height - bar.bottom
        if self.filled:
            half = self.rule / 2
            canvas.rect(
                bar.x0 - half, bottom - half, bar.x1 - bar.x0 + 2 * half, top - bottom + 2 * half, stroke=0, fill=1
            )
        else:
            canvas.line(bar.x0, top, bar.x1, bottom)

    def _furniture(self, page: _Page, number: int, numbers: PageNumbers, running_head: str) -> list[_Letters]:
        texts = {
            "none": "",
            "plain": f"{number}",
            "dashes": f"— {number} —",
            "chinese": f"第{number}页 共{len(self.pages)}页",
        }
        size = 9.0
        made = []
        for text, top in ((texts[numbers], page.height - 0.6 * self.margin), (running_head, 0.4 * self.margin)):
            if text:
                made.append(_Letters((page.width - width(text, self.font, size)) / 2, top, size, text))
        return made
