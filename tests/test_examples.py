"""The invented examples: a plan and three submissions to learn from, told apart from what is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import ROOT
from helpers.running import Ran

from fazhi_check import load_submission
from fazhi_check.examine import Checker, check
from fazhi_check.plan import store
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.model import PROOFS
from fazhi_check.plan.store import UnknownPlan, folder_of, known_plans, load_plan, plan_files, plan_ids
from fazhi_check.trace.plan import trace_plan
from fazhi_check.words import EVIDENCE_KINDS, FORCES, MEASURES, ROLES, VERDICTS

Run = Callable[..., Ran]
ID = "example-province"
FOLDER = ROOT / "targets" / "examples" / ID
SUBMISSIONS = sorted((ROOT / "submissions" / "examples").glob("*.yaml"))
MARK = "# 示例（虚构）"


@pytest.fixture(scope="module")
def plan():
    return load_plan(ID)


def texts() -> str:
    return "".join(path.read_text("utf-8") for path in SUBMISSIONS)


def test_the_plan_has_nothing_that_lint_would_tell():
    read = written(plan_files(str(FOLDER)).files)
    assert [*read.findings, *lint(read)] == []


def test_every_sentence_of_its_text_is_traced():
    read = written(plan_files(str(FOLDER)).files)
    traced = trace_plan(read, (FOLDER / "source.txt").read_text("utf-8"))
    assert traced.ok
    assert {
        clause.text for _, clause in traced.bare() if not re.match(r"(到\d{4}年|\d{4}年底前)，", clause.text)
    } == set()


def test_it_shows_every_measure_role_and_force(plan):
    assert {task.measure.kind for task in plan.targets} == set(MEASURES)
    assert {one.role for one in plan.every.values()} == set(ROLES)
    assert {task.force for task in plan.targets} == set(FORCES)


def test_it_shows_what_else_a_plan_can_say(plan):
    marks = [getattr(task.measure, "marked", None) for task in plan.targets if task.measure.kind == "standing"]
    assert set(marks) == {True, False}
    assert any(getattr(task.measure, "baseline", None) for task in plan.targets)
    assert any(not isinstance(asked.requires, str) for task in plan.targets for asked in task.schedule)
    assert plan.fields
    assert plan.claims
    assert plan.replaced
    assert any(task.restates for task in plan.targets)
    assert any(task.condition for task in plan.targets)
    assert any(task.local_only for task in plan.targets)
    assert [phase.id for phase in plan.phases] == ["2022", "2023", "2024", "2025"]
    assert plan.jurisdiction.code == "990000"


def test_all_of_it_is_marked_as_invented():
    for path in [*FOLDER.glob("*.yaml"), *SUBMISSIONS]:
        assert path.read_text("utf-8").startswith(MARK), path
    for path in (FOLDER / "source.txt", *(ROOT / "submissions" / "examples").glob("*.txt")):
        assert "虚构" in path.read_text("utf-8").splitlines()[0]
    assert "虚构示例" in load_plan(ID).title
    assert all(path.name.startswith("example-") and "虚构" in load_submission(path).unit.name for path in SUBMISSIONS)


def test_no_code_of_it_is_that_of_a_province():
    codes = re.findall(r"\b\d{6}\b", texts() + (FOLDER / "plan.yaml").read_text("utf-8"))
    assert codes
    assert {code[:2] for code in codes} == {"99"}


def test_three_levels_have_reported():
    assert {load_submission(path).unit.level for path in SUBMISSIONS} == {"city", "county", "township"}


def test_the_submissions_show_every_verdict():
    report = check(map(str, SUBMISSIONS), Checker())
    assert {one.verdict for file in report.files for one in file.assessments} == set(VERDICTS) - {"waived"}


@pytest.mark.parametrize(
    "form",
    [
        *(
            "covered:",
            "total:",
            "覆盖数:",
            "总数:",
            "by_unit:",
            "分单位:",
            "12/12",
            "高坡镇: 推进中",
            "by_year:",
            "分年度:",
            "value:",
            "数值:",
            "progress:",
            "进度:",
        ),
        *(
            "done_on:",
            "完成日期:",
            "1.2万余",
            "不足4000",
            "98.5%",
            "状态: 不适用, 理由:",
            "status: under_way",
            "状态: 持续开展",
        ),
    ],
)
def test_the_submissions_show_every_form_of_a_value(form):
    assert form in texts()


@pytest.mark.parametrize("kind", [*PROOFS, "report"])
def test_the_submissions_show_every_kind_of_evidence_in_both_languages(kind):
    assert f"{{kind: {kind}," in texts()
    assert f"{{类型: {EVIDENCE_KINDS[kind].zh}," in texts()


def test_one_error_alone_is_in_them_and_it_is_meant():
    report = check(map(str, SUBMISSIONS), Checker())
    assert [(one.code, one.target) for file in report.files for one in file.findings if one.severity == "error"] == [
        ("FZ203", "2.2.2-02")
    ]


def test_the_plan_is_found_by_its_id_and_by_its_folder(plan):
    assert load_plan(FOLDER) == plan
    assert Path(folder_of(ID)) == FOLDER


def test_it_is_no_plan_like_the_others():
    assert ID not in plan_ids()
    assert known_plans().examples == [ID]


def test_a_submission_names_it(run: Run):
    done = run(SUBMISSIONS[0], "-f", "json", "--fail-on", "never")
    assert done.json["files"][0]["plan"]["id"] == ID


@pytest.mark.parametrize("wanted", ["examples", f"examples/{ID}", "EXAMPLE-PROVINCE", ""])
def test_only_its_id_is_its_id(wanted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownPlan):
        folder_of(wanted)


def test_messages_list_it_apart(run: Run, tmp_path):
    told = run("targets", "--plan", "nope").err
    assert f"urumqi-14fyp（另有虚构的示例：{ID}）" in re.sub(r"\s", "", told)
    path = tmp_path / "a.yaml"
    path.write_text(SUBMISSIONS[0].read_text("utf-8").replace(f"plan: {ID}", "plan: 某规划"), "utf-8")
    assert f"可用的规划：urumqi-14fyp（另有虚构的示例：{ID}）" in re.sub(r"\s", "", run(path, "-f", "concise").out)
    assert f"(andinventedexamples:{ID})" in re.sub(r"\s", "", run("lint", "nope", "--lang", "en").err)


def test_a_slip_in_its_id_is_known(run: Run):
    assert f"是不是 {ID}" in run("targets", "--plan", "example-provinse").err


def test_a_true_plan_is_found_without_a_look_at_the_examples(monkeypatch):
    listed = []
    monkeypatch.setattr(store, "names_in", lambda folder: listed.append(Path(folder).name) or ["urumqi-14fyp"])
    assert folder_of("urumqi-14fyp").endswith("urumqi-14fyp")
    assert listed == ["targets"]


def test_the_whole_folder_is_nine_true_reports_and_three_examples(run: Run):
    done = run(ROOT / "submissions", "-f", "json", "--fail-on", "never").json
    plans = [file["plan"]["id"] for file in done["files"]]
    assert (plans.count("urumqi-14fyp"), plans.count(ID)) == (9, 3)
