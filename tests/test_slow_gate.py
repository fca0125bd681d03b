"""The gate and slow: it fails a gate that names it, and changes nothing else for anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from helpers.answers import submissions
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import submission
from hypothesis import given, settings

from fazhi_check.assess import Assessment
from fazhi_check.gate import DEFAULT_FAIL_ON, decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
SLOW = {"1.1.1-03": {"status": "under_way"}}


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A submission with one duty that is slow, in a part of the plan where nothing else is asked."""
    path = tmp_path / "a.yaml"
    path.write_text(submission(SLOW, "2024-07-01", level="township"), "utf-8")
    return path


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        (None, 0),
        ("overdue,lagging,unproven,missing,invalid", 0),
        ("never", 0),
        ("on_track", 0),
        ("slow", 1),
        ("偏慢", 1),
        ("逾期、偏慢", 1),
    ],
)
def test_slow_fails_a_gate_that_names_it_and_no_other(run: Run, slow: Path, gate: str | None, code: int) -> None:
    options = () if gate is None else ("--fail-on", gate)
    assert run(slow, *PLAN, *options).code == code
    for form in (
        "json",
        "markdown",
        "csv",
        "html",
        "junit",
        "sarif",
        "gitlab",
        "github",
        "concise",
        "summary",
        "jsonl",
    ):
        assert run(slow, *PLAN, *options, "-f", form).code == code, form


@pytest.mark.parametrize(("lang", "said"), [("zh", "偏慢 1"), ("en", "slow 1")])
def test_the_conclusion_says_what_failed(run: Run, slow: Path, lang: str, said: str) -> None:
    assert said in run(slow, *PLAN, "--fail-on", "slow", "--lang", lang).out


def test_the_screen_says_which_is_slow(run: Run, slow: Path) -> None:
    assert "偏慢" in run(slow, *PLAN, "--show", "all").out.split("1.1.1-03")[1].partition("结论")[0]


def test_a_saved_report_may_be_held_against_it(run: Run, slow: Path, tmp_path: Path) -> None:
    (tmp_path / "saved.json").write_text(run(slow, *PLAN, "-f", "json").out, "utf-8")
    assert run("reformat", tmp_path / "saved.json", "--fail-on", "slow").code == 1
    assert run("reformat", tmp_path / "saved.json").code == 0


def test_it_may_be_named_in_the_settings(run: Run, slow: Path, tmp_path: Path) -> None:
    settings_file = tmp_path / "fazhi-check.toml"
    settings_file.write_text('fail-on = ["overdue", "slow"]\n', "utf-8")
    assert run(slow, *PLAN, "--config", settings_file).code == 1


def test_what_is_only_explored_fails_it_never(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission({"1.1.1-04": {"status": "under_way"}}, "2024-07-01"), "utf-8")
    ran = run(path, *PLAN, "-f", "json", "--fail-on", "slow")
    [found] = [one for one in ran.json["files"][0]["assessments"] if one["target"] == "1.1.1-04"]
    assert (ran.code, found["slow"], found["flagged"]) == (0, True, False)


def quickened(one: Assessment) -> Assessment:
    """Return an assessment as if it were not slow."""
    return one._replace(slow=False)


@settings(max_examples=40, deadline=None)
@given(entries=submissions)
def test_slow_changes_neither_verdict_nor_count_nor_a_gate_that_does_not_name_it(
    small: Plan, entries: dict[str, dict[str, object]]
) -> None:
    report = examine(submission(entries, "2024-07-01"), small)
    other = FileReport(report.path, report.all_findings, report.plan, report.as_of)
    other.assessments = list(map(quickened, report.assessments))
    assert (report.counts(), report.tally().flagged) == (other.counts(), other.tally().flagged)
    assert [one.target.id for one in report.flagged] == [one.target.id for one in other.flagged]
    for verdicts in (DEFAULT_FAIL_ON, *(frozenset([one]) for one in DEFAULT_FAIL_ON), frozenset[str]()):
        assert decide(Report([report]), verdicts) == decide(Report([other]), verdicts)
    slow = any(one.slow and one.target.force == "shall" for one in report.assessments)
    assert (decide(Report([report]), {"slow"}) == 1) is slow


def test_slow_stands_in_json_with_nothing_else_changed(run: Run, slow: Path) -> None:
    with_gate, without = (run(slow, *PLAN, "-f", "json", *more).json for more in (("--fail-on", "slow"), ()))
    assert with_gate.pop("fail_on") == ["slow"]
    assert (with_gate.pop("exit_code"), without.pop("exit_code")) == (1, 0)
    assert json.dumps(with_gate) == json.dumps(without)
    [found] = without["files"][0]["assessments"]
    assert (found["verdict"], found["flagged"], found["slow"]) == ("on_track", False, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_format_shows_the_duty_that_failed_it_by_being_slow(run: Run, slow: Path, lang: str) -> None:
    def told(form: str, *more: str) -> str:
        return run(slow, *PLAN, "-f", form, "--lang", lang, *more).out

    word = {"zh": "偏慢", "en": "slow"}[lang]
    gate = ("--fail-on", "slow")
    assert [part.get("type") for part in fromstring(told("junit", *gate)).iter("failure")] == ["slow"]
    [issue] = json.loads(told("gitlab", *gate))
    assert (issue["check_name"], issue["severity"]) == ("slow", "major")
    [result] = json.loads(told("sarif", *gate))["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("slow", "error")
    [error] = [line for line in told("github", *gate).splitlines() if line.startswith("::error ")]
    assert told("concise", *gate).count(": slow 1.1.1-03") == 1
    for said in (issue["description"], result["message"]["text"], error):
        assert "1.1.1-03" in said
        assert word in said
    block = {"zh": "偏慢 1 项", "en": "slow: 1"}[lang]
    assert "1.1.1-03" in told("table", *gate).split(block)[-1]


def test_what_is_slow_fails_no_format_whose_gate_does_not_name_it(run: Run, slow: Path) -> None:
    assert "<failure" not in run(slow, *PLAN, "-f", "junit").out
    assert json.loads(run(slow, *PLAN, "-f", "gitlab").out) == []
    assert json.loads(run(slow, *PLAN, "-f", "sarif").out)["runs"][0]["results"] == []
    assert "::error" not in run(slow, *PLAN, "-f", "github").out
    assert ": slow " not in run(slow, *PLAN, "-f", "concise").out
