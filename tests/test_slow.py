"""Slow, the signal beside a verdict: no stage is asked before its deadline, and a plan that asks more is never milder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from helpers.answers import LADDER, MILESTONES, answers, days, evidence, phases, stages
from helpers.running import examine, verdict_of
from helpers.submissions import PROOF, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.assess import Assessment
from fazhi_check.plan.model import Plan, Requirement

QUICK = settings(max_examples=80, deadline=None)
# How mild a verdict is. A date that is near only says which requirement comes next: one in between that is reached
# already moves the reminder of the last one off, and nothing is milder for that.
RANK = {"overdue": 0, "lagging": 1, "due_soon": 2, "on_track": 2, "unproven": 3, "met": 4}
START, END = date(2021, 1, 1), date(2025, 12, 31)
TARGET = "1.1.1-03"

Schedule = tuple[Requirement, ...]


def asking(plan: Plan, schedule: Schedule) -> Plan:
    """Return the plan with another schedule of its regular milestone, under a hash of its own."""
    one = plan.by_id[TARGET]._replace(schedule=schedule)
    targets = tuple(one if target.id == TARGET else target for target in plan.targets)
    return plan._replace(targets=targets, hash=f"{plan.hash}-{schedule}")


def judged(plan: Plan, schedule: Schedule, stage: str, day: date, proofs: Sequence[object] = ()) -> Assessment:
    """Return the assessment of a stage where a schedule asks for it."""
    text = submission({TARGET: {"status": stage, "evidence": list(proofs)}}, "2027-12-31")
    return verdict_of(examine(text, asking(plan, schedule), day), TARGET)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Return one to four requirements that never step back, done at the end."""
    when = sorted(draw(st.sets(st.dates(START + timedelta(1), END), min_size=1, max_size=4)))
    steps = sorted(draw(st.lists(st.integers(0, 3), min_size=len(when) - 1, max_size=len(when) - 1)))
    return tuple(map(Requirement, when, [*(LADDER[step] for step in steps), "done"]))


def expected(schedule: Schedule, day: date) -> int:
    """Return the stage that time would expect, word for word as the design has it."""
    a, p = 0, START
    for asked in schedule:
        if asked.deadline <= day:
            a, p = LADDER.index(str(asked.requires)), asked.deadline
    later = [asked for asked in schedule if asked.deadline > day]
    shares = [Fraction((day - p).days, (asked.deadline - p).days) for asked in later]
    return max(
        floor(a + (LADDER.index(str(asked.requires)) - a) * share) for asked, share in zip(later, shares, strict=True)
    )


@QUICK
@given(schedule=schedules(), stage=stages, day=st.dates(START, END + timedelta(30)))
def test_slow_is_below_the_greatest_stage_on_the_way_to_any_later_requirement(
    small: Plan, schedule: Schedule, stage: str, day: date
):
    found = judged(small, schedule, stage, day)
    open_still = found.verdict in ("on_track", "due_soon")
    assert found.slow is (open_still and LADDER.index(stage) < expected(schedule, day))


@st.composite
def more_in_between(draw: st.DrawFn) -> tuple[Schedule, Schedule]:
    """Return a schedule, and one that asks for more: at one of its days, or between two as much as its way leads to."""
    schedule = draw(schedules())
    number = draw(st.integers(0, len(schedule) - 1))
    before, here, after = schedule[:number], schedule[number], schedule[number:]
    a, p = (LADDER.index(str(before[-1].requires)), before[-1].deadline) if before else (0, START)
    if draw(st.booleans()) or (here.deadline - p).days < 2:
        stage, added = draw(st.integers(LADDER.index(str(here.requires)), 3)), ()
    else:
        day = draw(st.dates(p + timedelta(1), here.deadline - timedelta(1)))
        ways = (
            a + (LADDER.index(str(one.requires)) - a) * Fraction((day - p).days, (one.deadline - p).days)
            for one in after
        )
        stage = max(-floor(-max(ways)), draw(st.integers(0, 3)))
        added = (Requirement(day, LADDER[stage]),)
    raised = (one._replace(requires=LADDER[max(LADDER.index(str(one.requires)), stage)]) for one in after)
    return schedule, (*before, *added, *raised)


@settings(max_examples=150, deadline=None)
@given(pair=more_in_between(), stage=stages, proofs=evidence, day=st.dates(START, END + timedelta(30)))
def test_a_schedule_that_asks_for_more_is_never_judged_milder(
    small: Plan, pair: tuple[Schedule, Schedule], stage: str, proofs: list[object], day: date
):
    mild, strict = (judged(small, schedule, stage, day, proofs) for schedule in pair)
    assert RANK[strict.verdict] <= RANK[mild.verdict]
    if mild.slow:
        assert strict.slow or strict.verdict in ("overdue", "lagging")


@QUICK
@given(stage=stages, day=days)
def test_a_stage_between_never_makes_the_time_before_it_milder(small: Plan, stage: str, day: date):
    """What a plan asks in between never hides what it asks at its end."""
    whole = (Requirement(END, "done"),)
    split = (Requirement(date(2022, 12, 31), "under_way"), *whole)
    if day < date(2022, 12, 31):
        mild, strict = (judged(small, schedule, stage, day) for schedule in (whole, split))
        assert strict.slow >= mild.slow


@QUICK
@given(answer=answers, day=days, phase=phases)
def test_slow_stands_beside_an_unflagged_verdict_on_a_milestone_only(
    small: Plan, answer: tuple[str, dict[str, object]], day: date, phase: str | None
):
    target, entry = answer
    found = verdict_of(examine(submission({target: entry}, "2027-12-31"), small, None if phase else day, phase), target)
    if found.slow:
        assert target in MILESTONES
        assert found.verdict in ("on_track", "due_soon")
        assert not found.flagged
        assert phase is None
    if found.verdict == "lagging":  # nothing but a number lags
        assert found.lag is not None or target == "1.2.1-05"
        assert "value" in entry or "progress" in entry or "covered" in entry or "by_year" in entry


@pytest.mark.parametrize(
    ("stage", "day", "slow"),
    [
        # Of three stages in 1825 days one is expected after 608 and a third: on the way to the end of 2025.
        ("not_started", "2022-09-01", False),
        ("not_started", "2022-09-02", True),
        # From the end of 2022, at under_way, two more in 1096 days: the first after 548.
        ("under_way", "2024-06-30", False),
        ("under_way", "2024-07-01", True),
        ("substantial", "2024-07-01", False),
        ("substantial", "2025-12-30", False),
    ],
)
def test_the_regular_group_day_by_day(small: Plan, stage: str, day: str, slow: bool):
    found = verdict_of(examine(submission({TARGET: {"status": stage}}, day), small), TARGET)
    assert (found.verdict in ("on_track", "due_soon"), found.slow) == (True, slow)


def test_what_is_met_overdue_or_of_another_kind_is_never_slow(small: Plan):
    entries = {
        TARGET: {"status": "done", "evidence": [PROOF["document"]]},
        "1.1.1-01": {"status": "not_started"},
        "1.2.1-03": {"status": "under_way"},
        "1.2.1-06": {"status": "under_way"},
    }
    report = examine(submission(entries, "2024-07-01"), small)
    assert {one.target.id: one.slow for one in report.assessments if one.slow} == {}
