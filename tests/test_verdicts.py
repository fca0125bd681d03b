"""Corners of the verdicts that a changed operator or constant would move: bounds, first and last days, memory.

Every expected value is worked out from section 5 of the design; the small plan runs 1825 days, from 2021-01-01.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from helpers.project import HERE
from helpers.running import examine, verdict_of
from helpers.submissions import PROOF, submission

from fazhi_check import assess, measures
from fazhi_check.assess import Assessment
from fazhi_check.codes import OF_VERDICT
from fazhi_check.examine import Checker
from fazhi_check.measures import mark_of
from fazhi_check.plan.model import Baseline, Frequency, Period, Plan, Proofs, Quantity, Requirement, Standing
from fazhi_check.plan.select import Choice
from fazhi_check.plan.store import load_plan

DOCUMENT, FIGURE = {"evidence": [PROOF["document"]]}, {"evidence": [PROOF["figure"]]}
FOUNDATION, REGULAR, OTHER = "1.1.1-01", "1.1.1-03", "1.1.1-04"
RISING, FALLING, COVERAGE, MINIMUM, FREQUENCY = "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04", "1.2.1-05"
STANDING, ALWAYS_ALL = "1.2.1-06", "1.2.1-07"
DONE = {"status": "done"} | DOCUMENT
START, END = date(2021, 1, 1), date(2025, 12, 31)


@pytest.fixture
def odd() -> Plan:
    """The plan of odd cases."""
    return load_plan(str(HERE / "plans" / "odd"))


@pytest.fixture
def midyear() -> Plan:
    """The plan that runs from July 2021 to June 2025."""
    return load_plan(str(HERE / "plans" / "midyear"))


def judged(
    plan: Plan, target: str, entry: dict[str, Any] | None, as_of: str = "2023-08-30", phase: str | None = None
) -> Assessment:
    """Return the assessment of one entry; None leaves it out."""
    text = submission({} if entry is None else {target: entry}, as_of)
    return verdict_of(examine(text.replace("plan: small", f"plan: {plan.id}"), plan, phase=phase), target)


def on_day(plan: Plan, target: str, entry: dict[str, Any], day: date) -> Assessment:
    """Return the assessment of an entry on a day that --as-of names."""
    return verdict_of(examine(submission({target: entry}), plan, day), target)


def changed(plan: Plan, target: str, **fields: Any) -> Plan:
    """Return the plan with one target changed, under a hash of its own."""
    targets = tuple(one._replace(**fields) if one.id == target else one for one in plan.targets)
    return plan._replace(targets=targets, hash=f"{plan.hash}-{target}-{fields!r}")


# Bounds of a percentage: it lies between 0 and 100, whatever is not said.


def reported_as(target: str, percent: str) -> dict[str, Any]:
    """Return an entry that reports a percentage: as progress of a milestone, or as a coverage."""
    return {"status": "under_way", "progress": percent} if target == REGULAR else {"value": percent}


@pytest.mark.parametrize("target", [REGULAR, COVERAGE])
@pytest.mark.parametrize(
    ("percent", "as_of", "verdict", "lag"),
    [
        ("20以上", "2023-01-01", "unproven", None),  # 40 asked: behind by at most 20, perhaps not at all
        ("30以上", "2023-01-01", "on_track", None),  # behind by at most 10
        ("不足29", "2023-01-01", "lagging", 11),  # behind by more than 11
        ("不足31", "2023-01-01", "unproven", None),
        ("不足5", "2021-07-02", "on_track", None),  # 182 of 1825 days: 9.97 asked, and nothing is below 0
        ("不足5", "2021-07-03", "unproven", None),  # 183 days: 10.03 asked
        ("0", "2021-07-02", "on_track", None),
        ("0", "2022-01-01", "lagging", 20),
    ],
)
def test_a_bound_of_a_percentage_settles_the_pace_as_far_as_it_goes(
    small: Plan, target: str, percent: str, as_of: str, verdict: str, lag: int | None
):
    found = judged(small, target, reported_as(target, percent), as_of)
    assert (found.verdict, found.lag) == (verdict, lag)


@pytest.mark.parametrize("target", [REGULAR, COVERAGE])
def test_a_percentage_below_the_tolerated_one_is_lagging(small: Plan, target: str):
    # 40 asked on 2023-01-01 and 10 points are let pass; whatever is below 30 is behind by more than 10.
    assert judged(small, target, reported_as(target, "不足30"), "2023-01-01").verdict == "lagging"


def test_less_than_all_parts_is_below_all(small: Plan):
    entry = {"covered": "不足40", "total": 40} | FIGURE
    assert judged(small, COVERAGE, entry, "2025-12-31").verdict == "overdue"


@pytest.mark.parametrize("bound", [{"value": "5余"}, {"value": "不足20"}])
def test_a_pace_left_open_names_the_last_requirement(small: Plan, bound: dict[str, Any]):
    # 20 are to be there on 2021-12-31; the next requirement is 40 a year later, the last one is the mark.
    found = judged(small, RISING, bound, "2021-12-31")
    assert (found.verdict, found.required, found.deadline) == ("unproven", "done", END)


def test_a_requirement_left_open_names_the_last_one(small: Plan):
    found = judged(small, RISING, {"value": "39以上"}, "2022-12-31")
    assert (found.verdict, found.required, found.deadline) == ("unproven", "done", END)


@pytest.mark.parametrize(
    ("change", "value", "as_of", "verdict", "lag"),
    [
        # Halfway 0.5 is asked: at least 0.2 is behind by at most 30 points, perhaps not at all.
        ({"at_least": Fraction(1)}, "0.2以上", date(2023, 7, 2), "unproven", None),
        # From 1 down to 0.5, halfway 0.75: more than 1 is behind by at least 50 points.
        ({"at_most": Fraction(1, 2)}, "1以上", date(2023, 7, 2), "lagging", 50),
    ],
    ids=["up-by-one", "down-by-a-half"],
)
def test_a_short_way_is_measured_like_a_long_one(
    small: Plan, change: dict[str, Fraction], value: str, as_of: date, verdict: str, lag: int | None
):
    start = Baseline(date(2020, 12, 31), Fraction(0 if "at_least" in change else 1))
    measure, done = Quantity(baseline=start, **change), (Requirement(END, "done"),)
    found = on_day(changed(small, RISING, measure=measure, schedule=done), RISING, {"value": value}, as_of)
    assert (found.verdict, found.lag) == (verdict, lag)


def test_where_nothing_has_to_change_there_is_no_pace(small: Plan):
    measure = Quantity(at_least=Fraction(100), baseline=Baseline(date(2020, 12, 31), Fraction(100)))
    plan = changed(small, RISING, measure=measure, schedule=(Requirement(END, "done"),))
    found = on_day(plan, RISING, {"value": 90}, date(2023, 8, 30))
    assert (found.verdict, found.lag) == ("on_track", None)


@pytest.mark.parametrize(
    ("end", "day", "passed"),
    [
        (date(2021, 1, 11), date(2021, 1, 4), (3, 10)),
        (date(2021, 1, 11), date(2021, 1, 11), (10, 10)),
        (date(2021, 1, 11), date(2020, 12, 31), (0, 10)),  # nothing passes before the first day
        (date(2021, 1, 2), date(2021, 1, 1), (0, 1)),
        (date(2021, 1, 1), date(2021, 1, 1), (0, 1)),  # no time at all is not divided by
    ],
)
def test_days_are_counted_from_the_first(end: date, day: date, passed: tuple[int, int]):
    assert measures._passed(START, end, day) == passed


def test_the_share_of_time_is_said_with_one_decimal(small: Plan):
    found = on_day(small, REGULAR, {"status": "under_way", "progress": 30}, date(2023, 8, 30))
    assert "53.2%" in found.why.say("zh")  # 971 of 1825 days
    assert found.lag == Fraction(97100, 1825) - 30


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"covered": 1, "total": 3}, "33.3%（1/3）"),
        ({"covered": "30以上", "total": 90}, "30以上/90"),
        ({"value": "10以上"}, "53.2%"),  # what is expected by now is said where a bound leaves it open
    ],
)
def test_a_share_and_what_is_expected_are_said_as_rounded_and_a_bound_as_written(
    small: Plan, entry: dict[str, Any], said: str
):
    assert said in on_day(small, COVERAGE, entry, date(2023, 8, 30)).why.say("zh")


def test_a_number_that_may_be_a_persons_is_reported_starred(small: Plan):
    assert on_day(small, RISING, {"value": 13800000000}, date(2023, 8, 30)).reported == "138******00"


def test_a_year_is_full_from_its_first_day(small: Plan):
    years = [measures.full_years(small._replace(period=Period(date(2021, 1, day), END))) for day in (1, 2)]
    assert years == [[2021, 2022, 2023, 2024, 2025], [2022, 2023, 2024, 2025]]


# The smallest of the parts, where some are bounds.


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"甲村": "不足7", "乙村": 5}, "overdue"),
        ({"甲村": 5, "乙村": "不足7"}, "overdue"),
        ({"甲村": "不足20", "乙村": 6}, "unproven"),
        ({"甲村": 6, "乙村": "不足20"}, "unproven"),
        ({"甲村": "6以上", "乙村": "不足20"}, "unproven"),
    ],
)
def test_the_lowest_bound_of_the_parts_decides(small: Plan, parts: dict[str, Any], verdict: str):
    assert judged(small, MINIMUM, {"by_unit": parts} | FIGURE, "2025-12-31").verdict == verdict


@pytest.mark.parametrize(
    ("parts", "reported"),
    [
        ({"甲村": 0, "乙村": "0.5"}, 0),
        ({"甲村": "0.5", "乙村": 0}, 0),
        ({"甲村": "7以上", "乙村": "不足6"}, "不足6"),
        ({"甲村": "不足20", "乙村": 7}, "7"),
        ({"甲村": 7, "乙村": "不足7"}, "不足7"),
        ({"甲村": "0.5", "乙村": "不足0"}, "不足0"),
        ({"甲村": 0, "乙村": "-0.5"}, -0.5),
    ],
    ids=["zero-first", "zero-last", "below-six", "seven", "below-seven", "below-zero", "impossible"],
)
def test_the_smallest_of_the_parts_is_what_is_reported(small: Plan, parts: dict[str, Any], reported: str | float):
    assert judged(small, MINIMUM, {"by_unit": parts}).reported == reported


# Evidence.


def test_a_last_requirement_short_of_done_asks_for_evidence_too(midyear: Plan):
    # The one requirement of the group is under_way by 2023-06-30; reached, and nothing proves it.
    found = judged(midyear, "1.1.1-01", {"status": "under_way"}, "2023-08-30")
    assert (found.verdict, found.required, found.deadline) == ("unproven", "under_way", date(2023, 6, 30))


@pytest.mark.parametrize("target", [FALLING, COVERAGE, MINIMUM])
def test_a_phase_that_asks_for_a_value_is_not_met_by_a_status(small: Plan, target: str):
    found = judged(small, target, {"status": "under_way"} | FIGURE, phase="2022")
    assert (found.verdict, found.required, found.deadline) == ("unproven", "under_way", date(2022, 12, 31))
    assert "未填数值" in found.why.say("zh")


def test_a_sentence_on_missing_evidence_names_only_kinds_that_count(odd: Plan):
    why = judged(odd, "1.1.1-08", {"status": "done"}).why
    assert ("文件" in why.say("zh"), "自述" in why.say("zh")) == (True, False)
    assert "statement" not in why.say("en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_met_says_that_it_is_proven(small: Plan, lang: Any):
    assert {"zh": "已列佐证 1 件（未核）", "en": "evidence listed: 1 (not yet checked)"}[lang] in judged(
        small, REGULAR, {"status": "done"} | DOCUMENT
    ).why.say(lang)


# When it was done.


def test_a_date_after_as_of_is_an_error_of_its_own_and_changes_no_verdict(small: Plan):
    entry = {"status": "done", "done_on": "2023-09"} | DOCUMENT
    report = examine(submission({REGULAR: entry}), small)
    assert [one.code for one in report.findings if one.target == REGULAR] == ["FZ301"]
    assert verdict_of(report, REGULAR).verdict == "met"


def test_done_in_the_deadlines_month_is_on_time(small: Plan):
    said = judged(small, REGULAR, {"status": "done", "done_on": "2025-12"} | DOCUMENT, "2026-03-01").why.say("zh")
    assert ("按期" in said, "提前" in said, "逾期" in said) == (True, False, False)


@pytest.mark.parametrize(
    ("target", "entry", "phase"),
    [
        (REGULAR, {"status": "not_started", "done_on": "2023-09"}, None),
        (FOUNDATION, {"status": "substantial", "done_on": "2022-05"}, "2022"),
    ],
    ids=["no-acceptance", "in-time"],
)
def test_a_date_that_did_not_decide_is_not_given_as_the_reason(
    small: Plan, target: str, entry: dict[str, Any], phase: str | None
):
    found = judged(small, target, entry, phase=phase)
    assert found.verdict == "overdue"
    assert entry["done_on"] not in found.why.say("zh") + found.why.say("en")


# Duties that hold from the first day to the last.

NO_LESS_THAN_98 = {"value": "98%以上"}


@pytest.mark.parametrize(
    ("target", "entry", "phase", "verdict", "required", "deadline"),
    [
        (ALWAYS_ALL, NO_LESS_THAN_98, None, "unproven", 100, "2025-12-31"),
        (ALWAYS_ALL, NO_LESS_THAN_98, "2024", "unproven", 100, "2024-12-31"),
        (ALWAYS_ALL, {"value": 100}, "2022", "met", 100, "2022-12-31"),
        (STANDING, {"status": "under_way"}, "2022", "met", "under_way", "2022-12-31"),
        (FREQUENCY, {"by_year": {2022: 4}}, None, "unproven", 4, "2025-12-31"),
        (FREQUENCY, {"by_year": {2022: 4}}, "2022", "unproven", 4, "2022-12-31"),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: "1以上"}}, None, "unproven", 4, "2025-12-31"),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, "2022", "met", 4, "2022-12-31"),
    ],
)
def test_a_duty_that_is_met_or_open_names_the_last_day_it_is_asked_for(
    small: Plan, target: str, entry: dict[str, Any], phase: str | None, verdict: str, required: Any, deadline: str
):
    found = judged(small, target, entry, phase=phase)
    assert (found.verdict, found.required, str(found.deadline)) == (verdict, required, deadline)


def test_a_phase_that_ends_within_a_year_names_its_own_last_day(midyear: Plan):
    found = judged(midyear, "1.1.1-01", {"by_year": {2022: 4}}, phase="2023")
    assert (found.verdict, found.required, found.deadline) == ("met", 4, date(2023, 6, 30))


def test_an_open_count_of_this_year_names_the_year(small: Plan):
    why = judged(small, FREQUENCY, {"by_year": {2021: 4, 2022: 4, 2023: "1以上"}}).why
    assert ("2023" in why.say("zh"), "2023" in why.say("en")) == (True, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_duty_accepted_says_what_is_kept(small: Plan, lang: Any):
    said = judged(small, FREQUENCY, {"by_year": {2021: 4, 2022: 5}}, phase="2022").why.say(lang)
    parts = {"zh": ("4", "2021 年 4 次", "2022 年 5 次"), "en": ("4", "2021: 4 times", "2022: 5 times")}[lang]
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("year", "count", "kept", "behind"),
    [
        (2023, 2, "2023-09-30", "2023-10-01"),  # day 273 of 365: 2.99 times; day 274: 3.003
        (2024, 2, "2024-09-30", "2024-10-01"),  # day 274 of 366: 2.99 times; day 275: 3.005
        (2023, 1, "2023-07-01", "2023-07-02"),  # day 182: 1.99; day 183: 2.005
        (2024, 1, "2024-06-30", "2024-07-01"),  # day 182: 1.99; day 183: exactly 2
        (2024, 3, "2024-12-30", "2024-12-31"),  # day 365 of 366: 3.99
    ],
)
def test_the_share_of_a_year_counts_its_own_days(small: Plan, year: int, count: int, kept: str, behind: str):
    entry = {"by_year": {2021: 4, 2022: 4, 2023: 4, year: count}}
    verdicts = [judged(small, FREQUENCY, entry, day).verdict for day in (kept, behind)]
    assert verdicts == ["on_track", "overdue" if behind.endswith("12-31") else "lagging"]


def test_a_year_short_of_its_first_or_last_day_is_not_wholly_inside_the_plan(small: Plan):
    entry = {"by_year": {2022: 4, 2023: 4, 2024: 4}, "evidence": [PROOF["record"]]}
    period = Period(date(2021, 1, 2), date(2025, 12, 30))
    shorter = small._replace(period=period, hash=f"{small.hash}-shorter")
    verdicts = [on_day(plan, FREQUENCY, entry, date(2026, 1, 31)).verdict for plan in (shorter, small)]
    assert verdicts == ["met", "unproven"]


def test_a_frequency_without_a_unit_says_how_often(small: Plan):
    plan = changed(small, FREQUENCY, measure=Frequency(Fraction(4)))
    missing = verdict_of(examine(submission(), plan), FREQUENCY)
    assert (missing.verdict, missing.required) == ("missing", 4)
    assert missing.why.say("zh").endswith("每年不少于 4 次，没有填报")
    assert "at least 4 times a year" in missing.why.say("en")


@pytest.mark.parametrize(
    ("stage", "as_of", "verdict"), [("done", "2023-08-30", "unproven"), ("substantial", "2026-01-01", "overdue")]
)
def test_a_marked_duty_without_a_group_given_by_status_is_due_at_the_plans_end(
    odd: Plan, stage: str, as_of: str, verdict: str
):
    found = judged(odd, "1.1.1-09", {"status": stage}, as_of)
    assert (found.verdict, found.required, found.deadline) == (verdict, "done", END)


def test_a_measure_without_a_mark_has_none():
    with pytest.raises(ValueError, match="standing"):
        mark_of(Standing())


# Before the plan and on its first day.


@pytest.mark.parametrize("entry", [{"status": "not_started"}, {"status": "not_started", "progress": 0}])
def test_nothing_is_expected_before_the_plan_begins(small: Plan, entry: dict[str, Any]):
    plan = changed(small, REGULAR, schedule=(Requirement(START, "done"),))
    verdicts = [on_day(plan, REGULAR, entry, day).verdict for day in (date(2020, 6, 1), date(2020, 12, 31), START)]
    assert verdicts == ["on_track", "due_soon", "overdue"]


# What is said.


@pytest.mark.parametrize(
    ("written", "said"), [("10", "10%"), ("9", "9%"), ("9.9", "9.9%"), ("10%", "10%"), ("9.9%", "9.9%")]
)
def test_progress_is_said_with_one_percent_sign(small: Plan, written: str, said: str):
    why = judged(small, REGULAR, {"status": "under_way", "progress": written}, "2022-02-01").why
    assert f"进度{said}" in why.say("zh")
    assert f"progress {said}" in why.say("en")
    assert "%%" not in why.say("zh") + why.say("en")


def test_a_lag_is_said_to_a_tenth_of_a_point(small: Plan):
    # 366 of 1825 days are 20.0548 percent; 10 are reported.
    found = judged(small, REGULAR, {"status": "under_way", "progress": 10}, "2022-01-02")
    assert found.lag == Fraction(734, 73)
    assert "落后 10.1 个百分点" in found.why.say("zh")
    assert "10.1 points" in found.why.say("en")


def test_days_left_are_said_only_where_it_is_due_soon(small: Plan):
    entry = {"status": "substantial"}
    near, far = (judged(small, REGULAR, entry, day).why.say("en") for day in ("2025-10-02", "2025-10-01"))
    assert ("90 days" in near, "days" in far) == (True, False)


def test_without_a_baseline_only_the_deadline_is_named(odd: Plan):
    said = judged(odd, "1.1.1-05", {"value": 1}, "2025-11-30").why.say("zh")
    assert said.count("2025-12-31") == 1


@pytest.mark.parametrize(
    ("target", "asked_for"),
    [(FALLING, "under way"), (FREQUENCY, "under way")],
)
def test_a_stage_word_before_the_mark_is_not_called_by_the_mark(small: Plan, target: str, asked_for: str):
    found = judged(small, target, {"status": "not_started"}, "2022-12-31")
    assert (found.verdict, found.required) == ("overdue", "under_way")
    assert asked_for in found.why.say("en")
    assert not {"10", "100%", "4"} & set(found.why.say("en").split())


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"covered": 37, "total": 40}, "92.5%（37/40）"),
        ({"value": "92.5"}, "92.5%"),
        ({"value": "92.5%"}, "92.5%"),
    ],
    ids=["parts", "percent", "percent-sign"],
)
def test_parts_are_said_beside_the_percentage_they_make(small: Plan, entry: dict[str, Any], said: str):
    why = judged(small, COVERAGE, entry, "2025-12-31").why
    assert why.say("zh").endswith(f"填报为{said}")
    assert f"reported: {said}".replace("（", " (").replace("）", ")") in why.say("en")


def test_a_mark_is_said_with_its_unit_where_it_has_one(small: Plan):
    plain = changed(small, RISING, measure=Quantity(at_least=Fraction(100)))
    entry = {"value": "39"}
    said = [on_day(plan, RISING, entry, END).why.say("zh") for plan in (plain, small)]
    assert said == [f"到 2022-12-31 应不低于 40{unit}，填报为 39{unit}" for unit in ("", " 个")]
    assert "应达到100%，" in judged(small, COVERAGE, {"value": 5}, "2025-12-31").why.say("zh")


@pytest.mark.parametrize(
    ("verdict", "code", "entry", "as_of"),
    [
        ("missing", "FZ501", {}, "2023-08-30"),
        ("overdue", "FZ502", {"status": "not_started"}, "2023-08-30"),
        ("lagging", "FZ503", {"status": "under_way", "progress": 50}, "2024-07-01"),
        ("unproven", "FZ401", {"status": "done"}, "2023-08-30"),
        ("due_soon", "FZ504", {"status": "substantial"}, "2025-10-02"),
        ("on_track", None, {"status": "under_way"}, "2023-08-30"),
        ("met", None, {"status": "done"} | DOCUMENT, "2023-08-30"),
    ],
)
def test_each_verdict_is_found_under_its_code(
    small: Plan, verdict: str, code: str | None, entry: dict[str, Any], as_of: str
):
    report = examine(submission({REGULAR: entry}, as_of), small)
    assert verdict_of(report, REGULAR).verdict == verdict
    assert [one.code for one in report.findings if one.target == REGULAR] == ([code] if code else [])
    assert OF_VERDICT.get(verdict_of(report, REGULAR).verdict) == code


@pytest.mark.parametrize(
    ("entry", "as_of", "verdict", "days"),
    [
        ({"status": "not_started"}, "2023-08-30", "overdue", 242),  # since 2022-12-31
        ({"status": "not_started"}, "2022-12-31", "overdue", 0),
        ({"status": "under_way", "progress": 50}, "2024-07-01", "lagging", 0),
        ({"status": "done"}, "2026-03-01", "unproven", 0),
        (DONE, "2026-03-01", "met", 0),
        (None, "2026-03-01", "missing", 0),
    ],
)
def test_only_what_is_overdue_counts_days(
    small: Plan, entry: dict[str, Any] | None, as_of: str, verdict: str, days: int
):
    found = judged(small, REGULAR, entry, as_of)
    assert (found.verdict, found.days_over(date.fromisoformat(as_of))) == (verdict, days)


def test_what_is_known_asks_for_no_attention(small: Plan):
    found = judged(small, REGULAR, {"status": "not_started"})
    assert (found.flagged, found._replace(known=True).flagged, found._replace(known=True).asked_for) == (
        True,
        False,
        True,
    )


def test_a_target_applies_or_does_not(small: Plan):
    assert RISING in small.targets_of("city", "650100")
    assert RISING not in small.targets_of("county", "650100")


# What was judged before is remembered; it must never stand for something else.


def fresh(plan: Plan, name: str) -> Plan:
    """Return the plan under a hash for which nothing has been judged yet."""
    return plan._replace(hash=f"{plan.hash}-{name}")


def both_ways(plan: Plan, target: str, entries: tuple[dict[str, Any], ...]) -> list[list[tuple[str, str]]]:
    """Return verdict and sentence of each entry: each judged alone, one after the other, and the other way round."""
    names = [f"{target}-{entries!r}-{way}" for way in ("first", "second", "there", "back")]
    alone = [seen(fresh(plan, names[at]), target, entry) for at, entry in enumerate(entries)]
    there = [seen(fresh(plan, names[2]), target, entry) for entry in entries]
    back = [seen(fresh(plan, names[3]), target, entry) for entry in reversed(entries)]
    return [alone, there, back[::-1]]


def seen(plan: Plan, target: str, entry: dict[str, Any]) -> tuple[str, str]:
    """Return verdict and sentence of one entry."""
    found = judged(plan, target, entry)
    return found.verdict, found.why.say("zh")


@pytest.mark.parametrize(
    ("target", "first", "second"),
    [
        (REGULAR, {"status": "under_way"}, {"status": "not_started"}),
        (REGULAR, {"status": "done"}, DONE),
        (REGULAR, DONE | {"done_on": "2023-05"}, DONE | {"done_on": "2022-05"}),
        (REGULAR, DONE, DONE | {"done_on": "2022-05"}),
        (REGULAR, {"status": "under_way", "progress": 50}, {"status": "under_way", "progress": 10}),
        (REGULAR, {"status": "under_way", "progress": 50}, {"status": "under_way"}),
        (REGULAR, {"status": "not_applicable", "reason": "甲"}, {"status": "not_applicable", "reason": "乙"}),
        (RISING, {"value": 60}, {"value": 39}),
        (RISING, {"value": 60}, {"value": "60以上"}),
        (COVERAGE, {"covered": 39, "total": 40}, {"covered": 4, "total": 40}),
        (COVERAGE, {"covered": 39, "total": 40}, {"covered": 39, "total": 400}),
        (MINIMUM, {"by_unit": {"甲村": 6}}, {"by_unit": {"甲村": 5}}),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, {"by_year": {2021: 4, 2022: 3}}),
    ],
)
def test_one_answer_never_stands_for_another(small: Plan, target: str, first: dict[str, Any], second: dict[str, Any]):
    alone, there, back = both_ways(small, target, (first, second))
    assert alone == there == back
    assert alone[0] != alone[1]


@pytest.mark.parametrize(
    ("fields", "verdicts"),
    [
        ({"evidence": Proofs(("document",), 2)}, ["met", "unproven"]),
        ({"evidence": Proofs(("figure",), 1)}, ["met", "unproven"]),
        ({"measure": Standing()}, ["met", "on_track"]),
    ],
    ids=["more-evidence", "other-evidence", "other-measure"],
)
def test_one_target_never_stands_for_another(small: Plan, fields: dict[str, Any], verdicts: list[str]):
    plan = changed(small, OTHER, **({"evidence": small.by_id[REGULAR].evidence} | fields))
    report = examine(submission({REGULAR: DONE, OTHER: DONE}), plan)
    assert [verdict_of(report, target).verdict for target in (REGULAR, OTHER)] == verdicts
    assert [verdict_of(report, target).target.id for target in (REGULAR, OTHER)] == [REGULAR, OTHER]


def test_a_target_with_another_schedule_is_judged_by_its_own(small: Plan):
    plan = changed(small, OTHER, schedule=(Requirement(END, "done"),), evidence=small.by_id[REGULAR].evidence)
    report = examine(submission({target: {"status": "not_started"} for target in (REGULAR, OTHER)}, "2022-12-31"), plan)
    # Due at the end of 2022; and of three stages in 1825 days one is expected after 609: on 2022-09-02.
    found = [verdict_of(report, target) for target in (REGULAR, OTHER)]
    assert [(one.verdict, one.slow) for one in found] == [("overdue", False), ("on_track", True)]


def test_one_day_phase_unit_or_choice_never_stands_for_another(small: Plan):
    plan, text = fresh(small, "asked"), submission({REGULAR: {"status": "under_way"}})
    one_item = Choice(measure="milestone", group="regular", words="机制")
    court, government = (
        text.replace("level: city", f"level: department, body: {body}") for body in ("court", "government")
    )
    asked = [
        (Checker(plan), text, 14, "on_track"),
        (Checker(plan, date(2026, 7, 1)), text, 14, "overdue"),
        (Checker(plan, phase="2022"), text, 14, "met"),
        (Checker(plan, date(2022, 12, 31)), text, 14, "on_track"),
        (Checker(plan, choice=one_item), text, 1, "on_track"),
        (Checker(plan), text.replace("650100", "410300"), 13, "on_track"),
        (Checker(plan), text.replace("level: city", "level: county"), 9, "on_track"),
        (Checker(plan), government, 2, "on_track"),
        (Checker(plan), court, 1, None),
    ]
    for checker, written, number, verdict in [*asked, *reversed(asked)]:
        found = checker.text("a.yaml", written).assessments
        assert len(found) == number
        assert [one.verdict for one in found if one.target.id == REGULAR] == ([verdict] if verdict else [])


def test_what_was_said_before_is_not_judged_again(small: Plan, monkeypatch: pytest.MonkeyPatch):
    calls: Counter[str] = Counter()

    def counted(name: str) -> Callable[..., Any]:
        work = getattr(assess, name)
        return lambda *given: calls.update([name]) or work(*given)

    for name in ("judge", "_missing"):
        monkeypatch.setattr(assess, name, counted(name))
    monkeypatch.setattr(assess, "_DOCKETS", {})
    plan = fresh(small, "again")
    for status, day in [("under_way", 1), ("substantial", 1), ("under_way", 2), ("substantial", 2)] * 2:
        on_day(plan, REGULAR, {"status": status}, date(2023, 8, day))
    # Two stages on each of two days; the other targets are missing on both.
    assert calls == {"judge": 4, "_missing": 2 * (len(plan.targets) - 1)}


def test_what_is_remembered_stays_within_bounds(small: Plan, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(assess, "_DOCKETS", {})
    monkeypatch.setattr(assess, "_MOST_DOCKETS", 3)
    monkeypatch.setattr(assess, "_MOST_REMEMBERED", 4)
    plan = fresh(small, "bounds")
    for day in range(1, 11):
        for status, proof in product(("not_started", "under_way", "substantial", "done"), ({}, DOCUMENT)):
            assert on_day(plan, REGULAR, {"status": status, **proof}, date(2023, 8, day)).reported == status
            assert 1 <= len(assess._DOCKETS) <= 3
            assert all(1 <= len(docket._judged) <= 4 for docket in assess._DOCKETS.values())


@pytest.mark.parametrize(
    ("target", "as_of", "words"),
    [
        (STANDING, "2023-08-30", ["2021-01-01", "持续开展"]),
        (RISING, "2022-12-30", ["到 2022-12-31 应", "40 个"]),
        (RISING, "2022-12-31", ["今日到期（2022-12-31）", "40 个"]),
        (RISING, "2023-01-01", ["2022-12-31 已过", "40 个"]),
        (RISING, "2026-03-01", ["2022-12-31 已过", "40 个"]),
    ],
)
def test_what_is_missing_is_said_with_the_first_deadline_that_has_passed_else_the_next(
    small: Plan, target: str, as_of: str, words: list[str]
):
    found = judged(small, target, None, as_of)
    assert found.verdict == "missing"
    assert [word for word in words if word not in found.why.say("zh")] == []


@pytest.mark.parametrize(
    ("as_of", "said"),
    [("2022-12-31", "今日到期（2022-12-31），应达到“推进中”"), ("2023-01-01", "到 2022-12-31 应达到“推进中”")],
)
def test_on_the_day_itself_a_requirement_is_due_today(small: Plan, as_of: str, said: str):
    found = judged(small, REGULAR, {"status": "not_started"}, as_of)
    assert found.verdict == "overdue"
    assert said in found.why.say("zh")


def test_a_standing_duty_that_is_broken_is_not_kept_and_has_no_days(small: Plan):
    found = judged(small, STANDING, {"status": "not_started"}, "2024-08-30")
    assert (found.verdict, found.days_over(date(2024, 8, 30))) == ("overdue", 0)
    assert found.why.say("zh") == "未保持：自 2021-01-01 起应持续开展，填报为“未开展”"
    assert found.why.say("en") == "not kept: ongoing work required since 2021-01-01; reported: not started"


@pytest.mark.parametrize(("day", "said"), [("2023-08-30", "；另有 1 件日期晚于判定日期，不计入"), ("2023-09-02", "")])
def test_evidence_that_is_dropped_for_its_date_is_said(small: Plan, day: str, said: str):
    later = PROOF["document"] | {"date": "2023-09-01"}
    found = judged(small, REGULAR, {"status": "done", "evidence": [later]}, day)
    assert (found.verdict == "unproven") == bool(said)
    assert ("晚于判定日期" in found.why.say("zh")) == bool(said)
    assert said in found.why.say("zh")


def test_a_key_without_use_is_not_what_is_reported(small: Plan):
    found = judged(small, REGULAR, {"status": "done", "by_year": {2022: 1}})
    assert (found.verdict, found.reported) == ("invalid", "done")
