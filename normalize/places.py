"""The province, city or district that the name of a public body begins with."""

from __future__ import annotations

import re

_PROVINCES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|"
    "重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_PROVINCE = re.compile(
    rf"(?:{_PROVINCES})(?:省|市|维吾尔自治区|壮族自治区|回族自治区|自治区)|新疆生产建设兵团|香港特别行政区|澳门特别行政区"
)
_CITY = re.compile(r"(?:(?![区县旗市])[\u4e00-\u9fff]){2,9}?(?:自治州|地区|市|盟)")
#: Autonomous prefectures by the names they go by: 昌吉州, 黔东南州. Of other names in 州 most are cities (广州 before 海关).
_PREFECTURE = re.compile(
    r"(?:昌吉|博尔塔拉|巴音郭楞|伊犁|海西|海北|黄南|果洛|玉树|甘南|临夏|凉山|甘孜|阿坝|黔东南|黔南|黔西南|恩施|湘西|延边|大理|楚雄|红河|文山|"
    r"西双版纳|德宏|怒江|迪庆)州"
)
#: 公安局曾都区分局: what follows a body's kind is a branch of it, no part of its place.
_DISTRICT = re.compile(r"(?:(?![局厅院])[\u4e00-\u9fff]){1,9}?(?:自治县|自治旗|新区|区|县|旗|市)")
#: Words that end like a place and are none: 城市管理局, 社区矫正中心, 市场监督管理局, 园区办. The short ones only
#: when they stand alone: 盐城市, 西城区, 房山区 and 伊春林区 are places.
_NO_PLACE = re.compile(
    r"^(?:(?:大|中|小)?城市|(?:主|老)城区|山区|林区|牧区|灾区|库区|全市|全区|全县|本市|本区|本县|我市|我区|我县|市区|县区|区县|市县|州县|郡县|跨区|市场|经开区|高新区)$"
    r"|(?:超市|都市|门市|股市|社区|园区|小区|景区|校区|辖区|特区|片区|军区|街区|开发区|保税区|试验区|保护区|示范区|投资区|台商区|工业区|风景区)$"
)
_NATIONAL = re.compile(
    r"^(?:国家|中国|中华|全国|国务院|最高人民|中共中央|中央|新华通讯社|人民日报社|求是杂志社)"
    r"|^(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|"
    r"交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部|^(?:审计署|海关总署)|^中国人民银行$"
)
_PARTY = re.compile(
    r"^(?:中国人民政治协商会议|政协|中国民主同盟|中国民主建国会|中国民主促进会|中国农工民主党|中国致公党|中国共产党|中共|共青团|中国共产主义青年团|中国国民党革命委员会|民革|民盟|民建|民进|农工党|致公党|九三学社)(?!中央)"
)

#: 关市镇人民政府: the township's own name ends like a city; 宁波市镇海区 is a district of one.
_TOWNSHIP = re.compile(r"(?:镇|乡)(?:人民|政府|机关|党|财政|中心|卫生|$)")


def place_of(body: str) -> str | None:
    """Return the place a body's name begins with; 中央 for national bodies; None where it names none.

    >>> place_of("上海市普陀区财政局")
    '上海市普陀区'
    >>> place_of("中共西安市委宣传部")
    '西安市'
    >>> place_of("昌吉州阜康市审计局"), place_of("中国人民政治协商会议泉州市委员会")
    ('昌吉州阜康市', '泉州市')
    >>> place_of("国家信访局")
    '中央'
    """
    name = re.sub(r"\s+", "", body)
    party = _PARTY.match(name)
    bare = name[party.end() :] if party else name
    found = _leading(_PROVINCE, bare)
    found += _leading(_PREFECTURE, bare[len(found) :]) or _leading(_CITY, bare[len(found) :])
    found += _leading(_DISTRICT, bare[len(found) :]) if found else ""
    if not found:
        found = _leading(_DISTRICT, bare)
    if found:
        return found
    return "中央" if _NATIONAL.match(name) else None


def _leading(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    if found is None or _NO_PLACE.search(found[0]) or not _is_followed_by_body(text[found.end() :]):
        return ""
    # A name of one character: of a township.
    return "" if len(found[0]) == 2 and _TOWNSHIP.match(text[found.end() :]) else found[0]


def _is_followed_by_body(rest: str) -> bool:
    """Tell whether what follows can go on a body's name: 市场监管 after 泉州市 begins no second place."""
    return not rest.startswith(("场", "政府采", "域", "划", "级"))
