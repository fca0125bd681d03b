"""The standards that a run measures its units by: which fits which unit, and the points of all once the files are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fazhi_check.findings import Clash, Finding, in_order
from fazhi_check.identity import plain_name
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.round.duties import tasks_by_name
from fazhi_check.round.problem import Fault
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.round.review import contradicted
from fazhi_check.round.rows import Counted, Member
from fazhi_check.round.standard.entered import Registers, counted_of, wrong_rows
from fazhi_check.round.standard.faults import faults, of_row
from fazhi_check.round.standard.rows import Item, Standard
from fazhi_check.round.standard.scoring import Unit, score, tasks_of
from fazhi_check.words import Text, verdict_words

if TYPE_CHECKING:
    from fazhi_check.identity import Named
    from fazhi_check.round.members import Members

# In these a unit has a report of the round.
_SCORED = ("reported", "late", "returned")


class Standards:
    """The standards of a run, all of one plan. `members` are the units of its round, if it has one.

    `told` is what is to be mended in them though they can be used.
    """

    def __init__(self, standards: Sequence[Standard], plan: Plan, members: Members | None = None) -> None:
        self.standards, self.plan, self.members = list(standards), plan, members
        self.told: list[Text] = []
        self._unmeasured: list[Named] = []
        self._met: list[Named] = []
        self._parts = tasks_by_name(plan)

    def fitting(self, unit: Named) -> list[Standard]:
        """Return the standards that fit a unit: by level, and in a round by category."""
        member = self._member(unit)
        category, known = member.category if member else None, self.members is not None
        level = member.level if member else unit.level
        return [one for one in self.standards if one.fits(level, category, known)]

    def of(self, unit: Named) -> Standard | None:
        """Return the one standard that fits a unit; None where none does. Raises Clash where several do."""
        found = self.fitting(unit)
        if len(found) > 1:
            raise Clash(_two(unit.name, found))
        return found[0] if found else None

    def items(self, unit: Named, plan: Plan) -> Mapping[str, Item] | None:
        """Return the items by which a unit is measured; None where no standard fits it, or more than one."""
        found = self.fitting(unit) if plan.hash == self.plan.hash else []
        return found[0].by_id if len(found) == 1 else None

    def faults(self, standard: Standard) -> list[Finding]:
        """Return what is wrong with a standard under the plan, and with its rows where the units of a round are known."""
        rows = self._wrong_rows(standard) if self.members else ()
        # A row may be found wrong twice for one reason; one key may name several tasks that do not exist.
        found = {(one.code, one.place, repr(one.data)): one for one in (*faults(standard, self.plan), *rows)}
        return in_order(found.values())

    def _wrong_rows(self, standard: Standard) -> Iterator[Finding]:
        """Yield the rows of a standard that name no unit of the round, or one it does not fit, or do not hold."""
        assert self.members
        by_unit: dict[int, list[Counted]] = {}
        for row in standard.entered:
            member = self.members.unit_named(row.unit)
            if member is None:
                yield of_row(row, self.members.unknown(row.unit))
            elif standard not in self.fitting(member):
                yield of_row(row, _not_for(row.unit))
            else:
                by_unit.setdefault(id(member), []).append(row)
        for rows in by_unit.values():
            yield from (of_row(row, fault.what) for row, fault in wrong_rows(standard, rows))

    def score(self, files: Iterable[FileReport], stands: RoundReport | None) -> list[Fault]:
        """Note in each file that counts what its unit has; return what is wrong with rows entered in the round.

        Raises Clash where two standards fit a unit.
        """
        by_file = {id(one.file): one for one in stands.units if one.file} if stands else {}
        stale = {id(one.shown) for one in stands.units if one.shown} if stands else set()
        faults = list(self._on_round(stands)) if stands else []
        for one in files:
            held = by_file.get(id(one))
            if not _is_judged(one) or id(one) in stale or (held and held.state not in _SCORED):
                continue
            self._put(one, held, stands)
        return faults

    @property
    def notes(self) -> list[Text]:
        """What is to be known of the points of a run: units without a standard, rows on units that are not in it."""
        said = [*self.told]
        if self._unmeasured:
            names = self._in_order(self._unmeasured)
            zh, en = "、".join(names), ", ".join(names)
            said.append(
                Text(f"没有适用的测评标准，没有计分：{zh}", f"no standard fits these units, they have no points: {en}")
            )
        rows = [row for one in self.standards for row in one.entered] if self.members is None else []
        left = list(dict.fromkeys(row.unit for row in rows if not any(self._names(row, unit) for unit in self._met)))
        if left:
            zh, en = "、".join(left), ", ".join(left)
            said.append(
                Text(f"标准里录入的这些单位，这次没有检查：{zh}", f"entered in a standard, and not checked now: {en}")
            )
        return said

    def _in_order(self, units: Sequence[Named]) -> list[str]:
        """Return the names of units in the order of the round, as they came in without one."""
        places = {id(one): place for place, one in enumerate(self.members or ())}
        known = sorted(units, key=lambda unit: places.get(id(self._member(unit)), len(places)))
        return [one.name for one in known]

    def _put(self, one: FileReport, held: UnitReport | None, stands: RoundReport | None) -> None:
        assert one.unit
        self._met.append(one.unit)
        standard = self.of(one.unit) if one.plan and one.plan.hash == self.plan.hash else None
        if standard is None:
            self._unmeasured.append(one.unit)
            return
        registers = _registers(held, stands, self.members) if held and stands else None
        rows = self._rows(standard, one.unit, stands)
        wrong = {id(row) for row, _ in wrong_rows(standard, rows)}
        counted = counted_of(standard, [row for row in rows if id(row) not in wrong], registers)
        own = {name: amount.low for name, amount in one.own_points.items() if amount.low is not None}
        tasks = tasks_of(one.assessments, contradicted(one.all_findings))
        unit = Unit(tasks, counted, own, verdict_words(one.phase is not None))
        one.points = score(standard, unit, self.plan, self._parts)

    def _rows(self, standard: Standard, unit: Named, stands: RoundReport | None) -> list[Counted]:
        rows = [*standard.entered, *(stands.round.entered if stands else ())]
        return [row for row in rows if self._names(row, unit)]

    def _names(self, row: Counted, unit: Named) -> bool:
        if self.members is None:
            return plain_name(row.unit, self.plan) == plain_name(unit.name, self.plan)
        member = self.members.unit_named(row.unit)
        return member is not None and member is self._member(unit)

    def _on_round(self, stands: RoundReport) -> Iterator[Fault]:
        """Yield what is wrong with rows of the round on units that it has, each under the standard that fits the unit."""
        assert self.members
        by_unit: dict[int, tuple[Member, list[Counted]]] = {}
        for row in stands.round.entered:
            member = self.members.unit_named(row.unit)
            if member:
                by_unit.setdefault(id(member), (member, []))[1].append(row)
        for member, rows in by_unit.values():
            standard = self.of(self.members.unit(member))
            if standard is None:
                yield from (Fault(_no_standard(row.unit), row.place) for row in rows)
                continue
            own = {id(row) for row in rows}
            found = wrong_rows(standard, self._rows(standard, self.members.unit(member), stands))
            yield from (fault for row, fault in found if id(row) in own)

    def _member(self, unit: Named) -> Member | None:
        return self.members.of(unit) if self.members else None


def _not_for(unit: str) -> Text:
    return Text(f"这份标准不适用于{unit}", f"the standard is not for {unit}")


def _registers(held: UnitReport, stands: RoundReport, members: Members | None) -> Registers:
    sent = [
        row
        for row in stands.round.dispatches
        if row.date <= stands.as_of and members and members.unit_named(row.unit) is held.member
    ]
    return Registers(held, stands.round, sorted(sent, key=lambda row: row.date))


def _is_judged(one: FileReport) -> bool:
    """Tell whether a file's unit was judged: not where it speaks of a day before its plan began."""
    whole = one.is_submission and one.unit and one.plan and one.as_of and not one.superseded
    return bool(whole) and all(found.code != "FZ302" for found in one.all_findings)


def _two(unit: str, standards: Sequence[Standard]) -> Text:
    paths = [one.path for one in standards]
    return Text(
        f"{unit} 有两份测评标准都适用：{'、'.join(paths)}；用“适用”（层级、类别）分开，类别要在名册里写明",
        f"more than one standard fits {unit}: {', '.join(paths)}; part them by level and category",
    )


def _no_standard(unit: str) -> Text:
    return Text(
        f"没有适用于“{unit}”的测评标准，这一行计分录入没有用上",
        f"no standard fits {unit}: the row of points is not used",
    )
