"""What a run tells of its units in the course of rounds, unit by unit: problems, what was settled, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.facts import UnitDigest
from fazhi_check.digest.round.units import shown_file, told_state
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Problem
from fazhi_check.digest.words import same
from fazhi_check.words import Text


class Member(NamedTuple):
    """A unit by its name, its file that is shown, if it has one, and its problems, None where none are told.

    `day` is the day of judgement, `note` why its file is in no sum.
    """

    name: str
    file: FileDigest | None
    problems: Sequence[Problem] | None
    day: date | None
    note: Text = same("")

    def line(self, target: str | None) -> Line | None:
        """Return the line of its file on a target."""
        return self.file.by_target.get(target) if self.file and target else None


def members(digest: Digest) -> list[Member]:
    """Return the units of the round in its order, then the files that no unit of it goes with; superseded ones left out."""
    stands = digest.round
    units = stands.units if stands else ()
    shown = {id(file) for one in units for file in (one.file, one.shown) if file}
    found = [_of_unit(one, stands.as_of) for one in units] if stands else []
    rest = [one for one in digest.submissions if id(one) not in shown and not one.superseded]
    return [*found, *(Member(one.name, one, one.tracked, one.as_of) for one in rest)]


def _of_unit(one: UnitDigest, day: date) -> Member:
    note = told_state(one) if one.state in ("returned", "not_submitted") else same("")
    return Member(one.name, shown_file(one), one.problems, day, note)


def lines_of(units: Iterable[Member]) -> Iterator[tuple[Member, Line]]:
    """Yield every line of some units, each unit's in the plan's order."""
    for one in units:
        if one.file:
            yield from ((one, line) for line in one.file.in_order)
