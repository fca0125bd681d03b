"""Which file of a unit counts, and where each unit of a round stands: reported, late, returned, not submitted, excused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from fazhi_check.outcome import FileReport
from fazhi_check.round.duties import Duties
from fazhi_check.round.report import COUNTED, Return, UnitReport
from fazhi_check.round.rows import Member, Receipt, Round


class Held(NamedTuple):
    """Files held against a round: where its units stand, the files of units it does not have, and of another plan.

    `decided` are the paths of those between which a receipt has decided, where several are of one day.
    """

    units: Sequence[UnitReport]
    strangers: Sequence[FileReport]
    elsewhere: Sequence[FileReport]
    decided: frozenset[str]


class Returns:
    """The files of a run held against the units of a round on the day of judgement."""

    def __init__(self, round_: Round, duties: Duties, day: date) -> None:
        self._round, self._duties, self._day = round_, duties, day
        self._decided: set[str] = set()
        self._receipts: dict[int, list[Receipt]] = {}
        for one in sorted(round_.receipts, key=lambda row: row.received):
            member = duties.members.unit_named(one.unit)
            if member:
                self._receipts.setdefault(id(member), []).append(one)

    @property
    def punctual(self) -> bool:
        """Tell whether it is known who reported on time: there are receipts, and a day they were due."""
        return bool(self._round.receipts and self._round.head.due)

    def of(self, files: Iterable[FileReport]) -> Held:
        """Return where each unit stands, in the round's order, and the files that belong to none.

        Files that another of their unit stands for are superseded, those in no sum are not counted.
        """
        of_units, strangers, elsewhere = self._by_unit(files)
        units = [self._stands(one, of_units.get(id(one), [])) for one in self._duties.members]
        return Held(units, strangers, elsewhere, frozenset(self._decided))

    def _by_unit(
        self, files: Iterable[FileReport]
    ) -> tuple[dict[int, list[FileReport]], list[FileReport], list[FileReport]]:
        of_units: dict[int, list[FileReport]] = {}
        strangers, elsewhere = [], []
        for one in files:
            if one.unit is None or not one.is_submission:
                continue
            member = self._duties.members.of(one.unit)
            if one.plan and one.plan.id != self._duties.plan.id:
                elsewhere.append(one)
            elif member is None:
                strangers.append(one)
            else:
                of_units.setdefault(id(member), []).append(one)
        for one in (*strangers, *elsewhere):
            one.counted = False
        return of_units, strangers, elsewhere

    def _stands(self, member: Member, files: Sequence[FileReport]) -> UnitReport:
        receipts = self._receipts.get(id(member), [])
        shown = self._chosen(files, receipts)
        for one in files:
            if shown and one is not shown:
                one.supersede(shown.path)
        fresh = shown if shown and (member.excused or not self._is_stale(shown)) else None
        state = self._state(member, fresh, receipts)
        if shown:
            shown.counted = state in COUNTED
        return UnitReport(
            member,
            state,
            fresh,
            shown.reported_on if shown and not fresh else None,
            None if fresh else shown,
            receipts[-1].received if receipts else None,
            len(self._duties.asked(member)),
            bound=self._duties.plan.within(member.code),
        )

    def _chosen(self, files: Sequence[FileReport], receipts: Sequence[Receipt]) -> FileReport | None:
        """Return the file that counts: the latest by date up to the day, a later one only where the round has no other.

        The day is that of judgement, and the round's own for what lies after that (the acceptance of an earlier phase).
        One from before the round is shown only where there is nothing else. Of equal dates that counts which the
        receipts name last, else the last by path.
        """
        fresh = [one for one in files if not self._is_stale(one)]
        ends = (self._day, self._round.as_of)
        timely = next((found for day in ends if (found := [one for one in fresh if _date(one) <= day])), fresh)
        named = {id(one): number for number, row in enumerate(receipts, 1) for one in files if _names(row, one)}
        days = {_date(one) for one in files if id(one) in named}
        self._decided.update(one.path for one in files if _date(one) in days)
        return max(timely or files, key=lambda one: (_date(one), named.get(id(one), 0), one.path), default=None)

    def _is_stale(self, one: FileReport) -> bool:
        return _date(one) < self._round.start

    def _state(self, member: Member, file: FileReport | None, receipts: Sequence[Receipt]) -> Return:
        if member.excused:
            return "excused"
        if file is None:
            return "not_submitted"
        if receipts and receipts[-1].handling == "returned":
            return "returned"
        return "late" if self._is_late(file, receipts) else "reported"

    def _is_late(self, file: FileReport, receipts: Sequence[Receipt]) -> bool:
        """Tell whether the version that counts came in after the day it was due.

        One that answers a returned one by the day set for that is as punctual as that one was.
        """
        due = self._round.head.due
        known = list(_timed(receipts, due)) if due else []
        own = [one for one in known if one.receipt.file is None or _names(one.receipt, file)]
        return bool(own) and own[-1].late


class _Timed(NamedTuple):
    """A receipt, and whether it was late."""

    receipt: Receipt
    late: bool


def _timed(receipts: Iterable[Receipt], due: date) -> Iterator[_Timed]:
    returned: _Timed | None = None
    for one in receipts:
        late = one.received > due
        if returned and returned.receipt.correct_by and one.received <= returned.receipt.correct_by:
            late = returned.late
        found = _Timed(one, late)
        returned = found if one.handling == "returned" else returned
        yield found


def _date(one: FileReport) -> date:
    return one.reported_on or date.min


def _names(receipt: Receipt, one: FileReport) -> bool:
    """Tell whether a receipt names a file: by its name, or by the end of its path."""
    if receipt.file is None:
        return False
    named, path = _parts(receipt.file), _parts(one.path)
    return bool(named) and path[-len(named) :] == named


def _parts(path: str) -> tuple[str, ...]:
    return PurePath(path.strip().replace("\\", "/")).parts
