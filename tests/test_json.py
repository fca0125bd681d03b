"""The JSON report: every field of the contract, the schema that describes it, and the sums that must agree."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import (
    BROKEN,
    FLAGGED,
    NO_TARGET,
    ON_ITS_ONLY_TARGET,
    PROOF,
    all_good,
    mixed,
    submission,
    township,
)
from jsonschema import Draft202012Validator

from fazhi_check.version import __version__

Run = Callable[..., Ran]
Report = dict[str, Any]
Check = Callable[..., Report]
PLAN = ("--plan", str(SMALL))

VERDICTS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt")
COUNTS = {*VERDICTS, "waived"}


@pytest.fixture
def check(run: Run, tmp_path: Path) -> Check:
    """Check texts against the small plan, each in a file of its own, and return the report."""

    def call(*texts: str, options: tuple[str, ...] = ()) -> Report:
        paths = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.yaml"
            path.write_text(text, "utf-8")
            paths.append(path)
        report: Report = run(*paths, *PLAN, "-f", "json", *options).json
        return report

    return call


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The validator of the schema that the program prints for its report."""
    from fazhi_check.pages.schemas import report_schema

    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def only(report: Report) -> dict[str, Any]:
    [file] = report["files"]
    return file


def assessment(report: Report, target: str) -> dict[str, Any]:
    [found] = [one for one in only(report)["assessments"] if one["target"] == target]
    return found


SAMPLES = {
    **{verdict: (township(verdict),) for verdict in ON_ITS_ONLY_TARGET},
    "all-good": (all_good(),),
    "mixed": (mixed(),),
    "comparison": (mixed(code="230400"),),
    "broken": (BROKEN,),
    "no-target": (NO_TARGET,),
    "several": (mixed(), BROKEN, all_good(), township("met")),
    "form-errors": (submission("  1.1.1-01: {staus: done}\n  9.9.9-99: {status: done}\n"),),
    "before-the-plan": (submission("", "2019-01-01"),),
}
every_sample = pytest.mark.parametrize("texts", SAMPLES.values(), ids=SAMPLES.keys())


# The contract's fields.


@every_sample
def test_fields_are_exactly_those_of_the_contract(check: Check, texts: tuple[str, ...]) -> None:
    report = check(*texts)
    assert set(report) == {"schema_version", "tool", "choice", "files", "round", "counts", "exit_code"}
    assert set(report["counts"]) == {"files", "valid", *COUNTS}
    for file in report["files"]:
        assert set(file) == {
            "path", "valid", "plan", "binding", "unit", "as_of", "reported_on", "phase", "counts", "assessments",
            "goals", "principles", "unclaimed", "superseded", "subject", "problems", "points", "findings",
        }  # fmt: skip
        assert set(file["counts"]) == COUNTS
        for one in file["assessments"]:
            assert set(one) - {"exact", "progress", "measure", "quotes", "entry"} == {
                "target", "title", "section", "item", "verdict", "flagged", "required", "reported", "deadline", "lag",
                "serious", "waived", "support", "proofs", "past_due", "slow", "change", "settled", "message", "line",
                "column",
            }  # fmt: skip
            assert ("measure" in one) == (one["support"] is not None)
        for one in file["findings"]:
            assert set(one) == {"code", "severity", "message", "line", "column", "target", "data"}


@every_sample
def test_types_are_those_of_the_contract(check: Check, texts: tuple[str, ...]) -> None:
    for file in check(*texts)["files"]:
        assert isinstance(file["valid"], bool)
        assert isinstance(file["binding"], bool)
        for one in file["assessments"]:
            assert one["verdict"] in VERDICTS
            assert isinstance(one["flagged"], bool)
            assert isinstance(one["serious"], bool)
            assert one["waived"] is None
            assert isinstance(one["message"], str)
            assert one["deadline"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", one["deadline"])
        for one in file["findings"]:
            assert one["severity"] in {"error", "warning", "note"}
            assert isinstance(one["data"], dict)
            assert (one["line"] is None) == (one["column"] is None)
            assert one["line"] is None or (one["line"] >= 1 and one["column"] >= 1)


def test_the_head_of_a_report(check: Check) -> None:
    report = check(township("met"))
    assert (report["schema_version"], report["round"]) == (2, None)
    assert report["tool"] == {"name": "fazhi-check", "version": __version__}


def test_the_head_of_a_file(check: Check) -> None:
    file = only(check(mixed()))
    head = {name: file[name] for name in ("valid", "binding", "unit", "as_of", "phase")}
    assert head == {
        "valid": False,
        "binding": True,
        "unit": {"name": "甲市", "level": "city", "code": "650100", "body": None},
        "as_of": "2024-11-15",
        "phase": None,
    }


def test_the_plan_of_a_file(check: Check) -> None:
    plan = only(check(township("met")))["plan"]
    assert re.fullmatch("[0-9a-f]{7,16}", plan.pop("hash"))
    assert plan == {"id": "small", "title": "示例规划", "edition": "征求意见稿", "targets": 14}


def test_a_department_names_its_body(check: Check) -> None:
    assert only(check(NO_TARGET))["unit"] == {
        "name": "甲市",
        "level": "department",
        "code": "650100",
        "body": "justice",
    }


@pytest.mark.parametrize(
    ("code", "binding"),
    [("650100", True), ("650102", True), ("650200", False), ("230400", False)],
    ids=["itself", "its-district", "its-province-only", "another"],
)
def test_binding_is_whether_the_unit_lies_in_the_jurisdiction(check: Check, code: str, binding: bool) -> None:
    assert only(check(submission("", code=code)))["binding"] is binding


def test_as_of_is_the_date_of_the_verdicts(check: Check) -> None:
    assert only(check(all_good(), options=("--as-of", "2024-05-06")))["as_of"] == "2024-05-06"


def test_phase_is_the_phase_under_acceptance(check: Check) -> None:
    file = only(check(all_good(), options=("--phase", "2024")))
    assert (file["phase"], file["as_of"]) == ("2024", "2024-12-31")


def test_keys_of_every_object_stand_in_one_order(check: Check) -> None:
    first, second = (json.dumps(check(*texts)["counts"]) for texts in (SAMPLES["mixed"], SAMPLES["all-good"]))
    assert re.findall('"([a-z_]+)"', first) == re.findall('"([a-z_]+)"', second)


# Assessments.

STAGE = {"status": "under_way"}
CASES = [
    pytest.param(
        "1.1.1-02",
        {"status": "not_started"},
        "2025-03-01",
        {"verdict": "overdue", "required": "under_way", "deadline": "2022-12-31", "reported": "not_started"},
        id="overdue-names-the-earliest-missed",
    ),
    pytest.param(
        "1.1.1-02",
        {"status": "under_way"},
        "2025-03-01",
        {"verdict": "overdue", "required": "substantial", "deadline": "2024-12-31", "reported": "under_way"},
        id="overdue-names-the-second-where-the-first-is-kept",
    ),
    pytest.param(
        "1.1.1-03",
        {"status": "under_way", "progress": 80},
        "2025-06-30",
        {"verdict": "on_track", "required": "done", "deadline": "2025-12-31", "lag": None, "serious": False},
        id="no-stage-is-asked-before-its-deadline",
    ),
    pytest.param(
        "1.1.1-01",
        {"status": "under_way", "progress": 30},
        "2022-01-01",
        {"verdict": "lagging", "required": "done", "deadline": "2022-12-31", "lag": 20.068587, "reported": "under_way"},
        id="lagging-progress-has-points",
    ),
    pytest.param(
        "1.2.1-03",
        {"covered": 10, "total": 40},
        "2023-08-30",
        {"verdict": "lagging", "required": "done", "deadline": "2025-12-31", "reported": 25, "lag": 28.205479},
        id="lagging-coverage-has-points",
    ),
    pytest.param(
        "1.2.1-03",
        {"value": 20},
        "2023-08-30",
        {"verdict": "lagging", "serious": True, "lag": 33.205479, "reported": 20},
        id="lagging-above-thirty-is-serious",
    ),
    pytest.param(
        "1.2.1-01",
        {"value": 30},
        "2023-08-30",
        {"verdict": "overdue", "required": 40, "deadline": "2022-12-31", "reported": 30, "lag": None},
        id="overdue-number",
    ),
    pytest.param(
        "1.2.1-01",
        {"value": 60},
        "2023-08-30",
        {"verdict": "on_track", "required": "done", "deadline": "2025-12-31", "reported": 60},
        id="on-track-names-the-next",
    ),
    pytest.param(
        "1.2.1-01",
        {"value": 38},
        "2022-11-30",
        {"verdict": "due_soon", "required": 40, "deadline": "2022-12-31", "reported": 38},
        id="due-soon-names-the-next",
    ),
    pytest.param(
        "1.1.1-02",
        {"status": "done", "evidence": [PROOF["document"], PROOF["record"]]},
        "2023-08-30",
        {"verdict": "met", "required": "done", "deadline": "2025-12-31", "reported": "done"},
        id="met-names-the-last",
    ),
    pytest.param(
        "1.1.1-02",
        {"status": "done", "evidence": [PROOF["document"]]},
        "2023-08-30",
        {"verdict": "unproven", "required": "done", "deadline": "2025-12-31", "reported": "done"},
        id="unproven-names-the-last",
    ),
    pytest.param(
        "1.2.1-01",
        {"value": "1.2万余"},
        "2023-08-30",
        {"verdict": "unproven", "reported": "1.2万余"},
        id="a-bound-keeps-its-wording",
    ),
    pytest.param(
        "1.2.1-09",
        {"value": 30.5},
        "2023-08-30",
        {"verdict": "on_track", "reported": 30.5},
        id="a-decimal-stays-a-number",
    ),
    pytest.param(
        "1.1.1-01",
        {},
        "2023-08-30",
        {"verdict": "missing", "required": "done", "deadline": "2022-12-31", "reported": None, "lag": None},
        id="missing-names-the-first-that-has-passed",
    ),
    pytest.param(
        "1.1.1-01",
        {"status": "not_applicable", "reason": "机构改革"},
        "2023-08-30",
        {"verdict": "exempt", "required": None, "deadline": None, "flagged": False},
        id="exempt-names-none",
    ),
    pytest.param(
        "1.1.1-01",
        {"status": "not_applicable"},
        "2023-08-30",
        {"verdict": "invalid", "required": None, "deadline": None, "flagged": True},
        id="invalid-names-none",
    ),
]


@pytest.mark.parametrize(("target", "entry", "as_of", "expected"), CASES)
def test_what_decided_an_assessment(
    check: Check, target: str, entry: dict[str, Any], as_of: str, expected: dict[str, Any]
) -> None:
    found = assessment(check(submission({target: entry}, as_of)), target)
    assert {name: found[name] for name in expected} == expected


def test_an_assessment_names_its_clause_and_place(check: Check) -> None:
    text = submission("  1.1.1-01: {}\n\n  1.2.1-01:\n    value: 60\n")
    found = assessment(check(text), "1.2.1-01")
    clause = {name: found[name] for name in ("title", "section", "item", "line", "column")}
    assert clause == {"title": "建成服务站点", "section": "1.2", "item": "1.2.1", "line": 7, "column": 3}


def test_a_target_without_an_entry_has_no_place(check: Check) -> None:
    found = assessment(check(submission("  1.1.1-01: {}\n")), "1.2.1-01")
    assert (found["line"], found["column"]) == (None, None)


def test_an_empty_entry_has_a_place(check: Check) -> None:
    found = assessment(check(submission("  1.1.1-01:\n")), "1.1.1-01")
    assert (found["verdict"], found["line"], found["column"]) == ("missing", 5, 3)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_flagged_is_by_verdict(check: Check, verdict: str) -> None:
    [found] = only(check(township(verdict)))["assessments"]
    assert (found["verdict"], found["flagged"]) == (verdict, verdict in FLAGGED)


def test_what_is_only_explored_is_never_flagged(check: Check) -> None:
    found = assessment(check(submission({"1.1.1-04": {"status": "not_started"}})), "1.1.1-04")
    assert (found["verdict"], found["flagged"]) == ("overdue", False)


def test_flagged_things_stand_in_the_order_of_urgency(check: Check) -> None:
    entries = {
        "1.1.1-01": {"status": "not_applicable"},
        "1.1.1-02": {"status": "done"},
        "1.1.1-03": {"status": "not_started"},
        "1.2.1-01": {"value": 50},
        "1.2.1-03": {"value": 30},
        "1.2.1-05": {"by_year": {"2021": 4, "2022": 4, "2023": 2}},
        "1.2.1-07": {"value": 90},
        "1.2.1-06": {"status": "under_way"},
    }
    found = only(check(submission(entries, "2024-06-30")))["assessments"]
    order = [(one["verdict"], one["target"]) for one in found]
    assert order[:6] == [
        ("overdue", "1.1.1-03"),
        ("overdue", "1.2.1-05"),
        ("overdue", "1.2.1-07"),
        ("lagging", "1.2.1-03"),
        ("lagging", "1.2.1-01"),
        ("unproven", "1.1.1-02"),
    ]
    assert order[6:] == [
        ("invalid", "1.1.1-01"),
        ("missing", "1.2.1-02"),
        ("missing", "1.2.1-04"),
        ("missing", "1.2.1-09"),
        ("missing", "1.1.1-05"),
        ("missing", "1.2.1-08"),
        ("missing", "1.1.1-04"),
        ("on_track", "1.2.1-06"),
    ]


def test_a_title_of_evidence_is_no_field_of_the_report(check: Check) -> None:
    text = submission({"1.1.1-01": {"status": "done", "evidence": [PROOF["document"] | {"title": "某某办法"}]}})
    assert "某某办法" not in json.dumps(check(text), ensure_ascii=False)


# Findings.


def test_a_finding_has_its_place_target_and_data(check: Check) -> None:
    text = submission("  1.1.1-01:\n    status: done\n    done_on: 2024-02\n")
    [found] = [one for one in only(check(text))["findings"] if one["code"] == "FZ301"]
    message, data = found.pop("message"), found.pop("data")
    assert found == {"code": "FZ301", "severity": "error", "line": 7, "column": 14, "target": "1.1.1-01"}
    assert data["written"] == "2024-02"
    assert data["as_of"] == "2023-08-30"
    assert "2024-02" in message


def test_findings_stand_in_the_order_of_their_places(check: Check) -> None:
    places = [(one["line"], one["column"]) for one in only(check(mixed()))["findings"]]
    assert places == sorted(places)


def test_a_finding_on_the_file_as_a_whole_has_no_target(check: Check) -> None:
    found = only(check(BROKEN))["findings"][0]
    assert (found["code"], found["target"]) == ("FZ103", None)


@pytest.mark.parametrize(
    ("verdict", "code", "severity"),
    [
        pytest.param("unproven", "FZ401", "warning", id="unproven"),
        pytest.param("missing", "FZ501", "warning", id="missing"),
        pytest.param("overdue", "FZ502", "warning", id="overdue"),
        pytest.param("lagging", "FZ503", "warning", id="lagging"),
        pytest.param("due_soon", "FZ504", "note", id="due-soon"),
    ],
)
def test_a_verdict_that_asks_for_attention_is_a_finding_too(
    check: Check, verdict: str, code: str, severity: str
) -> None:
    found = only(check(township(verdict)))["findings"]
    assert [(one["code"], one["severity"], one["target"]) for one in found] == [(code, severity, "1.1.1-03")]


@pytest.mark.parametrize("verdict", ["met", "on_track", "exempt"])
def test_other_verdicts_are_no_findings(check: Check, verdict: str) -> None:
    assert only(check(township(verdict)))["findings"] == []


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        pytest.param(township("overdue"), True, id="progress"),
        pytest.param(township("unproven"), True, id="evidence"),
        pytest.param(township("invalid"), False, id="consistency"),
        pytest.param(submission("  1.1.1-01: {staus: done}\n"), False, id="form"),
        pytest.param(BROKEN, False, id="file"),
        pytest.param(submission({"1.1.1-01": STAGE}, level="township"), True, id="warning-of-form"),
    ],
)
def test_valid_is_false_for_errors_of_file_form_and_consistency_only(check: Check, text: str, valid: bool) -> None:
    assert only(check(text))["valid"] is valid


# A file that cannot be read.


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(BROKEN.encode(), "FZ103", id="syntax"),
        pytest.param(township("met").encode("gbk"), "FZ102", id="gbk"),
        pytest.param(b"\x00\x01\x02", "FZ102", id="binary"),
        pytest.param(b"a: 1\n---\nb: 2\n", "FZ106", id="two-documents"),
        pytest.param(b"a: !x 1\n", "FZ107", id="tag"),
        pytest.param(b"[" * 60 + b"]" * 60, "FZ105", id="too-deep"),
        pytest.param(None, "FZ101", id="dangling-link"),
    ],
)
def test_a_file_that_cannot_be_read_holds_its_finding_and_nothing_else(
    run: Run, tmp_path: Path, raw: bytes | None, code: str
) -> None:
    path = tmp_path / "a.yaml"
    if raw is None:
        path.symlink_to(tmp_path / "gone")
    else:
        path.write_bytes(raw)
    file = only(run(path, *PLAN, "-f", "json").json)
    assert [one["code"] for one in file.pop("findings")] == [code]
    assert file == {
        "path": path.as_posix(),
        "valid": False,
        "plan": None,
        "binding": False,
        "unit": None,
        "as_of": None,
        "reported_on": None,
        "phase": None,
        "counts": dict.fromkeys(COUNTS, 0),
        "assessments": [],
        "goals": [],
        "principles": 0,
        "unclaimed": 0,
        "superseded": False,
        "subject": "file",
        "problems": None,
        "points": None,
    }


def test_a_file_from_before_the_plan_is_not_assessed(check: Check) -> None:
    file = only(check(submission("", "2020-12-31")))
    assert (file["valid"], file["assessments"]) == (False, [])
    assert [one["code"] for one in file["findings"]] == ["FZ302"]


# Sums and exit code.


@every_sample
def test_counts_add_up_to_the_assessments(check: Check, texts: tuple[str, ...]) -> None:
    report = check(*texts)
    for file in report["files"]:
        assert Counter(one["verdict"] for one in file["assessments"]) == Counter(file["counts"])
    for name in COUNTS:
        assert report["counts"][name] == sum(file["counts"][name] for file in report["files"])
    assert report["counts"]["files"] == len(report["files"])
    assert report["counts"]["valid"] == sum(file["valid"] for file in report["files"])


def test_every_applicable_target_is_assessed_once(check: Check) -> None:
    targets = [one["target"] for one in only(check(mixed()))["assessments"]]
    assert len(targets) == len(set(targets)) == 14


@every_sample
@pytest.mark.parametrize(
    "options", [(), ("--fail-on", "never"), ("--fail-on", "overdue")], ids=["default", "never", "one"]
)
def test_the_exit_code_is_that_of_the_process(
    run: Run, tmp_path: Path, texts: tuple[str, ...], options: tuple[str, ...]
) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
    done = run(tmp_path, *PLAN, "-f", "json", *options)
    assert done.json["exit_code"] == done.code


def test_the_exit_code_of_an_empty_folder(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, *PLAN, "-f", "json")
    assert (done.json["exit_code"], done.code, done.json["files"]) == (3, 3, [])


# Paths.


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("in", ["in/a.yaml", "in/b/c.yaml"], id="folder"),
        pytest.param("in/", ["in/a.yaml", "in/b/c.yaml"], id="trailing-slash"),
        pytest.param("./in", ["./in/a.yaml", "./in/b/c.yaml"], id="dot-slash"),
        pytest.param(".", ["./in/a.yaml", "./in/b/c.yaml"], id="dot"),
        pytest.param("in/b/..", ["in/b/../a.yaml", "in/b/../b/c.yaml"], id="dot-dot"),
        pytest.param("in/a.yaml", ["in/a.yaml"], id="file"),
        pytest.param("./in//a.yaml", ["./in//a.yaml"], id="file-as-given"),
    ],
)
def test_a_path_is_spelt_as_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, shown: list[str]
) -> None:
    for name in ("in/a.yaml", "in/b/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(township("met"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert [file["path"] for file in run(given, *PLAN, "-f", "json").json["files"]] == shown


def test_a_chinese_path_is_written_as_it_is(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "甲市.yaml"
    path.write_text(township("met"), "utf-8")
    done = run(path, *PLAN, "-f", "json")
    assert only(done.json)["path"] == path.as_posix()
    assert "甲市.yaml" in done.out


# Language and secrets.


def without_words(value: object) -> object:
    """Return a report without what is written for readers: titles, messages, and the words that fill them."""
    if isinstance(value, dict):
        kept = {name: without_words(part) for name, part in value.items() if name not in ("title", "message", "data")}
        return kept | ({"data": sorted(value["data"])} if "data" in value else {})
    return [without_words(part) for part in value] if isinstance(value, list) else value


@every_sample
def test_language_changes_words_only(check: Check, texts: tuple[str, ...]) -> None:
    assert without_words(check(*texts)) == without_words(check(*texts, options=("--lang", "en")))


def test_titles_and_messages_come_in_the_language_asked_for(check: Check) -> None:
    found = assessment(check(mixed(), options=("--lang", "en")), "1.1.1-03")
    assert found["title"] == "Improve the mechanism"
    assert found["message"] == "to be under way by 2022-12-31; reported: not started"


@pytest.mark.parametrize("number", ["110101199001010011", "13900001111"], ids=["identity", "mobile"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            'plan: small\nunit: {name: "甲市 NUMBER", level: city, code: "650100"}\nas_of: 2023-08-30\nentries: {}\n',
            id="unit",
        ),
        pytest.param(submission("  1.1.1-01: {note: NUMBER, status: done}\n"), id="note"),
        pytest.param(submission("  1.1.1-01: {status: not_applicable, reason: 见 NUMBER}\n"), id="reason"),
        pytest.param(submission("  1.1.1-01: {NUMBER: 1}\n"), id="unknown-key"),
        pytest.param(submission("  NUMBER: {status: done}\n"), id="target"),
        pytest.param(submission("  1.1.1-01: {status: NUMBER}\n"), id="wrong-value"),
        pytest.param(submission('  1.2.1-04: {by_unit: {"NUMBER": -1}}\n'), id="name-of-a-part"),
        pytest.param(submission("  1.2.1-01: {value: NUMBER元}\n"), id="wrong-number"),
        pytest.param("plan: NUMBER\n", id="plan"),
    ],
)
def test_personal_numbers_are_masked_everywhere(check: Check, text: str, number: str) -> None:
    report = json.dumps(check(text.replace("NUMBER", number)), ensure_ascii=False)
    assert number not in report


def test_a_personal_number_in_a_path_is_masked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "13900001111.yaml"
    path.write_text(township("met"), "utf-8")
    for form in ("json", "table"):
        assert "13900001111" not in run(path, *PLAN, "-f", form).out


def test_hostile_text_is_valid_json(check: Check) -> None:
    text = submission('  1.1.1-01: {status: not_applicable, reason: "\\e[31m\\u202e\\0\\n\\"}]"}\n')
    assert assessment(check(text), "1.1.1-01")["message"].endswith('"}]')


# The schema.


@every_sample
def test_real_output_validates(validator: Draft202012Validator, check: Check, texts: tuple[str, ...]) -> None:
    validator.validate(check(*texts))
    validator.validate(check(*texts, options=("--lang", "en", "--phase", "2024")))


def test_an_empty_run_validates(validator: Draft202012Validator, run: Run, tmp_path: Path) -> None:
    validator.validate(run(tmp_path, *PLAN, "-f", "json").json)


def test_the_printed_schema_is_the_one_used_here(run: Run, validator: Draft202012Validator) -> None:
    assert run("schema", "report").json == validator.schema


Spoil = Callable[[Report], object]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda r: r.update(schema_version=1), id="another-version"),
        pytest.param(lambda r: r["tool"].update(name="other"), id="another-tool"),
        pytest.param(lambda r: r.update(more=1), id="key-too-many"),
        pytest.param(lambda r: r.pop("exit_code"), id="no-exit-code"),
        pytest.param(lambda r: r.update(exit_code=4), id="exit-code-4"),
        pytest.param(lambda r: r["counts"].pop("files"), id="no-count-of-files"),
        pytest.param(lambda r: r["files"][0].pop("binding"), id="no-binding"),
        pytest.param(lambda r: r["files"][0].update(as_of="30.8.2023"), id="another-date"),
        pytest.param(lambda r: r["files"][0]["unit"].update(level="province"), id="another-level"),
        pytest.param(lambda r: r["files"][0]["plan"].pop("hash"), id="no-hash"),
        pytest.param(lambda r: r["files"][0]["counts"].pop("waived"), id="no-count-of-waived"),
        pytest.param(lambda r: r["files"][0]["assessments"][0].update(verdict="late"), id="another-verdict"),
        pytest.param(lambda r: r["files"][0]["assessments"][0].pop("lag"), id="no-lag"),
        pytest.param(lambda r: r["files"][0]["assessments"][0].update(line=0), id="line-0"),
        pytest.param(lambda r: r["files"][0]["assessments"][0].update(waived={}), id="empty-waiver"),
        pytest.param(lambda r: r["files"][0]["findings"][0].update(code="X1"), id="another-code"),
        pytest.param(lambda r: r["files"][0]["findings"][0].update(severity="fatal"), id="another-severity"),
        pytest.param(lambda r: r["files"][0]["findings"][0].pop("data"), id="no-data"),
    ],
)
def test_the_schema_refuses_what_is_not_the_contract(
    validator: Draft202012Validator, check: Check, spoil: Spoil
) -> None:
    report = check(mixed())
    spoiled = copy.deepcopy(report)
    spoil(spoiled)
    assert validator.is_valid(report)
    assert not validator.is_valid(spoiled)


def test_the_schema_knows_a_waiver(validator: Draft202012Validator, check: Check) -> None:
    report = check(mixed())
    waiver = {"reason": "推迟", "approved_by": "某办", "expires": "2025-01-01"}
    only(report)["assessments"][0].update(waived=waiver, flagged=False)
    validator.validate(report)
