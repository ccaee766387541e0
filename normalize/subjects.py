"""What a quoted sum is for: its subject, measure, direction and year, from the words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.mentions import narrow
from normalize.numbering import parse_ordinal
from normalize.vocabulary import Direction, Measure

_INCREASE = r"(?:增加|增长|上升|提高|追加|调增|新增|增收|增支|超收|上涨|多)"
_DECREASE = r"(?:减少|下降|降低|调减|核减|压减|减低|减收|减支|短收|下浮|少)"
_DIRECTION_LAST = re.compile(rf"(?:(?P<up>{_INCREASE})|(?P<down>{_DECREASE}))(?:了|额|数|金额|到|约|近)*(?:为|是)?:?$")
_DIRECTION_FIRST = re.compile(
    rf"^(?:相应|其中|共|合计|一是|二是|三是|四是|五是|\d+\.|本年|今年|20\d\d年度?|同时|因此|主要|是|为|又|并)*"
    rf"(?!新增[^,，]{{0,12}}(?:债券|债务|限额))(?:(?P<up>{_INCREASE})|(?P<down>{_DECREASE}))(?:了|安排)?(?P<rest>.+)$"
)
_CHANGE = re.compile(rf"(?P<up>{_INCREASE})|(?P<down>{_DECREASE})")
#: What the sum is compared with: 比上年, 较2019年（剔除…）, 与2025年年初预算数相比.
#: 同口径比上年减少: how, not what.
_SAME_SCOPE = re.compile(r"按?(?:同|可比)口径(?:计算)?[,，]?(?=[比较与同])")
_COMPARED = re.compile(
    r"(?:比|较|与|同|和)(?:(?P<year>20\d\d)年(?:度|初|末)?|上一?年度?|去年|上期|同期|(?:年初|全年|调整)?预算数?(?=增|减|多|少|上升|下降|$)|[年期]初数?(?=增|减|多|少|上升|下降|$))(?P<what>[^,。;；]{0,24}?)"
    r"|(?:^|(?<=[,;；。]))\s*(?:[同环]比(?:上年|去年)?|[对相]比(?=增|减|上升|下降|$))"
)
_PRIOR = re.compile(r"(?:上一?年|去年)(?!度?(?:结转|结余|末|底))")
_ROOT_YEAR = re.compile(
    r"^.{0,24}?(?<![\d自从])(?P<year>20\d\d)年(?P<what>度|初|末|底)?(?!.{0,3}(?:开始|起|以来|以后|成立|印发|发布))"
)

_LEADING = re.compile(
    r"^(?:[\s,、.:：;；。(（)）▍●■◆▲★※•·]|[一二三四五六]是|和|及其中|以及|另外|此外|同时|其中|包括|分别(?:为|是)|含|并|另有|另|是指|即|"
    r"本部门|本单位|我(?:部门|单位|局|委(?!托)|办(?![公理学事])|厅|院(?![校士])|校(?!舍)|中心|所(?![属有需])|站(?!台)|队(?![伍员])|馆(?!藏)|会(?![议计展])|镇|乡)|实际支出(?=[“\"])|本级(?!收入|支出)|全部门|所属各预算单位|各预算单位|当年|本年度|全年|预计|涉及|"
    r"主要(?:是|为|用于|包括|原因[是为:]*|由于)|原因[是为:]*|用于|(?:年初)?预算安排(?=[^数额为金,]{4})|安排|加上|按规定|可(?=实现|完成)|"
    r"(?:(?:[本全])?[省市区县镇乡](?:本?级)?财政|全[省市区县镇乡院校])(?:共|预计|可|拟)?(?:安排|实现|完成)|[共合累]计(?=支出|开支|花费)|共有|共(?!计)|占|达到|完成|实现|由于|因此|"
    r"按照?[^,，]{2,14}(?:分类|分|划分)[为是]?|划分为|部门预算)+"
)
#: At each place one alternative alone: several ways to take the same words apart would double with each word.
_TRAILING = re.compile(
    r"(?>[\s,、:：;；]|共计安排|共计|合计安排|总计为|总额为|合计为|安排为|为|安排|共|约|是|达到?|不少于|不低于|"
    r"不超过|不高于|大于|小于|超过|多于|少于|近|至少于?|各|分别|(?<!人)均|仅|完成|实现|累计|人民币|有|在|等于|等|高于|低于|至|到|即|可|将)+$"
)
#: 支出决算, 年初预算数, 金额: figures of something named before. 收入预算 and 支出预算 are subjects of their own.
_GENERIC = re.compile(
    r"^(?:差[值额]|(?:全年|当年|本年|年初|年末|调整|本年度|(?:20\d\d)?年度?)*"
    r"(?:(?:支出|收入|预算)?(?:决算|执行|完成)|预算|预算安排|合计|总计|总额|资金|经费|费用)?(?:数|额|预算数|决算数|金额|总额)?)$"
)
#: 支出决算 is a figure of an item named before, 支出决算总额 is of all that was spent.
_WHOLE_OF_ONE_SIDE = re.compile(r"(?:收入|支出)(?:决算|预算)(?:总额|总计|合计)")
#: 2026年安排公务接待费, but 2020中国国际数字经济博览会.
_LISTED_YEAR = re.compile(r"^20\d\d年度?(?:安排|预算安排|部门预算|本部门|预计|下拨了?|拨付了?|发放了?)")
#: 2013年一般公共服务支出增加: what changes is no name that begins with a year.
_ROOT_DATE = re.compile(r"^20\d\d年度?(?:安排|预算安排|部门预算|本部门|预计)?(?=[\u4e00-\u9fff])")
#: …决算比预算无增减变化，比去年增加…: what did not change says nothing of the sum.
_UNCHANGED = re.compile(
    r"(?:比|较|与)[^,。;；:]{2,14}?(?:无增减(?:变化)?|没有增减(?:变化)?|无变化|没有变化|持平|一致)\s*[,;；]\s*(?=[比较与])"
)
#: 2020年: a year alone is no subject.
_ONLY_A_YEAR = re.compile(r"20\d\d年?(?:度|初|末|底)?")
#: 收入总计…（含年初结转）、支出总计: the brackets are of the sum before.
_NOTE_BEHIND = re.compile(r"^[(（][^()（）]*[)）]\s*[、和及,，]\s*")
#: 部门预算收入为一般公共预算收入100万元: what it consists of.
_CONSISTS = re.compile(r"^[^为]{0,10}(?:收入|支出)为(?=[^为]{2,12}(?:收入|支出|拨款)$)")
#: 公务用车购置及运行费预算，35万元: the comma parts the sum from its own subject.
_OWN_COMMA = re.compile(
    r"((?:^|[,;；。:）)])[^,;；。:未无没]{2,30}(?:费|费用|经费|收入|支出|拨款)(?:预算|决算)?数?)\s*,\s*$"
)
#: 新增了30万元办公费: the item stands behind its sum.
_ITEM_BEHIND = re.compile(
    r"(?P<item>(?!用于|的|以[上下内]|左右|上下|后|主要|是|由|为|和|及|至|到|相比|其中|增|减|系|因|原因|[一二三四]是|与|[比较同]|基本|属)[\u4e00-\u9fff][^,。;；:()、]{1,39}?)(?=[,。;；、(]|$)"
)

#: The body's own name before the words of money: 某市某局收入预算.
_BODY = re.compile(
    r"^(?=[\u4e00-\u9fff]{0,12}[省市区县州国]|中央)[\u4e00-\u9fff()]{4,34}?(?:局|厅|委|会|室|部|院|中心|队|处|站|校|所|办|台|社)"
    r"(?:\(?(?:单位|机关|系统|本级|汇总|部门)\)?)*"
    r"(?=安排|拟安排|全年|共计?|执行公务|财政拨款|财政预算拨款|一般公共|政府性基金|国有资本|收入|支出|收支|收、支|机关运行|政府采购|[“\"]三公|预算|决算|固定资产|本年)"
)
#: 全市各单位使用财政拨款安排“三公”经费: who spends it.
_SPENDER = re.compile(r"^.{2,60}?(?:使用|用)(?:一般公共预算|当年)?财政拨款安排的?(?=[“\"]?三公)")
#: 一般公共预算支出中民生支出: what it is part of.
_WITHIN_WHOLE = re.compile(r"^[^、和]{2,40}(?:支出|收入|预算|经费)中(?=[^,，、]{2,30}(?:费|支出|收入|合计)$)")
#: 决算数大于年初预算数: how far one figure of the sum before is from the other.
_EXCEEDS = re.compile(
    r"(?:决算|执行|完成)数?(?:比|较)?(?:(?P<up>大于|高于|多于|超过|超出)|(?P<down>小于|低于|少于))(?:年初|全年|调整)?预算数?$"
)
#: 为调整预算30万元的80%: the budget that the sum before is measured against.
_MEASURED_BY = re.compile(
    r"^(?:为|占|是|达到?|完成|相当于)了?[^,;:，。]{0,20}(?:(?<!公共)(?<!基金)(?<!经营)预算|计划|任务)(?:收入|支出|数|总额)?$"
)
#: 较年初预算30万元，短收2万元: of the same year, unlike 较上年预算.
_OWN_BUDGET = re.compile(r"[比较与同和](?:年初|全年|调整)?预算")
_ITS_SHARE = re.compile(r"\s*的\s*\d[\d.]*\s*%")
#: 公务接待费2016年预算8万元，2015年预算12万元: a year beside a stage dates the sum, in lists too.
_YEAR_OF_STAGE = re.compile(
    r"(?:^|[,;；。])\s*(?P<year>20\d\d)年度?(?:年初|部门)?(?:预算|决算|执行|完成)(?:数|安排|支出)?[为是]?\s*$"
)
_STAGE = re.compile(r"(?:年初|全年|调整)预算数?$|(?<=[出入费款项类)）])(?:预算|决算)数?$")
#: 公务接待费2026年预算数: the year of the sum stands behind what it is of.
_YEAR_TAIL = re.compile(r"(?<=[费支出入金款)）经行购训待修])(?P<year>20\d\d)年度?(?:年初|部门)?预算(?:安排)?数?$")
#: 增加（减少）: what a template leaves to choose.
_EITHER_WAY = re.compile(rf"({_INCREASE}|{_DECREASE})[(（/](?:{_INCREASE}|{_DECREASE})[)）]?")
_TOPIC = re.compile(r"(?:^|[。；;，,])(?P<topic>[^，,。；;：:]{2,24})[：:][^，,。；;：:]*$")
_CAUSED = re.compile(r"^.*(?:造成|导致|引起|带来|影响|所致|使得|使)的?")
_CAUSE = re.compile(r"^(?:一是|二是|三是|四是)?(?:因|由于|受|为|按|根据|通过|随着|鉴于)")
_KNOWN = re.compile(
    r"(?:财政拨款|一般公共预算)?(?:日常)?(?:公用经费|人员经费|人员支出|公用支出|基本支出|项目支出|专项经费|"
    r"[“\"]?三公[”\"]?经费|会议费|培训费|公务接待费|因公出国[(（]境[)）]费用?|公务用车[^,，]{0,8}费|机关运行经费)$"
)

#: Rightmost match names the sum; sources and economic natures before 预算/决算, these before totals.
_MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (re.compile(r"基本支出|基本经费"), "basic"),
    (re.compile(r"项目支出|项目经费"), "project"),
    (re.compile(r"人员经费|人员支出|人员类支出"), "personnel"),
    (re.compile(r"公用经费|公用支出|公用及运转支出"), "operating"),
    (re.compile(r"一般公共(?:预算|服务预算)"), "general_public_budget"),
    (re.compile(r"政府性基金|基金预算"), "government_fund"),
    (re.compile(r"国有资本经营"), "state_capital"),
    (re.compile(r"财政专户"), "special_account"),
    (re.compile(r"(?<!附属)事业(?:单位)?(?:预算)?收入"), "business_income"),
    (re.compile(r"单位资金"), "unit_funds"),
    (re.compile(r"结转|结余"), "carry_over"),
)
#: Income or expenditure as a whole; 教育支出 and 公务接待费支出 are parts, 财政拨款收入 is a source.
_TOTAL = re.compile(
    r"(?:.*(?:局|厅|委|会|部|院|办|室|处|所|站|校|队|中心|街道|单位|部门|系统|机关|年|年度|本年|当年|预算))?"
    r"(?:总)?(?:收入|支出|收支|收、支|收入、支出|(?:收入|支出)(?:总计|合计|预算)[、和](?:收入|支出)|收入支出|收入和支出)(?:预算|决算)?(?:安排)?(?:总预算|总决算|总计|合计|总额|总数)?"
)
#: 公务接待费预算支出, 政府采购支出: one item's, and a source's.
_OF_ITEM = re.compile(r"拨款|费|采购|购置|[类款项][)）]")
_BUDGET = re.compile(r"年初预算|全年预算|调整预算|预算(?:数|安排)?$")
_FINAL = re.compile(r"决算|执行数")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words before a sum say of it."""

    subject: str | None
    """None where they name none of their own (，比上年增加…)."""
    direction: Direction | None
    inherits: bool
    """The direction stands before the subject and holds for the items after it too (减少了甲…、乙…)."""
    compared: bool
    """Compared with another year: a change of what was named before."""
    base_year: int | None
    """The year compared with, where the sum itself is that year's (比2025年预算数30万元增加…)."""
    is_base: bool
    year: int | None
    """Year named for the sum itself."""
    is_prior: bool
    """Names the year before (上年预算数)."""
    names_a_day: bool
    """The year named is that of a day (2019年末, 截至2025年12月): it holds for this sum alone."""
    is_current: bool
    """Says 本年 or 当年: the document's own year."""
    with_budget: bool = False
    """Compared with a budget, which may be of the same year (与2020年度预算相比)."""
    is_share_of: bool = False
    """A whole that the sum before is a share of (占支出合计30万元的80%): no whole of what follows."""
    is_target: bool = False
    """The budget that the sum before is measured against (为调整预算30万元的80%)."""


def read_lead(lead: str, follows: str, *, listed: bool) -> Reading:
    """Return what `lead`, the words since the sum before, says; `follows` is what stands after the sum.

    `listed` tells that the sum is an item of a list: a year in an item's name
    (2020中国国际数字经济博览会) is not the year of the sum.
    """
    text = _OWN_COMMA.sub(r"\1", _SAME_SCOPE.sub("", _UNCHANGED.sub("", _EITHER_WAY.sub(r"\1", narrow(lead)))))
    compared = _last(_COMPARED, text)
    base_year = int(compared["year"]) if compared is not None and compared["year"] else None
    tail = text[compared.end() :] if compared is not None else text
    found_last = _DIRECTION_LAST.search(text)
    is_base = (
        compared is not None
        and found_last is None
        and not re.search(r"[相对]比|[,;；。]", tail)
        and bool(re.match(rf"\s*[,，]?(?:相比)?[,，]?(?:{_INCREASE}|{_DECREASE})", follows))
    )
    year, day = None, False
    head = text if compared is None else text[: compared.start()]
    if not listed and (found := _ROOT_YEAR.match(head.lstrip(" ,;；。:"))):
        year = int(found["year"])
        day = found["what"] in ("末", "底", "初") or bool(re.search(r"截[至止]", head))
    elif listed and (told := _YEAR_OF_STAGE.search(head)):
        year = int(told["year"])
    direction: Direction | None = None
    if found_last is not None:
        direction = "increase" if found_last["up"] else "decrease"
        text = text[: found_last.start()]
    own = _clause(_without_comparison(text))
    if found_last is None and (exceeds := _EXCEEDS.search(own.strip())) is not None:
        way: Direction = "increase" if exceeds["up"] else "decrease"
        return Reading(None, way, False, True, None, False, year, False, day, False)
    if _MEASURED_BY.match(own.strip()) and _ITS_SHARE.match(narrow(follows)):
        return Reading(None, None, False, False, None, False, year, False, day, False, is_target=True)
    inherits = False
    with_budget = compared is not None and bool(re.match(r"[^,，。;；决执]{0,10}预算", narrow(lead)[compared.end() :]))
    is_share_of = bool(re.match(r"\s*占", own)) and bool(_ITS_SHARE.match(narrow(follows)))
    if direction is None and (first := _DIRECTION_FIRST.match(_strip(own))):
        direction, inherits, own = "increase" if first["up"] else "decrease", True, first["rest"]
    subject = _subject(own, listed=listed, changes=direction is not None)
    if subject is not None and (tail_year := _YEAR_TAIL.search(subject)) is not None:
        subject, year = subject[: tail_year.start()], int(tail_year["year"])
    if subject is not None and (at := narrow(lead).rfind(subject)) >= 0:
        subject = lead[at : at + len(subject)]  # as printed, full-width brackets kept
    if (
        subject is None
        and direction is not None
        and compared is None
        and (behind := _ITEM_BEHIND.match(narrow(follows)))
    ):
        subject = follows[: behind.end("item")]
    if is_base and compared is not None and _OWN_BUDGET.match(compared[0]):
        return Reading(None, None, False, False, None, False, year, False, day, False, is_target=True)
    prior = compared is None and bool(_PRIOR.search(own))
    current = bool(re.search(r"本年|今年|当年", head))
    return Reading(
        subject,
        direction,
        inherits,
        compared is not None,
        base_year,
        is_base,
        year,
        prior,
        day,
        current,
        with_budget,
        is_share_of,
    )


def direction_in(words: str) -> Direction | None:
    """Return the direction the last word of change in a clause names: 项目支出安排减少租赁费."""
    found = _last(_CHANGE, words)
    return None if found is None else "increase" if found["up"] else "decrease"


def measure_of(subject: str | None, *, finals: bool) -> Measure | None:
    """Return the measure a subject names, or None.

    `finals` tells that budget and final figures stand side by side, so that
    年初预算 and 支出决算 are what tells two sums of one subject apart.

    >>> measure_of("一般公共预算基本支出", finals=False)
    'basic'
    """
    if not subject:
        return None
    bare = subject.rstrip("，,：: ")
    if finals and (_FINAL.search(bare) or _BUDGET.search(bare)):
        return "final" if _FINAL.search(bare) else "budget"
    best: tuple[int, Measure] | None = None
    for pattern, measure in _MEASURES:
        for found in pattern.finditer(bare):
            if best is None or found.end() > best[0]:
                best = (found.end(), measure)
    if best is not None:
        return best[1]
    return "total" if _TOTAL.fullmatch(bare) and not _OF_ITEM.search(bare) else None


def is_stage(subject: str) -> bool:
    """Tell whether a subject is but a stage of the budget: 年初预算, 执行数, 支出决算."""
    return bool(re.search(r"年初|全年|调整|决算|执行|完成|预算(?:数|安排)?$", subject)) and is_generic(subject)


def without_stage(subject: str) -> str:
    """Return the subject without 年初预算 or 支出决算 at its end, so that both figures are of one subject.

    >>> without_stage("因公出国（境）费支出决算")
    '因公出国（境）费支出'
    """
    return _STAGE.sub("", subject) or subject


def topic_in(lead: str) -> str | None:
    """Return what stands before a colon as the subject of what follows (收入预算：2026年年初预算数…)."""
    found = _TOPIC.search(lead)
    return found["topic"].strip(" ▍●■◆▲★※•·") if found else None


def is_generic(subject: str | None) -> bool:
    """Tell whether a subject names only a kind of figure (年初预算, 支出决算, 预算数), of something named before."""
    return not subject or (bool(_GENERIC.match(subject)) and not _WHOLE_OF_ONE_SIDE.fullmatch(subject))


def _without_comparison(text: str) -> str:
    """Cut the words of comparison: 较2019年（剔除…的资金）, 与上年相比."""
    found = _last(_COMPARED, text)
    if found is None:
        return text
    after = re.match(
        r"[^,，。;；()（）]{0,24}?(?:[相对]比)?(?:[(（][^()（）]*[)）])?(?:[相对]比|同期|预算数?|决算数?|年初预算数?|执行数|数|度|的)*[,，]?",
        text[found.end() :],
    )
    rest = text[found.end() + (after.end() if after else 0) :]
    return text[: found.start()] + "," + rest if rest.strip() else text[: found.start()]


def _clause(text: str) -> str:
    """Return what stands after the last clause mark that is outside brackets and quotes."""
    depth, start = 0, 0
    for index, char in enumerate(text):
        if char in "(（“《":
            depth += 1
        elif char in ")）”》":
            depth = max(0, depth - 1)
        elif depth == 0 and char in ",，;；。:：":
            start = index + 1
    return text[start:]


def _strip(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _TRAILING.sub("", _LEADING.sub("", text))
    return text


def _subject(own: str, *, listed: bool, changes: bool = False) -> str | None:
    text = _NOTE_BEHIND.sub("", own.strip())
    if ordinal := parse_ordinal(text):
        text = ordinal.rest
    text = _strip(text)
    if listed:
        text = (_ROOT_DATE if changes else _LISTED_YEAR).sub("", text)
    elif not _YEAR_TAIL.search(text) and (found := _ROOT_YEAR.match(text)):
        rest = _strip(text[found.end() :])
        if len(rest) >= 2 and found["what"] not in ("末", "底"):
            text = rest
    if not listed:
        text = _CONSISTS.sub("", text)
    text = _WITHIN_WHOLE.sub("", _SPENDER.sub("", _BODY.sub("", text)))
    if _CAUSE.match(text):
        text = _CAUSED.sub("", text)
        if known := _KNOWN.search(text):
            text = known[0]
    elif "造成的" in text or "导致的" in text:
        text = _CAUSED.sub("", text)
    text = _strip(text).strip(" ”\"'’" if text.count("“") < text.count("”") else " ")
    if _ONLY_A_YEAR.fullmatch(text):
        return None
    return text if re.search(r"[^\d.,%\s]", text) else None  # 较上年2.08减少: a figure without its unit


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 the last one is wanted
        pass
    return found
