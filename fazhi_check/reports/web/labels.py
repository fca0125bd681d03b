"""The words of the page in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.digest.problems import LEDGER as TRACKED
from fazhi_check.digest.problems import NO_PROBLEM
from fazhi_check.digest.round.headings import (
    BEHIND_UNITS,
    BY_SECTION,
    BY_TASK,
    BY_UNIT,
    CELLS,
    COMMON,
    MOST_UNITS_FIRST,
    NOT_SUMMED,
    STATE,
    TO_CALL,
    WORST_FIRST,
)
from fazhi_check.digest.round.words import SETTLED, SINCE
from fazhi_check.digest.round.wrong import TITLE as WRONG
from fazhi_check.digest.words import BEHIND, GOALS, NO_FILE, PRINCIPLES, RESTS, SERIOUS, STATED, WORST
from fazhi_check.words import GATES, Text

LABELS: dict[str, Text] = {
    "title": Text("规划目标核对报告", "Report against the targets of a plan"),
    "nothing": NO_FILE,
    "no_assessment": Text("没有可列出的目标", "No target to list"),
    "verdict": Text("判定", "Verdict"),
    "section": Text("章节", "Section"),
    "unit": Text("单位", "Unit"),
    "all": Text("全部", "All"),
    "reset": Text("清除筛选", "Clear filters"),
    "filters": Text("筛选", "Filters"),
    "filtered": Text("已筛选", "Filtered"),
    "none": Text("没有符合筛选的目标", "no target fits the filters"),
    "shown": Text("本页共 {all} 项，显示 {shown} 项", "{shown} of {all} targets shown"),
    "folded": Text("（其中 {folded} 项按条目合计）", ", {folded} of them summed up by item"),
    "units": Text("各单位", "Units"),
    "counts": Text("各判定项数", "Counts by verdict"),
    "sections": Text("各章节", "Sections"),
    "total": Text("合计", "Total"),
    "mixed": Text("含仅作对照的单位", "with units compared only"),
    "shares": Text("构成", "Shares"),
    "problems": Text("文件问题", "Problems in the file"),
    "severity": Text("程度", "Severity"),
    "code": Text("编码", "Code"),
    "place": Text("位置", "Place"),
    "message": Text("说明", "What is wrong"),
    "flagged": Text("需处理事项", "What asks for attention"),
    "compared": Text("与规划的差距", "What falls short of the plan"),
    "nothing_flagged": Text("没有需处理的事项", "Nothing asks for attention"),
    "set_apart": Text("另列事项", "Listed apart"),
    "worst": WORST,
    "item": Text("条目", "Item"),
    "table": Text("全部目标", "All targets"),
    "id": Text("编号", "Id"),
    "target": Text("事项", "Target"),
    "goal": GOALS,
    "principle": PRINCIPLES,
    "required": Text("要求", "Required"),
    "deadline": Text("时限", "Deadline"),
    "reported": Text("填报", "Reported"),
    "why": Text("依据", "Why"),
    "line": Text("行", "Line"),
    "serious": SERIOUS,
    "slow": GATES["slow"],
    "past": Text("已过", "past"),
    "support": RESTS,
    "behind": BEHIND,
    "stated": STATED,
    "falls_short": Text(
        "有差距（滞后、逾期、佐证不足、填报有误）", "falls short (lagging, overdue, unproven, invalid)"
    ),
    "legend": Text("图例", "Legend"),
    "result": Text("结论", "Result"),
    # Of a round.
    "comma": Text("，", ", "),
    "owed": Text("谁还没有报", "Who still owes a report"),
    "none_owed": Text("应报单位已全部报送", "every unit has reported"),
    "to_call": TO_CALL,
    "nobody_to_call": Text("没有需要重点调度的单位", "no unit to call"),
    "common": COMMON,
    "nothing_common": Text("没有几个单位共有的问题", "no problem that several units share"),
    "by_unit": BY_UNIT,
    "worst_first": WORST_FIRST,
    "state": STATE,
    "since": SINCE,
    "settled": SETTLED,
    "not_summed": NOT_SUMMED,
    "by_section": BY_SECTION,
    "by_item": Text("按条目展开", "by item"),
    "cells": CELLS,
    "units_behind": Text("有需处理事项的单位数", "units with something to be done"),
    "by_task": BY_TASK,
    "most_units_first": MOST_UNITS_FIRST,
    "units_asked": Text("涉及/承担单位", "units behind/asked"),
    "who": BEHIND_UNITS,
    "more_tasks": Text("其余任务", "more tasks:"),
    "tracked": TRACKED,
    "no_problem": NO_PROBLEM,
    "no": Text("问题编号", "No."),
    "problem": Text("问题", "Problem"),
    "stands": Text("状态", "State"),
    "opened": Text("发现或交办", "Found or given on"),
    "put_right_by": Text("整改时限", "Put right by"),
    "before": Text("上期", "Before"),
    "now": Text("本期", "Now"),
    "wrong": WRONG,
    "file": Text("文件", "File"),
    "printing": Text("要打印各单位的明细，先点“全部展开”。", "To print the units' sheets, click Open all first."),
    "open_all": Text("全部展开", "Open all"),
    "close_all": Text("全部收起", "Close all"),
    "strangers": Text("不在本次名单内的文件：", "files of units that are not in the round: "),
}

# The bar's shares behind what is reached: what is on its way, what asks for attention, what nobody reported.
_OPENINGS: dict[str, Text] = {
    "half": Text("在进度上（达进度、临期）", "on the way (on track, due soon)"),
    "dense": Text("需处理（滞后、逾期、佐证不足、填报有误）", "needs action (lagging, overdue, unproven, invalid)"),
    "empty": Text("未填报", "missing"),
}


def openings(called: Mapping[str, Text]) -> dict[str, Text]:
    """Return the bar's shares with their names, as verdicts are `called`."""
    return {"full": called["met"], **_OPENINGS}


AMOUNT: dict[str, Text] = {
    "overdue": Text("逾期天数", "Days over"),
    "lagging": Text("落后百分点", "Points behind"),
}
