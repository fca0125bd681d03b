"""FZ5: progress. What is missing, overdue, lagging or due soon: each flagged verdict as a finding."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi_check.findings import Found
from fazhi_check.rules.dossier import Dossier, Look


def missing(case: Dossier) -> Iterable[Found]:
    """未填报：没有填报，填报是空的，或者还待确认。

    未填报不等于没有做，更不等于零；只说明报上来的材料里没有。怎么办：填上实际状态，没有做就写未启动；
    确实不适用的，写不适用并说明理由。标着“待确认: 是”的是程序从报告里摘出的建议，还没有人核对：核对内容，
    删去“待确认”，填上状态。

    ---
    Missing: no entry, an empty one, or one that waits to be confirmed.

    Missing does not mean not done, and never zero: the submission does not say. Fill in the actual status, not_started
    if nothing was done; if it truly does not apply, not_applicable with the reason. An entry with proposed: true was
    taken from a report and nobody has looked at it: check it, take the mark out, and set the status.

    ---
    3.3.2-05:

    ---
    3.3.2-05: {状态: 推进中}
    """
    return case.judged("missing")


def overdue(case: Dossier) -> Iterable[Found]:
    """逾期：时限已过，没有达到要求。

    按最早错过的那个时限计算。常态要求没有时限，自规划第一天起就应保持，没有保持即为逾期。

    ---
    Overdue: a deadline has passed and its requirement is not reached.

    The earliest deadline missed counts. A standing duty holds from the plan's first day and is overdue when not kept.

    ---
    # 截至 2023-08-30
    3.3.2-05: {状态: 未启动}

    ---
    # 截至 2023-08-30
    3.3.2-05: {状态: 推进中}
    """
    return case.judged("overdue")


def lagging(case: Dossier) -> Iterable[Found]:
    """滞后：慢于序时进度。

    只对数判定：节点任务填了进度的，按规划开始到最后时限的时间推算；数量和覆盖率按基期值、各年数值、目标值之间的直线推算；
    年度频次按全年已过的天数推算，累计变化按已过的整年占规划期年数的比例推算。落后超过 10 个百分点为滞后，超过 30 个为严重滞后（规划可以另定）。
    时限之前不要求到哪个阶段：只填状态的不会判为滞后，比时间推算慢的另有“偏慢”的提示，不计入需处理的事项。
    调度给节点任务设了节点的，节点当天起没有达到所设的状态，也是滞后，写明节点的日期和状态。

    ---
    Lagging: behind the share of time that has passed.

    Only numbers are held against time: the progress of a milestone against the time from the plan's start to its last
    deadline, quantities and coverage against the straight line between baseline, dated values and mark, a frequency
    against the share of the year, a cumulative change against the plan's years that are over. More than 10 points behind is lagging, more than 30 serious (a plan may differ). No
    stage is asked before its deadline: a status alone never lags, what is behind time is only marked slow. Where a
    round sets nodes for a milestone, it lags too from the day of a node on whose stage it has not reached.

    ---
    # 截至 2025-06-30
    3.3.2-05: {状态: 推进中, 进度: 60}

    ---
    # 截至 2025-06-30
    3.3.2-05: {状态: 推进中, 进度: 85}
    """
    return case.judged("lagging")


def due_soon(case: Dossier) -> Iterable[Found]:
    """临期：时限在 90 天以内，要求还没有达到。

    只是提醒，不影响是否通过。

    ---
    Due soon: the deadline is at most 90 days away and its requirement not yet reached.

    A reminder only; the gate does not count it.

    ---
    # 截至 2025-10-31
    3.3.2-05: {状态: 取得突破}

    ---
    # 截至 2025-06-30
    3.3.2-05: {状态: 取得突破}
    """
    return case.judged("due_soon")


# The rule of each code.
RULES: dict[str, Look] = {
    "FZ501": missing,
    "FZ502": overdue,
    "FZ503": lagging,
    "FZ504": due_soon,
}
