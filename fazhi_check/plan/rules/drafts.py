"""Targets that nobody has gone over yet."""

from __future__ import annotations

from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import WrittenPlan

DRAFTS = "FZ727"  # a plan's drafts are told once, whatever else waits


def drafts(plan: WrittenPlan) -> Found:
    """规划里还有草稿（draft: true）没有核对。

    new-plan --from 按规则读出来的目标都是草稿：标题、衡量方式、力度、时限、牵头单位都是猜的。对照原文逐项核对，改好一项就删去
    它的 draft: true。还有草稿的规划可以 lint、targets、trace，不能用来判定（check 退出码 2）。草稿的提醒等核对完再说，
    现在只说错误。

    ---
    Some targets of the plan are still drafts (draft: true).

    What new-plan --from has read by rules is a draft: its title, measure, force, deadline and lead are guesses. Go over
    each with the text at hand and take its draft: true away once it is right. A plan with drafts can be linted, listed
    and traced, but nothing is judged by it (check ends with 2). Advice on drafts waits until they are gone over; errors
    are told.

    ---
    - id: 1.1.1-01
      draft: true
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
      lead: [party]

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      anchors: [设立工作机构]
      measure: {kind: milestone}
      group: foundation
      lead: [party]
    """
    left = plan.drafts
    if left:
        yield at(left[0], DRAFTS, "draft", count=len(left), all=len(plan.targets))


# The rule of each code.
RULES: Rules = {
    DRAFTS: drafts,
}
