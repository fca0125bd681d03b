"""A saved report of a round is read again as it was: the same JSON, and the same in every other format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.round_folder import ROUND, folder
from helpers.running import Ran

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]


@pytest.fixture
def saved(run: Run, here: Path) -> str:
    folder(here)
    done = run("check", "回收", "--round", ROUND, "-f", "json")
    assert done.code == 1
    (here / "报告.json").write_text(done.out, "utf-8")
    return done.out


def test_the_same_json_comes_back(run: Run, saved: str):
    done = run("reformat", "报告.json", "-f", "json")
    assert done.out == saved
    assert done.code == 1


@pytest.mark.parametrize(
    "name", ["table", "summary", "markdown", "html", "csv", "concise", "jsonl", "junit", "sarif", "gitlab"]
)
def test_every_format_says_the_same(run: Run, saved: str, name: str):
    told = run("check", "回收", "--round", ROUND, "-f", name)
    assert told.code == 1
    assert run("reformat", "报告.json", "-f", name) == told


@pytest.mark.parametrize("name", ["table", "summary", "markdown", "html", "concise", "junit", "gitlab", "github"])
def test_errors_of_a_file_that_another_stands_for_fail_no_saved_report_either(run: Run, here: Path, name: str):
    folder(here)
    text = '规划: urumqi-14fyp\n单位: {名称: 天山区, 层级: 县级, 代码: "650102"}\n截至: 2023-10-02\n事项: {3.3.2-07: {状态: 干完了}}\n'
    (here / "回收" / "天山区旧.yaml").write_text(text, "utf-8")
    (here / "报告.json").write_text(run("check", "回收", "--round", ROUND, "-f", "json").out, "utf-8")
    assert run("reformat", "报告.json", "-f", name) == run("check", "回收", "--round", ROUND, "-f", name)


def test_the_last_line_of_a_stream_has_the_round(run: Run, saved: str):
    lines = run("check", "回收", "--round", ROUND, "-f", "jsonl").out.splitlines()
    assert json.loads(lines[-1])["round"] == json.loads(saved)["round"]


PROBLEMS = """\
问题:
  - {问题编号: 督-03, 单位: 新市区, 问题表述: 没有台账, 日期: 2023-11-20}
  - {问题编号: 督-01, 单位: 天山区, 编号: 3.3.2-08, 问题表述: 没有目录, 日期: 2023-11-20, 整改时限: 2023-12-15}
  - {问题编号: 督-02, 单位: 胜利路街道, 问题表述: 没有记录, 日期: 2023-11-20}
  - {问题编号: 督-04, 单位: 市司法局, 问题表述: 没有清单, 日期: 2023-11-20}
销号:
  - {单位: 天山区, 问题编号: 督-01, 决定: 退回整改, 日期: 2023-12-31, 批准单位: 市委依法治市办}
"""


@pytest.mark.parametrize("kept", ["json", "jsonl"])
def test_the_problems_of_the_units_are_told_again_whichever_way_it_was_saved(run: Run, here: Path, kept: str):
    folder(here, PROBLEMS)
    early = Path("回收/司法局.yaml")  # it is not judged; what is to be put right is told all the same
    early.write_text(early.read_text("utf-8").replace("2023-12-31", "2020-12-31"), "utf-8")
    for name in (kept, "table", "markdown", "html", "json"):
        run("check", "回收", "--round", ROUND, "-o", f"{name}:报告.{name}")
    assert "退回整改 1" in Path("报告.table").read_text("utf-8")
    told = json.loads(Path("报告.json").read_text("utf-8"))["round"]["units"]
    assert {one["no"] for unit in told for one in unit["problems"]} >= {"督-01", "督-02", "督-03", "督-04"}
    for name in ("table", "markdown", "html", "json"):
        again = run("reformat", f"报告.{kept}", "-o", f"{name}:再次.{name}")
        assert again.code == 1, again.err
        assert Path(f"再次.{name}").read_bytes() == Path(f"报告.{name}").read_bytes()


def test_what_is_wrong_with_an_older_version_fails_no_gate_when_read_again_either(run: Run, here: Path):
    folder(here)
    old = Path("回收/天山区-旧.yaml")
    old.write_text(old.read_text("utf-8") + "  3.3.2-99: {状态: 已完成}\n", "utf-8")
    told = run("check", "回收", "--round", ROUND, "-f", "summary", "-o", "json:报告.json")
    assert run("reformat", "报告.json", "-f", "summary").out == told.out


def test_another_gate_counts_who_has_not_submitted_anew(run: Run, saved: str):
    assert run("reformat", "报告.json", "-f", "json", "--fail-on", "未报送").code == 1
    assert run("reformat", "报告.json", "-f", "json", "--fail-on", "滞后").code == 0


@pytest.mark.parametrize(("key", "value"), [("path", "不在.yaml"), ("received", "2024-02-31"), ("stale", "2023-13-01")])
def test_a_round_that_does_not_fit_its_files_is_refused(run: Run, here: Path, saved: str, key: str, value: str):
    data = json.loads(saved)
    data["round"]["units"][1][key] = value
    (here / "报告.json").write_text(json.dumps(data), "utf-8")
    done = run("reformat", "报告.json")
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["table", "html", "markdown", "csv"])
def test_what_is_applied_for_is_so_again_also_beside_the_goals(run: Run, here: Path, name: str):
    folder(here)
    text = '规划: urumqi-14fyp\n单位: {名称: 天山区, 层级: 县级, 代码: "650102"}\n截至: 2023-12-31\n事项:\n'
    tasks = "".join(f"  3.3.2-0{number}: {{状态: 不适用, 理由: 本区没有这项职责}}\n" for number in (1, 2, 4))
    (here / "回收" / "天山区.yaml").write_text(text + tasks, "utf-8")
    (here / "报告.json").write_text(run("check", "回收", "--round", ROUND, "-f", "json").out, "utf-8")
    told = run("check", "回收", "--round", ROUND, "-f", name, "--show", "all")
    assert "申请" in told.out
    assert run("reformat", "报告.json", "-f", name, "--show", "all") == told
