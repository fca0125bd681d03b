"""Writes the sheet 说明 of a checklist: how to fill it in, and how what was found is brought back into the round."""

from __future__ import annotations

from typing import Any

from fazhi_check.fill.workbook.guide import Guide
from fazhi_check.fill.workbook.styles import Styles

_STEPS = (
    "“督察清单”一行是一项任务。左边白色的是规划和分工的要求，右边黄色的是查看以后填的。",
    "“佐证要求”是规划要求的佐证类型和件数；“填报”是单位上次填报的内容和所列佐证，查看以前都没有核过。",
    "“检查方式”点开选，也可以自己写；“检查情况”写看了什么、是什么情况。",
    "“是否属实”对照佐证原件选：属实、不符、未附。没有查看的空着，不要写“属实”。",
    "“发现问题”简要写；要列入问题台账、限期整改的，在“问题”表另写一行。",
    "不写姓名、身份证号、手机号等个人信息；涉密内容一律不写。",
)
_AFTER = (
    "存盘，仍存为 .xlsx。下一次核对时写上 --reviews 督察清单.xlsx（可以写几份）：“是否属实”记入各项的“佐证核查”，与核定单一样。",
    "检查情况、发现问题等列不读取：改判、退回的，在核定单里写“核定意见”；问题从“问题”表原样复制到调度台账的“问题”表。",
    "没有台账、用 YAML 文件的，写在这一次调度文件的“核定”和“问题”里。",
    "打印：已设好横向，每页重复表头。Word 的督察清单用 -o 督察清单.docx 另写一份。",
)


def write_guide(sheet: Any, styles: Styles) -> None:
    """Write the whole sheet."""
    guide = Guide(sheet, styles)
    guide.title("怎样填督察清单")
    guide.steps(_STEPS)
    guide.heading("查完以后")
    guide.steps(_AFTER)
    guide.finish("督察清单", "填表说明")
