"""Writes the sheet 说明 of a register: what each sheet is for, and how a round is run, step by step."""

from __future__ import annotations

from typing import Any

from fazhi_check.fill.workbook.guide import Guide
from fazhi_check.fill.workbook.styles import Styles

_KEPT = (
    "这本台账由市办自己登记、自己保管。程序只在新建时写一次，以后只读不写；改过的内容，下一步就按新的算。",
    "先在“名册”表上面核对标题、截至日期，填上报送截止和印发单位，再一行一个单位，按规范顺序填名册。",
    "部门承担哪些任务，写在名册的“分工”列，或者在“分工”表里列为牵头单位。没有分工的部门不会发给整个规划，会提示“未分工”。",
    "浅黄色的行是填的；变成橙色的格子，是这一行还缺的。第一行标着“示例”的不会被读取，删掉也行。行不够，接着往下写。",
    "点格子右边的箭头可以选词；几个单位或几个编号写在一格的，用“、”隔开。编号可以在“任务”表里查。",
    "日期写成 2023-12-31。可以自己加列、排序、筛选；不要改表名和表头。",
    "不写姓名、身份证号、手机号等个人信息；涉密内容一律不写。",
    "只留一份台账，文件名是“调度台账.xlsx”；留着几份副本，程序分不清哪份是新的，会停下来。",
)
_STEPS = (
    "fazhi-check round hand-out 文件夹：给每个单位生成填报表，放进“下发”。",
    "各单位交来的表放进“回收”（文件名、子文件夹随意），在“收件登记”里登记一行；佐证材料放进“佐证材料”。",
    "fazhi-check round status 文件夹：谁报了、谁迟报、谁没报，该催谁。",
    "fazhi-check round check 文件夹：逐项核对，结果、台账写进“结果”。可以反复做，每次都按现在的内容重算。",
    "退回、重报、核定、问题、销号、延期、发文，登记以后再核对一次。",
    "fazhi-check round papers 文件夹：写数据核对单、督促提醒函和通报（送审稿），放进“文书”；改过的保留。函发出以后在“发文登记”里登记。",
    "fazhi-check round freeze 文件夹：定稿，把报告、文书、填报表、台账连同校验值存进“定稿”；以后再收到的，不改变定稿。",
    "下一期：fazhi-check round new 新文件夹 --as-of 日期 --since 这个文件夹，名册、分工、问题等接着用。",
)


def write_guide(sheet: Any, styles: Styles) -> None:
    """Write the whole sheet."""
    guide = Guide(sheet, styles)
    guide.title("怎样用这本台账")
    guide.steps(_KEPT)
    guide.heading("一次调度的步骤")
    guide.steps(_STEPS)
    guide.finish("", "调度台账说明")
