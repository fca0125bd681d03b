"""The days of targets: there are some, and they lie inside the plan's period."""

from __future__ import annotations

from datetime import date

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import FRAME, place_of
from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import WrittenPlan

_SCHEDULED = {"milestone", "quantity", "coverage", "minimum", "cumulative"}


def deadlines_inside(plan: WrittenPlan) -> Found:
    """时限必须是规划期内的日期，或 plan.yaml 里定义的阶段。

    ---
    A deadline is a date inside the plan's period, or a phase defined in plan.yaml.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2026-12-31": done}  # 规划期到 2025-12-31

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2025-12-31": done}
    """
    if plan.frame is None:
        return
    start, end = plan.frame.period.start or date.min, plan.frame.period.end or date.max
    for number, phase in enumerate(plan.frame.phases):
        if not start <= phase.deadline <= end and plan.frame_node:
            place = place_of(plan.frame_node, "phases", number, "deadline")
            yield Finding("FZ706", place, {"written": phase.deadline, "start": start, "end": end}, None, FRAME)
    for target in plan.targets:
        for written, day, _ in plan.deadlines(target.spec):
            if target.spec.schedule and (day is None or not start <= day <= end):
                yield at(target, "FZ706", "schedule", written, written=written, start=start, end=end)


def has_schedule(plan: WrittenPlan) -> Found:
    """有进度的目标（milestone、quantity、coverage、minimum、cumulative）要有时限。

    写 group，由组给出各阶段要求；规划对这一项单独定了时间的，写 schedule。

    ---
    A target with progress (milestone, quantity, coverage, minimum, cumulative) needs a deadline.

    Name a group, which gives what each phase asks; where the plan dates the target itself, give a schedule.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      group: foundation
    """
    undated = plan.frame is not None and plan.frame.period.end is None
    for target, measure in plan.tasks:
        if target.spec.draft and undated:
            continue
        known = target.spec.group is None or (plan.frame is not None and target.spec.group in plan.frame.groups)
        if known and measure.kind in _SCHEDULED and not list(plan.deadlines(target.spec)):
            yield at(target, "FZ710", "id")


# The rule of each code.
RULES: Rules = {
    "FZ706": deadlines_inside,
    "FZ710": has_schedule,
}
