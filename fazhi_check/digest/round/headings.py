"""What the parts of a round are called, and the rules that its lists are in order by."""

from __future__ import annotations

from fazhi_check.words import Text

UNIT = Text("单位", "unit")
CATEGORY = Text("类别", "category")
WITHIN_UNIT = Text("上级", "within")
STATE = Text("报送情况", "report")
CARRIED = Text("沿用", "carried over from")
OFFICE_READS = Text("口径答疑", "the office's reading")
TO_CALL = Text("需重点调度的单位", "Units to call first")
COMMON = Text("共性问题", "Most common problems")
BY_UNIT = Text("各单位情况", "Unit by unit")
BY_SECTION = Text("单位×章节", "Units by section")
BY_TASK = Text("按任务", "Task by task")
BEHIND_UNITS = Text("涉及单位", "units behind")
NO_CATEGORY = Text("未分类", "no category")
OF_THE_ROUND = Text("本次调度", "the round")
# The rules that lists are in order by, as they are printed.
WORST_FIRST = Text(
    "未报送的在前，再依次按需处理的逾期、滞后、佐证不足、到期未填报的项数从多到少",
    "not submitted first, then by what is overdue, lagging, unproven, and missing past its deadline",
)
MOST_UNITS_FIRST = Text(
    "按涉及单位数从多到少，未到期的未填报不算",
    "those of most units first; what is missing before its deadline is no problem yet",
)
CELLS = Text(
    "需处理项数/全部项数，符号为其中最重的判定；空白为没有要求",
    "what needs attention of all, with the mark of the worst verdict; empty where nothing is asked",
)
# What is missing past its deadline, among other verdicts.
MISSED = Text("到期未填报", "missing past its deadline")
NOT_SUMMED = Text("不计入汇总", "in no sum")
UNASSIGNED = Text("没有单位承担的任务", "Tasks that no unit is asked")
UNCLAIMED = Text("没有单位领的自选事项", "Electives that no unit has claimed")
UNANSWERED = Text("没有单位填报的任务", "Tasks that no unit has answered")
# Findings that the tables of a round say themselves: who has not reported, and which tasks nobody is asked.
TOLD_BY_ROUND = frozenset(("FZ901", "FZ904"))
