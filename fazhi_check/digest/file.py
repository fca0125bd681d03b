"""Everything that reports say of one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.codes import Subject
from fazhi_check.digest import blocks, conclusion
from fazhi_check.digest.blocks import Block, Counts
from fazhi_check.digest.conclusion import Conclusion, Gate
from fazhi_check.digest.finding import FindingDigest, finding_digest
from fazhi_check.digest.goal import GoalDigest, SaidDigest, goal_digest, said_digest
from fazhi_check.digest.line import Line, for_review, line_of, pointing, read_by_office
from fazhi_check.digest.origin import OriginDigest, origin_digest
from fazhi_check.digest.part import Part, part_of
from fazhi_check.digest.plan import PlanDigest, accepted, plan_digest
from fazhi_check.digest.words import (
    BROKEN,
    COLON,
    COMPARISON,
    DOT,
    FAULTY_LIST,
    GOALS,
    NO_TARGET,
    PRINCIPLES,
    SLOW_FAILS,
    UNBOUND,
    UNCONFIRMED,
    counted_items,
    dates,
    joined,
    nothing_claimed,
    only_encouraged,
    reached_late,
    reviewed,
    same,
    signals,
    superseded_by,
    told_within,
    unconfirmed,
    unlisted,
    with_more,
)
from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.outcome import FileReport, Tally
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.plan.select import Choice
from fazhi_check.sanitize import clean, mask
from fazhi_check.version import TOOL
from fazhi_check.words import GATES, LEVELS, Text, verdict_words

if TYPE_CHECKING:
    from fazhi_check.digest.points import PointsDigest
    from fazhi_check.digest.tracked import Problem, Reading
    from fazhi_check.identity import Named


class Who(NamedTuple):
    """The unit that reports (see records.Unit)."""

    name: str
    level: str
    code: str
    body: str | None


def who(unit: Named) -> Who:
    """Return a unit as it is shown."""
    return Who(mask(unit.name), unit.level, clean(unit.code), unit.body and mask(unit.body))


class Notice(NamedTuple):
    """What a unit outside the plan's jurisdiction is told: a word, and what it means."""

    word: Text
    means: Text

    @property
    def text(self) -> Text:
        """The whole sentence."""
        return joined([self.word, self.means], COLON)


NOT_BOUND = Notice(COMPARISON, UNBOUND)


class _FileFields(NamedTuple):
    path: str
    plan: PlanDigest | None
    unit: Who | None
    as_of: date | None
    reported_on: date | None
    phase: Phase | None
    binding: bool
    subject: Subject
    lines: Sequence[Line]
    findings: Sequence[FindingDigest]
    hidden: int
    tally: Tally
    failed: Mapping[str, int]
    part: Part | None = None
    gate: frozenset[str] = DEFAULT_FAIL_ON
    urgent: Sequence[Line] = ()
    left_out: frozenset[str] = frozenset()
    goals: Sequence[GoalDigest] = ()
    principles: int = 0
    exit_code: int | None = None
    source: OriginDigest | None = None
    statements: Sequence[SaidDigest] = ()
    superseded: bool = False
    newer: str | None = None
    counted: bool = True
    tracked: Sequence[Problem] | None = None
    unclaimed: int = 0
    offered: int = 0
    again: Callable[[], FileDigest] | None = None
    points: PointsDigest | None = None


class FileDigest(_FileFields):
    """What is told of one file; of one whose report was shed, only its head, its counts and the most urgent.

    `lines` stand flagged first, `findings` by their places, `hidden` are those that were not asked for; `failed` says
    what fails the gate. `reported_on` is the file's own date, `part` what was judged where not all of the plan was,
    `gate` the verdicts that fail it. `urgent` are the three most urgent lines, `left_out` the verdicts that no list
    shows since their findings were not asked for; counts and the gate take them in. `goals` and the number of
    `principles` are those that concern the unit; they count nowhere; `statements` are what it wrote under principles. Its `subject` is a submission's file, or a list
    beside the run. `exit_code` is the run's, where this is its only submission,
    `source` where its data was taken from. In a round it may be `superseded` by a later file of its unit, whose path is
    `newer` as far as it is known, and not `counted` in the sums; `tracked` are the unit's problems in the course of rounds, `points` what it has by its office's standard. Of one among thousands the
    details may have been put aside: `again` makes its digest once more, with them.
    """

    @property
    def whole(self) -> FileDigest:
        """The digest with all its details, also where these were put aside."""
        return self.again() if self.again else self

    # Its head.

    @property
    def is_submission(self) -> bool:
        """Tell whether it is about a submission, not about a list beside the run."""
        return self.subject == "file"

    @property
    def name(self) -> str:
        """What it is called: its unit, or its path where the unit could not be read."""
        return clean(self.unit.name) if self.unit else self.shown_path

    @property
    def shown_path(self) -> str:
        """Its path on one line, with everything to be seen."""
        return clean(self.path)

    @property
    def level(self) -> Text:
        """The level and the code of its unit."""
        if self.unit is None:
            return same("")
        level, code = LEVELS[self.unit.level], clean(self.unit.code)
        return Text(f"{level.zh} {code}", f"{level.en} {code}")

    @property
    def comparison(self) -> Notice | None:
        """The notice on a unit that the plan does not bind."""
        if self.unit is None or self.plan is None or self.binding:
            return None
        place = self.plan.place
        means = Text(f"规划适用于{place}，对本单位没有约束力", f"the plan binds {place}, not this unit")
        return Notice(COMPARISON, means) if place else NOT_BOUND

    @property
    def when(self) -> Text | None:
        """The date of the verdicts, and of the data where it is another, with the phases in force or under acceptance."""
        day, phase = self.dated, self.stage
        return joined([day, phase], " · ") if day and phase else day

    @property
    def reported_apart(self) -> bool:
        """Tell whether it was judged as of another day than its own."""
        return bool(self.as_of and self.reported_on and self.reported_on != self.as_of)

    @property
    def dated(self) -> Text | None:
        """The day of the verdicts, with the file's own date where that is another."""
        return dates([self.as_of] if self.as_of else [], [self.reported_on] if self.reported_on else [])

    @property
    def stage(self) -> Text | None:
        """The phase under acceptance, or the phases in force."""
        if self.phase:
            return accepted(self.phase)
        return self.plan.running(self.as_of) if self.plan and self.as_of else None

    @property
    def facts(self) -> list[tuple[Text, Text]]:
        """The head as pairs of label and value."""
        return list(_facts(self))

    @property
    def source_facts(self) -> list[tuple[Text, Text]]:
        """Where its data was taken from, and why a date was assumed, as pairs of label and value."""
        source = self.source or OriginDigest()
        said = [(Text("来源", "Source"), source.named), (Text("来源说明", "Note on the source"), source.remark)]
        return [(label, value) for label, value in said if value.zh]

    @cached_property
    def since(self) -> Text | None:
        """What became of its tasks since the unit's last report, in one sentence; None without one."""
        return told_since([self])

    @cached_property
    def ledger(self) -> Text | None:
        """Where its unit's problems stand, in one sentence; None where there are none."""
        if not self.tracked:
            return None
        # Imported here: a run without problems does without.
        from fazhi_check.digest.problems import told

        return told(self.tracked, self.as_of)

    @property
    def course(self) -> list[Text]:
        """What its head says in the course of rounds: what became of its tasks, where its unit's problems stand."""
        return [said for said in (self.since, self.ledger) if said]

    # Its counts and lists.

    @property
    def called(self) -> Mapping[str, Text]:
        """What verdicts are called in it."""
        return verdict_words(self.phase is not None)

    @property
    def judged(self) -> bool:
        """Tell whether any target was judged."""
        return self.tally.judged

    @property
    def valid(self) -> bool:
        """Tell whether the file is free of FZ1 to FZ3 errors."""
        return self.tally.valid

    @property
    def counts(self) -> dict[str, int]:
        """How many lines have each verdict, waived ones under `waived`."""
        return self.tally.counts

    @cached_property
    def by_target(self) -> dict[str, Line]:
        """The lines by the ids of their targets."""
        return {line.target: line for line in self.lines}

    @cached_property
    def in_order(self) -> list[Line]:
        """The lines in the plan's order."""
        order = self.plan.order if self.plan else {}
        return sorted(self.lines, key=lambda line: order.get(line.target, 0))

    @property
    def sections(self) -> dict[str, Counts]:
        """The counts of each section, in the plan's order."""
        return blocks.counts_by_section(self.in_order, self.called)

    @property
    def notes(self) -> Text:
        """What is to be known of the counts: what rests on statements only, is past due, was late, counts nowhere else."""
        tally = self.tally
        free = only_encouraged(tally.free, self.comparison is None)
        of_missing = unconfirmed(tally.proposed, self.called)
        within = [*told_within(tally.within, self.called), *of_missing]
        return joined([*within, *reached_late(tally.late), *([free] if free.zh else [])], DOT)

    @property
    def aims(self) -> Text:
        """How many goals, principles and electives not chosen there are, which are not judged; nothing where none is."""
        goals, principles, left = len(self.goals), self.principles, self.unclaimed
        counted = {
            Text(f"目标 {goals} 项，由任务汇总", f"{goals} goals, summed up from tasks"): goals,
            with_more(
                Text(f"原则性要求 {principles} 项，不单独判定", f"{principles} principles, not judged"), self._stated
            ): principles,
            with_more(
                Text(f"自选事项没有领的 {left} 项，不判定", f"{left} electives not claimed, not judged"), self._offered
            ): left,
        }
        said = [text for text, number in counted.items() if number]
        return Text("另有" + joined(said, DOT).zh, "besides: " + joined(said, DOT).en) if said else same("")

    @property
    def _offered(self) -> Text:
        """How many of the electives not chosen were proposed from a report; nothing where none was."""
        word, number = UNCONFIRMED, self.offered
        return Text(f"其中{word.zh} {number} 项", f"{number} {word.en}") if number else same("")

    @property
    def _stated(self) -> Text:
        """Under how many principles something was written; nothing where under none."""
        number = sum(not one.statement.proposed for one in self.statements)
        return Text(f"有填报 {number} 项", f"{number} with a statement") if number else same("")

    @property
    def statements_title(self) -> Text:
        """The heading of the list of principles under which the unit wrote something."""
        return with_more(counted_items(PRINCIPLES, self.principles), self._stated)

    @property
    def goals_title(self) -> Text:
        """The heading of the list of goals."""
        return counted_items(GOALS, len(self.goals))

    @property
    def slow(self) -> Text:
        """How many are slow, for the office's own screen; nothing where none is."""
        return signals(self.tally.slow, self.comparison is None)

    @property
    def all_counts(self) -> Counts:
        """Its counts, with the part of each that is told apart."""
        return Counts(self.counts, self.tally.within, self.called)

    @property
    def folds(self) -> Text:
        """What the two numbers are that stand after folded items: nobody is asked what the plan does not bind it to."""
        bound = self.comparison is None
        return Text(f"未填报/{'应报' if bound else '对照'}", f"missing/{'asked' if bound else 'compared'}")

    @property
    def of_all(self) -> Text:
        """The same as a sentence."""
        zh, en = self.folds
        return Text(f"每条后面是 {zh} 项数；--show all 逐项列出", f"after each: {en}; --show all lists them one by one")

    @property
    def flagged(self) -> list[Block]:
        """The lists of what asks for attention, in the design's order."""
        return blocks.flagged(self._shown(self.lines), self.in_order)

    @property
    def slow_lines(self) -> list[Line]:
        """The duties that are slow, in the plan's order, where the gate names that: nothing else says what failed."""
        return [line for line in self.in_order if line.slow_duty] if "slow" in self.failed else []

    @property
    def slow_block(self) -> list[Block]:
        """The list of what is slow where that fails the gate, one or none."""
        mark, lines = _MARKED_AS["slow"], self.slow_lines
        return [Block(mark, GATES["slow"], lines, SLOW_FAILS)] if lines else []

    @property
    def set_apart(self) -> list[Block]:
        """The lists of what is not flagged but wants to be seen."""
        return blocks.set_apart(self.shown)

    @property
    def apart_and_exempt(self) -> list[Block]:
        """The lists beside what asks for attention that are shown even where not everything is."""
        return [*self.set_apart, *blocks.exempt(self.shown)]

    def blocks(self, show_all: bool) -> list[Block]:
        """Return every list that has something in it, in the order of all formats; all the rest where it is asked for."""
        rest = blocks.unflagged(self.shown, self.called) if show_all else []
        return [*self.flagged, *self.apart_and_exempt, *rest]

    @property
    def shown(self) -> list[Line]:
        """The lines that lists may show, in the plan's order: without verdicts whose findings were not asked for."""
        return self._shown(self.in_order)

    def _shown(self, lines: Sequence[Line]) -> list[Line]:
        return [line for line in lines if line.free or line.waived or line.verdict not in self.left_out]

    def heading(self, part: str) -> Text:
        """Return number and title of a section or item."""
        return self.plan.heading(part) if self.plan else same(part)

    @property
    def problems(self) -> list[FindingDigest]:
        """The findings on the file itself: those that no verdict already tells."""
        return [finding for finding in self.findings if not finding.repeats]

    @property
    def unlisted(self) -> Text | None:
        """How many findings were not asked for."""
        return unlisted(self.hidden)

    @property
    def asides(self) -> dict[str, Text]:
        """What formats without a head say beside the findings: the part that was judged, what was not asked for."""
        said = {"part": self.part and self.part.text, "since": self.since, "ledger": self.ledger}
        said |= {"hidden": self.unlisted, "reviews": self.reviewed}
        return {name: text for name, text in said.items() if text and text.zh}

    @property
    def reviews(self) -> tuple[int, int]:
        """How many lines need review, and how many of these no office has settled; none outside a round."""
        return sum(line.review is not None for line in self.lines), sum(line.unreviewed for line in self.lines)

    @property
    def reviewed(self) -> Text:
        """The same as a sentence; nothing where nothing needs review."""
        needed, waiting = self.reviews
        return reviewed(needed, waiting) if needed else same("")

    @property
    def urgency(self) -> tuple[int, ...]:
        """What puts the worst first: those that fail the gate, then by counts in the order of flagged verdicts."""
        return (not self.failed, *(-self.tally.flagged[verdict] for verdict in FLAGGED))

    # Its end.

    @property
    def conclusion(self) -> Conclusion:
        """How it ended: what is to be done, the counts, and the gate."""
        gate = Gate(self.gate, self.failed, self.exit_code)
        return conclusion.of_file(self.tally, gate, self.called, self.comparison is None, self.nothing)

    @property
    def ended(self) -> Text:
        """How it ended in a few words: a table of several files says no more."""
        if self.judged:
            return self.conclusion.word
        return self.unjudged

    @property
    def mark(self) -> str:
        """The verdict whose mark it bears where it has one line among others."""
        if self.judged:
            worst = next(iter(self.failed), "met")
            return _MARKED_AS.get(worst, worst)
        return "exempt" if self.valid else "invalid"

    @property
    def unjudged(self) -> Text:
        """Why no target was judged."""
        if self.superseded:
            return superseded_by(self.newer)
        return self.nothing if self.valid else BROKEN if self.is_submission else FAULTY_LIST

    @property
    def nothing(self) -> Text:
        """Why nothing is there to be judged in a file without a fault: electives apply, but none was chosen."""
        return nothing_claimed(self.unclaimed, self._offered) if self.unclaimed else NO_TARGET

    @property
    def listed(self) -> bool:
        """Tell whether it has a line where all files are summed up: submissions, and lists that could not be used."""
        return self.judged or self.is_submission or not self.valid

    @property
    def empty(self) -> bool:
        """Tell whether it is a submission that nothing is asked of."""
        return self.is_submission and self.valid and not self.judged and not self.superseded

    @property
    def foot(self) -> Text:
        """Tool version, plan with the short hash of its files, what of it is a reading, and the date of the verdicts."""
        plan = f" · {self.plan.id} {self.plan.hash}" if self.plan else ""
        head = same(f"{TOOL}{plan}")
        parts = [head, self.dated] if self.dated else [head]
        return joined([*parts, *([self.plan.reading] if self.plan and self.plan.reading else [])], " · ")


# What fails a file and is no verdict bears the mark of one.
_MARKED_AS = {"errors": "invalid", "slow": "due_soon", "not_submitted": "missing"}


def _facts(one: FileDigest) -> Iterator[tuple[Text, Text]]:
    plan, unit = one.plan, one.unit
    if unit:
        body = f" · {clean(plan.bodies.get(unit.body, unit.body))}" if plan and unit.body else ""
        yield Text("单位层级", "Unit"), Text(one.level.zh + body, one.level.en + body)
    if plan:
        yield Text("对照规划", "Plan"), plan.name
        if plan.edition:
            yield Text("版本", "Edition"), same(plan.edition)
    if one.part:
        yield Text("判定范围", "Part"), one.part.text
    if one.as_of and one.reported_apart:
        yield Text("判定日期", "Judged as of"), same(str(one.as_of))
        yield Text("填报截至", "Data as of"), same(str(one.reported_on))
    elif one.as_of:
        yield Text("填报截至", "Data as of"), same(str(one.as_of))
    if one.stage:
        yield Text("阶段", "Phase"), one.stage
    yield from one.source_facts
    yield Text("文件", "File"), same(one.shown_path)


def told_since(files: Sequence[FileDigest]) -> Text | None:
    """Return what became of the tasks of some files since earlier reports; None where there were none."""
    if not any(line.change for one in files for line in one.lines):
        return None
    # Imported here: a run without earlier reports does without.
    from fazhi_check.digest.changes import changes_of

    found = changes_of(files)
    return found and found.sentence


def _shown(one: FileReport) -> Sequence[Problem] | None:
    """Return the problems of a file's unit as they are shown; of those put aside nothing is left to be shown."""
    if one.tracked is None or one.is_aside:
        return one.tracked
    from fazhi_check.digest.tracked import shown_problem

    return list(map(shown_problem, one.tracked))


def _points(one: FileReport) -> PointsDigest | None:
    """Return what a file's unit has by its office's standard; None without one."""
    if one.points is None:
        return None
    from fazhi_check.digest.points import points_digest

    return points_digest(one.points)


def _title(plan: Plan | None, target: str | None) -> Text | None:
    """Return the title of a target of the plan."""
    found = plan.by_id.get(target) if plan and target else None
    return Text(found.title, found.title_en) if found else None


class Digester:
    """Makes digests of files: what is said of a plan is made once.

    `choice` is the part that was judged; files that belong to a round say what needs review. `readings` are what its
    office says of tasks, items and sections, by their ids.
    """

    def __init__(
        self, choice: Choice, in_round: bool = False, readings: Mapping[str, Sequence[Reading]] | None = None
    ) -> None:
        self._choice, self._in_round, self._readings = choice, in_round, readings or {}
        self._plans: dict[int, PlanDigest] = {}
        self._shared: dict[tuple[object, ...], Line] = {}

    def file(self, one: FileReport, tally: Tally, gate: frozenset[str], failed: Mapping[str, int]) -> FileDigest:
        """Return the digest of one file, with what is counted of it and what failed it at its gate."""
        unit, plan = one.unit, self._plan(one.plan)
        part = (
            plan and one.applying is not None and part_of(self._choice, plan, sum(tally.counts.values()), one.applying)
        )
        findings = [finding_digest(each, _title(one.plan, each.target)) for each in one.findings]
        lines = pointing((self._line(one, each) for each in one.assessments), findings)
        return FileDigest(
            mask(one.path),
            plan,
            who(unit) if unit else None,
            one.as_of,
            one.reported_on,
            one.phase,
            one.binding,
            one.subject,
            for_review(lines, findings) if self._in_round else lines,
            findings,
            one.hidden,
            tally,
            failed,
            part or None,
            gate,
            [self._line(one, each) for each in one.urgent],
            one.left_out,
            list(map(goal_digest, one.goals)),
            one.principles,
            source=origin_digest(one.source) if one.source else None,
            statements=list(map(said_digest, one.statements)),
            superseded=one.superseded,
            newer=one.newer and mask(one.newer),
            counted=one.counted,
            unclaimed=one.unclaimed,
            offered=one.offered,
            tracked=_shown(one),
            points=_points(one),
        )

    def _line(self, file: FileReport, one: Assessment) -> Line:
        """Return an assessment as a line; of files whose details were put aside, those that share it share that too."""
        if not file.is_aside:
            return self._own_line(file, one)
        key = (id(one), file.as_of, file.phase)
        if key not in self._shared:
            self._shared[key] = self._own_line(file, one)
        return self._shared[key]

    def _own_line(self, file: FileReport, one: Assessment) -> Line:
        target = one.target.id
        line = line_of(one, file.places.get(target), file.as_of, file.entries.get(target))
        line = read_by_office(line, self._readings) if self._readings else line
        return line._replace(accepted=True) if file.phase else line

    def _plan(self, plan: Plan | None) -> PlanDigest | None:
        if plan is None:
            return None
        if id(plan) not in self._plans:
            self._plans[id(plan)] = plan_digest(plan)
        return self._plans[id(plan)]
