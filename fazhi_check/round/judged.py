"""One judgement of a unit's task, of an earlier report or the present one: what changes and problems are told from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.beside import Before
from fazhi_check.carried import Carried, carried, quotes_of
from fazhi_check.submission.records import Entry
from fazhi_check.words import DUTIES, Sentence, Text


class Judged(NamedTuple):
    """A judgement of a task of a unit.

    `flagged` tells of a flagged verdict on a duty, whatever waivers or the list of known findings say; `plan` is the id
    of the plan, `deadline` that of the requirement that decided, `message` the verdict's sentence, in both languages
    or twice in that of a saved report. `done_on` is when the unit says it was done, as it was written, `apply` whether
    its entry asks to close the problem. `proofs` is the number of pieces of its evidence that count, `carried` what else
    of its entry a later judgement is held against.
    """

    target: str
    as_of: date
    verdict: str
    flagged: bool
    reported: str | int | float | None = None
    quotes: tuple[str, ...] = ()
    deadline: date | None = None
    message: Text | Sentence = Text("", "")
    plan: str = ""
    done_on: str | None = None
    apply: bool = False
    proofs: int = 0
    carried: Carried = Carried()

    @property
    def before(self) -> Before:
        """It as later reports tell it."""
        return Before(self.as_of, self.verdict, self.reported, self.quotes)


class Earlier(NamedTuple):
    """An earlier report of a unit: the day of its judgements, its plan's id, and its judgements by target."""

    as_of: date
    plan: str
    judged: Mapping[str, Judged]


def is_flagged(verdict: str, force: str) -> bool:
    """Tell whether a verdict on a target of a force is a flagged one on a duty."""
    return verdict in FLAGGED and force in DUTIES


def judged_now(one: Assessment, as_of: date, plan: str, entry: Entry | None) -> Judged:
    """Return a present assessment as a judgement; `entry` is that under its target, if there is one."""
    said = entry if one.support else None
    return Judged(
        one.target.id,
        as_of,
        one.verdict,
        is_flagged(one.verdict, one.target.force),
        one.reported,
        quotes_of(said) if said else (),
        one.deadline,
        one.why,
        plan=plan,
        done_on=said.done_on.text if said and said.done_on else None,
        apply=bool(said and said.apply),
        proofs=one.proofs,
        carried=carried(said, one.target, one.total) if said else Carried(),
    )
