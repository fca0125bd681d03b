"""The period of a whole plan as its text names it: spans of years, days by which something is to be done, phases.

Dates inside 《》 belong to other documents, those of a far outlook (远景) to no plan; nothing is made of 十四五 without years.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.plan.draft.structure import Part
from fazhi_check.source.in_prose import UNTIL, YEAR
from fazhi_check.source.outline import Mark
from fazhi_check.source.prose import SourceText

_YEAR = rf"(?<![\d.])({YEAR})"
_RANGE = re.compile(rf"{_YEAR}年?{UNTIL}{{1,2}}({YEAR})年?(?![\d月])")
_BY = re.compile(
    rf"(?P<to>到|至|截至|截止)?{_YEAR}年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日|份)?)?"
    r"(?P<end>年底|年末|底|末|上半年|中)?(?P<before>以前|之前|前)?"
)
_ONE_YEAR = re.compile(rf"{_YEAR}年度?(?!远景|前|底|末)")
_NAMED = re.compile("《[^》]*》|〔[^〕]*〕")
_FAR = re.compile("远景|展望|本世纪|中期目标")
_CLAUSE = re.compile(r"[^，,。；;！？\n]+")
_OWN = re.compile(rf"(?:规划|实施|计划)(?:期|期限|时间|周期)?(?:为|是|：|:)?{_YEAR}年?{UNTIL}{{1,2}}{YEAR}年?")


class Due(NamedTuple):
    """A day by which something is to be done, with the words that name it."""

    day: date
    words: str


class Phase(NamedTuple):
    """A phase that the text names; `source` is the item that describes it, None where only its last day is named."""

    id: str
    title: str
    start: date | None
    deadline: date
    source: str | None


class Dates(NamedTuple):
    """The first and last day of a plan as far as its text names them, and its phases by their deadlines."""

    start: date | None
    end: date | None
    phases: tuple[Phase, ...]


def dues(text: str) -> list[Due]:
    """Return the days by which a text asks for something: 到2025年, 2023年底前, 2025年6月底前, 2024年前 (2023-12-31)."""
    found: list[Due] = []
    bare = _NAMED.sub(lambda one: "　" * len(one.group()), text)
    for clause in _CLAUSE.finditer(bare):
        if _FAR.search(clause.group()):
            continue
        ranges = [one.span() for one in _RANGE.finditer(clause.group())]
        for one in _BY.finditer(clause.group()):
            inside = any(start <= one.start() < end for start, end in ranges)
            day = None if inside else _by(one)
            if day:
                found.append(Due(day, one.group()))
    return found


def _by(found: re.Match[str]) -> date | None:
    """Return the last day that is meant; None where a year is only mentioned."""
    if not (found["to"] or found["end"] or found["before"]):
        return None
    year, month, day = int(found[2]), int(found["month"] or 0), int(found["day"] or 0)
    if month > 12 or (day and not _is_day(year, month, day)):
        return None
    if found["before"] and not found["end"] and not day:  # before a month or year begins
        return last_day(year - 1, 12) if not month or month == 1 else last_day(year, month - 1)
    if found["end"] == "上半年":
        return date(year, 6, 30)
    if day:
        return date(year, month, day)
    return last_day(year, month or 12)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of years that a text names for itself: those in the names of documents are left out."""
    found = [(int(one[1]), int(one[2])) for one in _RANGE.finditer(_NAMED.sub("", text))]
    return [(first, last) for first, last in found if first <= last]


def _of_one_year(title: str) -> list[tuple[int, int]]:
    """Return the year of a plan for one year: 2024年工作要点."""
    years = {int(one[1]) for one in _ONE_YEAR.finditer(_NAMED.sub("", title))}
    return [(year, year) for year in years] if len(years) == 1 and not _FAR.search(title) else []


def dates(source: SourceText, parts: Sequence[Part], start: int, end: int, title: str) -> Dates:
    """Return the dates of a plan's text; its own title, or a sentence on its period, goes before all others."""
    text = source.closed[start:end]
    own = (
        spans(title)
        or _of_one_year(title)
        or [span for one in _OWN.finditer(_NAMED.sub("", text)) for span in spans(one.group())]
    )
    marks = [mark for mark in source.marks if start <= mark.start < end and mark.heads]
    phases = list(_phases(marks, parts))
    named = dues(text)
    if own:
        first, last = date(own[0][0], 1, 1), date(own[0][1], 12, 31)
        return Dates(first, last, _inside(phases or _by_days(named), first, last))
    days = [due.day for due in named] + [one.deadline for one in phases]
    ranges = [(date(first, 1, 1), date(last, 12, 31)) for first, last in spans(text)]
    final = max([*days, *(last for _, last in ranges)], default=None)
    begun = [one.start for one in phases if one.start] or [first for first, last in ranges if last == final]
    first_day = min(begun, default=None)
    return Dates(first_day, final, _inside(phases or _by_days(named), first_day, final))


def _phases(marks: Sequence[Mark], parts: Sequence[Part]) -> Iterator[Phase]:
    """Yield the phases that headings name with their years."""
    items = {part.start: part.item for part in parts}
    taken: set[str] = set()
    for mark in marks:
        for first, last in spans(mark.title)[:1]:
            title = (
                re.sub(r"[（(][^（()）]*[）)]", "", mark.title)
                if "(" in mark.title or "（" in mark.title
                else mark.title
            )
            name = str(last) if str(last) not in taken else f"{first}-{last}"
            if name not in taken:
                taken.add(name)
                yield Phase(name, title or mark.title, date(first, 1, 1), date(last, 12, 31), items.get(mark.start))


def _by_days(named: Sequence[Due]) -> list[Phase]:
    """Return a phase for each day that the text names as a deadline."""
    phases: dict[str, Phase] = {}
    for due in named:
        ends_year = (due.day.month, due.day.day) == (12, 31)
        name = str(due.day.year) if ends_year else due.day.isoformat()
        phases.setdefault(name, Phase(name, due.words, None, due.day, None))
    return list(phases.values())


def _inside(phases: Sequence[Phase], first: date | None, last: date | None) -> tuple[Phase, ...]:
    """Return the phases whose deadlines lie within the plan, by their deadlines."""
    kept = [
        one for one in phases if (first is None or first <= one.deadline) and (last is None or one.deadline <= last)
    ]
    return tuple(sorted(kept, key=lambda one: (one.deadline, one.id)))
