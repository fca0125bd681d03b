"""What the office of a round says of its tasks: who leads, supports and owes each, the nodes on the way, its own readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from fazhi_check.digest.papers.facts import day_written
from fazhi_check.fill.handing import readings, supports
from fazhi_check.plan.model import Requirement, Target
from fazhi_check.round.duties import Duties
from fazhi_check.round.rows import Member, Round
from fazhi_check.wording import wanted

NOBODY = "未分工"
# What the counties of a round are called together where all of them owe a task.
_ALL_COUNTIES = "各区县"


def by_day(day: object) -> str:
    """Return by when something is asked, as papers write it: 2025年底前, 2024年6月30日前."""
    written = day_written(day)
    return f"{written.removesuffix('12月31日')}底前" if written.endswith("年12月31日") else f"{written}前"


class Office:
    """What a round says of the tasks of its plan; each text by the id of its task, none where there is nothing to say."""

    def __init__(self, round_: Round, duties: Duties) -> None:
        self.round, self.duties = round_, duties

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """The units that lead."""
        found: dict[str, list[str]] = {}
        for row in self.round.assignments:
            for target in self.duties.tasks(row.task) if row.lead and row.asked else ():
                found.setdefault(target, []).extend(row.lead)
        return {target: "、".join(dict.fromkeys(names)) for target, names in found.items()}

    @cached_property
    def supports(self) -> Mapping[str, str]:
        """The units that support."""
        return supports(self.round, self.duties)

    @cached_property
    def readings(self) -> Mapping[str, str]:
        """The office's own readings."""
        return readings(self.round, self.duties)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The units that owe a task, in the round's order: all counties together, those that nobody is asked 未分工.

        Units that are excused or that the plan does not bind owe none.
        """
        found: dict[str, list[Member]] = {one.id: [] for one in self.duties.plan.targets}
        owing = [one for one in self.duties.members if not one.excused and self.duties.plan.within(one.code)]
        for member in owing:
            for target in self.duties.asked(member):
                found[target].append(member)
        counties = [one for one in owing if one.level == "county"]
        return {target: _together(units, counties) or NOBODY for target, units in found.items()}

    def nodes(self, member: Member | None) -> dict[str, str]:
        """Return the nodes that the round sets for a unit, or for any of its units where none is given."""
        members = [member] if member else list(self.duties.members)
        found: dict[str, dict[Requirement, None]] = {}
        for one in members:
            for target, nodes in self.duties.of(one).nodes:
                found.setdefault(target, {}).update(dict.fromkeys(nodes))
        by_id = self.duties.plan.by_id
        return {
            target: "\n".join(_node(node, by_id[target]) for node in sorted(nodes)) for target, nodes in found.items()
        }


def _node(node: Requirement, target: Target) -> str:
    return f"{by_day(node.deadline)}：{wanted(node.requires, target.measure).zh}"


def _together(units: list[Member], counties: list[Member]) -> str:
    """Return units by name; the counties, where these are several and all among them, as one where the first stands."""
    here = set(map(id, units))
    whole = len(counties) > 1 and all(id(one) in here for one in counties)
    return "、".join(dict.fromkeys(_names(units, {id(one) for one in counties} if whole else set())))


def _names(units: list[Member], counties: set[int]) -> Iterator[str]:
    for one in units:
        yield _ALL_COUNTIES if id(one) in counties else one.name


class Said(NamedTuple):
    """What is said of the tasks of one paper, by id: see Office. Without a round there is nothing."""

    leads: Mapping[str, str] = {}
    supports: Mapping[str, str] = {}
    owners: Mapping[str, str] = {}
    nodes: Mapping[str, str] = {}
    readings: Mapping[str, str] = {}
