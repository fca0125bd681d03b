"""The days by which one commitment is due, as its own words name them; period.py has those of the whole plan."""

from __future__ import annotations

import re
from datetime import date

from fazhi_check.plan.draft.period import dues, last_day
from fazhi_check.source.in_prose import YEAR
from fazhi_check.source.outline import number

# The five-year plans of the country, by name: the last year of each.
_FIVE_YEARS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_PERIOD = re.compile(rf"[“\"']?({'|'.join(_FIVE_YEARS)})[”\"']?(?:时期|期|规划)?(?:末|结束)")
_YEAR = f"{YEAR}年"
# What something is compared with, or began with, is no day that it is due by.
_SINCE = re.compile(rf"(?:从|自|比|较|与|以){_YEAR}(?:底|末|初)?|{_YEAR}(?:以来|起|度(?=计划|工作))")
_ALONE = re.compile(rf"^[（(]?({_YEAR})(?:(\d{{1,2}})月)?(?![—\-~～至到的度前底末]|\d)")
_QUARTER = re.compile(rf"({_YEAR})第?([一二三四1-4])季度(?:末|底)?")


def days(text: str) -> tuple[date, ...]:
    """Return the days by which a text asks for something, in their order; a year that opens it is one, too."""
    text = _QUARTER.sub(lambda found: f"{found[1]}{3 * number(found[2])}月底", text)
    plain = _SINCE.sub(lambda found: "□" * len(found.group()), text)
    named = [one.day for one in dues(plain)]
    opening = _ALONE.match(plain)
    if not named and opening:
        year, month = int(opening[1][:4]), int(opening[2] or 12)
        named = [last_day(year, month)] if 1 <= month <= 12 else []
    periods = [date(_FIVE_YEARS[one.group(1)], 12, 31) for one in _PERIOD.finditer(plain)]
    return tuple(dict.fromkeys((*named, *periods)))
