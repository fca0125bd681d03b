"""The acceptance of a phase (--phase): what is due by its deadline decides, and nothing else is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.project import HERE, SMALL
from helpers.running import Ran, examine, verdict_of
from helpers.submissions import PROOF, submission

from fazhi_check.assess import Assessment
from fazhi_check.digest.plan import plan_digest
from fazhi_check.examine import Checker, UnknownPhase
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

FOUNDATION, FOCUS, REGULAR = "1.1.1-01", "1.1.1-02", "1.1.1-03"
RISING, FALLING, COVERAGE, MINIMUM = "1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-04"
FREQUENCY, STANDING, ALWAYS_ALL, NEVER_ANY, BARE = "1.2.1-05", "1.2.1-06", "1.2.1-07", "1.2.1-08", "1.2.1-09"
DOCUMENT, FIGURE = {"evidence": [PROOF["document"]]}, {"evidence": [PROOF["figure"]]}
DEADLINES = {"2022": date(2022, 12, 31), "2024": date(2024, 12, 31), "2025": date(2025, 12, 31)}


@pytest.fixture
def odd() -> Plan:
    """The plan of odd cases: targets due only at the end, duties without a group."""
    return load_plan(str(HERE / "plans" / "odd"))


@pytest.fixture
def midyear() -> Plan:
    """The plan whose phase ends in the middle of a year."""
    return load_plan(str(HERE / "plans" / "midyear"))


def accepted(plan: Plan, phase: str, target: str, entry: dict[str, Any], as_of: str = "2026-06-30") -> Assessment:
    """Return the assessment of one entry in the acceptance of a phase."""
    text = submission({target: entry}, as_of).replace("plan: small", f"plan: {plan.id}")
    return verdict_of(examine(text, plan, phase=phase), target)


@pytest.mark.parametrize("phase", DEADLINES)
@pytest.mark.parametrize("as_of", ["2021-03-01", "2023-08-30", "2027-01-01"])
def test_the_day_of_the_verdict_is_the_phases_deadline(small: Plan, phase: str, as_of: str):
    report = examine(submission({REGULAR: {"status": "not_started"}}, as_of), small, phase=phase)
    assert report.as_of == DEADLINES[phase]
    assert report.phase is not None
    assert report.phase.id == phase
    assert verdict_of(report, REGULAR).verdict == "overdue"


@pytest.mark.parametrize(
    ("phase", "target", "entry", "verdict", "required", "deadline"),
    [
        ("2022", FOUNDATION, {"status": "done"} | DOCUMENT, "met", "done", "2022-12-31"),
        ("2022", FOUNDATION, {"status": "done"}, "unproven", "done", "2022-12-31"),
        ("2022", FOUNDATION, {"status": "substantial"} | DOCUMENT, "overdue", "done", "2022-12-31"),
        ("2022", REGULAR, {"status": "under_way"}, "met", "under_way", "2022-12-31"),
        ("2022", REGULAR, {"status": "done"}, "met", "under_way", "2022-12-31"),
        ("2022", REGULAR, {"status": "not_started"} | DOCUMENT, "overdue", "under_way", "2022-12-31"),
        ("2024", REGULAR, {"status": "under_way"}, "met", "under_way", "2022-12-31"),
        ("2024", FOCUS, {"status": "substantial"}, "met", "substantial", "2024-12-31"),
        ("2024", FOCUS, {"status": "under_way"}, "overdue", "substantial", "2024-12-31"),
        ("2024", FOCUS, {"status": "not_started"}, "overdue", "under_way", "2022-12-31"),
        ("2024", FOUNDATION, {"status": "done"}, "unproven", "done", "2022-12-31"),
        ("2025", REGULAR, {"status": "done"} | DOCUMENT, "met", "done", "2025-12-31"),
        ("2025", REGULAR, {"status": "done"}, "unproven", "done", "2025-12-31"),
        ("2025", REGULAR, {"status": "substantial"} | DOCUMENT, "overdue", "done", "2025-12-31"),
        ("2022", RISING, {"value": 40} | FIGURE, "met", 40, "2022-12-31"),
        ("2022", RISING, {"value": 40}, "unproven", 40, "2022-12-31"),
        ("2022", RISING, {"value": 39} | FIGURE, "overdue", 40, "2022-12-31"),
        ("2022", RISING, {"value": "39余"} | FIGURE, "unproven", 40, "2022-12-31"),
        ("2024", RISING, {"value": 40} | FIGURE, "met", 40, "2022-12-31"),
        ("2025", RISING, {"value": 100} | FIGURE, "met", "done", "2025-12-31"),
        ("2025", RISING, {"value": 99} | FIGURE, "overdue", "done", "2025-12-31"),
        ("2022", BARE, {"value": 60} | FIGURE, "met", 60, "2022-12-31"),
        ("2022", BARE, {"value": 61} | FIGURE, "overdue", 60, "2022-12-31"),
        ("2022", FALLING, {"value": 30}, "met", "under_way", "2022-12-31"),
        ("2022", COVERAGE, {"covered": 0, "total": 40}, "met", "under_way", "2022-12-31"),
        ("2022", COVERAGE, {"status": "not_started"}, "overdue", "under_way", "2022-12-31"),
        ("2024", MINIMUM, {"by_unit": {"甲村": 1}}, "met", "substantial", "2024-12-31"),
        ("2025", MINIMUM, {"by_unit": {"甲村": 5}} | FIGURE, "overdue", "done", "2025-12-31"),
        ("2025", MINIMUM, {"by_unit": {"甲村": 6}}, "unproven", "done", "2025-12-31"),
        ("2025", COVERAGE, {"status": "done"} | FIGURE, "unproven", "done", "2025-12-31"),
        ("2022", RISING, {"status": "done"} | FIGURE, "unproven", 40, "2022-12-31"),
    ],
)
def test_the_last_requirement_due_by_then_decides(
    small: Plan, phase: str, target: str, entry: dict[str, Any], verdict: str, required: str | int, deadline: str
):
    found = accepted(small, phase, target, entry)
    assert (found.verdict, found.required) == (verdict, required)
    assert found.deadline == date.fromisoformat(deadline)


@pytest.mark.parametrize("phase", DEADLINES)
@pytest.mark.parametrize("stage", ["not_started", "under_way", "substantial", "done"])
@pytest.mark.parametrize("progress", [None, 0, 99])
def test_an_acceptance_knows_no_pace(small: Plan, phase: str, stage: str, progress: int | None):
    entries = {target: {"status": stage, "progress": progress} for target in (FOUNDATION, FOCUS, REGULAR, "1.1.1-04")}
    report = examine(submission(entries, "2026-06-30"), small, phase=phase)
    verdicts = {verdict_of(report, target).verdict for target in entries}
    assert verdicts <= {"met", "unproven", "overdue"}


# Evidence.


def test_evidence_dated_after_the_deadline_does_not_count(small: Plan):
    on_it, after = (
        {"status": "done", "evidence": [{"kind": "document", "title": "某文件", "date": day}]}
        for day in ("2022-12-31", "2023-01-01")
    )
    assert accepted(small, "2022", FOUNDATION, on_it).verdict == "met"
    assert accepted(small, "2022", FOUNDATION, after).verdict == "unproven"
    assert accepted(small, "2024", FOUNDATION, after).verdict == "met"


@pytest.mark.parametrize(
    ("phase", "target", "entry"),
    [
        ("2022", REGULAR, {"status": "under_way"}),
        ("2024", FOCUS, {"status": "substantial"}),
        ("2022", FALLING, {"value": 30}),
    ],
)
def test_where_no_evidence_is_asked_none_is_claimed(small: Plan, phase: str, target: str, entry: dict[str, Any]):
    found = accepted(small, phase, target, entry)
    assert found.verdict == "met"
    assert "佐证" not in found.why.say("zh")
    assert "evidence" not in found.why.say("en")


# done_on.


@pytest.mark.parametrize(
    ("done_on", "verdict"),
    [
        ("2022-12-31", "met"),
        ("2023-01-01", "overdue"),
        ("2022-12", "met"),
        ("2023-01", "overdue"),
        ("2022", "met"),
        ("2023", "overdue"),
        (None, "met"),
    ],
)
def test_done_after_the_deadline_is_not_reached_by_then(small: Plan, done_on: str | None, verdict: str):
    assert accepted(small, "2022", FOUNDATION, {"status": "done", "done_on": done_on} | DOCUMENT).verdict == verdict


@pytest.mark.parametrize(
    ("done_on", "verdict"),
    [("2023", "met"), ("2023-06", "met"), ("2023-06-30", "met"), ("2023-07", "overdue"), ("2024", "overdue")],
)
def test_a_month_or_year_is_after_the_deadline_only_if_its_first_day_is(midyear: Plan, done_on: str, verdict: str):
    entry = {"status": "done", "done_on": done_on} | DOCUMENT
    assert accepted(midyear, "2023", "1.1.1-02", entry).verdict == verdict


def test_a_number_reached_after_the_deadline_is_not_reached_by_then(small: Plan):
    found = accepted(small, "2022", RISING, {"value": 100, "done_on": "2023-02-01"} | FIGURE)
    assert (found.verdict, found.required, found.deadline) == ("overdue", 40, date(2022, 12, 31))


def test_the_sentence_says_when_it_was_done_too_late(small: Plan):
    why = accepted(small, "2022", FOUNDATION, {"status": "done", "done_on": "2023-05"} | DOCUMENT).why
    for lang in ("zh", "en"):
        assert {"2022-12-31", "2023-05"} <= set(re.findall(r"\d{4}-\d{2}(?:-\d{2})?", why.say(lang)))


def test_a_later_phase_accepts_what_was_done_late_and_says_so(small: Plan):
    found = accepted(small, "2024", FOUNDATION, {"status": "done", "done_on": "2023-05"} | DOCUMENT)
    assert found.verdict == "met"
    assert "逾期完成" in found.why.say("zh")
    assert "late" in found.why.say("en")


# Standing duties and frequencies.


@pytest.mark.parametrize("phase", DEADLINES)
@pytest.mark.parametrize(
    ("target", "kept", "broken"),
    [
        (STANDING, {"status": "under_way"}, {"status": "not_started"}),
        (ALWAYS_ALL, {"value": 100}, {"value": 99}),
        (NEVER_ANY, {"value": 0}, {"value": 1}),
    ],
    ids=["unmarked", "at_least", "at_most"],
)
def test_a_standing_duty_kept_so_far_is_met_without_evidence(
    small: Plan, phase: str, target: str, kept: dict[str, Any], broken: dict[str, Any]
):
    assert accepted(small, phase, target, kept).verdict == "met"
    assert accepted(small, phase, target, broken).verdict == "overdue"


def test_a_bound_that_does_not_settle_a_standing_mark_is_unproven(small: Plan):
    assert accepted(small, "2022", ALWAYS_ALL, {"value": "98%以上"}).verdict == "unproven"


@pytest.mark.parametrize(
    ("phase", "by_year", "verdict"),
    [
        ("2022", {2021: 4, 2022: 4}, "met"),
        ("2022", {2021: 4, 2022: 4, 2023: 0}, "met"),
        ("2022", {2021: 4, 2022: 3}, "overdue"),
        ("2022", {2021: 4}, "unproven"),
        ("2024", {2021: 4, 2022: 4}, "unproven"),
        ("2024", {2021: 4, 2022: 4, 2023: 4, 2024: 4}, "met"),
        ("2025", {2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 4}, "met"),
        ("2025", {2021: 4, 2022: 4, 2023: 4, 2024: 4, 2025: 3}, "overdue"),
    ],
)
def test_a_frequency_kept_up_to_the_deadline_is_met_without_evidence(
    small: Plan, phase: str, by_year: dict[int, int], verdict: str
):
    assert accepted(small, phase, FREQUENCY, {"by_year": by_year}).verdict == verdict


def test_duties_without_a_group_are_accepted_too(odd: Plan):
    assert accepted(odd, "2022", "1.1.1-02", {"status": "under_way"}).verdict == "met"
    assert accepted(odd, "2022", "1.1.1-03", {"by_year": {2021: 2, 2022: 2}}).verdict == "met"
    assert accepted(odd, "2022", "1.1.1-03", {"by_year": {2021: 2, 2022: 1}}).verdict == "overdue"


# What is left out.

DUE_ONLY_LATER = {"1.1.1-01", "1.1.1-04", "1.1.1-05", "1.1.1-08"}


@pytest.mark.parametrize(
    ("phase", "left_out"),
    [("2022", DUE_ONLY_LATER | {"1.1.1-06", "1.1.1-07"}), ("2024", DUE_ONLY_LATER), ("2025", set())],
)
@pytest.mark.parametrize("stage", [None, "not_started", "done"])
def test_a_target_with_nothing_due_by_then_is_left_out(odd: Plan, phase: str, left_out: set[str], stage: str | None):
    text = submission({target: {"status": stage} for target in sorted(DUE_ONLY_LATER)}, "2023-08-30")
    report = examine(text.replace("plan: small", "plan: odd"), odd, phase=phase)
    assert {one.target.id for one in report.assessments} == {target.id for target in odd.targets} - left_out
    assert sum(report.counts().values()) == len(odd.targets) - len(left_out)
    assert not [one for one in report.findings if one.code.startswith("FZ5") and one.target in left_out]


def test_no_entry_for_what_is_due_is_missing(small: Plan):
    report = examine(submission("", "2023-08-30"), small, phase="2022")
    assert {one.verdict for one in report.assessments} == {"missing"}
    assert len(report.assessments) == len(small.targets)


def test_exempt_and_invalid_stay_what_they_are(small: Plan):
    assert accepted(small, "2022", REGULAR, {"status": "not_applicable", "reason": "无此机构"}).verdict == "exempt"
    assert accepted(small, "2022", REGULAR, {"status": "not_applicable"}).verdict == "invalid"


# The file's own date.


def test_dates_are_checked_against_the_files_own_as_of(small: Plan):
    entry = {REGULAR: {"status": "done", "done_on": "2023-05"}}
    within, beyond = (examine(submission(entry, day), small, phase="2022") for day in ("2023-08-30", "2023-04-30"))
    assert [one.code for one in within.findings if one.code == "FZ301"] == []
    assert [one.code for one in beyond.findings if one.code == "FZ301"] == ["FZ301"]


def test_a_file_from_before_the_plan_is_not_accepted_either(small: Plan):
    report = examine(submission({REGULAR: {"status": "done"}}, "2020-12-31"), small, phase="2022")
    assert report.assessments == []
    assert [one.code for one in report.findings] == ["FZ302"]


# The command line.


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A submission that reaches phase 2022 in all it reports."""
    path = tmp_path / "sample.yaml"
    path.write_text(submission({REGULAR: {"status": "under_way"}}), encoding="utf-8")
    return path


def test_the_report_names_phase_and_deadline(run: Callable[..., Ran], sample: Path):
    (one,) = run(sample, "--plan", SMALL, "--phase", "2022", "--format", "json").json["files"]
    assert (one["phase"], one["as_of"]) == ("2022", "2022-12-31")
    (found,) = [found for found in one["assessments"] if found["target"] == REGULAR]
    assert (found["verdict"], found["required"], found["deadline"]) == ("met", "under_way", "2022-12-31")


def test_the_deadline_of_the_phase_is_no_today(run: Callable[..., Ran], tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text(submission({REGULAR: {"status": "not_started"}}, "2022-12-31"), encoding="utf-8")
    assert "今日到期" in run(path, "--plan", SMALL, "--section", "1.1").out
    assert "今日到期" not in run(path, "--plan", SMALL, "--section", "1.1", "--phase", "2022").out


@pytest.mark.parametrize("form", ["table", "summary", "markdown", "html", "csv", "junit"])
@pytest.mark.parametrize("width", ["60", "80", "160"])
def test_what_is_reached_in_an_acceptance_is_not_called_done(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    path = tmp_path / "a.yaml"
    path.write_text(submission({REGULAR: {"status": "under_way"}}), "utf-8")
    wanted = (path, "--plan", SMALL, "-f", form, "--show", "all", "--group", "regular")
    accepted, else_ = run(*wanted, "--phase", "2022").out, run(*wanted).out
    bare = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", accepted, flags=re.DOTALL)
    assert "达标" in bare
    assert "已完成" not in re.sub("“已完成”|应已完成", "", bare)
    assert "达标" not in else_


def test_without_phase_the_report_names_none(run: Callable[..., Ran], sample: Path):
    (one,) = run(sample, "--plan", SMALL, "--format", "json").json["files"]
    assert (one["phase"], one["as_of"]) == (None, "2023-08-30")


def test_an_acceptance_with_something_missing_fails_the_gate(run: Callable[..., Ran], sample: Path):
    assert run(sample, "--plan", SMALL, "--phase", "2022").code == 1
    assert run(sample, "--plan", SMALL, "--phase", "2022", "--fail-on", "overdue,unproven,lagging").code == 0


def test_phase_and_as_of_exclude_each_other(run: Callable[..., Ran], sample: Path):
    ran = run(sample, "--plan", SMALL, "--phase", "2022", "--as-of", "2022-12-31")
    assert (ran.code, ran.out) == (2, "")
    assert "--phase" in ran.err
    assert "--as-of" in ran.err


def test_a_phase_the_plan_does_not_have_is_wrong_usage(run: Callable[..., Ran], sample: Path):
    ran = run(sample, "--plan", SMALL, "--phase", "2023")
    assert (ran.code, ran.out) == (2, "")
    assert all(known in ran.err for known in ("2022", "2024", "2025"))


def test_the_checker_names_the_phases_there_are(small: Plan):
    with pytest.raises(UnknownPhase) as caught:
        Checker(small, phase="2023").text("sample.yaml", submission())
    assert list(caught.value.phases) == ["2022", "2024", "2025"]


def test_a_phase_whose_title_ends_in_its_kind_is_not_doubled(small: Plan):
    titled = [phase._replace(title="第一阶段" if phase.id == "2022" else phase.title) for phase in small.phases]
    digest = plan_digest(small._replace(phases=tuple(titled)))
    assert digest.running(date(2022, 1, 1)).zh == "第一阶段 2022-12-31 到期，还有 364 天"
    assert digest.running(date(2023, 1, 1)).zh.startswith("集中攻坚阶段 2024-12-31 到期")
