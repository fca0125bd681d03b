"""`convert` from a workbook: what the sheet says stands in the text, and what only the sheet has is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.sheets import workbook
from test_clumsy_workbooks import REFUSED, SAME

from fazhi_check.cli import main

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
LABELS = (("规划", "small"), ("单位", "甲市"), ("层级", "市级"), ("代码", "650100"), ("截至", "2023-08-30"))
HEADS = [
    "编号",
    "事项",
    "上期填报",
    "状态",
    "进展情况",
    "佐证类型",
    "佐证标题",
    "佐证日期",
    "市办审核意见",
    "科室",
    "责任人",
    "数值",
    "文号",
]
ROWS: list[list[Any]] = [
    ["1.2.1-01", "甲", "", "", "", "", "", "", "", "", "", 41],
    ["1.1.1-01", "乙", "推进中", "已完成", "=1+1", "文件", "某办法", "20220501", "同意", "三科", "王五", ""],
    ["1.1.1-01", "", "", "", "", "记录", "某会", "2022-04", "", "", "", ""],
    ["1.1.1-02", "丙", "", "", "", "文件", "", "", "", "", "", ""],
]
WRITTEN = """\
计划: small
单位:
  名称: 甲市
  层级: 市级
  代码: "650100"
截至: 2023-08-30
事项:
  1.1.1-01:
    状态: 已完成
    佐证:
      - 类型: 文件
        标题: 某办法
        日期: 2022-05-01
      - 类型: 记录
        标题: 某会
        日期: 2022-04
    说明: =1+1
  1.2.1-01:
    数值: 41
"""


def put(path: Path, rows: list[list[Any]] | None = None, more: Any = None, heads: list[str] | None = None) -> None:
    """Write a workbook with the rows of this page, or others."""
    path.write_bytes(workbook(heads or HEADS, ROWS if rows is None else rows, LABELS, more=more))


def test_a_workbook_becomes_the_text_that_says_the_same(run: Run, here: Path):
    put(here / "a.xlsx")
    done = run("convert", "a.xlsx", "a.yaml", *PLAN)
    assert done.code == 0, done.err
    assert (here / "a.yaml").read_text("utf-8") == WRITTEN
    counts = [run(name, *PLAN, "-f", "json").json["counts"] for name in ("a.xlsx", "a.yaml")]
    assert counts[0] == counts[1]


def test_what_only_the_sheet_has_is_named_and_persons_never_by_name(run: Run, here: Path):
    def more(book: Any, sheet: Any) -> None:
        sheet.write_comment("E8", "请核实")
        sheet.write_comment("D7", "头上的批注")
        sheet.write_string(12, 0, "填报人：王五")
        sheet.write_string(12, 1, "联系电话：")
        book.add_worksheet("参考").write_string(0, 0, "资料")

    put(here / "a.xlsx", more=more)
    done = run("convert", "a.xlsx", "a.yaml", *PLAN)
    assert done.err.split("\n")[0] == "a.yaml"
    assert sorted(done.err.split("\n")[1:]) == [
        "",
        "a.xlsx 参考!A1 读表：这些工作表没有读取：参考",
        "a.xlsx 填报!A13 没有带过去：签字栏里填写的内容（第 13 行）",
        "a.xlsx 填报!C7 没有带过去：“上期填报”一栏的内容 1 处（第 9 行）",
        "a.xlsx 填报!E8 读表：批注 1 处没有读取（填报!E8）；要报的内容写进格子里",
        "a.xlsx 填报!I7 没有带过去：“市办审核意见”一栏的内容 1 处（第 9 行）",
        "a.xlsx 填报!J7 读表：这些列没有读取：科室（J 列）",
        "a.xlsx 填报!K7 读表：涉及个人的列不读取、不保留：责任人（K 列）",
    ]
    assert "王五" not in done.err + (here / "a.yaml").read_text("utf-8")


def test_lines_for_signatures_that_are_not_filled_in_are_no_loss(run: Run, here: Path):
    def more(_book: Any, sheet: Any) -> None:
        sheet.write_string(12, 0, "单位主要负责人（签字）：＿＿＿＿   审核人：     填报人：")
        sheet.write_string(13, 0, "（盖章）      年   月   日")

    put(here / "a.xlsx", [ROWS[0]], more, ["编号", "事项", "", "状态", "", "", "", "", "", "", "", "数值"])
    assert run("convert", "a.xlsx", "a.json", *PLAN).err == "a.json\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["1.1.1-01", "", "", "完结"], "FZ203"),
        ([1.1, "", "", "已完成"], "FZ205"),
        (["1.1.1-02", "", "", "推进中", "", "文件", "某", "二月"], "FZ203"),
    ],
)
def test_what_would_be_lost_is_told_by_its_cell_and_nothing_is_written(run: Run, here: Path, row: list[Any], code: str):
    put(here / "a.xlsx", [row])
    done = run("convert", "a.xlsx", "a.yaml", *PLAN)
    assert (done.code, "a.xlsx 填报!" in done.err, code in done.err) == (2, True, True), done.err
    assert not (here / "a.yaml").exists()


def test_a_broken_workbook_is_told(run: Run, here: Path):
    (here / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    done = run("convert", "a.xlsx", "a.yaml", *PLAN)
    assert (done.code, "FZ101" in done.err) == (2, True)
    assert main(["convert", str(here / "a.xlsx"), str(here / "a.json"), "--lang", "en"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", SAME)
def test_clumsy_workbooks_become_the_text_that_says_the_same(run: Run, here: Path, name: str):
    (here / "a.xlsx").write_bytes(SAME[name]())
    done = run("convert", "a.xlsx", "a.yaml", *PLAN)
    assert done.code == 0, done.err
    counts = [run(path, *PLAN, "-f", "json").json["counts"] for path in ("a.xlsx", "a.yaml")]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", REFUSED)
def test_workbooks_that_cannot_be_read_are_told_and_nothing_is_written(run: Run, here: Path, name: str):
    file, make, *_ = REFUSED[name]
    (here / file).write_bytes(make())
    done = run("convert", file, "b.json", *PLAN)
    assert (done.code, "内部" in done.err) == (2, False), done.err
    assert not (here / "b.json").exists()
