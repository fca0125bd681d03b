"""Writes the sheet 说明 of a sheet of reviews: how to settle, what each word does, and what happens then."""

from __future__ import annotations

from typing import Any

from fazhi_check.fill.workbook.guide import Guide
from fazhi_check.fill.workbook.styles import Styles

_STEPS = (
    "“核定单”一行是一个单位的一项任务。“初核”是程序按填报内容判定的，作数的是核定。",
    "需要核定的排在前面：已完成、佐证不足、申请不适用、自述已完成、填报有矛盾。没有填报的不列。",
    "“抽查”写“是”的，对照原件核查佐证，在“佐证核查”里选属实、不符或未附。没有核查的不写“属实”。",
    "“核定意见”选认可、不认可、退回补正。选“不认可”的，在“改判”里选应判定为什么，并写明理由。",
    "“初核”是申请不适用的，选同意不适用或不同意不适用：同意以前仍计入应报，不同意的按未填报核定。",
    "单位有不同意见的，记在“单位异议”；复核后选维持或变更，变更的选“复核判定”。",
    "“核定单位”写单位，不写个人；“日期”写成 2024-01-20。同一项写了几行的，以日期最后的一行为准。",
    "可以排序、筛选、插入行，可以在右边加列、加批注。不要改“单位”和“编号”，不要删表头。",
)
_WORDS = (
    ("认可", "按初核核定。"),
    ("不认可", "按“改判”核定。"),
    ("退回补正", "由单位补报，暂不核定。"),
    ("同意不适用", "核定为不适用，不计入应报。"),
    ("不同意不适用", "核定为未填报。"),
    ("维持、变更", "维持的按核定意见；变更的按“复核判定”核定。"),
)
_AFTER = (
    "存盘，仍存为 .xlsx。下一次检查时写上 --reviews 核定单.xlsx，各种报告里就在初核旁边列出核定。",
    "再写上 -o reviews:核定单.xlsx，程序只更新白色的格子，并补上新的行；填写的、自己加的都不动。",
    "更新后填报或初核变了的，“提示”里写明原来是什么；请重新看过，看过可以清掉提示。",
    "核定不改变初核的计数；报告里另写“未经核定 n 项”。",
    "打印：已设好 A3 横向，每页重复表头；用 A4 的，在打印时选“缩放到一页宽”。",
    "工作表没有设密码。确有需要，在“审阅”里点“撤消工作表保护”。",
)


def write_guide(sheet: Any, styles: Styles) -> None:
    """Write the whole sheet."""
    guide = Guide(sheet, styles)
    guide.title("怎样填核定单")
    guide.steps(_STEPS)
    guide.words("核定意见各词的意思", _WORDS)
    guide.heading("填好以后")
    guide.steps(_AFTER)
    guide.finish("核定单", "填表说明")
