"""What a clause asks in numbers, as the keys of a measure: 不少于6名, 每年至少2次, 达到95%以上, 全覆盖, 下降13.5%左右."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

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

_N = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"百万|千万|万亿|[百千万亿]?"
_UNIT = (
    r"(?:平方公里|平方米|立方米|公里|千米|公顷|公斤|亩|吨标准煤|吨|千瓦时|千瓦|兆瓦|微克|毫克|克|米|美元|元|人次|人|名|个|项|件|次|场|家|户|所|"
    r"处|座|条|辆|台|套|张|间|栋|岁|天|日|小时|分钟|部|篇|期|轮|批|支|类|种|门|位|株|口|宗|起|例|艘|架|枚|册|卷|标箱|床|列|课时|学时|分|级)"
    r"(?:/[^\s,;、%\d以]{1,3})?"
)
_AMOUNT = rf"(?P<n>{_N})(?P<scale>{_SCALE})[余多]?(?P<unit>%|‰|个百分点|{_UNIT})"
_LOW = (
    "不低于|不少于|不小于|至少|超过|突破|高于|大于|保持在|稳定在|维持在|提高到|提升到|增加到|增长到|扩大到|发展到|提高至|提升至|增加至|增长至|扩大至|"
    "增至|升至|达到|达|≥|>="
)
_HIGH = (
    "不高于|不超过|不大于|不突破|控制在|低于|小于|少于|不足|降至|降到|下降到|下降至|降低到|降低至|减少到|减少至|压减到|压减至|压缩到|压缩至|缩短到|"
    "缩短至|缩减到|缩减至|≤|<="
)
_FALLS, _RISES = "下降|降低|减少|压减|削减|缩短|压缩|回落", "增长|增加|提高|提升|增速|上升"
_CHANGE = re.compile(
    rf"(?:(?P<fall>{_FALLS})|{_RISES})(?!到|至)(?:率|幅度|累计)*"
    rf"(?:{_LOW}|约|近|保持)*(?P<n>{_N})(?P<unit>%|‰|个百分点)"
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
_EACH = re.compile(
    rf"每(?:一)?个?(?P<part>[^,;\d年月季周天日万千百]{{1,8}}?)(?P<act>[^,;\d]{{0,14}}?)(?P<low>不少于|不低于|至少|达到|达|配备|设立|建成|建设|有|≥)"
    rf"[^,;\d]{{0,4}}?{_AMOUNT}"
)
_FROM_TO = re.compile(
    rf"从(?:(?P<year>\d{{4}})年(?:底|末)?的?)?(?P<base>{_N})(?P<basescale>{_SCALE})(?:%|‰|{_UNIT})?[^,\d]{{0,6}}?(?:到|至){_AMOUNT}"
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
    "全覆盖|全面覆盖|应.尽.|(?:全部|一律|全域|全领域)(?:依法|及时|按时|统一|实现)?"
    "(?:消除|清理|淘汰|整治|治理|拆除|改造|完工|纳入|公开|取消|办理|建成|完成|实行|执行|推行|推进|开展|配备|设立|达标|清零|上线|入驻|落实|建立|接入|整改|销号|覆盖|联网|达到)"
)
_ALL_OF_ONE = re.compile(r"全面(?:落实|推行|实行|执行|实施|建立)[^,]*(?:制度|机制|[^机体管]制)(?:$|、|和)")
# Rates of what is done case by case: a duty at any time. Others are reached by a day.
_DUTY = re.compile(
    "(?:报备|备案|及时|规范|合格|办结|答复|回复|审查|履约|应诉|出庭|公开|反馈|整改|处置|响应|到位|达标|入驻|受理|查处|结案|执行)率"
)
_GROWN = re.compile("(?:森林|植被|绿化|绿地|草原|林草|林木)覆盖")
# Digits that count nothing: titles, quotations, years, days, ordinal numbers, 12·4, 1.2.3, 1+1+5, hot lines, 5G, PM2.5.
_NAMES = re.compile(
    r"《[^》]*》|“[^”]*”|(?:19|20)\d\d年?(?:[-—－–~～至到](?:19|20)?\d\d年?)|(?:19|20)\d\d年(?:\d+月)?(?:\d+日)?|\d+月\d+日|第\d+|\d+·\d+|"
    r"\d+(?:\.\d+){2,}|\d+[+×xX]\S*|[A-Za-z]+\d+(?:\.\d+)?|\d+(?:[A-Za-z]|热线|平台)|\d+小时(?:服务|值班|值守|自助|不打烊)|前\d+|\d+[-—–]\d+岁"
)
_IN_HUNDRED = re.compile("百分之([一二三四五六七八九十百]+)")
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
    text = _IN_HUNDRED.sub(_percent, text)
    plain = without_names(text)
    rules = (_frequency, _minimum, _changed, _covered, _marked)
    return _from_to(text) or next((found for rule in rules if (found := rule(plain))), None)


def _percent(found: re.Match[str]) -> str:
    """Return 百分之九十五 as 95%."""
    tens, _, ones = found[1].partition("十")
    if "百" in found[1]:
        return "100%"
    value = _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0) if "十" in found[1] else _DIGITS.get(tens, 0)
    return f"{value}%"


def _value(number: str, scale: str = "") -> int | float:
    value = _DIGITS[number] if number in _DIGITS else float(number.replace(",", "")) * _SCALES[scale]
    return int(value) if value == int(value) else round(value, 6)


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
    if not found and _YEARLY.search(text):
        return Figured({"kind": "frequency", "per_year": 1, "unit": "次"}, "每年某月前做一次，按频次")
    if not found:
        return None
    times = _TIMES[found["every"] or "年"]
    return Figured(
        {"kind": "frequency", "per_year": _value(found["n"]) * times, "unit": found["unit"]}, "每年若干次，按频次"
    )


def _minimum(text: str) -> Figured | None:
    found = _EACH.search(text)
    if not found or found["unit"] in ("%", "‰", "个百分点"):
        return None
    mark = _value(found["n"], found["scale"])
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


def _covered(text: str) -> Figured | None:
    if _ALL.search(text):
        return Figured({"kind": "coverage", "at_least": 100}, "全部、全覆盖，按覆盖率 100%")
    if _ALL_OF_ONE.search(text):
        return Figured({"kind": "coverage", "at_least": 100}, "全面落实某项制度，按覆盖率 100%")
    return None


def _marked(text: str) -> Figured | None:
    found = next((one for one in _MARK.finditer(text) if _counts(one)), None) or _BARE.search(text)
    if not found:
        return None
    mark, unit = _value(found["n"], found["scale"]), found.groupdict().get("unit") or ("人" if "人数" in text else None)
    at_most = bool(found["high"] or found["after"] in ("以内", "以下", "之内")) and not found["low"]
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
    return bool(bound) or found["unit"].partition("/")[0] not in _LOOSE_UNITS
