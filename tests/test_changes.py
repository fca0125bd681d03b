"""What became of tasks since earlier reports: section 11's table for every measure, and its laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from helpers.answers import Entry, days, evidence, submissions
from helpers.project import SMALL
from helpers.running import examine
from helpers.submissions import PROOF, submission
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_check.assess import FLAGGED
from fazhi_check.beside import Change
from fazhi_check.digest.run import digest
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.data.json import file_data
from fazhi_check.round.changes import changed
from fazhi_check.round.judged import Earlier, judged_now
from fazhi_check.round.kept import judgement_of

PLAN = load_plan(str(SMALL))
MILESTONE, DUTY = "1.1.1-03", "1.2.1-06"
RISING, FALLING, COVERAGE, MINIMUM = "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04"
FREQUENCY, ALWAYS_ALL, NEVER_ANY = "1.2.1-05", "1.2.1-07", "1.2.1-08"
EARLY, LATER, LATEST = "2021-02-01", "2026-01-31", "2026-06-30"
FIGURE, RECORD = {"evidence": [PROOF["figure"]]}, {"evidence": [PROOF["record"]]}
ALL_YEARS = {2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4}


def judged(entries: Mapping[str, Any], as_of: str, plan: Plan = PLAN) -> FileReport:
    """Return the report on a city's entries on a day."""
    return examine(submission(dict(entries), as_of), plan)


def saved(report: FileReport, **instead: Any) -> Earlier:
    """Return a report as a later run reads it from its JSON; what is given stands `instead` in each assessment."""
    assert report.as_of
    assert report.plan
    data = file_data(digest(Report([report])).files[0], "zh", frozenset())
    made = [judgement_of({**one, **instead}, report.plan.id, report.as_of) for one in data["assessments"]]
    return Earlier(report.as_of, report.plan.id, {one.target: one for one in made})


def held(now: FileReport, *earlier: Earlier) -> dict[str, Change]:
    """Return what became of each task of a report since earlier ones."""
    assert now.plan
    assert now.as_of
    entries, of_plan, as_of = now.entries, now.plan.id, now.as_of
    present = [judged_now(one, as_of, of_plan, entries.get(one.target.id)) for one in now.assessments]
    followed = changed(now.assessments, present, earlier, now.plan)
    return {one.target.id: one.change for one in followed if one.change}


def kind(target: str, before: Entry | None, first: str, now: Entry | None, second: str) -> str:
    """Return what became of a task between two reports of two days; None is no entry."""
    then, after = ({target: entry} if entry is not None else {} for entry in (before, now))
    return held(judged(after, second), saved(judged(then, first)))[target].kind


# What stands before and now, both flagged, with what that is.
BOTH_FLAGGED: list[tuple[str, Entry | None, Entry | None, str]] = [
    (MILESTONE, {"status": "under_way"}, {"status": "substantial"}, "eased"),
    (MILESTONE, {"status": "under_way"}, {"status": "under_way"}, "open"),
    (MILESTONE, {"status": "substantial"}, {"status": "under_way"}, "open"),
    (MILESTONE, {"status": "under_way", "progress": 60}, {"status": "under_way", "progress": 70}, "eased"),
    (MILESTONE, {"status": "under_way"}, {"status": "under_way", "progress": 10}, "eased"),
    (MILESTONE, {"status": "under_way", "progress": 70}, {"status": "under_way"}, "open"),
    (MILESTONE, {"status": "under_way"}, {"status": "under_way", "evidence": [PROOF["document"]]}, "eased"),
    (MILESTONE, {"status": "under_way"}, {"status": "under_way", "evidence": [PROOF["report"]]}, "open"),
    (MILESTONE, None, {"status": "not_started"}, "eased"),
    (MILESTONE, {"status": "substantial"}, None, "open"),
    (MILESTONE, None, None, "open"),
    (MILESTONE, {"status": "not_applicable"}, None, "open"),  # nothing that can be used is nothing
    (MILESTONE, {"status": "not_applicable"}, {"status": "not_started"}, "eased"),
    (MILESTONE, {"status": "done"}, {"status": "done", "progress": 100}, "eased"),
    (DUTY, {"status": "not_started"}, {"status": "not_started", "evidence": [PROOF["publication"]]}, "eased"),
    (DUTY, {"status": "under_way"}, {"status": "not_started"}, "open"),
    (RISING, {"value": 50}, {"value": 60}, "eased"),
    (RISING, {"value": 50}, {"value": 50}, "open"),
    (RISING, {"value": 50}, {"value": 40}, "open"),
    (RISING, {"value": 120}, {"value": 130}, "open"),  # reached is reached
    (RISING, {"value": "50余"}, {"value": 51}, "eased"),
    (RISING, {"value": "不足50"}, {"value": 50}, "open"),  # by its number
    (RISING, {"value": 50}, {"value": "60以上"}, "eased"),
    (RISING, {"value": 50}, {"status": "substantial"}, "open"),  # a value against a status alone
    (RISING, {"status": "substantial"}, {"value": 50}, "open"),
    (RISING, {"status": "under_way"}, {"status": "substantial"}, "eased"),
    (RISING, {"value": 60}, {"value": 60, **FIGURE}, "eased"),
    (FALLING, {"value": 20}, {"value": 15}, "eased"),
    (FALLING, {"value": 15}, {"value": 20}, "open"),
    (FALLING, {"value": "不足20"}, {"value": 19}, "eased"),
    (FALLING, {"value": "20以上"}, {"value": 19}, "eased"),  # by its number
    (COVERAGE, {"covered": 20, "total": 40}, {"covered": 30, "total": 40}, "eased"),
    (COVERAGE, {"covered": 20, "total": 40}, {"value": "50%"}, "open"),
    (COVERAGE, {"covered": 37, "total": 40}, {"covered": 74, "total": 80}, "open"),
    (COVERAGE, {"covered": 1, "total": 3}, {"value": "33.34%"}, "eased"),  # in exact fractions
    (MINIMUM, {"by_unit": {"甲": 2, "乙": 6}}, {"by_unit": {"甲": 3, "乙": 3}}, "eased"),
    (MINIMUM, {"by_unit": {"甲": 3, "乙": 3}}, {"by_unit": {"甲": 2, "乙": 9}}, "open"),
    (FREQUENCY, {"by_year": ALL_YEARS | {2021: 3, 2022: 3}}, {"by_year": ALL_YEARS | {2021: 3}}, "eased"),
    (FREQUENCY, {"by_year": ALL_YEARS | {2021: 3}}, {"by_year": ALL_YEARS | {2022: 1}}, "open"),
    (FREQUENCY, {"by_year": {2021: 4}}, {"by_year": {2021: 4, 2022: 4}}, "eased"),  # not given before
    (FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, {"by_year": {2021: 4, 2022: 3}}, "open"),
    (FREQUENCY, {"by_year": ALL_YEARS | {2021: 3}}, {"status": "done"}, "open"),
    (FREQUENCY, {"by_year": ALL_YEARS | {2021: "不足4"}}, {"by_year": ALL_YEARS | {2021: "5"} | {2022: 1}}, "open"),
    (FREQUENCY, {"by_year": ALL_YEARS | {2021: "不足4", 2022: 3}}, {"by_year": ALL_YEARS | {2022: 3}}, "eased"),
    (ALWAYS_ALL, {"value": 90}, {"value": 95}, "eased"),
    (ALWAYS_ALL, {"value": 95}, {"value": 90}, "open"),
    (ALWAYS_ALL, {"value": 90}, {"status": "not_started"}, "open"),
    (NEVER_ANY, {"value": 3}, {"value": 1}, "eased"),
    (NEVER_ANY, {"value": 1}, {"value": 3}, "open"),
]


@pytest.mark.parametrize(("target", "before", "now", "expected"), BOTH_FLAGGED)
def test_what_was_flagged_and_is_has_eased_where_it_stands_better(
    target: str, before: Entry | None, now: Entry | None, expected: str
) -> None:
    assert kind(target, before, LATER, now, LATEST) == expected


# What stood well on an early day, and what stands there now, flagged.
FLAGGED_NOW: list[tuple[str, Entry, str, Entry | None, str]] = [
    (MILESTONE, {"status": "under_way"}, EARLY, {"status": "under_way"}, "due"),
    (MILESTONE, {"status": "under_way"}, EARLY, {"status": "substantial"}, "due"),
    (MILESTONE, {"status": "substantial"}, EARLY, {"status": "under_way"}, "fallen_back"),
    (MILESTONE, {"status": "under_way", "progress": 50}, "2022-06-30", {"status": "under_way"}, "fallen_back"),
    (
        MILESTONE,
        {"status": "under_way", "evidence": [PROOF["document"]]},
        EARLY,
        {"status": "under_way"},
        "fallen_back",
    ),
    (MILESTONE, {"status": "under_way"}, EARLY, {"status": "not_applicable"}, "fallen_back"),  # without a reason
    (MILESTONE, {"status": "under_way"}, EARLY, None, "dropped"),
    (MILESTONE, {"status": "under_way"}, EARLY, {"note": ""}, "dropped"),
    (DUTY, {"status": "under_way"}, EARLY, {"status": "not_started"}, "fallen_back"),
    (DUTY, {"status": "under_way"}, EARLY, {"status": "under_way"}, "due"),
    (DUTY, {"status": "under_way"}, EARLY, None, "dropped"),
    (RISING, {"value": 40}, EARLY, {"value": 40}, "due"),
    (RISING, {"value": 40}, EARLY, {"value": 90}, "due"),
    (RISING, {"value": 40}, EARLY, {"value": 39}, "fallen_back"),
    (RISING, {"value": 40}, EARLY, {"value": "39余"}, "fallen_back"),
    (RISING, {"value": 40}, EARLY, {"status": "under_way"}, "due"),
    (RISING, {"value": 40}, EARLY, None, "dropped"),
    (FALLING, {"value": 28}, EARLY, {"value": 20}, "due"),
    (FALLING, {"value": 28}, EARLY, {"value": 29}, "fallen_back"),
    (COVERAGE, {"covered": 20, "total": 40}, EARLY, {"value": 50}, "due"),
    (COVERAGE, {"covered": 20, "total": 40}, EARLY, {"value": 49}, "fallen_back"),
    (COVERAGE, {"covered": 20, "total": 40}, EARLY, None, "dropped"),
    (MINIMUM, {"by_unit": {"甲": 3}}, EARLY, {"by_unit": {"甲": 3, "乙": 8}}, "due"),
    (MINIMUM, {"by_unit": {"甲": 3}}, EARLY, {"by_unit": {"甲": 3, "乙": 2}}, "fallen_back"),
    (FREQUENCY, {"by_year": {2021: 4, 2022: 1}}, "2022-03-31", {"by_year": {2021: 4, 2022: 1}}, "due"),
    (FREQUENCY, {"by_year": {2021: 4, 2022: 2}}, "2022-03-31", {"by_year": {2021: 3, 2022: 2}}, "fallen_back"),
    (FREQUENCY, {"by_year": {2021: 4, 2022: 2}}, "2022-03-31", None, "dropped"),
    (ALWAYS_ALL, {"value": 100}, EARLY, {"value": 99}, "fallen_back"),
    (ALWAYS_ALL, {"value": 100}, EARLY, {"value": 100}, "due"),
    (NEVER_ANY, {"value": 0}, EARLY, {"value": 1}, "fallen_back"),
]


@pytest.mark.parametrize(("target", "before", "day", "now", "expected"), FLAGGED_NOW)
def test_what_is_flagged_now_only_fell_back_was_dropped_or_fell_due(
    target: str, before: Entry, day: str, now: Entry | None, expected: str
) -> None:
    assert kind(target, before, day, now, LATER) == expected


def test_the_count_of_a_year_is_held_against_that_of_the_same_year_only() -> None:
    third = {"by_year": {2021: 4, 2022: 3}}
    assert kind(FREQUENCY, third, "2022-10-31", {"by_year": {2021: 4, 2022: 2}}, "2022-12-31") == "fallen_back"
    assert kind(FREQUENCY, third, "2022-10-31", third, "2022-12-31") == "due"
    fewer = {"by_year": {2021: 4, 2022: 4, 2023: 0}}
    assert kind(FREQUENCY, {"by_year": {2021: 4, 2022: 4}}, "2022-12-31", fewer, "2023-06-30") == "due"


SETTLED: list[tuple[str, Entry]] = [
    (MILESTONE, {"status": "done", "evidence": [PROOF["document"]]}),
    (DUTY, {"status": "under_way", "evidence": [PROOF["publication"]]}),
    (RISING, {"value": 100, **FIGURE}),
    (FALLING, {"value": 10, **FIGURE}),
    (COVERAGE, {"value": 100, **FIGURE}),
    (MINIMUM, {"by_unit": {"甲": 6}, **FIGURE}),
    (FREQUENCY, {"by_year": ALL_YEARS, **RECORD}),
    (ALWAYS_ALL, {"value": 100, **FIGURE}),
    (NEVER_ANY, {"value": 0, **FIGURE}),
]
NOT_APPLICABLE = {"status": "not_applicable", "reason": "没有这项工作"}


@pytest.mark.parametrize(("target", "good"), SETTLED)
def test_what_is_not_flagged_now_is_solved_or_kept(target: str, good: Entry) -> None:
    assert kind(target, None, LATER, good, LATEST) == "solved"
    assert kind(target, good, LATER, good, LATEST) == "kept"
    assert kind(target, None, LATER, NOT_APPLICABLE, LATEST) == "solved"
    assert kind(target, NOT_APPLICABLE, LATER, good, LATEST) == "kept"


@pytest.mark.parametrize(("target", "good"), SETTLED)
def test_what_did_not_concern_the_unit_before_or_was_not_judged_is_new(target: str, good: Entry) -> None:
    assert kind(target, NOT_APPLICABLE, LATER, None, LATEST) == "new"
    now, report = judged({}, LATEST), saved(judged({}, LATER))
    assert held(now, report._replace(judged={}))[target] == Change("new", None, date(2026, 6, 30), 1)
    assert held(judged({target: good}, LATEST), report._replace(judged={}))[target].kind == "kept"


@pytest.mark.parametrize(("target", "good"), SETTLED)
def test_another_plan_measure_or_rule_of_counting_cannot_be_compared(target: str, good: Entry) -> None:
    now, before = judged({target: good | {"basis": "按户"}}, LATEST), judged({target: good | {"basis": "按户"}}, LATER)
    assert held(now, saved(before))[target].kind != "not_comparable"
    assert held(now, saved(before, measure="0" * 12))[target].kind == "not_comparable"
    assert held(now, saved(before, basis="按人"))[target].kind == "not_comparable"
    assert held(now, saved(before, basis=None, measure=None))[target].kind != "not_comparable"
    assert {one.kind for one in held(now, saved(before)._replace(plan="other")).values()} == {"not_comparable"}


def test_a_unit_without_earlier_reports_has_no_change() -> None:
    assert held(judged({}, LATER)) == {}


def test_waivers_and_known_findings_hide_nothing_from_the_comparison() -> None:
    now = judged({MILESTONE: {"status": "under_way"}}, LATEST)
    waiver = {"reason": "经批准", "approved_by": "市委依法治市办", "expires": "2026-12-31"}
    before = judged({MILESTONE: {"status": "under_way"}}, LATER)
    assert held(now, saved(before, flagged=False, waived=waiver))[MILESTONE].kind == "open"
    assert held(now, saved(before, flagged=False, known=True))[MILESTONE].kind == "open"
    assert held(now, saved(before, flagged=False))[MILESTONE].kind == "due"  # only encouraged then


def test_since_is_the_first_day_of_the_unbroken_run() -> None:
    bad, good = {MILESTONE: {"status": "under_way"}}, {MILESTONE: {"status": "done", "evidence": [PROOF["document"]]}}
    months = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]
    reports = [saved(judged(bad if number != 1 else good, day)) for number, day in enumerate(months)]
    now = held(judged(bad, LATEST), *reports)[MILESTONE]
    assert (now.kind, now.since, now.rounds) == ("open", date(2026, 3, 31), 4)
    over = held(judged(good, LATEST), *reports)[MILESTONE]
    assert (over.kind, over.since, over.rounds) == ("solved", date(2026, 3, 31), 3)
    kept = held(judged(good, "2026-03-31"), *reports[:2])[MILESTONE]
    assert (kept.kind, kept.since, kept.rounds) == ("kept", None, 0)


def test_before_tells_the_day_the_verdict_what_was_reported_and_quoted() -> None:
    proof = PROOF["report"] | {"quote": "正在推进"}
    before = judged({MILESTONE: {"status": "under_way", "evidence": [proof]}}, LATER)
    now = held(judged({}, LATEST), saved(before))[MILESTONE].before
    assert now
    assert now._asdict() == {
        "as_of": date(2026, 1, 31),
        "verdict": "overdue",
        "reported": "under_way",
        "quotes": ("正在推进",),
    }


@pytest.mark.parametrize(
    ("target", "before", "now", "expected"),
    [
        (RISING, {"value": 50}, {"value": 60}, "eased"),
        (RISING, {"value": "50余"}, {"value": 60}, "eased"),
        (COVERAGE, {"covered": 20, "total": 40}, {"value": 50}, "open"),
        (FREQUENCY, {"by_year": {2021: 4}}, {"by_year": {2021: 4, 2022: 4}}, "eased"),
        (MILESTONE, {"status": "under_way"}, {"status": "substantial"}, "eased"),
    ],
)
def test_a_report_of_version_1_is_compared_by_what_it_shows(
    target: str, before: Entry, now: Entry, expected: str
) -> None:
    of_version_1 = {"exact": None, "progress": None, "measure": None, "proofs": 0, "quotes": ()}
    report = saved(judged({target: before}, LATER), **of_version_1)
    assert held(judged({target: now}, LATEST), report)[target].kind == expected


# Laws, whatever is reported.


def text_of(entries: Mapping[str, Entry], as_of: date) -> FileReport:
    """Return the report on a city's entries on a day."""
    return judged(entries, as_of.isoformat())


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(submissions, days)
def test_one_report_twice_yields_only_open_and_kept(entries: Mapping[str, Entry], as_of: date) -> None:
    report = text_of(entries, as_of)
    found = held(report, saved(report))
    assert {one.kind for one in found.values()} <= {"open", "kept"}


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(submissions, submissions, days, st.integers(1, 900))
def test_the_kinds_partition_the_assessments(
    before: Mapping[str, Entry], now: Mapping[str, Entry], as_of: date, after: int
) -> None:
    report = text_of(now, as_of + timedelta(after))
    found = held(report, saved(text_of(before, as_of)))
    assert found.keys() == {one.target.id for one in report.assessments}
    duties = {one.target.id for one in report.assessments if one.verdict in FLAGGED and one.target.force == "shall"}
    told = {name for name, one in found.items() if one.kind not in ("kept", "solved", "not_comparable")}
    assert told == duties


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(submissions, days, st.integers(1, 900), st.data())
def test_more_evidence_is_never_a_falling_back(
    entries: Mapping[str, Entry], as_of: date, after: int, data: st.DataObject
) -> None:
    more = {
        target: entry | {"evidence": [*entry["evidence"], *data.draw(evidence)]} if "evidence" in entry else entry
        for target, entry in entries.items()
    }
    found = held(text_of(more, as_of + timedelta(after)), saved(text_of(entries, as_of)))
    assert "fallen_back" not in {one.kind for one in found.values()}


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(submissions, submissions, days, st.integers(1, 900))
def test_swapping_two_reports_never_turns_solved_into_eased(
    first: Mapping[str, Entry], second: Mapping[str, Entry], as_of: date, after: int
) -> None:
    here, there = text_of(first, as_of), text_of(second, as_of + timedelta(after))
    found, swapped = held(there, saved(here)), held(here, saved(there))
    assert all(swapped[name].kind != "eased" for name, one in found.items() if one.kind == "solved")


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.lists(submissions, min_size=2, max_size=5), st.dates(date(2022, 1, 1), date(2026, 12, 31)))
def test_since_is_the_first_flagged_day_after_the_last_that_was_not(
    rounds: Sequence[Mapping[str, Entry]], first: date
) -> None:
    *past, now = (text_of(entries, first + timedelta(91 * number)) for number, entries in enumerate(rounds))
    reports = [*past, now]
    for name, change in held(now, *map(saved, past)).items():
        flags = [
            any(
                one.target.id == name and one.verdict in FLAGGED and one.target.force == "shall"
                for one in report.assessments
            )
            for report in reports
        ]
        if change.kind == "kept":
            assert (change.since, change.rounds) == (None, 0)
            continue
        assume(change.kind != "not_comparable")
        end = len(flags) if flags[-1] else len(flags) - 1
        start = max((number + 1 for number in range(end) if not flags[number]), default=0)
        assert (change.since, change.rounds) == (reports[start].as_of, end - start)
