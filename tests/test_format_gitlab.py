"""The GitLab report: snapshots, the rules that GitLab publishes, and fingerprints that are unique and last."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers.scenes import LANGS, rendered, report_on, unreadable
from helpers.scenes import MACHINE_SCENES as SCENES
from helpers.snapshots import HELD, held_to_snapshot, no_snapshot_is_left_over
from helpers.submissions import mixed
from jsonschema import Draft202012Validator

from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.outcome import Report
from fazhi_check.words import Lang

each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)

# What GitLab's documentation asks of a code quality report, stricter than its reader: nothing else is written.
RULES = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "pattern": "^FZ[0-9]{3}$"},
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "additionalProperties": False,
                    "properties": {
                        "path": {"type": "string", "pattern": r"^(?!\./|/).+"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "additionalProperties": False,
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)


def issues(report: Report, lang: Lang = "zh") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rendered("gitlab", report, lang))
    return found


@pytest.mark.parametrize("scene", HELD)
@each_lang
def test_the_report_is_that_of_the_snapshot(scene: str, lang: Lang) -> None:
    held_to_snapshot("gitlab", scene, lang, "json")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    assert no_snapshot_is_left_over("gitlab", "json")


@each_scene
@each_lang
def test_the_published_rules_hold(scene: str, lang: Lang) -> None:
    found = issues(report_on(SCENES[scene]), lang)
    assert [error.message for error in RULES.iter_errors(found)] == []


@each_scene
def test_every_finding_is_an_issue_at_its_line(scene: str) -> None:
    report = report_on(SCENES[scene])
    findings = [(one.path, f.code, f.place and f.place.line) for one in report.files for f in one.findings]
    told = [(one["location"]["path"], one["check_name"], one["location"]["lines"]["begin"]) for one in issues(report)]
    assert told == findings


def severities(fail_on: frozenset[str]) -> dict[str, set[str]]:
    report = report_on(SCENES["flagged"], fail_on=fail_on)
    found: dict[str, set[str]] = {}
    for one in json.loads(rendered("gitlab", report, fail_on=fail_on)):
        found.setdefault(one["check_name"], set()).add(one["severity"])
    return found


def test_each_severity_says_whether_it_fails_the_gate_and_how_bad_it_is() -> None:
    words = severities(DEFAULT_FAIL_ON)
    assert words["FZ304"] == {"blocker"}
    assert words["FZ502"] == {"critical"}
    assert words["FZ503"] == {"critical", "major"}, "more than 30 points behind is serious"
    assert words["FZ401"] == words["FZ501"] == {"major"}
    assert words["FZ504"] == {"info"}


def test_what_fails_no_gate_is_milder() -> None:
    words = severities(frozenset({"overdue"}))
    assert words["FZ502"] == {"critical"}
    assert words["FZ304"] == {"major"}
    assert words["FZ401"] == words["FZ501"] == words["FZ503"] == {"minor"}
    assert words["FZ504"] == {"info"}


def test_no_two_issues_share_a_fingerprint() -> None:
    # The same file twice: even findings that are the same in all things are told apart.
    report = report_on({"a.yaml": mixed(), "./a.yaml": mixed(), "b.yaml": mixed()})
    marks = [one["fingerprint"] for one in issues(report)]
    assert len(set(marks)) == len(marks)
    assert marks == [one["fingerprint"] for one in issues(report, "en")]


def test_fingerprints_last_when_lines_move() -> None:
    before = issues(report_on({"a.yaml": mixed()}))
    after = issues(report_on({"a.yaml": f"# a note\n{mixed()}"}))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert before != after


def test_a_finding_without_a_place_stands_at_line_1() -> None:
    [one] = issues(Report([unreadable("./gone.yaml")]))
    assert one["location"] == {"path": "gone.yaml", "lines": {"begin": 1}}


@pytest.mark.parametrize("scene", ["good", "no-file"])
def test_nothing_to_say_is_an_empty_list(scene: str) -> None:
    assert rendered("gitlab", report_on(SCENES[scene])) == "[]\n"


def test_hostile_text_stays_text() -> None:
    text = rendered("gitlab", report_on(SCENES["hostile"]))
    assert not set(text) & set("\x1b\x85\u202e\ufffe")
    assert "13800138000" not in text
