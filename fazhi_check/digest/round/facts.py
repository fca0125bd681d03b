"""A round with its units, as they are told: what all views of it are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest, Who
from fazhi_check.digest.plan import PlanDigest
from fazhi_check.digest.tracked import Problem, Reading
from fazhi_check.digest.words import same
from fazhi_check.sanitize import clean
from fazhi_check.words import VERDICTS, Text

# Where a unit may stand, in the order that offices count it.
RETURNS: dict[str, Text] = {
    "reported": Text("已报", "reported"),
    "late": Text("迟报", "late"),
    "returned": Text("退回补正", "returned"),
    "not_submitted": Text("未报送", "not submitted"),
    "excused": Text("免报", "excused"),
}
COUNTED = ("reported", "late")


class UnitDigest(NamedTuple):
    """A unit of the round as it is told.

    `file` is its file of this round, None without one; `stale` the date of an older one that is shown in its place, and
    `shown` that file; `excused` is why it owes no report, `asked` the number of tasks it is asked, `reviews` are
    what the office wrote of its tasks, by task and key, in the office's words. Papers go to its `addressee`; it is
    `bound` where the plan binds it, whether it has reported or not.
    """

    unit: Who
    state: str
    within: str | None = None
    category: str | None = None
    excused: str | None = None
    stale: date | None = None
    received: date | None = None
    file: FileDigest | None = None
    shown: FileDigest | None = None
    asked: int = 0
    problems: Sequence[Problem] | None = None
    reviews: Mapping[str, Mapping[str, str]] = {}
    addressee: str | None = None
    bound: bool = True

    @property
    def name(self) -> str:
        """What it is called, on one line and with everything to be seen."""
        return clean(self.unit.name)

    @property
    def counted(self) -> bool:
        """Tell whether its file counts in the sums of the round."""
        return self.state in COUNTED and self.file is not None

    @property
    def called(self) -> Text:
        """What the state of its report is called."""
        return RETURNS[self.state]


class Numbers(NamedTuple):
    """How many units have reported and how, and the assessments of those that did by verdict."""

    expected: int
    reported: int
    late: int
    returned: int
    not_submitted: int
    excused: int
    counts: dict[str, int]

    @property
    def arrived(self) -> int:
        """How many have reported, on time or late."""
        return self.reported + self.late


def numbers_of(units: Iterable[UnitDigest]) -> Numbers:
    """Return the numbers of some units."""
    listed = list(units)
    total: Counter[str] = Counter()
    for one in listed:
        if one.counted and one.file:
            total.update(one.file.counts)
    counts = {verdict: total[verdict] for verdict in VERDICTS}
    return returns_in([one.state for one in listed])._replace(counts=counts)


def returns_in(states: Collection[str]) -> Numbers:
    """Return how many units have reported and how, by where each stands; nothing of what they reported."""
    found = Counter(states)
    by_state = {state: found[state] for state in RETURNS}
    return Numbers(expected=len(states) - found["excused"], counts={}, **by_state)


class _RoundFields(NamedTuple):
    title: str
    as_of: date
    due: date | None
    units: Sequence[UnitDigest]
    issuer: str | None = None
    punctual: bool = False
    unassigned: Sequence[str] = ()
    readings: Mapping[str, Sequence[Reading]] = {}
    unclaimed: Sequence[str] = ()
    own_plan: PlanDigest | None = None


class RoundDigest(_RoundFields):
    """A round as it is told: its units in the office's own order, the tasks no unit is asked, the electives none chose.

    `punctual` tells whether it is known who reported on time; `readings` are what the office says of tasks, by their ids.
    """

    @cached_property
    def numbers(self) -> Numbers:
        """How many units have reported, of all."""
        return numbers_of(self.units)

    @cached_property
    def categories(self) -> dict[str, list[UnitDigest]]:
        """The units by category, in the order of the first of each; those without one under an empty name."""
        found: dict[str, list[UnitDigest]] = {}
        for one in self.units:
            found.setdefault(one.category or "", []).append(one)
        return found

    @cached_property
    def _below(self) -> dict[str, list[UnitDigest]]:
        found: dict[str, list[UnitDigest]] = {}
        for one in self.units:
            if one.within and one.within != one.name:
                found.setdefault(one.within, []).append(one)
        return found

    def children(self, unit: UnitDigest) -> list[UnitDigest]:
        """Return the units right below one; nobody lies within itself."""
        return self._below.get(unit.name, [])

    def below(self, unit: UnitDigest) -> list[UnitDigest]:
        """Return the units below one on every level, each once: those right below it, each followed by its own."""
        found: dict[str, list[UnitDigest]] = {unit.name: []}
        waiting = [unit.name]
        while waiting:
            names = waiting.pop()
            found[names] = [one for one in self._below.get(names, []) if one.name != unit.name]
            waiting += [one.name for one in found[names] if one.name not in found]
        return [one for units in found.values() for one in units]

    @cached_property
    def plan(self) -> PlanDigest | None:
        """The plan that its units are held against, also where nobody has reported; as far as it is known."""
        return self.own_plan or next(
            (one.plan for unit in self.units for one in (unit.file, unit.shown) if one and one.plan), None
        )

    def heading(self, part: str) -> Text:
        """Return number and title of a section or item."""
        return self.plan.heading(part) if self.plan else same(part)
