"""What a run is held against besides the plan: its round, and the reports of earlier ones.

One object that a checker holds. It says what a unit is asked before its file is judged, what changed, what was settled
and which problems there are after that, and, once all files are in, where the round stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from fazhi_check.assess import Assessment, Duty
from fazhi_check.findings import Finding
from fazhi_check.identity import Identity, identity
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.round.changes import changed
from fazhi_check.round.duties import Duties
from fazhi_check.round.earlier import History
from fazhi_check.round.faults import faults, on_reviews
from fazhi_check.round.judged import Earlier, judged_now
from fazhi_check.round.members import Members
from fazhi_check.round.problem import Fault, Unheld
from fazhi_check.round.problems import Register, Rows, Tables, problems_of
from fazhi_check.round.reading import ReviewSheet
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.round.returns import Returns
from fazhi_check.round.reviews import Reviews
from fazhi_check.round.reviews import faults as review_faults
from fazhi_check.round.rows import Round
from fazhi_check.submission.records import Entry, Unit


class Followed(NamedTuple):
    """A unit's assessments with what changed and what was settled, and its problems; None where none are to be told."""

    assessments: list[Assessment]
    register: Register | None = None


class Course:
    """The round that a run belongs to, and the reports of earlier ones, as far as there are any.

    `sheets` are sheets of reviews, whose rows stand beside those of the round's own file.
    """

    def __init__(
        self, round_: Round | None = None, history: History | None = None, sheets: Sequence[ReviewSheet] = ()
    ) -> None:
        self.round, self.history, self.sheets = round_, history, list(sheets)
        if round_:
            round_.beside = [row for sheet in sheets for row in sheet.rows]
        self._duties: dict[str, Duties] = {}
        self._reviews: dict[str, Reviews] = {}
        self._rows: dict[str, Tables] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as it was read: what follows from that is found there anew."""
        return Course, (self.round, self.history, self.sheets)

    @property
    def path(self) -> str:
        """The round's file; empty without one."""
        return self.round.path if self.round else ""

    @property
    def inputs(self) -> list[str]:
        """The earlier reports that it was read from."""
        return list(self.history.files) if self.history else []

    @property
    def plan(self) -> str:
        """The id of the round's plan; empty without a round."""
        return self.round.head.plan if self.round else ""

    @property
    def as_of(self) -> date | None:
        """The day that every file is judged on, where a round says so."""
        return self.round.as_of if self.round else None

    def duties(self, plan: Plan) -> Duties | None:
        """Return what the round asks of its units under a plan; None without a round."""
        if self.round is None:
            return None
        if plan.hash not in self._duties:
            members = Members(self.round.units, plan)
            self._duties[plan.hash] = Duties(members, plan, self.round.assignments)
        return self._duties[plan.hash]

    def duty(self, unit: Unit, plan: Plan) -> Duty | None:
        """Return what the round asks of a unit; None where its level and body decide."""
        duties = self.duties(plan)
        member = duties and duties.members.of(unit)
        return duties.of_file(member, unit) if duties and member else None

    def follow(
        self,
        unit: Unit,
        plan: Plan,
        as_of: date,
        phase: Phase | None,
        assessments: Sequence[Assessment],
        entries: Mapping[str, Entry],
    ) -> Followed:
        """Return the assessments of a unit with what changed and what was settled, and its problems."""
        earlier, duties = self.earlier(unit, plan, as_of, phase), self.duties(plan)
        present = [judged_now(one, as_of, plan.id, entries.get(one.target.id)) for one in assessments]
        assessments = changed(assessments, present, earlier, plan)
        if duties:
            assessments = self.reviews(duties).settle(duties.members.of(unit), assessments)
        now = Earlier(as_of, plan.id, {one.target: one for one in present})
        return Followed(list(assessments), self.register(unit, plan, [*earlier, now], as_of))

    def register(self, unit: Unit, plan: Plan, reports: Sequence[Earlier], day: date) -> Register | None:
        """Return the problems of a unit on a day by its reports; None without earlier ones and rows on problems."""
        duties = self.duties(plan)
        member = duties and duties.members.of(unit)
        tables = self._tables(duties) if duties else None
        if self.history is None and (tables is None or tables.empty):
            return None
        named = duties.members.unit(member) if duties and member else unit
        return problems_of(named, plan, reports, tables.of(member) if tables else Rows(), day)

    def _tables(self, duties: Duties) -> Tables:
        if self.round and duties.plan.hash not in self._rows:
            self._rows[duties.plan.hash] = Tables(self.round, duties.members.unit_named)
        return self._rows[duties.plan.hash]

    def earlier(self, unit: Unit, plan: Plan, as_of: date, phase: Phase | None) -> list[Earlier]:
        """Return the earlier reports of a unit that a judgement of a day is held against, the oldest first.

        Raises BadFile.
        """
        if self.history is None:
            return []
        duties = self.duties(plan)
        who = duties.members.identity if duties else partial(identity, plan=plan)
        return self.history.before(unit, plan, as_of, phase, who)

    def reviews(self, duties: Duties) -> Reviews:
        """Return what the office has settled of the units that are asked so."""
        rows = self.round.all_reviews if self.round else ()
        if duties.plan.hash not in self._reviews:
            self._reviews[duties.plan.hash] = Reviews(rows, duties.members)
        return self._reviews[duties.plan.hash]

    def identity(self, unit: Unit, plan: Plan) -> Identity:
        """Return who a unit is, as the round has it where it is one of its units."""
        duties = self.duties(plan)
        return duties.members.identity(unit) if duties else identity(unit, plan)

    def closed(
        self, files: Sequence[FileReport], plan: Plan, day: date | None = None, phase: Phase | None = None
    ) -> RoundReport | None:
        """Return where the round stands after all files; None without a round.

        `plan` is the one in use, `day` that of judgement where it is not the round's own, `phase` the one under
        acceptance. A file that another stands
        for is superseded; one that is in no sum is not `counted`.
        """
        duties = self.duties(plan)
        if self.round is None or duties is None:
            return None
        day = day or self.round.as_of
        returns = Returns(self.round, duties, day)
        held = returns.of(files)
        tracked = [self._tracked(one, duties, day, phase) for one in held.units]
        unheld = [row for _, rows in tracked for row in rows]
        return RoundReport(
            self.round,
            day,
            [one for one, _ in tracked],
            duties.unassigned,
            returns.punctual,
            [(one, duties.members.near(one.unit.name)) for one in held.strangers if one.unit],
            [*faults(self.round, duties, held.elsewhere), *(row for row in unheld if isinstance(row, Fault))],
            held.decided,
            duties.members.above,
            [row for row in unheld if not isinstance(row, Fault)],
            _unclaimed(duties, held.units),
            self._on_reviews(duties, files),
            duties.plan,
        )

    def _on_reviews(self, duties: Duties, files: Sequence[FileReport]) -> list[tuple[str, list[Finding]]]:
        """Return what is wrong with reviews, by the path of the file that they stand in."""
        found = [(self.path, list(review_faults(self.round.reviews if self.round else (), duties, files)))]
        for sheet in self.sheets:
            unknown = [Finding("FZ906", one.place, {"what": one.what}) for one in on_reviews(sheet.rows, duties)]
            found.append((sheet.path, [*sheet.findings, *unknown, *review_faults(sheet.rows, duties, files)]))
        return found

    def _tracked(
        self, one: UnitReport, duties: Duties, day: date, phase: Phase | None
    ) -> tuple[UnitReport, Sequence[Unheld]]:
        """Return a unit with its problems: those of its file, else as they were after its last report."""
        if one.file and one.file.tracked is not None:
            return one._replace(problems=one.file.tracked), one.file.unheld
        unit = duties.members.unit(one.member)
        register = self.register(unit, duties.plan, self.earlier(unit, duties.plan, day, phase), day)
        if register is None:
            return one, ()
        if one.shown:
            one.shown.tracked = register.problems
        return one._replace(problems=register.problems), register.unheld


def _unclaimed(duties: Duties, units: Sequence[UnitReport]) -> list[str]:
    topics = duties.electives
    files = [one.file for one in units if one.file and one.file.counted] if topics else []
    claimed = {one for file in files for one in file.claimed}
    return [one for one in topics if one not in claimed]
