"""A round as it is checked: its findings, the gate, and the same outcome however the run is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.round_folder import ROUND, folder
from helpers.running import Ran

import fazhi_check
from fazhi_check.api import WrongArgument, checker_for

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]


@pytest.fixture
def round_folder(here: Path) -> Path:
    folder(here)
    return here


def codes(data: dict[str, Any], path: str) -> list[str]:
    (file,) = [one for one in data["files"] if one["path"] == path]
    return [one["code"] for one in file["findings"] if one["code"].startswith(("FZ9", "FZ309"))]


def checked(run: Run, *more: str) -> dict[str, Any]:
    data: dict[str, Any] = run("check", "回收", "--round", ROUND, "-f", "json", *more).json
    return data


def state(data: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["state"] for one in data["round"]["units"]}


def test_a_round_says_who_has_reported_and_how(run: Run, round_folder: Path):
    data = checked(run)
    assert state(data) == {
        "乌鲁木齐市": "reported",
        "天山区": "late",
        "沙依巴克区": "returned",
        "新市区": "not_submitted",
        "市司法局": "reported",
        "市文旅局": "excused",
        "新华街道": "reported",
        "胜利路街道": "not_submitted",
    }
    numbers = {
        name: data["round"][name] for name in ("expected", "reported", "late", "returned", "not_submitted", "excused")
    }
    assert list(numbers.values()) == [7, 3, 1, 1, 2, 1]
    by_category = data["round"]["categories"]
    for name, number in numbers.items():
        assert sum(one[name] for one in by_category) == number
    whole = {verdict: number for verdict, number in data["counts"].items() if verdict not in ("files", "valid")}
    for verdict, number in whole.items():
        assert sum(one["counts"][verdict] for one in by_category) == number
        counted = [one for one in data["round"]["units"] if one["state"] in ("reported", "late")]
        assert sum(one["counts"][verdict] for one in counted) == number


def test_findings_stand_where_they_belong(run: Run, round_folder: Path):
    data = checked(run)
    assert sorted(codes(data, ROUND)) == ["FZ901", "FZ901", "FZ904"]
    assert codes(data, "回收/新市区.yaml") == ["FZ903"]
    assert codes(data, "回收/生人.yaml") == ["FZ902"]
    assert [one["path"] for one in data["files"] if one["superseded"]] == ["回收/天山区-旧.yaml"]
    units = {one["name"]: one for one in data["round"]["units"]}
    assert units["新市区"]["path"] is None
    assert units["新市区"]["counts"] is None
    assert units["新市区"]["stale"] == "2023-09-30"
    stale = next(one for one in data["files"] if one["path"] == "回收/新市区.yaml")
    assert stale["as_of"] == "2023-12-31", "judged on the round's day"
    assert stale["assessments"], "and shown"


def test_what_lies_below_a_unit_is_summed_on_every_level_each_once(run: Run, round_folder: Path):
    units = {one["name"]: one for one in checked(run)["round"]["units"]}
    below = ("天山区", "市司法局", "新华街道")
    for verdict, number in units["乌鲁木齐市"]["children"].items():
        assert number == sum(units[one]["counts"][verdict] for one in below)
    assert units["天山区"]["children"] == units["新华街道"]["counts"]
    assert units["新华街道"]["children"] is None


def test_who_is_behind_on_a_task_is_named_and_only_who_counts(run: Run, round_folder: Path):
    targets = {one["target"]: one for one in checked(run)["round"]["targets"]}
    overdue = targets["3.3.2-08"]
    assert overdue["counts"]["overdue"] == len(overdue["behind"]) == 3
    assert {one["name"] for one in overdue["behind"]} == {"乌鲁木齐市", "天山区", "市司法局"}


def test_a_department_without_an_assignment_is_refused_by_name_and_asked_nothing(run: Run, round_folder: Path):
    path = round_folder / ROUND
    path.write_text(path.read_text("utf-8").replace(", 分工: 3.3.2", ""), "utf-8")
    data = checked(run)
    (fault,) = [one for file in data["files"] for one in file["findings"] if one["code"] == "FZ906"]
    assert "市司法局 未分工" in fault["message"]
    assert fault["severity"] == "error"
    assert fault["line"] == 12
    assert next(one for one in data["files"] if one["path"] == "回收/司法局.yaml")["assessments"] == []


def test_two_files_of_one_day_are_told_unless_a_receipt_decides(run: Run, round_folder: Path):
    old = round_folder / "回收" / "天山区-旧.yaml"
    old.write_text(old.read_text("utf-8").replace("2023-12-01", "2023-12-31"), "utf-8")
    assert codes(checked(run), "回收/天山区.yaml") == []
    path = round_folder / ROUND
    path.write_text(path.read_text("utf-8").replace(", 文件: 天山区.yaml", ""), "utf-8")
    assert codes(checked(run), "回收/天山区.yaml") == ["FZ309"]


def test_the_gate_minds_who_has_not_submitted(run: Run, round_folder: Path):
    def code(*gate: str) -> int:
        return run("check", "回收", "--round", ROUND, *gate).code

    assert code() == 1
    assert code("--fail-on", "未报送") == 1
    assert code("--fail-on", "not_submitted,overdue") == 1
    assert code("--fail-on", "lagging") == 0
    assert code("--fail-on", "never") == 0
    assert "fail_on" not in checked(run)
    assert checked(run, "--fail-on", "未报送")["fail_on"] == ["not_submitted"]
    said = run("check", "回收", "--round", ROUND, "--fail-on", "未报送").out
    assert "只按未报送" in said


def test_units_and_no_file_fail_whatever_the_gate(run: Run, round_folder: Path):
    (round_folder / "空").mkdir()
    for gate in ((), ("--fail-on", "never"), ("--fail-on", "overdue")):
        assert run("check", "空", "--round", ROUND, *gate).code == 1
    data = run("check", "空", "--round", ROUND, "-f", "json").json
    assert data["round"]["not_submitted"] == 7


def test_several_processes_find_the_same(run: Run, round_folder: Path):
    one, two = (run("check", "回收", "--round", ROUND, "-f", "json", "--jobs", jobs).out for jobs in "12")
    assert one == two


def test_another_day_or_a_phase_stands_in_place_of_the_rounds(run: Run, round_folder: Path):
    earlier = checked(run, "--as-of", "2023-10-31")
    assert earlier["round"]["as_of"] == "2023-10-31"
    assert {one["as_of"] for one in earlier["files"] if one["as_of"]} == {"2023-10-31"}
    phase = checked(run, "--phase", "2022")
    assert phase["round"]["as_of"] == "2022-12-31"


def test_the_round_of_the_settings_holds_for_folders_with_settings_of_their_own(run: Run, round_folder: Path):
    (round_folder / "fazhi-check.toml").write_text(f'round = "{ROUND}"\n', "utf-8")
    below = round_folder / "回收" / "区县"
    below.mkdir()
    (round_folder / "回收" / "天山区.yaml").rename(below / "天山区.yaml")
    (below / "fazhi-check.toml").write_text('fail-on = ["never"]\n', "utf-8")
    data = run("check", "回收", "-f", "json").json
    assert state(data)["天山区"] == "late"
    (round_folder / "another.yaml").write_text((round_folder / ROUND).read_text("utf-8"), "utf-8")
    (below / "fazhi-check.toml").write_text('round = "../../another.yaml"\n', "utf-8")
    done = run("check", "回收")
    assert done.code == 2
    assert "只能对照一次调度" in done.err


def test_a_plan_that_does_not_exist_is_refused_before_any_file_is_read(run: Run, round_folder: Path):
    path = round_folder / ROUND
    path.write_text(path.read_text("utf-8").replace("urumqi-14fyp", "urumqi"), "utf-8")
    done = run("check", "回收", "--round", ROUND)
    assert done.code == 2
    assert "urumqi-14fyp" in done.err


def test_a_plan_in_use_that_is_not_the_rounds_is_a_fault(run: Run, round_folder: Path):
    from helpers.project import SMALL

    data = run("check", "回收", "--round", ROUND, "--plan", str(SMALL), "-f", "json").json
    faults = [one for file in data["files"] for one in file["findings"] if one["code"] == "FZ906"]
    assert ["检查用的却是" in one["message"] for one in faults] == [True]


def test_unknown_names_in_any_list_are_faults_with_their_place(run: Run, here: Path):
    more = """\
核定:
  - {单位: 天山曲, 编号: 3.3.2-05, 核定意见: 认可, 核定单位: 市委依法治市办, 日期: 2024-01-12}
销号:
  - {单位: 天山区, 编号: 3.3.2-99, 决定: 已销号, 批准单位: 市委依法治市办, 日期: 2024-01-12}
分工:
  - {编号: 3.3.9, 牵头单位: 市司发局}
"""
    folder(here, more)
    data = checked(run)
    said = [one["message"] for file in data["files"] for one in file["findings"] if one["code"] == "FZ906"]
    assert len(said) == 4
    assert "名册里没有“天山曲”，是不是 天山区？" in said[0]
    assert "3.3.2-99" in said[1]
    assert any("3.3.9" in one for one in said)
    assert any("是不是 市司法局" in one for one in said)


ABOVE = """规划: urumqi-14fyp
标题: 某次调度
截至: 2023-12-31
单位:
  - {{名称: 天山区司法局, 层级: 部门, 代码: "650102", 上级: {above}}}
  - {{名称: 市税务局, 层级: 部门, 代码: "650100"}}
  - {{名称: 市民政局, 层级: 部门, 代码: "650100"}}
  - {{名称: 沙依巴克区, 层级: 县级, 代码: "650103"}}
分工:
  - {{编号: 3.3.2, 牵头单位: 天山区司法局、市税务局、市民政局, 配合单位: {beside}}}
"""


@pytest.mark.parametrize(
    ("above", "beside", "meant"),
    [
        ("天山区", "市水务局、市财政局", None),
        ("沙依巴区", "市水务局", "沙依巴克区"),
        ("天山区", "市民政政局", "市民政局"),
    ],
)
def test_units_above_and_beside_may_lie_outside_the_round_and_are_no_slips_of_others(
    run: Run, here: Path, above: str, beside: str, meant: str | None
):
    (here / ROUND).write_text(ABOVE.format(above=above, beside=beside), encoding="utf-8")
    (here / "回收").mkdir()
    findings = [one for file in checked(run)["files"] for one in file["findings"] if one["code"] == "FZ906"]
    assert [one["message"].split("是不是")[-1].strip(" ？") for one in findings] == ([meant] if meant else [])


def test_a_file_of_an_older_level_is_judged_on_what_the_round_asks_of_its_unit(run: Run, here: Path):
    (here / ROUND).write_text(
        "规划: urumqi-14fyp\n标题: 某次调度\n截至: 2023-12-31\n单位:\n"
        '  - {名称: 达坂城区, 层级: 县级, 代码: "650107", 曾用: 乡镇}\n',
        encoding="utf-8",
    )
    (here / "回收").mkdir()
    text = '规划: urumqi-14fyp\n单位: {{名称: 达坂城区, 层级: {level}, 代码: "650107"}}\n截至: 2023-12-31\n事项: {{}}\n'
    told = {}
    for level in ("乡镇", "县级"):
        (here / "回收" / "甲.yaml").write_text(text.format(level=level), encoding="utf-8")
        told[level] = checked(run)["round"]["units"]
    assert told["乡镇"] == told["县级"]
    assert told["乡镇"][0]["asked"] == sum(told["乡镇"][0]["counts"].values())


def test_the_api_takes_rounds_too(round_folder: Path, run: Run):
    report = fazhi_check.check("回收", round=ROUND)
    assert report.exit_code == 1
    assert report.round
    assert [one.state for one in report.round.units][:2] == ["reported", "late"]
    assert report.counts() == checked(run)["counts"]
    assert fazhi_check.check("回收", round=Path(ROUND), fail_on="never").exit_code == 0
    with pytest.raises(WrongArgument):
        checker_for(round="没有.yaml")
    with pytest.raises(TypeError):
        checker_for(round=1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        checker_for(since=[1])  # type: ignore[list-item]


def test_without_a_round_json_says_so(run: Run, round_folder: Path):
    assert json.loads(run("check", "回收", "-f", "json").out)["round"] is None


def test_services_show_as_failed_who_has_not_submitted_where_that_fails(run: Run, round_folder: Path):
    def lines(name: str, gate: str) -> list[str]:
        return run("check", "回收", "--round", ROUND, "-f", name, "--fail-on", gate).out.splitlines()

    for gate, level, failed in (("未报送", "error", 2), ("never", "warning", 0)):
        assert sum("FZ901" in line and line.startswith(f"::{level}") for line in lines("github", gate)) == 2
        assert sum('type="not_submitted"' in line for line in lines("junit", gate)) == failed
        assert sum('name="胜利路街道 未报送"' in line for line in lines("junit", gate)) == 1


def test_a_list_of_what_lags_by_a_node_says_so(run: Run, here: Path):
    folder(here, "分工:\n  - {编号: 3.3.2-05, 节点: 2023-10-31 取得突破}\n")
    said = run("check", "回收/天山区.yaml", "--round", ROUND).out
    assert "慢于序时进度，或没有达到所设节点" in said
    assert "办公室所设节点：到 2023-10-31 应达到“取得突破”" in said
    for lang in ("zh", "en"):
        args = ("回收/天山区.yaml", "--round", ROUND, "--lang", lang)
        (here / "报告.json").write_text(run("check", *args, "-f", "json").out, "utf-8")
        assert run("reformat", "报告.json", "--lang", lang).out == run("check", *args).out
