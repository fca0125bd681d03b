"""What a run found of its round: who has reported, and what each unit of it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan
from fazhi_check.round.problem import Fault, Problem, Unheld
from fazhi_check.round.rows import Member, Round
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.outcome import FileReport

Return: TypeAlias = Literal["reported", "late", "returned", "not_submitted", "excused"]
# In these a unit's file counts in the sums of the round.
COUNTED: tuple[Return, ...] = ("reported", "late")


class UnitReport(NamedTuple):
    """Where a unit of the round stands.

    `file` is the report of its file of this round, None without one; `stale` the date of a file from before the round
    that is shown in its place (沿用), `shown` its report. `received` is the day its file came in by the register,
    `asked` the number of tasks it is asked, `problems` those of a unit, also of one without a file. It is `bound` where
    the plan binds it.
    """

    member: Member
    state: Return
    file: FileReport | None = None
    stale: date | None = None
    shown: FileReport | None = None
    received: date | None = None
    asked: int = 0
    problems: Sequence[Problem] | None = None
    bound: bool = True


class RoundReport(NamedTuple):
    """A round after a run: its units in the office's own order, the tasks that no unit is asked.

    `as_of` is the day of judgement. `punctual` tells whether it is known who reported on time: there are receipts, and
    a day they were due. `strangers` are the files of units that it does not have, each with the unit that may be meant,
    `faults` what is wrong with the round itself, `decided` the paths of files between which a receipt has decided.
    `unheld` are its rows on problems that do not hold.
    `above` gives the names of units as the round has them by those under which others name them as standing above,
    `unclaimed` are the electives that no unit whose report counts has chosen.
    `on_reviews` is what is wrong with reviews, by the path of the file that they stand in, `plan` the one that its units
    are held against.
    """

    round: Round
    as_of: date
    units: Sequence[UnitReport]
    unassigned: Sequence[str] = ()
    punctual: bool = False
    strangers: Sequence[tuple[FileReport, Text]] = ()
    faults: Sequence[Fault] = ()
    decided: frozenset[str] = frozenset()
    above: Mapping[str, str] = {}
    unheld: Sequence[Unheld] = ()
    unclaimed: Sequence[str] = ()
    on_reviews: Sequence[tuple[str, Sequence[Finding]]] = ()
    plan: Plan | None = None

    @property
    def start(self) -> date:
        """The earliest date of a file that counts."""
        return self.round.start

    @property
    def absent(self) -> int:
        """How many units have not submitted."""
        return sum(one.state == "not_submitted" for one in self.units)

    def of(self, member: Member) -> UnitReport | None:
        """Return where a unit stands."""
        return next((one for one in self.units if one.member is member), None)
