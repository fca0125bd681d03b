"""Section 5 of the design, sentence by sentence: what each of the six kinds asks, and which verdict follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from helpers.project import HERE
from helpers.running import examine, verdict_of
from helpers.submissions import PROOF, submission

from fazhi_check.assess import Assessment
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

DOCUMENT, RECORD, PUBLICATION, FIGURE = (
    {"evidence": [PROOF[kind]]} for kind in ("document", "record", "publication", "figure")
)
EXEMPT = {"status": "not_applicable", "reason": "本市没有这一机构"}
FOUNDATION, FOCUS, REGULAR = "1.1.1-01", "1.1.1-02", "1.1.1-03"
RISING, FALLING, COVERAGE, MINIMUM = "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04"
FREQUENCY, STANDING, ALWAYS_ALL, NEVER_ANY, BARE = "1.2.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08", "1.2.1-09"
EVERY_YEAR = {"by_year": {2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4}}


@pytest.fixture
def odd() -> Plan:
    """The plan of odd cases: a tolerance of 5 points, serious above 20, due soon within 30 days."""
    return load_plan(str(HERE / "plans" / "odd"))


@pytest.fixture
def midyear() -> Plan:
    """The plan that runs from July 2021 to June 2025."""
    return load_plan(str(HERE / "plans" / "midyear"))


def judged(plan: Plan, target: str, entry: dict[str, Any] | None, as_of: str = "2023-08-30") -> Assessment:
    """Return the assessment of one entry; None leaves it out."""
    text = submission({} if entry is None else {target: entry}, as_of)
    return verdict_of(examine(text.replace("plan: small", f"plan: {plan.id}"), plan), target)


def timed(plan: Plan, target: str, entry: dict[str, Any], *days: str) -> list[str]:
    """Return the verdicts of one entry on several days."""
    return [judged(plan, target, entry, day).verdict for day in days]


# Every verdict for every kind, with the fields of section 7.


@dataclass(frozen=True)
class Row:
    """One entry on one day, and what the assessment must say."""

    target: str
    entry: dict[str, Any] | None
    verdict: str
    as_of: str = "2023-08-30"
    required: str | int | None = None
    deadline: str | None = None
    reported: str | int | float | None = None
    lag: int | None = None
    serious: bool = False


END = "2025-12-31"
ALL_VERDICTS = {
    "milestone-missing": Row(REGULAR, None, "missing", "2023-08-30", "under_way", "2022-12-31"),
    "milestone-invalid": Row(REGULAR, {"status": "finished"}, "invalid"),
    "milestone-exempt": Row(REGULAR, EXEMPT, "exempt", reported="not_applicable"),
    "milestone-met": Row(REGULAR, {"status": "done"} | DOCUMENT, "met", required="done", deadline=END, reported="done"),
    "milestone-unproven": Row(REGULAR, {"status": "done"}, "unproven", required="done", deadline=END, reported="done"),
    "milestone-overdue": Row(
        REGULAR,
        {"status": "not_started"},
        "overdue",
        required="under_way",
        deadline="2022-12-31",
        reported="not_started",
    ),
    "milestone-lagging": Row(
        REGULAR, {"status": "under_way", "progress": 20}, "lagging", "2023-01-01", "done", END, "under_way", lag=20
    ),
    "milestone-due_soon": Row(
        REGULAR, {"status": "substantial"}, "due_soon", "2025-10-02", "done", END, reported="substantial"
    ),
    "milestone-on_track": Row(
        REGULAR, {"status": "under_way"}, "on_track", "2024-06-30", "done", END, reported="under_way"
    ),
    "quantity-missing": Row(RISING, None, "missing", "2023-08-30", 40, "2022-12-31"),
    "quantity-invalid": Row(RISING, {"value": "约50"}, "invalid"),
    "quantity-exempt": Row(RISING, EXEMPT, "exempt", reported="not_applicable"),
    "quantity-met": Row(RISING, {"value": 100} | FIGURE, "met", required="done", deadline=END, reported=100),
    "quantity-unproven": Row(RISING, {"value": 100}, "unproven", required="done", deadline=END, reported=100),
    "quantity-overdue": Row(RISING, {"value": 39}, "overdue", "2022-12-31", 40, "2022-12-31", reported=39),
    "quantity-lagging": Row(RISING, {"value": 50}, "lagging", "2024-07-01", "done", END, 50, lag=20),
    "quantity-serious": Row(BARE, {"value": 56}, "lagging", "2024-07-01", "done", END, 56, lag=40, serious=True),
    "quantity-due_soon": Row(RISING, {"value": 99.5}, "due_soon", "2025-10-02", "done", END, 99.5),
    "quantity-on_track": Row(RISING, {"value": 60}, "on_track", "2024-07-01", "done", END, 60),
    "quantity-next-number": Row(RISING, {"value": 35}, "on_track", "2022-10-01", 40, "2022-12-31", 35),
    "coverage-missing": Row(COVERAGE, None, "missing", "2023-08-30", "under_way", "2022-12-31"),
    "coverage-invalid": Row(COVERAGE, {"covered": 41, "total": 40}, "invalid", reported=102.5),
    "coverage-exempt": Row(COVERAGE, EXEMPT, "exempt", reported="not_applicable"),
    "coverage-met": Row(
        COVERAGE, {"covered": 40, "total": 40} | FIGURE, "met", required="done", deadline=END, reported=100
    ),
    "coverage-unproven": Row(
        COVERAGE, {"covered": 40, "total": 40}, "unproven", required="done", deadline=END, reported=100
    ),
    "coverage-overdue": Row(COVERAGE, {"covered": 199, "total": 200}, "overdue", END, "done", END, 99.5),
    "coverage-lagging": Row(COVERAGE, {"covered": 15, "total": 60}, "lagging", "2023-01-01", "done", END, 25, 15),
    "coverage-due_soon": Row(COVERAGE, {"value": "95%"}, "due_soon", "2025-10-02", "done", END, 95),
    "coverage-on_track": Row(COVERAGE, {"value": 95}, "on_track", "2025-10-01", "done", END, 95),
    "minimum-missing": Row(MINIMUM, None, "missing", "2023-08-30", "under_way", "2022-12-31"),
    "minimum-invalid": Row(MINIMUM, {"by_unit": {"甲村": -1}}, "invalid", reported=-1),
    "minimum-exempt": Row(MINIMUM, EXEMPT, "exempt", reported="not_applicable"),
    "minimum-met": Row(
        MINIMUM, {"by_unit": {"甲村": 9, "乙村": 6}} | FIGURE, "met", required="done", deadline=END, reported=6
    ),
    "minimum-unproven": Row(
        MINIMUM, {"by_unit": {"甲村": 9, "乙村": 6}}, "unproven", required="done", deadline=END, reported=6
    ),
    "minimum-overdue": Row(MINIMUM, {"by_unit": {"甲村": 9, "乙村": 5}}, "overdue", END, "done", END, 5),
    "minimum-due_soon": Row(MINIMUM, {"by_unit": {"甲村": 5}}, "due_soon", "2025-10-02", "done", END, 5),
    "minimum-on_track": Row(MINIMUM, {"by_unit": {"甲村": 5}}, "on_track", "2025-10-01", "done", END, 5),
    "frequency-missing": Row(FREQUENCY, None, "missing", "2023-08-30", 4, "2021-12-31"),
    "frequency-invalid": Row(FREQUENCY, {"value": 4}, "invalid"),
    "frequency-exempt": Row(FREQUENCY, EXEMPT, "exempt", reported="not_applicable"),
    "frequency-met": Row(
        FREQUENCY, EVERY_YEAR | RECORD, "met", END, 4, END, "2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4"
    ),
    "frequency-unproven": Row(
        FREQUENCY, EVERY_YEAR, "unproven", END, 4, END, "2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4"
    ),
    "frequency-overdue": Row(
        FREQUENCY, {"by_year": {2022: 3, 2021: 4}}, "overdue", "2023-08-30", 4, "2022-12-31", "2021: 4, 2022: 3"
    ),
    "frequency-lagging": Row(
        FREQUENCY,
        {"by_year": {2021: 4, 2022: 4, 2023: 1}},
        "lagging",
        "2023-08-30",
        4,
        "2023-12-31",
        "2021: 4, 2022: 4, 2023: 1",
    ),
    "frequency-due_soon": Row(
        FREQUENCY, {"status": "substantial"}, "due_soon", "2025-10-02", "done", END, "substantial"
    ),
    "frequency-on_track": Row(
        FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, "on_track", "2023-08-30", 4, "2023-12-31", "2021: 4, 2022: 4"
    ),
    "standing-missing": Row(STANDING, None, "missing", "2023-08-30", "under_way", "2021-01-01"),
    "standing-invalid": Row(STANDING, {"value": 4}, "invalid", reported=4),
    "standing-exempt": Row(STANDING, EXEMPT, "exempt", reported="not_applicable"),
    "standing-met": Row(STANDING, {"status": "under_way"} | PUBLICATION, "met", END, "under_way", END, "under_way"),
    "standing-unproven": Row(STANDING, {"status": "done"}, "unproven", END, "under_way", END, "done"),
    "standing-overdue": Row(
        STANDING, {"status": "not_started"}, "overdue", "2023-08-30", "under_way", "2021-01-01", "not_started"
    ),
    "standing-on_track": Row(
        STANDING, {"status": "under_way"}, "on_track", "2025-12-30", "under_way", END, "under_way"
    ),
    "marked-standing-invalid": Row(NEVER_ANY, {"value": "5%"}, "invalid", reported=5),
    "marked-standing-met": Row(ALWAYS_ALL, {"value": "100%"} | FIGURE, "met", END, 100, END, 100),
    "marked-standing-unproven": Row(ALWAYS_ALL, {"value": 100}, "unproven", END, 100, END, 100),
    "marked-standing-overdue": Row(ALWAYS_ALL, {"value": 99.9}, "overdue", "2023-08-30", 100, "2021-01-01", 99.9),
    "marked-standing-by-status": Row(
        ALWAYS_ALL, {"status": "under_way"}, "on_track", "2024-07-01", "done", END, "under_way"
    ),
    "marked-standing-due_soon": Row(
        ALWAYS_ALL, {"status": "substantial"}, "due_soon", "2025-10-02", "done", END, "substantial"
    ),
    "marked-standing-on_track": Row(ALWAYS_ALL, {"value": 100}, "on_track", "2025-12-30", 100, END, 100),
    "falling-standing-overdue": Row(NEVER_ANY, {"value": 1}, "overdue", "2021-01-01", 0, "2021-01-01", 1),
    "falling-standing-on_track": Row(NEVER_ANY, {"value": 0}, "on_track", "2023-08-30", 0, END, 0),
}


@pytest.mark.parametrize("row", ALL_VERDICTS.values(), ids=ALL_VERDICTS.keys())
def test_each_kind_earns_each_verdict_with_its_fields(small: Plan, row: Row):
    found = judged(small, row.target, row.entry, row.as_of)
    assert (found.verdict, found.required, found.reported, found.lag, found.serious) == (
        row.verdict,
        row.required,
        row.reported,
        row.lag,
        row.serious,
    )
    assert found.deadline == (row.deadline and date.fromisoformat(row.deadline))


def test_a_minimum_given_by_status_never_lags(odd: Plan):
    found = judged(odd, "1.1.1-11", {"status": "under_way"}, "2024-07-01")
    assert (found.verdict, found.required, found.deadline, found.lag) == ("on_track", "done", date(2025, 12, 31), None)


FLAGGED = {"overdue", "lagging", "unproven", "invalid", "missing"}


@pytest.mark.parametrize("row", ALL_VERDICTS.values(), ids=ALL_VERDICTS.keys())
def test_only_the_five_flagged_verdicts_ask_for_attention(small: Plan, row: Row):
    assert judged(small, row.target, row.entry, row.as_of).flagged is (row.verdict in FLAGGED)


@pytest.mark.parametrize("entry", [None, {"status": "done"}, {"status": "not_started"}, {"status": "x"}])
def test_what_is_only_explored_is_judged_but_never_flagged(small: Plan, entry: dict[str, Any] | None):
    found = judged(small, "1.1.1-04", entry)
    assert found.verdict in FLAGGED
    assert found.flagged is False


# missing, invalid, exempt.


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"status": None, "evidence": None},
        {"note": ""},
        {"evidence": []},
        {"evidence": [None]},
    ],
    ids=["nothing", "nulls", "empty-text", "no-evidence", "null-evidence"],
)
@pytest.mark.parametrize("target", [REGULAR, FREQUENCY])
def test_an_entry_with_nothing_filled_in_is_missing(small: Plan, target: str, entry: dict[str, Any]):
    assert judged(small, target, entry).verdict == "missing"


def test_years_left_empty_are_missing(small: Plan):
    assert judged(small, FREQUENCY, {"by_year": {}}).verdict == "missing"
    assert judged(small, FREQUENCY, {"by_year": {2022: None}}).verdict == "missing"


def test_a_null_entry_is_missing(small: Plan):
    report = examine(submission(f"  {REGULAR}:\n  {FOCUS}: ~\n"), small)
    assert {verdict_of(report, target).verdict for target in (REGULAR, FOCUS)} == {"missing"}


@pytest.mark.parametrize(("null", "verdict"), [("value", "unproven"), ("status", "on_track")])
def test_a_null_value_counts_as_absent_beside_what_is_given(small: Plan, null: str, verdict: str):
    assert judged(small, RISING, {"value": 60, "status": "done", null: None}, "2022-12-31").verdict == verdict


@pytest.mark.parametrize(
    ("target", "written"),
    [
        (REGULAR, "{status: done, status: under_way}"),
        (REGULAR, "{status: done, 状态: 已完成}"),
        (REGULAR, "{note: 某事}"),
        (REGULAR, "{progress: 50}"),
        (REGULAR, "{status: done, evidence: [{title: 某文件}]}"),
        (REGULAR, "{status: done, by_year: {2022: 1}}"),
        (REGULAR, "{status: done, colour: red}"),
        (REGULAR, "{status: finished}"),
        (REGULAR, "{status: done, done_on: 五月}"),
        (REGULAR, "{status: done, evidence: [{kind: rumour, title: 某文件}]}"),
        (REGULAR, "已完成"),
        (RISING, "{value: 2至4}"),
        (RISING, "{value: .nan}"),
        (COVERAGE, "{covered: 3}"),
        (COVERAGE, "{covered: 3, status: done}"),
        (REGULAR, "{status: not_applicable}"),
        (COVERAGE, "{covered: 0, total: 0}"),
        (COVERAGE, '{value: "101"}'),
        (COVERAGE, "{value: 50, covered: 3, total: 4}"),
    ],
    ids=[
        "FZ104",
        "FZ104-twins",
        "FZ201-only-a-note",
        "FZ201-progress-without-status",
        "FZ201-evidence-without-kind",
        "FZ202-measure-has-no-use",
        "FZ202",
        "FZ203-status",
        "FZ203-date",
        "FZ203-kind",
        "FZ203-no-mapping",
        "FZ203-range",
        "FZ203-nan",
        "FZ201-no-total",
        "FZ201-no-total-with-status",
        "FZ303",
        "FZ304-total-zero",
        "FZ304-percent",
        "FZ304-two-forms",
    ],
)
def test_data_that_cannot_be_used_is_invalid_before_anything_else(small: Plan, target: str, written: str):
    assert verdict_of(examine(submission(f"  {target}: {written}\n"), small), target).verdict == "invalid"


def test_a_repeated_entry_is_invalid(small: Plan):
    report = examine(submission(f"  {REGULAR}: {{status: done}}\n  {REGULAR}: {{status: under_way}}\n"), small)
    assert [one.verdict for one in report.assessments if one.target.id == REGULAR] == ["invalid"]


def test_errors_of_one_entry_leave_the_others_judged(small: Plan):
    report = examine(submission({REGULAR: {"status": "x"}, RISING: {"value": 100} | FIGURE}), small)
    assert (verdict_of(report, REGULAR).verdict, verdict_of(report, RISING).verdict) == ("invalid", "met")


def test_exempt_wins_over_whatever_else_is_filled_in(small: Plan):
    assert judged(small, RISING, {"value": 100, **EXEMPT, **FIGURE}).verdict == "exempt"


# Milestones.


def test_a_requirement_is_overdue_on_its_deadline_day_and_not_the_day_before(small: Plan):
    entry = {"status": "not_started"}
    assert timed(small, REGULAR, entry, "2022-12-30", "2022-12-31") == ["due_soon", "overdue"]


@pytest.mark.parametrize("stage", ["under_way", "substantial"])
def test_a_stage_reached_by_its_deadline_is_not_overdue(small: Plan, stage: str):
    assert judged(small, REGULAR, {"status": stage}, "2022-12-31").verdict == "on_track"


@pytest.mark.parametrize(
    ("target", "entry"), [(REGULAR, {"status": "under_way"}), (RISING, {"value": 40}), (FREQUENCY, {"status": "done"})]
)
def test_on_its_deadline_day_a_requirement_reached_gives_way_to_the_next(
    small: Plan, target: str, entry: dict[str, Any]
):
    found = judged(small, target, entry, "2022-12-31")
    assert (found.required, found.deadline) == ("done", date(2025, 12, 31))


def test_overdue_names_the_earliest_requirement_missed(small: Plan):
    first, second = (judged(small, FOCUS, {"status": stage}, "2026-02-01") for stage in ("not_started", "under_way"))
    assert (first.required, first.deadline) == ("under_way", date(2022, 12, 31))
    assert (second.required, second.deadline) == ("substantial", date(2024, 12, 31))


def test_due_soon_begins_ninety_days_before_the_deadline(small: Plan):
    entry = {"status": "substantial"}
    assert timed(small, FOUNDATION, entry, "2022-10-01", "2022-10-02") == ["on_track", "due_soon"]


def test_due_soon_only_where_the_next_requirement_is_not_reached(small: Plan):
    assert judged(small, FOCUS, {"status": "substantial"}, "2024-12-30").verdict == "on_track"
    assert judged(small, FOCUS, {"status": "under_way"}, "2024-12-30").verdict == "due_soon"


def test_due_soon_days_are_the_plans_own(odd: Plan):
    assert timed(odd, "1.1.1-01", {"status": "substantial"}, "2025-11-30", "2025-12-01") == ["on_track", "due_soon"]


@pytest.mark.parametrize(
    ("target", "stage", "last_kept"),
    [
        (FOUNDATION, "not_started", "2021-08-31"),
        (FOUNDATION, "under_way", "2022-05-01"),
        (REGULAR, "under_way", "2024-06-30"),
    ],
)
def test_the_stage_expected_by_time_rises_in_whole_steps(small: Plan, target: str, stage: str, last_kept: str):
    kept = date.fromisoformat(last_kept)
    following = date.fromordinal(kept.toordinal() + 1).isoformat()
    found = [judged(small, target, {"status": stage}, day) for day in (last_kept, following)]
    # No stage is asked before its deadline: it is on track, and slow is a signal beside it.
    assert [(one.verdict, one.flagged, one.slow) for one in found] == [
        ("on_track", False, False),
        ("on_track", False, True),
    ]


def test_nothing_is_expected_on_the_plans_first_day(small: Plan):
    assert judged(small, FOUNDATION, {"status": "not_started"}, "2021-01-01").verdict == "on_track"


def test_one_step_between_two_deadlines_is_not_expected_before_the_second(small: Plan):
    days = ("2023-01-01", "2024-10-01", "2024-10-02", "2024-12-30", "2024-12-31")
    verdicts = ["on_track", "on_track", "due_soon", "due_soon", "overdue"]
    assert timed(small, FOCUS, {"status": "under_way"}, *days) == verdicts


def test_a_targets_own_schedule_replaces_its_groups(odd: Plan):
    days = ("2022-12-31", "2023-05-30", "2023-05-31", "2023-06-29", "2023-06-30")
    verdicts = ["on_track", "on_track", "due_soon", "due_soon", "overdue"]
    assert timed(odd, "1.1.1-07", {"status": "not_started"}, *days) == verdicts


@pytest.mark.parametrize(
    ("progress", "as_of", "verdict", "lag", "serious"),
    [
        (10, "2022-01-01", "on_track", None, False),
        ("9.99", "2022-01-01", "lagging", "1001/100", False),
        (10, "2022-01-02", "lagging", "734/73", False),
        (10, "2023-01-01", "lagging", "30", False),
        ("9.99", "2023-01-01", "lagging", "3001/100", True),
        (30, "2023-01-01", "on_track", None, False),
        (100, "2023-01-01", "on_track", None, False),
    ],
    ids=[
        "lag-exactly-10",
        "lag-just-above-10",
        "the-next-day",
        "lag-exactly-30",
        "lag-just-above-30",
        "two-years-30",
        "all",
    ],
)
def test_progress_is_held_against_the_share_of_time(
    small: Plan, progress: float | str, as_of: str, verdict: str, lag: str | None, serious: bool
):
    found = judged(small, REGULAR, {"status": "under_way", "progress": progress}, as_of)
    assert (found.verdict, found.lag, found.serious) == (verdict, lag and Fraction(lag), serious)


def test_only_progress_has_a_pace(small: Plan):
    assert judged(small, REGULAR, {"status": "under_way"}, "2024-07-01").verdict == "on_track"
    assert judged(small, REGULAR, {"status": "under_way", "progress": 60}, "2024-07-01").verdict == "on_track"
    assert judged(small, REGULAR, {"status": "substantial"}, "2024-07-01").verdict == "on_track"
    assert judged(small, REGULAR, {"status": "substantial", "progress": 59}, "2024-07-01").verdict == "lagging"


def test_progress_never_replaces_a_deadline(small: Plan):
    assert judged(small, REGULAR, {"status": "not_started", "progress": 100}, "2022-12-31").verdict == "overdue"


def test_progress_runs_to_the_targets_own_last_deadline(odd: Plan):
    # 730 of the 1641 days to 2025-06-30 have passed: 44.5 percent, and 5 points are let pass.
    entry = {"status": "under_way"}
    verdicts = [judged(odd, "1.1.1-07", entry | {"progress": p}, "2023-01-01").verdict for p in ("39.4", "39.5")]
    assert verdicts == ["lagging", "on_track"]


def test_a_milestone_behind_by_stage_is_slow_and_has_no_points(small: Plan):
    found = judged(small, REGULAR, {"status": "under_way"}, "2025-12-30")
    assert (found.verdict, found.slow, found.lag, found.serious) == ("due_soon", True, None, False)


def test_done_before_any_deadline_is_met(small: Plan):
    assert judged(small, FOCUS, {"status": "done", "evidence": [PROOF["document"]] * 2}, "2021-02-01").verdict == "met"


def test_after_the_plans_end_is_normal(small: Plan):
    assert judged(small, REGULAR, {"status": "done"} | DOCUMENT, "2027-05-01").verdict == "met"
    assert judged(small, REGULAR, {"status": "substantial"}, "2027-05-01").verdict == "overdue"


# Quantities.


@pytest.mark.parametrize(
    ("target", "value", "as_of", "verdict", "lag", "serious"),
    [
        (RISING, "10", "2021-12-31", "on_track", None, False),
        (RISING, "9.9", "2021-12-31", "lagging", "101/10", False),
        (RISING, "60", "2024-07-01", "on_track", None, False),
        (RISING, "59.99", "2024-07-01", "lagging", "1001/100", False),
        (RISING, "40", "2024-07-01", "lagging", "30", False),
        (RISING, "40", "2024-07-02", "lagging", "8235/274", True),
        (FALLING, "22", "2023-07-02", "on_track", None, False),
        (FALLING, "22.01", "2023-07-02", "lagging", "201/20", False),
        (FALLING, "26", "2023-07-02", "lagging", "30", False),
        (FALLING, "26.01", "2023-07-02", "lagging", "601/20", True),
        (FALLING, "30", "2021-01-01", "on_track", None, False),
        (FALLING, "40", "2021-01-01", "lagging", "45700/913", True),
        (BARE, "44", "2024-07-01", "on_track", None, False),
        (BARE, "44.01", "2024-07-01", "lagging", "401/40", False),
        (BARE, "52", "2024-07-01", "lagging", "30", False),
        (BARE, "52.01", "2024-07-01", "lagging", "1201/40", True),
    ],
    ids=[
        "rising-10",
        "rising-above-10",
        "rising-second-leg-10",
        "rising-second-leg-above-10",
        "rising-30",
        "rising-above-30",
        "falling-10",
        "falling-above-10",
        "falling-30",
        "falling-above-30",
        "falling-at-the-start",
        "falling-worse-than-the-start",
        "without-baseline-10",
        "without-baseline-above-10",
        "without-baseline-30",
        "without-baseline-above-30",
    ],
)
def test_the_lag_of_a_quantity_is_a_share_of_the_whole_way(
    small: Plan, target: str, value: str, as_of: str, verdict: str, lag: str | None, serious: bool
):
    found = judged(small, target, {"value": value}, as_of)
    assert (found.verdict, found.serious) == (verdict, serious)
    assert found.lag == (lag and Fraction(lag))


@pytest.mark.parametrize(
    ("target", "enough", "short"), [(RISING, "40", "39.99"), (BARE, "60", "60.01")], ids=["rising", "falling"]
)
def test_a_number_in_the_schedule_is_asked_at_its_deadline(small: Plan, target: str, enough: str, short: str):
    assert judged(small, target, {"value": enough}, "2022-12-31").verdict == "on_track"
    assert judged(small, target, {"value": short}, "2022-12-31").verdict == "overdue"


@pytest.mark.parametrize(
    ("target", "enough", "short"), [(RISING, "100", "99.99"), (FALLING, "10", "10.01")], ids=["at_least", "at_most"]
)
def test_the_mark_itself_reaches_it(small: Plan, target: str, enough: str, short: str):
    assert judged(small, target, {"value": enough} | FIGURE, "2025-12-31").verdict == "met"
    assert judged(small, target, {"value": short} | FIGURE, "2025-12-31").verdict == "overdue"


def test_stage_words_before_the_mark_ask_only_for_a_value(small: Plan):
    assert judged(small, FALLING, {"value": 22}, "2023-01-01").verdict == "on_track"
    assert judged(small, FALLING, {"status": "not_started"}, "2023-01-01").verdict == "overdue"


def test_without_a_baseline_there_is_no_pace_before_the_first_number_and_the_report_says_so(small: Plan):
    before, on_it = (judged(small, BARE, {"value": 200}, day) for day in ("2022-06-01", "2022-12-31"))
    assert (before.verdict, on_it.verdict) == ("on_track", "overdue")
    assert "进度" in before.why.say("zh")
    assert "no pace" in before.why.say("en")


@pytest.mark.parametrize("day", ["2023-06-30", "2024-12-31", "2025-12-01"])
def test_wherever_no_pace_can_be_told_the_sentence_says_so(odd: Plan, day: str):
    found = judged(odd, "1.1.1-05", {"value": "98.5"}, day)
    assert found.verdict in ("on_track", "due_soon")
    assert "没有基期值，也没有分期数值，无法推算序时进度" in found.why.say("zh")
    assert "no baseline and no dated value before the last one: no pace can be told" in found.why.say("en")


def test_a_quantity_with_nothing_to_start_from_has_no_pace_and_the_report_says_so(odd: Plan):
    found = judged(odd, "1.1.1-05", {"value": 1}, "2025-11-30")
    assert found.verdict == "on_track"
    assert "进度" in found.why.say("zh")
    assert "pace" in found.why.say("en")


def test_a_quantity_with_nothing_to_start_from_is_still_due(odd: Plan):
    days = ("2025-11-30", "2025-12-01", "2025-12-30", "2025-12-31")
    assert timed(odd, "1.1.1-05", {"value": 1}, *days) == ["on_track", "due_soon", "due_soon", "overdue"]


# Coverage.


@pytest.mark.parametrize(
    "entry",
    [
        {"covered": 37, "total": 40},
        {"value": "92.5"},
        {"value": "92.5%"},
        {"value": "92.5", "covered": 37, "total": 40},
    ],
    ids=["parts", "percent", "percent-sign", "both"],
)
def test_coverage_is_read_from_its_parts_or_in_percent(small: Plan, entry: dict[str, Any]):
    found = judged(small, COVERAGE, entry, "2025-12-31")
    assert (found.verdict, found.reported) == ("overdue", 92.5)


def test_coverage_is_compared_before_it_is_rounded(small: Plan):
    assert judged(small, COVERAGE, {"covered": 999_999, "total": 1_000_000} | FIGURE, "2025-12-31").verdict == "overdue"


@pytest.mark.parametrize(
    ("value", "as_of", "verdict", "lag", "serious"),
    [
        ("10", "2022-01-01", "on_track", None, False),
        ("9.99", "2022-01-01", "lagging", "1001/100", False),
        ("10", "2023-01-01", "lagging", "30", False),
        ("9.99", "2023-01-01", "lagging", "3001/100", True),
    ],
    ids=["10", "above-10", "30", "above-30"],
)
def test_coverage_runs_from_nothing_at_the_plans_start(
    small: Plan, value: str, as_of: str, verdict: str, lag: str | None, serious: bool
):
    found = judged(small, COVERAGE, {"value": value}, as_of)
    assert (found.verdict, found.lag, found.serious) == (verdict, lag and Fraction(lag), serious)


@pytest.mark.parametrize(
    ("value", "verdict", "lag", "serious"),
    [
        ("58", "on_track", None, False),
        ("57.9", "lagging", "21/4", False),
        ("52", "lagging", "20", False),
        ("51.9", "lagging", "81/4", True),
    ],
    ids=["5", "above-5", "20", "above-20"],
)
def test_coverage_runs_from_its_baseline_and_by_the_plans_own_pace(
    odd: Plan, value: str, verdict: str, lag: str | None, serious: bool
):
    found = judged(odd, "1.1.1-04", {"value": value}, "2024-07-01")
    assert (found.verdict, found.lag, found.serious) == (verdict, lag and Fraction(lag), serious)


def test_coverage_has_no_pace_before_its_baseline(odd: Plan):
    assert timed(odd, "1.1.1-04", {"value": 30}, "2022-12-30", "2022-12-31") == ["on_track", "lagging"]


def test_numbers_in_the_schedule_of_a_coverage_bend_its_pace(odd: Plan):
    # 60 at the end of 2022, 90 at the end of 2025: 75 halfway between, and the whole way is 90 points long.
    verdicts = [judged(odd, "1.1.1-10", {"value": v}, "2024-07-01").verdict for v in ("70.5", "70.4", "59.9")]
    assert verdicts == ["on_track", "lagging", "overdue"]


def test_a_coverage_target_below_all_is_reached_at_its_own_mark(odd: Plan):
    verdicts = [judged(odd, "1.1.1-04", {"value": v} | FIGURE, "2025-12-31").verdict for v in ("79.9", "80")]
    assert verdicts == ["overdue", "met"]


# Minimum.


@pytest.mark.parametrize(
    ("parts", "verdict", "reported"),
    [
        ({"甲村": 6}, "met", 6),
        ({"甲村": 600, "乙村": 5, "丙村": 7}, "overdue", 5),
        ({"甲村": 5, "乙村": 600}, "overdue", 5),
        ({"甲村": "5.5", "乙村": 6}, "overdue", 5.5),
        ({"甲村": 0, "乙村": 6}, "overdue", 0),
    ],
)
def test_a_minimum_takes_the_smallest_part(small: Plan, parts: dict[str, Any], verdict: str, reported: float):
    found = judged(small, MINIMUM, {"by_unit": parts} | FIGURE, "2025-12-31")
    assert (found.verdict, found.reported) == (verdict, reported)


def test_a_minimum_below_its_mark_has_no_pace_until_the_deadline(small: Plan):
    days = ("2021-01-01", "2024-12-31", "2025-10-01", "2025-10-02", "2025-12-30", "2025-12-31")
    verdicts = ["on_track", "on_track", "on_track", "due_soon", "due_soon", "overdue"]
    assert timed(small, MINIMUM, {"by_unit": {"甲村": 0}}, *days) == verdicts


def test_a_number_in_the_schedule_of_a_minimum_is_asked_at_its_deadline(odd: Plan):
    two, three = ({"by_unit": {"甲村": 9, "乙村": n}} for n in (2, 3))
    assert timed(odd, "1.1.1-06", two, "2023-11-30", "2023-12-01", "2023-12-31") == ["on_track", "due_soon", "overdue"]
    assert timed(odd, "1.1.1-06", three, "2023-12-31", "2025-11-30", "2025-12-01") == [
        "on_track",
        "on_track",
        "due_soon",
    ]


# Frequency.


@pytest.mark.parametrize(
    ("by_year", "as_of", "verdict"),
    [
        ({2021: 4, 2022: 4}, "2023-08-30", "on_track"),
        ({2021: 4, 2022: 3}, "2023-08-30", "overdue"),
        ({2022: 3}, "2023-08-30", "overdue"),
        ({2022: 4}, "2023-08-30", "unproven"),
        ({2021: 0, 2022: 4}, "2023-08-30", "overdue"),
        ({2023: 0}, "2023-08-30", "unproven"),
        ({2022: 3}, "2022-12-30", "unproven"),
        ({2021: 4, 2022: 3}, "2022-12-30", "on_track"),
        ({2021: 4, 2022: 3}, "2022-12-31", "overdue"),
        ({2021: 4, 2022: 4}, "2022-12-31", "on_track"),
        ({2021: 4}, "2022-12-31", "unproven"),
        ({2021: 4, 2022: 4, 2023: 0}, "2023-04-01", "on_track"),
        ({2021: 4, 2022: 4, 2023: 0}, "2023-04-02", "lagging"),
        ({2021: 4, 2022: 4, 2023: 4, 2024: 0}, "2024-03-31", "on_track"),
        ({2021: 4, 2022: 4, 2023: 4, 2024: 0}, "2024-04-01", "lagging"),
        ({2021: 0}, "2021-04-01", "on_track"),
        ({2021: 0}, "2021-04-02", "lagging"),
    ],
    ids=[
        "full-years-kept",
        "a-full-year-short",
        "short-before-absent",
        "absent-is-not-zero",
        "zero-is-zero",
        "absent-before-this-year",
        "absent-on-30-december",
        "this-years-share-on-30-december",
        "full-on-31-december-short",
        "full-on-31-december-kept",
        "full-on-31-december-absent",
        "day-91-of-365",
        "day-92-of-365",
        "day-91-of-366",
        "day-92-of-366",
        "first-year-day-91",
        "first-year-day-92",
    ],
)
def test_a_frequency_is_held_against_full_years_then_this_years_share(
    small: Plan, by_year: dict[int, int], as_of: str, verdict: str
):
    assert judged(small, FREQUENCY, {"by_year": by_year}, as_of).verdict == verdict


def test_absent_full_years_are_named(small: Plan):
    found = judged(small, FREQUENCY, {"by_year": {2022: 4}}, "2024-08-30")
    for lang in ("zh", "en"):
        assert re.findall(r"20\d\d", found.why.say(lang)) == ["2021", "2023"]


def test_this_years_count_need_not_be_given(small: Plan):
    assert judged(small, FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, "2023-12-30").verdict == "on_track"


def test_a_frequency_kept_is_on_track_until_the_plans_last_day(small: Plan):
    assert timed(small, FREQUENCY, EVERY_YEAR | RECORD, "2025-12-30", "2025-12-31", "2026-06-30") == [
        "on_track",
        "met",
        "met",
    ]


@pytest.mark.parametrize(
    ("by_year", "as_of", "verdict"),
    [
        ({2021: 0, 2022: 4, 2023: 4}, "2024-02-01", "on_track"),
        ({2022: 4, 2023: 4}, "2024-02-01", "on_track"),
        ({2021: 0}, "2021-12-31", "on_track"),
        ({2022: 4, 2023: 4, 2024: 4, 2025: 0}, "2025-06-29", "on_track"),
        ({2022: 4, 2023: 4, 2024: 4, 2025: 0}, "2025-06-30", "met"),
        ({2021: 4, 2022: 4, 2023: 4, 2025: 4}, "2025-06-30", "unproven"),
        ({2022: 4, 2023: 3}, "2023-12-31", "overdue"),
    ],
    ids=["first-part", "first-part-absent", "only-a-part", "last-part", "met", "a-full-year-absent", "full-year-short"],
)
def test_only_years_wholly_inside_the_plan_count(midyear: Plan, by_year: dict[int, int], as_of: str, verdict: str):
    assert judged(midyear, "1.1.1-01", {"by_year": by_year} | RECORD, as_of).verdict == verdict


def test_before_the_first_full_year_its_end_is_the_next_deadline(midyear: Plan):
    found = judged(midyear, "1.1.1-01", {"by_year": {2021: 1}}, "2021-09-01")
    assert (found.verdict, found.required, found.deadline) == ("on_track", 4, date(2022, 12, 31))


# Standing duties.


@pytest.mark.parametrize("stage", ["under_way", "substantial", "done"])
def test_a_duty_without_a_mark_is_kept_from_under_way_on(small: Plan, stage: str):
    assert timed(small, STANDING, {"status": stage}, "2021-01-01", "2025-12-30") == ["on_track", "on_track"]


def test_a_duty_without_a_mark_not_begun_is_overdue_from_the_first_day(small: Plan):
    found = judged(small, STANDING, {"status": "not_started"}, "2021-01-01")
    assert (found.verdict, found.deadline) == ("overdue", date(2021, 1, 1))


def test_a_standing_duty_is_neither_behind_nor_near_a_deadline(small: Plan):
    days = ("2021-01-01", "2022-10-02", "2022-12-31", "2024-07-01", "2025-10-02", "2025-12-30")
    for target, entry in ((STANDING, {"status": "under_way"}), (ALWAYS_ALL, {"value": 100}), (NEVER_ANY, {"value": 0})):
        assert timed(small, target, entry, *days) == ["on_track"] * len(days)


@pytest.mark.parametrize(
    ("target", "entry", "proof"),
    [
        (STANDING, {"status": "under_way"}, PUBLICATION),
        (ALWAYS_ALL, {"value": 100}, FIGURE),
        (NEVER_ANY, {"value": 0}, FIGURE),
    ],
    ids=["unmarked", "at_least", "at_most"],
)
def test_a_standing_duty_is_settled_at_the_plans_end(
    small: Plan, target: str, entry: dict[str, Any], proof: dict[str, Any]
):
    days = ("2025-12-30", "2025-12-31", "2026-03-01")
    assert timed(small, target, entry | proof, *days) == ["on_track", "met", "met"]
    assert timed(small, target, entry, *days) == ["on_track", "unproven", "unproven"]


def test_the_value_of_a_marked_duty_decides_over_its_status(small: Plan):
    assert judged(small, ALWAYS_ALL, {"value": 99, "status": "done"}).verdict == "overdue"
    assert judged(small, NEVER_ANY, {"value": 0, "status": "not_started"}).verdict == "on_track"


def test_a_standing_duty_without_a_group_ends_with_the_plan(odd: Plan):
    assert timed(odd, "1.1.1-02", {"status": "done"} | PUBLICATION, "2025-12-30", "2025-12-31") == ["on_track", "met"]
    assert judged(odd, "1.1.1-02", {"status": "not_started"}).verdict == "overdue"


# A value kind reported by its status only.


@pytest.mark.parametrize("target", [RISING, FALLING, COVERAGE, MINIMUM, FREQUENCY, ALWAYS_ALL, NEVER_ANY, BARE])
@pytest.mark.parametrize("proof", [{}, {"evidence": [PROOF["figure"], PROOF["record"]]}], ids=["bare", "proven"])
def test_done_without_its_value_is_unproven_whatever_the_evidence(small: Plan, target: str, proof: dict[str, Any]):
    found = judged(small, target, {"status": "done"} | proof)
    assert (found.verdict, found.required, found.reported) == ("unproven", "done", "done")
    assert found.deadline == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("target", "stage", "as_of", "verdict"),
    [
        (FALLING, "not_started", "2022-12-30", "due_soon"),
        (FALLING, "not_started", "2022-12-31", "overdue"),
        (COVERAGE, "under_way", "2024-06-30", "on_track"),
        (COVERAGE, "under_way", "2024-07-01", "on_track"),
        (MINIMUM, "under_way", "2024-12-30", "due_soon"),
        (MINIMUM, "under_way", "2024-12-31", "overdue"),
        (FREQUENCY, "not_started", "2022-12-31", "overdue"),
        (FREQUENCY, "under_way", "2022-12-31", "on_track"),
        (ALWAYS_ALL, "not_started", "2022-10-01", "on_track"),
        (ALWAYS_ALL, "not_started", "2022-12-31", "overdue"),
        (NEVER_ANY, "substantial", "2025-12-31", "overdue"),
        (RISING, "not_started", "2021-08-31", "on_track"),
        (RISING, "not_started", "2021-09-01", "on_track"),
        (RISING, "substantial", "2022-10-01", "on_track"),
        (RISING, "substantial", "2022-10-02", "due_soon"),
        (RISING, "substantial", "2022-12-31", "overdue"),
    ],
)
def test_a_value_kind_given_by_status_is_judged_on_the_ladder(
    small: Plan, target: str, stage: str, as_of: str, verdict: str
):
    assert judged(small, target, {"status": stage}, as_of).verdict == verdict


def test_a_number_in_the_schedule_counts_as_done_on_the_ladder(small: Plan):
    found = judged(small, RISING, {"status": "substantial"}, "2022-12-31")
    assert (found.verdict, found.required, found.deadline) == ("overdue", 40, date(2022, 12, 31))


def test_a_value_decides_over_the_status_beside_it(small: Plan):
    assert judged(small, RISING, {"value": 100, "status": "not_started"} | FIGURE).verdict == "met"
    assert judged(small, RISING, {"value": 39, "status": "done"} | FIGURE).verdict == "overdue"


# Bounds.


@pytest.mark.parametrize(
    ("target", "entry", "as_of", "verdict"),
    [
        (RISING, {"value": "100余"}, "2025-12-31", "met"),
        (RISING, {"value": "100以上"}, "2025-12-31", "met"),
        (RISING, {"value": "超100"}, "2025-12-31", "met"),
        (RISING, {"value": "100多"}, "2025-12-31", "met"),
        (RISING, {"value": "1万余"}, "2025-12-31", "met"),
        (RISING, {"value": "90余"}, "2025-12-31", "unproven"),
        (RISING, {"value": "不足100"}, "2025-12-31", "overdue"),
        (RISING, {"value": "不达100"}, "2025-12-31", "overdue"),
        (RISING, {"value": "不足101"}, "2025-12-31", "unproven"),
        (RISING, {"value": "不足40"}, "2022-12-31", "overdue"),
        (RISING, {"value": "不足41"}, "2022-12-31", "unproven"),
        (RISING, {"value": "39以上"}, "2022-12-31", "unproven"),
        (RISING, {"value": "40以上"}, "2022-12-31", "on_track"),
        (RISING, {"value": "60余"}, "2024-07-01", "on_track"),
        (RISING, {"value": "59余"}, "2024-07-01", "unproven"),
        (FALLING, {"value": "不足10"}, "2025-12-31", "met"),
        (FALLING, {"value": "不足11"}, "2025-12-31", "unproven"),
        (FALLING, {"value": "10以上"}, "2025-12-31", "unproven"),
        (FALLING, {"value": "5余"}, "2025-12-31", "unproven"),
        (FALLING, {"value": "11以上"}, "2025-12-31", "overdue"),
        (FALLING, {"value": "不足22"}, "2023-07-02", "on_track"),
        (FALLING, {"value": "不足23"}, "2023-07-02", "unproven"),
        (FALLING, {"value": "22余"}, "2023-07-02", "unproven"),
        (FALLING, {"value": "23余"}, "2023-07-02", "lagging"),
        (COVERAGE, {"value": "100%以上"}, "2025-12-31", "met"),
        (COVERAGE, {"value": "98%以上"}, "2025-12-31", "unproven"),
        (COVERAGE, {"value": "不足100%"}, "2025-12-31", "overdue"),
        (COVERAGE, {"value": "30%以上"}, "2023-01-01", "on_track"),
        (COVERAGE, {"value": "29%以上"}, "2023-01-01", "unproven"),
        (COVERAGE, {"value": "不足29%"}, "2023-01-01", "lagging"),
        (COVERAGE, {"covered": "40余", "total": 50}, "2023-01-01", "on_track"),
        (COVERAGE, {"covered": "40余", "total": 50}, "2025-12-31", "unproven"),
        (COVERAGE, {"covered": 40, "total": "50余"}, "2025-12-31", "overdue"),
        (MINIMUM, {"by_unit": {"甲村": "6以上", "乙村": 7}}, "2025-12-31", "met"),
        (MINIMUM, {"by_unit": {"甲村": "5以上", "乙村": 7}}, "2025-12-31", "unproven"),
        (MINIMUM, {"by_unit": {"甲村": "5以上", "乙村": 5}}, "2025-12-31", "overdue"),
        (MINIMUM, {"by_unit": {"甲村": "不足6", "乙村": 7}}, "2025-12-31", "overdue"),
        (MINIMUM, {"by_unit": {"甲村": "不足7", "乙村": 7}}, "2025-12-31", "unproven"),
        (MINIMUM, {"by_unit": {"甲村": "不足6", "乙村": 6}}, "2025-12-31", "overdue"),
        (MINIMUM, {"by_unit": {"甲村": 6, "乙村": "不足6"}}, "2025-12-31", "overdue"),
        (MINIMUM, {"by_unit": {"甲村": "5以上"}}, "2025-10-01", "on_track"),
        (FREQUENCY, {"by_year": {2021: "4以上", 2022: 4}}, "2023-08-30", "on_track"),
        (FREQUENCY, {"by_year": {2021: "3余", 2022: 4}}, "2023-08-30", "unproven"),
        (FREQUENCY, {"by_year": {2021: "不足4", 2022: 4}}, "2023-08-30", "overdue"),
        (FREQUENCY, {"by_year": {2021: "不足5", 2022: 4}}, "2023-08-30", "unproven"),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: "2以上"}}, "2023-08-30", "on_track"),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: "1以上"}}, "2023-08-30", "unproven"),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: "不足2"}}, "2023-08-30", "lagging"),
        (ALWAYS_ALL, {"value": "100%以上"}, "2023-08-30", "on_track"),
        (ALWAYS_ALL, {"value": "98%以上"}, "2023-08-30", "unproven"),
        (ALWAYS_ALL, {"value": "不足100%"}, "2023-08-30", "overdue"),
        (NEVER_ANY, {"value": "1以上"}, "2023-08-30", "overdue"),
        (NEVER_ANY, {"value": "0以上"}, "2023-08-30", "unproven"),
        (NEVER_ANY, {"value": "不足2"}, "2023-08-30", "unproven"),
    ],
)
def test_a_bound_settles_only_what_it_proves(small: Plan, target: str, entry: dict[str, Any], as_of: str, verdict: str):
    proof = {"evidence": [PROOF["figure"], PROOF["record"]]}
    assert judged(small, target, entry | proof, as_of).verdict == verdict


@pytest.mark.parametrize(
    ("target", "entry", "reported"),
    [
        (RISING, {"value": "1.2万余"}, "1.2万余"),
        (COVERAGE, {"value": "98%以上"}, "98%以上"),
        (RISING, {"value": "1.2万"}, 12000),
        (ALWAYS_ALL, {"value": "不足100%"}, "不足100%"),
        (MINIMUM, {"by_unit": {"甲村": "5以上", "乙村": 7}}, "5以上"),
    ],
)
def test_the_wording_of_a_bound_is_kept(small: Plan, target: str, entry: dict[str, Any], reported: str | int):
    assert judged(small, target, entry).reported == reported


# Evidence.


def proofs(*written: str) -> dict[str, Any]:
    """Return evidence from "kind" or "kind@date"."""
    items = []
    for item in written:
        kind, _, when = item.partition("@")
        items.append({"kind": kind, "title": "某件"} | ({"date": when} if when else {}))
    return {"status": "done", "evidence": items}


@pytest.mark.parametrize(
    ("target", "evidence", "suffices"),
    [
        (REGULAR, [], False),
        (REGULAR, ["document"], True),
        (REGULAR, ["publication"], True),
        (REGULAR, ["record"], False),
        (REGULAR, ["figure"], False),
        (REGULAR, ["report"], False),
        (REGULAR, ["report", "report", "figure"], False),
        (REGULAR, ["report", "document"], True),
        (REGULAR, ["document@2023-08-30"], True),
        (REGULAR, ["document@2023-08-31"], False),
        (REGULAR, ["document@2023-08"], True),
        (REGULAR, ["document@2023-09"], False),
        (REGULAR, ["document@2023"], True),
        (REGULAR, ["document@2024"], False),
        (REGULAR, ["document@2019-05-01"], True),
        (REGULAR, ["document@2023-08-31", "document@2023-08-30"], True),
        (FOCUS, ["document"], False),
        (FOCUS, ["document", "record"], True),
        (FOCUS, ["document", "document"], True),
        (FOCUS, ["document", "publication"], False),
        (FOCUS, ["document", "report"], False),
        (FOCUS, ["document", "record@2023-09-01"], False),
        (FOCUS, ["document", "record@2023-09-01", "record"], True),
    ],
)
def test_evidence_suffices_when_enough_items_count(small: Plan, target: str, evidence: list[str], suffices: bool):
    verdict = judged(small, target, proofs(*evidence)).verdict
    assert verdict == ("met" if suffices else "unproven")


def test_a_units_own_statement_never_counts_even_where_a_plan_lists_it(odd: Plan):
    assert judged(odd, "1.1.1-08", proofs("report", "report")).verdict == "unproven"
    assert judged(odd, "1.1.1-08", proofs("document")).verdict == "met"


def test_evidence_is_dated_against_the_day_of_the_verdict(small: Plan):
    text = submission({REGULAR: proofs("document@2023-07-01")}, "2023-08-30")
    verdicts = [verdict_of(examine(text, small, date(2023, month, 15)), REGULAR).verdict for month in (6, 7)]
    assert verdicts == ["unproven", "met"]


@pytest.mark.parametrize("stage", ["not_started", "under_way", "substantial"])
def test_evidence_does_not_make_up_for_a_stage(small: Plan, stage: str):
    entry = proofs("document") | {"status": stage}
    assert judged(small, REGULAR, entry, "2025-12-31").verdict == "overdue"


# Early, on time, late.

TIMINGS = {"early": ("提前", "early"), "on time": ("按期", "on time"), "late": ("逾期完成", "late")}


@pytest.mark.parametrize(
    ("done_on", "timing"),
    [
        ("2025-12-30", "early"),
        ("2025-12-31", "on time"),
        ("2026-01-01", "late"),
        ("2025-11", "early"),
        ("2026-01", "late"),
        ("2024", "early"),
        ("2026", "late"),
        (None, None),
    ],
)
def test_met_says_whether_it_was_early_on_time_or_late(small: Plan, done_on: str | None, timing: str | None):
    found = judged(small, REGULAR, {"status": "done", "done_on": done_on} | DOCUMENT, "2026-03-01")
    assert found.verdict == "met"
    for place, lang in enumerate(("zh", "en")):
        said = found.why.say(lang)
        assert [name for name, words in TIMINGS.items() if words[place] in said] == ([timing] if timing else [])
        assert done_on is None or done_on in said


def test_a_span_around_the_deadline_leaves_early_or_late_open(odd: Plan):
    found = judged(odd, "1.1.1-07", {"status": "done", "done_on": "2025"} | DOCUMENT, "2026-03-01")
    assert found.verdict == "met"
    assert not [
        word for words in TIMINGS.values() for word in words if word in found.why.say("zh") + found.why.say("en")
    ]


# What every verdict says.


def facts(sentence: str) -> set[str]:
    """Return the dates and numbers of a sentence."""
    dates = re.findall(r"\d{4}-\d{2}(?:-\d{2})?", sentence)
    rest = re.sub(r"\d{4}-\d{2}(?:-\d{2})?", " ", sentence)
    return {*dates, *re.findall(r"\d+(?:\.\d+)?", rest)}


BEYOND = {"value": 120}
SAID = {
    "met": (RISING, BEYOND | FIGURE, "2023-08-30", "100 120", "", ""),
    "met-early": (REGULAR, {"status": "done", "done_on": "2023-05"} | DOCUMENT, "2023-08-30", f"2023-05 {END}", "", ""),
    "met-standing": (ALWAYS_ALL, {"value": 100} | FIGURE, END, "100", "", ""),
    "met-frequency": (FREQUENCY, EVERY_YEAR | RECORD, END, "4 2021 2022 2023 2024 2025", "", ""),
    "unproven": (RISING, BEYOND, "2023-08-30", "120 0 1", "数据", "figure"),
    "unproven-min-2": (FOCUS, proofs("document"), "2023-08-30", "1 2", "文件|记录", "document|record"),
    "unproven-by-status": (RISING, {"status": "done"}, "2023-08-30", "100", "已完成", "done"),
    "unproven-bound": (RISING, {"value": "90余"}, END, f"90 100 {END}", "90余", "90余"),
    "unproven-pace": (RISING, {"value": "40余"}, "2024-07-01", "40 70", "40余", "40余"),
    "unproven-year": (FREQUENCY, {"by_year": {2021: 4}}, "2023-08-30", "2022 4", "", ""),
    "overdue": (RISING, {"value": 39}, "2022-12-31", "2022-12-31 40 39", "", ""),
    "overdue-stage": (
        REGULAR,
        {"status": "not_started"},
        "2023-08-30",
        "2022-12-31",
        "推进中|未启动",
        "under way|not started",
    ),
    "overdue-standing": (
        STANDING,
        {"status": "not_started"},
        "2023-08-30",
        "2021-01-01",
        "持续开展|未开展",
        "ongoing work",
    ),
    "overdue-mark": (ALWAYS_ALL, {"value": 99}, "2023-08-30", "2021-01-01 100 99", "", ""),
    "overdue-year": (FREQUENCY, {"by_year": {2021: 4, 2022: 3}}, "2023-08-30", "2022 4 3", "", ""),
    "lagging": (RISING, {"value": 50}, "2024-07-01", f"70 50 20 100 {END}", "", ""),
    "lagging-progress": (
        REGULAR,
        {"status": "under_way", "progress": 5},
        "2023-01-01",
        f"40 5 35 {END}",
        "推进中",
        "under way",
    ),
    "lagging-year": (FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: 1}}, "2023-08-30", "2023 2 1 4", "", ""),
    "due-soon": (RISING, {"value": 99}, "2025-10-02", f"90 99 100 {END}", "不低于 100 个|99 个", "at least 100|99"),
    "due-soon-falling": (
        FALLING,
        {"value": 11},
        "2025-10-02",
        f"90 11 10 {END}",
        "不高于 10 天|11 天",
        "at most 10|11",
    ),
    "due-soon-stage": (FOUNDATION, {"status": "substantial"}, "2022-12-30", "1 2022-12-31", "取得突破", "substantial"),
    "on-track": (RISING, {"value": 60}, "2024-07-01", f"60 100 {END}", "", ""),
    "on-track-stage": (REGULAR, {"status": "under_way"}, "2023-08-30", END, "推进中|已完成", "under way|done"),
    "on-track-year": (FREQUENCY, {"by_year": {2021: 4, 2022: 5}}, "2023-08-30", "2021 2022 4 5", "", ""),
    "missing": (RISING, None, "2023-08-30", "40 2022-12-31", "已过", "has passed"),
    "missing-next": (RISING, None, "2022-08-30", "40 2022-12-31", "", ""),
    "missing-year": (FREQUENCY, None, "2023-08-30", "4", "", ""),
    "missing-mark": (ALWAYS_ALL, None, "2023-08-30", "100", "", ""),
    "exempt": (REGULAR, EXEMPT, "2023-08-30", "", EXEMPT["reason"], EXEMPT["reason"]),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SAID)
def test_every_sentence_carries_what_decided_it(small: Plan, name: str, lang: str):
    target, entry, as_of, numbers, zh, en = SAID[name]
    said = judged(small, target, entry, as_of).why.say("en" if lang == "en" else "zh")
    assert set(numbers.split()) - facts(said) == set()
    assert [word for word in (zh if lang == "zh" else en).split("|") if word not in said] == []


@pytest.mark.parametrize("written", ["99", "99%", "99.0%"])
def test_a_unit_is_said_once(small: Plan, written: str):
    why = judged(small, ALWAYS_ALL, {"value": written}).why
    assert "填报为99%" in why.say("zh")
    assert "%%" not in why.say("zh") + why.say("en")


@pytest.mark.parametrize("target", [STANDING, ALWAYS_ALL, NEVER_ANY])
def test_a_missing_standing_duty_is_not_given_a_date_by_which_to_be_done(small: Plan, target: str):
    # It is in force from the first day; the plan names no day by which it would be done.
    found = judged(small, target, None)
    assert found.verdict == "missing"
    assert "已完成" not in found.why.say("zh")
    assert "done" not in found.why.say("en")


@pytest.mark.parametrize("row", ALL_VERDICTS.values(), ids=ALL_VERDICTS.keys())
def test_every_sentence_is_whole_in_both_languages(small: Plan, row: Row):
    why = judged(small, row.target, row.entry, row.as_of).why
    zh, en = why.say("zh"), why.say("en")
    assert re.search("[一-鿿]", zh)
    assert zh != en
    assert not re.search(r"[{}]|None|Fraction", zh + en)
