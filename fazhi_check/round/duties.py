"""What each unit of a round is asked (分工): its level's tasks or those assigned, more or less by rows, nodes on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fazhi_check.assess import Duty, asked_of
from fazhi_check.guess import did_you_mean
from fazhi_check.plan.model import Plan, Requirement, Target
from fazhi_check.round.given import ALL
from fazhi_check.round.members import Members
from fazhi_check.round.problem import Fault
from fazhi_check.round.rows import Assignment, Member
from fazhi_check.submission.records import Unit
from fazhi_check.words import LADDER, ROLES, Text


class Duties:
    """What the units of a round are asked under its plan."""

    def __init__(self, members: Members, plan: Plan, assignments: Sequence[Assignment]) -> None:
        self.members, self.plan, self._rows = members, plan, assignments
        self._found: dict[int, Duty] = {}

    def of(self, member: Member) -> Duty:
        """Return what a unit is asked."""
        if id(member) not in self._found:
            self._found[id(member)] = self._duty(member)
        return self._found[id(member)]

    def of_file(self, member: Member, unit: Unit) -> Duty:
        """Return what a unit is asked whose file is given: as the round has it, also where the file has an older level."""
        duty = self.of(member)
        if duty.targets is None and unit.level != member.level:
            return duty._replace(targets=frozenset(self._by_level(member)))
        return duty

    def asked(self, member: Member) -> Mapping[str, Target]:
        """Return the tasks that a unit is asked, by id in the plan's order."""
        return asked_of(self.plan, self.members.unit(member), self.of(member))

    @property
    def given(self) -> bool:
        """Tell whether the round assigns anything."""
        return bool(self._rows) or any(one.assigned for one in self.members)

    @property
    def unassigned(self) -> list[str]:
        """The tasks that no unit is asked, in the plan's order; none where the round assigns nothing."""
        asked = {target for one in self.members for target in self.asked(one)}
        return [one.id for one in self.plan.targets if one.id not in asked] if self.given else []

    @property
    def electives(self) -> list[str]:
        """The electives that some unit may choose, in the plan's order."""
        topics = [one.id for one in self.plan.targets if one.is_elective]
        asked = {target for one in self.members for target in self.asked(one)} if topics else set()
        return [one for one in topics if one in asked]

    def supporting(self, member: Member) -> list[str]:
        """Return the tasks that a unit supports (配合), in the plan's order: shown, not asked."""
        rows = [row for row, units in self._units if any(self.members.unit_named(one) is member for one in row.support)]
        found = {target for row in rows for target in self.tasks(row.task)}
        return [one.id for one in self.plan.targets if one.id in found]

    def tasks(self, name: str) -> Sequence[str]:
        """Return the tasks that an id of a task, item or section, or the id or title of a field stands for."""
        return self._tasks.get(name.strip(), ())

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with what is assigned: names that mean nothing, nodes on no milestone, nothing at all."""
        for member in self.members:
            yield from (
                Fault(self.no_task(name), member.at("assigned"))
                for name in member.assigned or ()
                if not self.tasks(name)
            )
        yield from self.idle()
        for row in self._rows:
            if not self.tasks(row.task):
                yield Fault(self.no_task(row.task), row.at("task"))
            elif row.node and not any(map(self._is_milestone, self.tasks(row.task))):
                yield Fault(_no_node(row.task), row.at("node"))

    def idle(self) -> Iterator[Fault]:
        """Yield the departments that are assigned nothing and not excused, as what is wrong with the round."""
        for member in self.members:
            if member.level == "department" and not member.excused and not self.asked(member):
                yield Fault(_nothing(member.name), member.place)

    def no_task(self, name: str) -> Text:
        """Return what is to be said of a name under which nothing can be assigned."""
        return no_task(name, self.plan, self._tasks)

    def _duty(self, member: Member) -> Duty:
        base = self._base(member)
        added, removed = self._by_rows(member)
        nodes = self._nodes(member)
        if base is None and not added and not removed:
            return Duty(None, self._narrowed(nodes, self._by_level(member)))
        targets = ((self._by_level(member) if base is None else base) | added) - removed
        return Duty(frozenset(targets), self._narrowed(nodes, targets))

    def _base(self, member: Member) -> set[str] | None:
        """Return what a unit is asked before any row: its own list; of a department nothing else, None: by its level."""
        if member.assigned:
            return {target for name in member.assigned for target in self.tasks(name)}
        return set() if member.level == "department" else None

    def _by_level(self, member: Member) -> set[str]:
        unit = self.members.unit(member)
        return set(self.plan.targets_of(unit.level, unit.code, unit.body))

    def _by_rows(self, member: Member) -> tuple[set[str], set[str]]:
        """Return what rows add to what a unit is asked, and what they take from it."""
        added: set[str] = set()
        removed: set[str] = set()
        for row, units in self._units:
            if id(member) in units:
                (added if row.asked else removed).update(self.tasks(row.task))
            elif not row.asked and not _names_units(row):
                removed.update(self.tasks(row.task))
        return added, removed

    def _nodes(self, member: Member) -> dict[str, dict[object, Requirement]]:
        """Return the nodes that rows set for a unit, by task and day; of one day the higher stage."""
        nodes: dict[str, dict[object, Requirement]] = {}
        for row, units in self._units:
            if row.node and row.asked and (id(member) in units or not _names_units(row)):
                for target in filter(self._is_milestone, self.tasks(row.task)):
                    days = nodes.setdefault(target, {})
                    for day, stage in row.node:
                        other = days.get(day)
                        if other is None or LADDER.index(stage) > LADDER.index(str(other.requires)):
                            days[day] = Requirement(day, stage)
        return nodes

    def _narrowed(
        self, nodes: Mapping[str, Mapping[object, Requirement]], asked: Iterable[str]
    ) -> tuple[tuple[str, tuple[Requirement, ...]], ...]:
        order, kept = self.plan.order, nodes.keys() & set(asked)
        by_day = {target: sorted(nodes[target].values(), key=lambda one: one.deadline) for target in kept}
        return tuple((target, tuple(by_day[target])) for target in sorted(kept, key=lambda one: order[one]))

    def _is_milestone(self, target: str) -> bool:
        return self.plan.by_id[target].measure.kind == "milestone"

    @cached_property
    def _units(self) -> list[tuple[Assignment, frozenset[int]]]:
        """The rows, each with the identity (id) of the units that lead it or carry it out."""
        return [(row, frozenset(map(id, self._named(row)))) for row in self._rows]

    def _named(self, row: Assignment) -> Iterator[Member]:
        whole = row.counties == ALL
        yield from (one for one in self.members if whole and one.level == "county")
        for name in (*row.lead, *(() if whole else row.counties)):
            found = self.members.unit_named(name)
            if found:
                yield found

    @cached_property
    def _tasks(self) -> dict[str, list[str]]:
        return tasks_by_name(self.plan)


def tasks_by_name(plan: Plan) -> dict[str, list[str]]:
    """Return a plan's tasks by their own ids, and by those of their items, sections and fields, and the titles of these."""
    titles = {field.id: field.title for field in plan.fields}
    found: dict[str, list[str]] = {}
    for one in plan.targets:
        field = [one.field, titles.get(one.field, one.field)] if one.field else []
        for name in dict.fromkeys((one.id, one.item, one.section, *field)):
            found.setdefault(name, []).append(one.id)
    return found


def no_task(name: str, plan: Plan, known: Iterable[str]) -> Text:
    """Return what is to be said of a name that stands for no task; `known` are those that do."""
    aim = plan.aim_by_id.get(name)
    if aim:
        role = ROLES[aim.role]
        return Text(
            f"{name} 是{role.zh}，不分给单位；写任务、条、节或领域的编号",
            f"{name} is a {role.en} and is never assigned: name tasks, items, sections or fields",
        )
    near = _meant(name, plan, [*known])
    return Text(
        f"规划里没有“{name}”，{near.zh or '写任务、条、节或领域的编号'}",
        f"the plan has no task, item, section or field {name}. {near.en}".strip(),
    )


def _meant(name: str, plan: Plan, known: Sequence[str]) -> Text:
    """Return what may have been meant: several in one, a task by its title, a slip; nothing where none is near."""
    parts = name.split()
    if len(parts) > 1 and set(parts) <= set(known):
        return Text(f"几个之间用“、”隔开：{'、'.join(parts)}", f"Part them by commas: {', '.join(parts)}")
    titled = next((one.id for one in plan.targets if one.title in (name, name.strip("《》“”"))), None)
    if titled:
        return Text(f"是不是 {titled}？", f"Did you mean {titled}?")
    return did_you_mean(name, known, "Did you mean")


def _names_units(row: Assignment) -> bool:
    return bool(row.lead or row.counties)


def _nothing(name: str) -> Text:
    return Text(
        f"{name} 未分工：部门只报分给它的任务，请写“分工”，或在分工表里列为牵头单位；不用报的写“免报”和理由",
        f"nothing is assigned to {name}: a department is asked what it is assigned, by its own list or as lead of a row; "
        "where it owes no report, excuse it with the reason",
    )


def _no_node(task: str) -> Text:
    return Text(
        f"{task} 不是节点任务，不能设节点：节点写的是到某日应达到的状态",
        f"{task} is no milestone: a node is a stage to be reached by a day",
    )
