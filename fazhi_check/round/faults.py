"""What is wrong with a round itself (FZ906): units named twice or unknown, tasks that the plan does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fazhi_check.guess import did_you_mean
from fazhi_check.identity import body_of
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.round.duties import Duties
from fazhi_check.round.members import Members
from fazhi_check.round.problem import Fault
from fazhi_check.round.rows import Closing, Entered, Extension, Member, Review, Round
from fazhi_check.words import Text


def faults(round_: Round, duties: Duties, elsewhere: Sequence[FileReport] = ()) -> list[Fault]:
    """Return what is wrong with a round, in the order of its rows; under another plan than its own only that.

    `elsewhere` are files of the run that answer another plan.
    """
    if round_.head.plan != duties.plan.id:
        return [Fault(_another_plan(round_.head.plan, duties.plan.id))]
    found = [
        *_of_units(duties.members),
        *duties.faults(),
        *_unknown_units(round_, duties.members),
        *_unknown_tasks(round_, duties),
        *map(_of_another_plan, elsewhere),
    ]
    return sorted(found, key=lambda one: (one.place.line, one.place.column) if one.place else (0, 0))


def _of_units(members: Members) -> Iterator[Fault]:
    """Yield the units that stand twice, whose body the plan does not have, or that are not below whom they name."""
    for double, first in members.doubles:
        yield Fault(_twice(double, first), double.place)
    for one in members:
        if one.body and members.plan and body_of(one.body, members.plan) not in members.plan.bodies:
            yield Fault(_no_body(one.body, members.plan), one.at("body"))
        if one.within and (members.circular(one) or _slip_of(one.within, members)):
            yield Fault(_not_within(one, members), one.at("within"))


def _slip_of(name: str, members: Members) -> str | None:
    """Return the unit that was meant by a name with one sign too many or too few, where others may lie outside the round.

    Another sign, or several more, make another unit: 水务局 and 税务局, 天山区 and 天山区司法局.
    """
    if members.unit_named(name) is not None:
        return None
    return next((one for one in members.names if _lacks_one(name, one) or _lacks_one(one, name)), None)


def _lacks_one(shorter: str, longer: str) -> bool:
    if len(shorter) + 1 != len(longer) or len(shorter) < 2:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _unknown_units(round_: Round, members: Members) -> Iterator[Fault]:
    """Yield the names of no unit, or of several; those who only support may be no unit of the round."""
    for row in round_.assignments:
        counties = row.counties if isinstance(row.counties, tuple) else ()
        wrong = [("lead", one) for one in row.lead if members.unit_named(one) is None]
        wrong += [("counties", one) for one in counties if members.unit_named(one) is None]
        wrong += [("support", one) for one in row.support if _slip_of(one, members)]
        yield from (Fault(members.unknown(one), row.at(key)) for key, one in wrong)
    lists = (
        *(round_.receipts, round_.reviews, round_.problems),
        *(round_.closings, round_.extensions, round_.dispatches, round_.entered),
    )
    for each in lists:
        lost = (row for row in each if members.unit_named(row.unit) is None)
        yield from (Fault(members.unknown(row.unit), row.at("unit")) for row in lost)


def on_reviews(rows: Iterable[Review], duties: Duties) -> Iterator[Fault]:
    """Yield the units and tasks that rows of a sheet of reviews name and the round does not have."""
    for row in rows:
        if duties.members.unit_named(row.unit) is None:
            yield Fault(duties.members.unknown(row.unit), row.at("unit"))
        if row.task not in duties.plan.by_id:
            yield Fault(_no_task(row.task, duties.plan), row.at("task"))


def _unknown_tasks(round_: Round, duties: Duties) -> Iterator[Fault]:
    """Yield the ids under which nothing is judged: reviews and problems are of single tasks, readings of parts too."""
    rows: list[Review | Entered | Closing | Extension] = [
        *round_.reviews,
        *round_.problems,
        *round_.closings,
        *round_.extensions,
    ]
    for row in rows:
        if row.task and row.task not in duties.plan.by_id:
            yield Fault(_no_task(row.task, duties.plan), row.at("task"))
    for note in round_.notes:
        if not duties.tasks(note.task) and note.task not in duties.plan.every:
            yield Fault(duties.no_task(note.task), note.at("task"))


def _no_task(task: str, plan: Plan) -> Text:
    near = did_you_mean(task, list(plan.by_id), "Did you mean")
    return Text(
        f"规划里没有编号“{task}”的任务，{near.zh or '请核对编号'}", f"the plan has no task {task}. {near.en}".strip()
    )


def _twice(double: Member, first: Member) -> Text:
    line = f"（第 {first.place.line} 行）" if first.place else ""
    at = f" (line {first.place.line})" if first.place else ""
    return Text(
        f"{double.name} 与{first.name}{line}是同一个单位，层级、代码相同；删去一行",
        f"{double.name} is the same unit as {first.name}{at}, by level and code: delete one of them",
    )


def _no_body(body: str, plan: Plan) -> Text:
    near = did_you_mean(body, [*plan.bodies.values(), *plan.bodies], "Did you mean")
    zh, en = "、".join(plan.bodies.values()), ", ".join(plan.bodies)
    return Text(
        f"规划里没有机构“{body}”，{near.zh}可填：{zh}", f"the plan has no body {body}. {near.en}Allowed: {en}".strip()
    )


def _not_within(one: Member, members: Members) -> Text:
    if members.circular(one):
        return Text(
            f"{one.name} 的上级是{one.within}，往上又回到{one.name}",
            f"{one.name} lies within {one.within}, and that within {one.name} again",
        )
    meant = _slip_of(one.within or "", members)
    return Text(
        f"{one.name} 的上级“{one.within}”不在名册里，是不是 {meant}？",
        f"the unit above {one.name}, {one.within}, is not in the round. Did you mean {meant}?",
    )


def _another_plan(own: str, used: str) -> Text:
    return Text(
        f"这次调度对照的是规划 {own}，检查用的却是 {used}，对不上编号的分工没有用上",
        f"the round is held against the plan {own}, but the check uses {used}: ids that this does not have are assigned to nobody",
    )


def _of_another_plan(one: FileReport) -> Fault:
    plan = one.plan.id if one.plan else ""
    return Fault(
        Text(
            f"{one.path} 对照的是另一个规划 {plan}，不是这次调度的填报",
            f"{one.path} answers another plan, {plan}: it is no submission of this round",
        )
    )
