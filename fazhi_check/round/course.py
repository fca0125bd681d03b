"""What a run is held against besides the plan: its round, and the reports of earlier ones.

One object that a checker holds. It says what a unit is asked before its file is judged, what changed, what was settled
and which problems there are after that, and, once all files are in, where the round stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.assess import Assessment, Duty
from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.round.earlier import History
from fazhi_check.round.problem import Problem
from fazhi_check.round.report import RoundReport
from fazhi_check.round.rows import Round
from fazhi_check.submission.records import Entry, Unit


class Followed(NamedTuple):
    """A unit's assessments with what changed and what was settled, and its problems; None where there are none to tell."""

    assessments: list[Assessment]
    problems: Sequence[Problem] | None = None


class Course:
    """The round that a run belongs to, and the reports of earlier ones, as far as there are any."""

    def __init__(self, round_: Round | None = None, history: History | None = None) -> None:
        self.round, self.history = round_, history

    @property
    def path(self) -> str:
        """The round's file; empty without one."""
        return self.round.path if self.round else ""

    @property
    def as_of(self) -> date | None:
        """The day that every file is judged on, where a round says so."""
        return self.round.as_of if self.round else None

    def duty(self, unit: Unit, plan: Plan) -> Duty | None:
        """Return what the round asks of a unit; None where its level and body decide."""
        return None

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
        return Followed(list(assessments))

    def closed(self, files: Sequence[FileReport]) -> tuple[RoundReport | None, list[Finding]]:
        """Return where the round stands after all files, and what is to be said of its own file.

        A file that a later one stands for is `superseded`; one that is in no sum is not `counted`.
        """
        return None, []
