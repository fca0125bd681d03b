"""Problems on the command line: from a round's rows and an earlier report to the register, the findings and the sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.running import Ran

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]

ROUND = """
规划: urumqi-14fyp
标题: 2023年第四季度调度
截至: 2023-12-31
单位:
  - {名称: 天山区, 层级: 县级, 代码: "650102"}
  - {名称: 沙依巴克区, 层级: 县级, 代码: "650103"}
问题:
  - {单位: 天山区, 问题编号: 督察-1, 问题表述: 卷宗不全，电话 13812345678, 来源: 专项督察, 日期: 2023-10-08}
"""
CLOSING = "  - {{单位: {0}, 编号: {1}, 决定: 销号, 日期: 2023-12-20, 批准单位: 市委依法治市办}}\n"


def unit(name: str, code: str, day: str, status: str) -> str:
    return (
        f'计划: urumqi-14fyp\n单位: {{名称: {name}, 层级: 县级, 代码: "{code}"}}\n截至: {day}\n'
        f"事项:\n  3.3.2-08: {{状态: {status}}}\n  3.3.2-05: {{状态: 未启动}}\n"
    )


@pytest.fixture
def told(run: Run, tmp_path: Path):
    """Return what is told after two rounds: the second unit reports in the first alone."""

    def call(rows: str) -> dict[str, Any]:
        for quarter, day, status in (("q3", "2023-09-30", "未启动"), ("q4", "2023-12-31", "推进中")):
            (tmp_path / quarter).mkdir(exist_ok=True)
            (tmp_path / quarter / "a.yaml").write_text(unit("天山区", "650102", day, status), "utf-8")
        (tmp_path / "q3" / "b.yaml").write_text(unit("沙依巴克区", "650103", "2023-09-30", "未启动"), "utf-8")
        (tmp_path / "round.yaml").write_text(ROUND + rows, "utf-8")
        (tmp_path / "q3.json").write_text(run(tmp_path / "q3", "-f", "json").out, "utf-8")
        done = run(tmp_path / "q4", "--round", tmp_path / "round.yaml", "--since", tmp_path / "q3.json", "-f", "json")
        assert "13812345678" not in done.out
        return json.loads(done.out)

    return call


def found(report: dict[str, Any], subject: str) -> list[str]:
    return [one["code"] for file in report["files"] if file["subject"] == subject for one in file["findings"]]


def by_no(problems: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["no"]: one for one in problems}


def test_closings_of_a_round(told):
    report = told("销号:\n" + CLOSING.format("天山区", "3.3.2-08") + CLOSING.format("天山区", "3.3.2-05"))
    assert found(report, "closings") == ["FZ605"]
    problems = by_no(report["files"][0]["problems"])
    assert problems["650102-3.3.2-08"]["state"] == "closed"
    assert problems["650102-3.3.2-05"]["state"] == "open"
    assert problems["督察-1"]["source"] == "专项督察"
    assert report["round"]["units"][0]["problems"] == report["files"][0]["problems"]


def test_a_closing_hides_no_verdict(told):
    with_it, without = told("销号:\n" + CLOSING.format("天山区", "3.3.2-05")), told("")
    for name in ("assessments", "counts"):
        assert with_it["files"][0][name] == without["files"][0][name]


def test_who_has_not_reported_keeps_its_problems(told):
    report = told("")
    kept = by_no(report["round"]["units"][1]["problems"])
    assert report["round"]["units"][1]["state"] == "not_submitted"
    assert (kept["650103-3.3.2-08"]["state"], kept["650103-3.3.2-08"]["now"]) == ("open", None)


def test_rows_that_meet_no_problem(told):
    assert found(told("销号:\n" + CLOSING.format("沙依巴克区", "3.3.2-08")), "closings") == ["FZ605"]
    late = "延期:\n  - {单位: 天山区, 问题编号: 督查-9, 延至: 2024-01-31, 日期: 2023-12-20, 批准单位: 市委依法治市办}\n"
    assert found(told(late), "closings") == ["FZ606"]
