"""The forms of a whole round at once: whose, in which order, what stands in them, and what is carried over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from openpyxl import load_workbook

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
ROUND = """
规划: small
标题: 2023年第四季度调度
截至: 2023-12-31
单位:
  - {名称: 甲市, 层级: 市级, 代码: "650100"}
  - {名称: 市文旅局, 层级: 部门, 代码: "650100", 免报: 机构改革}
  - {名称: 天山区, 层级: 县级, 代码: "650102"}
  - {名称: 解放路街道, 层级: 乡镇, 代码: "650102"}
  - {名称: 市司法局, 层级: 部门, 代码: "650100", 分工: [1.1.1-01, 1.2.1-01]}
  - {名称: 市教育局, 层级: 部门, 代码: "650100"}
  - {名称: 胜利路街道, 层级: 乡镇, 代码: "650102", 上级: 天山区}
  - {名称: "外事办/港澳办", 层级: 部门, 代码: "650100", 分工: [1.1.1-01]}
分工:
  - {编号: 1.1.1-01, 牵头单位: 市司法局, 配合单位: [市教育局, 市财政局], 节点: {2023-09-30: 推进中}}
口径:
  - {编号: 1.1.1-01, 日期: 2023-11-02, 口径: 征求意见也算}
"""
FORMS = {
    *("01甲市.xlsx", "03天山区.xlsx", "04市司法局.xlsx", "06外事办_港澳办.xlsx"),
    *("天山区/01解放路街道.xlsx", "天山区/02胜利路街道.xlsx"),
}


@pytest.fixture
def handed(run: Run, here: Path) -> Ran:
    (here / "round.yaml").write_text(ROUND, "utf-8")
    return run("init", "--round", "round.yaml", *PLAN, "-o", "下发/")


def rows(path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of a form by their ids."""
    sheet = load_workbook(path)["填报"]
    head = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("编号"))
    names = [str(cell.value or "").split("\n")[0] for cell in head]
    listed = (dict(zip(names, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=head[0].row + 1))
    return {str(row["编号"]): row for row in listed if row["状态"] or "-" in str(row["编号"])}


def test_each_unit_that_is_asked_something_has_a_form(handed: Ran, here: Path) -> None:
    made = {one.relative_to(here / "下发").as_posix() for one in (here / "下发").rglob("*.xlsx")}
    assert made == FORMS
    assert handed.out.startswith("本次下发 6 份、共 ")
    assert "没有任务，没有下发：市教育局" in handed.err
    assert "免报，没有下发：市文旅局" in handed.err
    assert handed.code == 1


def test_a_form_lists_only_what_its_unit_is_asked(handed: Ran, here: Path) -> None:
    assert set(rows(here / "下发" / "04市司法局.xlsx")) == {"1.1.1-01", "1.2.1-01"}
    labels = {
        row[0].value: row[1].value
        for row in load_workbook(here / "下发" / "04市司法局.xlsx")["填报"].iter_rows(max_row=8)
    }
    assert (labels["单位"], labels["截至"]) == ("市司法局", "2023-12-31")


def test_the_office_says_beside_a_task_what_it_wants(handed: Ran, here: Path) -> None:
    row = rows(here / "下发" / "04市司法局.xlsx")["1.1.1-01"]
    assert "节点 2023-09-30 推进中" in row["要求及时限"]
    assert row["口径与条件"].endswith("市办口径（2023-11-02）：征求意见也算")
    assert row["配合单位"] == "市教育局、市财政局"


def test_a_form_goes_back_as_it_is(run: Run, handed: Ran, here: Path) -> None:
    checked = run("check", "下发", "--round", "round.yaml", *PLAN, "-f", "json")
    files = [one for one in checked.json["files"] if one["subject"] == "file"]
    assert not [found for one in files for found in one["findings"] if found["code"] < "FZ4"]
    assert {one["unit"]["name"]: len(one["assessments"]) for one in files}["市司法局"] == 2


def test_updating_a_form_adds_nothing_that_the_round_does_not_ask(run: Run, handed: Ran, here: Path) -> None:
    before = rows(here / "下发" / "04市司法局.xlsx")
    assert run("init", "--update", "下发/04市司法局.xlsx", *PLAN).code == 0
    assert rows(here / "下发" / "04市司法局.xlsx") == before


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_saved_report_says_what_was_reported_last(run: Run, handed: Ran, here: Path, form: str) -> None:
    (here / "上期.yaml").write_text(
        "规划: small\n单位: {名称: 乌鲁木齐市司法局, 层级: 部门, 代码: '650100'}\n截至: 2023-06-30\n"
        "事项:\n  1.1.1-01: {状态: 推进中, 说明: 正在起草}\n",
        "utf-8",
    )
    run("上期.yaml", "--round", "round.yaml", *PLAN, "-q", "-o", f"{form}:旧/上期.{form}")
    for since in ("旧", f"旧/上期.{form}"):
        folder = here / f"再发{len(since)}"
        run("init", "--round", "round.yaml", *PLAN, "--since", since, "-o", folder.name)
        row = rows(folder / "04市司法局.xlsx")["1.1.1-01"]
        assert (row["上期填报"], row["状态"]) == ("推进中\n正在起草", None)


def test_what_a_unit_handed_in_last_is_typed_in_again(run: Run, handed: Ran, here: Path) -> None:
    (here / "旧").mkdir()
    (here / "旧" / "司法局.yaml").write_text(
        "规划: small\n单位: {名称: 司法局, 层级: 部门, 代码: '650100'}\n截至: 2023-06-30\n来源: {标题: 旧报告}\n事项:\n"
        "  1.1.1-01: {状态: 推进中, 说明: 正在起草, 申请销号: 是, 佐证: [{类型: 文件, 标题: 办法}, {类型: 记录, 标题: 会议}]}\n"
        "  1.2.1-02: {状态: 已完成}\n",
        "utf-8",
    )
    run("init", "--round", "round.yaml", *PLAN, "--since", "旧", "-o", "再发")
    listed = rows(here / "再发" / "04市司法局.xlsx")
    assert set(listed) == {"1.1.1-01", "1.2.1-01"}
    sheet = load_workbook(here / "再发" / "04市司法局.xlsx")["填报"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"推进中", "正在起草", "办法", "会议"} <= set(texts)
    assert "旧报告" not in texts
    assert not listed["1.1.1-01"]["申请销号"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "下发", "--unit", "甲市"), "不能再写 --unit"),
        ((), "-o 后面写文件夹"),
        (("-o", "round.yaml"), "-o 后面写文件夹"),
        (("-o", "下发", "--section", "9.9"), "--section"),
    ],
)
def test_what_does_not_fit_is_told(run: Run, handed: Ran, args: tuple[str, ...], said: str) -> None:
    refused = run("init", "--round", "round.yaml", *PLAN, *args)
    assert (refused.code, said in refused.err) == (2, True)


def test_a_part_of_the_plan_can_be_handed_out(run: Run, handed: Ran, here: Path) -> None:
    run("init", "--round", "round.yaml", *PLAN, "--section", "1.2.1", "-o", "部分")
    assert set(rows(here / "部分" / "04市司法局.xlsx")) == {"1.2.1-01"}
    assert not (here / "部分" / "06外事办_港澳办.xlsx").exists()


@pytest.mark.parametrize(
    ("old", "new", "halts"),
    [
        pytest.param(
            "  - {名称: 天山区, ", "  - {名称: 甲市, 层级: 市级, 代码: '650100'}\n  - {名称: 天山区, ", True, id="twice"
        ),
        pytest.param('代码: "650102"}\n  - {名称: 解', '代码: "65010"}\n  - {名称: 解', True, id="no-code"),
        pytest.param("牵头单位: 市司法局", "牵头单位: 市司发局", True, id="unknown-lead"),
        pytest.param("1.1.1-01, 日期", "9.9.9-01, 日期", False, id="in-a-reading"),
        pytest.param("单位:\n", "收件:\n  - {单位: 没有的区, 收到: 2024-01-09}\n单位:\n", False, id="in-a-receipt"),
    ],
)
def test_nothing_is_handed_out_while_units_or_assignments_are_wrong(
    run: Run, here: Path, old: str, new: str, halts: bool
) -> None:
    (here / "round.yaml").write_text(ROUND.replace(old, new, 1), "utf-8")
    ran = run("init", "--round", "round.yaml", *PLAN, "-o", "下发/")
    assert (ran.code, "round.yaml:" in ran.err) == (1, True)
    assert ("先改好再下发" in ran.err, (here / "下发").exists(), bool(ran.out)) == (halts, not halts, not halts)
