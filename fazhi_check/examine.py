"""The main job: files in, one report out. Reads, judges and counts; the reports show it and the gate decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_check.assess import Assessment, Duty, aims_of, applying, assess, by_urgency, claimed, most_urgent, unclaimed
from fazhi_check.codes import CODES, Subject
from fazhi_check.findings import EVERYTHING, Finding, Found, Selection, in_order
from fazhi_check.identity import body_of, identity
from fazhi_check.outcome import FileReport, Goal, Report, Said, counts_of, within_of
from fazhi_check.plan.model import Aim, Phase, Plan
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.plan.store import UnknownPlan, is_shipped, load_plan, refuse_drafts
from fazhi_check.rules import claims, consistency, evidence, file, form, progress, run
from fazhi_check.rules.dossier import Dossier, Look
from fazhi_check.rules.hints import with_hints
from fazhi_check.source.composer import Refused
from fazhi_check.source.files import STDIN, is_json, read_file
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.submission.places import Places
from fazhi_check.submission.reading import Read, read_submission
from fazhi_check.submission.records import Entry, Submission
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:  # the lists are read with pydantic, which a run without them does without
    from fazhi_check.round.baseline import Baseline
    from fazhi_check.round.course import Course
    from fazhi_check.round.problems import Register
    from fazhi_check.round.report import RoundReport
    from fazhi_check.round.standard.standards import Standards
    from fazhi_check.round.waivers import Ledger

__all__ = ["Checker", "check"]

Marks: TypeAlias = tuple[Any, Any]
# The rules that look at a file before its targets are judged, and after.
_BEFORE = {**file.RULES, **form.RULES, **consistency.RULES}
_AFTER = {**evidence.RULES, **progress.RULES, **claims.RULES}


class UnknownPhase(LookupError):
    """A phase that the plan does not have; `phases` gives those it has, their titles by id. Its text is Chinese."""

    def __init__(self, plan: str, phase: str, phases: Mapping[str, Text]) -> None:
        super().__init__(plan, phase, phases)  # all of them, so that it can come from another process
        self.plan, self.phase, self.phases = plan, phase, phases

    def __str__(self) -> str:
        return self.message("zh")

    def message(self, lang: Lang = "zh") -> str:
        """Return which phase was looked for, and which there are."""
        zh = "、".join(f"{name}（{text.zh}）" for name, text in self.phases.items())
        return Text(
            f"规划 {self.plan} 没有阶段“{self.phase}”。可填：{zh}",
            f"The plan {self.plan} has no phase {self.phase}: it has {', '.join(self.phases)}",
        ).say(lang)


class Checker:
    """How files are checked: against which plan (else the one each file names), for which day or phase.

    `phase` is an id or a title; a plan without it raises UnknownPhase. `choice` narrows the targets that are judged,
    `selection` the findings that are told and counted; `waivers` let flagged verdicts rest; what is `known` fails
    no gate. Standard input is called `stdin_name` in the report. Where a `brief` report is enough, only counts are
    kept of each file. `limits` say what is too large or too tangled to be read. In the `course` of rounds files are held
    against a round and earlier reports too; by `standards` of an office units are given points.
    A plan or day of another type is a TypeError, a plan with drafts a DraftPlan.
    """

    def __init__(
        self,
        plan: Plan | None = None,
        as_of: date | None = None,
        phase: str | None = None,
        choice: Choice = ALL,
        selection: Selection = EVERYTHING,
        waivers: Ledger | None = None,
        baseline: Baseline | None = None,
        stdin_name: str = STDIN,
        brief: bool = False,
        limits: Limits = DEFAULT,
        course: Course | None = None,
        standards: Standards | None = None,
    ) -> None:
        _refuse_texts(plan, as_of)
        if plan:
            refuse_drafts(plan)
        self.plan, self.as_of, self.phase = plan, as_of, phase
        self.choice, self.selection = choice, selection
        self.waivers, self.baseline = waivers, baseline
        self.stdin_name, self.brief, self.limits, self.course = stdin_name, brief, limits, course
        self.standards = standards
        self._plans: dict[str, Plan | None] = {}

    def text(self, path: str, text: str) -> FileReport:
        """Check one submission given as text; `path` is what the report calls it."""
        ours = _of_our_own(text)
        if ours:
            return self._unread(path, ours)
        try:
            read = read_submission(text, self.limits, is_json(path))
            return self._broken(path, text, read) if isinstance(read, Finding) else self._judged(path, read)
        except Refused as refused:
            return self._broken(path, text, refused.finding)

    def workbook(self, path: str, raw: bytes) -> FileReport:
        """Check one submission given as the bytes of a workbook."""
        from fazhi_check.submission.sheet.reading import read_workbook

        read = read_workbook(raw, self.limits, path)
        return self._unread(path, read) if isinstance(read, Finding) else self._judged(path, read)

    def _broken(self, path: str, text: str, first: Finding) -> FileReport:
        if is_json(path):
            return self._unread(path, first)
        from fazhi_check.source.mending.loop import all_slips

        return self._unread(path, *all_slips(text, first, self.limits))

    def _unread(self, path: str, *findings: Finding) -> FileReport:
        return FileReport(path, list(findings), selection=self.selection)

    def _judged(self, path: str, read: Read) -> FileReport:
        dossier = Dossier(path, read, None, self.plan.id if self.plan else None)
        dossier.plan = self._plan_of(read.plan)
        dossier.phase = self.phase_under(dossier.plan)
        if read.submission:
            if dossier.plan:
                read.submission = with_body(read.submission, dossier.plan)
                dossier.duty = self.course.duty(read.submission.unit, dossier.plan) if self.course else None
                dossier.items = self.standards.items(read.submission.unit, dossier.plan) if self.standards else None
            dossier.as_of = dossier.phase.deadline if dossier.phase else self.day or read.submission.as_of
        return _examine(dossier, self)

    def file(self, path: str, read: Callable[[str, Limits], str | bytes | Finding] = read_file) -> FileReport:
        """Check one file; one that cannot be read is a report with that finding."""
        content, name = read(path, self.limits), self.stdin_name if path == STDIN else path
        if isinstance(content, Finding):
            report = self._unread(name, content)
        else:
            report = self.text(name, content) if isinstance(content, str) else self.workbook(name, content)
        if self.baseline:
            _mark_known(report, self.baseline)
        if self.brief:
            report.shed()
        return report

    def day_under(self, plan: Plan) -> date | None:
        """Return the day that all files of a plan are judged on; None where each is judged on its own."""
        phase = self.phase_under(plan)
        return phase.deadline if phase else self.day

    @property
    def day(self) -> date | None:
        """The day that all files are judged on; None where each is judged on its own."""
        return self.as_of or (self.course.as_of if self.course else None)

    def plans(self) -> list[Plan]:
        """Return the plans that were used so far."""
        return [plan for plan in (self.plan, *self._plans.values()) if plan]

    def hand_over(self) -> Marks:
        """Return what was noted of the lists of waivers and known findings since the last time, for another process."""
        return self.waivers and self.waivers.hand_over(), self.baseline and self.baseline.hand_over()

    def take_over(self, marks: Marks) -> None:
        """Take in what another process noted."""
        waivers, baseline = marks
        if self.waivers and waivers:
            self.waivers.take_over(waivers)
        if self.baseline and baseline:
            self.baseline.take_over(baseline)

    def _plan_of(self, wanted: str | None) -> Plan | None:
        if wanted is None:
            return None
        if self.plan:
            return self.plan if self.plan.id == wanted else None
        if wanted not in self._plans:
            # Only a shipped plan: a submission never names a folder.
            try:
                self._plans[wanted] = load_plan(wanted) if is_shipped(wanted) else None
            except UnknownPlan:
                self._plans[wanted] = None
        return self._plans[wanted]

    def phase_under(self, plan: Plan | None) -> Phase | None:
        """Return the phase of a plan that is under acceptance, None where none is. Raises UnknownPhase."""
        if self.phase is None or plan is None:
            return None
        called = {**{phase.title: phase for phase in plan.phases}, **{phase.id: phase for phase in plan.phases}}
        if self.phase not in called:
            raise UnknownPhase(plan.id, self.phase, {one.id: Text(one.title, one.id) for one in plan.phases})
        return called[self.phase]


def _of_our_own(text: str) -> Finding | None:
    """Return the finding FZ101 for a report that this program wrote, named as a submission."""
    if text[:100].lstrip()[:1] not in ("{", "["):
        return None
    from fazhi_check.source.own import HEAD, advice, is_own

    head = text[:HEAD]
    return Finding("FZ101", None, {"why": advice(head)}) if is_own(head) else None


def _refuse_texts(plan: object, as_of: object) -> None:
    """Refuse a plan or day given by its text: that is read where a checker is made for other programs (api)."""
    for name, value, kind in (("plan", plan, Plan), ("as_of", as_of, date)):
        if not (value is None or isinstance(value, kind)):
            given = type(value).__name__
            raise TypeError(
                f"{name} 应是 {kind.__name__}，不是 {given}；要写文字，用 checker_for"
                f" ({name} is a {kind.__name__}, not {given}; checker_for takes texts)"
            )


def check(paths: Iterable[str], checker: Checker | None = None) -> Report:
    """Check files one by one and look for units that reported twice; a broken file never stops the others."""
    checker = checker or Checker()
    return gather(map(checker.file, paths), checker)


def gather(
    files: Iterable[FileReport], *checkers: Checker, aside: Callable[[FileReport], None] | None = None
) -> Report:
    """Return the report of a run from those of its files, in their order; a list that several checkers have is one.

    The details of each file may be put `aside` as soon as they are known.
    """
    gathered, course = [], checkers[0].course
    for one in files:
        if aside:
            aside(one)
        gathered.append(one)
    stands = _on_round(gathered, course, checkers[0]) if course and course.round else None
    if checkers[0].standards and stands is None:
        checkers[0].standards.score(gathered, None)
    _note_doubles(gathered, course, stands.decided if stands else ())
    if stands:
        gathered.append(_round_report(stands, checkers[0]))
        gathered += _on_closings(stands, checkers[0])
        for path, found in stands.on_reviews:
            if path != stands.round.path:
                gathered += _list_report("round", path, [*found], checkers[0])
    seen: set[int] = set()
    for checker in checkers:
        for beside, reports in _lists(checker):
            gathered += [] if id(beside) in seen else reports(beside, checker)
            seen.add(id(beside))
    return Report(gathered, choice=checkers[0].choice, round_=stands)


def _note_doubles(files: Iterable[FileReport], course: Course | None, decided: Collection[str]) -> None:
    """Note in files that are of one unit and day; in a round only where no receipt has decided between them."""
    first: dict[tuple[object, ...], str] = {}
    for one in files:
        double = list(run.same_unit_and_date(one, first, course.identity if course else identity))
        if double and one.path not in decided:
            one.all_findings = in_order([*one.all_findings, *double])


def _on_round(files: Sequence[FileReport], course: Course, checker: Checker) -> RoundReport | None:
    """Return where the round stands that the files belong to, with what that means for each of them noted in it."""
    from fazhi_check.rules import round as rules

    plan = checker.plan or load_plan(course.plan)
    stands = course.closed(files, plan, checker.day_under(plan), checker.phase_under(plan))
    if stands and checker.standards:
        stands = stands._replace(faults=[*stands.faults, *checker.standards.score(files, stands)])
    for one, found in rules.on_files(stands) if stands else ():
        one.all_findings = in_order([*one.all_findings, found])
    return stands


def _round_report(stands: RoundReport, checker: Checker) -> FileReport:
    """Return the report on the round's own file, which also says how many units have not submitted."""
    from fazhi_check.rules import round as rules

    reviews = [one for path, each in stands.on_reviews if path == stands.round.path for one in each]
    found = in_order([*stands.round.findings, *rules.on_round(stands), *reviews])
    report = FileReport(stands.round.path, found, selection=checker.selection, subject="round")
    report.absent = stands.absent
    return report


def _on_closings(stands: RoundReport, checker: Checker) -> Iterator[FileReport]:
    from fazhi_check.rules import closings

    return _list_report("closings", stands.round.path, closings.on_closings(stands.unheld), checker)


def _lists(checker: Checker) -> Iterator[tuple[object, Callable[[Any, Checker], Iterator[FileReport]]]]:
    """Yield the list of waivers and that of known findings, each with what makes its report if there is one."""
    if checker.waivers:
        yield checker.waivers, _on_waivers
    if checker.baseline:
        yield checker.baseline, _on_baseline


def _on_waivers(waivers: Ledger, checker: Checker) -> Iterator[FileReport]:
    from fazhi_check.rules import lists

    return _list_report("waivers", waivers.path, lists.on_waivers(waivers), checker)


def _on_baseline(known: Baseline, checker: Checker) -> Iterator[FileReport]:
    from fazhi_check.rules import lists

    whole = checker.choice == ALL and checker.selection == EVERYTHING and checker.phase is None
    return _list_report("known", known.path, lists.on_baseline(known, whole), checker)


def _list_report(subject: Subject, path: str, findings: list[Finding], checker: Checker) -> Iterator[FileReport]:
    if findings:
        yield FileReport(path, in_order(findings), selection=checker.selection, subject=subject)


def _mark_known(one: FileReport, baseline: Baseline) -> None:
    """Mark what was known before, so that it is listed after what is new."""
    owner = baseline.owner(one.path, one.plan and one.plan.id, one.unit)
    if one.plan and one.as_of:
        marked = baseline.mark_assessments(owner, one.assessments)
        one.assessments = by_urgency(marked, one.plan.order)
        one.urgent = most_urgent(marked, one.plan.order, one.left_out)
    targets = [found.target.id for found in one.assessments if found.known]
    one.all_findings = baseline.mark_findings(owner, one.all_findings, targets)


def _examine(dossier: Dossier, checker: Checker) -> FileReport:
    """Return the report on a file: what is found before its targets are judged, the verdicts, and what they bring."""
    read, submission, plan = dossier.read, dossier.submission, dossier.plan
    report = FileReport(dossier.path, plan=plan, phase=dossier.phase, as_of=dossier.as_of, selection=checker.selection)
    found = [*_look(_BEFORE, dossier), *_on_own_points(dossier)]
    if submission:
        report.unit, report.reported_on, report.source = submission.unit, submission.as_of, submission.source
        report.unit_place = read.places.of(Found(path=("unit",), on_key=True))
    if submission and plan and dossier.as_of and not any(code == "FZ302" for code, _ in found):
        report.assessments, register = _assessments(dossier, found, checker)
        report.claimed = dossier.claimed = claimed(plan, submission, _spoiled(found), dossier.duty)
        dossier.assessments = report.assessments
        if register:
            report.tracked, report.unheld = register
        report.unclaimed = unclaimed(
            report.assessments, plan, submission.unit, dossier.as_of, dossier.phase, checker.choice, dossier.duty
        )
        if checker.choice != ALL:
            report.applying = applying(plan, submission.unit, dossier.as_of, dossier.phase, dossier.duty)
        if not checker.brief or checker.selection != EVERYTHING:  # what is hidden is counted
            found += _look(_AFTER, dossier)
        report.urgent = most_urgent(report.assessments, plan.order, report.left_out)
        if not checker.brief:
            report.entries, report.own_points = submission.entries, submission.self_points
            report.offered = _offered(dossier, checker.choice) if report.unclaimed else 0
            report.goals, report.principles, report.statements = _aims(report, plan, checker.choice, dossier.duty)
    if checker.brief:  # counts are enough: nobody will ask where
        report.all_findings = [placed(code, one, None) for code, one in found]
        return report
    report.places = dict(read.places.entries()) if submission else {}
    report.all_findings = in_order(placed(code, one, read.places) for code, one in found)
    return report


def _offered(dossier: Dossier, choice: Choice) -> int:
    """Return how many electives were only proposed to the unit: such an entry claims none."""
    answers = (one for one in dossier.entries() if one.target.is_elective and choice.keeps(one.target))
    return sum(bool(one.entry.proposed) for one in answers)


def _aims(report: FileReport, plan: Plan, choice: Choice, duty: Duty | None) -> tuple[list[Goal], int, list[Said]]:
    """Return the goals that concern the unit of a report, how many principles do, and what it wrote under these."""
    unit = report.unit
    assert unit
    aims = [aim for aim in aims_of(plan, unit, duty) if choice.keeps_aim(aim)]
    judged = {one.target.id: one for one in report.assessments}
    goals, principles = [], [aim for aim in aims if aim.role == "principle"]
    for aim in aims:
        if aim.role == "goal":
            behind = [judged[one] for one in plan.behind[aim.id] if one in judged]
            goals.append(Goal(aim, counts_of(behind), _said(report, aim), within_of(behind)))
    said = [Said(aim, entry) for aim in principles if (entry := _said(report, aim))]
    return goals, len(principles), said


def _said(report: FileReport, aim: Aim) -> Entry | None:
    entry = report.entries.get(aim.id)
    return None if entry is None or entry.empty else entry


def _look(looks: Mapping[str, Look], dossier: Dossier) -> list[tuple[str, Found | Finding]]:
    return [(code, found) for code, look in looks.items() for found in look(dossier)]


def _on_own_points(dossier: Dossier) -> list[tuple[str, Found | Finding]]:
    """Return what is wrong with points that a unit gives itself; nothing is looked for without a standard."""
    if dossier.items is None:
        return []
    from fazhi_check.rules import points

    return _look(points.RULES, dossier)


def placed(code: str, found: Found | Finding, places: Places | None) -> Finding:
    """Return what was found as a finding of a code, at its place."""
    if isinstance(found, Finding):
        return found
    return found.placed(code, places.of(found) if places else None)


def _assessments(
    dossier: Dossier, found: Iterable[tuple[str, Found | Finding]], checker: Checker
) -> tuple[list[Assessment], Register | None]:
    """Return the verdicts, the most urgent first unless only counts are wanted, and the unit's problems."""
    submission, plan, as_of = dossier.submission, dossier.plan, dossier.as_of
    assert submission
    assert plan
    assert as_of
    judged = assess(plan, submission, as_of, _spoiled(found), dossier.phase, checker.choice, dossier.duty)
    if checker.waivers:
        judged = checker.waivers.apply(judged, submission.unit, as_of, plan)
    register: Register | None = None
    if checker.course:
        judged, register = checker.course.follow(
            submission.unit, plan, as_of, dossier.phase, judged, submission.entries
        )
    return judged if checker.brief else by_urgency(with_hints(dossier, found, judged), plan.order), register


def _spoiled(found: Iterable[tuple[str, Found | Finding]]) -> set[str]:
    """Return the targets whose entry has data that cannot be used."""
    return {one.target for code, one in found if one.target and CODES[code].spoils}


def with_body(submission: Submission, plan: Plan) -> Submission:
    """Return the submission with its body under the plan's own name for it, where it was given in Chinese."""
    unit = submission.unit
    body = body_of(unit.body, plan)
    return submission if body == unit.body else submission.replace(unit=unit.replace(body=body))
