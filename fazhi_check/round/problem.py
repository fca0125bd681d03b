"""A problem (问题台账) as every report tells it: what is open at a unit, since when, by when it is to be put right."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.beside import Before
from fazhi_check.findings import Place
from fazhi_check.words import Sentence, Text

State: TypeAlias = Literal["cancelled", "reopened", "closed", "returned", "applied", "fixed", "open"]
# In these a unit has still to put it right.
TO_MEND: tuple[State, ...] = ("reopened", "returned", "open")


class Problem(NamedTuple):
    """One problem of a unit.

    `target` is None where it was entered by hand without a task. `opened` is the day of the first flagged judgement, or
    the one it was entered with; `rounds` the number of flagged judgements it takes in; `fixed_on` when the unit put it
    right, as it was written; `decided_on` and `by` those of the last decision; `reminders` the number of dispatches that
    name it; `before` the last judgement before this one, `now` this one, None where its task is not judged now, and of
    one that was closed or cancelled where a later problem of the task has begun. `ref` is the number of the paper that
    brought it, `basis` how the last decision was checked, `requirement` what it asks for.
    """

    no: str
    target: str | None
    text: Text | Sentence
    source: str | None
    state: State
    opened: date
    rounds: int = 0
    deadline: date | None = None
    fixed_on: str | None = None
    decided_on: date | None = None
    by: str | None = None
    reminders: int = 0
    before: Before | None = None
    now: Before | None = None
    ref: str | None = None
    basis: str | None = None
    requirement: str | None = None

    def overdue(self, day: date) -> bool:
        """Tell whether its deadline has passed on a day while it is still to be put right."""
        return self.days_over(day) > 0

    def days_over(self, day: date) -> int:
        """Return the days since its deadline, 0 where none has passed or the unit has nothing to put right."""
        if self.deadline is None or self.state not in TO_MEND:
            return 0
        return max((day - self.deadline).days, 0)


class Fault(NamedTuple):
    """What is wrong with a row of the round itself (FZ906), and where it stands."""

    what: Text
    place: Place | None = None


class Premature(NamedTuple):
    """A closing of `day` that does not hold: no judgement since the problem began (`since`) was free of it (FZ605)."""

    unit: str
    no: str
    target: str | None
    day: date
    since: date
    place: Place | None = None


class Lost(NamedTuple):
    """A row on problems (`what` it is) that names none that was known on its day, and why not (FZ606)."""

    unit: str
    named: str
    what: Text
    why: Text
    place: Place | None = None


# A row of the round on problems that does not hold.
Unheld: TypeAlias = Fault | Premature | Lost
