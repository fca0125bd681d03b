"""Dates as people write them, each with how it is to be written; a year that was not written is never invented."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from fazhi_check.source.dates import Span, parse_span
from fazhi_check.source.hint import Hint, asked
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.submission.advice.written import NUMERALS, UNKNOWN, numeral
from fazhi_check.words import Text

_NOTHING = UNKNOWN | {"未定", "长期", "持续", "常年", "每年", "每月", "每季度", "不适用"}
_ENDS = "底|末|初|中旬|上旬|下旬|中|份|左右|前后"
_VAGUE_MONTH = re.compile(rf"(\d{{4}})[年./-](\d{{1,2}})月?(?:{_ENDS})")
_VAGUE_YEAR = re.compile(
    r"(\d{4})年?(?:的)?(上半年|下半年|第?[一二三四1-4]季度|q[1-4]|年?底|年?末|初|年中|中|春季?|夏季?|秋季?|冬季?|全年|度|年度)"
)
_NO_YEAR = re.compile(rf"(?:今年|去年|本年度?|上年度?|当年|前年|同年)?(\d{{1,2}})月(?:(\d{{1,2}})[日号]?)?(?:{_ENDS})?")
_SOME_TIME = re.compile(
    r"今年|去年|前年|本年|上年|当年|明年|年底|年初|年中|年末|半年|季度|月底|月初|本月|上月|当月|近期|日前|目前|^q[1-4]$|last|this|recent"
)
_SHORT_YEAR = re.compile(r"['’‘]?(\d{2})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_STAMP = re.compile(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})[t\s]+\d{1,2}:\d{2}.*")
_BEGINS = re.compile(r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}([-/.])\d{1,2}(?:\2\d{1,2})?)(?=[^\d./年月日-])(.*)")
_TO = re.compile(r"\s*(?:至|到|~|～|—+|–)\s*|(?<=[月日\d])\s*-\s*(?=\d{4})|\s+-\s+")
_COMPACT_MONTH = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"[34]\d{4}", re.ASCII)
_DONE = re.compile("(?:已|前)?(?:完成|印发|发布|出台)$")
_EPOCH = date(1899, 12, 30)  # what spreadsheets count days from
_CHINESE = re.compile(rf"([{NUMERALS}]+)(?=[年月日号])")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
# First and last month of the parts of a year.
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "初": (1, 1),
    "底": (12, 12),
    "末": (12, 12),
    "年中": (6, 6),
    **dict.fromkeys("一1春", (1, 3)),
    **dict.fromkeys("二2夏", (4, 6)),
    **dict.fromkeys("三3秋", (7, 9)),
    **dict.fromkeys("四4冬", (10, 12)),
}
_LONGEST = 60


def of_date(written: str, by_day: bool) -> Hint | None:
    """Return how to write what stands where a date belongs; `by_day` tells that a month or a year is not enough."""
    text = unicodedata.normalize("NFKC", written).strip().casefold()
    if len(text) > _LONGEST:
        return None
    if text in _NOTHING:
        return None if by_day else Hint(Text("没有日期就删去这一行", "leave the line out if there is no date"))
    found = _exact(text, by_day)
    if found:
        return found
    return _vague(text, by_day) or _yearless(text, by_day)


def _exact(text: str, by_day: bool) -> Hint | None:
    """Return the date that a text names for certain, in a form that is read."""
    for better in (_from_chinese(text), _stamp(text), _compact(text), _english(text), _serial(text)):
        span = better and _span(better)
        if span and (span.first == span.last or not by_day):
            return Hint(asked(span.text))
    return _with_words(text, by_day) or _range(text)


def _span(text: str) -> Span | None:
    try:
        return parse_span(text)
    except Unreadable:
        return None


def _iso(year: int | str, month: int | str, day: int | str | None = None) -> str:
    return f"{int(year):04}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _from_chinese(text: str) -> str | None:
    """Return 二〇二三年五月 as 2023年5月."""
    better = _CHINESE.sub(lambda found: str(numeral(found[1])), text).replace("号", "日")
    return better if better != text else None


def _stamp(text: str) -> str | None:
    found = _STAMP.fullmatch(text)
    return found[1] if found else None


def _compact(text: str) -> str | None:
    found = _COMPACT_MONTH.fullmatch(text)
    return _iso(found[1], found[2]) if found else None


def _english(text: str) -> str | None:
    found = _ENGLISH.fullmatch(text)
    if not found or found[2][:3] not in _MONTHS:
        return None
    return _iso(found[4], _MONTHS.index(found[2][:3]) + 1, found[1] or found[3])


def _serial(text: str) -> str | None:
    return (_EPOCH + timedelta(int(text))).isoformat() if _SERIAL.fullmatch(text) else None


def _with_words(text: str, by_day: bool) -> Hint | None:
    """Return a date that has words behind it without them; of 前, 后 and the like nobody knows the day."""
    found = _BEGINS.fullmatch(text)
    span = found and _span(found[1])
    if (
        not found
        or not span
        or (by_day and span.first != span.last)
        or re.match(rf"{_ENDS}|前|后|以|之|起|至|到|~|—|-|\s*$", found[3].strip())
    ):
        return None
    return Hint(
        Text(f"只写日期 {span.text}，其余写进“说明”", f"write the date alone, {span.text}, and the rest under note"),
        whole=True,
    )


def _range(text: str) -> Hint | None:
    """Return the end of a span of days as the one date that is asked for."""
    parts = _TO.split(text)
    ends = [span for span in map(_span, parts) if span] if len(parts) == 2 else []
    if not ends:
        return None
    last = ends[-1].text
    return Hint(Text(f"只写一个日期，不写起止，例如 {last}", f"write one date, not a span, e.g. {last}"))


def _vague(text: str, by_day: bool) -> Hint | None:
    text = _DONE.sub("", text)
    month = _VAGUE_MONTH.fullmatch(text)
    if month:
        span = _span(_iso(month[1], month[2]))
        if span is None:
            return None
        return Hint(_to_the_day(span.last) if by_day else Text(f"写成 {span.text}", f"write {span.text}"), whole=True)
    year = _VAGUE_YEAR.fullmatch(text)
    return _in_year(int(year[1]), year[2], by_day) if year else None


def _to_the_day(day: date) -> Text:
    return Text(f"要写到日，例如 {day}", f"write the day as well, e.g. {day}")


def _in_year(year: int, part: str, by_day: bool) -> Hint | None:
    first, last = next((months for sign, months in _PARTS.items() if sign in part), (1, 12))
    end = _span(_iso(year, last))
    if end is None:
        return None
    if by_day:
        return Hint(_to_the_day(end.last), whole=True)
    sample = _iso(year, (first + last) // 2)
    return Hint(
        Text(
            f"知道月份的写到月（如 {sample}），说不准的只写 {year}",
            f"write the month if it is known (e.g. {sample}), else {year} alone",
        )
    )


def _yearless(text: str, by_day: bool) -> Hint | None:
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        return Hint(Text("年份写四位数字", "write the year with four digits"))
    found = _NO_YEAR.fullmatch(text)
    if found and 1 <= int(found[1]) <= 12:
        sample = _iso(2023, found[1], found[2] or ("01" if by_day else None))
        sample = sample if _span(sample) else "2023-05-01"
        return Hint(Text(f"写出年份，例如 {sample}", f"write the year as well, e.g. {sample}"), whole=True)
    if _SOME_TIME.search(text):
        what = Text("写出四位年份和月份", "write the year with four digits, and the month")
        return Hint(what if not by_day else Text("写出年、月、日", "write year, month and day"))
    return None
