"""The days that a clause names: 到2025年, 2024年前, 2023年6月底, “十四五”末."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# The five-year plans of the country, by name: the last year of each.
_FIVE_YEARS = {"十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_DAY = re.compile(
    r"(?P<from>从|自|比|较|与|以)?(?P<year>(?:19|20)\d\d)年(?!度?(?:计划|工作要点)|[-—－~～至到]\d)"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>[0-3]?\d)[日号])?)?(?P<half>上半年)?"
    r"(?P<end>年?(?:底|末|终))?(?P<before>以前|之前|前)?(?P<of>的|以来|基础上|相比|起|开始)?"
)
_PERIOD = re.compile(rf"[“\"']?({'|'.join(_FIVE_YEARS)})[”\"']?(?:时期|期|规划)?(?:末|期末|结束)")
_QUOTED = re.compile(r"《[^》]*》")


def days(text: str) -> tuple[date, ...]:
    """Return the days by which a text asks for something, in their order; what is compared with is none of them."""
    plain = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    found = [
        _last_day(one)
        for one in _DAY.finditer(plain)
        if not one["of"] and one["from"] not in ("从", "自", "比", "较", "与", "以")
    ]
    periods = [date(_FIVE_YEARS[one.group(1)], 12, 31) for one in _PERIOD.finditer(plain)]
    return tuple(dict.fromkeys(day for day in (*found, *periods) if day))


def _last_day(found: re.Match[str]) -> date | None:
    """Return the last day of what is named; 2024年前 is over with the year before, 2024年底前 with 2024."""
    year, month = int(found["year"]), int(found["month"] or (6 if found["half"] else 12))
    if found["before"] and not (found["end"] or found["day"]):
        return date(year, int(found["month"] or 1), 1) - timedelta(days=1)
    last = monthrange(year, month)[1]
    return date(year, month, min(int(found["day"] or last) or 1, last))
