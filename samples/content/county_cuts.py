"""Where the pages of the county bureau's text end: one of each kind of cut that converters leave behind."""

from __future__ import annotations

from samples.generator.content import Disclosure, Paragraph, Table
from samples.generator.dump import Cut, Hand, Plan

#: Pages written with formulas, signs and half-width marks stand between plain ones.
_PLAIN, _SPACED, _FORMULAS = Hand(), Hand(spaced=True), Hand(half_width=True, latex=True)


def county_plan(content: Disclosure) -> Plan:
    """Return the plan of the committed text."""
    first_form = next(
        index for index, block in enumerate(content.blocks) if isinstance(block, Table) and block.header[0]
    )
    procurement = _titled(content, "部门政府采购预算")
    form = {number: first_form + number - 1 for number in range(1, 9)}
    cuts = (
        # Prose that goes on over the page, in the middle of a term and of a sum.
        _prose(content, "（二）组织", before="保证城乡"),
        _prose(content, "2020年，我部门财政拨款", before="费1.40万元"),
        _prose(content, "围绕便利", before="个、乡镇集贸市场"),
        # The header alone at the foot of a page; it comes again on the next.
        Cut(form[1], row=7),
        # A row cut in two of its cells; the others are complete before the cut.
        Cut(form[1], row=12, inside=True, kept=((2, 4), (3, 15))),
        # The label of the form's head is cut.
        Cut(form[2], row=2, kept=((0, 4),)),
        # Level 2, description and basis go on; level 1 spans the cut and is blank after it.
        Cut(form[2], row=14, inside=True, kept=((1, 4), (3, 18), (5, 8))),
        # Between two rows, with the header and without it.
        Cut(form[3], row=9),
        Cut(form[4], row=11, repeat_header=False),
        # A single cell goes on.
        Cut(form[5], row=7, inside=True, kept=((3, 16),)),
        Cut(form[6], row=11, inside=True, kept=((2, 5), (3, 14))),
        # The last row of a form, cut in two cells.
        Cut(form[8], row=11, inside=True, kept=((1, 7), (3, 12))),
        # Department and unit line again, header without its last column, which is blank.
        Cut(procurement, row=10, repeat="lines", lost_columns=1),
    )
    hands = (_SPACED, _PLAIN, _SPACED, _PLAIN, _SPACED, _SPACED, _FORMULAS, _SPACED, _PLAIN)
    return Plan(cuts, hands, gapped=frozenset({"518-0301-YCN-E0L1"}))


def _titled(content: Disclosure, title: str) -> int:
    return next(
        index for index, block in enumerate(content.blocks) if isinstance(block, Table) and block.title == title
    )


def _prose(content: Disclosure, start: str, *, before: str) -> Cut:
    """Return a cut before some words of the paragraph that starts so."""
    for index, block in enumerate(content.blocks):
        if isinstance(block, Paragraph) and block.text.startswith(start):
            return Cut(index, offset=block.text.index(before))
    raise ValueError(f"no paragraph starts with {start}")
