"""What the JSON report carries on of entries, goals and principles, so that a later round can be held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import PROOF, submission

Run = Callable[..., Ran]
Look = Callable[..., dict[str, Any]]
PLAN = ("--plan", str(SMALL))
LATER = PROOF["document"] | {"date": "2023-08-31"}


@pytest.fixture
def look(run: Run, tmp_path: Path) -> Look:
    """Return the assessment of one entry."""

    def call(target: str, entry: dict[str, Any], *options: str, as_of: str = "2023-08-30") -> dict[str, Any]:
        path = tmp_path / "a.yaml"
        path.write_text(submission({target: entry}, as_of), "utf-8")
        [file] = run(path, *PLAN, "-f", "json", *options).json["files"]
        [found] = [one for one in file["assessments"] if one["target"] == target]
        return dict(found)

    return call


@pytest.mark.parametrize(
    ("target", "entry", "exact"),
    [
        ("1.2.1-01", {"value": 60}, {"value": "60", "bound": None}),
        ("1.2.1-01", {"value": "60.50"}, {"value": "121/2", "bound": None}),
        ("1.2.1-01", {"value": "1.2万余"}, {"value": "12000", "bound": "lower"}),
        ("1.2.1-02", {"value": "不足20"}, {"value": "20", "bound": "upper"}),
        ("1.2.1-03", {"covered": 13, "total": 37}, {"value": "1300/37", "bound": None}),
        ("1.2.1-03", {"value": "98%以上"}, {"value": "98", "bound": "lower"}),
        ("1.2.1-03", {"covered": "30余", "total": 40}, {"value": "75", "bound": "lower"}),
        ("1.2.1-03", {"covered": 30, "total": "40余"}, {"value": "75", "bound": "upper"}),
        ("1.2.1-04", {"by_unit": {"甲村": 7, "乙村": 6}}, {"value": "6", "bound": None}),
        (
            "1.2.1-05",
            {"by_year": {2022: "3以上", 2021: 4}},
            {"value": None, "bound": None, "by_year": {"2021": "4", "2022": "3以上"}},
        ),
        ("1.2.1-07", {"value": 99.5}, {"value": "199/2", "bound": None}),
        ("1.1.1-03", {"status": "under_way"}, None),
        ("1.2.1-03", {"status": "done"}, None),
    ],
)
def test_a_value_is_carried_on_exactly(look: Look, target: str, entry: dict[str, Any], exact: object) -> None:
    assert look(target, entry).get("exact") == exact


def test_remarks_progress_and_quotes_are_carried_on_and_absent_where_empty(look: Look) -> None:
    said = {"owner": "市司法局", "problem": "人手不足", "next_step": "补齐", "note": "已起草", "done_on": "2023年5月"}
    quoted = [PROOF["document"] | {"quote": "建立机制"}, PROOF["record"]]
    found = look("1.1.1-03", {"status": "under_way", "progress": 55, "evidence": quoted, **said})
    assert (found["entry"], found["progress"], found["quotes"]) == (said, 55, ["建立机制"])
    bare = look("1.1.1-03", {"status": "under_way"})
    assert bare.keys() & {"entry", "progress", "quotes", "exact"} == set()
    partly = look("1.1.1-03", {"status": "under_way", "progress": "50以上", "note": "已起草"})
    assert (partly["entry"], partly["progress"]) == ({"note": "已起草"}, "50以上")


def test_nothing_is_carried_on_without_an_entry(look: Look) -> None:
    found = look("1.1.1-03", {})
    assert found.keys() & {"entry", "progress", "quotes", "exact", "measure"} == set()
    assert (found["support"], found["proofs"], found["past_due"], found["slow"]) == (None, 0, True, False)


def test_a_measure_goes_by_a_hash_of_its_own(look: Look) -> None:
    milestones = {look(target, {"status": "under_way"})["measure"] for target in ("1.1.1-01", "1.1.1-03")}
    values = {look(target, {"value": 5})["measure"] for target in ("1.2.1-01", "1.2.1-02", "1.2.1-03", "1.2.1-07")}
    assert (len(milestones), len(values), milestones & values) == (1, 4, set())
    assert all(len(one) == 12 for one in milestones | values)


@pytest.mark.parametrize(
    ("evidence", "options", "proofs", "support"),
    [
        ([], (), 0, "none"),
        ([PROOF["document"]] * 3, (), 3, "proven"),
        ([PROOF["report"]], (), 0, "claim"),
        ([PROOF["publication"]], (), 0, "partial"),  # of no kind that the target takes
        ([LATER], (), 0, "claim"),
        ([LATER], ("--as-of", "2023-08-31"), 1, "proven"),
        ([LATER, PROOF["document"]], (), 1, "proven"),
    ],
)
def test_what_an_entry_rests_on(
    look: Look, evidence: list[Any], options: tuple[str, ...], proofs: int, support: str
) -> None:
    found = look("1.1.1-01", {"status": "done", "evidence": evidence}, *options)
    assert (found["proofs"], found["support"]) == (proofs, support)


@pytest.mark.parametrize(
    ("target", "entry", "as_of", "past_due"),
    [
        ("1.1.1-03", {}, "2022-12-30", False),
        ("1.1.1-03", {}, "2022-12-31", True),  # the day itself counts
        ("1.1.1-03", {"status": "x"}, "2022-12-30", False),
        ("1.1.1-03", {"status": "x"}, "2022-12-31", True),
        ("1.1.1-03", {"status": "not_started"}, "2022-12-31", True),
        ("1.1.1-03", {"status": "under_way"}, "2023-08-30", False),
        ("1.1.1-03", {"status": "done"}, "2026-08-30", False),
        ("1.1.1-03", {"status": "not_applicable", "reason": "无此机构"}, "2023-08-30", None),
        ("1.2.1-06", {}, "2021-01-01", True),  # a standing duty holds from the plan's first day
        ("1.2.1-06", {"status": "x"}, "2021-01-01", True),
        ("1.2.1-06", {"status": "not_started"}, "2021-06-30", True),
        ("1.2.1-05", {}, "2021-12-30", False),
        ("1.2.1-05", {}, "2021-12-31", True),
        ("1.2.1-05", {"by_year": {2021: 3}}, "2021-12-31", True),
    ],
)
def test_past_due_is_a_deadline_that_has_passed_and_nothing_shows_that_it_was_kept(
    look: Look, target: str, entry: dict[str, Any], as_of: str, past_due: object
) -> None:
    assert look(target, entry, as_of=as_of)["past_due"] is past_due


def test_under_a_phase_all_that_is_missing_is_past_due(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission(""), "utf-8")
    [file] = run(path, *PLAN, "-f", "json", "--phase", "2022").json["files"]
    assert {one["past_due"] for one in file["assessments"]} == {True}


def test_personal_numbers_are_masked_in_what_is_carried_on(look: Look) -> None:
    number = "110101199001011010"
    entry = {"status": "under_way", "note": f"见 {number}", "evidence": [PROOF["document"] | {"quote": number}]}
    assert number not in json.dumps(look("1.1.1-03", entry), ensure_ascii=False)


@pytest.mark.parametrize("name", ["a.yaml", "waivers.yaml", "known.yaml"])
def test_a_report_says_what_it_is_about(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text(submission(""), "utf-8")
    (tmp_path / "waivers.yaml").write_text("- {target: 1.1.1-01}\n", "utf-8")
    (tmp_path / "known.yaml").write_text(
        "- {plan: small, unit: 甲市, code: '650100', findings: [overdue 1.1.1-03]}\n", "utf-8"
    )
    lists = ("--waivers", tmp_path / "waivers.yaml", "--known", tmp_path / "known.yaml")
    report = run(tmp_path / "a.yaml", *PLAN, *lists, "-f", "json").json
    subjects = {Path(one["path"]).name: one["subject"] for one in report["files"]}
    assert subjects[name] == {"a.yaml": "file", "waivers.yaml": "waivers", "known.yaml": "known"}[name]
