"""Typeset one content many ways: as PDF, or as the text a converter makes of its pages.

content = county_bureau()
pdf = typeset_pdf(content, Layout(page=(420, 595), repeat_header=False))
text, cuts = dump_text(content, Plan(cuts=(Cut(block=31, row=7),)))
"""

from samples.generator.chance import every_cut, random_layout, random_plan
from samples.generator.content import Cell, Column, Disclosure, Heading, PageBreak, Paragraph, Table
from samples.generator.dump import Cut, CutFact, Hand, Plan, dump_text
from samples.generator.truth import differences, truth
from samples.generator.typesetting import Layout, typeset_pdf

__all__ = [
    "Cell",
    "Column",
    "Cut",
    "CutFact",
    "Disclosure",
    "Hand",
    "Heading",
    "Layout",
    "PageBreak",
    "Paragraph",
    "Plan",
    "Table",
    "differences",
    "dump_text",
    "every_cut",
    "random_layout",
    "random_plan",
    "truth",
    "typeset_pdf",
]
