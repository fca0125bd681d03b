"""How the single values of a submission are read from what stands in the text: readers that both forms share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fazhi_check.source.dates import parse_day, parse_span
from fazhi_check.source.numbers import Amount, parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.submission.records import Part, Portion, Stage
from fazhi_check.words import STATUSES, VALUE_TWINS

_CODE = re.compile(r"\d{6}", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)


def _reading(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Return a reader of texts that knows what to say where there is no single text."""

    def reading(value: Any) -> Any:
        if value is None:
            raise Unreadable("像 12,000 这样带逗号的数要加引号", "a number with commas such as 12,000 goes into quotes")
        if not isinstance(value, str):
            raise Unreadable("这里应是单个值", "a single value belongs here")
        return read(value)

    return reading


def _english(key: str) -> Callable[[Any], Any]:
    """Return what gives the English name of a fixed value of a key, written in either language."""
    twins = VALUE_TWINS[key]
    names = twins | {english: english for english in twins.values()}

    def english(value: Any) -> Any:
        return names.get(value.strip(), value.strip()) if isinstance(value, str) else value

    return english


def _code(text: str) -> str:
    if not _CODE.fullmatch(text.strip()):
        raise Unreadable("行政区划代码是六位数字，例如 650100", "a division code has six digits, e.g. 650100")
    return text.strip()


def _percentage(text: str) -> Amount:
    return parse_amount(text)._replace(percent=False)


def _part(text: str) -> Part:
    """Return what is told of one unit: a number, a status (of a coverage), or one number of another (37/40)."""
    status = read_status(text)
    if status in STATUSES:
        return Stage(status, text.strip())
    covered, stroke, total = text.replace("／", "/").partition("/")
    try:
        if not stroke:
            return parse_amount(text)
        parts = parse_amount(covered), parse_amount(total)
    except Unreadable as wrong:
        zh, en = wrong.advice
        raise Unreadable(
            f"{zh}；覆盖率也可以写状态（如 推进中）或 37/40", f"{en}; of a coverage also a status or a share (37/40)"
        ) from None
    if any(part.percent for part in parts):
        raise Unreadable("分数的两个数都写个数，例如 37/40", "both numbers of a fraction are counts, e.g. 37/40")
    return Portion(*parts, text.strip())


def _year(text: str) -> int:
    found = _YEAR.fullmatch(text.strip())
    if not found:
        raise Unreadable("年度写成四位数字，例如 2022", "write a year with four digits, e.g. 2022")
    return int(found[1])


def _yes(text: str) -> bool:
    return _either(text, YES, NO, Unreadable("申请的写“是”，不申请的留空", "write yes (是), or leave it out"))


def _waits(text: str) -> bool:
    advice = Unreadable(
        "还没有人核对的写“是”，核对过的删去这一项", "write yes (是), or take it out once somebody has looked at it"
    )
    return _either(text, WAITING, CONFIRMED, advice)


def _either(text: str, yes: tuple[str, ...], no: tuple[str, ...], wrong: Unreadable) -> bool:
    word = text.strip().casefold()
    if word not in yes and word not in no:
        raise wrong
    return word in yes


# What stands for yes and no in the sheets of offices, the usual word first.
_YES, _NO = ("√", "✓", "✔", "1", "y", "yes", "true"), ("×", "✗", "x", "0", "n", "no", "false")
YES = ("是", "申请", "能", "可以", "已申请", *_YES)
NO = ("否", "不申请", "不", "不能", *_NO)
# The same of what was proposed and waits for a person to confirm it.
WAITING = ("是", "待确认", "未确认", *_YES)
CONFIRMED = ("否", "已确认", *_NO)


def not_blank(text: str) -> str:
    """Return a text. Raises Unreadable where it is blank."""
    if not text.strip():
        raise Unreadable("不能为空", "it must not be empty")
    return text


def each_year_once(value: Any) -> Any:
    """Return a mapping by years. Raises Unreadable where two of its keys are one year (2022 and 2022年)."""
    if isinstance(value, dict):
        years = [str(key).strip().removesuffix("年") for key in value]
        if len(set(years)) < len(years):
            raise Unreadable("同一年度写了两次", "a year stands twice")
    return value


def _points(text: str) -> Amount:
    """Return points, known exactly, with at most two decimals; 分 may stand behind them. Raises Unreadable."""
    try:
        amount: Amount | None = parse_amount(text.strip().removesuffix("分"))
    except Unreadable:
        amount = None
    if amount is None or amount.exact is None or amount.percent or (100 * amount.exact).denominator != 1:
        raise Unreadable(
            "分数写确切的数，最多两位小数，例如 8.5", "points are an exact number of at most two decimals, e.g. 8.5"
        )
    return amount._replace(text=text.strip())


# From a text to a day, a span of days, an amount, a percentage, a year, a division code. Each raises Unreadable.
read_day, read_span, read_value = _reading(parse_day), _reading(parse_span), _reading(parse_amount)
read_percentage, read_year, read_code = _reading(_percentage), _reading(_year), _reading(_code)
# The same to points by an office's standard. Raises Unreadable.
read_points = _reading(_points)
# From what is told of one unit to an amount, a stage, or one amount of another. Raises Unreadable.
read_part = _reading(_part)
# From 是 or 否, and what stands for them in a sheet, to a truth. Raises Unreadable.
read_yes = _reading(_yes)
# The same of what waits to be confirmed (待确认). Raises Unreadable.
read_waiting = _reading(_waits)
# From a fixed value in either language to its English name; any other value is given back.
read_status, read_level, read_kind = _english("status"), _english("level"), _english("kind")
