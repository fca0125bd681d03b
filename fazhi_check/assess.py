"""Plan x submission x date -> one assessment for each target that applies."""

import heapq
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from fazhi_check import sentences
from fazhi_check.measures import (
    Judgement,
    Question,
    Verdict,
    amount_of,
    first_year_end,
    is_late,
    judge,
    timed,
)
from fazhi_check.plan.model import BY_YEAR, Aim, Phase, Plan, Proofs, Requirement, Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.sanitize import mask
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.records import Entry, Evidence, Submission, Unit
from fazhi_check.wording import Asked, asking, has_mark, mark_of
from fazhi_check.words import Sentence, Text, exact

if TYPE_CHECKING:  # a run that is held against no round and no earlier report does without
    from fazhi_check.beside import Change, Settled

FLAGGED: tuple[Verdict, ...] = ("overdue", "lagging", "unproven", "invalid", "missing")
# What an entry rests on: sufficient evidence, some piece that can prove, only claims, or no piece at all.
Support: TypeAlias = Literal["proven", "partial", "claim", "none"]
# What is most urgent is least: 0 what had a day to be reached by, 1 a standing duty, 2 what is not yet due; whether its
# last deadline is still to come; the days or points, negative.
Urgency: TypeAlias = tuple[int, bool, Fraction | int]
_SELF_HELD = ("standing", "frequency")
_CALM: Urgency = (0, False, 0)
# Of these nothing shows that a deadline that has passed was kept.
_LEFT_OPEN: frozenset[Verdict] = frozenset(("missing", "invalid", "overdue"))


class Waived(NamedTuple):
    """A waiver in force: why, approved by which office, and its last day."""

    reason: str
    approved_by: str
    expires: date


class Duty(NamedTuple):
    """What a round asks of a unit (分工).

    `targets` are the ids that stand in place of what its level and body would bring, None where these decide; `nodes`
    give, by id, what the office set on the way: days with the stage to be reached by then, in the order of the days.
    """

    targets: frozenset[str] | None = None
    nodes: tuple[tuple[str, tuple[Requirement, ...]], ...] = ()


class Assessment(NamedTuple):
    """The verdict on one target.

    `required` and `deadline` name the requirement that decided it (see Judgement); `reported` is the stage, number
    or wording given; `lag` counts percentage points; `why` says which rule decided; `known` was accepted in an
    earlier run; `support` is what its entry rests on, None without one, and `proofs` how many pieces of its evidence
    count. `past_due` tells whether a deadline has passed (the day itself counts) and nothing shows that it was kept:
    missing, invalid or overdue; None for what is exempt. `urgency` puts the worst first among those of one verdict. A
    `slow` one is behind what time would expect though nothing is due: a signal, never flagged. One that is met is `late`
    where it was done after its deadline. `change` is what became of it since an earlier report, `settled` what an
    office has settled of it; `applied` tells that its unit asks to be left out (申请不适用) and no office has agreed;
    `proposed` that what is missing was proposed from a report and waits to be confirmed (待确认). `total` is what yearly
    changes add up to (see Judgement).
    """

    target: Target
    verdict: Verdict
    why: Sentence
    required: Asked | None = None
    deadline: date | None = None
    reported: str | int | float | None = None
    lag: Fraction | None = None
    serious: bool = False
    waived: Waived | None = None
    known: bool = False
    support: Support | None = None
    proofs: int = 0
    past_due: bool | None = False
    urgency: Urgency = (0, False, 0)
    slow: bool = False
    late: bool = False
    change: "Change | None" = None
    settled: "Settled | None" = None
    applied: bool = False
    proposed: bool = False
    total: Amount | None = None

    @property
    def flagged(self) -> bool:
        """Tell whether it asks for attention: a flagged verdict on a duty, no waiver, and not known before."""
        return self.verdict in FLAGGED and not self.known and self.asked_for

    @property
    def asked_for(self) -> bool:
        """Tell whether it is a flagged verdict on a duty without a waiver, known before or not."""
        return self.verdict in FLAGGED and self.target.is_duty and self.waived is None

    @property
    def slow_duty(self) -> bool:
        """Tell whether it is slow in what the plan asks for: a gate may name that."""
        return self.slow and self.target.is_duty and self.waived is None

    @property
    def unsettled(self) -> Text | None:
        """Why it is unproven where that is no matter of evidence but of its value; else None."""
        return sentences.reason_of(self.why.text) if self.verdict == "unproven" else None

    @property
    def dated(self) -> bool:
        """Tell whether its deadline is a day to be reached by; a standing duty holds from the plan's first day on."""
        return self.deadline is not None and self.target.measure.kind != "standing"

    def days_over(self, as_of: date) -> int:
        """Return the days since the deadline that was missed; 0 for a standing duty and for every other verdict."""
        return (as_of - self.deadline).days if self.verdict == "overdue" and self.dated and self.deadline else 0


def assess(
    plan: Plan,
    submission: Submission,
    as_of: date,
    unusable: Collection[str] = (),
    phase: Phase | None = None,
    choice: Choice = ALL,
    duty: Duty | None = None,
) -> list[Assessment]:
    """Return the assessment of every target that applies, in the plan's order.

    `unusable` names the targets whose entry has data that cannot be used. With `phase`, `as_of` is its deadline,
    and targets that have nothing due by then are left out; so are those that `choice` does not keep. A `duty` says what
    a round asks of the unit.
    """
    docket = _docket(plan, submission.unit, as_of, phase, choice, duty)
    entries, missing = submission.entries, docket.missing
    cases = docket.claimed(entries, unusable) if docket.electives else docket.cases
    return [
        # Most often nothing is said of a target, and nobody said anything of it before.
        (None if target in entries or target in unusable else missing.get(target))
        or docket.assess(case, kind, entries.get(target), target in unusable)
        for target, case, kind in cases
    ]


def applying(plan: Plan, unit: Unit, as_of: date, phase: Phase | None = None, duty: Duty | None = None) -> int:
    """Return how many targets a unit is asked on a day, whatever part of the plan is chosen (see assess)."""
    return len(_docket(plan, unit, as_of, phase, ALL, duty).cases)


def unclaimed(
    assessments: Iterable[Assessment],
    plan: Plan,
    unit: Unit,
    as_of: date,
    phase: Phase | None = None,
    choice: Choice = ALL,
    duty: Duty | None = None,
) -> int:
    """Return how many electives a unit might have chosen and did not: those without an assessment."""
    electives = _docket(plan, unit, as_of, phase, choice, duty).electives
    return len(electives) - sum(one.target.is_elective for one in assessments) if electives else 0


def claimed(
    plan: Plan, submission: Submission, unusable: Collection[str] = (), duty: Duty | None = None
) -> tuple[str, ...]:
    """Return the ids of the electives that a unit has claimed (领题), whatever phase or part of the plan is judged.

    What says anything claims, also where its data cannot be used; what is said not to apply is not taken on.
    """
    if not any(target.is_elective for target in plan.targets):
        return ()
    entries, asked = submission.entries, asked_of(plan, submission.unit, duty)
    topics = (one.id for one in asked.values() if one.is_elective)
    said = (one for one in topics if _is_said(entries.get(one), one in unusable))
    return tuple(one for one in said if one not in entries or entries[one].status != "not_applicable")


def asked_of(plan: Plan, unit: Unit, duty: Duty | None = None) -> Mapping[str, Target]:
    """Return the targets that a unit is asked, by id in the plan's order: by its round, else by its level, place, body."""
    if duty is None or duty.targets is None:
        return plan.targets_of(unit.level, unit.code, unit.body)
    return {target.id: target for target in plan.targets if target.id in duty.targets}


def aims_of(plan: Plan, unit: Unit, duty: Duty | None = None) -> list[Aim]:
    """Return the goals and principles that concern a unit: by its level, place and body.

    Where a round says what it is asked, the goals are those with a task behind them that it is asked.
    """
    by_level = plan.aims_of(unit.level, unit.code, unit.body)
    if duty is None or duty.targets is None:
        return by_level
    goals = {aim for aim, behind in plan.behind.items() if not duty.targets.isdisjoint(behind)}
    principles = {aim.id for aim in by_level if aim.role == "principle"}
    return [aim for aim in plan.aims if aim.id in goals | principles]


class Case(NamedTuple):
    """One target on one day: `schedule` is all that is asked of it, up to the phase under acceptance.

    `nodes` are what an office has set on the way.
    """

    plan: Plan
    target: Target
    schedule: tuple[Requirement, ...]
    as_of: date
    acceptance: bool
    nodes: tuple[Requirement, ...] = ()

    @property
    def first_due(self) -> date:
        """Its earliest deadline: of a standing duty the plan's first day, of a yearly one the end of the first year."""
        kind = self.target.measure.kind
        if kind == "standing":
            return self.plan.period.start
        return first_year_end(self.plan) if kind == "frequency" else self.schedule[0].deadline

    @property
    def last_due(self) -> date:
        """Its last deadline; that of a duty of every year is the plan's end."""
        if self.target.measure.kind in _SELF_HELD:
            return self.as_of if self.acceptance else self.plan.period.end
        return self.schedule[-1].deadline

    def dated(self, found: Assessment) -> Assessment:
        """Return what was found with which of its deadlines have passed, where that is asked."""
        if found.verdict not in _LEFT_OPEN:
            return found
        due = found.verdict == "overdue" or self.first_due <= self.as_of
        return found._replace(past_due=due, urgency=self._urgency(found, due))

    def _urgency(self, found: Assessment, due: bool) -> Urgency:
        """Return what puts it before others of its verdict: a deadline, its last one passed, the days since the first."""
        if found.verdict == "invalid":
            return _CALM
        days = (self.as_of - found.deadline).days if due and found.dated and found.deadline else -1
        rank = 2 if not due else 0 if found.dated else 1
        return rank, found.verdict == "missing" and self.last_due > self.as_of, -days


class Docket:
    """All that is asked of units of one kind on one day; what was judged before is remembered.

    Of a thousand submissions many say the same of a target, or nothing; and of targets that ask for the same by the
    same day, the same status has the same verdict. `cases` give the id of each target, its case and a number for what
    it asks; `missing` what was said of those without an entry, `electives` the ids of those that a unit may choose.
    """

    def __init__(self, cases: list[Case]) -> None:
        kinds: dict[tuple[object, ...], int] = {}
        asked = [(case.target.measure, case.schedule, case.target.evidence, case.nodes) for case in cases]
        self.cases = [
            (case.target.id, case, kinds.setdefault(kind, len(kinds))) for case, kind in zip(cases, asked, strict=True)
        ]
        self.electives = frozenset(case.target.id for case in cases if case.target.is_elective)
        self.missing: dict[str, Assessment] = {}
        self._judged: dict[tuple[object, ...], Assessment] = {}

    def claimed(self, entries: Mapping[str, Entry], unusable: Collection[str]) -> list[tuple[str, Case, int]]:
        """Return the cases without the electives that nobody chose: those without an entry."""
        chosen = {one for one in self.electives if _is_said(entries.get(one), one in unusable)}
        left = self.electives - chosen
        return [one for one in self.cases if one[0] not in left]

    def assess(self, case: Case, kind: int, entry: Entry | None, unusable: bool) -> Assessment:
        """Return the verdict on one target."""
        if not _is_said(entry, unusable):
            return _waiting(self._note_missing(case)) if entry and entry.proposed else self._note_missing(case)
        if entry is None:
            return _unusable(case, None)
        wanted, as_of = case.target.evidence, case.as_of
        proofs, later = _proofs(entry, wanted, as_of)
        if unusable:
            found = _unusable(case, entry)
        elif entry.numbers or entry.basis or entry.status == "not_applicable":  # said in too many ways
            found = _assess(case, entry, proofs, later)
        else:
            found = self._remembered(case, kind, entry, proofs, later)
        late = found.verdict == "met" and is_late(entry.done_on, found.deadline, as_of)
        return found._replace(support=_support(entry, wanted, as_of, proofs), proofs=proofs, late=late)

    def _note_missing(self, case: Case) -> Assessment:
        return self.missing.setdefault(case.target.id, _missing(case))

    def _remembered(self, case: Case, kind: int, entry: Entry, proofs: int, later: int) -> Assessment:
        # The day it was done only tells how a target that is met stands to its deadline, but for the acceptance of
        # a phase.
        done_on = entry.done_on.text if entry.done_on and case.acceptance else None
        known_by = (kind, proofs, later, _after(case, entry), entry.status, done_on)
        found = self._judged.get(known_by)
        if found is None:
            if len(self._judged) >= _MOST_REMEMBERED:
                self._judged.clear()
            found = self._judged[known_by] = _assess(case, entry, proofs, later)
        why = timed(found.why, entry, found.deadline, case.as_of) if found.verdict == "met" else found.why
        return Assessment(case.target, found.verdict, why, *found[3:])


_DOCKETS: dict[tuple[object, ...], Docket] = {}
# Few enough to weigh nothing: some of each day that reports speak of.
_MOST_DOCKETS, _MOST_REMEMBERED = 16, 1_000


def _docket(
    plan: Plan, unit: Unit, as_of: date, phase: Phase | None, choice: Choice, duty: Duty | None = None
) -> Docket:
    """Return what is asked of a unit: the same for all of its level, place and body, or of one duty."""
    kind = (unit.level, plan.within(unit.code), unit.body, duty)
    known_by = (plan.hash, as_of, phase, choice, *kind)
    docket = _DOCKETS.get(known_by)
    if docket is None:
        if len(_DOCKETS) >= _MOST_DOCKETS:
            _DOCKETS.clear()
        kept = (target for target in asked_of(plan, unit, duty).values() if choice.keeps(target))
        asked = ((target, _schedule(plan, target, phase)) for target in kept)
        nodes = dict(duty.nodes) if duty else {}
        cases = [
            Case(plan, target, schedule, as_of, phase is not None, nodes.get(target.id, ()))
            for target, schedule in asked
            if schedule
        ]
        docket = _DOCKETS[known_by] = Docket(cases)
    return docket


def _schedule(plan: Plan, target: Target, phase: Phase | None) -> tuple[Requirement, ...]:
    # Duties that hold from the first day are asked at every date; one without a group ends with the plan.
    schedule = target.schedule or (Requirement(plan.period.end, "done"),)
    if phase is None:
        return schedule
    due = tuple(asked for asked in schedule if asked.deadline <= phase.deadline)
    return due or (schedule[:1] if target.measure.kind in _SELF_HELD else ())


def _assess(case: Case, entry: Entry, proofs: int, later: int) -> Assessment:
    if entry.status == "not_applicable":
        why = Sentence(sentences.EXEMPT, {"reason": entry.reason or ""})
        return Assessment(case.target, "exempt", why, reported=entry.status, past_due=None)
    plan, target, schedule, as_of, acceptance, nodes = case
    question = Question(plan, target, entry, as_of, schedule, proofs, later, acceptance, _after(case, entry), nodes)
    return case.dated(_from(judge(question), case, entry))


def _from(outcome: Judgement, case: Case, entry: Entry) -> Assessment:
    return Assessment(
        case.target,
        outcome.verdict,
        outcome.why,
        outcome.required,
        outcome.deadline,
        _reported(case.target, entry),
        outcome.lag,
        outcome.lag is not None and outcome.lag > case.plan.pace.serious,
        urgency=(0, False, -(outcome.lag or 0)),
        slow=outcome.slow,
        total=outcome.total,
    )


def _unusable(case: Case, entry: Entry | None) -> Assessment:
    why = Sentence(sentences.INVALID, {"where": sentences.ITS_ERRORS})
    reported = _reported(case.target, entry) if entry else None
    return case.dated(Assessment(case.target, "invalid", why, reported=reported))


def _proofs(entry: Entry, wanted: Proofs, as_of: date) -> tuple[int, int]:
    """Return how many pieces of evidence count, and how many more would but for their date.

    Counted is what is of a kind that the target takes, no claim, and not of later date. The late ones are counted only
    where they are missed.
    """
    count = later = 0
    for item in entry.evidence:
        if item.kind == "report" or item.kind not in wanted.kinds:
            continue
        if _is_later(item, as_of):
            later += 1
        else:
            count += 1
    return count, later if count < wanted.min else 0


def _is_later(item: Evidence, day: date) -> bool:
    return item.date is not None and item.date.first > day


def _after(case: Case, entry: Entry) -> int:
    """Return how many pieces of evidence are later than the phase under acceptance; 0 where none is accepted."""
    return sum(_is_later(item, case.as_of) for item in entry.evidence) if case.acceptance else 0


def _support(entry: Entry, wanted: Proofs, as_of: date, proofs: int) -> Support:
    """Return what an entry rests on: enough evidence, some piece that can prove, only statements or what came later."""
    if not entry.evidence:
        return "none"
    if proofs >= wanted.min:
        return "proven"
    held = (item for item in entry.evidence if item.kind != "report")
    return "partial" if any(not _is_later(item, as_of) for item in held) else "claim"


def _is_said(entry: Entry | None, unusable: bool) -> bool:
    """Tell whether anything is reported: what was only proposed is not, whatever is wrong with it."""
    if entry is None:
        return unusable
    return not entry.proposed and (unusable or not entry.empty)


def _waiting(missing: Assessment) -> Assessment:
    """Return what is said of what only waits to be confirmed: it is missing until then."""
    return missing._replace(why=Sentence(sentences.PROPOSED, {"missing": missing.why}), proposed=True)


def _missing(case: Case) -> Assessment:
    """Return the verdict on what nobody reported: by the earliest deadline that has passed, else by the next."""
    measure, deadline = case.target.measure, case.first_due
    required: Asked = case.schedule[0].requires
    if measure.kind in _SELF_HELD:
        required = mark_of(measure) if has_mark(measure) else "under_way"
    data = {"asked": asking(required, measure), "deadline": deadline}
    why = Sentence(_of_missing(case, deadline), data | {"start": case.plan.period.start})
    return case.dated(Assessment(case.target, "missing", why, required, deadline))


def _of_missing(case: Case, deadline: date) -> Text:
    """Return what is said of nothing, by its deadline: that it has passed, is today or is to come, or that none ends it."""
    kind = case.target.measure.kind
    if deadline < case.as_of and kind != "standing":
        return sentences.MISSING_PAST
    if kind in _SELF_HELD:
        return sentences.MISSING_DUTY
    return sentences.MISSING if deadline > case.as_of or case.acceptance else sentences.MISSING_TODAY


def _reported(target: Target, entry: Entry) -> str | int | float | None:
    """Return what an entry says as one value: a number, the wording of a bound, counts by year, or the status."""
    if entry.by_year and target.measure.kind in BY_YEAR:
        return ", ".join(f"{year}: {amount.text}" for year, amount in sorted(entry.by_year.items()))
    amount = amount_of(target.measure, entry)
    if amount is None:
        return entry.status
    if amount.exact is None:
        return amount.text
    number = exact(amount.exact)
    masked = mask(str(number))
    return number if masked == str(number) else masked


def by_urgency(assessments: Iterable[Assessment], order: Mapping[str, int]) -> list[Assessment]:
    """Return the assessments in the design's order: overdue by days, lagging by points, unproven, invalid, missing.

    Of what is missing those come first whose last deadline has passed, then by the days since the first that has.
    A standing duty follows the dated ones among what is overdue and missing; it has been in force since the plan's first
    day, so that what is not yet due follows it. What is not flagged follows in the plan's order, which also breaks ties.
    """

    def key(one: Assessment) -> tuple[int, Urgency, int]:
        if not one.flagged:
            return len(FLAGGED), _CALM, order[one.target.id]
        return FLAGGED.index(one.verdict), one.urgency, order[one.target.id]

    return sorted(assessments, key=key)


def most_urgent(
    assessments: Iterable[Assessment], order: Mapping[str, int], left_out: Collection[str] = ()
) -> list[Assessment]:
    """Return the three most urgent of what is flagged, without verdicts left out (see by_urgency)."""
    flagged = [one for one in assessments if one.flagged and one.verdict not in left_out]
    here = [one for one in flagged if one.verdict != "missing"]
    more = _MOST_URGENT - len(here)
    if more <= 0:
        return by_urgency(here, order)[:_MOST_URGENT]
    missing = (one for one in flagged if one.verdict == "missing")  # most is: only as many as are needed are found
    first = heapq.nsmallest(more, missing, key=lambda one: (one.urgency, order[one.target.id]))
    return [*by_urgency(here, order), *first]


_MOST_URGENT = 3
