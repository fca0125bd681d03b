"""The tables behind a bulletin: every unit with its counts, who has not reported in time, every problem by task."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from fazhi_check.digest.papers.common import Entered, Shared, entered_of, shared_of
from fazhi_check.digest.papers.counted import PARTS, Counted, counted, part_words
from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.papers.scope import COMPARED, FAULTY, Scope, Standing
from fazhi_check.digest.papers.titles import category_name
from fazhi_check.digest.round.facts import UnitDigest

# What stands where a unit is in no sum.
_NONE: Final = "—"
_TABLE_NAMED: Final = 1000
_LATE: Final = ("not_submitted", "late", "returned")


Table: TypeAlias = dict[str, list[dict[str, str]]]


def units_table(scope: Scope) -> Table:
    """Return a row a unit in the round's order, and below them a sum for each category of several and that of all."""
    rows = [_unit(at, one) for at, one in enumerate(scope.units, 1)]
    kinds = scope.round.categories if scope.round else {}
    sums = [
        _sum(f"{category_name(name, units)}小计", scope.standings(units))
        for name, units in kinds.items()
        if 1 < len(units) < len(rows)
    ]
    return {"行": rows, "合计": [*sums, _sum("合计", scope.units)]}


def _unit(at: int, one: Standing) -> dict[str, str]:
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
        "承担任务": str(found.total),
        **{words[name]: str(found.parts.get(name, 0)) for name in PARTS},
        "仅有情况说明": str(sum(found.claims.values())),
        "未经核定": str(found.unsettled),
    }


def _sum(name: str, units: Iterable[Standing]) -> dict[str, str]:
    return {"序号": "", "单位": name, "报送情况": ""} | _numbers(counted(line for one in units for line in one.lines))


def returns_table(scope: Scope) -> Table:
    """Return the units that have not reported, were late or got their report back, in that order; in each as in the round."""
    units = [one.unit for one in scope.units if one.unit]
    listed = [one for state in _LATE for one in units if one.state == state]
    return {"行": [_return(at, one) for at, one in enumerate(listed, 1)]}


def _return(at: int, one: UnitDigest) -> dict[str, str]:
    return {
        "序号": str(at),
        "单位": one.name,
        "情况": one.called.zh,
        "收到日期": day_written(one.received) if one.received else _NONE,
        "备注": f"沿用{day_written(one.stale)}数据，只作参考" if one.stale else "",
    }


def problems_table(scope: Scope) -> Table:
    """Return a row for each task that is a problem somewhere, in the plan's order, with every unit by name.

    Below them stands what was entered by hand. Units that the plan does not bind have no problems.
    """
    rows = [] if scope.compared else [*map(_problem, shared_of(scope)), *map(_entered, entered_of(scope))]
    return {"行": [{"序号": str(at), **row} for at, row in enumerate(rows, 1)]}


def points_table(scope: Scope) -> Table:
    """Return what units have by their office's standard; nothing without one."""
    if not any(one.file and one.file.points for one in scope.units):
        return {"行": []}
    from fazhi_check.digest.papers.points_table import points_rows  # a run without a standard does without

    return {"行": points_rows(scope)}


def _entered(one: Entered) -> dict[str, str]:
    text = one.problem.text.say("zh")
    return {"编号": one.problem.no, "事项": text, "承担单位": _NONE, "问题单位": "1", "情况": one.told}


def _problem(one: Shared) -> dict[str, str]:
    return {
        "编号": one.line.target,
        "事项": one.line.title.zh,
        "承担单位": str(len(one.owing)),
        "问题单位": str(len(one.found)),
        "情况": one.told(_TABLE_NAMED),
    }
