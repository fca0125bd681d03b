"""What a run found: a report for each file, and the whole. The reports show it, and the gate decides on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from fazhi_check.assess import Assessment
from fazhi_check.codes import Severity
from fazhi_check.findings import EVERYTHING, Finding, Place, Selection
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.submission.records import Unit
from fazhi_check.words import VERDICTS


class Tally(NamedTuple):
    """What is counted of a file: assessments by verdict, the flagged ones by verdict, errors, and what was known.

    `errors` are those that were asked for and not known; `valid` and `judged` are those of the file's report.
    """

    counts: dict[str, int]
    flagged: Counter[str]
    errors: int
    known: int
    valid: bool
    judged: bool


@dataclass(slots=True)
class FileReport:
    """What was found in one file.

    `plan`, `unit` and `as_of` are None where the file could not be read so far. `as_of` is the day of the verdicts,
    `reported_on` the file's own date. `assessments` stand flagged first (see by_urgency); `places` gives the entry
    of a target where there is one. A file of waivers has a report too where there is something to say of it.
    """

    path: str
    all_findings: list[Finding] = field(default_factory=list)
    plan: Plan | None = None
    unit: Unit | None = None
    as_of: date | None = None
    reported_on: date | None = None
    phase: Phase | None = None
    assessments: list[Assessment] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unit_place: Place | None = None
    selection: Selection = EVERYTHING
    is_submission: bool = True
    _tally: Tally | None = None

    @property
    def findings(self) -> list[Finding]:
        """The findings that were asked for, in the order of their places."""
        return [finding for finding in self.all_findings if self.selection.takes(finding.code)]

    @property
    def valid(self) -> bool:
        """Tell whether the file is free of FZ1 to FZ3 errors."""
        if self._tally:
            return self._tally.valid
        return not any(f.meaning.invalidates for f in self.all_findings)

    @property
    def binding(self) -> bool:
        """Tell whether the plan binds the unit; for others the report is a comparison only."""
        return bool(self.plan and self.unit and self.plan.within(self.unit.code))

    @property
    def flagged(self) -> list[Assessment]:
        """The assessments that ask for attention, most urgent first; choosing codes hides none of them."""
        return [one for one in self.assessments if one.flagged]

    @property
    def known(self) -> list[Assessment]:
        """The assessments that would be flagged, were they not known before."""
        return [one for one in self.assessments if one.known]

    @property
    def hidden(self) -> int:
        """The number of findings that were not asked for."""
        return len(self.all_findings) - len(self.findings)

    @property
    def judged(self) -> bool:
        """Tell whether any target was judged."""
        return self._tally.judged if self._tally else bool(self.assessments)

    def tally(self) -> Tally:
        """Return what is counted of the file."""
        if self._tally:
            return self._tally
        seen = Counter("waived" if one.waived else one.verdict for one in self.assessments)
        told = self.findings
        return Tally(
            {verdict: seen[verdict] for verdict in VERDICTS},
            Counter(one.verdict for one in self.assessments if one.flagged),
            sum(one.severity is Severity.error and not one.known for one in told),
            len(self.known) + sum(one.known and one.meaning.verdict is None for one in told),
            self.valid,
            self.judged,
        )

    def counts(self) -> dict[str, int]:
        """Return how many assessments have each verdict; waived ones count as `waived` instead."""
        return self.tally().counts

    def shed(self) -> None:
        """Keep the counts and drop what they were taken from, so that a nation's reports fit one machine."""
        self._tally = self.tally()
        self.all_findings, self.assessments, self.places = [], [], {}


@dataclass(slots=True)
class Report:
    """The reports of all files of one run, with the exit code the gate gives them."""

    files: list[FileReport]
    exit_code: int = 0

    def counts(self) -> dict[str, int]:
        """Return the sums over all submissions."""
        total: Counter[str] = Counter()
        submissions = [one for one in self.files if one.is_submission]
        for one in submissions:
            total.update(one.counts())
        valid = sum(one.valid for one in submissions)
        return {"files": len(submissions), "valid": valid, **{verdict: total[verdict] for verdict in VERDICTS}}
