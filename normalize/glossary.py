"""Terms that the document explains in its 名词解释."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.numbering import Ordinal, parse_ordinal
from normalize.schema import GlossaryEntry
from normalize.sections import Outlined

#: Headings of the section, whatever stands around the words: 专业性名词解释, 名词解释（本部门）.
_HEADING = re.compile(r"名\s*词\s*(?:解\s*释|说\s*明)|专业名词|相关名词|术语解释")
#: The mark between a term and its explanation, where no colon is printed.
_SAYS = re.compile(r"(?:[：:]|，?(?:是指|系指|指的是|主要是指|主要指|指)(?!标|导|定|挥|引|数|令))")
#: 5.教育支出反映政府…: no colon; in numbered paragraphs alone, as explanations too say 其中，甲反映….
_REFLECTS = re.compile(r"反映(?=政府|单位|各|用于|除)")
#: How an explanation begins.
_EXPLAINS = re.compile(r"^(?:主要)?(?:是指|指|系指|反映|纳入)")
_ATTACHED = re.compile(r"^附件\s*\d*\s*[：:]")
_BOLD = re.compile(r"\*\*|__")


@dataclass(frozen=True, slots=True)
class GlossarySettings:
    """What a term looks like."""

    fewest_untitled: int = 3
    """Numbered explanations in a row that are entries where no heading says so."""
    longest_term: int = 60
    """Characters; the longest real ones are functional classes with 类, 款 and 项 named."""


def glossary_of(
    outline: Sequence[Outlined], *, document_id: str, settings: GlossarySettings | None = None
) -> list[GlossaryEntry]:
    """Return the entries of every 名词解释 section, in printed order.

    Numbered explanations in a row (1.甲：指…) are entries without the heading too,
    which extracts and pages joined from parts leave out.

    A paragraph that names no term of its own continues the definition before it.
    Terms keep their quotes (“三公”经费) and lose ordinals and Markdown marks.
    """
    chosen = settings or GlossarySettings()
    entries: list[GlossaryEntry] = []
    within: int | None = None
    for section in outline:
        if _HEADING.search(section.title or "") and len(section.title or "") <= 20:
            within = section.level
        elif within is not None and section.level <= within:
            within = None
        if within is not None:
            entries.extend(_entries(section, document_id, chosen, nested=section.level > within))
            if any(_ATTACHED.match(_bare(each.text)) for each in section.paragraphs):
                within = None
        elif untitled := _untitled(section, chosen):
            entries.extend(_entries(untitled, document_id, chosen, nested=False))
    return entries


def _untitled(section: Outlined, settings: GlossarySettings) -> Outlined | None:
    """Return the part of a section that is a row of numbered explanations, or None."""
    numbered = [
        (index, ordinal)
        for index, each in enumerate(section.paragraphs)
        if (ordinal := parse_ordinal(_bare(each.text))) is not None
    ]
    explains = [(index, ordinal) for index, ordinal in numbered if _is_explanation(ordinal.rest, settings)]
    if len(explains) < settings.fewest_untitled:
        return None
    first = explains[0]
    within = [ordinal for index, ordinal in numbered if index >= first[0] and ordinal.style == first[1].style]
    if len(explains) * 3 < len(within) * 2:
        return None
    return replace(section, paragraphs=section.paragraphs[first[0] :])


def _is_explanation(body: str, settings: GlossarySettings) -> bool:
    split = _split(body, settings, numbered=True)
    return split is not None and _EXPLAINS.match(split[1]) is not None


def _entries(section: Outlined, document_id: str, settings: GlossarySettings, *, nested: bool) -> list[GlossaryEntry]:
    found: list[GlossaryEntry] = []
    if nested and section.title and section.paragraphs:
        # A term set as a heading, its explanation in the paragraph below.
        pages = sorted({page for each in section.paragraphs for page in each.pages})
        text = "\n".join(_bare(each.text) for each in section.paragraphs)
        return [GlossaryEntry(document_id=document_id, term=_term(section.title), definition=text, pages=pages)]
    first: Ordinal | None = None
    for paragraph in section.paragraphs:
        text = _bare(paragraph.text)
        if _ATTACHED.match(text):
            break
        ordinal = parse_ordinal(text)
        body = ordinal.rest if ordinal else text
        deeper = ordinal is not None and first is not None and ordinal.rank > first.rank
        split = (
            None
            if deeper or (first is not None and ordinal is None)
            else _split(body, settings, numbered=ordinal is not None)
        )
        if split is None:
            if found:
                last = found[-1]
                last.pages[:] = sorted({*last.pages, *paragraph.pages})
                found[-1] = GlossaryEntry(
                    document_id=document_id, term=last.term, definition=f"{last.definition}\n{text}", pages=last.pages
                )
            continue
        first = first or ordinal
        term, definition = split
        found.append(
            GlossaryEntry(document_id=document_id, term=term, definition=definition, pages=list(paragraph.pages))
        )
    return found


def _split(body: str, settings: GlossarySettings, *, numbered: bool) -> tuple[str, str] | None:
    said = _SAYS.search(body) or (_REFLECTS.search(body) if numbered else None)
    if said is None or not 0 < said.start() <= settings.longest_term:
        return None
    term = _term(body[: said.start()])
    colon = body[said.start()] in "：:"
    definition = body[said.end() :] if colon else body[said.start() :].lstrip("，,")
    if not term or not definition.strip() or re.search(r"[。；;]", term):
        return None
    return term, definition.strip()


def _term(text: str) -> str:
    return text.strip().rstrip("，,。、：: ")


def _bare(text: str) -> str:
    return _BOLD.sub("", text).strip()
