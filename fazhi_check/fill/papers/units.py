"""Which papers are handed out: one for each unit of a round that is asked something and bound, or one for all tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.part import part_of
from fazhi_check.digest.plan import plan_digest
from fazhi_check.fill.handing import hand_out
from fazhi_check.fill.last import Last
from fazhi_check.fill.papers.checklist import reported
from fazhi_check.fill.papers.office import Office, Said
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.plan.model import Plan, Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.round.duties import Duties
from fazhi_check.round.rows import Member, Round
from fazhi_check.sanitize import file_name
from fazhi_check.submission.records import Unit

Reported = Callable[[Unit], Last]


class Ordered(NamedTuple):
    """The papers to be written, each by its path without an ending, in the round's order; and who gets none, and why.

    `unassigned` owe something but are asked nothing, `excused` owe no report, `unbound` lie outside the plan's
    jurisdiction; `uncovered` are the tasks that no unit is asked though tasks are assigned.
    """

    papers: Mapping[str, Handed]
    unassigned: Sequence[str] = ()
    excused: Sequence[str] = ()
    unbound: Sequence[str] = ()
    uncovered: Sequence[str] = ()

    @property
    def unreported(self) -> list[str]:
        """The units that get a paper of which nothing is known to have been reported."""
        return [one.unit for one in self.papers.values() if one.unit and one.reported is None]


class OfPlan:
    """Papers without a round: what a plan asks by level, place and body, or all that it asks; `called` names the kind."""

    def __init__(self, plan: Plan, choice: Choice, called: str) -> None:
        self.plan, self._choice, self._called = plan, choice, called

    def whole(self) -> Ordered:
        """Return the paper on all tasks, which is nobody's."""
        tasks = _chosen(self.plan.targets, self._choice)
        part = _part(self._choice, self.plan, len(tasks), len(self.plan.targets))
        return Ordered({self._called: Handed(self.plan, None, tasks, part=part)} if tasks else {})

    def of(self, unit: Unit, last: Reported | None = None) -> Ordered:
        """Return the paper of a unit."""
        if not self.plan.within(unit.code):
            return Ordered({}, unbound=[unit.name])
        asked = self.plan.targets_of(unit.level, unit.code, unit.body).values()
        tasks = _chosen(asked, self._choice)
        if not tasks:
            return Ordered({}, unassigned=[unit.name])
        part = _part(self._choice, self.plan, len(tasks), len(asked))
        before = reported(last(unit), self.plan) if last else None
        return Ordered(
            {f"{file_name(unit.name)}{self._called}": Handed(self.plan, unit.name, tasks, part=part, reported=before)}
        )


class OfRound:
    """Papers by a round: what it asks of its units; `last` says what these reported, where that is to be shown."""

    def __init__(
        self, round_: Round, duties: Duties, choice: Choice, called: str, last: Reported | None = None
    ) -> None:
        self.duties, self._round, self._choice, self._called, self._last = duties, round_, choice, called, last
        self._office = Office(round_, duties)

    def each(self) -> Ordered:
        """Return the papers of all units."""
        given = hand_out(self.duties, self._choice)
        bound = [one for one in given.sheets if self._binds(one.member)]
        return Ordered(
            {self._named(one.path): self._paper(one.member, one.tasks) for one in bound},
            [one.name for one in given.unassigned if self._binds(one)],
            [one.name for one in given.excused],
            [one.name for one in self.duties.members if not (one.excused or self._binds(one))],
            self._uncovered(),
        )

    def of(self, member: Member) -> Ordered:
        """Return the paper of a unit; without one Ordered says why."""
        if member.excused:
            return Ordered({}, excused=[member.name])
        if not self._binds(member):
            return Ordered({}, unbound=[member.name])
        tasks = _chosen(self.duties.asked(member).values(), self._choice)
        if not tasks:
            return Ordered({}, unassigned=[member.name])
        path = next(one.path for one in hand_out(self.duties).sheets if one.member is member)
        return Ordered({self._named(path): self._paper(member, tasks)})

    def whole(self) -> Ordered:
        """Return the paper on all tasks, with who owes each."""
        plan, office = self.duties.plan, self._office
        tasks = _chosen(plan.targets, self._choice)
        said = Said(office.leads, office.supports, office.owners, office.nodes(None), office.readings)
        part = _part(self._choice, plan, len(tasks), len(plan.targets))
        paper = self._handed(None, tasks)._replace(said=said, part=part)
        return Ordered({self._called: paper} if tasks else {}, uncovered=self._uncovered())

    def _named(self, path: str) -> str:
        """Return where a paper goes, by where the form of its unit does."""
        return f"{path.removesuffix('.xlsx')}{self._called}"

    def _binds(self, member: Member) -> bool:
        return self.duties.plan.within(member.code)

    def _uncovered(self) -> list[str]:
        by_id = self.duties.plan.by_id
        return [one for one in self.duties.unassigned if self._choice.keeps(by_id[one])]

    def _paper(self, member: Member, tasks: Sequence[Target]) -> Handed:
        plan, office = self.duties.plan, self._office
        asked = {one.id for one in tasks}
        supported = [plan.by_id[one] for one in self.duties.supporting(member) if one not in asked]
        nodes = {target: text for target, text in office.nodes(member).items() if target in asked}
        part = _part(self._choice, plan, len(tasks), len(self.duties.asked(member)))
        return self._handed(member.name, tasks)._replace(
            supported=_chosen(supported, self._choice),
            said=Said(office.leads, office.supports, office.owners, nodes, office.readings),
            part=part,
            reported=reported(self._last(self.duties.members.unit(member)), plan) if self._last else None,
        )

    def _handed(self, unit: str | None, tasks: Sequence[Target]) -> Handed:
        head = self._round.head
        due = day_written(head.due) if head.due else ""
        return Handed(self.duties.plan, unit, tasks, round=head.title, issuer=head.issuer or "", due=due)


def _chosen(tasks: Iterable[Target], choice: Choice) -> tuple[Target, ...]:
    return tuple(filter(choice.keeps, tasks))


def _part(choice: Choice, plan: Plan, listed: int, whole: int) -> str:
    """Return which part of what is asked a paper lists, where that is not all."""
    if choice == ALL:
        return ""
    return f"只列{part_of(choice, plan_digest(plan), listed, whole).name.zh}的，全部 {whole} 项"
