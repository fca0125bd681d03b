"""A problem (问题台账) as every report tells it: what is open at a unit, since when, by when it is to be put right."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.assess import Before

State: TypeAlias = Literal["cancelled", "reopened", "closed", "returned", "applied", "fixed", "open"]


class Problem(NamedTuple):
    """One problem of a unit.

    `target` is None where it was entered by hand without a task. `opened` is the day of the first flagged judgement, or
    the one it was entered with; `rounds` the number of judgements it comprises; `fixed_on` when the unit put it right,
    as it was written; `decided_on` and `by` those of the last decision; `reminders` the number of dispatches that name
    it; `before` the last judgement before this one, `now` this one, None where its task is not judged now.
    """

    no: str
    target: str | None
    text: str
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

    def overdue(self, day: date) -> bool:
        """Tell whether its deadline has passed on a day while it is still to be put right."""
        settled = self.state in ("closed", "cancelled", "fixed", "applied")
        return self.deadline is not None and self.deadline < day and not settled
