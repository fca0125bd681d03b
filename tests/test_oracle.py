"""Section 5 of the design written down once more, clause by clause, and held against the program on whatever is reported."""

from __future__ import annotations

import calendar
import itertools
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

import pytest
from helpers.answers import LADDER, TARGETS, answers, days, empty, evidence, exempt, phases
from helpers.running import examine, verdict_of
from helpers.submissions import submission
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.plan.model import Frequency, Milestone, Minimum, Plan, Requirement, Standing, Target

pytestmark = pytest.mark.slow  # together they take many seconds

Entry = dict[str, Any]
START, END = date(2021, 1, 1), date(2025, 12, 31)
DEADLINES = {"2022": date(2022, 12, 31), "2024": date(2024, 12, 31), "2025": END}
DONE = LADDER.index("done")


class Told(NamedTuple):
    """What the design says of an entry on a day."""

    verdict: str
    required: object = None
    deadline: date | None = None
    lag: Fraction | None = None
    slow: bool = False


class Case(NamedTuple):
    """An entry on a target, the day of judgement, and whether a phase is under acceptance."""

    target: Target
    entry: Entry
    day: date
    accepted: bool

    @property
    def asked(self) -> list[Requirement]:
        """All that is asked of the target, up to the phase under acceptance."""
        return [one for one in self.target.schedule if not self.accepted or one.deadline <= self.day]

    @property
    def stage(self) -> int:
        return LADDER.index(self.entry.get("status", "not_started"))

    @property
    def proofs(self) -> int:
        kinds = set(self.target.evidence.kinds) - {"report"}
        return sum(one["kind"] in kinds and not later(one.get("date"), self.day) for one in self.entry["evidence"])

    @property
    def proven(self) -> bool:
        return self.proofs >= self.target.evidence.min


def later(written: str | None, day: date) -> bool:
    """Tell whether the first day of what was written lies after a day."""
    if written is None:
        return False
    parts = [int(part) for part in written.split("-")]
    return date(*([*parts, 1, 1])[:3]) > day


def value_of(target: Target, entry: Entry) -> Fraction | None:
    """Return the number that is reported, exactly."""
    if "covered" in entry:
        return Fraction(100 * entry["covered"], entry["total"])
    if "by_unit" in entry:
        return Fraction(min(entry["by_unit"].values()))
    return Fraction(str(entry["value"])) if "value" in entry else None


def mark_of(target: Target) -> tuple[Fraction, bool]:
    """Return the mark of a target and whether it is to be reached from below."""
    measure: Any = target.measure
    low, high = getattr(measure, "at_least", None), getattr(measure, "at_most", None)
    return (low, True) if low is not None else (high, False)


def reaches(target: Target, value: Fraction, asked: object) -> bool:
    """Tell whether a value reaches what is asked: stage words before the mark ask only that a value be reported."""
    mark, rising = mark_of(target)
    if isinstance(asked, str) and asked != "done":
        return True
    wanted = mark if asked == "done" else Fraction(str(asked))
    return value >= wanted if rising else value <= wanted


def told(case: Case) -> Told:
    """Return what section 5 says of an entry that is neither empty, unusable nor exempt."""
    measure, entry = case.target.measure, case.entry
    if isinstance(measure, Standing) and (not measure.marked or "value" in entry):
        return of_standing(case, measure)
    if isinstance(measure, Frequency) and "by_year" in entry:
        return of_frequency(case, measure)
    if isinstance(measure, Milestone):
        return of_stage(case, milestone=True)
    return of_stage(case, milestone=False) if value_of(case.target, entry) is None else of_value(case)


def after_end(case: Case, required: object, deadline: date) -> Told:
    """A duty that is kept so far."""
    if case.accepted:
        return Told("met", required, deadline)
    if case.day < END:
        return Told("on_track", required, deadline)
    return Told("met" if case.proven else "unproven", required, END)


def of_standing(case: Case, measure: Standing) -> Told:
    last = case.day if case.accepted else END
    if measure.marked:
        mark, rising = mark_of(case.target)
        value = value_of(case.target, case.entry)
        assert value is not None
        kept, required = (value >= mark if rising else value <= mark), mark
    else:
        kept, required = case.stage > 0, "under_way"  # type: ignore[assignment]
    return after_end(case, required, last) if kept else Told("overdue", required, START)


def of_frequency(case: Case, measure: Frequency) -> Told:
    counts, rate, end = case.entry["by_year"], measure.per_year, case.day if case.accepted else END
    years = [year for year in range(2021, 2026) if date(year, 12, 31) <= case.day]
    short = [year for year in years if year in counts and counts[year] < rate]
    if short:
        return Told("overdue", rate, date(short[0], 12, 31))
    if any(year not in counts for year in years):
        return Told("unproven", rate, end)
    year = case.day.year
    if year <= 2025 and year not in years and year in counts:
        share = Fraction(case.day.timetuple().tm_yday, 366 if calendar.isleap(year) else 365)
        if counts[year] < floor(rate * share):
            return Told("lagging", rate, date(year, 12, 31))
    following = min(date((case.day + timedelta(1)).year, 12, 31), END)
    return after_end(case, rate, case.day if case.accepted else following)


def finished_late(case: Case) -> bool:
    return case.accepted and later(case.entry.get("done_on"), case.day)


def ahead(case: Case, reached: bool, lag: Fraction | None, slow: bool) -> Told:
    """Nothing is due that is not reached: the pace, then how near the next deadline is."""
    following = next(one for one in case.asked if one.deadline > case.day)
    if lag is not None and lag > 10:
        return Told("lagging", following.requires, following.deadline, lag)
    near = following.deadline - case.day <= timedelta(90) and not reached
    return Told("due_soon" if near else "on_track", following.requires, following.deadline, None, slow)


def rank(asked: object) -> int:
    return LADDER.index(asked) if isinstance(asked, str) else DONE


def of_stage(case: Case, milestone: bool) -> Told:
    asked, last = case.asked, case.asked[-1]
    if case.stage >= rank(last.requires) and not finished_late(case):
        free = case.accepted and last.requires != "done" and isinstance(last.requires, str)
        good = milestone and (free or case.proven)
        return Told("met" if good else "unproven", last.requires, last.deadline)
    for one in asked:
        if one.deadline <= case.day and (finished_late(case) or case.stage < rank(one.requires)):
            return Told("overdue", one.requires, one.deadline)
    following = next(one for one in asked if one.deadline > case.day)
    lag = None
    if milestone and "progress" in case.entry:
        share = 100 * Fraction((case.day - START).days, (last.deadline - START).days)
        lag = share - Fraction(str(case.entry["progress"]))
    return ahead(case, case.stage >= rank(following.requires), lag, milestone and case.stage < expected(case))


def expected(case: Case) -> int:
    """Return the greatest, over every later requirement b' at q', of ⌊a + (b' - a)·s'⌋."""
    a, p = 0, START
    for one in case.asked:
        if one.deadline <= case.day:
            a, p = rank(one.requires), one.deadline
    rest = [one for one in case.asked if one.deadline > case.day]
    return max(floor(a + (rank(o.requires) - a) * Fraction((case.day - p).days, (o.deadline - p).days)) for o in rest)


def of_value(case: Case) -> Told:
    target, asked, last = case.target, case.asked, case.asked[-1]
    value = value_of(target, case.entry)
    assert value is not None
    if reaches(target, value, last.requires) and not finished_late(case):
        free = case.accepted and isinstance(last.requires, str) and last.requires != "done"
        return Told("met" if free or case.proven else "unproven", last.requires, last.deadline)
    for one in asked:
        if one.deadline <= case.day and (finished_late(case) or not reaches(target, value, one.requires)):
            return Told("overdue", one.requires, one.deadline)
    following = next(one for one in asked if one.deadline > case.day)
    return ahead(case, reaches(target, value, following.requires), lag_of(case, value), slow=False)


def lag_of(case: Case, value: Fraction) -> Fraction | None:
    """Return the points behind the straight line between neighbouring dated values."""
    measure: Any = case.target.measure
    if isinstance(measure, Minimum):
        return None
    baseline = getattr(measure, "baseline", None)
    points = [(baseline.date, baseline.value)] if baseline else []
    if measure.kind == "coverage" and not baseline:
        points = [(START, Fraction(0))]
    mark, _ = mark_of(case.target)
    for one in case.target.schedule:
        if one.requires == "done" or not isinstance(one.requires, str):
            points.append((one.deadline, mark if one.requires == "done" else Fraction(one.requires)))
    (first, _), (_, whole) = points[0], (points[0][1], points[-1][1] - points[0][1])
    if len(points) < 2 or case.day < first:
        return None
    (p, a), (q, b) = next(pair for pair in itertools.pairwise(points) if pair[0][0] <= case.day < pair[1][0])
    return 100 * (a + (b - a) * Fraction((case.day - p).days, (q - p).days) - value) / whole


def agrees(plan: Plan, target: str, entry: Entry, day: date, phase: str | None) -> None:
    """Assert that program and design say the same."""
    day = DEADLINES[phase] if phase else day
    text = submission({target: entry}, "2027-12-31")
    found = verdict_of(examine(text, plan, None if phase else day, phase), target)
    wanted = told(Case(plan.by_id[target], entry, day, phase is not None))
    lag = found.lag if found.verdict == "lagging" and wanted.lag is not None else None
    assert (found.verdict, found.required, found.deadline, lag, found.slow) == wanted._replace(
        lag=wanted.lag if wanted.verdict == "lagging" else None
    )
    assert found.serious is (wanted.lag is not None and wanted.lag > 30 and wanted.verdict == "lagging")
    assert found.past_due is (wanted.verdict == "overdue")


@settings(max_examples=400, deadline=None)
@given(answer=answers, day=days, phase=phases)
def test_every_entry_is_judged_as_the_design_says(
    small: Plan, answer: tuple[str, Entry], day: date, phase: str | None
) -> None:
    agrees(small, *answer, day, phase)


EDGES = [
    date(year, month, day) for year in (2021, 2022, 2024, 2025) for month, day in ((1, 1), (10, 2), (12, 30), (12, 31))
]
STATUSES = [{"status": stage, "evidence": []} for stage in LADDER]
VALUES = [
    {"value": value, "evidence": [{"kind": "figure", "title": "某件"}]} for value in (0, 10, 20, 40, 60, 99.9, 100)
]
PARTS = [{"by_unit": {"甲": 5, "乙": 9}, "evidence": []}, {"by_unit": {"甲": 6}, "evidence": []}]
YEARS = [{"by_year": dict.fromkeys(range(2021, 2021 + n), 4), "evidence": []} for n in range(1, 6)]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("phase", [None, "2022", "2024", "2025"])
def test_every_kind_on_the_days_that_matter(small: Plan, target: str, phase: str | None) -> None:
    measure = small.by_id[target].measure
    forms = {"minimum": PARTS, "frequency": YEARS, "milestone": []}.get(measure.kind, VALUES)
    forms = [] if isinstance(measure, Standing) and not measure.marked else forms
    for entry in [*STATUSES, *forms]:
        for day in EDGES if phase is None else EDGES[:1]:
            agrees(small, target, entry, day, phase)


@settings(max_examples=60, deadline=None)
@given(target=st.sampled_from(TARGETS), day=days, phase=phases, nothing=empty)
def test_what_is_missing_names_the_earliest_deadline_that_has_passed_else_the_next(
    small: Plan, target: str, day: date, phase: str | None, nothing: Entry
) -> None:
    found = verdict_of(
        examine(submission({target: nothing}, "2027-12-31"), small, None if phase else day, phase), target
    )
    kind, schedule = small.by_id[target].measure.kind, small.by_id[target].schedule
    first = {"standing": START, "frequency": date(2021, 12, 31)}.get(kind, schedule[0].deadline)
    judged = DEADLINES[phase] if phase else day
    assert (found.verdict, found.deadline, found.past_due) == ("missing", first, first <= judged)
    assert (found.support, found.proofs, found.slow) == (None, 0, False)


@settings(max_examples=40, deadline=None)
@given(target=st.sampled_from(TARGETS), day=days, phase=phases, entry=exempt, proofs=evidence)
def test_what_is_exempt_owes_nothing(
    small: Plan, target: str, day: date, phase: str | None, entry: Entry, proofs: list[Entry]
) -> None:
    text = submission({target: entry | {"evidence": proofs}}, "2027-12-31")
    found = verdict_of(examine(text, small, None if phase else day, phase), target)
    assert (found.verdict, found.past_due, found.required, found.deadline) == ("exempt", None, None, None)
