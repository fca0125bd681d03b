"""The JUnit report: snapshots, the rules of the published schema, a real reader, and agreement with the gate."""

from __future__ import annotations

import pytest
import xmlschema
from helpers.project import HERE
from helpers.scenes import LANGS, rendered, report_on, unreadable
from helpers.scenes import MACHINE_SCENES as SCENES
from helpers.scenes import waive as waived
from helpers.snapshots import HELD, held_to_snapshot, no_snapshot_is_left_over
from helpers.submissions import all_good
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from fazhi_check.outcome import Report
from fazhi_check.words import Lang

each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(HERE / "junit.xsd"))


def read(text: str) -> list[TestSuite]:
    """Read a report as the tools that show it do; it must be bytes, as it declares its encoding."""
    return list(JUnitXml.fromstring(text.encode("utf-8")))


def outcome(case: TestCase) -> str:
    return {Failure: "failed", Error: "error", Skipped: "skipped"}[type(case.result[0])] if case.result else "passed"


def outcomes(text: str) -> dict[str, str]:
    return {case.name.split(" ")[0]: outcome(case) for suite in read(text) for case in suite}


@pytest.mark.parametrize("scene", HELD)
@each_lang
def test_the_report_is_that_of_the_snapshot(scene: str, lang: Lang) -> None:
    held_to_snapshot("junit", scene, lang, "xml")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    assert no_snapshot_is_left_over("junit", "xml")


@each_scene
@each_lang
def test_the_published_rules_hold(schema: xmlschema.XMLSchema, scene: str, lang: Lang) -> None:
    schema.validate(rendered("junit", report_on(SCENES[scene]), lang))


@each_scene
def test_the_sums_are_those_of_the_cases(scene: str) -> None:
    text = rendered("junit", report_on(SCENES[scene]))
    suites = read(text)
    for suite in suites:
        found = [outcome(case) for case in suite]
        sums = (suite.tests, suite.failures, suite.errors, suite.skipped)
        assert sums == (len(found), found.count("failed"), found.count("error"), found.count("skipped"))
        assert len({(case.classname, case.name) for case in suite}) == len(found) > 0
    whole = JUnitXml.fromstring(text.encode())
    assert (whole.tests, whole.failures) == (sum(s.tests for s in suites), sum(s.failures for s in suites))


def test_a_class_is_its_file_s_path_without_suffix_and_no_two_cases_are_alike() -> None:
    names = ["./sub/a.yaml", "a.yaml", "./a.yaml", "a.json", "b.yaml", "a.json (2)", "b"]
    suites = read(rendered("junit", report_on(dict.fromkeys(names, all_good()))))
    classes = [{case.classname for case in suite} for suite in suites]
    assert classes == [
        *({one} for one in ("sub/a", "a.yaml", "a.yaml (2)", "a.json", "b.yaml", "a.json (2)", "b")),
    ]
    cases = [(case.classname, case.name) for suite in suites for case in suite]
    assert len(cases) == len(set(cases))


def test_each_verdict_has_its_outcome() -> None:
    assert outcomes(rendered("junit", report_on(SCENES["flagged"]))) == {
        "file": "error",
        "1.1.1-03": "failed",
        "1.2.1-05": "failed",
        "1.2.1-01": "failed",
        "1.2.1-03": "failed",
        "1.2.1-04": "failed",
        "1.2.1-07": "failed",
        "1.1.1-05": "failed",
        "1.2.1-02": "failed",
        "1.2.1-09": "failed",
        "1.1.1-01": "passed",
        "1.1.1-02": "passed",
        "1.1.1-04": "passed",
        "1.2.1-06": "passed",
        "1.2.1-08": "skipped",
    }


@pytest.mark.parametrize(
    "fail_on", [frozenset(), frozenset({"overdue"}), frozenset({"invalid"}), frozenset({"missing"})]
)
@each_scene
def test_it_fails_exactly_where_the_gate_does(scene: str, fail_on: frozenset[str]) -> None:
    report = report_on(SCENES[scene], fail_on=fail_on)
    found = {outcome(case) for suite in read(rendered("junit", report, fail_on=fail_on)) for case in suite}
    assert bool(found & {"failed", "error"}) == (report.exit_code == 1)


def test_a_file_whose_errors_do_not_fail_the_gate_still_tells_them() -> None:
    fail_on = frozenset({"overdue"})
    files = {**SCENES["broken"], "good.yaml": all_good()}
    [suite, _] = read(rendered("junit", report_on(files, fail_on=fail_on), fail_on=fail_on))
    [case] = suite
    assert outcome(case) == "passed"
    assert "FZ103" in case.system_out


def test_a_waived_target_is_skipped_with_its_reason() -> None:
    text = rendered("junit", waived(report_on(SCENES["flagged"]), "1.1.1-03"))
    assert outcomes(text)["1.1.1-03"] == "skipped"
    assert 'message="豁免至 2024-12-31（市委依法治市办）：机构改革，职责正在移交；逾期：' in text


@pytest.mark.parametrize("scene", ["no-target", "no-file"])
def test_nothing_to_check_is_a_skipped_case(scene: str) -> None:
    assert outcomes(rendered("junit", report_on(SCENES[scene]))) == {"file": "skipped"}


def test_a_failure_says_where_and_by_which_clause() -> None:
    [suite] = read(rendered("junit", report_on(SCENES["flagged"])))
    case = next(case for case in suite if case.name.startswith("1.1.1-03"))
    assert case.result[0].type == "overdue"
    assert "a.yaml:7:3" in case.result[0].text
    assert "1.1.1 " in case.result[0].text


def test_hostile_text_stays_text(schema: xmlschema.XMLSchema) -> None:
    text = rendered("junit", report_on(SCENES["hostile"]))
    schema.validate(text)
    assert not set(text) & set("\x1b\x85\u202e\ufffe\r")
    assert "13800138000" not in text
    [suite] = read(text)
    assert suite.name == "坏,名:字 %0A#1.yaml"
    assert "]]></failure>&lt;" in next(case for case in suite if case.name == "file").result[0].text


def test_a_name_that_is_not_utf8_is_written_out() -> None:
    [suite] = read(rendered("junit", Report([unreadable("gone\udcff\x00.yaml")])))
    assert suite.name == "gone‹U+DCFF›‹U+0000›.yaml"
