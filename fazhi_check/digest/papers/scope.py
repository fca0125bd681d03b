"""Which units a paper counts, and why the others stand apart: each unit once, in the round's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.facts import day_written
from fazhi_check.digest.plan import PlanDigest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.units import shown_file
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Problem

# Why a unit stands apart, in the order in which papers tell it.
RETURNED, STALE, ABSENT, EXCUSED, COMPARED, FAULTY = range(6)
_BY_STATE: Final = {"returned": RETURNED, "not_submitted": ABSENT, "excused": EXCUSED}


class Standing(NamedTuple):
    """A unit on paper: its name, its file, how it stands in the round, and why it is in no sum (None where it is)."""

    name: str
    file: FileDigest | None
    unit: UnitDigest | None = None
    apart: int | None = None

    @property
    def problems(self) -> Sequence[Problem]:
        """Its problems on the ledger; none where nobody tells any."""
        held = self.unit.problems if self.unit else self.file.tracked if self.file else None
        return held or ()

    @property
    def addressee(self) -> str:
        """To whom its papers go (主送): whom the round names, else the unit itself."""
        return (self.unit and self.unit.addressee) or self.name

    @property
    def is_addressed(self) -> bool:
        """Tell whether papers go to it: not to excused units, those that the plan does not bind, a file of no unit."""
        named = self.unit is not None or (self.file is not None and self.file.unit is not None)
        return named and self.apart not in (EXCUSED, COMPARED)

    @property
    def lines(self) -> Sequence[Line]:
        """The lines that count of it, in the plan's order; none where it stands apart."""
        return self.file.in_order if self.file and self.apart is None else ()


class Scope(NamedTuple):
    """The units of a paper in their order, and the round that they belong to, where there is one.

    `days` are those of the judgements; it is `compared` where the plan binds none of the units.
    """

    units: Sequence[Standing]
    round: RoundDigest | None
    days: Sequence[date]
    compared: bool = False

    @property
    def plans(self) -> list[PlanDigest]:
        """The plans that its units are held against: that of the round alone where it is known."""
        own = self.round.plan if self.round else None
        found = {one.file.plan.hash: one.file.plan for one in self.units if one.file and one.file.plan}
        return [own] if own else list(found.values())

    @property
    def cited(self) -> str:
        """These plans as a sentence cites them; nothing where none is known."""
        return "、".join(one.cited for one in self.plans)

    @property
    def counting(self) -> list[Standing]:
        """Those whose tasks are in the sums."""
        return [one for one in self.units if one.apart is None]

    def standings(self, units: Iterable[UnitDigest]) -> list[Standing]:
        """Return some units of the round as they stand here."""
        wanted = set(map(id, units))
        return [one for one in self.units if id(one.unit) in wanted]

    @property
    def lines(self) -> Iterator[Line]:
        """All lines that count."""
        return (line for one in self.counting for line in one.lines)

    def of(self, reason: int) -> list[Standing]:
        """Return those that stand apart for a reason."""
        return [one for one in self.units if one.apart == reason]

    @property
    def day(self) -> str:
        """The day of judgement as papers write it; of files judged on different days the first and the last."""
        days = [self.round.as_of] if self.round else sorted(set(self.days))
        written = [day_written(one) for one in days]
        return f"各单位填报日期（{written[0]}至{written[-1]}）" if len(written) > 1 else "".join(written)


def scope_of(digest: Digest) -> Scope:
    """Return the units of a run: those of its round, without one every file that another of its unit does not stand for."""
    files = [one for one in digest.submissions if not one.superseded]
    days = [one.as_of for one in files if one.as_of]
    if digest.round:
        units = [Standing(one.name, _whole(shown_file(one)), one) for one in digest.round.units]
    else:
        units = [Standing(one.name, one.whole) for one in files]
    return Scope([one._replace(apart=_apart(one)) for one in units], digest.round, days)


def compared_alone(scope: Scope) -> Scope:
    """Return the same, but where the plan binds none of the units these count: they are compared with each other."""
    known = [one for one in scope.units if _own_reason(one) != FAULTY]
    if not known or any(map(_is_bound, known)):
        return scope
    return scope._replace(units=[one._replace(apart=_own_reason(one)) for one in scope.units], compared=True)


def _whole(file: FileDigest | None) -> FileDigest | None:
    return file.whole if file else None


def _is_bound(one: Standing) -> bool:
    return (one.unit is None or one.unit.bound) and (one.file is None or one.file.comparison is None)


def _apart(one: Standing) -> int | None:
    """Return why a unit is in no sum, None where it is in them."""
    reason = _own_reason(one)
    return reason if reason == EXCUSED or _is_bound(one) else COMPARED


def _own_reason(one: Standing) -> int | None:
    """Return the same, whether the plan binds it or not."""
    state = one.unit.state if one.unit else None
    if one.unit and one.unit.stale and state == "not_submitted":
        return STALE
    if state in _BY_STATE:
        return _BY_STATE[state]
    # One that could be judged, or of whom nothing is asked, counts.
    return FAULTY if one.file is None or not (one.file.judged or one.file.valid) else None
