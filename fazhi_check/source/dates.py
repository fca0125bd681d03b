"""Dates as people write them: 2023-05-01, 2023/5/1, 2023.5.1, 2023年5月1日; a month or a year alone is a span."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fazhi_check.source.unreadable import Unreadable

_FORMS = re.compile(
    r"(?P<y>\d{4})(?:年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?"
    r"|(?P<sep>[-/.])(?P<m2>\d{1,2})(?:(?P=sep)(?P<d2>\d{1,2}))?)?",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


class Span(NamedTuple):
    """A day, a month or a year: its first and last day, and the text as written."""

    first: date
    last: date
    text: str


def parse_day(text: str) -> date:
    """Return the day that `text` names.

    Raises Unreadable where it is no date, or a month or year alone.
    """
    span = parse_span(text)
    if span.first != span.last:
        sample = span.last.isoformat()
        raise Unreadable(f"要写到日，例如 {sample}", f"write the day as well, e.g. {sample}")
    return span.first


@lru_cache(maxsize=4096)
def parse_span(text: str) -> Span:
    """Return the days from first to last that `text` covers: one day, a month or a year.

    Raises Unreadable with what to write instead.
    """
    written = text.strip()
    found = _FORMS.fullmatch(written)
    if not found:
        raise _not_a_date(written)
    year, month, day = int(found["y"]), found["m"] or found["m2"], found["d"] or found["d2"]
    _check_calendar(year, month and int(month), day and int(day))
    first = date(year, int(month or 1), int(day or 1))
    return Span(first, _last_day(first, month, day), written)


def _last_day(first: date, month: str | None, day: str | None) -> date:
    if day:
        return first
    last_month = first.month if month else 12
    return date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _check_calendar(year: int, month: int | str | None, day: int | str | None) -> None:
    if year == 0:
        raise Unreadable("没有公元 0 年，年份写四位数字，例如 2023", "there is no year 0; write e.g. 2023")
    if month is None:
        return
    if not 1 <= int(month) <= 12:
        raise Unreadable(f"没有 {month} 月，月份是 1 到 12", f"there is no month {month}; months are 1 to 12")
    days = calendar.monthrange(year, int(month))[1]
    if day is not None and not 1 <= int(day) <= days:
        raise Unreadable(
            f"{year} 年 {month} 月没有 {day} 日，该月最后一天是 {days} 日",
            f"{year}-{int(month):02d} has no day {day}; its last day is {days}",
        )


def _sample(guess: str) -> str:
    """Return the date that was probably meant, if there is such a date."""
    try:
        return date.fromisoformat(guess).isoformat()
    except ValueError:
        return "2023-05-01"


def _not_a_date(written: str) -> Unreadable:
    compact = _COMPACT.fullmatch(written)
    sample = _sample("-".join(compact.groups())) if compact else "2023-05-01"
    return Unreadable(
        f"日期写成 {sample}、2023/5/1、2023.5.1 或 2023年5月1日",
        f"write a date as {sample}, 2023/5/1, 2023.5.1 or 2023年5月1日",
    )
