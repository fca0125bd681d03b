"""What a clause asks in numbers, as the keys of a measure: 不少于6名, 每年至少2次, 达到95%以上, 全覆盖, 下降13.5%左右."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from fazhi_check.source.in_prose import NUMBER, UNITS, UNITS_OF_PLANS, UNTIL, UP_TO, YEAR, any_of

Measure: TypeAlias = Mapping[str, object]


class Figured(NamedTuple):
    """A measure in numbers, and in a few Chinese words the rule by which it was read."""

    measure: Measure
    why: str


_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "万亿": 10**12,
}
_TIMES = {"年": 1, "年度": 1, "季": 4, "季度": 4, "半年": 2, "月": 12, "周": 52}

_N = NUMBER
_SCALE = r"百万|千万|万亿|[百千万亿]?"
_UNIT = rf"(?:{any_of((*UNITS, *UNITS_OF_PLANS))}(?:/[^\s,;、%\d以]{{1,3}})?|/10?万(?:人|户)?)"
# Of 3至5个 the lesser is what is asked at least.
_AMOUNT = rf"(?:(?P<least>{_N}){UP_TO})?(?P<n>{_N})(?P<scale>{_SCALE})[余多]?(?P<unit>%|‰|个百分点|{_UNIT})"
_LOW = (
    "不(?:得|应|能|可)?(?:低于|少于|小于)|至少|(?<!不)(?<!不[得应能可宜])超过|(?<!不)突破|高于|大于|保持在|稳定在|维持在|提高到|提升到|增加到|增长到|扩大到|发展到|提高至|提升至|增加至|增长至|扩大至|"
    "增至|升至|达到|达|≥|>="
)
_HIGH = (
    "不(?:得|应|能|可|宜)?(?:高于|超过|大于|多于|突破)|最多|控制在|低于|小于|少于|不足|降至|降到|下降到|下降至|降低到|降低至|减少到|减少至|压减到|压减至|压缩到|压缩至|缩短到|"
    "缩短至|缩减到|缩减至|≤|<="
)
_CAP = "不(?:得|应|能|可|宜)?(?:高于|超过|大于|多于|突破)|最多|控制在"
_FALLS, _RISES = "精简|下降|降低|减少|压减|削减|缩短|压缩|回落", "增长|增加|提高|提升|增速|上升"
_CHANGE = re.compile(
    rf"(?:(?P<fall>{_FALLS})|{_RISES})(?!到|至)(?:率|幅度|累计)*"
    rf"(?:{_LOW}|约|近|保持)*(?P<n>{_N})(?P<unit>%|‰|个百分点|个工作日|天|小时|分钟|个月)"
)
_EACH_YEAR = re.compile("年均|每年|逐年|同比|年度")
# A change told of the whole plan, or of what is measured year by year.
_WHOLE = re.compile(
    r"累计|总体|比\d{4}年|较\d{4}年|比□|较□|能耗|能源消耗|排放|用水量|水耗|地区生产总值|GDP|增加值|产值|收入|消耗|投资|贸易额|消费品|总量|人均"
)
_FREQUENCY = re.compile(
    r"(?:每个?(?P<every>年度|年|季度|季|半年|月|周)|(?<=一)(?P<one>年))[^,;。\d]{0,16}?(?P<n>\d+|[一两二三四五六七八九十])[余多]?"
    r"(?P<unit>场次|批次|次|场|期|轮|批|届|遍|回)"
)
_YEARLY = re.compile(r"每年(?:的)?\d{1,2}月(?:\d{1,2}日|底|份)?(?:前|之前|以前|完成|组织|开展)")
# Once in each, where no number is told: 每季度公布名单.
_ONCE = re.compile(
    r"每(?:一)?(?:个)?(?P<every>年度|年|季度|半年|月)[^,;。\d]{0,20}?"
    r"(?:公布|公开|公示|发布|更新|通报|报告|报送|上报|听取|召开|开展|组织|调度|评估|抽查|检查|巡查|监测|考核|修订|举办|汇总|编制|向)"
)
_A_YEAR = re.compile(rf"每年[^,;。\d%]{{0,14}}?(?P<high>{_CAP})?{_AMOUNT}(?!以内|以下|以上的)")
_EACH = re.compile(
    rf"每(?:一)?个?(?P<part>[^,;\d年月季周天日万千百]{{1,8}}?)(?P<act>[^,;\d]{{0,14}}?)(?P<low>不少于|不低于|至少|达到|达|配备|设立|建成|建设|有|≥)"
    rf"[^,;\d]{{0,4}}?{_AMOUNT}"
)
_FROM_TO = re.compile(
    rf"[从由](?:目前的?|现在的?|现有的?)?(?:(?P<year>\d{{4}})年(?:底|末)?的?)?(?P<base>{_N})(?P<basescale>{_SCALE})(?:%|‰|{_UNIT})?[^,\d]{{0,6}}?(?:到|至|为)(?:\d{{4}}年(?:底|末)?的?)?{_AMOUNT}"
)
# A mark without a unit needs a bound, and something it is the number of: 指数达85, 控制在0.011以内, 达1000万以上.
_BARE = re.compile(
    rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH}))(?P<n>{_N})(?P<scale>{_SCALE})(?:[及或]?(?P<after>以上|以内|以下|之内|左右))?(?=$|[,;、)])"
)
# What is to be kept low: reaching a number means no more than it.
_LOWER_IS_BETTER = re.compile(
    "浓度|死亡|病亡|发病|患病|感染|事故|能耗|水耗|碳排放|排放量|排放强度|失业|投诉|损失|间距|时长|时限|距离|负债|赤字|返贫|辍学|犯罪|发案|受灾|漏损|空置|逾期|缺口"
)
_MARK = re.compile(
    rf"(?P<low>{_LOW})?(?P<high>{_HIGH})?(?:约|近)?{_AMOUNT}(?:[及或]?(?P<after>以上|以内|以下|之内|左右))?"
)
_ALL = re.compile(
    "(?<!开展)(?<!推进)全覆盖(?!.{0,4}(?:整治|排查|检查|行动|工作))|全面覆盖|全(?:收集|处理|达标|公开|整改|配备|入网|销号)(?=$|[、,和并])|应.{1,3}尽.{1,3}|(?:全部|全域|全领域)(?:依法|及时|按时|统一|实现)?"
    "(?:消除|清理|淘汰|整治|治理|拆除|改造|完工|纳入|公开|取消|办理|建成|完成|实行|执行|推行|推进|开展|配备|设立|达标|清零|上线|入驻|落实|建立|接入|整改|销号|覆盖|联网|达到|实施|安装|使用|采用|停止|收集|处理|退出|关闭|关停|完善|备案|审查|签订|参加|进行|参与|编制|制定|设置|配齐)|"
    "^(?:在|对)?(?:全国|全省|全市|全区|全县)?所有(?![权制者人]).{2,20}(?:建立|设立|设置|配备|建成|实现|实行|开展|达到|完成|具备|纳入|公开)"
)
# What is done in every case: a duty at any time.
_EVERY_CASE = re.compile(
    "^凡.{2,}(?:必|一律|都|均)|一律(?!不)|(?<![务未势何不])必(?![要须需然定将修备])[\u4e00-\u9fff]"
)
# What must not be at all.
_NONE = re.compile(
    "(?:零(?:发生|事故|感染|容忍|延误|差错|投诉|上访))|(?:不|避免|防止|杜绝)(?:再)?(?:发生|出现).{2,}|^(?:坚决)?杜绝"
)
_NO_GROWTH = re.compile("(?:零|负)增长")
# A share of those whom something is asked of: 80%以上的行政村建成公园, 100%落实.
_SHARE = re.compile(
    rf"(?<![增减降长升加少低高缩到])(?P<n>{_N})%(?:及?以上)?(?:左右)?的?(?!以|左右|及|的?(?:比例|水平|目标|速度|标准|要求|幅度|奖励|补贴|补助|份额))(?=[\u4e00-\u9fff]{{2}})"
)
_ALL_OF_ONE = re.compile(r"全面(?:落实|推行|实行|执行|实施|建立)[^,]*(?:制度|机制|[^机体管]制)”?(?:$|、|和)")
# Rates of what is done case by case: a duty at any time. Others are reached by a day.
_DUTY = re.compile(
    "(?:报备|备案|及时|规范|合格|办结|答复|回复|审查|履约|应诉|出庭|公开|反馈|整改|处置|响应|到位|达标|入驻|受理|查处|结案|执行)率"
)
_GROWN = re.compile("(?:森林|植被|绿化|绿地|草原|林草|林木)覆盖")
_TIME = re.compile(rf"(?P<n>{_N})(?P<unit>个工作日|天|日|小时|分钟)[以之]?内(?![部容外涵])")
# Digits that count nothing: titles, quotations, years, days, ordinal numbers, 12·4, 1.2.3, 1+1+5, hot lines, 5G, PM2.5.
_NAMES = re.compile(
    r"《[^》]*》|“[^”]*”|\((?![^()]*(?:不[少低]于|以上|达到|至少|不超过))[^()]*\)|"
    rf"{YEAR}年?(?:{UNTIL}(?:19|20)?\d\d年?)|{YEAR}年(?:\d+月)?(?:\d+日)?|"
    r"\d+月\d+日|每\d+(?:\.\d+)?[百千万亿]*(?:平方公里|人|户|名)|第\d+|\d+·\d+|"
    r"\d+(?:\.\d+){2,}|\d+[+×xX]\S*|[A-Za-z]+\d+(?:\.\d+)?|\d+(?:[A-Za-z]|热线|平台)|\d+小时(?:服务|值班|值守|自助|不打烊)|前\d+|\d+[-—–]\d+岁"
)
_IN_HUNDRED = re.compile("百分之([一二三四五六七八九十百]+)")
_TENTHS = re.compile(r"(?<![\d一二三四五六七八九十])([一二三四五六七八九])成(?=以上|以下|以内|左右|的|$|[,;、])")
_HALF = re.compile("(?:一半|半数)(?=以上|的)")
_ORDERS = {"十": 10, "百": 100, "千": 1000}
# In words a number counts beside a bound, or where it is longer than the names of things: 两个以上, 不少于三名, 十五个.
_WORDS = "[一二两三四五六七八九十百千]"
_IN_WORDS = re.compile(
    rf"(?P<low>不(?:得|应|能)?[少低]于|不(?:得|应|能)?超过|至少(?:有|配备|建有|建成|建立|设立|设有)?|达到|新增|超过)?(?<!第)(?P<n>{_WORDS}+)(?P<unit>[个家名处座所项件场户套人张台间])(?P<after>以上|以内|以下|左右)?"
)
# What is done where it matters most is no mark: 以20个村为重点, 包括16个省.
_FOCUS = re.compile(
    "以.+为(?:重点|主|抓手|基础|核心|载体|单位|目标|单元)|^为(?:了)?(?:实现|完成|达到|确保).*(?:目标|任务|指标)$|包括:|对[^,]*(?:大于|小于|超过|低于|高于)[^,]*的[^,]{1,8}$"
)
# Time and rank count nothing unless a bound stands before them.
_LOOSE_UNITS = (
    "日",
    "天",
    "小时",
    "分钟",
    "级",
    "分",
    "岁",
    "位",
    "门",
    "批",
    "期",
    "轮",
    "次",
    "部",
    "支",
    "类",
    "种",
)


def without_names(text: str) -> str:
    """Return a text with the digits of names, years and quotations blotted out, each sign in its place."""
    return _NAMES.sub(lambda found: "□" * len(found.group()), text)


def figure(text: str) -> Figured | None:
    """Return the measure that the numbers of a clause ask for, and the rule by which; None where it has none.

    The text has half-width digits and signs.
    """
    text = _written(text)
    plain = without_names(text)
    if _FOCUS.match(plain):
        return None
    rules = (_frequency, _minimum, _changed, _within, _covered, _shared, _marked, _in_every_case)
    whole = _from_to(text) or _all_of_one(text)
    return whole or next((found for rule in rules if (found := rule(plain))), None)


def first_number(text: str) -> str:
    """Return the digits of the first amount that a clause names, "" where it names none."""
    found = _MARK.search(without_names(text))
    return found["n"] if found else ""


def _written(text: str) -> str:
    """Return a text with the numbers that it tells in words as digits: 百分之九十五, 九成, 一半以上, 两个以上."""
    text = _IN_HUNDRED.sub(_percent, text)
    text = _TENTHS.sub(lambda found: f"{_DIGITS[found[1]]}0%", text)
    text = _HALF.sub("50%", text)
    return _IN_WORDS.sub(_counted, text)


def _counted(found: re.Match[str]) -> str:
    """Return an amount told in words as digits, where it is one."""
    low, after, n = found["low"] or "", found["after"] or "", found["n"]
    is_amount = low or after or (len(n) > 1 and not {*_ORDERS}.isdisjoint(n))
    return f"{low}{_spoken(n)}{found['unit']}{after}" if is_amount else found.group()


def _spoken(words: str) -> int:
    """Return a number below a hundred thousand as it is told in words: 两, 十五, 一百二十."""
    value, digit = 0, 0
    for sign in words:
        if sign in _ORDERS:
            value, digit = value + (digit or 1) * _ORDERS[sign], 0
        else:
            digit = _DIGITS[sign]
    return value + digit


def _percent(found: re.Match[str]) -> str:
    """Return 百分之九十五 as 95%."""
    return "100%" if found[1] == "百" else f"{_spoken(found[1])}%"


def _value(number: str, scale: str = "") -> int | float:
    value = _DIGITS[number] if number in _DIGITS else Fraction(number.replace(",", "")) * _SCALES[scale]
    return int(value) if value == int(value) else float(value)


def _from_to(text: str) -> Figured | None:
    found = _FROM_TO.search(text)
    if not found:
        return None
    base, mark = _value(found["base"], found["basescale"] or found["scale"]), _value(found["n"], found["scale"])
    if base == mark:
        return None
    measure: dict[str, object] = {
        "kind": "quantity",
        "at_most" if mark < base else "at_least": mark,
        "unit": found["unit"],
    }
    if found["year"]:
        measure["baseline"] = {"date": f"{found['year']}-12-31", "value": base}
    return Figured(measure, "从多少到多少，按数量")


def _frequency(text: str) -> Figured | None:
    found = _FREQUENCY.search(text)
    if found and not re.search(_CAP, found.group()):
        times = _TIMES[found["every"] or "年"]
        return Figured(_often(_value(found["n"]) * times, found["unit"]), "每年若干次，按频次")
    yearly = _A_YEAR.search(text)
    if yearly and not yearly["high"] and yearly["unit"] not in ("%", "‰", "个百分点"):
        amount = _value(yearly["least"] or yearly["n"], yearly["scale"])
        return Figured(_often(amount, yearly["unit"]), "每年若干，按频次") if amount else None
    if _YEARLY.search(text):
        return Figured(_often(1, "次"), "每年某月前做一次，按频次")
    once = _ONCE.search(text)
    if once and not re.search(r"\d", text):
        return Figured(_often(_TIMES[once["every"]], "次"), "原文写明每隔多久做一次，按频次")
    return None


def _often(times: int | float, unit: str) -> Measure:
    return {"kind": "frequency", "per_year": times, "unit": unit}


def _minimum(text: str) -> Figured | None:
    found = _EACH.search(text)
    if not found or found["unit"] in ("%", "‰", "个百分点"):
        return None
    mark = _value(found["least"] or found["n"], found["scale"])
    return Figured({"kind": "minimum", "at_least": mark, "unit": found["unit"]}, "每个都要达到，取最低的一个")


def _changed(text: str) -> Figured | None:
    """Return a change in percent: one over the whole plan adds up from its years; of 年均 the whole is not told."""
    found = _CHANGE.search(text)
    if not found:
        return None
    value = _value(found["n"])
    side, mark = ("at_most", -value) if found["fall"] else ("at_least", value)
    if found["unit"] == "%" and value and not _EACH_YEAR.search(text) and _WHOLE.search(text):
        return Figured({"kind": "cumulative", side: mark, "unit": "%"}, "逐年累计到的变化")
    why = "原文是每年的变化" if _EACH_YEAR.search(text) else "增减的幅度，按数量"
    return Figured({"kind": "quantity", side: mark, "unit": found["unit"]}, why)


def _within(text: str) -> Figured | None:
    """Return the longest time that a case may take: 自受理之日起15个工作日内办结."""
    found = _TIME.search(text)
    if not found:
        return None
    return Figured(_quantity("at_most", _value(found["n"]), found["unit"]), "办理的时限，按不高于")


def _covered(text: str) -> Figured | None:
    return Figured({"kind": "coverage", "at_least": 100}, "全部、全覆盖，按覆盖率 100%") if _ALL.search(text) else None


def _all_of_one(text: str) -> Figured | None:
    """Return the coverage of what is put into practice all over; its name may be quoted: 全面推行“河长制”."""
    found = _ALL_OF_ONE.search(text)
    return Figured({"kind": "coverage", "at_least": 100}, "全面落实某项制度，按覆盖率 100%") if found else None


def _shared(text: str) -> Figured | None:
    """Return the share of those that something is asked of; one of an amount (占支出的) is a quantity."""
    found = _SHARE.search(text)
    if not found or not 0 < _value(found["n"]) <= 100:
        return None
    return Figured({"kind": "coverage", "at_least": _value(found["n"])}, "百分之几的对象要做到，按覆盖率")


def _in_every_case(text: str) -> Figured | None:
    """Return what is read as all or none: 凡, 必 and 一律 are 100 percent of the cases, what must not happen is none."""
    if _NONE.search(text):
        return Figured({"kind": "standing", "at_most": 0, "unit": "件"}, "不得发生，按 0 件计")
    if _NO_GROWTH.search(text):
        return Figured({"kind": "quantity", "at_most": 0, "unit": "%"}, "零增长、负增长，按增长不高于 0")
    if _EVERY_CASE.search(text) and "不得" not in text:
        return Figured({"kind": "standing", "at_least": 100, "unit": "%"}, "凡、必、一律，按逐件的 100%")
    return None


_GOES_ON = re.compile("的?[\u4e00-\u9fff]{2}")


def _marked(text: str) -> Figured | None:
    found = next((one for one in _MARK.finditer(text) if _counts(one)), None) or _BARE.search(text)
    if not found:
        return None
    unit = found.groupdict().get("unit") or ("人" if "人数" in text else None)
    at_most = bool(found["high"] or found["after"] in ("以内", "以下", "之内")) and not found["low"]
    at_most = at_most or bool(re.search("[最至]多", found.string[: found.start()]))
    least = None if at_most else found.groupdict().get("least")
    mark = _value(least or found["n"], found["scale"])
    if not at_most and found["low"] in ("达到", "达") and found["after"] is None and _LOWER_IS_BETTER.search(text):
        return Figured(_quantity("at_most", mark, unit), "越低越好，按不高于")
    side = "at_most" if at_most else "at_least"
    if unit == "%" and not at_most and mark <= 100:
        if "覆盖" in text and not _GROWN.search(text):
            return Figured({"kind": "coverage", "at_least": mark}, "覆盖的百分比")
        if _DUTY.search(text):
            return Figured({"kind": "standing", "at_least": mark, "unit": "%"}, "逐件的义务要达到的百分比")
    return Figured(_quantity(side, mark, unit), "每年的数，按数量" if "每年" in text else "有数量")


def _quantity(side: str, mark: int | float, unit: str | None) -> Measure:
    return {"kind": "quantity", side: mark, **({"unit": unit} if unit else {})}


def _counts(found: re.Match[str]) -> bool:
    """Tell whether an amount is a mark to reach: what counts time or rank is one only behind a bound."""
    bound = found["low"] or found["high"] or found["after"]
    if found["after"] in ("以下", "以内", "之内") and not found["high"] and _GOES_ON.match(found.string, found.end()):
        return False  # 淘汰10蒸吨以下锅炉 tells which ones
    return bool(bound) or found["unit"].partition("/")[0] not in _LOOSE_UNITS


def lower_is_better(text: str) -> bool:
    """Tell whether what a text counts is to be kept low: 浓度, 死亡, 能耗."""
    return bool(_LOWER_IS_BETTER.search(text))
