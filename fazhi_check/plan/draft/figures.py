"""What a clause asks in numbers, as the keys of a measure: 不少于6名, 每年至少2次, 达到95%以上, 全覆盖, 下降13.5%左右."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

Measure: TypeAlias = Mapping[str, object]

_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000}
_NUMBER = r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?|[一两二三四五六七八九十](?=[次场轮期个名件]))"
_UNIT = (
    r"(?P<unit>平方公里|平方米|立方米|公里|千米|公顷|公斤|万亩|亩|吨标准煤|吨|千瓦时|千瓦|兆瓦|微克|毫克|元|人次|人|名|个百分点|个|项|件|次|场|家|户|"
    r"所|处|座|条|辆|台|套|张|间|栋|岁|天|日|小时|分钟|部|篇|期|轮|批|支|类|种|门|位|对|株|口|宗|起|例|艘|架|枚|册|卷|标箱|床|班|列|课时|学时|标准地)"
)
_AMOUNT = rf"{_NUMBER}(?P<scale>百万|千万|[百千万亿]?)(?P<more>余|多)?(?P<per>%|{_UNIT})"
_LOW = r"达到?|不低于|不少于|至少|超过|超|高于|大于|保持在|稳定在|维持在|提高到|提升到|增加到|增长到|扩大到|提高至|提升至|增加至|增长至|扩大至|增至|升至|≥|>="
_HIGH = r"不高于|不超过|控制在|低于|小于|少于|不足|降至|降到|下降到|下降至|降低到|降低至|减少到|减少至|压减到|压减至|压缩到|压缩至|缩短到|缩短至|≤|<="
_FALL = r"(?P<fall>下降|降低|减少|压减|削减|缩短|压缩|回落)"
_ALL = re.compile(
    r"全覆盖|全面覆盖|覆盖率达?到?100%|(?:全部|一律|全域|全领域).{0,3}(?:纳入|公开|取消|办理|建成|完成|实行|推行|推进|开展|配备|设立|达标|清零|上线|入驻)|应.尽.|(?:做到|实现).{0,12}(?:必.|100%)"
)
_ALL_OF_ONE = re.compile(
    r"全面(?:落实|推行|实行|执行|实施|建立)[^,]*(?:制度|机制|责任制|清单制|承诺制|[^机体]制)(?:.{0,2}$|、|和|,)"
)
_DUTY = re.compile(
    r"(?:报备|备案|及时|规范|合格|办结|答复|回复|审查|履约|应诉|出庭|公开|反馈|整改|处置|响应|到位|达标|优良|上线|入驻)率|满意[度率]|合规率"
)
_YEARLY = re.compile(
    rf"(?:每(?:个?(?P<every>年度?|季度?|半年|个?月|周))|(?P<year>年度?|一年))(?:内|都|均|要|应|须)?[^,;\d]{{0,14}}?(?P<low>至少|不少于|不低于|≥)?[^,;\d]{{0,10}}?{_NUMBER}"
    r"(?P<more>余|多)?(?P<unit>次|场次|场|期|轮|批次|批|届|遍|回)"
)
_TIMES = {"年": 1, "年度": 1, "季": 4, "季度": 4, "半年": 2, "月": 12, "个月": 12, "周": 52}
_EACH = re.compile(
    rf"每(?:一)?(?:个)?(?P<part>[^,;\d年月季周天日万千百]{{1,8}}?)(?:[^,;\d]{{0,14}}?)(?P<low>不少于|不低于|至少|达到|达|配备|有|≥|建设|建成|培养|设立)(?:不少于|不低于|至少)?{_AMOUNT}"
)
_RANGE = re.compile(
    rf"从(?:(?P<year>\d{{4}})年(?:底|末)?的?)?(?P<low>\d+(?:\.\d+)?)(?P<lowscale>[百千万亿]?)(?P<lowunit>%|{_UNIT.replace('?P<unit>', '?:')})?[^,\d]{{0,6}}?(?P<way>到|至){_AMOUNT}"
)
_CHANGE = re.compile(
    rf"(?:(?P<yearly>年均|每年|逐年)|(?P<total>累计|总体|比\d{{4}}年|较\d{{4}}年|比“?十三五”?末?))?[^,;\d]{{0,10}}?{_FALL}(?!到|至)[^,;\d]{{0,4}}?{_NUMBER}(?P<per>%|个百分点)"
)
_GROWTH = re.compile(
    rf"(?:(?P<yearly>年均|每年|逐年)|(?P<total>累计|总体|比\d{{4}}年|较\d{{4}}年))?[^,;\d]{{0,10}}?(?:增长|增加|提高|提升|增速)(?!到|至)(?:达到?|保持在?|不低于|超过)?{_NUMBER}(?P<per>%|个百分点)"
)
_MARK = re.compile(rf"(?P<low>{_LOW})?(?P<high>{_HIGH})?(?:约|近)?{_AMOUNT}(?P<after>以上|以内|以下|之内|左右|及以上)?")
_NAMES = re.compile(
    r"《[^》]*》|“[^”]*”|(?:19|20)\d\d年?(?:[-—－~～至到](?:19|20)?\d\d年?)|(?:19|20)\d\d年(?:\d+月)?(?:\d+日)?|第\d+|\d+(?:[·.]\d+)+(?!%)|\d+[+×xX]\S*|\d{5}热线"
)


def without_names(text: str) -> str:
    """Return a text with the digits of names, years and quotations blotted out, each sign in its place."""
    return _NAMES.sub(lambda found: "□" * len(found.group()), text)


def figure(text: str) -> tuple[Measure, str] | None:
    """Return the measure that the numbers of a clause ask for, and the rule by which; None where it has none."""
    plain = without_names(text)
    for rule in (_from_to, _frequency, _minimum, _changed, _covered, _marked):
        found = rule(text if rule is _from_to else plain)
        if found:
            return found
    return None


def _value(number: str, scale: str = "") -> int | float:
    if number in _DIGITS:
        return _DIGITS[number]
    value = float(number.replace(",", "")) * _SCALE[scale or ""]
    return int(value) if value == int(value) else round(value, 6)


def _from_to(text: str) -> tuple[Measure, str] | None:
    found = _RANGE.search(text)
    if not found:
        return None
    low, mark = _value(found["low"], found["lowscale"]), _value(found["n"], found["scale"])
    unit = "%" if found["per"] == "%" else found["unit"]
    side = "at_most" if mark < low else "at_least"
    if mark == low:
        return None
    measure: dict[str, object] = {"kind": "quantity", side: mark, "unit": unit}
    if found["year"]:
        measure["baseline"] = {"date": f"{found['year']}-12-31", "value": low}
    return measure, "从某数到某数，按数量"


def _frequency(text: str) -> tuple[Measure, str] | None:
    found = _YEARLY.search(text)
    if not found:
        return None
    times = _TIMES.get((found["every"] or "年").removeprefix("个"), 1)
    return {"kind": "frequency", "per_year": _value(found["n"]) * times, "unit": found["unit"]}, "每年若干次，按频次"


def _minimum(text: str) -> tuple[Measure, str] | None:
    found = _EACH.search(text)
    if not found or found["per"] == "%":
        return None
    return {
        "kind": "minimum",
        "at_least": _value(found["n"], found["scale"]),
        "unit": found["unit"],
    }, f"每{found['part']}不少于，取最低的一个"


def _changed(text: str) -> tuple[Measure, str] | None:
    found = _CHANGE.search(text)
    if found:
        return {
            "kind": "quantity",
            "at_most": -_value(found["n"]),
            "unit": "%" if found["per"] == "%" else found["per"],
        }, _of_change(found)
    found = _GROWTH.search(text)
    if found:
        return {
            "kind": "quantity",
            "at_least": _value(found["n"]),
            "unit": "%" if found["per"] == "%" else found["per"],
        }, _of_change(found)
    return None


def _of_change(found: re.Match[str]) -> str:
    return "每年的变化，原文是年均" if found["yearly"] else "增减的幅度，按数量；逐年累计的改为累计变化"


def _covered(text: str) -> tuple[Measure, str] | None:
    if _ALL.search(text):
        return {"kind": "coverage", "at_least": 100}, "全部、全覆盖，按覆盖率 100%"
    if _ALL_OF_ONE.search(text):
        return {"kind": "coverage", "at_least": 100}, "全面落实某项制度，按覆盖率 100%"
    return None


def _marked(text: str) -> tuple[Measure, str] | None:
    found = next(
        (
            one
            for one in _MARK.finditer(text)
            if not one["unit"]
            or one["unit"] not in ("日", "岁", "对", "门", "位", "班", "部", "列")
            or one["low"]
            or one["high"]
        ),
        None,
    )
    if not found:
        return None
    mark = _value(found["n"], found["scale"])
    side = (
        "at_most" if (found["high"] or found["after"] in ("以内", "以下", "之内")) and not found["low"] else "at_least"
    )
    if found["per"] != "%":
        return {"kind": "quantity", side: mark, "unit": found["unit"]}, "有数量"
    if mark > 100 or not mark >= 0:
        return {"kind": "quantity", side: mark, "unit": "%"}, "有百分比"
    if "覆盖" in text and side == "at_least":
        return {"kind": "coverage", "at_least": mark}, "覆盖面的百分比"
    if _DUTY.search(text) and side == "at_least":
        return {"kind": "standing", "at_least": mark, "unit": "%"}, "按件的义务要达到的百分比"
    return {"kind": "quantity", side: mark, "unit": "%"}, "有百分比"
