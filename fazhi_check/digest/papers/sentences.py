"""The sentences with numbers: parts that make up the whole, shares that add to 100.0, rates that name what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from fazhi_check.digest.papers.counted import OUTSIDE, Counted
from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.papers.scope import COMPARED, EXCUSED, FAULTY, RETURNED, STALE, Scope, Standing
from fazhi_check.digest.round.facts import Numbers, UnitDigest
from fazhi_check.digest.shares import percents, rate
from fazhi_check.digest.tracked import Problem

# More names than these stand in an annex.
_MOST_NAMED: Final = 30


def amount(number: int) -> str:
    """Return a number as papers write it, thousands parted by commas."""
    return f"{number:,}"


def names(units: Iterable[str], most: int = _MOST_NAMED, annex: str = "名单附后") -> str:
    """Return units by name, each once, in their order; of more than `most` that the list is elsewhere."""
    listed = list(units)
    return "、".join(listed) if len(listed) <= most else annex


def count_sentence(scope: Scope, numbers: Numbers | None, total: Counted, annex: str = "名单附后") -> str:
    """Return the first sentence of a paper: who has reported and how, and where their tasks stand (DESIGN, section 14).

    `numbers` are those of the round; without one it says how many units' files were checked.
    """
    head = f"截至{scope.day}，" if scope.day else ""
    if numbers is None:
        checked = sum(one.apart != FAULTY for one in scope.units)
        said = f"共核对 {amount(checked)} 个单位的填报" if checked else "没有可核对的填报"
    else:
        units = scope.round.units if scope.round else ()
        said = returns(numbers, bool(scope.round and scope.round.punctual), units, annex)
    owed = numbers.expected if numbers else scope.units
    rest = f"；{tasks(total)}" if scope.counting else "；没有计入合计的填报" if owed else ""
    return f"{head}{said}{rest}。"


def returns(numbers: Numbers, punctual: bool, units: Sequence[UnitDigest] = (), annex: str = "名单附后") -> str:
    """Return how many units owe a report and how many have reported; who has not by name, of the `units` given.

    按期 stands only where it is known (`punctual`).
    """
    if not numbers.expected:
        return "没有应报单位"
    on_time = f"（按期 {amount(numbers.reported)} 个）" if punctual and numbers.arrived else ""
    said = [f"应报 {amount(numbers.expected)} 个单位", f"已报 {amount(numbers.arrived)} 个{on_time}"]
    if numbers.not_submitted:
        absent = [one.name for one in units if one.state == "not_submitted"]
        said.append(
            f"未报送 {amount(numbers.not_submitted)} 个" + (f"（{names(absent, annex=annex)}）" if absent else "")
        )
    if numbers.returned:
        said.append(f"退回补正 {amount(numbers.returned)} 个")
    return "，".join(said)


def tasks(total: Counted) -> str:
    """Return how many tasks there are, in which parts, and how many of them no office has settled."""
    said = f"承担任务 {amount(total.total)} 项"
    if not total.total:
        return said
    parts = "、".join(_part(total, name, number) for name, number in total.told.items())
    unsettled = f"未经核定 {amount(total.unsettled)} 项" if total.unsettled else "均已核定"
    return f"{said}，其中{parts}；{unsettled}"


def _part(total: Counted, name: str, number: int) -> str:
    claims = total.claims.get(name, 0)
    more = f"（其中仅有情况说明 {amount(claims)} 项）" if claims else ""
    return f"{total.words[name]} {amount(number)} 项{more}"


def share_sentence(total: Counted) -> str:
    """Return the parts as shares of what is asked, with what that is; nothing where nothing is asked."""
    inside = total.inside
    if not inside:
        return ""
    out = [f"{total.words[name]} {amount(total.parts[name])} 项" for name in OUTSIDE if total.parts.get(name)]
    whole = f"（不含{'、'.join(out)}）" if out else ""
    shown = zip(inside, percents(list(inside.values())), strict=True)
    parts = "、".join(f"{total.words[name]}占 {share}%" for name, share in shown)
    return f"以 {amount(sum(inside.values()))} 项任务{whole}为基数，{parts}。"


def rate_sentence(numbers: Numbers, punctual: bool) -> str:
    """Return which part of the units that owe a report have reported, and on time; nothing where nobody owes one."""
    if not numbers.expected:
        return ""
    of = f"应报 {amount(numbers.expected)} 个单位"
    said = f"以{of}为基数，报送率 {rate(numbers.arrived, numbers.expected)}%"
    return said + (f"，按期报送率 {rate(numbers.reported, numbers.expected)}%。" if punctual else "。")


def apart_sentences(scope: Scope) -> list[str]:
    """Return which units are in no sum, and why, by name."""
    told = [f"{names(one.name for one in found)}（{why}）" for why, found in _apart(scope).items()]
    made = [_compared(scope)] if scope.compared else []
    made += [f"下列单位的任务不计入合计：{'；'.join(told)}。"] if told else []
    excused = scope.of(EXCUSED)
    return [*made, *([f"另有免报单位 {amount(len(excused))} 个：{names(map(_excused, excused))}。"] if excused else [])]


def _compared(scope: Scope) -> str:
    who = names(one.name for one in scope.units)
    return f"{who}：规划对其没有约束力，仅作对照，所称承担任务是对照规划核对的任务。"


def _apart(scope: Scope) -> dict[str, list[Standing]]:
    """Return the units in no sum of which something came in, by the reason, those of one reason in their order."""
    reasons = {RETURNED: "退回补正", COMPARED: "规划对其没有约束力，仅作对照", FAULTY: "填报有误，未能判定"}
    found: dict[str, list[Standing]] = {reasons[RETURNED]: scope.of(RETURNED)}
    for one in scope.of(STALE):
        day = one.unit.stale if one.unit else None
        found.setdefault(f"未报送，{day_written(day)}的数据只作参考", []).append(one)
    found |= {reasons[reason]: scope.of(reason) for reason in (COMPARED, FAULTY)}
    return {why: units for why, units in found.items() if units}


def _excused(one: Standing) -> str:
    return f"{one.name}（{one.unit.excused}）" if one.unit and one.unit.excused else one.name


_STATES: Final = {
    "closed": "已销号",
    "applied": "申请销号待核验",
    "fixed": "自报已改",
    "open": "待整改",
    "returned": "退回整改",
    "reopened": "反弹",
    "cancelled": "经批准取消",
}


def problem_sentence(problems: Sequence[Problem], scope: Scope) -> str:
    """Return where the problems on the ledger stand; nothing without any."""
    if not problems:
        return ""
    found = {state: sum(one.state == state for one in problems) for state in _STATES}
    parts = "、".join(f"{word} {amount(found[state])} 个" for state, word in _STATES.items() if found[state])
    day = scope.round.as_of if scope.round else max(scope.days, default=None)
    late = sum(one.overdue(day) for one in problems) if day else 0
    over = f"；超过整改时限的 {amount(late)} 个" if late else ""
    return f"问题台账在册问题 {amount(len(problems))} 个，其中{parts}{over}。"
