"""FZ4: evidence. What is claimed without being proven, and what was proven before the plan began."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi_check.findings import Found
from fazhi_check.rules.dossier import Dossier, Look


def not_proven(case: Dossier) -> Iterable[Found]:
    """报了完成，但佐证不足。

    每个目标写明哪几类材料算数、至少几件。文件、记录、公开信息、数据可以证明；自述只是说法，从不算数；
    日期晚于截至日期的材料不算数。“多于、不足”一类只有上下限的数，不能确定是否达到时也在此列；
    过去的年度没有填全，或者口径与规划写明的不同（口径不一致），也是。
    用 fazhi-check explain 加目标编号，看这一项要什么材料。

    ---
    Reported as done without sufficient evidence.

    Each target names the kinds of evidence that count and how many are needed. Documents, records, publications and
    figures can prove; a unit's own statement is a claim and never counts, nor does evidence dated after as_of. A number
    that is only a bound and does not settle the mark belongs here too, years that are over and not given, and a value that
    was counted by another rule than the plan's (basis). See what a target needs with fazhi-check explain.

    ---
    3.3.2-05:
      状态: 已完成
      佐证: [{类型: 自述, 标题: 年度工作总结}]

    ---
    3.3.2-05:
      状态: 已完成
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    """
    return case.judged("unproven")


def older_than_the_plan(case: Dossier) -> Iterable[Found]:
    """佐证早于规划期。

    规划从第一天起要求新的作为；更早的材料可以说明基础，但要确认它仍然有效、确实回答这一项。不影响判定。

    ---
    The evidence is older than the plan.

    Older material can show where a unit stood; make sure that it still holds and answers the target. The verdict is not
    changed by it.

    ---
    3.3.2-08:
      状态: 已完成
      佐证: [{类型: 文件, 标题: 合法性审核办法, 日期: 2019-06}]

    ---
    3.3.2-08:
      状态: 已完成
      佐证: [{类型: 文件, 标题: 合法性审核办法, 日期: 2021-06}]
    """
    if case.plan is None:
        return
    for answer in case.entries():
        for number, item in enumerate(answer.entry.evidence):
            if item.date and item.date.last < case.plan.period.start:
                data = {"title": item.title, "written": item.date.text}
                yield answer.found(data, "evidence", number, "date")


# The rule of each code.
RULES: dict[str, Look] = {
    "FZ401": not_proven,
    "FZ402": older_than_the_plan,
}
