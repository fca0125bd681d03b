"""The laws of every verdict, whatever is reported: better is never worse, time never heals, order is nothing."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from helpers.answers import (
    ALWAYS_ALL,
    BARE,
    COVERAGE,
    FALLING,
    FREQUENCY,
    LADDER,
    MILESTONES,
    MINIMUM,
    NEVER_ANY,
    RISING,
    TARGETS,
    Entry,
    answers,
    by_unit,
    by_year,
    counts,
    days,
    empty,
    evidence,
    exempt,
    percents,
    phases,
    piece,
    pieces,
    stages,
    submissions,
    tenths,
)
from helpers.project import SMALL
from helpers.running import examine, verdict_of
from helpers.submissions import BROKEN, mixed, submission
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_check.digest.run import digest
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.reports import FORMATS
from fazhi_check.reports.data import json
from fazhi_check.reports.view import View
from fazhi_check.words import LANGS

pytestmark = pytest.mark.slow  # together they take many seconds

RANK = ("overdue", "lagging", "due_soon", "on_track", "unproven", "met")
BY_TIME = ("on_track", "due_soon", "lagging", "overdue")
QUICK = settings(max_examples=60, deadline=None)


# What may be reported.


def verdict(plan: Plan, target: str, entry: Entry, day: date, phase: str | None = None) -> str:
    """Return the verdict on one entry on one day."""
    report = examine(submission({target: entry}, "2027-12-31"), plan, None if phase else day, phase)
    return verdict_of(report, target).verdict


def rank(plan: Plan, target: str, entry: Entry, day: date, phase: str | None = None) -> int:
    """Return how good the verdict on one entry is."""
    return RANK.index(verdict(plan, target, entry, day, phase))


# Better is never worse.


@QUICK
@given(
    target=st.sampled_from(TARGETS),
    pair=st.tuples(stages, stages),
    proofs=evidence,
    day=days,
    phase=phases,
)
def test_a_higher_stage_never_gets_a_worse_verdict(
    small: Plan, target: str, pair: tuple[str, str], proofs: list[Entry], day: date, phase: str | None
):
    low, high = sorted(pair, key=LADDER.index)
    lower, higher = ({"status": stage, "evidence": proofs} for stage in (low, high))
    assert rank(small, target, lower, day, phase) <= rank(small, target, higher, day, phase)


@st.composite
def two_values(draw: st.DrawFn) -> tuple[str, Entry, Entry]:
    """Return a target with two values, the worse one first."""
    target = draw(st.sampled_from([RISING, FALLING, BARE, COVERAGE, ALWAYS_ALL, NEVER_ANY]))
    numbers = percents if target in {COVERAGE, ALWAYS_ALL} else tenths
    low, high = sorted((draw(numbers), draw(numbers)))
    worse, better = (high, low) if target in {FALLING, BARE, NEVER_ANY} else (low, high)
    return target, {"value": worse}, {"value": better}


@QUICK
@given(case=two_values(), proofs=evidence, day=days, phase=phases)
def test_a_better_value_never_gets_a_worse_verdict(
    small: Plan, case: tuple[str, Entry, Entry], proofs: list[Entry], day: date, phase: str | None
):
    target, worse, better = case
    extra = {"evidence": proofs}
    assert rank(small, target, worse | extra, day, phase) <= rank(small, target, better | extra, day, phase)


@QUICK
@given(parts=by_unit, data=st.data(), more=counts, proofs=evidence, day=days, phase=phases)
def test_a_larger_part_never_gets_a_worse_verdict(
    small: Plan,
    parts: dict[str, int],
    data: st.DataObject,
    more: int,
    proofs: list[Entry],
    day: date,
    phase: str | None,
):
    name = data.draw(st.sampled_from(sorted(parts)))
    raised = parts | {name: parts[name] + more}
    before, after = ({"by_unit": one, "evidence": proofs} for one in (parts, raised))
    assert rank(small, MINIMUM, before, day, phase) <= rank(small, MINIMUM, after, day, phase)


@QUICK
@given(years=by_year, data=st.data(), more=counts, proofs=evidence, day=days, phase=phases)
def test_a_higher_count_of_a_year_never_gets_a_worse_verdict(
    small: Plan,
    years: dict[int, int],
    data: st.DataObject,
    more: int,
    proofs: list[Entry],
    day: date,
    phase: str | None,
):
    year = data.draw(st.sampled_from(sorted(years)))
    raised = years | {year: years[year] + more}
    before, after = ({"by_year": one, "evidence": proofs} for one in (years, raised))
    assert rank(small, FREQUENCY, before, day, phase) <= rank(small, FREQUENCY, after, day, phase)


@QUICK
@given(answer=answers, another=pieces, day=days, phase=phases)
def test_more_evidence_never_hurts(
    small: Plan, answer: tuple[str, Entry], another: Entry, day: date, phase: str | None
):
    target, entry = answer
    proven = entry | {"evidence": [*entry["evidence"], another]}
    assert rank(small, target, entry, day, phase) <= rank(small, target, proven, day, phase)


# Time never heals.


@settings(max_examples=100, deadline=None)
@given(answer=answers, earlier=days, later=days)
def test_time_never_moves_an_unchanged_report_back(small: Plan, answer: tuple[str, Entry], earlier: date, later: date):
    target, entry = answer
    earlier, later = sorted((earlier, later))
    before, after = verdict(small, target, entry, earlier), verdict(small, target, entry, later)
    assume(before in BY_TIME and after in BY_TIME)
    assert BY_TIME.index(before) <= BY_TIME.index(after)


@pytest.mark.parametrize(
    ("target", "entry"),
    [
        ("1.1.1-01", {"status": "under_way"}),
        ("1.1.1-02", {"status": "under_way"}),
        ("1.1.1-03", {"status": "under_way"}),
        ("1.1.1-03", {"status": "substantial", "progress": 55}),
        (RISING, {"value": 62.5}),
        (FALLING, {"value": 18}),
        (COVERAGE, {"value": "72%"}),
        (BARE, {"value": 45}),
        (MINIMUM, {"by_unit": {"甲": 3}}),
        (FREQUENCY, {"by_year": {2021: 4, 2022: 2}}),
    ],
)
def test_week_by_week_a_report_only_falls_behind(small: Plan, target: str, entry: Entry):
    week = timedelta(days=7)
    days_on = [date(2021, 1, 1) + number * week for number in range(262)]
    seen = [BY_TIME.index(verdict(small, target, entry, day)) for day in days_on]
    assert seen == sorted(seen)
    assert seen[0] == BY_TIME.index("on_track")
    assert seen[-1] == BY_TIME.index("overdue")


# Counting.


@pytest.mark.slow
@QUICK
@given(entries=submissions, day=days, phase=phases)
def test_counts_add_up_to_the_assessments(small: Plan, entries: dict[str, Entry], day: date, phase: str | None):
    report = examine(submission(entries, "2027-12-31"), small, None if phase else day, phase)
    tallied = Counter(one.verdict for one in report.assessments)
    assert {name: number for name, number in report.counts().items() if number} == dict(tallied)
    assert sum(report.counts().values()) == len(report.assessments) == len(TARGETS)
    assert sorted(one.target.id for one in report.assessments) == sorted(TARGETS)


@QUICK
@given(chosen=st.dictionaries(st.sampled_from(TARGETS), st.one_of(exempt, empty)), day=days, phase=phases)
def test_exempt_and_missing_never_count_as_done(small: Plan, chosen: dict[str, Entry], day: date, phase: str | None):
    report = examine(submission(chosen, "2027-12-31"), small, None if phase else day, phase)
    counted = {name: number for name, number in report.counts().items() if number}
    left_out = sum(entry.get("status") == "not_applicable" for entry in chosen.values())
    wanted = {"exempt": left_out, "missing": len(TARGETS) - left_out}
    assert counted == {name: number for name, number in wanted.items() if number}
    assert all(one.verdict != "exempt" for one in report.flagged)


@pytest.mark.parametrize(
    ("instead", "verdict_now"),
    [({}, "missing"), ({"status": "not_applicable", "reason": "无此机构"}, "exempt")],
    ids=["missing", "exempt"],
)
def test_what_was_met_and_is_withdrawn_is_met_no_more(small: Plan, instead: Entry, verdict_now: str):
    done = {"status": "done", "evidence": [piece("document", None)] * 2}
    entries = dict.fromkeys(MILESTONES, done)
    before = examine(submission(entries), small).counts()
    after = examine(submission(entries | {"1.1.1-02": instead}), small).counts()
    assert (before["met"], after["met"]) == (4, 3)
    assert after[verdict_now] == before[verdict_now] + 1


# Order and the clock.


def said(report: FileReport) -> tuple[list[Any], list[Any]]:
    """Return all that a report says but for lines and columns."""
    assessments = [
        (one.target.id, one.verdict, *(unplaced(one.why.say(lang)) for lang in LANGS)) for one in report.assessments
    ]
    findings = sorted((one.code, one.target or "", unplaced(one.message("zh"))) for one in report.findings)
    return assessments, findings


def unplaced(said: str) -> str:
    """Return a sentence without the line that it points to."""
    return re.sub(r"第 \d+ 行|line \d+", "…", said)


@pytest.mark.slow
@QUICK
@given(entries=submissions, data=st.data(), day=days, phase=phases)
def test_the_order_of_entries_changes_nothing(
    small: Plan, entries: dict[str, Entry], data: st.DataObject, day: date, phase: str | None
):
    shuffled = dict(data.draw(st.permutations(list(entries.items()))))
    one, other = (
        examine(submission(written, "2027-12-31"), small, None if phase else day, phase)
        for written in (entries, shuffled)
    )
    assert said(one) == said(other)


@QUICK
@given(answer=answers, data=st.data(), day=days)
def test_the_order_of_keys_and_evidence_changes_nothing(
    small: Plan, answer: tuple[str, Entry], data: st.DataObject, day: date
):
    target, entry = answer
    shuffled = dict(data.draw(st.permutations(list(entry.items()))))
    shuffled["evidence"] = data.draw(st.permutations(entry["evidence"]))
    one, other = (examine(submission({target: written}, "2027-12-31"), small, day) for written in (entry, shuffled))
    assert said(one) == said(other)


SHOWN = """
import sys
from fazhi_check.cli import main
for form in sys.argv[3:]:
    main([sys.argv[1], "--plan", sys.argv[2], "--format", form])
"""


@pytest.mark.slow
def test_the_same_input_gives_the_same_output(tmp_path: Path):
    """In processes whose sets and dicts are hashed differently, in every format."""
    shown = [shown_under(seed, tmp_path) for seed in ("1", "2")]
    assert shown[0] == shown[1]
    assert len(shown[0]) > 10_000


def shown_under(seed: str, folder: Path) -> bytes:
    """Return what a process with a hash seed prints of two submissions in every format."""
    for name, text in (("a.yaml", mixed()), ("b.yaml", BROKEN)):
        (folder / name).write_text(text, "utf-8")
    program = [sys.executable, "-c", SHOWN, str(folder), str(SMALL), *FORMATS]
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(program, env=environ, capture_output=True, check=True, cwd=folder).stdout


def printed(plan: Plan, entries: dict[str, Entry]) -> str:
    """Return the JSON report on some entries."""
    out = StringIO()
    json.render(digest(Report([examine(submission(entries), plan)])), out, View())
    return out.getvalue()


CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "monotonic", "perf_counter"}


def clocks_read(work: Any) -> set[str]:
    """Return which of the interpreter's clocks were read while `work` ran."""
    read: set[str] = set()

    def watch(_frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in CLOCKS:
            owner = getattr(called, "__self__", None)
            if getattr(owner, "__name__", "") in {"time", "date", "datetime"}:
                read.add(called.__name__)

    before = sys.getprofile()
    gc.disable()  # hypothesis times each collection, whoever caused it
    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return read


def test_the_watch_sees_a_clock_that_is_read():
    assert clocks_read(date.today) == {"today"}


def test_nothing_depends_on_the_clock(small: Plan):
    entries = {
        "1.1.1-01": {"status": "done", "done_on": "2022-05", "evidence": [piece("document", "2022-05-01")]},
        "1.1.1-03": {"status": "under_way", "progress": 10},
        RISING: {"value": "50余"},
        FREQUENCY: {"by_year": {2021: 4, 2022: 4, 2023: 1}},
        ALWAYS_ALL: {"value": 100},
        "1.1.1-02": {"status": "finished"},
    }
    assert clocks_read(lambda: printed(small, entries)) == set()
    assert clocks_read(lambda: examine(submission(entries), small, phase="2022")) == set()
