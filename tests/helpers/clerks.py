"""Sheets of the small plan as clerks hand them in, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from fazhi_check.examine import Checker
from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from helpers.project import SMALL
from helpers.sheets import workbook

PLAN: Plan = load_plan(str(SMALL))
LABELS = (("规划", "small"), ("单位", "甲市"), ("层级", "市级"), ("代码", "650100"), ("截至", "2023-08-30"))
HEADS = (
    *(
        "编号",
        "事项",
        "状态",
        "进展情况",
        "佐证类型",
        "佐证标题",
        "文号",
        "佐证日期",
        "完成日期",
        "存在问题",
        "下一步措施",
    ),
    *("责任单位", "数值", "覆盖数", "总数", "进度"),
)
FIRST = len(LABELS) + 3  # the row of the first entry
Row: TypeAlias = Sequence[object]
More: TypeAlias = Callable[[Any, Any], None]


def row(target: object, **cells: object) -> list[object]:
    """Return a row of the sheet with some cells filled in, by their heads."""
    return [target, *(cells.get(head) for head in HEADS[1:])]


FILE = {"佐证类型": "文件", "佐证标题": "甲办法", "文号": "甲发〔2022〕5号", "佐证日期": "2022-05-17"}
RECORD = {"佐证类型": "记录", "佐证标题": "会议纪要", "佐证日期": "2022-06"}
USUAL: tuple[Row, ...] = (
    row("1.1.1-01", 事项="设立机构", 状态="已完成", 完成日期="2022-05-20", **FILE),
    row("1.1.1-02", 事项="完善制度", 状态="推进中", 进展情况="正在起草", 存在问题="人手少", **RECORD),
    row("1.2.1-01", 事项="建成服务站点", 数值="60", 佐证类型="数据", 佐证标题="站点统计"),
    row("1.2.1-03", 事项="配备法律顾问", 覆盖数="30", 总数="40", 责任单位="甲市司法局"),
)


def sheet(rows: Iterable[Row] = USUAL, heads: Sequence[str] = HEADS, more: More | None = None, **how: Any) -> bytes:
    """Return a workbook with some rows below the usual heads and labels."""
    return workbook(heads, rows, how.pop("labels", LABELS), more=more, **how)


def handed_in(raw: bytes) -> FileReport:
    """Return the report on a workbook."""
    return Checker(PLAN).workbook("甲市.xlsx", raw)


def told(report: FileReport) -> list[str]:
    """Return what was found of the form of a file, and noted: cell and code, in order."""
    return [f"{one.place.cell if one.place else '-'} {one.code}" for one in shown(report)]


def shown(report: FileReport) -> list[Finding]:
    """Return the findings on a file itself, not on what was or was not done."""
    return [one for one in report.all_findings if one.code < "FZ4"]


def message(report: FileReport, code: str) -> str:
    """Return the one message under a code."""
    [found] = [one for one in report.all_findings if one.code == code]
    return found.message("zh")
