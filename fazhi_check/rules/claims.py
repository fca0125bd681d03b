"""Electives (FZ905): a unit claims as many of a group as the plan says, no fewer and no more."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.assess import asked_of
from fazhi_check.findings import Found
from fazhi_check.plan.model import Bounds
from fazhi_check.rules.dossier import Dossier, Look
from fazhi_check.words import Text


def outside_the_bounds(case: Dossier) -> Iterator[Found]:
    """领题的项数不在规划规定的范围内。

    自选的事项由单位领题：填了的才判定，没填的不算未填报。规划规定了最少、最多领几项的，少了或多了都提示。空着的、待确认
    的、填了不适用的不算领题。少了的，补领并填报；多了的，与牵头单位商定保留哪几项。

    ---
    More or fewer electives are claimed than the plan says.

    A unit chooses among electives: those with an entry are judged, the others are not missing. Where the plan says how
    many at least and at most, fewer and more are told. What is left empty, waits to be confirmed or is said not to apply
    is not claimed. Claim further ones and report on them, or settle with the leading body which are kept.

    ---
    # 1.1.1-01 至 1.1.1-03 是自选，规划规定领 2 至 3 项
    1.1.1-01: {状态: 推进中}

    ---
    # 1.1.1-01 至 1.1.1-03 是自选，规划规定领 2 至 3 项
    1.1.1-01: {状态: 推进中}
    1.1.1-03: {状态: 未启动}
    """
    if not (case.plan and case.submission and case.plan.claims):
        return
    asked = asked_of(case.plan, case.submission.unit, case.duty)
    for claims in case.plan.claims:
        topics = [one.id for one in asked.values() if one.is_elective and one.group == claims.group]
        claimed = sum(one in case.claimed for one in topics)
        bounds = claims.of(case.submission.unit.code)
        if topics and not within(claimed, bounds):
            data = {"group": claims.group, "claimed": claimed, "bounds": _said(bounds), "topics": len(topics)}
            yield Found(data, ("entries",), on_key=True)


def within(claimed: int, bounds: Bounds) -> bool:
    """Tell whether a number of claims keeps within bounds."""
    return (bounds.at_least or 0) <= claimed and (bounds.at_most is None or claimed <= bounds.at_most)


def _said(bounds: Bounds) -> Text:
    least, most = bounds
    if least is not None and most is not None:
        return (
            Text(f"{least} 项", str(least))
            if least == most
            else Text(f"{least} 至 {most} 项", f"between {least} and {most}")
        )
    if least is not None:
        return Text(f"至少 {least} 项", f"at least {least}")
    return Text(f"至多 {most} 项", f"at most {most}")


# The rule of each code.
RULES: dict[str, Look] = {"FZ905": outside_the_bounds}
