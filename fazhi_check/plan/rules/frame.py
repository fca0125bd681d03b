"""The frame of a plan: its period, what readers need to know of it, and the claiming of its electives."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import FRAME, place_of
from fazhi_check.plan.rules.found import Found, Rules
from fazhi_check.plan.spec import BoundsSpec, ClaimsSpec, PeriodSpec, WrittenPlan
from fazhi_check.words import Text

_FRAME_KEYS = {
    "edition": Text(
        "报告说不清用的是哪一版，如 征求意见稿、正式稿", "no report can tell which one it used, e.g. a draft"
    ),
    "pace": Text(
        "按缺省的尺度判断：落后 10 个百分点以上为滞后，30 以上为严重，90 天内为临期",
        "the defaults hold: 10 points behind is lagging, 30 serious, 90 days due soon",
    ),
}
_TWICE = ("group",), Text("这一组前面写过了，合并成一条", "its group is given before: make them one")


def has_frame(plan: WrittenPlan) -> Found:
    """规划文件夹里要有 plan.yaml，规划期的起止要先后正确。

    ---
    A plan's folder has a plan.yaml, whose period begins before it ends.

    ---
    period: {start: 2025-12-31, end: 2021-01-01}

    ---
    period: {start: 2021-01-01, end: 2025-12-31}
    """
    if plan.frame_node is None and not any(finding.file == FRAME for finding in plan.findings):
        yield Finding("FZ711", None, {"why": Text("缺 plan.yaml", "plan.yaml is missing")}, None, FRAME)
    elif plan.frame and plan.frame_node and _is_turned(plan.frame.period):
        why = Text("规划期的起始不早于结束", "its period does not begin before it ends")
        yield Finding("FZ711", place_of(plan.frame_node, "period"), {"why": why}, None, FRAME)


def whole_frame(plan: WrittenPlan) -> Found:
    """plan.yaml 要写明版本（edition）和判断快慢的尺度（pace）。

    不写版本，报告说不清用的是征求意见稿还是正式稿；不写 pace，就按缺省的 10 个百分点、30 个百分点和 90 天判断。

    ---
    plan.yaml names its edition and its pace.

    Without an edition no report can tell a draft from what was adopted; without a pace the defaults hold: 10 and 30
    percentage points, 90 days.

    ---
    edition:

    ---
    edition: 征求意见稿
    """
    if plan.frame and plan.frame_node:
        for key, why in _FRAME_KEYS.items():
            if key not in plan.frame.model_fields_set:
                yield Finding("FZ716", place_of(plan.frame_node, key), {"key": key, "why": why}, None, FRAME)


def sound_claims(plan: WrittenPlan) -> Found:
    """领题（claims）的范围要写对。

    group 是规划里有自选任务（force: elective）的组；写 at_least 或 at_most，或两个都写，最少的不多于最多的，最少的不多于
    这一组的自选任务；一组只写一条；units 下面按六位代码写个别单位的范围。

    ---
    The claiming of electives is sound.

    Its group is one of the plan's that has electives; it has at_least, at_most or both, the least is no more than the
    most, nor than the electives of the group; a group has one; below units stand those of single units, by their six-digit code.

    ---
    # plan.yaml 里有 claims: [{group: regular, at_least: 2, at_most: 1}]
    - id: 1.1.1-01
      title: 开展创新示范
      measure: {kind: milestone}
      force: elective
      group: regular

    ---
    # plan.yaml 里有 claims: [{group: regular, at_least: 1, at_most: 2}]
    - id: 1.1.1-01
      title: 开展创新示范
      measure: {kind: milestone}
      force: elective
      group: regular
    """
    if plan.frame is None or plan.frame_node is None:
        return
    for number, claims in enumerate(plan.frame.claims):
        twice = any(one.group == claims.group for one in plan.frame.claims[:number])
        for path, why in [*_claim_gaps(plan, claims), *([_TWICE] if twice else [])]:
            place = place_of(plan.frame_node, "claims", number, *path)
            yield Finding("FZ720", place, {"why": why}, None, FRAME)


def _is_turned(period: PeriodSpec) -> bool:
    return period.start is not None and period.end is not None and period.start >= period.end


def _claim_gaps(plan: WrittenPlan, claims: ClaimsSpec) -> Iterator[tuple[tuple[str, ...], Text]]:
    topics = sum(one.spec.group == claims.group and one.spec.force == "elective" for one, _ in plan.tasks)
    if not topics:
        yield (
            ("group",),
            Text(f"{claims.group} 组里没有自选任务（force: elective）", f"the group {claims.group} has no elective"),
        )
    bounds: dict[tuple[str, ...], BoundsSpec] = {(): claims}
    bounds |= {("units", code): one for code, one in claims.units.items()}
    for path, one in bounds.items():
        if why := _bounds_gap(one, topics, bool(claims.units and not path)):
            yield path, why


def _bounds_gap(bounds: BoundsSpec, topics: int, may_be_none: bool) -> Text | None:
    least, most = bounds.at_least, bounds.at_most
    if least is None and most is None:
        return None if may_be_none else Text("要写 at_least 或 at_most", "it needs at_least or at_most")
    if least is not None and most is not None and least > most:
        return Text(f"最少 {least} 多于最多 {most}", f"at least {least} is more than at most {most}")
    if least is not None and topics and least > topics:
        return Text(f"最少 {least}，这一组只有 {topics} 项", f"at least {least} of only {topics}")
    return None


# The rule of each code.
RULES: Rules = {
    "FZ711": has_frame,
    "FZ716": whole_frame,
    "FZ720": sound_claims,
}
