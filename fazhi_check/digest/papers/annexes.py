"""The tables behind a bulletin: every unit with its counts, who has not reported in time, every problem by task."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fazhi_check.digest.papers.common import shared_of
from fazhi_check.digest.papers.counted import PARTS, Counted, counted, part_words
from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.papers.scope import COMPARED, FAULTY, Scope, Standing
from fazhi_check.digest.papers.sentences import amount
from fazhi_check.digest.round.facts import UnitDigest

# What stands where a unit is in no sum.
_NONE: Final = "—"
_TABLE_NAMED: Final = 1000
_LATE: Final = ("not_submitted", "late", "returned")


def units_table(scope: Scope) -> list[dict[str, str]]:
    """Return a row a unit in the round's order, then a sum for each category, then that of all."""
    rows = [_unit(at, one, scope) for at, one in enumerate(scope.units, 1)]
    sums = [_sum(f"{name or '其他单位'}小计", units) for name, units in _categories(scope).items()]
    whole = [_sum("合计", scope.counting)] if rows else []
    return [*rows, *(sums if len(sums) > 1 else ()), *whole]


def _unit(at: int, one: Standing, scope: Scope) -> dict[str, str]:
    head = {"序号": str(at), "单位": one.name, "报送情况": _state(one)}
    return head | (_numbers(counted(one.lines)) if one.apart is None else dict.fromkeys(_columns(), _NONE))


def _state(one: Standing) -> str:
    if one.apart == COMPARED:
        return "仅作对照"
    if one.apart == FAULTY:
        return "填报有误"
    if one.unit is None:
        day = one.file.as_of if one.file else None
        return f"填报截至{day_written(day)}" if day else ""
    return one.unit.called.zh


def _columns() -> tuple[str, ...]:
    return ("承担任务", *part_words().values(), "仅有情况说明", "未经核定")


def _numbers(found: Counted) -> dict[str, str]:
    """Return what the columns hold: the parts make up 承担任务."""
    words = part_words()
    return {
        "承担任务": amount(found.total),
        **{words[name]: amount(found.parts.get(name, 0)) for name in PARTS},
        "仅有情况说明": amount(sum(found.claims.values())),
        "未经核定": amount(found.unsettled),
    }


def _sum(name: str, units: Iterable[Standing]) -> dict[str, str]:
    lines = [line for one in units for line in one.lines]
    return {"序号": "", "单位": name, "报送情况": ""} | _numbers(counted(lines))


def _categories(scope: Scope) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for one in scope.units:
        found.setdefault((one.unit and one.unit.category) or "", []).append(one)
    return {name: units for name, units in found.items() if any(one.apart is None for one in units)}


def returns_table(scope: Scope) -> list[dict[str, str]]:
    """Return the units that have not reported, were late or got their report back, in that order; in each as in the round."""
    units = [one.unit for one in scope.units if one.unit]
    listed = [one for state in _LATE for one in units if one.state == state]
    return [_return(at, one) for at, one in enumerate(listed, 1)]


def _return(at: int, one: UnitDigest) -> dict[str, str]:
    return {
        "序号": str(at),
        "单位": one.name,
        "情况": one.called.zh,
        "收到日期": day_written(one.received) if one.received else _NONE,
        "备注": f"{day_written(one.stale)}的填报只作参考" if one.stale else "",
    }


def problems_table(scope: Scope) -> list[dict[str, str]]:
    """Return a row for each task that is a problem somewhere, in the plan's order, with every unit by name."""
    return [
        {
            "序号": str(at),
            "编号": one.line.target,
            "事项": one.line.title.zh,
            "承担单位": amount(one.asked),
            "问题单位": amount(len(one.found)),
            "情况": one.told(_TABLE_NAMED),
        }
        for at, one in enumerate(shared_of(scope), 1)
    ]
