"""Numbers in words, in shares and with their units, each with how it is to be written; no number is rounded up."""

from __future__ import annotations

import re
import unicodedata

from fazhi_check.source.hint import Hint
from fazhi_check.source.numbers import parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.submission.advice.written import NUMERALS, UNKNOWN, numeral
from fazhi_check.words import STATUSES, Text

_NOTHING = UNKNOWN | {"未统计", "待统计", "暂缺", "缺", "空", "不清楚"}
_WHOLE = frozenset(
    ["全部", "全", "全体", "所有", "全覆盖", "全部覆盖", "全面覆盖", "已全覆盖", "实现全覆盖", "all", "full"]
)
_COUNTED = "个件次起人家项部份场期名户篇条宗批所支处座台套元门册分"
_SHARE = re.compile(r"(\d{1,9})\s*(?:/|of)\s*(\d{1,9})", re.ASCII)
_CHINESE_SHARE = re.compile(
    rf"(?:([{NUMERALS}\d]{{1,9}}))分之([{NUMERALS}\d]{{1,9}}(?:\.\d+)?|[{NUMERALS}]+点[{NUMERALS}]+)(余|多|以上)?"
)
_TENTHS = re.compile(r"([一二三四五六七八九])成(?:([一二三四五六七八九半]))?(以上|余|多)?")
_COMPARED = re.compile(r"(>=|≥|≧|>|<|不少于|大于等于|大于|小于)\s*(.+)|(.+?)\s*(\+|及以上|以上的|以上)")
_BEFORE = {">": "超", "大于": "超", "<": "不足", "小于": "不足"}
_CHINESE = re.compile(rf"(不足|超过|超|至少)?([{NUMERALS}]+)(余|多|以上)?([{_COUNTED}])?(余|多|以上)?")
_PERCENT_KEYS = ("progress", "value")
_HALVES = {"半数以上": "50%以上", "过半": "超50%", "超过半数": "超50%", "超半数": "超50%"}
_LEAD = re.compile(r"^(?:已|已经)?(?:完成率?|达到?|占|覆盖率?|进度|比例)[为是:]?(?=\d)")
_STATUSES = {word for status, text in STATUSES.items() for word in (status, text.zh)}
_LONGEST, _FEW = 60, 3


def of_number(written: str, key: str) -> Hint | None:
    """Return how to write what stands where the number of a key belongs; None where only the general advice fits."""
    text = unicodedata.normalize("NFKC", written).strip().casefold()
    if len(text) > _LONGEST:
        return Hint(_WORDS)
    change = _change(text) if key == "by_year" else None
    return _all_or_nothing(text, key) or change or _share(text, key) or _readable(text) or _of_words(text)


def _change(text: str) -> Hint | None:
    """Return how to write a change that is told in words: 下降2.7% as -2.7; of a bound only that a fall is negative."""
    found = _CHANGED.fullmatch(text)
    if not found:
        return None
    number = found["number"] if found["rises"] else f"-{found['number']}"
    if found["more"]:
        return Hint(_SIGNED, whole=True)
    return Hint(
        Text(f"下降的写负数，增长的写正数：写成 {number}", f"a fall is negative, a rise positive: write {number}"),
        whole=True,
    )


_CHANGED = re.compile(
    r"(?:比上年|同比|较上年|比去年|较去年)?(?:(?P<falls>下降|降低|减少|下跌|回落|负增长|降|减|fell by|down|minus)"
    r"|(?P<rises>上升|增长|提高|增加|提升|升|增|rose by|up|plus))了?\s*(?P<number>\d{1,4}(?:\.\d{1,9})?)"
    r"\s*%?(?P<more>左右|以上|余|多)?",
)
_SIGNED = Text(
    "写确切的变化率，下降的写负数，增长的写正数，例如 -2.7",
    "write the exact change, a fall as a negative number, a rise as a positive one, e.g. -2.7",
)


def _all_or_nothing(text: str, key: str) -> Hint | None:
    if text in _NOTHING:
        return Hint(_NONE, whole=True)
    return Hint(_all_of(key)) if text in _WHOLE else None


def _of_words(text: str) -> Hint | None:
    if text in _STATUSES:
        return Hint(Text("这里只写数字，状态写进“状态”", "a number alone belongs here; put the status under status"))
    digits = re.search(rf"[\d{NUMERALS}半]", text)
    return None if digits and len(re.sub(r"[\d.,%\s]", "", text)) <= _FEW else Hint(_WORDS)


_NONE = Text(
    "没有数据就删去这一行，原因写进“说明”（填报表里是“进展情况”）；确实是零的写 0",
    "leave the line out if there is none and say why under note; write 0 if it is zero",
)
_WORDS = Text(
    "这里只写数字，文字写进“说明”（填报表里是“进展情况”）", "a number alone belongs here; put the words under note"
)


def _all_of(key: str) -> Text:
    if key == "covered":
        return Text("写出个数：全部覆盖的，与“总数”写同一个数", "write how many: if all are covered, the same as total")
    if key in _PERCENT_KEYS:
        return Text("写出数字：比例是全部的写 100%", "write the number: 100% where it is the share of all")
    return Text("写出数字", "write the number")


def _share(text: str, key: str) -> Hint | None:
    """Return how to write one number of another: 28/30, 三分之二."""
    found = _SHARE.fullmatch(text.removesuffix("个"))
    if not found:
        words = _CHINESE_SHARE.fullmatch(text) and not _percentage(text)
        return (
            Hint(Text("写百分数，或分别写“覆盖数”和“总数”", "write a percentage, or covered and total"))
            if words
            else None
        )
    part, whole = int(found[1]), int(found[2])
    if key in ("value", "covered", "total") and part <= whole:
        return Hint(
            Text(
                f"分开写：“覆盖数: {part}”和“总数: {whole}”",
                f"write them apart: “covered: {part}” and “total: {whole}”",
            ),
            whole=True,
        )
    if key == "progress":
        return Hint(Text("写百分数，例如 80%", "write a percentage, e.g. 80%"), whole=True)
    return Hint(Text("这里只写一个数", "one number alone belongs here"))


def _readable(text: str) -> Hint | None:
    """Return the same number as it can be read, said as what to write."""
    counted = _without_unit(text)
    for better in (_percentage(text), counted, _compared(text), _in_digits(text), _LEAD.sub("", text)):
        if better and better != text and _reads(better):
            unit = Text("，不写计量单位", ", without a unit of count") if better == counted else Text("", "")
            return Hint(Text(f"写成 {better}{unit.zh}", f"write {better}{unit.en}"), whole=better == counted)
    return None


def _reads(text: str) -> bool:
    try:
        parse_amount(text)
    except Unreadable:
        return False
    return True


def _percentage(text: str) -> str | None:
    """Return 百分之九十 as 90%, 九成以上 as 90%以上."""
    if text in _HALVES:
        return _HALVES[text]
    shares = _CHINESE_SHARE.fullmatch(text)
    if shares and shares[1] in ("百", "一百", "100"):
        whole, _, decimals = shares[2].partition("点")
        number = _digits(whole) + (f".{_digits(decimals)}" if decimals else "")
        return f"{number}%{shares[3] or ''}"
    tenths = _TENTHS.fullmatch(text)
    if tenths:
        last = "5" if tenths[2] == "半" else str(numeral(tenths[2]) if tenths[2] else 0)
        return f"{numeral(tenths[1])}{last}%{(tenths[3] and '以上') or ''}"
    return None


def _digits(text: str) -> str:
    number = numeral(text)
    return text if number is None else str(number)


def _without_unit(text: str) -> str | None:
    """Return a number without what is counted: 37个以上 as 37以上."""
    return re.sub(f"[{_COUNTED}]", "", text) if re.search(rf"\d.*[{_COUNTED}]", text) else None


def _compared(text: str) -> str | None:
    """Return a comparison in the words that are read: ≥98 as 98以上."""
    found = _COMPARED.fullmatch(text)
    if not found:
        return None
    sign, number = (found[1], found[2]) if found[1] else ("", found[3])
    return _BEFORE[sign] + number if sign in _BEFORE else f"{number}以上"


def _in_digits(text: str) -> str | None:
    """Return Chinese numerals in digits: 三十余 as 30余, 三次 as 3."""
    found = _CHINESE.fullmatch(text)
    number = numeral(found[2]) if found else None
    if found is None or number is None:
        return None
    return f"{found[1] or ''}{number}{found[3] or found[5] or ''}"
