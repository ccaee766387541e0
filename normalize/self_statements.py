"""What headings and sentences say of the body and the year, for documents whose title does not.

Headings of the parts (第二部分 某市某局2026年度部门预算表), the first words of an
account (某市某局2026年度收入预算…), the heading 某市某局概况 and the sentence
某市某局是市政府工作部门.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalize.bodies import BODY, BODY_END
from normalize.folding import fold, fold_wide
from normalize.numbering import parse_ordinal
from normalize.places import place_of
from normalize.prose import ProseParagraph
from normalize.vocabulary import DocumentKind

_MONEY_WORDS = r"(?:收|支|预算|决算|财政拨款|机关运行|政府采购|部门|单位|“三公)"
#: 纳入某县某局2026年部门预算编制范围的单位, 按照某局…: the sentence begins before the name.
_NAME = r"(?!纳入|列入|关于|根据|按照|按|对|由|从|将|在|与|比|较)[\u4e00-\u9fff（）()]"
_PART_OF_BOOK = r"(?:[（(](?:部门|单位|本级|机关|汇总)[）)])?"
_SECOND_NAME = r"(?:[（(][^（）()]{2,30}[）)])?"
_ACCOUNTS = (
    # 某市检察院财政拨款“三公”经费预算2015年情况如下.
    re.compile(
        rf"^(?P<name>{_NAME}[\u4e00-\u9fff（）()]{{1,29}}?{BODY_END})"
        r"(?=(?:财政拨款|一般公共预算)[^。,，]{0,10}“?三公[^。,，]{0,8}(?P<year>20\d\d)年)"
    ),
    re.compile(
        rf"^(?P<name>{_NAME}[\u4e00-\u9fff（）()]{{1,29}}?{BODY_END}){_PART_OF_BOOK}"
        rf"(?P<year>20\d\d)年度?(?=[^年月日]{{0,12}}{_MONEY_WORDS})"
    ),
    re.compile(
        rf"^(?P<year>20\d\d)年度?(?P<name>{_NAME}[\u4e00-\u9fff（）()]{{3,29}}?{BODY_END}){_PART_OF_BOOK}(?={_MONEY_WORDS})"
    ),
)
#: 某县某局概况; 某县某局是县政府组成部门: no year beside the name.
_DESCRIPTIONS = (
    re.compile(
        rf"^(?P<name>{_NAME}[\u4e00-\u9fff]{{1,29}}?{BODY_END}){_SECOND_NAME}(?:部门|单位)?"
        r"(?:(?:基本)?概况|(?:主要|基本)?(?:职能|职责)(?:简介|概述)?)$"
    ),
    re.compile(
        rf"^(?P<name>{_NAME}[\u4e00-\u9fff（）()]{{1,29}}?{BODY_END}){_SECOND_NAME}[,，]?[是为](?:[^。；;]{{0,60}}?)"
        r"(?:工作部门|组成部门|职能部门|(?:直属|派出|内设|工作|管理|参公)机构|(?:事业|预算|参公|行政|全额)[^。；;，,]{0,6}单位|(?:审判|监督|司法|行政|国家)机关|"
        r"(?:群众|人民)[^。；;，,]{0,4}(?:组织|团体)|公办|综合(?:性)?医院)"
    ),
)
#: The year an account is of; not the one it is compared with (比2025年预算…, 与2025年相比).
_YEAR_OF_ACCOUNT = re.compile(
    r"(?:^|(?<=[^比较与\d]))(?P<year>20\d\d)年(?:度|初)?[,，]?(?![^。；;，,]{0,10}(?:相比|比较)|无[此该])[^。；;，,年月日]{0,24}?"
    r"(?:收入|支出|预算|决算|政府采购|“三公|重点工作|工作任务)"
)
_LAST_PARAGRAPHS = 4
_FIRST_LINES = 30
#: ——2023年1月10日在某市人民代表大会第三次会议上; 主任、各位委员：
_SESSION = re.compile(
    r"会议上[)）]?$|^[（(]20\d\d年\d{1,2}月(?:\d{1,2}日)?[)）]$|^(?:主任|各位|[省市区县州]人大)[^。]{0,30}[:：]$"
)
_DATE_LINE = re.compile(r"[（(]?20\d\d年\d{1,2}月\d{1,2}日[）)]?")
_DRAWN_UP = re.compile(
    r"(?:根据|按照)[^。]{0,200}?[,，](?:现|经[^。，,]{0,20}?)(?:汇总|审核|批准|将)[^。，,]{0,12}[,，]"
)
#: “三公”经费决算数共计35.5万元, 支出2万元，年初预算为3万元; not 比上年决算数下降.
_FINAL_SUM = re.compile(
    r"(?<![比较与])(?:支出|经费|收入|[”\"])决算(?:数|总额)?(?:为|共计|合计|总计)?\d|\d[万亿]?元,(?:年初|全年|调整)预算数?为?\d"
)
#: 政府采购预算17000元; final accounts too tell 年初预算为…, so that they are asked first.
_BUDGET_SUM = re.compile(r"(?:支出|经费|收入|采购|拨款|[”\"])(?:总)?预算(?:数|总额)?(?:安排)?(?:为|共计|合计|总计)?\d")
_FIRST_PARAGRAPHS = 24
"""Paragraphs in which a text tells its first sums; a short table printed before them is read as some ten."""


def bodies_told(paragraphs: Sequence[ProseParagraph]) -> list[tuple[str, int]]:
    """Return the bodies, all of some place, that headings and sentences name, each with its year; 0 where none stands beside.

    Descriptions count only where no account names a body: they may be of another one.
    """
    lines = [_without_ordinal(fold_wide(each.text)) for each in paragraphs]
    return list(_told(lines, _ACCOUNTS)) or list(_told(lines, _DESCRIPTIONS))


def signed_by(paragraphs: Sequence[ProseParagraph]) -> str | None:
    """Return the body, of some place, that signs a text above a date on its last lines; None where none does."""
    lines = [fold_wide(each.text) for each in paragraphs[-_LAST_PARAGRAPHS:]]
    for name, date in pairwise(lines):
        if _DATE_LINE.fullmatch(date) and BODY.match(name) and place_of(name):
            return name
    return None


def presented_by(cover: Sequence[str]) -> str | None:
    """Return the body, of some place, that stands between a report's title and its salutation; None where none does."""
    lines = [fold_wide(line) for line in cover[:_FIRST_LINES]]
    for index, name in enumerate(lines):
        around = lines[max(0, index - 2) : index] + lines[index + 1 : index + 3]
        if BODY.match(name) and place_of(name) and any(_SESSION.search(line) for line in around):
            return name
    return None


def _told(lines: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[str, int]]:
    for line in lines:
        for pattern in patterns:
            found = pattern.match(line)
            if found and BODY.match(found["name"]) and place_of(found["name"]):
                year = found.groupdict().get("year")
                yield found["name"], int(year) if year else 0


def years_told(paragraphs: Sequence[ProseParagraph]) -> int:
    """Return the year that most sentences account for, 0 where none or two alike."""
    counted = Counter(
        int(found["year"]) for each in paragraphs if (found := _year_of_account(_without_ordinal(fold_wide(each.text))))
    )
    most = counted.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return 0
    return most[0][0]


def _year_of_account(text: str) -> re.Match[str] | None:
    # 根据…的规定，经某市财政局汇总，2025年…: the account begins behind what it was drawn up by.
    return _YEAR_OF_ACCOUNT.search(text[:80]) or (
        re.match(r"(?P<year>20\d\d)年", text[drawn.end() :]) if (drawn := _DRAWN_UP.match(text)) else None
    )


def kind_told(paragraphs: Sequence[ProseParagraph]) -> DocumentKind:
    """Return what the first sums of a text without title are of; `other` where they do not say."""
    first = [fold(each.text) for each in paragraphs[:_FIRST_PARAGRAPHS]]
    if any(_FINAL_SUM.search(text) for text in first):
        return "final_accounts"
    return "budget" if any(_BUDGET_SUM.search(text) for text in first) else "other"


def _without_ordinal(line: str) -> str:
    ordinal = parse_ordinal(line)
    return ordinal.rest if ordinal else line
