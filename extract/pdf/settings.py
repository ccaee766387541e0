"""Tunables of the PDF reader, with unit and reason."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LatticeSettings:
    """How rules become cells. Distances in points."""

    same_line: float = 0.8
    """Greatest distance across between pieces of one rule; renderers round to a pixel (0.75 pt)."""
    join_gap: float = 3.5
    """Greatest gap between dashes of one rule; Word's dashed borders leave up to 3 pt."""
    largest_dot: float = 2.0
    """Greatest side of a dot of a dotted rule."""
    shortest_edge: float = 4.0
    """Shorter pieces are ticks of glyphs or ornaments."""
    touch: float = 3.0
    """Greatest distance at which two edges still meet; double borders are up to 3 pt wide."""
    same_border: float = 3.0
    """Edges of one table nearer than this are one border (double borders); a row is at least 5 pt high."""
    open_reach: float = 5.0
    """How far rules must run past the last crossing one for a row or column without outer rule."""
    covered: float = 0.5
    """Least drawn part of a slot's side that separates it from its neighbour."""
    whole_page: float = 0.5
    """Least height, as a share of the page's, of rules that stand side by side without any across: one row, cut by
    both ends of the page. Bars and ornaments are lower, and lines between columns of text fewer."""


@dataclass(frozen=True, slots=True)
class TextSettings:
    """How characters become lines. Distances in em of the character."""

    same_baseline: float = 0.45
    """Greatest distance between baselines in one line; lines are at least 1 em apart."""
    latin_gap: float = 0.3
    """A gap between Latin letters or figures that is a space; narrow spaces measure 0.25 em but are in the file."""
    latin_gap_after_blank: float = 0.1
    """The same where the file has a blank."""
    ideograph_gap: float = 0.75
    """A gap between ideographs that is a space; justified lines stretch gaps to 0.5 em."""
    ideograph_gap_after_blank: float = 0.35
    """The same where the file has a blank."""
    wide_gap: float = 2.0
    """A gap outside tables that separates two pieces of print on one baseline."""
    tight: float = 0.15
    """Characters nearer than this belong to one run; cell padding is at least 0.2 em on either side of a rule."""
    tight_between_scripts: float = 0.05
    """The same where a rule stands between a figure or Latin letter and an ideograph: a code beside its name."""
    overprint: float = 0.25
    """Greatest offset of a character drawn again for bold; six-fold overprints spread over 0.1 em."""


@dataclass(frozen=True, slots=True)
class ParagraphSettings:
    """How lines outside tables become paragraphs. Distances in em unless said otherwise."""

    edge_zone: float = 0.12
    """Upper and lower strip where a lone number is a page number, as a share of the page's longer side: a sheet that
    is turned keeps its margins."""
    right_slack: float = 1.6
    """A full line ends at most this far from the margin: no punctuation may begin a line."""
    indent: float = 1.2
    """Least indent of a first line; the rule is 2."""
    deepest_indent: float = 5.0
    """Greatest indent of a first line; more is centred or set flush right."""
    same_start: float = 0.6
    """Lines that start nearer than this start at the same place."""
    size_change: float = 0.1
    """Change of font size, as a share, that separates a heading from text."""
    spacing: float = 1.5
    """Greatest distance between baselines within a paragraph, in usual distances."""


@dataclass(frozen=True, slots=True)
class AlignedSettings:
    """When words that line up are a table. Distances in points unless said otherwise."""

    fewest_rows: int = 3
    """Least rows of a table without any rule: two lines often line up by chance (signature blocks)."""
    split_gap: float = 0.3
    """Gap in em that may separate columns: padding on both sides; print of one text stands nearer."""
    same_baseline: float = 0.2
    """Greatest distance in em between baselines of one line: headings of two and of four lines stand side by side, a
    quarter of a line apart."""
    lowest_band: float = 6.0
    """Least height of a tinted row."""
    highest_band: float = 120.0
    """Greatest height of a tinted row or header."""
    same_extent: float = 8.0
    """Greatest sum of differences between the ends of rules of one table."""
    row_gap: float = 30.0
    """Greatest empty distance between rows of one table."""
    line_up: float = 0.6
    """Greatest distance in em from the column's usual right edge or middle."""


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """All settings of the reader."""

    lattice: LatticeSettings = field(default_factory=LatticeSettings)
    text: TextSettings = field(default_factory=TextSettings)
    aligned: AlignedSettings = field(default_factory=AlignedSettings)
    paragraph: ParagraphSettings = field(default_factory=ParagraphSettings)
