"""The order of what is flagged: overdue by days, lagging by points, unproven, invalid, missing, then by plan."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import PROOF, submission

from fazhi_check.plan.model import Plan

AS_OF = "2024-08-30"
# In the order in which a report must name them, with why.
FLAGGED: dict[str, tuple[str, dict[str, Any] | None]] = {
    "1.2.1-05": ("overdue", {"by_year": {2021: 3}}),  # since the end of 2021
    "1.1.1-01": ("overdue", {"status": "substantial"}),  # since the end of 2022
    "1.1.1-02": ("overdue", {"status": "not_started"}),  # since the same day, later in the plan
    "1.2.1-06": ("overdue", {"status": "not_started"}),  # a standing duty has no day to be late by
    "1.2.1-03": ("lagging", {"value": 10}),  # by some 63 points
    "1.2.1-02": ("lagging", {"value": 25}),  # by some 48
    "1.2.1-01": ("lagging", {"value": 45}),  # by some 28
    "1.1.1-03": ("lagging", {"status": "under_way", "progress": 60}),  # by some 13
    "1.2.1-04": ("unproven", {"by_unit": {"甲村": 6}}),
    "1.2.1-07": ("unproven", {"value": "99以上"}),
    "1.2.1-09": ("invalid", {"value": "约20"}),
    "1.1.1-05": ("missing", None),
}
UNFLAGGED: dict[str, tuple[str, dict[str, Any]]] = {
    "1.1.1-04": ("overdue", {"status": "not_started"}),  # only explored
    "1.2.1-08": ("on_track", {"value": 0}),
}
ENTRIES = {target: entry for target, (_, entry) in {**UNFLAGGED, **FLAGGED}.items() if entry is not None}


def test_flagged_assessments_stand_in_the_order_of_urgency(small: Plan):
    report = examine(submission(ENTRIES, AS_OF), small)
    assert [(one.target.id, one.verdict) for one in report.flagged] == [
        (target, verdict) for target, (verdict, _) in FLAGGED.items()
    ]


def test_what_is_not_flagged_follows_what_is(small: Plan):
    report = examine(submission(ENTRIES, AS_OF), small)
    assert [one.flagged for one in report.assessments] == [True] * len(FLAGGED) + [False] * len(UNFLAGGED)
    assert {one.target.id for one in report.assessments[len(FLAGGED) :]} == set(UNFLAGGED)


@pytest.mark.parametrize("number", range(6))
def test_the_order_of_the_file_does_not_matter(small: Plan, number: int):
    turned = list(ENTRIES.items())[number * 2 :] + list(reversed(list(ENTRIES.items())[: number * 2]))
    report = examine(submission(dict(turned), AS_OF), small)
    assert [one.target.id for one in report.flagged] == list(FLAGGED)


def test_the_longest_overdue_comes_first_whatever_its_place_in_the_plan(small: Plan):
    early, late = {"1.2.1-05": {"by_year": {2021: 0}}}, {"1.1.1-01": {"status": "not_started"}}
    for entries in (early | late, late | early):
        report = examine(submission(entries, "2023-08-30"), small)
        first, second = report.assessments[:2]
        assert (first.target.id, first.days_over(date(2023, 8, 30))) == ("1.2.1-05", 607)
        assert (second.target.id, second.days_over(date(2023, 8, 30))) == ("1.1.1-01", 242)


def test_a_fraction_of_a_point_decides(small: Plan):
    # On 2023-07-02 the days are to be 20, each of them 5 points; coverage is to be 49.97 percent.
    for value, first in (("26.00", "1.2.1-02"), ("25.98", "1.2.1-03")):
        entries = {"1.2.1-02": {"value": value}, "1.2.1-03": {"value": "20"}}
        report = examine(submission(entries, "2023-07-02"), small)
        lagging = [one.target.id for one in report.assessments if one.verdict == "lagging"]
        assert lagging[0] == first
        assert len(lagging) == 2


SAMPLES: dict[str, dict[str, Any]] = {
    "overdue": {"status": "not_started"},
    "lagging": {"status": "under_way", "progress": 10},
    "unproven": {"status": "done"},
    "invalid": {"status": "finished"},
}


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations([*SAMPLES, "missing"], 2)))
def test_each_verdict_outranks_the_next_against_the_plans_order(small: Plan, first: str, second: str):
    # The one that must come first is answered by the later target.
    entries = {"1.1.1-03": SAMPLES[first]} | ({"1.1.1-02": SAMPLES[second]} if second in SAMPLES else {})
    report = examine(submission(entries, "2023-08-30"), small)
    order = [one.target.id for one in report.flagged if one.target.id in {"1.1.1-02", "1.1.1-03"}]
    assert order == ["1.1.1-03", "1.1.1-02"]
    assert [one.verdict for one in report.flagged if one.target.id in order] == [first, second]


ALL_THREE = ["1.1.1-01", "1.1.1-02", "1.1.1-03"]


@pytest.mark.parametrize(
    ("verdict", "targets"),
    [("overdue", ALL_THREE), ("lagging", ALL_THREE[1:]), ("unproven", ALL_THREE), ("invalid", ALL_THREE)],
)
def test_equal_ones_stand_in_the_plans_order(small: Plan, verdict: str, targets: list[str]):
    report = examine(submission(dict.fromkeys(reversed(ALL_THREE), SAMPLES[verdict]), "2023-08-30"), small)
    assert [one.target.id for one in report.flagged if one.verdict == verdict] == targets


def test_missing_stand_by_their_last_deadline_then_by_days_and_standing_duties_last(small: Plan):
    report = examine(submission("", AS_OF), small)
    assert [one.target.id for one in report.flagged] == [
        "1.1.1-01",  # all of it was due by the end of 2022
        "1.2.1-05",  # the first year ended in 2021
        *("1.1.1-02", "1.1.1-03", "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04", "1.2.1-09"),  # due first in 2022
        *("1.1.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08"),  # held from the first day on
    ]


def test_what_is_not_yet_due_is_not_among_the_worst_where_something_is_past_due(small: Plan):
    report = examine(submission({}, "2021-06-30"), small)
    past = [one.target.id for one in report.flagged if one.past_due]
    assert past == ["1.1.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08"]
    assert [one.target.id for one in report.flagged][: len(past)] == past
    assert [one.target.id for one in report.urgent] == past[:3]


@pytest.mark.parametrize("day", ["2021-06-30", "2022-06-30", "2023-08-30", "2025-12-31"])
def test_of_what_is_missing_the_dated_come_first_then_standing_duties_then_what_is_not_yet_due(small: Plan, day: str):
    places = [
        0 if one.past_due and one.dated else 1 if one.past_due else 2
        for one in examine(submission({}, day), small).flagged
    ]
    assert places == sorted(places)


def test_services_are_told_what_is_past_due_before_what_is_not(run: Callable[..., Ran], tmp_path: Path):
    path = tmp_path / "early.yaml"
    path.write_text(submission({}, "2021-06-30"), encoding="utf-8")
    told = run(path, "--plan", SMALL, "--format", "github").out.splitlines()
    titles = [line.partition("title=FZ501 ")[2][:8] for line in told if "title=FZ501" in line]
    assert titles[:4] == ["1.1.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08"]


def test_exempt_and_met_do_not_push_in(small: Plan):
    entries = {
        "1.1.1-01": {"status": "done", "evidence": [PROOF["document"]]},
        "1.1.1-02": {"status": "not_applicable", "reason": "无此机构"},
        "1.2.1-09": {"value": 70},
    }
    report = examine(submission(entries, AS_OF), small)
    assert report.assessments[0].target.id == "1.2.1-09"
    assert {one.target.id for one in report.assessments[-3:]} == {"1.1.1-01", "1.1.1-02", "1.1.1-04"}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A submission with every flagged verdict."""
    path = tmp_path / "sample.yaml"
    path.write_text(submission(ENTRIES, AS_OF), encoding="utf-8")
    return path


def test_json_lists_them_in_the_same_order(run: Callable[..., Ran], sample: Path):
    (one,) = run(sample, "--plan", SMALL, "--format", "json").json["files"]
    assert [found["target"] for found in one["assessments"] if found["flagged"]] == list(FLAGGED)
    assert [found["flagged"] for found in one["assessments"]] == [True] * len(FLAGGED) + [False] * len(UNFLAGGED)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_lists_them_in_the_same_order(run: Callable[..., Ran], sample: Path, lang: str):
    out = run(sample, "--plan", SMALL, "--show", "all", "--lang", lang).out
    listed = [words[0] for line in out.splitlines() if (words := line.split()) and words[0] in FLAGGED]
    assert listed == list(FLAGGED)
