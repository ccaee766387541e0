"""Find the title of a document among the lines of its first pages, and the body that a title names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.wrapping import join_wrapped
from normalize.bodies import BODY
from normalize.folding import fold_wide
from normalize.numbering import parse_ordinal
from normalize.places import place_of
from normalize.prose import ProseParagraph
from normalize.table_numbers import is_table_number


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """How far to look."""

    cover_paragraphs: int = 80
    """Paragraphs among which the title stands; web pages print some sixty lines of menus first."""
    longest_title: int = 60
    """Characters of a title line."""
    cover_lines: int = 6
    """Lines a title page spreads one title over."""


#: Not the year of a date: 2021年10月某局2020年度决算.
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:-\s*20\d\d\s*)?(?:年(?!\s*\d{1,2}\s*月)|(?=度))")
SUBJECT = re.compile(r"(?:预\s*算|决\s*算)(?!\s*(?:单位|管理|编制(?!说明|情况)|法|收入|支出|绩效|项目))")
#: 一般公共预算 is a fund, not the document: …2019年度一般公共预算财政 | 拨款“三公”经费支出决算情况说明.
_FUND = re.compile(r"(?:公共|基金|资本经营)预算")
#: What governments publish beside budgets: 某区2020年转移支付情况说明.
_OF_GOVERNMENTS = re.compile(r"20\d\d年(?:度)?[^,，:：]{0,12}(?:转移支付|政府债务)[^,，:：]{0,6}情况(?:的?说明)?$")
STOP = re.compile(r"[。；;！？]|[：:]$")
#: 某局2026年度部门预算：, a title all the same; 情况公布如下： is none.
_COLON = re.compile(r"(?<=[算明])[：:]$")
_CONTENTS = re.compile(r"目\s*录$")
#: Not titles although they name a year and a budget: bread crumbs, site names, cross references, sums of money.
_NOISE = re.compile(r"[>_/]|当前位置|来源|详见|网站|附件[:：]|^《|关于印发|\.(?:xls|doc|pdf)|\d\s*[万亿]?元")

LABEL = re.compile(
    r"(?:预算主管部门|主管部门|预算部门|预算单位|编制部门|编制单位|填报单位|填报部门|公开部门|公开单位|(?:部门|单位)(?:[(（](?:部门|单位)[)）])?名称|部门|(?<!事业)(?<![处科]级)(?<![下所]属)(?<![二三]级)(?<!拨款)单位)"
    r"(?:\(盖章\)|（盖章）)?\s*[:：]\s*(?P<name>[^\s:：；;，,。]{3,40})"
)
_DATE = re.compile(
    r"(?:20\d\d|[二〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?"
)
YEAR_PHRASE = re.compile(r"(?<!\d)20\d\d\s*(?:-\s*20\d\d\s*)?年?\s*(?:年度|度)?")
_TITLE_TAIL = re.compile(
    r"(?:的)?(?:(?:一般公共预算)?(?:财政拨款)?(?:安排)?[“\"]?三公[”\"]?经费(?:支出)?)?(?:市级|区级|县级|省级|本级)?(?:部门|单位|预算单位)?(?:汇总)?(?:综合)?(?:收支)?(?:预算|决算)"
    r"(?:收支)?(?:信息|情况|数据)?(?:公开)?(?:情况|信息)?(?:的)?(?:说明|报表|报告|表|文本|编制说明)?(?:目录)?$"
)
#: 部门预算及“三公”经费预算公开说明.
_WITH_COSTS = re.compile(
    r"(?<=[预决]算)(?:及|和|暨|、)[“\"]?三公[”\"]?经费(?:支出)?(?:预算|决算)?(?=公开|信息|情况|说明|$)"
)
QUALIFIER = re.compile(r"[（(](?:汇总|本级|机关|单位|部门|含下属单位|公开|系统|局本级|本部|[一二三四五六\d])[）)]")
#: A title page read as one line: 某局部门决算公开某局….
_TWICE = re.compile(r"^(?P<name>.{4,30}?)(?:部门|单位)?(?:预算|决算)(?:信息|情况)?(?:公开)?(?P=name)$")
_SECOND_NAME = re.compile(r"[（(](?P<name>[^（）()]{6,36})[）)]$")
#: 某镇人民政府关于2020年本级决算的报告 (the year is cut by then).
_ABOUT = re.compile(r"关于(?=[^关]{0,20}[预决]算)")
_PARTY = re.compile(r"^(?:关于|附件\s*\d*\s*[:：]?)")


def cover_of(paragraphs: Sequence[ProseParagraph], settings: TitleSettings) -> list[str]:
    """Return the first short lines of the document."""
    # Pages saved as text keep the bars between cells: 920某县某所 |, and 标题: | 某局2020年部门预算 |.
    cells = [cell for each in paragraphs[: settings.cover_paragraphs] for cell in each.text.split("|")]
    return [_COLON.sub("", text) for cell in cells if (text := cell.strip())]


def title_of(cover: Sequence[str], settings: TitleSettings) -> str | None:
    """Return the first complete title: year, and budget or accounts, on one line or spread over a title page."""
    best: tuple[int, str] | None = None
    for first in range(len(cover)):
        for count in range(1, settings.cover_lines + 1):
            lines = cover[first : first + count]
            if len(lines) < count or any(not _is_title_line(line, settings) for line in lines):
                break
            text = join_wrapped(lines)
            following = cover[first + count] if first + count < len(cover) else ""
            if count > 1 and is_title(cover[first], settings) and not _goes_on(cover[first], cover[first + 1]):
                break
            if is_title(text, settings) and not (_goes_on(text, following) and _is_title_line(following, settings)):
                text = _with_tail(text, cover[first + count : first + count + 2])
                score = _score(text, count, first)
                if best is None or score > best[0]:
                    best = (score, text)
                break
    return best[1] if best else None


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a title goes on: …预算执行情况 | 和2021年预算草案的报告."""
    return bool(re.search(r"[和及暨与]$", line) or re.match(r"[和及暨与]20\d\d年", following))


def _score(text: str, lines: int, position: int) -> int:
    body = body_in(text)
    score = 10 if body else 0
    score += 8 if body and place_of(body) else 0
    score += 4 if re.search(r"(?:部门|单位).{0,4}(?:预算|决算)|预算公开|决算公开", text) else 0
    return score - 2 * lines - min(position, 20) // 4


def _is_title_line(line: str, settings: TitleSettings) -> bool:
    if STOP.search(line) or _NOISE.search(line) or _CONTENTS.search(line) or len(line) > settings.longest_title:
        return False
    ordinal = parse_ordinal(line)
    return ordinal is None and not LABEL.search(line)


def is_title(text: str, settings: TitleSettings) -> bool:
    """Tell whether a text reads as a title: a year, and budget or accounts, in no sentence."""
    return (
        len(text) <= settings.longest_title + 20
        and STOP.search(text) is None
        and _NOISE.search(text) is None
        and YEAR.search(text) is not None
        and (SUBJECT.search(_FUND.sub("", text)) is not None or _OF_GOVERNMENTS.search(text) is not None)
    )


def _with_tail(text: str, following: Sequence[str]) -> str:
    """Add what a title page prints below: 信息公开, 公开, 情况说明."""
    for line in following:
        if re.fullmatch(r"(?:信息|情况)*(?:公开)?(?:情况)?(?:说明|表|报表)?", line) and line:
            return join_wrapped((text, line))
        break
    return text


def body_in(title: str) -> str | None:
    """Return the public body that a title names, or None."""
    text = _PARTY.sub("", fold_wide(title))
    text = QUALIFIER.sub("", text)
    text = re.sub(r"目录$", "", text)
    text = YEAR_PHRASE.sub("", _DATE.sub("", text))
    if (about := _ABOUT.search(text)) and BODY.match(text[: about.start()]):
        text = text[: about.start()]
    text = _TITLE_TAIL.sub("", _WITH_COSTS.sub("", text))
    text = re.sub(r"(?<=[局厅委室部院会])(?:部门|单位)$", "", text)
    text = _TITLE_TAIL.sub("", text)
    bare = re.sub(r"机关$", "", text)
    # 某某局（某某办公室): a second name of the same body.
    if (second := _SECOND_NAME.search(bare)) and BODY.match(second["name"]):
        bare = bare[: second.start()]
    bare = _TWICE.sub(r"\g<name>", bare)
    return bare if BODY.match(bare) else None


def first_caption(captions: Sequence[str]) -> str | None:
    """Return the first line above the tables that is a title of something."""
    for line in captions:
        text = line.strip()
        if (
            len(text) >= 5
            and not is_table_number(text)
            and not LABEL.search(text)
            and re.search(r"[表录]|预算|决算", text)
            and "单位：" not in text
        ):
            return text
    return None


def largest_line(paragraphs: Sequence[ProseParagraph]) -> str | None:
    """Return the line of the first page that is set larger than everything else on it."""
    first = [each for each in paragraphs if each.size and each.pages[:1] == paragraphs[0].pages[:1]]
    lines = [each for each in first if not STOP.search(each.text) and not _CONTENTS.search(each.text)]
    if len(first) < 2 or not lines:
        return None
    largest = max(lines, key=lambda each: each.size or 0.0)
    rest = [each.size or 0.0 for each in first if each is not largest]
    return largest.text if (largest.size or 0.0) > max(rest) and not parse_ordinal(largest.text) else None
