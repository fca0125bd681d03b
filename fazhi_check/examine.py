"""The main job: files in, one report out. Reads, judges and counts; the reports show it and the gate decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from fazhi_check import rules as _rules  # registers every rule
from fazhi_check.assess import Assessment, assess, by_urgency
from fazhi_check.findings import EVERYTHING, RULES, Finding, Place, Selection, Severity, in_order
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.plan.store import UnknownPlan, load_plan, plan_ids
from fazhi_check.rules.case import Case
from fazhi_check.source.files import read_text
from fazhi_check.source.yaml import compose
from fazhi_check.submission import Unit, read_submission, with_body
from fazhi_check.waivers import Ledger
from fazhi_check.words import VERDICTS

__all__ = ["Checker", "FileReport", "Report", "check"]

_ = _rules
_BEFORE = tuple(code for code in sorted(RULES) if code < "FZ4" and code != "FZ309")
_AFTER = ("FZ401", "FZ402", "FZ501", "FZ502", "FZ503", "FZ504")
_UNUSABLE = ("FZ104", "FZ2", "FZ303", "FZ304")


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

    @property
    def findings(self) -> list[Finding]:
        """The findings that were asked for, in the order of their places."""
        return [finding for finding in self.all_findings if self.selection.takes(finding.code)]

    @property
    def valid(self) -> bool:
        """Tell whether the file is free of FZ1 to FZ3 errors."""
        return not any(f.severity is Severity.error and f.code < "FZ4" for f in self.all_findings)

    @property
    def binding(self) -> bool:
        """Tell whether the plan binds the unit; for others the report is a comparison only."""
        return bool(self.plan and self.unit and self.plan.within(self.unit.code))

    @property
    def flagged(self) -> list[Assessment]:
        """The assessments that ask for attention, most urgent first; choosing codes hides none of them."""
        return [one for one in self.assessments if one.flagged]

    @property
    def hidden(self) -> int:
        """The number of findings that were not asked for."""
        return len(self.all_findings) - len(self.findings)

    def counts(self) -> dict[str, int]:
        """Return how many assessments have each verdict; waived ones count as `waived` instead."""
        seen = Counter("waived" if one.waived else one.verdict for one in self.assessments)
        return {verdict: seen[verdict] for verdict in VERDICTS}


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


class UnknownPhase(LookupError):
    """A phase that the plan does not have."""

    def __init__(self, plan: str, phase: str, known: list[str]) -> None:
        super().__init__(phase)
        self.plan, self.phase, self.known = plan, phase, known


@dataclass(slots=True)
class Checker:
    """How files are checked: against which plan (else the one each file names), for which day or phase.

    `phase` is an id; a plan without it raises UnknownPhase. `choice` narrows the targets that are judged,
    `selection` the findings that are told and counted; `waivers` let flagged verdicts rest.
    """

    plan: Plan | None = None
    as_of: date | None = None
    phase: str | None = None
    choice: Choice = ALL
    selection: Selection = EVERYTHING
    waivers: Ledger | None = None
    _plans: dict[str, Plan | None] = field(default_factory=dict)

    def text(self, path: str, text: str) -> FileReport:
        """Check one submission given as text; `path` is what the report calls it."""
        root = compose(text)
        if isinstance(root, Finding):
            return FileReport(path, [root], selection=self.selection)
        read = read_submission(root)
        case = Case(path, list(read.findings), read, known=[self.plan.id] if self.plan else plan_ids())
        case.plan = self._plan_of(read.plan)
        case.phase = self._phase_of(case.plan)
        if read.submission:
            if case.plan:
                read.submission = with_body(read.submission, case.plan.bodies)
            case.as_of = case.phase.deadline if case.phase else self.as_of or read.submission.as_of
        return _examine(case, self)

    def file(self, path: str, read: Callable[[str], str | Finding] = read_text) -> FileReport:
        """Check one file; one that cannot be read is a report with that finding."""
        text = read(path)
        if isinstance(text, Finding):
            return FileReport(path, [text], selection=self.selection)
        return self.text(path, text)

    def _plan_of(self, wanted: str | None) -> Plan | None:
        if wanted is None:
            return None
        if self.plan:
            return self.plan if self.plan.id == wanted else None
        if wanted not in self._plans:
            # Only a shipped plan: a submission never names a folder.
            try:
                self._plans[wanted] = load_plan(wanted) if wanted in plan_ids() else None
            except UnknownPlan:
                self._plans[wanted] = None
        return self._plans[wanted]

    def _phase_of(self, plan: Plan | None) -> Phase | None:
        if self.phase is None or plan is None:
            return None
        by_id = {phase.id: phase for phase in plan.phases}
        if self.phase not in by_id:
            raise UnknownPhase(plan.id, self.phase, list(by_id))
        return by_id[self.phase]


def check(paths: Iterable[str], checker: Checker | None = None) -> Report:
    """Check files one by one and look for units that reported twice; a broken file never stops the others."""
    checker = checker or Checker()
    files = [checker.file(path) for path in paths]
    _note_doubles(files)
    if checker.waivers:
        files += _waivers_report(checker.waivers, checker.selection)
    return Report(files)


def _waivers_report(ledger: Ledger, selection: Selection) -> list[FileReport]:
    """Return the waivers' file as a report of its own where something is to be said of it."""
    findings = in_order(ledger.findings())
    return [FileReport(ledger.path, findings, selection=selection, is_submission=False)] if findings else []


def _examine(case: Case, checker: Checker) -> FileReport:
    findings = [finding for code in _BEFORE for finding in RULES[code].look(case)]
    submission, plan = case.submission, case.plan
    report = FileReport(case.path, plan=plan, phase=case.phase, as_of=case.as_of, selection=checker.selection)
    if submission and case.read:
        report.unit, report.unit_place = submission.unit, case.read.key_place("unit")
        report.reported_on = submission.as_of
        report.places = {target: node.key.place for target, node in case.read.nodes.items()}
    if submission and plan and case.as_of and not any(finding.code == "FZ302" for finding in findings):
        unusable = {f.target for f in findings if f.target and f.code.startswith(_UNUSABLE)}
        found = assess(plan, submission, case.as_of, unusable, case.phase, checker.choice)
        if checker.waivers:
            found = checker.waivers.apply(found, submission.unit, case.as_of)
        report.assessments = case.assessments = by_urgency(found, case.as_of, plan.order)
        findings += [finding for code in _AFTER for finding in RULES[code].look(case)]
    report.all_findings = in_order(findings)
    return report


def _note_doubles(files: list[FileReport]) -> None:
    """Add FZ309 to every file whose unit already reported for the same date."""
    first: dict[tuple[object, ...], str] = {}
    for one in files:
        if not (one.plan and one.unit and one.reported_on):
            continue
        unit = one.unit
        named = unit.name if unit.level in ("department", "township") else ""
        key = (one.plan.id, unit.level, unit.code, named, unit.body, one.reported_on)
        other = first.setdefault(key, one.path)
        if other != one.path:
            data = {"unit": unit.name, "as_of": one.reported_on, "other": other}
            one.all_findings = in_order([*one.all_findings, Finding("FZ309", one.unit_place, data)])
