"""What a run found: a report for each file, and the whole. The reports show it, and the gate decides on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.codes import OF_VERDICT, Code, Severity, Subject
from fazhi_check.findings import EVERYTHING, Finding, Place, Selection, in_order
from fazhi_check.plan.model import Aim, Phase, Plan
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.submission.records import Entry, Origin, Unit
from fazhi_check.words import VERDICTS

if TYPE_CHECKING:
    from typing import Protocol

    from fazhi_check.round.problem import Problem as Tracked
    from fazhi_check.round.problem import Unheld
    from fazhi_check.round.report import RoundReport
    from fazhi_check.round.standard.points import Points
    from fazhi_check.source.numbers import Amount

    class Judged(Protocol):
        """What counts of an assessment."""

        @property
        def verdict(self) -> str:
            """The verdict."""

        @property
        def waived(self) -> object:
            """The waiver in force, if there is one."""

        @property
        def flagged(self) -> bool:
            """Whether it asks for attention."""

        @property
        def known(self) -> bool:
            """Whether it was accepted in an earlier run."""

        @property
        def support(self) -> str | None:
            """What its entry rests on."""

        @property
        def past_due(self) -> bool | None:
            """Whether a deadline has passed and nothing shows that it was kept."""

        @property
        def late(self) -> bool:
            """Whether it was reached after its deadline."""

        @property
        def slow_duty(self) -> bool:
            """Whether it is a duty behind what time would expect."""

        @property
        def applied(self) -> bool:
            """Whether it is exempt by its unit's word alone."""

        @property
        def proposed(self) -> object:
            """Whether it is missing though something was proposed that waits to be confirmed."""

        @property
        def unsettled(self) -> object:
            """Why its value settles nothing, where that is so."""

    class Problem(Protocol):
        """What counts of a finding."""

        @property
        def meaning(self) -> Code:
            """What its code stands for."""

        @property
        def known(self) -> bool:
            """Whether it was accepted in an earlier run."""


# The families of what is wrong with a file itself, whatever was judged by it.
_OF_THE_FILE = ("FZ1", "FZ2", "FZ3")
# Verdicts that are good news, and what an entry rests on that nobody but the unit itself bears out.
GOOD = ("met", "on_track", "due_soon")
CLAIMS = ("claim", "none")


class Tally(NamedTuple):
    """What is counted of a file: assessments by verdict, the flagged ones by verdict, errors, and what was known.

    `errors` are those that were asked for and not known; `valid` and `judged` are those of the file's report. `free`
    are those with a flagged verdict that the plan only encourages or explores: they stand in `counts` and nowhere else.
    `within` tells of how many of `counts` something is to be known beside it (see told_beside), `past` is the number of
    the flagged missing ones past their deadline, `late` that of those reached after it, `slow` that of the duties
    behind what time would expect, which count at a gate that names them. `unsettled` is the number of the flagged
    unproven ones that lack no evidence: their value settles nothing. `proposed` is the number of the missing ones that
    wait to be confirmed, `unconfirmed` that of the flagged ones among them. `absent` is the number of the round's units that
    have not submitted, of the round's own report; what is not `counted` is in no sum of verdicts.
    """

    counts: dict[str, int]
    flagged: Counter[str]
    errors: int
    known: int
    valid: bool
    judged: bool
    free: Mapping[str, int] = {}
    within: Mapping[str, int] = {}
    past: int = 0
    late: int = 0
    slow: int = 0
    unsettled: int = 0
    proposed: int = 0
    unconfirmed: int = 0
    absent: int = 0
    counted: bool = True


def tally_of(assessments: Sequence[Judged], findings: Iterable[Problem], valid: bool) -> Tally:
    """Return what is counted of a file; waived assessments count as `waived`, whatever their verdict."""
    told = [(one.meaning, one.known) for one in findings]
    flagged = [one for one in assessments if one.flagged]
    return Tally(
        counts_of(assessments),
        Counter(one.verdict for one in flagged),
        sum(meaning.severity is Severity.error and not known for meaning, known in told),
        sum(one.known for one in assessments) + sum(known and meaning.verdict is None for meaning, known in told),
        valid,
        bool(assessments),
        Counter(one.verdict for one in assessments if one.verdict in FLAGGED and _is_free(one)),
        within_of(assessments),
        sum(one.verdict == "missing" and bool(one.past_due) for one in flagged),
        sum(one.late for one in assessments),
        sum(one.slow_duty for one in assessments),
        sum(one.verdict == "unproven" and bool(one.unsettled) for one in flagged),
        sum(bool(one.proposed) and not one.waived for one in assessments),
        sum(bool(one.proposed) for one in flagged),
    )


def tally_of_superseded(valid: bool) -> Tally:
    """Return what is counted of a file that another stands for: nothing but whether it was valid."""
    return tally_of((), (), valid)._replace(counted=False)


def counts_of(assessments: Iterable[Judged]) -> dict[str, int]:
    """Return how many assessments have each verdict; waived ones count as `waived` instead."""
    seen = Counter("waived" if one.waived else one.verdict for one in assessments)
    return {verdict: seen[verdict] for verdict in VERDICTS}


def within_of(assessments: Iterable[Judged]) -> Counter[str]:
    """Return how many assessments of each verdict have what is told beside its count."""
    return Counter(one.verdict for one in assessments if told_beside(one))


def told_beside(one: Judged) -> bool:
    """Tell whether an assessment counts among those that are told apart beside the count of their verdict.

    Of a good verdict these rest on statements only, of what is missing they are past their deadline, and what is exempt
    is only applied for.
    """
    if one.waived:
        return False
    if one.verdict in GOOD:
        return one.support in CLAIMS
    if one.verdict == "exempt":
        return one.applied
    return one.verdict == "missing" and bool(one.past_due)


def _is_free(one: Judged) -> bool:
    return not (one.flagged or one.known or one.waived)


def totals(submissions: Iterable[Tally]) -> dict[str, int]:
    """Return the sums over all submissions: how many there are and how many are valid, and the assessments by verdict.

    The assessments are those of the files that count.
    """
    files = valid = 0
    total: Counter[str] = Counter()
    for one in submissions:
        files, valid = files + 1, valid + one.valid
        total.update(one.counts if one.counted else {})
    return {"files": files, "valid": valid, **{verdict: total[verdict] for verdict in VERDICTS}}


class Goal(NamedTuple):
    """A goal that concerns a unit: the counts by verdict of the tasks behind it, and the entry under its id.

    `within` tells of how many of these something is to be known beside it (see told_beside).
    """

    aim: Aim
    counts: dict[str, int]
    entry: Entry | None
    within: Mapping[str, int] = {}


class Said(NamedTuple):
    """What a unit wrote under a principle."""

    aim: Aim
    entry: Entry


class FileReport:
    """What was found in one file.

    `plan`, `unit` and `as_of` are None where the file could not be read so far. `as_of` is the day of the verdicts,
    `reported_on` the file's own date. Where only a part of the plan is judged, `applying` is the number of all targets
    that apply to the unit, else None. `assessments` stand flagged first (see by_urgency), `urgent` are the three most
    urgent; `places` gives the entry of a target where there is one. `fail_on` are the verdicts that fail its gate where
    that is not the run's. `source` is where its data was taken from, `entries` are those that were judged, `goals` the
    goals that concern the unit, `principles` the number of its principles, `statements` what it wrote under these.
    `unclaimed` is the number of electives that the unit did not choose, of which `offered` are those that were proposed
    from a report and wait to be confirmed; `claimed` are those it has taken on. In a
    round it may be `superseded` by a later file of its unit (`newer` is the path of that), and not `counted` in the sums; `tracked` are the unit's
    problems in the course of rounds, `unheld` the rows of the round on these that do not hold; `absent` is the number
    of units that have not submitted, in the round's own. `own_points` is what the unit gave itself by item of its
    office's standard, `points` what it has by that. Its `subject` is a submission's file, or a list beside the run (waivers, known findings), which has a report too where
    there is something to say of it.
    """

    __slots__ = (
        "_again",
        "_hidden",
        "_tally",
        "_thin",
        "absent",
        "all_findings",
        "applying",
        "as_of",
        "assessments",
        "claimed",
        "counted",
        "entries",
        "fail_on",
        "goals",
        "newer",
        "offered",
        "own_points",
        "path",
        "phase",
        "places",
        "plan",
        "points",
        "principles",
        "reported_on",
        "selection",
        "source",
        "statements",
        "subject",
        "superseded",
        "tracked",
        "unclaimed",
        "unheld",
        "unit",
        "unit_place",
        "urgent",
    )

    def __init__(
        self,
        path: str,
        all_findings: Sequence[Finding] = (),
        plan: Plan | None = None,
        as_of: date | None = None,
        phase: Phase | None = None,
        selection: Selection = EVERYTHING,
        subject: Subject = "file",
    ) -> None:
        self.path = path
        self.all_findings = list(all_findings)
        self.plan, self.as_of, self.phase = plan, as_of, phase
        self.unit: Unit | None = None
        self.reported_on: date | None = None
        self.applying: int | None = None
        self.assessments: list[Assessment] = []
        self.urgent: list[Assessment] = []
        self.places: dict[str, Place] = {}
        self.unit_place: Place | None = None
        self.source: Origin | None = None
        self.entries: Mapping[str, Entry] = {}
        self.goals: list[Goal] = []
        self.principles = 0
        self.statements: list[Said] = []
        self.selection, self.subject = selection, subject
        self.fail_on: frozenset[str] | None = None
        self.superseded, self.counted = False, True
        self.newer: str | None = None
        self.tracked: Sequence[Tracked] | None = None
        self.unheld: Sequence[Unheld] = ()
        self.unclaimed = self.offered = self.absent = 0
        self.claimed: tuple[str, ...] = ()
        self.own_points: Mapping[str, Amount] = {}
        self.points: Points | None = None
        self._again: Callable[[], FileReport] | None = None
        self._thin: Sequence[Tracked] | None = None
        self._tally: Tally | None = None
        self._hidden = 0

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same of files of the same path."""
        if not isinstance(other, FileReport):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"FileReport({self.path!r}, {len(self.assessments)} assessments, {len(self.all_findings)} findings)"

    @property
    def is_submission(self) -> bool:
        """Tell whether it is about a submission, not about a list beside the run."""
        return self.subject == "file"

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
    def left_out(self) -> frozenset[str]:
        """The verdicts whose findings were not asked for: lists leave them out, counts and the gate do not."""
        return frozenset(verdict for verdict, code in OF_VERDICT.items() if not self.selection.takes(code))

    @property
    def known(self) -> list[Assessment]:
        """The assessments that would be flagged, were they not known before."""
        return [one for one in self.assessments if one.known]

    @property
    def hidden(self) -> int:
        """The number of findings that were not asked for."""
        return self._hidden + len(self.all_findings) - len(self.findings)

    @property
    def judged(self) -> bool:
        """Tell whether any target was judged."""
        return self._tally.judged if self._tally and not self.superseded else bool(self.assessments)

    def tally(self) -> Tally:
        """Return what is counted of the file: of one that another stands for, whether it was valid."""
        if self.superseded:
            return tally_of_superseded(self.valid)
        found = self._tally or tally_of(self.assessments, self.findings, self.valid)
        return found._replace(absent=self.absent, counted=self.counted)

    def counts(self) -> dict[str, int]:
        """Return how many assessments have each verdict; waived ones count as `waived` instead."""
        return self.tally().counts

    def put_aside(
        self, thin: list[Assessment], problems: Sequence[Tracked] | None, again: Callable[[], FileReport]
    ) -> None:
        """Keep the counts, and `thin` assessments and problems, of which nothing but what counts is left.

        `again` brings back the rest.
        """
        self._tally, self._hidden, self._again = self.tally(), self.hidden, again
        self.assessments, self.all_findings, self.places, self.entries = thin, [], {}, {}
        self.goals, self.statements = [], []
        self.tracked = self._thin = problems

    @property
    def is_aside(self) -> bool:
        """Tell whether its details were put aside."""
        return self._again is not None

    def whole(self) -> FileReport:
        """Return the report with its details, and what was found of it since they were put aside."""
        if self._again is None:
            return self
        one = self._again()
        one.superseded, one.counted, one.fail_on = self.superseded, self.counted, self.fail_on
        if self.tracked is not self._thin:
            one.tracked = self.tracked
        one.all_findings = in_order([*one.all_findings, *self.all_findings])
        if self.superseded:
            one.supersede(self.newer)
        return one

    def supersede(self, by: str | None = None) -> None:
        """Let another file of its unit stand for it: nothing of it is judged, and only what is wrong with it is told."""
        self.superseded, self.counted, self.newer = True, False, by
        self.assessments, self.urgent, self.goals, self.statements = [], [], [], []
        self.own_points, self.points = {}, None
        self.applying, self.tracked, self.principles = None, None, 0
        self.unclaimed, self.offered, self.claimed = 0, 0, ()
        self.all_findings = [one for one in self.all_findings if one.code[:3] in _OF_THE_FILE]

    def shed(self) -> None:
        """Keep the counts and drop what they were taken from, so that a nation's reports fit one machine."""
        self._tally, self._hidden = self.tally(), self.hidden
        self.all_findings, self.assessments, self.places, self.entries = [], [], {}, {}
        self.goals, self.statements = [], []


class Report:
    """The reports of all files of one run, with the exit code the gate gives them and the part of the plan judged.

    `round` is where the round stands that they belong to, if they do.
    """

    __slots__ = ("choice", "exit_code", "files", "round")

    def __init__(
        self, files: list[FileReport], exit_code: int = 0, choice: Choice = ALL, round_: RoundReport | None = None
    ) -> None:
        self.files, self.exit_code, self.choice, self.round = files, exit_code, choice, round_

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same."""
        if not isinstance(other, Report):
            return NotImplemented
        return (self.files, self.exit_code, self.choice) == (other.files, other.exit_code, other.choice)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Report({self.files!r}, {self.exit_code!r})"

    def counts(self) -> dict[str, int]:
        """Return the sums over all submissions."""
        return totals(one.tally() for one in self.files if one.is_submission)
