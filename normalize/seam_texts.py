"""Does a text go on in another? Questions about the last text before a seam and the first after it.

Each takes the two as printed and answers True where its sign is there; False
says only that it is not.
"""

from __future__ import annotations

import re
from functools import cache

from normalize.codes import code_list
from normalize.folding import fold
from normalize.lexicon import is_closed_term, is_form_label
from normalize.money import is_number
from normalize.row_keys import is_total_label
from normalize.vocabulary import CodeScheme

_PAIRS = {"(": ")", "《": "》", '"': '"', "[": "]", "「": "」"}
_MID_SENTENCE = re.compile(r"[,，。;；:、.)）》”\]]|的(?!确)|及(?!时)|和(?!谐|平)|与|等(?!级|保)")
_NUMERALS = re.compile(r"[一二三四五六七八九十]+")
_ENDED = re.compile(r"[。;；!！]$")
_ITEM = re.compile(
    r"\d{1,3}[、.．)](?!\d)|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|指标\d+[:：]|[①-⑳]"
)
_SERIAL = re.compile(r"(?P<word>目标|任务|工作|)(?P<value>\d{1,2})(?P<mark>[:、.])(?!\d)")
_COUNTED = re.compile(r"(?<![\d.])(\d{1,2})、")
_LONGEST_TERM = 24
_OPEN_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]*-")
_CODE_REST = re.compile(r"[0-9A-Z]{2,}")
_BLOCK_LABEL = re.compile(r"(?:年度|当年|项目)?绩效(?:目标)?指标(?:\(.{1,4}\))?")
_UNIT = re.compile(
    r"(?:[%‰个家次场人元分台套项件篇条米亩天日月年期户批页份例起辆间座本册名位班吨处里所栋幢部艘架头只棵株栏根]|人次|万元|亿元|公里|平方米|立方米|公顷|小时|分钟|工作日|个工作日|个百分点)"
    r"(?:及?以上|及?以下|以内|左右)?"
)


def numbers_on_both_sides(before: str, after: str) -> bool:
    """Tell whether each side is one whole number."""
    return is_number(before) and is_number(after)


def number_under_words(before: str, after: str) -> bool:
    """Tell whether a whole number stands below words that end in no figure."""
    return is_number(after) and not re.search(r"[\d.,，]$", before)


def label_whole(before: str, after: str) -> bool:
    """Tell whether the first is a whole form label and the two together are none."""
    return is_form_label(before) and not is_form_label(before + after)


def total_whole(before: str, after: str) -> bool:
    """Tell whether a sum over rows is named whole before the seam: 本年收入合计 | 上年结转."""
    begins = re.match(r"[\u4e00-\u9fff]", fold(after))
    return is_total_label(before) and bool(begins) and not is_total_label(before + after)


def terms_whole(before: str, after: str) -> bool:
    """Tell whether each side is a whole term of a closed vocabulary."""
    return is_closed_term(before) and is_closed_term(after)


def completes_term(before: str, after: str) -> bool:
    """Tell whether the two together are a term of a closed vocabulary and not two terms."""
    joined = fold(before + after)
    if not before or not after or len(joined) > _LONGEST_TERM or terms_whole(before, after):
        return False
    return is_closed_term(joined) and not is_number(after)


@cache
def _official_names() -> frozenset[str]:
    schemes: tuple[CodeScheme, ...] = ("functional", "department_economic", "government_economic")
    return frozenset(fold(entry.name) for scheme in schemes for each in code_list(scheme).values() for entry in each)


def completes_name(before: str, after: str) -> bool:
    """Tell whether the two together are the official name of a code, the first alone not; ordinals apart."""
    first = _ITEM.sub("", fold(before), count=1)
    names = _official_names()
    return first + fold(after) in names and first not in names


def completes_ordinal(before: str, after: str) -> bool:
    """Tell whether numerals alone wait for the mark that makes them an ordinal (二十 | 一、灾害防治)."""
    return bool(_NUMERALS.fullmatch(fold(before)) and re.match(r"[一二三四五六七八九十]*、", fold(after)))


def completes_code(before: str, after: str) -> bool:
    """Tell whether a code that ends with a hyphen goes on."""
    return bool(_OPEN_CODE.fullmatch(fold(before)) and _CODE_REST.match(fold(after)))


def completes_quantity(before: str, after: str) -> bool:
    """Tell whether the rest of a quantity stands below its figure: a bare unit (>=60 | 个), decimals, months of a year.

    No quantity ends with a point (<=2. | 4万元); an ordinal does (1. | 2.).
    """
    first, second = fold(before), fold(after)
    if re.search(r"\d\.$", first):
        return bool(re.match(r"\d", second)) and not re.fullmatch(r"\d+[.、]?", second)
    if re.search(r"(?:19|20)\d\d$", first) and re.match(r"年(?:\d|[底内末前])", second):
        return True
    return bool(re.search(r"\d$", first) and _UNIT.fullmatch(second))


def worded_alike(before: str, after: str) -> bool:
    """Tell whether two short texts end in the same word, as labels of one level do.

    >>> worded_alike("重点工作履行情况", "整体工作完成情况"), worded_alike("社会公众或服务", "对象满意度指标")
    (True, False)
    """
    one, two = fold(before), fold(after)
    short = min(len(one), len(two)) >= 4 and max(len(one), len(two)) <= _LONGEST_LABEL
    return short and one != two and one[-2:] == two[-2:]


_LONGEST_LABEL = 10
"""Characters of a label of one line; longer texts are statements."""


def label_beside_header(before: str, after: str) -> bool:
    """Tell whether the label of a block of indicators, which begins beside its header, goes on beside its rows.

    It is cut, or printed whole on either page. Other headers never do: a blank
    below 备注 or 项目名称 is a blank.
    """
    joined = fold(before + after)
    return bool(_BLOCK_LABEL.fullmatch(joined)) and (fold(after) != joined or not before)


def bracket_open(before: str, after: str) -> bool:
    """Tell whether a bracket or quote opened in the first is closed in the second."""
    first, second = fold(before), fold(after)
    for opening, closing in _PAIRS.items():
        if opening == closing:
            if first.count(opening) % 2 and second.count(opening) % 2:
                return True
        elif first.count(opening) > first.count(closing) and second.count(closing) > second.count(opening):
            return True
    return False


def leading_mark(before: str, after: str) -> bool:  # noqa: ARG001
    """Tell whether the second begins with a mark or particle that begins no sentence."""
    return bool(_MID_SENTENCE.match(fold(after)))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends a sentence."""
    return bool(_ENDED.search(fold(text)))


def counts_on(before: str, after: str) -> bool:
    """Tell whether both begin with a numbered item, and the second goes on with the number after the first's last.

    >>> counts_on("目标7：全年开展执法检查。目标8：培训考核。", "目标9：掌握重大危险源的情况。")
    True
    """
    first, second = _SERIAL.match(fold(before)), _SERIAL.match(fold(after))
    if first is None or second is None or first.group("word", "mark") != second.group("word", "mark"):
        return False
    same = [
        each for each in _SERIAL.finditer(fold(before)) if each.group("word", "mark") == second.group("word", "mark")
    ]
    return int(second["value"]) == int(same[-1]["value"]) + 1


def list_goes_on(before: str, after: str) -> bool:
    """Tell whether a list counted from one in running text is cut inside an item, and its next number stands after it.

    >>> list_goes_on("1、成本指标；总成本。2、产出指标；次数：", "55次。3、产出指标；数量。")
    True
    """
    first, second = ([int(value) for value in _COUNTED.findall(fold(text))] for text in (before, after))
    if not first or not second or first[0] != 1 or second[0] != first[-1] + 1:
        return False
    return bool(_COUNTED.match(fold(before))) and not _COUNTED.match(fold(after))


def starts_item(text: str) -> bool:
    """Tell whether a text begins with the ordinal of a list (一、 1、 (二) 指标3：)."""
    return bool(_ITEM.match(fold(text)))
