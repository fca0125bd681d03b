"""The run (FZ3): what only several files together show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.identity import Identity, identity
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.submission.records import Unit

Who: TypeAlias = Callable[[Unit, Plan], Identity]


def same_unit_and_date(one: FileReport, first: dict[tuple[object, ...], str], who: Who = identity) -> Iterator[Finding]:
    """同一单位、同一截至日期有两份填报。

    两份都会检查和计数，合计会重复。请只留一份，或改正其中一份的截至日期。

    ---
    Two submissions of one unit have the same as_of date.

    Both are checked and counted, so totals count the unit twice. Keep one, or correct the date of the other.

    ---
    # 同一单位已有一份截至 2023-08-30 的填报
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    事项: {}

    ---
    # 同一单位已有一份截至 2023-08-30 的填报
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-12-31
    事项: {}
    """
    unit = one.unit
    if not (one.plan and unit and one.reported_on):
        return
    key = (one.plan.id, who(unit, one.plan), one.reported_on)
    other = first.setdefault(key, one.path)
    if other != one.path:
        data = {"unit": unit.name, "as_of": one.reported_on, "other": other}
        yield Finding("FZ309", one.unit_place, data)


# The rule of each code.
RULES: dict[str, Callable[..., Iterable[Finding]]] = {"FZ309": same_unit_and_date}
