"""One judgement of a unit's task, of an earlier report or the present one: what changes and problems are told from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from fazhi_check.assess import FLAGGED, Before, ChangeKind
from fazhi_check.words import Text


class Judged(NamedTuple):
    """A judgement of a task of a unit.

    `flagged` tells of a flagged verdict on a duty, whatever waivers or the list of known findings say; `plan` is the id
    of the plan, `deadline` that of the requirement that decided, `message` the verdict's sentence, in both languages
    or twice in that of a saved report. `kind` is what became of it since the judgement before it, None where it is the
    first. `done_on` is when the unit says it was done, as it was written, `apply` whether its entry asks to close the
    problem, `next_step` and `problem` its remarks.
    """

    target: str
    as_of: date
    verdict: str
    flagged: bool
    reported: str | int | float | None = None
    quotes: tuple[str, ...] = ()
    deadline: date | None = None
    message: Text = Text("", "")
    kind: ChangeKind | None = None
    plan: str = ""
    done_on: str | None = None
    apply: bool = False
    problem: str | None = None
    next_step: str | None = None

    @property
    def before(self) -> Before:
        """It as later reports tell it."""
        return Before(self.as_of, self.verdict, self.reported, self.quotes)


def is_flagged(verdict: str, force: str) -> bool:
    """Tell whether a verdict on a target of a force is a flagged one on a duty."""
    return verdict in FLAGGED and force == "shall"
