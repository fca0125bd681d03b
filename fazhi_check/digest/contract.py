"""The JSON report's own frozen types, version 2: the schema follows from them, and a test holds them to real output."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

VerdictName: TypeAlias = Literal[
    "met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt"
]
Day: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2023-08-30"])]
Stage: TypeAlias = Literal["not_started", "under_way", "substantial", "done"]
Number: TypeAlias = int | Annotated[float, Field(allow_inf_nan=False)]
Known: TypeAlias = Annotated[
    Literal[True] | None, Field(description="on the list of known findings; absent where it is not")
]
Fractional: TypeAlias = Annotated[str, Field(pattern=r"^-?\d+(/\d+)?$", examples=["1300/37"])]
CellName: TypeAlias = Annotated[
    str | None, Field(pattern=r"^(?s:.+)![A-Z]{1,3}\d+$", description="the place in a workbook; absent in a text")
]
Position: TypeAlias = Annotated[int, Field(ge=1, description="counted from 1")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tool(_Frozen):
    """The program that wrote the report."""

    name: Literal["fazhi-check"]
    version: str


class PlanInfo(_Frozen):
    """The plan that was checked against."""

    id: str
    title: str
    edition: str | None
    hash: str = Field(description="short hash of the plan's files")
    targets: int = Field(description="number of targets in the whole plan")


class UnitInfo(_Frozen):
    """The unit that reports."""

    name: str
    level: Literal["city", "county", "department", "township"]
    code: str = Field(description="six-digit division code (GB/T 2260)")
    body: str | None


class Counts(_Frozen):
    """Assessments by verdict; they add up to all assessments. Waived ones count as `waived` only."""

    met: int
    on_track: int
    due_soon: int
    lagging: int
    overdue: int
    unproven: int
    missing: int
    invalid: int
    exempt: int
    waived: int


class WaivedInfo(_Frozen):
    """The waiver in force."""

    reason: str
    approved_by: str
    expires: Day


class ExactInfo(_Frozen):
    """A reported value without rounding: one value, which may be a bound, or the numbers of the years and what changes by year add up to."""

    value: Fractional | None
    bound: Literal["lower", "upper"] | None
    by_year: dict[str, str] | None = Field(
        None, description="fractions; a number that is a bound keeps its wording; absent for other measures"
    )
    lacking: list[str] | None = Field(
        None, description="of a coverage told by its units: those that are not covered; absent where there are none"
    )
    open: list[str] | None = Field(
        None, description="of the same: units of which a bound does not tell; absent where there are none"
    )


class EntryInfo(_Frozen):
    """What an entry says beside values and evidence; what it does not say is absent."""

    owner: str | None = None
    problem: str | None = None
    next_step: str | None = None
    note: str | None = None
    done_on: str | None = Field(None, description="a day, month or year, as it was written")
    apply: Literal[True] | None = Field(
        None, description="the unit asks to close the problem; absent where it does not"
    )


_UNCONFIRMED = "in place of a statement, what was proposed and waits to be confirmed; absent else"


class StatementInfo(_Frozen):
    """What a unit says of a goal or principle."""

    status: Stage | Literal["not_applicable"] | None
    note: str | None
    quotes: list[str]


class GoalInfo(_Frozen):
    """A goal that concerns the unit: it is reached through tasks and not judged itself."""

    target: str
    title: str
    tasks: int = Field(ge=0, description="how many of the unit's assessed tasks stand behind it")
    counts: Counts
    statement: StatementInfo | None
    proposed: StatementInfo | None = Field(None, description=_UNCONFIRMED)


class SaidInfo(_Frozen):
    """What a unit says of a principle."""

    target: str
    title: str
    statement: StatementInfo | None
    proposed: StatementInfo | None = Field(None, description=_UNCONFIRMED)


class ProposedInfo(_Frozen):
    """What was proposed from a report and waits to be confirmed; what it does not say is absent."""

    status: Stage | Literal["not_applicable"] | None = None
    exact: ExactInfo | None = None
    progress: str | Number | None = None
    basis: str | None = None
    quotes: list[str] | None = None
    entry: EntryInfo | None = None


class AssessmentInfo(_Frozen):
    """The verdict on one target."""

    target: str
    title: str
    section: str
    item: str
    verdict: VerdictName
    flagged: bool
    required: Stage | Number | None = Field(description="the requirement that decided: a stage or a number")
    reported: str | Number | None
    deadline: Day | None
    lag: Number | None = Field(description="percentage points behind the pace")
    serious: bool
    waived: WaivedInfo | None
    support: Literal["proven", "partial", "claim", "none"] | None = Field(
        None, description="what the entry rests on: enough evidence, some, claims only, nothing; null without an entry"
    )
    proofs: Annotated[int, Field(ge=0)] = Field(description="pieces of evidence that count on the day of judgement")
    past_due: bool | None = Field(
        description="missing or invalid past a deadline, or overdue; null for exempt, or where an old report tells not"
    )
    slow: bool = Field(description="a milestone behind the stage that time would expect: a signal, never flagged")
    change: ChangeInfo | None = Field(description="against an earlier round: null without one")
    settled: SettledInfo | None = Field(description="what an office has settled: null without a round")
    exact: ExactInfo | None = Field(None, description="the value reported, exactly; absent without one")
    progress: str | Number | None = Field(None, description="percent, a text where it is a bound; absent without one")
    measure: Annotated[str | None, Field(pattern=r"^[0-9a-f]{12}$")] = Field(
        None, description="short hash of what the target measures; absent without an entry"
    )
    basis: str | None = Field(None, description="by what rule the unit counted; absent where it does not say")
    quotes: list[str] | None = Field(None, description="what its evidence quotes; absent without one")
    entry: EntryInfo | None = Field(None, description="the entry's remarks; absent without one")
    proposed: ProposedInfo | None = Field(
        None, description="of what is missing, what waits to be confirmed: nothing of it counts; absent else"
    )
    message: str
    line: Position | None
    column: Position | None
    cell: CellName = None
    known: Known = None


class BeforeInfo(_Frozen):
    """A judgement of an earlier report, or the present one of a problem."""

    as_of: Day
    verdict: VerdictName
    reported: str | Number | None
    quotes: list[str]


class ChangeInfo(_Frozen):
    """What changed since an earlier report of the unit."""

    kind: Literal["not_comparable", "new", "kept", "solved", "eased", "open", "dropped", "fallen_back", "due"]
    before: BeforeInfo | None
    since: Day | None = Field(description="first day of the unbroken run of flagged judgements; null for kept")
    rounds: int = Field(ge=0, description="the number of judgements of that run")


class SettledInfo(_Frozen):
    """What an office has settled of an assessment."""

    verdict: VerdictName | None = Field(description="null where it was returned")
    evidence: Literal["confirmed", "contradicted", "absent", "unchecked"] | None
    by: str | None
    date: Day | None
    reason: str | None
    pending: Literal[True] | None = Field(
        None, description="the evidence was looked at and nothing is decided yet; absent else"
    )


class ProblemInfo(_Frozen):
    """A problem in the course of rounds."""

    no: str
    target: str | None
    text: str
    source: str | None
    state: Literal["cancelled", "reopened", "closed", "returned", "applied", "fixed", "open"]
    opened: Day
    rounds: int = Field(ge=0)
    deadline: Day | None
    fixed_on: str | None
    decided_on: Day | None
    by: str | None
    reminders: int = Field(ge=0)
    before: BeforeInfo | None
    now: BeforeInfo | None = Field(description="null where its task is not judged now")
    ref: str | None = Field(None, description="the number of the paper that brought it; absent without one")
    basis: str | None = Field(None, description="how the last decision was checked; absent where it does not say")
    requirement: str | None = Field(None, description="what the last decision asks for; absent where it does not")


class FindingInfo(_Frozen):
    """One finding with its place."""

    code: str = Field(pattern=r"^FZ\d{3}$")
    severity: Literal["error", "warning", "note"]
    message: str
    line: Position | None
    column: Position | None
    cell: CellName = None
    target: str | None
    data: dict[str, Any]
    known: Known = None


class ChoiceInfo(_Frozen):
    """The part of the plan that was judged; what is null narrowed nothing."""

    section: str | None
    lead: str | None
    group: str | None
    field: str | None


class SourceInfo(_Frozen):
    """Where the data was taken from; what is not given is absent."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    note: str | None = None


class StandardInfo(_Frozen):
    """An office's own standard."""

    title: str
    issued_by: str | None


class PointsReasonInfo(_Frozen):
    """Why an item has the points it has; target and verdict are null where no task is the reason."""

    target: str | None
    verdict: VerdictName | None
    text: str


class PointsItemInfo(_Frozen):
    """What the unit has by one item of the standard."""

    id: str
    title: str
    max: Number = Field(description="0 of what adds to no maximum")
    points: Number | None = Field(description="null where they must still be entered, or the item is left out")
    own: Number | None = Field(description="what the unit gave itself; null where it does not say")
    reasons: list[PointsReasonInfo] = Field(description="one for each task below its full share, and what was entered")


class PointsDetailInfo(_Frozen):
    """What else is known of an item of the standard; what is not is absent."""

    item: str
    criterion: str | None = None
    method: str | None = None
    on_statements: Annotated[int | None, Field(ge=1)] = Field(None, description="tasks that rest on statements only")
    unreviewed: Annotated[int | None, Field(ge=1)] = Field(None, description="tasks that need review, not settled")


class PointsInfo(_Frozen):
    """Points by an office's own standard: sums of what was rounded to two decimals."""

    standard: StandardInfo
    items: list[PointsItemInfo]
    total: Number | None = Field(description="a subtotal where something is open; null where every item is left out")
    max: Number
    open: list[str] = Field(description="ids of the items that must still be entered")
    on_statements: Annotated[int | None, Field(ge=1)] = Field(
        None, description="tasks behind the points that rest on statements only; absent where none does"
    )
    unreviewed: Annotated[int | None, Field(ge=1)] = Field(
        None, description="tasks behind the points that need review and are not settled; absent where none does"
    )
    details: list[PointsDetailInfo] | None = Field(None, description="more on single items; absent where nothing is")


class FileInfo(_Frozen):
    """One file; a file that cannot be read has plan, unit and as_of null, counts 0 and no assessments."""

    path: str
    valid: bool = Field(description="free of FZ1 to FZ3 errors")
    plan: PlanInfo | None
    binding: bool = Field(description="whether the plan binds the unit, or the report is a comparison only")
    unit: UnitInfo | None
    as_of: Day | None = Field(description="the day of the verdicts")
    phase: str | None
    applying: Annotated[int | None, Field(ge=0)] = Field(
        None, description="where a part was chosen: the number of all targets that apply to the unit; absent else"
    )
    fail_on: list[str] | None = Field(
        None, description="the verdicts that fail its gate; absent where they are the run's"
    )
    counts: Counts
    assessments: list[AssessmentInfo] = Field(description="flagged ones first, most urgent first")
    goals: list[GoalInfo] = Field(description="the goals that concern the unit; counts contain none of them")
    principles: int = Field(ge=0, description="how many principles concern the unit; counts contain none of them")
    statements: list[SaidInfo] | None = Field(
        None, description="what the unit wrote under principles; absent where it wrote nothing"
    )
    unclaimed: int = Field(ge=0, description="electives that the unit did not choose; counts contain none of them")
    offered: Annotated[int | None, Field(ge=1)] = Field(
        None, description="of these, those proposed from a report that wait to be confirmed; absent where none does"
    )
    superseded: bool = Field(description="whether a later file of the unit stands for it")
    subject: Literal["file", "run", "plan", "round", "waivers", "closings", "known"] = Field(
        description="what it is about"
    )
    reported_on: Day | None = Field(description="the file's own date")
    source: SourceInfo | None = Field(None, description="where its data was taken from; absent where it does not say")
    problems: list[ProblemInfo] | None = Field(description="problems in the course of rounds: null without these")
    points: PointsInfo | None = Field(description="points of an office's own standard: null without one")
    findings: list[FindingInfo]
    hidden: Annotated[int | None, Field(ge=1)] = Field(
        None, description="findings left out by --select and --ignore; absent where none was"
    )


class Totals(Counts):
    """Sums over all files."""

    files: int = Field(ge=0)
    valid: int = Field(ge=0)


class ReturnsInfo(_Frozen):
    """How many units have reported: expected is the sum of the next four."""

    expected: int = Field(ge=0)
    reported: int = Field(ge=0, description="reported, and not late")
    late: int = Field(ge=0)
    returned: int = Field(ge=0)
    not_submitted: int = Field(ge=0)
    excused: int = Field(ge=0)


class CategoryInfo(ReturnsInfo):
    """The same of the units of a category, with their assessments by verdict."""

    category: str | None
    counts: Counts


class RoundUnitInfo(_Frozen):
    """A unit of the round; path and counts are null without a file of this round."""

    name: str
    level: Literal["city", "county", "department", "township"]
    code: str
    body: str | None
    within: str | None
    category: str | None
    path: str | None
    state: Literal["reported", "late", "returned", "not_submitted", "excused"]
    stale: Day | None = Field(description="the date of a file from before the round, shown in its place")
    received: Day | None
    counts: Counts | None
    children: Counts | None = Field(
        description="the sums of the units below it, on every level: null where there are none"
    )
    problems: list[ProblemInfo] | None
    asked: Annotated[int | None, Field(ge=0)] = Field(None, description="the number of tasks it is asked")
    excused: str | None = Field(None, description="why it owes no report; absent where it does")
    addressee: str | None = Field(None, description="to whom its papers go; absent where that is the unit")
    bound: Literal[False] | None = Field(None, description="the plan does not bind it; absent where it does")


class BehindInfo(_Frozen):
    """A unit that is behind on a task."""

    name: str
    code: str


class RoundTargetInfo(_Frozen):
    """A task over the units that reported."""

    target: str
    counts: Counts
    behind: list[BehindInfo]


class NoteInfo(_Frozen):
    """How the office reads a task, item or section (口径答疑): never the plan's words."""

    task: str
    date: Day | None
    text: str


class RoundInfo(ReturnsInfo):
    """Where the round stands."""

    title: str
    as_of: Day
    due: Day | None
    issuer: str | None = None
    punctual: bool | None = Field(None, description="whether it is known who reported on time; absent where it is not")
    unassigned: list[str] | None = Field(None, description="tasks that no unit is asked; absent where there are none")
    unclaimed: list[str] | None = Field(None, description="electives that no unit chose; absent where there are none")
    notes: list[NoteInfo] | None = Field(None, description="the office's readings of tasks; absent where it gave none")
    categories: list[CategoryInfo]
    units: list[RoundUnitInfo] = Field(description="in the office's own order")
    targets: list[RoundTargetInfo] = Field(description="in the plan's order")


class ReportInfo(_Frozen):
    """A whole run."""

    schema_version: Literal[2]
    tool: Tool
    choice: ChoiceInfo | None = None
    fail_on: list[str] | None = Field(None, description="the verdicts that fail the gate; absent for the default ones")
    files: list[FileInfo]
    round: RoundInfo | None = Field(description="the round that the run belongs to: null without one")
    counts: Totals
    exit_code: Literal[0, 1, 2, 3]
