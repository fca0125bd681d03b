"""Goals and principles: asked of nobody and counted nowhere, yet what a unit writes under them is kept and checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import PROOF, submission

from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

Run = Callable[..., Ran]

GOALS = """
  - {id: 1.1.1-06, role: goal, title: 制度更加完备, title_en: A complete set of rules, anchors: [制度更加完备],
     through: [1.1.1], applies_to: [city, county], lead: [party]}
  - {id: 1.1.1-07, role: goal, title: 各项任务落实, title_en: All is done, anchors: [各项任务落实],
     through: [1.2.1-01, "1.1"], applies_to: [city], local_only: true, lead: [government]}
  - {id: 1.1.1-08, role: principle, title: 坚持党的领导, title_en: The leadership, anchors: [坚持党的领导],
     applies_to: [city, county], lead: [party]}
  - {id: 1.1.1-09, role: principle, title: 坚持以人为本, title_en: The people, anchors: [坚持以人为本],
     applies_to: [city], lead: [government]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan with two goals and two principles."""
    folder = tmp_path_factory.mktemp("plans") / "small"
    shutil.copytree(SMALL, folder)
    path = folder / "1.1-a.yaml"
    path.write_text(path.read_text("utf-8").rstrip("\n") + GOALS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def aimed(folder: Path) -> Plan:
    return load_plan(str(folder))


def file_of(run: Run, folder: Path, tmp_path: Path, text: str, *options: str) -> dict[str, Any]:
    """Return what the JSON report says of one text."""
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    [file] = run(path, "--plan", folder, "-f", "json", *options).json["files"]
    return dict(file)


def test_they_have_no_assessment_and_are_never_missing(aimed: Plan, small: Plan) -> None:
    bare, whole = (examine(submission("").replace("plan: small", f"plan: {one.id}"), one) for one in (small, aimed))
    assert [one.target.id for one in bare.assessments] == [one.target.id for one in whole.assessments]
    assert bare.counts() == whole.counts()
    assert [one.code for one in bare.findings] == [one.code for one in whole.findings]


@pytest.mark.parametrize(
    ("head", "goals", "principles"),
    [
        ({}, ["1.1.1-06", "1.1.1-07"], 2),
        ({"code": "410300"}, ["1.1.1-06"], 2),  # not there where the plan does not bind
        ({"level": "county"}, ["1.1.1-06"], 1),
        ({"level": "township"}, [], 0),
        ({"level": "city, body: party"}, ["1.1.1-06"], 1),
        ({"level": "city, body: court"}, [], 0),
    ],
)
def test_they_concern_a_unit_as_its_tasks_do(
    run: Run, folder: Path, tmp_path: Path, head: dict[str, str], goals: list[str], principles: int
) -> None:
    file = file_of(run, folder, tmp_path, submission("", **head))
    assert ([one["target"] for one in file["goals"]], file["principles"]) == (goals, principles)


def test_a_goal_counts_the_tasks_behind_it(run: Run, folder: Path, tmp_path: Path) -> None:
    entries = {
        "1.1.1-01": {"status": "done", "evidence": [PROOF["document"]]},
        "1.1.1-02": {"status": "not_started"},
        "1.2.1-01": {"value": 60},
    }
    first, second = file_of(run, folder, tmp_path, submission(entries))["goals"]
    counted = {name: number for name, number in first["counts"].items() if number}
    assert (first["title"], first["tasks"], counted) == ("制度更加完备", 5, {"met": 1, "overdue": 1, "missing": 3})
    assert second["tasks"] == sum(second["counts"].values()) == 6
    assert second["counts"]["on_track"] == 1
    assert set(first["counts"]) == {
        *("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt", "waived")
    }


def test_a_goal_counts_only_what_was_judged(run: Run, folder: Path, tmp_path: Path) -> None:
    first, second = file_of(run, folder, tmp_path, submission(""), "--section", "1.1")["goals"]
    assert (first["tasks"], second["tasks"]) == (5, 5)
    assert file_of(run, folder, tmp_path, submission(""), "--section", "1.2")["goals"] == []
    [first, _] = file_of(run, folder, tmp_path, submission("", level="city"), "--phase", "2022")["goals"]
    assert first["counts"]["missing"] == first["tasks"]


def test_what_is_written_under_a_goal_is_its_statement(run: Run, folder: Path, tmp_path: Path) -> None:
    said = {"status": "under_way", "note": "正在推进", "evidence": [PROOF["report"] | {"quote": "更加完备"}]}
    file = file_of(run, folder, tmp_path, submission({"1.1.1-06": said, "1.1.1-08": said, "1.1.1-07": {}}))
    assert [one["statement"] for one in file["goals"]] == [
        {"status": "under_way", "note": "正在推进", "quotes": ["更加完备"]},
        None,
    ]
    assert file["valid"]
    assert {one["target"] for one in file["findings"]}.isdisjoint({"1.1.1-06", "1.1.1-08"})
    noted = file_of(run, folder, tmp_path, submission({"1.1.1-06": {"note": "正在推进"}}))
    assert noted["goals"][0]["statement"] == {"status": None, "note": "正在推进", "quotes": []}


def test_what_is_written_under_a_principle_is_kept_and_shown(run: Run, folder: Path, tmp_path: Path) -> None:
    said = {"status": "under_way", "note": "列入议程", "evidence": [PROOF["report"] | {"quote": "党的领导"}]}
    text = submission({"1.1.1-08": said, "1.1.1-09": {}})
    file = file_of(run, folder, tmp_path, text)
    assert (file["principles"], file["statements"]) == (
        2,
        [
            {
                "target": "1.1.1-08",
                "title": "坚持党的领导",
                "statement": {"status": "under_way", "note": "列入议程", "quotes": ["党的领导"]},
            }
        ],
    )
    path = tmp_path / "a.yaml"
    counted = "原则性要求 2 项，不单独判定（有填报 1 项）"
    for form in (["table"], ["markdown"], ["html"], ["table", "--show", "all"]):
        out = run(path, "--plan", folder, "-f", *form).out.replace("\n", "")
        assert counted in out, form
        if form != ["table"]:
            heading, _, listed = out.partition("原则性要求 2 项（有填报 1 项）")
            assert heading
            assert all(part in listed for part in ("1.1.1-08", "坚持党的领导", "列入议程", "“党的领导”"))


def test_nothing_written_under_a_principle_adds_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    assert "statements" not in file_of(run, folder, tmp_path, submission({"1.1.1-08": {}}))
    assert "（有填报" not in run(tmp_path / "a.yaml", "--plan", folder).out


@pytest.mark.parametrize("aim", ["1.1.1-06", "1.1.1-08"])
@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"status": "x"}, "FZ203"),
        ({"colour": "red"}, "FZ202"),
        ({"status": "done", "progress": 30}, "FZ202"),
        ({"value": 30}, "FZ202"),
        ({"status": "not_applicable"}, "FZ303"),
        ({"status": "done", "done_on": "2023-09"}, "FZ301"),
        ({"status": "done", "evidence": [{"title": "某件"}]}, "FZ201"),
    ],
)
def test_its_form_is_checked(aimed: Plan, aim: str, entry: dict[str, Any], code: str) -> None:
    found = examine(submission({aim: entry}), aimed)
    assert [one.code for one in found.findings if one.target == aim] == [code]
    assert found.valid is False
    assert aim not in {one.target.id for one in found.assessments}


def test_one_that_does_not_concern_the_unit_is_told(aimed: Plan) -> None:
    entries = {one: {"status": "under_way"} for one in ("1.1.1-06", "1.1.1-07", "1.1.1-08", "1.1.1-09")}
    found = examine(submission(entries, level="county"), aimed)
    assert [one.target for one in found.findings if one.code == "FZ206"] == ["1.1.1-07", "1.1.1-09"]
    assert found.valid


@pytest.mark.parametrize(("written", "meant"), [("1.1.1-6", "1.1.1-06"), ("坚持党的领导", "1.1.1-08")])
def test_its_id_may_be_what_was_meant(aimed: Plan, written: str, meant: str) -> None:
    [found] = [one for one in examine(submission({written: {"status": "done"}}), aimed).findings if one.code == "FZ205"]
    assert meant in found.message("zh")


def test_a_waiver_of_one_is_told_that_it_needs_none(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(submission(""), "utf-8")
    waiver = "{target: 1.1.1-06, reason: 推迟, approved_by: 某办, granted: 2023-01-01, expires: 2024-12-31}"
    (tmp_path / "w.yaml").write_text(f"- {waiver}\n", "utf-8")
    ran = run(tmp_path / "a.yaml", "--plan", folder, "--waivers", tmp_path / "w.yaml", "-f", "json")
    [told] = ran.json["files"][1]["findings"]
    assert (told["code"], "不单独判定" in told["message"]) == ("FZ602", True)


def test_a_file_that_is_not_judged_has_neither(run: Run, folder: Path, tmp_path: Path) -> None:
    file = file_of(run, folder, tmp_path, submission("", "2019-01-01"))
    assert (file["goals"], file["principles"]) == ([], 0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_saved_report_keeps_them(run: Run, folder: Path, tmp_path: Path, lang: str) -> None:
    said = {"status": "under_way", "note": "正在推进", "evidence": [PROOF["report"] | {"quote": "更加完备"}]}
    path, saved = tmp_path / "a.yaml", tmp_path / "saved.json"
    path.write_text(submission({"1.1.1-06": said, "1.1.1-03": said, "1.1.1-08": said}), "utf-8")
    direct = run(path, "--plan", folder, "-f", "json", "--lang", lang)
    saved.write_text(direct.out, "utf-8")
    for plan in (("--plan", folder), ()):
        assert run("reformat", saved, *plan, "-f", "json", "--lang", lang).out == direct.out
        again = run("reformat", saved, *plan, "-f", "markdown", "--lang", "zh").out
        assert "原则性要求 2 项（有填报 1 项）" in again


def test_a_body_that_leads_nothing_at_its_level_is_told(small: Plan) -> None:
    text = submission("").replace("level: city", "level: township, body: court")
    found = examine(text, small)
    [told] = [one for one in found.findings if one.code == "FZ206"]
    assert (told.place and told.place.line, found.assessments, found.valid) == (2, [], True)
    assert "法院" in told.message("zh")
    narrowed = examine(text.replace("township", "city"), small)
    assert [one.code for one in narrowed.findings if one.code == "FZ206"] == []
