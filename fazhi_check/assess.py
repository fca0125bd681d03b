"""Plan x submission x date -> one assessment for each target that applies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.measures import Asked, Outcome, Question, Verdict, amount_of, has_mark, judge, mark_of, wanted
from fazhi_check.plan.model import Phase, Plan, Proofs, Requirement, Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.submission import Entry, Submission, Unit
from fazhi_check.words import Sentence, Text, exact

# The code under which each verdict is found; an invalid one is told by the errors of its entry.
CODES: dict[Verdict, str] = {
    "missing": "FZ501",
    "overdue": "FZ502",
    "lagging": "FZ503",
    "unproven": "FZ401",
    "due_soon": "FZ504",
}
FLAGGED: tuple[Verdict, ...] = ("overdue", "lagging", "unproven", "invalid", "missing")
_SELF_HELD = ("standing", "frequency")


class Waived(NamedTuple):
    """A waiver in force: why, approved by which office, and its last day."""

    reason: str
    approved_by: str
    expires: date


class Assessment(NamedTuple):
    """The verdict on one target.

    `required` and `deadline` name the requirement that decided it (see Outcome); `reported` is the stage, number
    or wording given; `lag` counts percentage points; `why` says which rule decided.
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

    @property
    def flagged(self) -> bool:
        """Tell whether it asks for attention: a flagged verdict on a duty, and no waiver."""
        return self.verdict in FLAGGED and self.target.force == "shall" and self.waived is None

    def days_over(self, as_of: date) -> int:
        """Return the days since the deadline that was missed; 0 for every other verdict."""
        return (as_of - self.deadline).days if self.verdict == "overdue" and self.deadline else 0


def applies(target: Target, plan: Plan, unit: Unit) -> bool:
    """Tell whether a unit has to answer for a target: by level, jurisdiction and, for a department, its body."""
    if unit.level not in target.applies_to or (target.local_only and not plan.within(unit.code)):
        return False
    # A body that the plan does not have is an error of its own; it narrows nothing.
    return unit.level != "department" or unit.body not in plan.bodies or unit.body in target.lead


def assess(
    plan: Plan,
    submission: Submission,
    as_of: date,
    unusable: Collection[str] = (),
    phase: Phase | None = None,
    choice: Choice = ALL,
) -> list[Assessment]:
    """Return the assessment of every target that applies, in the plan's order.

    `unusable` names the targets whose entry has data that cannot be used. With `phase`, `as_of` is its deadline,
    and targets that have nothing due by then are left out; so are those that `choice` does not keep.
    """
    asked = [
        (target, _schedule(plan, target, phase))
        for target in plan.targets
        if choice.keeps(target) and applies(target, plan, submission.unit)
    ]
    return [
        _assess(Case(plan, target, schedule, as_of, phase is not None), submission, target.id in unusable)
        for target, schedule in asked
        if schedule
    ]


class Case(NamedTuple):
    """One target on one day: `schedule` is all that is asked of it, up to the phase under acceptance."""

    plan: Plan
    target: Target
    schedule: tuple[Requirement, ...]
    as_of: date
    acceptance: bool


def _schedule(plan: Plan, target: Target, phase: Phase | None) -> tuple[Requirement, ...]:
    # Duties that hold from the first day are asked at every date; one without a group ends with the plan.
    schedule = target.schedule or (Requirement(plan.period.end, "done"),)
    if phase is None:
        return schedule
    due = tuple(asked for asked in schedule if asked.deadline <= phase.deadline)
    return due or (schedule[:1] if target.measure.kind in _SELF_HELD else ())


def _assess(case: Case, submission: Submission, unusable: bool) -> Assessment:
    target, entry = case.target, submission.entries.get(case.target.id)
    if unusable:
        return Assessment(target, "invalid", Sentence(_INVALID), reported=_reported(target, entry) if entry else None)
    if entry is None or entry.empty:
        return Assessment(target, "missing", _missing(case))
    if entry.status == "not_applicable":
        return Assessment(target, "exempt", Sentence(_EXEMPT, {"reason": entry.reason or ""}), reported=entry.status)
    proofs = sum(_counts(entry, target.evidence, case.as_of))
    outcome = judge(Question(case.plan, target, entry, case.as_of, case.schedule, proofs, case.acceptance))
    return _from(outcome, case, entry)


def _from(outcome: Outcome, case: Case, entry: Entry) -> Assessment:
    return Assessment(
        case.target,
        outcome.verdict,
        outcome.why,
        outcome.required,
        outcome.deadline,
        _reported(case.target, entry),
        outcome.lag,
        outcome.lag is not None and outcome.lag > case.plan.pace.serious,
    )


def _counts(entry: Entry, proofs: Proofs, as_of: date) -> Iterator[bool]:
    """Yield for each piece of evidence whether it counts: a kind the target takes, not a claim, not of later date."""
    for item in entry.evidence:
        in_time = item.date is None or item.date.first <= as_of
        yield item.kind != "report" and item.kind in proofs.kinds and in_time


def _missing(case: Case) -> Sentence:
    measure = case.target.measure
    if measure.kind in _SELF_HELD:
        held = wanted(mark_of(measure) if has_mark(measure) else "under_way", measure)
        return Sentence(_MISSING_DUTY, {"asked": held, "start": case.plan.period.start})
    following = [asked for asked in case.schedule if asked.deadline > case.as_of]
    asked = following[0] if following else case.schedule[-1]
    data = {"deadline": asked.deadline, "asked": wanted(asked.requires, measure)}
    return Sentence(_MISSING, data)


def _reported(target: Target, entry: Entry) -> str | int | float | None:
    """Return what an entry says as one value: a number, the wording of a bound, counts by year, or the status."""
    if entry.by_year and target.measure.kind == "frequency":
        return ", ".join(f"{year}: {amount.text}" for year, amount in sorted(entry.by_year.items()))
    amount = amount_of(target.measure, entry)
    if amount is None:
        return entry.status
    return exact(amount.exact) if amount.exact is not None else amount.text


def by_urgency(assessments: list[Assessment], as_of: date, order: Mapping[str, int]) -> list[Assessment]:
    """Return the assessments in the design's order: overdue by days, lagging by points, unproven, invalid, missing.

    What is not flagged follows in the plan's order, which also breaks ties.
    """

    def key(one: Assessment) -> tuple[int, Fraction, int]:
        rank = FLAGGED.index(one.verdict) if one.flagged else len(FLAGGED)
        return rank, -Fraction(one.lag or one.days_over(as_of)) if one.flagged else Fraction(0), order[one.target.id]

    return sorted(assessments, key=key)


_INVALID = Text(
    "填报的数据有误，无法判定，请先改正本项的错误", "the data of this entry cannot be used; correct its errors first"
)
_EXEMPT = Text("不适用：{reason}", "not applicable: {reason}")
_MISSING_DUTY = Text("没有填报；自 {start} 起应保持 {asked}", "not reported; {asked} in force since {start}")
_MISSING = Text("没有填报；{deadline} 前应达到 {asked}", "not reported; {asked} due by {deadline}")
